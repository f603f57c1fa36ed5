"""The closed lists of words that drafts and published summaries share.

Sources: ceasefire provisions after Clayton & Sticher and the ETH/PRIO ceasefire data, stages after PA-X, verbal
acts after PLOVER, commitment (`Stance`) after FactBank, tentative agreements after labour law. Each member's
comment is its definition; the prompt shows the same words to a model.
"""

from enum import StrEnum


class Issue(StrEnum):
    """What an item is about; one short list that works across domains."""

    CEASEFIRE_SCOPE = "ceasefire_scope"  # what stops, where, against which targets
    TERRITORY = "territory"  # land, borders, withdrawals, recognition
    SECURITY_GUARANTEES = "security_guarantees"  # alliances, foreign troops, neutrality, force limits
    MONITORING_VERIFICATION = "monitoring_verification"
    ARMS_AND_AID = "arms_and_aid"  # weapons, intelligence, mobilisation, military help
    DETAINEES_HUMANITARIAN = "detainees_humanitarian"  # prisoners, hostages, access, refugees
    SANCTIONS_TRADE = "sanctions_trade"  # sanctions, tariffs, market access
    GOVERNANCE_RIGHTS = "governance_rights"  # elections, status, language, union recognition
    JUSTICE = "justice"  # amnesty, courts, discipline of strikers
    MONEY_RESOURCES = "money_resources"  # funds, debt, water, minerals, climate finance
    PAY_BENEFITS = "pay_benefits"
    HOURS_CONDITIONS_JOBS = "hours_conditions_jobs"
    PROCESS_NEXT_STEPS = "process_next_steps"  # who talks when, mediators, timetables, ballots
    OTHER = "other"


class Stage(StrEnum):
    """How far an agreed term has come."""

    IN_PRINCIPLE = "in_principle"  # yes to the idea, terms still to be settled
    TENTATIVE = "tentative"  # settled between negotiators, subject to ratification or approval
    AGREED = "agreed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    COLLAPSED = "collapsed"


class Confirmation(StrEnum):
    """Who of those bound by a term says that it is agreed."""

    ALL_PARTIES = "all_parties"
    SOME_PARTIES = "some_parties"
    ONE_PARTY = "one_party"  # one side's account only
    THIRD_PARTY = "third_party"  # a mediator or the outlet says so, none of the parties
    CONTRADICTED = "contradicted"  # another party's account differs or denies it


class DemandKind(StrEnum):
    """The verbal act behind a demand."""

    DEMAND = "demand"
    PRECONDITION = "precondition"  # must be met before talks or before a deal
    RED_LINE = "red_line"  # what the party will never accept
    PROPOSAL = "proposal"
    REQUEST = "request"
    REFUSAL = "refusal"  # says no to another's demand or proposal
    THREAT = "threat"


class Response(StrEnum):
    """What the addressee has answered, as far as the article says."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    CONDITIONAL = "conditional"
    COUNTERED = "countered"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    UNANSWERED = "unanswered"


class Made(StrEnum):
    """Whether it is sure that the demand was made at all."""

    UNDISPUTED = "undisputed"
    ONE_PARTY_CLAIMS = "one_party_claims"  # somebody else says that the party demanded it
    DENIED = "denied"


class OpenKind(StrEnum):
    """Why a question is open. Only what the article itself leaves open counts."""

    NOT_ADDRESSED = "not_addressed"
    DEFERRED = "deferred"
    DISPUTED = "disputed"
    AMBIGUOUS_WORDING = "ambiguous_wording"
    UNCONFIRMED = "unconfirmed"
    FEASIBILITY = "feasibility"
    RATIFICATION = "ratification"


class Channel(StrEnum):
    """Through what the speaker's words reached the article."""

    STATEMENT = "statement"  # speech, press conference, written statement, post
    READOUT = "readout"  # one side's official account of a meeting or call
    INTERVIEW = "interview"
    DOCUMENT = "document"  # the text of the agreement, an order, a filing
    UNNAMED_OFFICIALS = "unnamed_officials"
    OTHER_OUTLET = "other_outlet"  # the article passes on another outlet's report
    OUTLET = "outlet"  # the article's own voice


class Stance(StrEnum):
    """How the speaker stands to the content."""

    ASSERTS = "asserts"
    CLAIMS = "claims"  # about another party, or not confirmed by it
    DENIES = "denies"
    PREDICTS = "predicts"


class Found(StrEnum):
    """How a quote was found in the article."""

    EXACT = "exact"
    NORMALISED = "normalised"  # after folding typography alone


class Derivation(StrEnum):
    """Where an article's text comes from."""

    ORIGINAL = "original"
    WIRE_COPY = "wire_copy"
    REWRITE = "rewrite"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a drafted item was rejected."""

    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_TOO_SHORT = "quote_too_short"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    MODALITY = "modality"
    NAME = "name"
    UNRELATED = "unrelated"  # the quotes speak of something else
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"  # the engine took the item back when asked again


class Apart(StrEnum):
    """What kind of disagreement it is."""

    ACCOUNTS = "accounts"  # two accounts of one thing cannot both be right
    POSITIONS = "positions"  # two parties want what cannot both be had, on one point


class Differs(StrEnum):
    """In what the versions of a disagreement differ."""

    SCOPE = "scope"  # what is covered, where, against whom
    NUMBER = "number"
    DURATION = "duration"
    TIME = "time"  # when it starts, happened, falls due
    CONDITIONS = "conditions"  # what it depends on, what a condition is attached to
    PARTIES = "parties"  # who is bound, who did it
    ACCEPTANCE = "acceptance"  # who accepted what, whether it was agreed at all
    SAID = "said"  # whether it was said or demanded at all, or passed over in one account
    EVENT = "event"  # whether something happened
    OTHER = "other"


class Moved(StrEnum):
    """What kind of change it is."""

    POSITION = "position"  # a party wants, offers or refuses something else than before
    STAGE = "stage"  # an agreed term has come further, or has fallen back


class Dated(StrEnum):
    """Where the date of a source comes from."""

    STATED = "stated"  # the article's metadata
    ADDRESS = "address"  # its address
    FILE_NAME = "file_name"
    COPY = "copy"  # the dated article of the same origin
