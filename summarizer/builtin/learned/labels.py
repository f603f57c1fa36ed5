"""The status of an item that the rules have not read, as its sentences most likely mean it."""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from .features import Features, Group
from .sentence import Sentence
from .weights import Packed, Table, summed

NEXT = 0.7  # weight of a word of the sentence that follows, where an answer may stand


@dataclass(frozen=True)
class Labels:
    """A linear model of one field: its values, and a weight of each for every feature."""

    values: Sequence[str]
    weights: Table
    bias: Packed

    def likely(self, features: Features) -> dict[str, float]:
        """How likely each value is, 0 to 1."""
        total = summed(features, self.weights, self.bias, len(self.values))
        highest = max(total)
        odds = [math.exp(each - highest) for each in total]
        whole = sum(odds)
        return {value: each / whole for value, each in zip(self.values, odds, strict=True)}


def label_features(sentences: Sequence[Sentence], features: Sequence[Features], numbers: Sequence[int]) -> Features:
    """Those of an item: its sentences' features, and the words of the sentence that follows."""
    joined = list(features[numbers[0]]) if len(numbers) == 1 else _joined([features[number] for number in numbers])
    following = max(numbers) + 1
    if following < len(sentences):
        joined.append(Group("next", set(sentences[following].tokens), NEXT))
    return joined


def _joined(several: Sequence[Features]) -> Features:
    found: dict[tuple[str, float], set[Hashable]] = {}
    for features in several:
        for name, members, value in features:
            found.setdefault((name, value), set()).update(members)
    return [Group(name, members, value) for (name, value), members in found.items()]
