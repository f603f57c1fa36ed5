"""What the grouping of copies gives: origins, each with the articles that tell it."""

from pydantic import BaseModel, ConfigDict, Field

from .vocabulary import Derivation


class Similarity(BaseModel):
    """How alike a copy and the article it derives from are: shares from 0 to 1, to three digits.

    All are measured outside quotation marks, where two reporters do not write the same words by chance.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    word_containment: float = Field(description="word trigrams of the one with fewer that the other has too")
    word_jaccard: float = Field(description="word trigrams that both have, of those that either has")
    character_containment: float = Field(description="the same as word_containment, for sequences of five characters")
    aligned_sentences: float = Field(
        description="words in sentences that match the other's in the same order; for the article with more of them"
    )
    names_and_numbers: float = Field(
        description="names and numbers of the article with fewer that come in the same order in the other"
    )


class Copy(BaseModel):
    """One article of an origin: the origin itself, or a copy of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article_id: str
    derivation: Derivation
    of: str | None = Field(description="id of the article it derives from; null for the origin itself")
    similarity: Similarity | None = Field(description="to the article in `of`; null for the origin itself")
    reasons: list[str] = Field(description="why, in plain sentences")


class Origin(BaseModel):
    """Articles that go back to one text, the origin first. An article without copies is an origin by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(description="id of the article that is the origin")
    members: list[Copy] = Field(min_length=1)
