"""How alike two items are: the words they share, each weighted by how rare it is among the items."""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

from .profile import Profile

_UNIT = 1_000_000  # weights are whole numbers of millionths, so that no order of adding them changes a sum


class Weights:
    """What each stem weighs among the items at hand: a word that all of them use weighs little."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.used = Counter(word for one in profiles for word in one.words)
        self.number = len(profiles) or 1
        self._weight: dict[str, int] = {}
        self._sums: dict[frozenset[str], int] = {}

    def of(self, word: str) -> int:
        """The weight of one stem in millionths: about a million for one that stands in a hundredth of the items."""
        known = self._weight.get(word)
        if known is None:
            known = self._weight[word] = round(_UNIT * (0.2 + log(1 + self.number / (1 + self.used[word])) / log(101)))
        return known

    def alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much two sets of stems have in common, from 0 to 1: the mean of what either shares of its own weight.

        The geometric mean: a short sentence inside a long one is alike, but less so the longer the other is.
        """
        shared = sum(map(self.of, one & other))
        return shared / sqrt(self._sum(one) * self._sum(other)) if shared else 0.0

    def _sum(self, words: frozenset[str]) -> int:
        known = self._sums.get(words)
        if known is None:
            known = self._sums[words] = sum(map(self.of, words))
        return known
