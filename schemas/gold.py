"""What a person writes down about articles by hand, to hold an engine against: the items, and what spans articles.

One file for each set: a folder of articles about one negotiation (or of one article). Everything that is written is
scored; a field that is left out is not.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .summary import ItemKind
from .vocabulary import Confirmation, DemandKind, Made, OpenKind, Response, Stage

Quotes = Annotated[list[str], Field(min_length=1)]

# The fields that only one kind of item has.
_OF_KIND: dict[str, set[str]] = {
    "agreed_term": {"parties", "stage", "confirmation"},
    "demand": {"by", "of", "act", "response", "made"},
    "open_question": {"parties", "why"},
}


class Gold(BaseModel):
    """Base of all that is written by hand: an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid")


class Told(Gold):
    """What gold and a tool's findings say of an item in the same words; what is left out is not said."""

    kind: ItemKind
    text: str = Field(description="the item as one sentence; for the reader, not scored")
    parties: list[str] | None = None
    by: list[str] | None = None
    of: list[str] | None = None
    stage: Stage | None = None
    confirmation: Confirmation | None = None
    act: DemandKind | None = Field(None, description="the demand's `kind`")
    response: Response | None = None
    made: Made | None = None
    why: OpenKind | None = Field(None, description="the open question's `kind`")

    @model_validator(mode="after")
    def _fields_of_its_kind(self) -> "Told":
        for kind, fields in _OF_KIND.items():
            foreign = (fields - _OF_KIND[self.kind]) & self.model_fields_set
            if kind != self.kind and foreign:
                raise ValueError(f"{', '.join(sorted(foreign))}: of {kind}, and the item is of {self.kind}")
        return self


class GoldItem(Told):
    """One item of one article."""

    weight: Literal["core", "minor"] = Field(
        "core", description="core: a summary without it misleads; minor: right, and nobody would miss it"
    )
    quotes: Quotes = Field(
        description="passages of the article, letter for letter, that say it; of several that each say it alone, all"
    )
    says: str | None = Field(None, description="who says so, as named in the article; `outlet` for its own voice")


class GoldArticle(Gold):
    """One article. Without items it reports on no negotiation, or on none that is still going."""

    file: str = Field(description="the file's name in the set's folder")
    items: list[GoldItem]
    traps: list[str] = Field([], description="what is easily taken for an item here, and is none: for the reader")


class GoldQuote(Gold):
    """A passage of one article."""

    file: str
    quote: str


class GoldVersion(Gold):
    """One side's, or one account's, version of a disputed point."""

    party: str | None = Field(None, description="whose version; nothing for an article's own")
    quotes: Annotated[list[GoldQuote], Field(min_length=1)]


class GoldDisagreement(Gold):
    """A point on which accounts, or positions, do not fit together."""

    about: str
    versions: Annotated[list[GoldVersion], Field(min_length=2)]


class GoldChange(Gold):
    """A position that moved, or an agreed term that came further or fell back."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    party: str
    about: str
    before: GoldQuote = Field(alias="from")
    after: GoldQuote = Field(alias="to")


class GoldSet(Gold):
    """Articles about one negotiation."""

    negotiation: str | None = Field(description="what is negotiated between whom; nothing where there is none")
    sort: str = Field(description="the kind of negotiation: truce, wages, tariffs ...")
    part: Literal["development", "test"]
    folder: str = Field(".", description="where the articles are, from the file's own folder")
    articles: Annotated[list[GoldArticle], Field(min_length=1)]
    copies: list[Annotated[list[str], Field(min_length=2)]] = Field(
        [], description="files with one text behind them, the origin first"
    )
    disagreements: list[GoldDisagreement] = []
    changes: list[GoldChange] = []
