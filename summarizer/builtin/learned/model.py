"""The trained model: a score for each kind from a sentence's features, and again from its neighbours' scores.

`weights.json` is made by `make train` (training/train.py) from the development part of the gold and is not edited.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from summarizer.schemas.kinds import KINDS

from .context import Scores, context
from .features import Features
from .labels import Labels
from .sentence import Sentence
from .weights import Packed, Table, packed, summed, table

BOUND = math.log(999)
WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Model:
    """Two linear models, one on the other's scores, and how likely a kind must be."""

    words: Table
    words_bias: Packed
    around: Sequence[Sequence[float]]  # for each kind, one weight for each of context.NAMES
    around_bias: Sequence[float]
    least: Sequence[float]
    labels: Mapping[str, Labels]

    def likely(self, sentences: Sequence[Sentence], features: Sequence[Features]) -> list[Scores]:
        """How likely each sentence holds an item of each kind, 0 to 1; `features` are theirs."""
        first = [summed(each, self.words, self.words_bias, len(KINDS)) for each in features]
        around = context(sentences, [_bounded(scores) for scores in first])
        return [tuple(map(self._again, self.around, self.around_bias, [values] * len(KINDS))) for values in around]

    @staticmethod
    def _again(weights: Sequence[float], bias: float, values: Sequence[float]) -> float:
        return 1 / (1 + math.exp(-bias - sum(map(mul, weights, values))))


@cache
def model() -> Model:
    """The one that is shipped."""
    shipped = json.loads(WEIGHTS.read_text("utf-8"))
    labels = {
        name: Labels(values=each["values"], weights=table(each["weights"]), bias=packed(each["bias"]))
        for name, each in shipped["labels"].items()
    }
    return Model(
        words=table(shipped["words"]),
        words_bias=packed(shipped["words_bias"]),
        around=shipped["around"],
        around_bias=shipped["around_bias"],
        least=shipped["least"],
        labels=labels,
    )


def _bounded(scores: Sequence[float]) -> Scores:
    """Log odds no surer than one in a thousand."""
    return tuple(max(-BOUND, min(BOUND, score)) for score in scores)
