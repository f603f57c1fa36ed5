"""Two engines on the same articles: which is better, and how sure that is (the paired test of `bootstrap`)."""

from typing import Any

from .bootstrap import LEAST, ROUNDS
from .scores import Scored, scores


def paired(one: Scored, other: Scored) -> str:
    """Which of two engines has the higher F1, in a sentence."""
    name, share = ahead(one, other, "F1")
    if share is None:
        return _unsure(one, other)
    if name is None:
        return f"Neither {one.name} nor {other.name} has the higher F1 in more of {ROUNDS:,} draws (paired bootstrap)."
    return f"{name} has the higher F1 in {share:.0%} of {ROUNDS:,} draws of the articles (paired bootstrap)."


def ahead(one: Scored, other: Scored, label: str) -> tuple[str | None, float | None]:
    """Which of two engines has the higher score in more draws of the articles, and in which share; ties count half.

    Nobody, and no share, where there are too few articles to draw from.
    """
    won = one.ahead_of(other, scores()[label])
    if won is None or won == 0.5:
        return None, won
    return (one.name, won) if won > 0.5 else (other.name, 1 - won)


def comparison(one: Scored, other: Scored) -> dict[str, Any]:
    """Every score of the first less that of the second, and in which share of the draws the first is higher.

    Null where either has no score, or where there are too few articles to draw from.
    """
    compared = {}
    for label, score in scores().items():
        ours, theirs = score(one.total), score(other.total)
        known = ours is not None and theirs is not None
        compared[label] = {
            "difference": ours - theirs if ours is not None and theirs is not None else None,
            "first_higher": one.ahead_of(other, score) if known else None,
        }
    draws = ROUNDS if len(one.tallies) >= LEAST else 0
    return {"first": one.name, "second": other.name, "draws": draws, "scores": compared, "told": paired(one, other)}


def _unsure(one: Scored, other: Scored) -> str:
    score = scores()["F1"]
    ours, theirs = score(one.total) or 0.0, score(other.total) or 0.0
    why = f"how sure that is cannot be said of fewer than {LEAST} articles."
    if ours == theirs:
        return f"Neither {one.name} nor {other.name} has the higher F1 ({ours:.2f}); {why}"
    (name, high), (_, low) = sorted([(one.name, ours), (other.name, theirs)], key=lambda each: -each[1])
    return f"{name} has the higher F1, {high:.2f} against {low:.2f}; {why}"
