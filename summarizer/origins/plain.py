"""Which of two wordings reads like the one that the other was made from.

A program that exchanges words puts a rarer word for a common one ("vitality" for "energy", "cellphone name" for
"phone call"). So of two texts that match sentence by sentence, the words in which they differ are compared: those are
odd that no other article uses and that are not among the commonest words of news English.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from .likeness import Likeness

_MARGIN = 0.05  # of the differing words; less says nothing
_FEWEST = 4  # differing words on either side; fewer are an editor's


@dataclass(frozen=True)
class Odd:
    """Which of two texts is worded the odder, with its odd words and the words of the other that they stand for."""

    first: bool
    words: Sequence[str]
    instead_of: Sequence[str]


def odder(like: Likeness, elsewhere: Callable[[str], bool]) -> Odd | None:
    """Which of two matching texts is worded the odder; None where their words do not tell.

    `elsewhere` says whether an article outside their group uses a word.
    """
    ours, theirs = like.here.differing, like.there.differing
    if min(len(ours), len(theirs)) < _FEWEST:
        return None
    plain = _plain()
    odd_ours, odd_theirs = ([w for w in words if w not in plain and not elsewhere(w)] for words in (ours, theirs))
    lead = len(odd_ours) / len(ours) - len(odd_theirs) / len(theirs)
    if abs(lead) < _MARGIN:  # no word list for this language and no other article: longer words are rarer
        lead = (_mean_length(ours) - _mean_length(theirs)) / 10
    if abs(lead) < _MARGIN:
        return None
    return Odd(True, odd_ours, theirs) if lead > 0 else Odd(False, odd_theirs, ours)


def _mean_length(words: Sequence[str]) -> float:
    return sum(map(len, words)) / len(words)


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Some 800 of the commonest words of news English, as `tokens.folded` gives them."""
    return frozenset(resources.files("summarizer.origins").joinpath("plain_english.txt").read_text("utf-8").split())
