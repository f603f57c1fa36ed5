"""Folding: what two texts that differ in typography alone have in common.

Folded are quotation marks, dashes, ellipses, ligatures, white space, invisible characters, and Unicode composition
(NFC, Unicode Standard Annex 15). Never folded are letters, case, diacritics, digits and words: those make a different
quote. Every folded character knows the stretch of the original it came from.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

QUOTATION = "\"'`´‘’‚‛“”„‟‹›«»′″‴ʼʻ＂＇〝〞〟「」『』׳״"
DASH = "-‐‑‒–—―−﹘﹣－⸺⸻־"
# Soft hyphen, zero-width characters, marks of direction, variation selectors, the Arabic stretching stroke.
INVISIBLE = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
# Scripts that write without spaces: there a line break is no space.
UNSPACED = "\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
ELLIPSIS = r"(?:…|\.(?:[ \u00a0\u2009\u202f]?\.){2,})+"

# The characters of most texts. Of theirs only the marks below fold, which one short pattern finds; every other text
# gets the whole pattern, which takes long to compile and longer to search. A test holds the two alike.
_PLAIN = re.compile("[\x09-\x7e\u00a1-\u00aa\u00ae-\u00b3\u00b5-\u00ba\u00bc-\u017f–—‘’“”…€]*")
_DOTS = r"(?:…|\.(?: ?\.){2,})"
# Each alternative begins with a letter or a set, which lets the search pass over most places without trying it; of
# plain spaces only those count that have another mark behind them.
_MARKS = re.compile(
    rf"[\"“”]|''?|‘‘?|’’?|``?|[–—-][–—-]*\s*|…{_DOTS}*\s*|\.(?: ?\.){{2,}}{_DOTS}*\s*"
    rf"|[\s](?:(?<! )|(?=[\s….–—-]))(?:\s*(?:{_DOTS}+|[–—-]+)\s*|(?<! )\s*|\s+)"
)
_EVERYTHING = rf"""
    (?P<nothing>  \u00ad[ \t]*\r?\n[ \t]*             # a soft hyphen that broke a line
                | (?<=[{UNSPACED}])\s+(?=[{UNSPACED}])
                | [{INVISIBLE}]+(?!\s) )
  | (?P<ellipsis> [\s{INVISIBLE}]*(?:{ELLIPSIS})[\s{INVISIBLE}]* )
  | (?P<dash>     [\s{INVISIBLE}]*[{DASH}]+[\s{INVISIBLE}]* )
  | (?P<quote>    (?<!\S)[«‹]\s+ | \s+[»›](?!\w)       # the French space inside guillemets
                | [«‹][\u00a0\u2009\u202f]+ | [\u00a0\u2009\u202f]+[»›]
                | '' | `` | ‘‘ | ’’ | [{QUOTATION}] )
  | (?P<space>    (?![ ][^\s{INVISIBLE}])             # one plain space is left as it is
                  [\s{INVISIBLE}]*\s[\s{INVISIBLE}]* )
  | (?P<ligature> [\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdff\ufe70-\ufefc] )
"""
_KINDS = {"nothing": "", "ellipsis": "...", "dash": "-", "quote": "'", "space": " "}


def ranges(characters: str) -> list[tuple[str, str]]:
    """The first and last character of each range in one of the lists above."""
    return [(first, last or first) for first, last in re.findall("(.)(?:-(.))?", characters)]


class Folded(NamedTuple):
    """A folded text; character i came from `original[starts[i]:ends[i]]`."""

    text: str
    starts: list[int]
    ends: list[int]


@cache
def _whole_pattern() -> re.Pattern[str]:
    return re.compile(_EVERYTHING, re.VERBOSE)


def _becomes(match: re.Match[str]) -> str:
    """What a match folds to."""
    if match.lastgroup == "ligature":
        return unicodedata.normalize("NFKC", match[0])
    if match.lastgroup:
        return _KINDS[match.lastgroup]
    return _becomes_mark(match[0])


@lru_cache(maxsize=256)
def _becomes_mark(found: str) -> str:
    mark = found.strip()[:1]
    return " " if not mark else "..." if mark in "…." else "-" if mark in DASH else "'"


def fold(text: str) -> Folded:
    """The text with typography folded away, and where each of its characters came from."""
    folded = Folded("", [], [])
    pieces: list[str] = []
    composed = unicodedata.is_normalized("NFC", text)
    at = counted = 0  # up to where the text is folded, and up to where its offsets are
    special = _MARKS if _PLAIN.fullmatch(text) else _whole_pattern()
    for match in special.finditer(text):
        start, end = match.span()
        becomes = _becomes(match)
        if composed and len(becomes) == end - start == 1:  # as a quotation mark: the offsets run on
            pieces += (text[at:start], becomes)
        else:
            _keep(text, at, start, counted, composed, pieces, folded)
            _put(becomes, start, end, pieces, folded)
            counted = end
        at = end
    _keep(text, at, len(text), counted, composed, pieces, folded)
    return folded._replace(text="".join(pieces))


def folded(text: str) -> str:
    """The text alone of `fold`."""
    if not unicodedata.is_normalized("NFC", text):
        return fold(text).text
    special = _MARKS if _PLAIN.fullmatch(text) else _whole_pattern()
    return special.sub(_becomes, text)


@lru_cache(maxsize=8)
def folded_article(text: str) -> Folded:
    """`fold`, kept for the articles at hand: an article is folded once, whatever is looked up in it."""
    return fold(text)


def _put(becomes: str, start: int, end: int, pieces: list[str], folded: Folded) -> None:
    """Replace one indivisible stretch of the original."""
    pieces.append(becomes)
    folded.starts.extend([start] * len(becomes))
    folded.ends.extend([end] * len(becomes))


def _keep(text: str, start: int, end: int, counted: int, composed: bool, pieces: list[str], folded: Folded) -> None:
    """Copy a stretch without special characters, composing letters and their marks where the text is not NFC.

    The offsets are known up to `counted`, which lies before the stretch only in a text that is NFC.
    """
    run = text[start:end]
    if composed or run.isascii():
        pieces.append(run)
        folded.starts.extend(range(counted, end))
        folded.ends.extend(range(counted + 1, end + 1))
        return
    first = start
    for at in range(start + 1, end + 1):
        if at == end or not _continues(text[at]):
            _put(unicodedata.normalize("NFC", text[first:at]), first, at, pieces, folded)
            first = at


def _continues(character: str) -> bool:
    """Whether a character composes with the one before: a combining mark, or a Hangul vowel or final letter."""
    return unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff"
