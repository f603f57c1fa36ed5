"""Folding: what two texts that differ in typography alone have in common.

Folded are quotation marks, dashes, ellipses, ligatures, white space, invisible characters, and Unicode composition
(NFC, Unicode Standard Annex 15). Never folded are letters, case, diacritics, digits and words: those make a different
quote. Every folded character knows the stretch of the original it came from.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

QUOTATION = "\"'`´‘’‚‛“”„‟‹›«»′″‴ʼʻ＂＇〝〞〟「」『』׳״"
DASH = "-‐‑‒–—―−﹘﹣－⸺⸻־"
# Soft hyphen, zero-width characters, marks of direction, variation selectors, the Arabic stretching stroke.
INVISIBLE = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
# Scripts that write without spaces: there a line break is no space.
UNSPACED = "\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
ELLIPSIS = r"(?:…|\.(?:[ \u00a0\u2009\u202f]?\.){2,})+"

_SPECIAL = re.compile(
    rf"""
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
    """,
    re.VERBOSE,
)
_BECOMES = {"nothing": "", "ellipsis": "...", "dash": "-", "quote": "'", "space": " "}


class Folded(NamedTuple):
    """A folded text; character i came from `original[starts[i]:ends[i]]`."""

    text: str
    starts: list[int]
    ends: list[int]


def fold(text: str) -> Folded:
    """The text with typography folded away, and where each of its characters came from."""
    folded = Folded("", [], [])
    pieces: list[str] = []
    composed = unicodedata.is_normalized("NFC", text)
    at = 0
    for match in _SPECIAL.finditer(text):
        _keep(text, at, match.start(), composed, pieces, folded)
        kind = match.lastgroup or ""
        becomes = _BECOMES.get(kind)
        if becomes is None:  # a ligature
            becomes = unicodedata.normalize("NFKC", match[0])
        _put(becomes, match.start(), match.end(), pieces, folded)
        at = match.end()
    _keep(text, at, len(text), composed, pieces, folded)
    return folded._replace(text="".join(pieces))


@lru_cache(maxsize=8)
def folded_article(text: str) -> Folded:
    """`fold`, kept for the articles at hand: an article is folded once, whatever is looked up in it."""
    return fold(text)


def _put(becomes: str, start: int, end: int, pieces: list[str], folded: Folded) -> None:
    """Replace one indivisible stretch of the original."""
    pieces.append(becomes)
    folded.starts.extend([start] * len(becomes))
    folded.ends.extend([end] * len(becomes))


def _keep(text: str, start: int, end: int, composed: bool, pieces: list[str], folded: Folded) -> None:
    """Copy a stretch without special characters, composing letters and their marks where the text is not NFC."""
    run = text[start:end]
    if composed or run.isascii():
        pieces.append(run)
        folded.starts.extend(range(start, end))
        folded.ends.extend(range(start + 1, end + 1))
        return
    first = start
    for at in range(start + 1, end + 1):
        if at == end or not _continues(text[at]):
            _put(unicodedata.normalize("NFC", text[first:at]), first, at, pieces, folded)
            first = at


def _continues(character: str) -> bool:
    """Whether a character composes with the one before: a combining mark, or a Hangul vowel or final letter."""
    return unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff"
