"""Every word of the vocabulary in plain English."""

from collections.abc import Mapping
from enum import StrEnum

from ..schemas.vocabulary import (
    Apart,
    Channel,
    Confirmation,
    Dated,
    DemandKind,
    Derivation,
    Differs,
    Found,
    Issue,
    Made,
    Moved,
    OpenKind,
    Reason,
    Response,
    Stage,
    Stance,
)

KIND_OF_ITEM = {"agreed_term": "an agreed term", "demand": "a demand", "open_question": "an open question"}

# One table for each list: members of different lists may share a word ("deferred") and then are equal as strings.
WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Issue: {
        Issue.CEASEFIRE_SCOPE: "scope of the ceasefire",
        Issue.TERRITORY: "territory",
        Issue.SECURITY_GUARANTEES: "security guarantees",
        Issue.MONITORING_VERIFICATION: "monitoring and verification",
        Issue.ARMS_AND_AID: "arms and military aid",
        Issue.DETAINEES_HUMANITARIAN: "detainees and humanitarian access",
        Issue.SANCTIONS_TRADE: "sanctions and trade",
        Issue.GOVERNANCE_RIGHTS: "governance and rights",
        Issue.JUSTICE: "justice",
        Issue.MONEY_RESOURCES: "money and resources",
        Issue.PAY_BENEFITS: "pay and benefits",
        Issue.HOURS_CONDITIONS_JOBS: "hours, conditions and jobs",
        Issue.PROCESS_NEXT_STEPS: "process and next steps",
        Issue.OTHER: "other",
    },
    Stage: {
        Stage.IN_PRINCIPLE: "agreed in principle, terms still to be settled",
        Stage.TENTATIVE: "tentative, still to be ratified or approved",
        Stage.AGREED: "agreed",
        Stage.SIGNED: "signed",
        Stage.IN_FORCE: "in force",
        Stage.SUSPENDED: "suspended",
        Stage.COLLAPSED: "collapsed",
    },
    Confirmation: {
        Confirmation.ALL_PARTIES: "confirmed by all parties",
        Confirmation.SOME_PARTIES: "confirmed by some of the parties, not all",
        Confirmation.ONE_PARTY: "only one side says so",
        Confirmation.THIRD_PARTY: "said by others than the parties themselves",
        Confirmation.CONTRADICTED: "another party's account differs or denies it",
    },
    DemandKind: {
        DemandKind.DEMAND: "demand",
        DemandKind.PRECONDITION: "precondition",
        DemandKind.RED_LINE: "red line",
        DemandKind.PROPOSAL: "proposal",
        DemandKind.REQUEST: "request",
        DemandKind.REFUSAL: "refusal",
        DemandKind.THREAT: "threat",
    },
    Response: {
        Response.ACCEPTED: "accepted",
        Response.PARTLY_ACCEPTED: "accepted in part, or by some",
        Response.CONDITIONAL: "answered with conditions",
        Response.COUNTERED: "met with a counter-offer",
        Response.REJECTED: "rejected",
        Response.DEFERRED: "answer put off",
        Response.UNANSWERED: "no answer found",
    },
    Made: {
        Made.UNDISPUTED: "undisputed that it was made",
        Made.ONE_PARTY_CLAIMS: "made according to others only",
        Made.DENIED: "those said to have made it deny it",
    },
    OpenKind: {
        OpenKind.NOT_ADDRESSED: "left open, or not mentioned",
        OpenKind.DEFERRED: "put off to later",
        OpenKind.DISPUTED: "the parties disagree",
        OpenKind.AMBIGUOUS_WORDING: "the wording leaves it open",
        OpenKind.UNCONFIRMED: "not confirmed",
        OpenKind.FEASIBILITY: "doubtful whether it can be done",
        OpenKind.RATIFICATION: "still to be ratified or approved",
    },
    Channel: {
        Channel.STATEMENT: "in public",
        Channel.READOUT: "in an official readout",
        Channel.INTERVIEW: "in an interview",
        Channel.DOCUMENT: "in the document itself",
        Channel.UNNAMED_OFFICIALS: "unnamed officials",
        Channel.OTHER_OUTLET: "as another outlet reports",
        Channel.OUTLET: "in the article's own voice",
    },
    Stance: {
        Stance.ASSERTS: "as a plain assertion",
        Stance.CLAIMS: "as a claim",
        Stance.DENIES: "as a denial",
        Stance.PREDICTS: "as a prediction",
    },
    Found: {
        Found.EXACT: "found letter for letter",
        Found.NORMALISED: "found once typography was set aside",
    },
    Derivation: {
        Derivation.ORIGINAL: "original report",
        Derivation.WIRE_COPY: "copy of a wire report",
        Derivation.REWRITE: "reworded copy of another report",
        Derivation.UNKNOWN: "origin unknown",
    },
    Reason: {
        Reason.QUOTE_NOT_FOUND: "its quote is not in the article",
        Reason.QUOTE_TOO_SHORT: "its quote is too short to support it",
        Reason.NUMBER: "a number does not agree with its quotes",
        Reason.DATE: "a date does not agree with its quotes",
        Reason.NEGATION: "it affirms what its quotes deny, or the reverse",
        Reason.UNRELATED: "its quotes speak of something else",
        Reason.MODALITY: "it is more certain than its quotes",
        Reason.NAME: "it names somebody whom the article does not name",
        Reason.DUPLICATE: "it repeats another item",
        Reason.WITHDRAWN: "the engine took it back when asked again",
    },
    Apart: {
        Apart.ACCOUNTS: "accounts that cannot all be right",
        Apart.POSITIONS: "positions that cannot all be met",
    },
    Differs: {
        Differs.SCOPE: "what is covered",
        Differs.NUMBER: "a number",
        Differs.DURATION: "how long it lasts",
        Differs.TIME: "when",
        Differs.CONDITIONS: "what it depends on",
        Differs.PARTIES: "who did it or is bound",
        Differs.ACCEPTANCE: "who accepted it",
        Differs.SAID: "whether it was said at all",
        Differs.EVENT: "whether it happened",
        Differs.OTHER: "another point",
    },
    Moved: {
        Moved.POSITION: "position moved",
        Moved.STAGE: "stage of an agreed term moved",
    },
    Dated: {
        Dated.STATED: "date as the article states it",
        Dated.ADDRESS: "date from its address",
        Dated.FILE_NAME: "date from the file's name",
        Dated.COPY: "date of another article with the same text",
    },
}


def words(value: StrEnum) -> str:
    """The words for one member of the vocabulary; KeyError where a list or a member has none."""
    return WORDS[type(value)][value]
