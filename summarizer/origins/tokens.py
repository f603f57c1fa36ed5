"""A text as words that can be compared: case, house spelling and hyphens folded, scripts without spaces cut up."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..words import Stretch, sentences
from .quotations import quotations

# Thai, Lao, Myanmar, Khmer, kana, Han: no spaces between words, so a character is a token, and overlapping sequences
# of them, about as long as a word is, stand for words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_NUMBER = r"\d+(?:[.,:]\d+)*"
_WORD = re.compile(_NUMBER + r"|[^\W_]+(?:[’'-][^\W_]+)*")
_WORD_OR_CHARACTER = re.compile(rf"[{_UNSPACED}]|{_NUMBER}|[^\W_{_UNSPACED}]+(?:[’'-][^\W_{_UNSPACED}]+)*")
_ONE_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_THAI_WORD, _HAN_WORD = 4, 2
# An agency's client changes these to its house style: the words stay the same.
_HOUSE = (
    (re.compile(r"[’']s?$"), ""),
    (re.compile(r"[’'-]"), ""),
    (re.compile(r"(?<=[a-z]{2}[bdlnv])our(?=s$|ed$|ing$|ers?$|able$|$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|ed$|es$|ing$|ations?$)"), "iz"),
    (re.compile(r"(?<=t)re(?=s?$)"), "er"),
    (re.compile(r"ll(?=ed$|ing$|ers?$)"), "l"),
    (re.compile(r"(?<=def|off)ence(?=s?$)"), "ense"),
)


class Sentence(NamedTuple):
    """The words of one sentence, folded, in order."""

    words: list[str]
    own: list[str]  # those outside quotations
    names: list[str]  # of these the numbers, and what is capitalised but does not open the sentence


def tokenised(text: str, language: str | None) -> list[Sentence]:
    """The words of each sentence in order. `language` is a BCP 47 tag, or None (sentences then end as in English)."""
    text = unicodedata.normalize("NFC", text).replace("%", " percent").replace("per cent", "percent")
    pattern = _WORD_OR_CHARACTER if _ONE_UNSPACED.search(text) else _WORD
    quotes = quotations(text)
    ends = [quote.end for quote in quotes]
    found = []
    for start, end in sentences(text, (language or "en").split("-")[0].casefold()):
        raw = pattern.findall(text, start, end)
        words = own = [folded(word) for word in raw]
        named = [i for i, word in enumerate(raw) if word[0].isdigit() or (i and word[0].isupper())]
        at = bisect_left(ends, start)  # the first quotation that ends in this sentence or after it
        if at < len(quotes) and quotes[at].start < end:
            outside = {
                i for i, m in enumerate(pattern.finditer(text, start, end)) if not _within(m.start(), quotes, ends)
            }
            own = [word for i, word in enumerate(words) if i in outside]
            named = [i for i in named if i in outside]
        found.append(Sentence(words, own, [words[i] for i in named]))
    return found


def _within(offset: int, quotes: Sequence[Stretch], ends: Sequence[int]) -> bool:
    at = bisect_right(ends, offset)
    return at < len(quotes) and quotes[at].start <= offset


def characters_per_word(text: str) -> int:
    """How many characters make a word where a text is written without spaces; 0 where it has them."""
    unspaced = _ONE_UNSPACED.findall(text)
    if len(unspaced) * 3 < len(text):
        return 0
    return _THAI_WORD if sum(character < "\u3000" for character in unspaced) * 2 > len(unspaced) else _HAN_WORD


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word without case, hyphens, possessive and the spellings in which house styles differ."""
    word = word.casefold()
    for pattern, replacement in _HOUSE:
        word = pattern.sub(replacement, word)
    return word
