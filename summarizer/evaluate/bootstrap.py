"""How sure a score is: intervals over resampled articles, and a paired test of two engines on the same articles.

Percentile bootstrap (Efron & Tibshirani 1993), and the paired bootstrap of Koehn (2004): articles are drawn with
replacement, the same ones for both engines. The seed is fixed, so equal results give equal intervals. Fewer than five
articles are not drawn from: an interval of one article has no width, and one of three says hardly more.
"""

import random
from collections.abc import Callable, Sequence

from .tally import Tally, total

ROUNDS = 1_000
LEAST = 5  # articles, or sets; of fewer there are no draws, no interval and no paired test
SEED = 20310304
Score = Callable[[Tally], float | None]


def draws(tallies: Sequence[Tally]) -> list[Tally]:
    """The sum of each draw of the articles: the same for every score, and what takes time; empty of too few."""
    return [total(tallies[place] for place in drawn) for drawn in _draws(len(tallies))]


def within(drawn: Sequence[Tally], score: Score) -> tuple[float, float] | None:
    """Where the score lies in 95 of 100 draws; None where it is mostly undefined, or where there are none."""
    values = sorted(value for tally in drawn if (value := score(tally)) is not None)
    if len(values) < ROUNDS / 2:
        return None
    return values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]


def ahead(one: Sequence[Tally], other: Sequence[Tally], score: Score) -> float | None:
    """In which share of the draws the first scores higher than the second, ties half; None where there are none.

    Both are `draws` of the same articles. Where one has no score in a draw, that counts as 0.
    """
    if not one:
        return None
    wins = 0.0
    for first, second in zip(one, other, strict=True):
        a, b = score(first) or 0.0, score(second) or 0.0
        wins += 1.0 if a > b else 0.5 if a == b else 0.0
    return wins / len(one)


def _draws(size: int) -> Sequence[list[int]]:
    chance = random.Random(SEED)
    return [[chance.randrange(size) for _ in range(size)] for _ in range(ROUNDS if size >= LEAST else 0)]
