"""How sure a score is: intervals over resampled articles, and a paired test of two engines on the same articles.

Percentile bootstrap (Efron & Tibshirani 1993), and the paired bootstrap of Koehn (2004): articles are drawn with
replacement, the same ones for both engines. The seed is fixed, so equal results give equal intervals.
"""

import random
from collections.abc import Callable, Sequence

from .tally import Tally, total

ROUNDS = 1_000
SEED = 20310304
Score = Callable[[Tally], float | None]


def interval(tallies: Sequence[Tally], score: Score, rounds: int = ROUNDS) -> tuple[float, float] | None:
    """Where the score lies in 95 of 100 draws of the articles; None where it is mostly undefined."""
    values = sorted(
        value for drawn in _draws(len(tallies), rounds) if (value := _of(tallies, drawn, score)) is not None
    )
    if len(values) < rounds / 2:
        return None
    return values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]


def better(one: Sequence[Tally], other: Sequence[Tally], score: Score, rounds: int = ROUNDS) -> float:
    """In which share of the draws the first scores higher than the second; ties count half."""
    wins = 0.0
    for drawn in _draws(len(one), rounds):
        a, b = _of(one, drawn, score) or 0.0, _of(other, drawn, score) or 0.0
        wins += 1.0 if a > b else 0.5 if a == b else 0.0
    return wins / rounds


def _draws(size: int, rounds: int) -> Sequence[list[int]]:
    chance = random.Random(SEED)
    return [[chance.randrange(size) for _ in range(size)] for _ in range(rounds if size else 0)]


def _of(tallies: Sequence[Tally], drawn: Sequence[int], score: Score) -> float | None:
    return score(total(tallies[place] for place in drawn))
