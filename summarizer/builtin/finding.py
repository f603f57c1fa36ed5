"""What was found in one place of an article, before it becomes an item."""

from dataclasses import dataclass, field
from typing import NamedTuple

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftDemand, DraftQuestion, DraftTerm

from .clauses import Clause
from .cues import Act
from .wordlist import words

_WORD = lazy(r"[a-z]{3,}|\d[\d.,]*")
_COMMON = words(
    """the and that for with from its his her their they were was are has have had will would said also after
    before into which who what than but not any all this these those over under about been being more other two
    both sides agreed agree accepted demand demanded wants want says statement talks deal agreement president
    minister leader leaders government monday tuesday wednesday thursday friday saturday sunday first could may
    there only such very"""
)


class Place(NamedTuple):
    """A sentence: number in the article, and offsets."""

    number: int
    start: int
    end: int


@dataclass
class Finding:
    """A drafted item with where it stands; `places` are the sentences that say it."""

    item: DraftTerm | DraftDemand | DraftQuestion
    places: list[Place]
    act: Act | None
    clause: Clause | None
    words: frozenset[str] = field(default_factory=frozenset)


LEAST_WORDS = 3  # an item of fewer content words says nothing by itself ("That order will not be reversed.")


def content_words(text: str) -> frozenset[str]:
    """The words that carry content, shortened to seven letters so that inflections meet; numbers as they are."""
    return frozenset(word[:7].rstrip(".,s") for word in _WORD.findall(text.lower()) if word not in _COMMON)
