"""Scores as a table, and as JSON."""

import json
from collections.abc import Sequence

from .paired import comparison
from .scores import Scored, scores
from .tally import alarms, total

ALARMS = "items in articles without any"
SPANNING = "tokens for what spans articles, a set"


def as_markdown(scored: Sequence[Scored], notes: Sequence[str] = ()) -> str:
    """A row for each score, a column for each engine; 95 % intervals in brackets. Below it the notes."""
    names = [each.name.replace("|", "\\|") for each in scored]
    lines = [f"| | {' | '.join(names)} |", f"|---{'|---' * len(scored)}|"]
    for label, score in scores().items():
        cells = [cell(score(each.total), each.interval(score)) for each in scored]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    across = [each.across() for each in scored]
    for label in across[0] if any(each.sets for each in scored) else ():
        lines.append(f"| {label} | {' | '.join(cell(*each[label]) for each in across)} |")
    if found := alarm_cells(scored):
        lines.append(f"| {ALARMS} | {' | '.join(found)} |")
    lines.append(f"| articles | {' | '.join(map(articles, scored))} |")
    lines.append(f"| tokens an article | {' | '.join(tokens(each) for each in scored)} |")
    lines.append(f"| dollars an article | {' | '.join(_dollars(each) for each in scored)} |")
    if any(each.sets for each in scored):
        lines.append(f"| {SPANNING} | {' | '.join(map(spanning, scored))} |")
        lines.append(f"| dollars for it, a set | {' | '.join(map(_dollars_spanning, scored))} |")
    return "\n".join([*lines, *(f"\nNote: {note}" for note in notes)]) + "\n"


def as_json(scored: Sequence[Scored], notes: Sequence[str] = ()) -> str:
    """The same with every digit, and seconds, which differ from run to run; of two engines their comparison, too."""
    engines = [
        {
            "engine": each.name,
            "articles": len(each.tallies),
            "failed": dict(each.failed),
            "scores": {
                label: {"value": score(each.total), "interval": each.interval(score)}
                for label, score in scores().items()
            },
            "across": {label: {"value": value, "interval": within} for label, (value, within) in each.across().items()},
            "articles_without_items": _alarms(each),
            "briefs": _briefs(each),
            "tokens": each.total.tokens if each.measured else None,
            "cost_usd": each.total.cost_usd if each.measured else None,
            "seconds": each.total.seconds if each.measured else None,
        }
        for each in scored
    ]
    compared = comparison(scored[0], scored[1]) if len(scored) == 2 else None
    told = {"engines": engines, "comparison": compared, "notes": list(notes)}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def took(each: Scored) -> str:
    """Seconds, tokens and dollars an article, in a line; the seconds differ from run to run."""
    seconds = each.total.seconds / max(len(each.tallies), 1)
    return f"{each.name}: {seconds:.2f} s, {tokens(each)} tokens, {_price(each)} an article"


def cell(value: float | None, within: tuple[float, float] | None) -> str:
    """`0.62 [0.55, 0.70]`, or a dash where there was nothing to score."""
    if value is None:
        return "–"
    return f"{value:.2f}" + (f" [{within[0]:.2f}, {within[1]:.2f}]" if within else "")


def alarm_cells(scored: Sequence[Scored]) -> list[str]:
    """Of each engine, `3 in 2 of 7 articles`: items where the gold has none. Nothing where every article has some."""
    found = [alarms(each.total) for each in scored]
    return ["–" if each is None else str(each) for each in found] if any(found) else []


def articles(each: Scored) -> str:
    """How many, and how many of them failed: `23, 2 failed`."""
    return f"{len(each.tallies)}{f', {len(each.failed)} failed' if each.failed else ''}"


def _alarms(each: Scored) -> dict[str, int] | None:
    found = alarms(each.total)
    return found and {"articles": found.of, "articles_with_items_found": found.articles, "items_found": found.items}


def tokens(each: Scored) -> str:
    """Tokens an article, or `unknown`."""
    return _mean(each, each.total.tokens, len(each.tallies), ",.0f")


def spanning(each: Scored) -> str:
    """Tokens a set for its brief, `unknown`, or a dash where none was made."""
    return _mean(each, total(each.sets).tokens, len(each.sets), ",.0f") if each.sets else cell(None, None)


def _dollars_spanning(each: Scored) -> str:
    return _mean(each, total(each.sets).cost_usd, len(each.sets), ".4f") if each.sets else cell(None, None)


def _dollars(each: Scored) -> str:
    return _mean(each, each.total.cost_usd, len(each.tallies), ".4f")


def _mean(each: Scored, amount: float | None, number: int, form: str) -> str:
    """Of so many articles or sets; `unknown` where the amount is not known, or was not measured."""
    return "unknown" if amount is None or not each.measured else format(amount / max(number, 1), form)


def _price(each: Scored) -> str:
    return "dollars unknown" if each.total.cost_usd is None else f"${_dollars(each)}"


def _briefs(each: Scored) -> dict[str, float | None] | None:
    """What the briefs took: sets, tokens, dollars; None where none was made."""
    whole = total(each.sets)
    known = each.measured
    took = {"tokens": whole.tokens if known else None, "cost_usd": whole.cost_usd if known else None}
    return {"sets": len(each.sets), **took} if each.sets else None
