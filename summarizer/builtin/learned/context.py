"""What the sentences around one add to its own scores: numbers in a fixed order, the same in training and in use."""

from bisect import bisect_right
from collections.abc import Sequence

from summarizer.schemas.kinds import KINDS

from .sentence import Sentence

Scores = tuple[float, ...]  # log odds, one for each kind
NONE: Scores = (-3.0,) * len(KINDS)  # where there is no sentence
OF_PLACE = ("behind", "ahead", "others")
OF_KIND = (
    "own", "own behind", "below the best", "before", "before, apart", "after", "after, apart", "two before",
    "paragraph", "mean", "rank",
)  # fmt: skip
NAMES = (*OF_PLACE, *(f"{name} {kind}" for kind in KINDS for name in OF_KIND))
"""What each number is."""


def context(sentences: Sequence[Sentence], scores: Sequence[Scores]) -> list[list[float]]:
    """Of each sentence: its own scores, its neighbours', the best of its paragraph, the article's mean, its rank."""
    size = len(sentences)
    mean = tuple(sum(one[k] for one in scores) / max(size, 1) for k in range(len(KINDS)))
    order = [sorted(one[k] for one in scores) for k in range(len(KINDS))]
    return [_of(sentences[number], scores, number, mean, order) for number in range(size)]


def _of(
    here: Sentence, scores: Sequence[Scores], number: int, mean: Scores, order: Sequence[Sequence[float]]
) -> list[float]:
    own, last = scores[number], len(scores) - 1
    before = scores[number - 1] if number else NONE
    after = scores[number + 1] if number < last else NONE
    two_before = scores[number - 2] if number > 1 else NONE
    behind, ahead, best = here.behind > 0, here.ahead > 0, max(own)
    others = [*scores[number - here.behind : number], *scores[number + 1 : number + 1 + here.ahead]]
    found = [float(behind), float(ahead), float(len(others))]
    for k, value in enumerate(own):
        found += (
            value,
            value if behind else 0.0,
            value - best,
            before[k] if behind else 0.0,
            0.0 if behind else before[k],
            after[k] if ahead else 0.0,
            0.0 if ahead else after[k],
            two_before[k],
            max(one[k] for one in others) if others else 0.0,
            mean[k],
            bisect_right(order[k], value) / len(scores),
        )
    return found
