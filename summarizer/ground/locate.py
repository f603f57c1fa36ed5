"""Where a quote stands in a text: exactly, or after folding typography alone; a changed word is a miss."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..schemas.vocabulary import Found
from ..words import Stretch, sentences_around
from .clauses import sentences_of
from .fold import DASH, ELLIPSIS, INVISIBLE, QUOTATION, UNSPACED, folded, folded_article, ranges
from .negation import negations

# Scripts without spaces between words: any two characters may be a word's border.
_UNSPACED = re.compile(f"[{UNSPACED}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_UNSEEN = "".join(chr(code) for low, high in ranges(INVISIBLE) for code in range(ord(low), ord(high) + 1))
_DASHES = frozenset(DASH)
_CLAUSE = re.compile('[.,;:!?()\n–—“”"]')  # beyond one of these, what is left out is a remark of its own
_NEGATING = ("non", "un", "anti", "dis", "in", "mis")


class Span(NamedTuple):
    """A located piece of a quote: `text[start:end]`, code points."""

    start: int
    end: int
    found: Found


def locate(quote: str, text: str, *, near: str | int | None = None) -> tuple[Span, ...]:
    """The spans of the text that a quote is made of, in order; empty where the quote does not stand in the text.

    A quote is one span. One with an ellipsis ("...", "[...]") that is not itself in the text is one span a piece; what
    it leaves out of the middle of a clause may hold no "not".
    Of several occurrences the first counts, or the nearest to `near` (a passage of the text, or an offset).

    >>> locate("the union's offer", "He took the union’s offer.")
    (Span(start=8, end=25, found=<Found.NORMALISED: 'normalised'>),)
    >>> locate("will accept", "Russia will not accept.")
    ()
    """
    anchor = _anchor(near, text)
    for wording in _unwrapped(quote):
        found = _whole(wording, text, anchor) or _pieces(wording, text, anchor)
        if found:
            return found
    return ()


def occurrences(quote: str, text: str) -> list[Span]:
    """Every place where a quote without gaps stands in the text, in order."""
    return list(_occurrences(quote, text))


@lru_cache(maxsize=16)  # an item's quotes are looked up several times each
def _occurrences(quote: str, text: str) -> tuple[Span, ...]:
    wanted = folded(quote).strip()
    if not carries(wanted):
        return ()
    article = folded_article(text)
    spans = []
    for at in _finds(wanted, article.text):
        start, end = _trim(text, article.starts[at], article.ends[at + len(wanted) - 1])
        if whole_words(text, start, end):
            same = text[start:end] == _bare(quote)
            spans.append(Span(start, end, Found.EXACT if same else Found.NORMALISED))
    return tuple(spans)


def carries(piece: str, *, whole: bool = False) -> bool:
    """Whether a quote, or a piece of one, is long enough to mean something: two words, 8 letters, 4 ideographs.

    The `whole` evidence of an item needs more: three words, 12 letters, 6 ideographs.
    """
    if sum(map(str.isalnum, piece[:32])) >= 12:  # as in most
        return True
    letters = sum(map(str.isalnum, piece))
    if _is_unspaced(piece):
        return letters >= (6 if whole else 4)
    return letters >= (12 if whole else 8) or len(re.findall(r"\w+", piece)) >= (3 if whole else 2)


def _unwrapped(quote: str) -> list[str]:
    """The quote as given, and without one pair of quotation marks that were put around it, not taken from the text."""
    bare = _bare(quote)
    wrapped = len(bare) > 2 and bare[0] in QUOTATION and bare[-1] in QUOTATION
    return [quote, bare[1:-1]] if wrapped else [quote]


def _whole(quote: str, text: str, anchor: Stretch | None) -> tuple[Span, ...]:
    spans = occurrences(quote, text)
    if len(spans) < 2:
        return tuple(spans)
    return (min(spans, key=lambda span: (_distance(span, anchor, text), span.found != Found.EXACT, span.start)),)


def _pieces(quote: str, text: str, anchor: Stretch | None) -> tuple[Span, ...]:
    """The pieces of a quote with gaps, each located, in order; nothing where one is missing or too short."""
    if "." not in quote and "…" not in quote:
        return ()
    pieces = [piece for piece in _gap().split(quote) if piece.strip()]
    if not _gap().search(quote) or not all(map(carries, pieces)):
        return ()
    found = _in_order([occurrences(piece, text) for piece in pieces], text, anchor)
    return () if any(_denies(text[a.end : b.start]) for a, b in pairwise(found)) else found


def _denies(left_out: str) -> bool:
    """Whether words left out of the middle of a clause hold a "not": `We did ... agree`, `has ... accepted`."""
    inside = not _CLAUSE.search(left_out)
    return inside and any(negations(sentence) for sentence in sentences_of(left_out))


@cache
def _gap() -> re.Pattern[str]:
    """What stands between two pieces of a quote."""
    return re.compile(rf"\s*(?:\[\s*(?:{ELLIPSIS})\s*\]|\(\s*(?:{ELLIPSIS})\s*\)|{ELLIPSIS})\s*")


def _finds(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle) if needle else -1
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    kept = _bare(inner)
    begin = start + inner.index(kept)
    return begin, begin + len(kept)


def _bare(text: str) -> str:
    """The text without white space and invisible characters at its ends."""
    while text and (text[0].isspace() or text[-1].isspace() or text[0] in _UNSEEN or text[-1] in _UNSEEN):
        text = text.strip().strip(_UNSEEN)
    return text


def _is_unspaced(text: str) -> bool:
    return not text.isascii() and _UNSPACED.search(text) is not None


def whole_words(text: str, start: int, end: int) -> bool:
    """Whether a span cuts no word or number: "9 hostages" does not stand in "1.9 hostages", nor "can" in "can't"."""
    if _cuts(text, start - 1, start) or _cuts(text, end - 1, end):
        return False
    if text[end : end + 1] in ("'", "’") and re.match(r"t\b", text[end + 1 : end + 3]):
        return False
    before = text[max(0, start - 5) : start].removesuffix("\n")
    return before[-1:] not in _DASHES or re.split(r"\W", before[:-1])[-1].lower() not in _NEGATING


def _cuts(text: str, left: int, right: int) -> bool:
    """Whether the border between two neighbouring characters runs through a word or a number."""
    if left < 0 or right >= len(text):
        return False
    before, after = text[left], text[right]
    if before.isalnum() and after.isalnum():
        return not (_is_unspaced(before) or _is_unspaced(after))
    if after.isdigit() and before in ".,٫٬":
        return text[left - 1 : left].isdigit()
    if before.isdigit() and after in ".,٫٬":
        return text[right + 1 : right + 2].isdigit()
    return False


def _in_order(found: list[list[Span]], text: str, anchor: Stretch | None) -> tuple[Span, ...]:
    """One occurrence of each piece, in order and not overlapping; the tightest such chain, or nothing."""
    chains: list[tuple[Span, ...]] = []
    for first in found[0] if found else []:
        chain = [first]
        for candidates in found[1:]:
            following = next((span for span in candidates if span.start >= chain[-1].end), None)
            if following is None:
                break
            chain.append(following)
        if len(chain) == len(found):
            chains.append(tuple(chain))
    if not chains:
        return ()
    return min(chains, key=lambda chain: (_distance(chain[0], anchor, text), chain[-1].end - chain[0].start))


def _anchor(near: str | int | None, text: str) -> Stretch | None:
    if isinstance(near, int):
        return Stretch(near, near)
    found = occurrences(near, text) if near else []
    return Stretch(found[0].start, found[0].end) if found else None


def _distance(span: Span, anchor: Stretch | None, text: str) -> tuple[bool, int]:
    """How far a span lies from the anchor: in its sentence first, then by characters between the two."""
    if anchor is None:
        return False, 0
    sentence = sentences_around(text, anchor.start, max(anchor.end, anchor.start + 1))
    outside = span.start >= sentence.end or span.end <= sentence.start
    return outside, max(span.start - anchor.end, anchor.start - span.end, 0)
