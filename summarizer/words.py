"""Sentences and paragraphs of a text, as spans of code points.

Sentence boundaries come from the library sentencex (Wikimedia); a paragraph ends at a line break.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from sentencex import get_sentence_boundaries  # pyright: ignore[reportAttributeAccessIssue]


class Stretch(NamedTuple):
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int


_START, _END = itemgetter(0), itemgetter(1)


@lru_cache(maxsize=64)
def paragraphs(text: str) -> tuple[Stretch, ...]:
    """The non-blank lines of a text, without the white space around them."""
    return tuple(Stretch(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))


@lru_cache(maxsize=64)
def sentences(text: str, language: str = "en") -> tuple[Stretch, ...]:
    """The sentences of a text in order, none across a line break, without the white space around them."""
    return tuple(
        _trimmed(text, paragraph.start + piece["start_index"], paragraph.start + piece["end_index"])
        for paragraph in paragraphs(text)
        for piece in get_sentence_boundaries(language, text[paragraph.start : paragraph.end])
        if piece["text"].strip()
    )


def sentences_around(text: str, start: int, end: int) -> Stretch:
    """The stretch of whole sentences that covers `text[start:end]`."""
    spans = sentences(text)
    first = bisect_right(spans, start, key=_END)
    covering = spans[first : bisect_left(spans, end, key=_START)]
    if not covering:
        return Stretch(start, end)
    return Stretch(min(start, covering[0].start), max(end, covering[-1].end))


def paragraph_number(text: str, offset: int) -> int:
    """The paragraph, from 1, in which an offset lies (the one before it, for white space between two)."""
    return max(1, bisect_right(paragraphs(text), offset, key=_START))


def _trimmed(text: str, start: int, end: int) -> Stretch:
    inner = text[start:end]
    return Stretch(start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip()))


# Among the commonest words of English and of hardly any other language.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "is",
        "was",
        "for",
        "with",
        "by",
        "has",
        "have",
        "from",
        "said",
        "this",
        "will",
        "not",
        "are",
        "which",
        "would",
    ]
)


@lru_cache(maxsize=64)
def reads_english(text: str) -> bool:
    """Whether at least one word in twelve of a text is one of the commonest English words."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    return bool(words) and sum(map(_ENGLISH.__contains__, words)) * 12 >= len(words)
