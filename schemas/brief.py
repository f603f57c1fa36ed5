"""What the program publishes about several articles on one negotiation.

Ids of the brief are upper case (A1, D1, O1 for items, X1 for a disagreement, C1 for a change); those of the articles'
own items stay lower case. Quotes are stretches of the articles: `article.text[start:end] == quote`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from .origin import Similarity
from .summary import Attribution, Evidence, Published, Template
from .vocabulary import (
    Apart,
    Channel,
    Confirmation,
    Dated,
    DemandKind,
    Derivation,
    Differs,
    Issue,
    Made,
    Moved,
    OpenKind,
    Response,
    Stage,
    Stance,
)

BRIEF_SCHEMA_VERSION: Literal["1.0"] = "1.0"


class Source(Published):
    """One article behind the brief."""

    article_id: str
    source: str = Field(description="what was read: a file's name, an address")
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None = Field(description="the date used for the order of events; null where none is known")
    dated: Dated | None = Field(description="where that date comes from")
    day: int | None = Field(description="its place in time among the sources, from 1; equal on one day; null: unknown")
    origin: str = Field(description="id of the article whose text this one goes back to; its own where it is original")
    derivation: Derivation
    of: str | None = Field(description="id of the article it was copied from")
    similarity: Similarity | None
    reasons: list[str] = Field(description="why it is held to be a copy, in plain sentences")
    agreed_terms: int
    demands: int
    open_questions: int
    rejected: int = Field(description="drafted items that failed the checks; they stand in the article's summary")


class Member(Published):
    """An item of one article."""

    article_id: str
    item_id: str


class Account(Member):
    """What one article says of an item of the brief."""

    text: str
    attribution: Attribution
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class Quote(Member):
    """A stretch of an article's text, inside the evidence of one of its items."""

    quote: str
    start: int = Field(ge=0)
    end: int


class BriefItem(Published):
    """What the items of a brief have in common.

    Its sentence is a member's own, or one written for all of them and checked against all their quotes.
    """

    id: str
    text: str
    own_words_of: Member | None = Field(description="the member whose sentence `text` is; null where it was merged")
    issue: Issue
    matter: str = Field(description="the point under negotiation, in a few words; items of one matter belong together")
    members: Annotated[list[Account], Field(min_length=1)]
    articles: int = Field(description="how many articles say it")
    origins: int = Field(description="how many origins stand behind it: copies add none")
    first_reported: date | None
    last_reported: date | None
    superseded_by: list[str] = Field(description="items that hold in its place by the latest account; empty: it stands")


class StageAt(Published):
    """How far a term had come by one account."""

    stage: Stage
    published: date | None
    members: list[Member]


class ResponseAt(Published):
    """What the addressee had answered by one account."""

    response: Response
    published: date | None
    members: list[Member]


class Voice(Published):
    """One party's word, or an outsider's, on an agreed term."""

    party: str | None = Field(description="null for a mediator, an outsider, or an article's own voice")
    channels: list[Channel]
    stances: list[Stance]
    members: list[Member]


class Particular(Published):
    """What some accounts say of a term's scope, start, duration or conditions, in their articles' words."""

    field: Literal["scope", "start", "duration", "conditions"]
    value: str
    members: list[Member]
    origins: int


class BriefTerm(BriefItem):
    """Something the parties have agreed, as it stands by the latest account.

    `scope`, `start`, `duration` and `conditions` are those of the latest account that gives any; `particulars` has
    what each account gives.
    """

    parties: list[str]
    stage: Stage
    stages: list[StageAt] = Field(description="in time; equal neighbours are one")
    confirmation: Confirmation
    voices: list[Voice] = Field(description="who says so over all accounts")
    conditions: list[str]
    scope: str | None
    start: str | None
    duration: str | None
    particulars: list[Particular]


class BriefDemand(BriefItem):
    """Something a side wants, proposes, refuses or threatens, with the latest answer to it."""

    by: list[str]
    of: list[str]
    kind: DemandKind
    response: Response
    responses: list[ResponseAt] = Field(description="in time; equal neighbours are one")
    made: Made


class Answered(Published):
    """The later account that answers a question."""

    items: list[str] = Field(description="items of the brief that answer it")
    members: list[Member]
    published: date | None


