"""Aliases of parties: capitals, demonyms, seats of power of the UN's members and of the bodies they negotiate in.

`aliases.json` gives, for each party, the other names under which reports speak of it. One alias may stand for several.
"""

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from .clauses import fold

WORDS: dict[str, Any] = json.loads((Path(__file__).parent / "names.json").read_text("utf-8"))
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:['&]\w+)*", re.UNICODE)
_LOWER_CASE = frozenset({"bloc", "alliance"})


def plain_words(text: str) -> list[str]:
    """The words of a text, folded and in lower case, without possessives and without the points of initials."""
    return [bare(surface) for surface in surface_words(text)]


@lru_cache(maxsize=256)
def surface_words(text: str) -> tuple[str, ...]:
    """The words of a text as written, without diacritics; hyphens part words."""
    return tuple(_WORD.findall(fold(text).replace("-", " ")))


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A word in lower case, without its possessive and without the points of initials."""
    word = word.lower().replace(".", "")
    return word.removesuffix("'s").removesuffix("'")


@cache
def _table() -> dict[tuple[str, ...], frozenset[str]]:
    """From the words of an alias to the parties it may stand for."""
    aliases: dict[str, list[str]] = json.loads((Path(__file__).parent / "aliases.json").read_text("utf-8"))
    table: dict[tuple[str, ...], set[str]] = {}
    for party, names in aliases.items():
        for name in (party, *names):
            table.setdefault(tuple(plain_words(name)), set()).add(party)
    return {words: frozenset(parties) for words, parties in table.items()}


def stands_for(words: tuple[str, ...]) -> frozenset[str]:
    """The parties that exactly these words name; empty where they name none."""
    return _table().get(words, frozenset())


def mentioned(surfaces: Sequence[str], words: Sequence[str]) -> frozenset[str]:
    """The parties that a text mentions under any alias; a lower-case word is no proper name (`us`, `polish`).

    The text comes as its `surface_words` and its `plain_words`.
    """
    table, starts, found = _table(), _starts(), set[str]()
    for i, word in enumerate(words):
        for length in starts.get(word, ()):
            if surfaces[i][0].islower() and length == 1 and word not in _LOWER_CASE:
                continue
            found |= table.get(tuple(words[i : i + length]), frozenset())
    return frozenset(found)


@cache
def _starts() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for words in _table():
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found)) for word, found in lengths.items()}


@lru_cache(maxsize=4096)
def spelling(word: str) -> str:
    """A key that small differences of transliteration leave alone: Zelenskyy, Zelensky, Selenskyj; Syrskyi, Syrsky."""
    if len(word) < 4:
        return word
    key = re.sub(r"(?:yy|iy|ii|yi|ij|yj|ey|ie|i|y)$", "i", word)
    key = re.sub(r"(?<=.{5})[ao]$", "a", key)  # Lukashenko, Lukashenka
    for old, new in _TRANSLITERATION:
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key)


_TRANSLITERATION = (
    ("sch", "s"), ("sh", "s"), ("zh", "s"), ("kh", "h"), ("ch", "h"), ("ph", "f"), ("ck", "k"), ("ou", "u"),
    ("x", "ks"), ("w", "v"), ("z", "s"), ("c", "k"), ("q", "k"), ("j", "i"), ("y", "i"), ("o", "u"), ("e", "a"),
    ("ia", "i"),
)  # fmt: skip
