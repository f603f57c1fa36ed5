"""What any tool found in articles, in the words of the gold: the file of `summarizer eval GOLD --items FILE`.

What a tool never says is left out of the whole file, and then not scored; what it leaves out of one item only is wrong
where the gold has it.
"""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from .gold import Gold, GoldQuote, Told


def _names(given: object) -> object:
    return [given] if isinstance(given, str) else given


class Finding(Told):
    """One item that the tool found."""

    quotes: list[str] = Field(description="passages that it rests on; they count where they stand letter for letter")
    says: Annotated[list[str] | None, BeforeValidator(_names)] = Field(
        None, description="who says so: a name, or several that stand for it; `outlet` for the article's own voice"
    )


class FindingsOf(Gold):
    """What was found in one article; no items: nothing."""

    file: str = Field(description="the article: its file, with the folder before it where several sets have the name")
    items: list[Finding]


class FoundVersion(Gold):
    """One side's, or one account's, version of a disputed point."""

    party: str | None = None
    quotes: list[GoldQuote]


class FoundDisagreement(Gold):
    """A point on which accounts, or positions, do not fit together."""

    about: str | None = None
    versions: Annotated[list[FoundVersion], Field(min_length=2)]


class FoundChange(Gold):
    """A position that moved, or an agreed term that came further or fell back."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    party: str | None = None
    about: str | None = None
    before: GoldQuote = Field(alias="from")
    after: GoldQuote = Field(alias="to")


class Findings(Gold):
    """One tool's, over any articles of a gold."""

    tool: Annotated[str, Field(min_length=1, max_length=80)] | None = Field(
        None, description="what it is called in the table; without it, the file's name"
    )
    articles: list[FindingsOf]
    copies: list[Annotated[list[str], Field(min_length=2)]] | None = Field(
        None, description="files with one text behind them"
    )
    disagreements: list[FoundDisagreement] | None = None
    changes: list[FoundChange] | None = None
