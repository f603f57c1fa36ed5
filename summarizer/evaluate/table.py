"""Scores as a table, as JSON, and what was missed with its words."""

import json
from collections.abc import Iterator, Sequence

from .compare import Missed
from .scores import LABELS, Scored, scores

WRONG = {"missed": "missed", "wrong": "not in the gold"}


def as_markdown(scored: Sequence[Scored]) -> str:
    """A row for each score, a column for each engine; 95 % intervals in brackets."""
    lines = [f"| | {' | '.join(each.name for each in scored)} |", f"|---{'|---' * len(scored)}|"]
    for label, score in scores().items():
        cells = [_cell(score(each.total), each.interval(score)) for each in scored]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    across = [each.across() for each in scored]
    for label in across[0] if any(each.sets for each in scored) else ():
        lines.append(f"| {label} | {' | '.join(_cell(*each[label]) for each in across)} |")
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


def as_missed(missed: Sequence[Missed]) -> Iterator[str]:
    """What is on one side only, article by article, with its words."""
    file = None
    for each in missed:
        if each.file != file:
            file = each.file
            yield from ("", file)
        weight = f" ({each.weight})" if each.weight else ""
        yield f"  {WRONG[each.what]}{weight}: {LABELS[each.kind]}: {each.text}"
        yield from (f"      “{quote}”" for quote in each.quotes)


def _cell(value: float | None, within: tuple[float, float] | None) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" + (f" [{within[0]:.2f}, {within[1]:.2f}]" if within else "")


def _mean(number: float, each: Scored) -> str:
    return f"{number / max(len(each.tallies), 1):,.0f}"


def _dollars(each: Scored) -> str:
    cost = each.total.cost_usd
    return "unknown" if cost is None else f"{cost / max(len(each.tallies), 1):.4f}"
