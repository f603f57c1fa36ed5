"""Scores as a table, and as JSON."""

import json
from collections.abc import Sequence

from .bootstrap import ROUNDS
from .scores import Scored, scores


def as_markdown(scored: Sequence[Scored]) -> str:
    """A row for each score, a column for each engine; 95 % intervals in brackets."""
    lines = [f"| | {' | '.join(each.name for each in scored)} |", f"|---{'|---' * len(scored)}|"]
    for label, score in scores().items():
        cells = [cell(score(each.total), each.interval(score)) for each in scored]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    across = [each.across() for each in scored]
    for label in across[0] if any(each.sets for each in scored) else ():
        lines.append(f"| {label} | {' | '.join(cell(*each[label]) for each in across)} |")
    articles = [f"{len(each.tallies)}{f', {len(each.failed)} failed' if each.failed else ''}" for each in scored]
    lines.append(f"| articles | {' | '.join(articles)} |")
    lines.append(f"| tokens an article | {' | '.join(_mean(e.total.tokens, e) for e in scored)} |")
    lines.append(f"| dollars an article | {' | '.join(_dollars(each) for each in scored)} |")
    return "\n".join(lines) + "\n"


def as_json(scored: Sequence[Scored]) -> str:
    """The same with every digit, and seconds, which differ from run to run."""
    told = [
        {
            "engine": each.name,
            "articles": len(each.tallies),
            "failed": dict(each.failed),
            "scores": {
                label: {"value": score(each.total), "interval": each.interval(score)}
                for label, score in scores().items()
            },
            "across": {label: {"value": value, "interval": within} for label, (value, within) in each.across().items()},
            "tokens": each.total.tokens,
            "cost_usd": each.total.cost_usd,
            "seconds": each.total.seconds,
        }
        for each in scored
    ]
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def paired(one: Scored, other: Scored) -> str:
    """Which of two engines has the higher F1, in a sentence."""
    name, share = ahead(one, other, "F1")
    if name is None:
        return f"Neither {one.name} nor {other.name} has the higher F1 in more of {ROUNDS:,} draws (paired bootstrap)."
    return f"{name} has the higher F1 in {share:.0%} of {ROUNDS:,} draws of the articles (paired bootstrap)."


def ahead(one: Scored, other: Scored, label: str) -> tuple[str | None, float]:
    """Which of two engines has the higher score in more draws of the articles, and in which share; ties count half."""
    won = one.ahead_of(other, scores()[label])
    if won == 0.5:
        return None, won
    return (one.name, won) if won > 0.5 else (other.name, 1 - won)


def took(each: Scored) -> str:
    """Seconds, tokens and dollars an article, in a line; the seconds differ from run to run."""
    seconds = each.total.seconds / max(len(each.tallies), 1)
    return f"{each.name}: {seconds:.2f} s, {_mean(each.total.tokens, each)} tokens, {_price(each)} an article"


def cell(value: float | None, within: tuple[float, float] | None) -> str:
    """`0.62 [0.55, 0.70]`, or a dash where there was nothing to score."""
    if value is None:
        return "–"
    return f"{value:.2f}" + (f" [{within[0]:.2f}, {within[1]:.2f}]" if within else "")


def _mean(number: float, each: Scored) -> str:
    return f"{number / max(len(each.tallies), 1):,.0f}"


def _dollars(each: Scored) -> str:
    cost = each.total.cost_usd
    return "unknown" if cost is None else f"{cost / max(len(each.tallies), 1):.4f}"


def _price(each: Scored) -> str:
    return "dollars unknown" if each.total.cost_usd is None else f"${_dollars(each)}"
