"""What the program publishes about one article."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .article import Article
from .draft import DraftDemand, DraftQuestion, DraftTerm
from .vocabulary import (
    Channel,
    Confirmation,
    DemandKind,
    Found,
    Issue,
    Made,
    OpenKind,
    Reason,
    Response,
    Stage,
    Stance,
)

SCHEMA_VERSION: Literal["1.0"] = "1.0"
ItemKind = Literal["agreed_term", "demand", "open_question"]


class Published(BaseModel):
    """Base of all published shapes."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Evidence(Published):
    """A quote that a program has found: `article.text[start:end] == quote`."""

    quote: str
    start: int = Field(ge=0)
    end: int
    paragraph: int = Field(ge=1, description="paragraph of the article's text in which the quote starts, from 1")
    found: Found


class Attribution(Published):
    """Who says so."""

    speaker: str | None = Field(description="null where the article says it in its own voice")
    party: str | None = Field(description="the party the speaker speaks for")
    channel: Channel
    stance: Stance


class Adjustment(Published):
    """A field that the program set otherwise than the engine did, and why."""

    field: str
    drafted: str
    published: str
    reason: str


class Item(Published):
    """What agreed terms, demands and open questions have in common."""

    id: str = Field(description="unique in its summary: a1, d1, o1 ...")
    text: str
    issue: Issue
    attribution: Attribution
    evidence: Annotated[list[Evidence], Field(min_length=1)]
    adjusted: list[Adjustment]


class AgreedTerm(Item):
    """Something the parties have agreed, at whatever stage."""

    parties: list[str]
    stage: Stage
    confirmation: Confirmation
    conditions: list[str]
    scope: str | None
    start: str | None
    duration: str | None


class Demand(Item):
    """Something one side wants, proposes, refuses or threatens."""

    by: list[str]
    of: list[str]
    kind: DemandKind
    response: Response
    made: Made


class OpenQuestion(Item):
    """Something that the article itself leaves open."""

    parties: list[str]
    kind: OpenKind


class Rejected(Published):
    """A drafted item that is not shown as one, with the reason."""

    kind: ItemKind
    reason: Reason
    detail: str = Field(description="one sentence: what does not fit")
    draft: DraftTerm | DraftDemand | DraftQuestion


class Template(Published):
    """A prompt template that took part."""

    name: str
    version: str
    sha256: str


class Usage(Published):
    """What an answer took. Tokens are summed over every attempt; null where a server does not say."""

    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = Field(default=None, description="US dollars at list prices; null where unknown")
    seconds: float = 0.0


class Provenance(Published):
    """How a summary was made."""

    engine: Literal["builtin", "model"]
    program: str = Field(description="name and version of the program")
    model: str | None = Field(description="the model asked for, provider/name; null for the built-in engine")
    answered_by: str | None = Field(description="the model's name in the server's answer")
    mode: str | None = Field(description="how the shape was asked for")
    templates: list[Template]
    parts: int = Field(description="in how many parts the article was read")
    repaired: int = Field(description="items that failed a check and passed when asked for again")
    usage: Usage


class ArticleSummary(Published):
    """What one article says was agreed, is demanded, and is open."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    article: Article
    negotiation: str | None = Field(
        description="what is negotiated between whom; null where the article reports on none"
    )
    agreed_terms: list[AgreedTerm]
    demands: list[Demand]
    open_questions: list[OpenQuestion]
    rejected: list[Rejected]
    notes: list[str] = Field(description="what a reader should know about how this summary came about")
    provenance: Provenance

    @property
    def items(self) -> list[AgreedTerm | Demand | OpenQuestion]:
        """All items, agreed terms first."""
        return [*self.agreed_terms, *self.demands, *self.open_questions]