class BriefQuestion(BriefItem):
    """Something the articles leave open, and what answers it later."""

    parties: list[str]
    kind: OpenKind
    answered: Answered | None


class Version(Published):
    """One side's or one account's version, in its own words."""

    party: str | None = Field(description="whose version it is; null for a mediator, an outsider or an article itself")
    quotes: Annotated[list[Quote], Field(min_length=1)]
    members: Annotated[list[Member], Field(min_length=1)]
    articles: int
    origins: int
    published: date | None = Field(description="the latest account of it")


class Disagreement(Published):
    """Where accounts, or positions, do not fit together."""

    id: str
    kind: Apart
    field: Differs
    about: str
    issue: Issue
    matter: str
    items: list[str] = Field(description="items of the brief that it touches")
    versions: Annotated[list[Version], Field(min_length=2)]
    settled: Answered | None = Field(description="the later account that settles it; null while it stands")


class State(Published):
    """A position, or the stage of a term, at one time."""

    text: str = Field(description="the words it is told in; for a stage, the stage")
    quotes: list[Quote]
    members: Annotated[list[Member], Field(min_length=1)]
    published: date | None


class Change(Published):
    """A party's position on an issue moved, or an agreed term came further or fell back."""

    model_config = ConfigDict(extra="forbid", defer_build=True, populate_by_name=True)

    id: str
    kind: Moved
    party: str = Field(description="who moved; for a stage, the parties to the term")
    issue: Issue
    matter: str
    about: str
    before: State = Field(alias="from")
    after: State = Field(alias="to")
    items: list[str] = Field(description="items of the brief that it touches")


class Position(Published):
    """Where one party stands on one issue; computed from the items."""

    issue: Issue
    party: str
    items: list[str] = Field(description="what it demands, refuses or has agreed now, the latest first")
    superseded: list[str]


class Coverage(Published):
    """What one source says and does not say; computed from the items."""

    article_id: str
    origin: str
    items: list[str]
    alone_on: list[str] = Field(description="items that no other origin has")
    silent_on: list[str] = Field(
        description="items that it does not mention and that two other origins had reported by its day (the one other, "
        "where there are but two); where a date is unknown, days do not count"
    )


class Sentence(Published):
    """A sentence of the overview and what it rests on."""

    text: str
    refs: Annotated[list[str], Field(min_length=1)] = Field(description="ids of items, disagreements and changes")


class Unmerged(Published):
    """Something that the engine proposed across articles and that failed a check twice."""

    kind: Literal["story", "party", "group", "disagreement", "change", "answer", "sentence"]
    detail: str = Field(description="one sentence: what does not fit, and what stands instead")
    draft: str = Field(description="what was proposed, as JSON")


class BriefUsage(Published):
    """What the calls for the brief itself took; no seconds, so that equal answers give equal bytes."""

    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = None


class BriefProvenance(Published):
    """How a brief was made."""

    engine: Literal["builtin", "model"]
    program: str
    model: str | None
    answered_by: str | None
    mode: str | None
    templates: list[Template]
    usage: BriefUsage
    summaries_by: list[str] = Field(description="the engines and models that wrote the articles' summaries")


class Brief(Published):
    """What was agreed, who demands what, and what is open in one negotiation, over all its articles."""

    schema_version: Literal["1.0"] = BRIEF_SCHEMA_VERSION
    negotiation: str | None
    articles: int
    origins: int
    overview: list[Sentence] = Field(description="at most 150 words")
    agreed_terms: list[BriefTerm]
    disagreements: list[Disagreement]
    demands: list[BriefDemand]
    open_questions: list[BriefQuestion]
    changes: list[Change]
    positions: list[Position]
    coverage: list[Coverage]
    sources: list[Source] = Field(description="in time; undated ones last")
    without_items: list[Source] = Field(description="articles given with these that report no negotiation")
    unmerged: list[Unmerged]
    notes: list[str]
    provenance: BriefProvenance

    @property
    def items(self) -> list[BriefTerm | BriefDemand | BriefQuestion]:
        """All items, agreed terms first."""
        return [*self.agreed_terms, *self.demands, *self.open_questions]
