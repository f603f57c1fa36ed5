"""How a report was made: for each engine what it made, with which templates, and what that took."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from ...schemas.brief import Brief
from ...schemas.summary import ArticleSummary, Provenance, Template
from .. import account
from ..brief_phrases import merged

N = TypeVar("N", int, float)


def how_made(summaries: Sequence[ArticleSummary], brief: Brief | None) -> list[Mapping[str, str]]:
    """A row for each engine that wrote summaries, and one for the brief: columns by their headings."""
    groups: dict[tuple[str, str], list[Provenance]] = {}
    for summary in summaries:
        made = summary.provenance
        groups.setdefault((account.engine(made), made.program), []).append(made)
    rows = [_row(_summaries(len(made)), engine, program, made) for (engine, program), made in groups.items()]
    if brief is not None:
        made_so = merged(brief)
        row = _row("the brief", account.engine(made_so), made_so.program, [made_so])
        rows.append({**row, "time": "not counted"})
    return rows


def _row(what: str, engine: str, program: str, made: Sequence[Provenance]) -> Mapping[str, str]:
    model = made[0].engine == "model"
    templates = {template.name: template for one in made for template in one.templates}
    usages = [one.usage for one in made]
    read, written = _sum([u.input_tokens for u in usages]), _sum([u.output_tokens for u in usages])
    cost = _sum([u.cost_usd for u in usages])
    return {
        "what": what,
        "by": engine,
        "program": program,
        "templates": ", ".join(map(_template, templates.values())) or "none",
        "calls": f"{sum(usage.calls for usage in usages):,}",
        "tokens": account.tokens(read, written) if model else "none",
        "cost": account.dollars(cost) if model else "nothing",
        "time": account.duration(sum(usage.seconds for usage in usages)),
    }


def _sum(values: Sequence[N | None]) -> N | None:
    """The sum, or None where one of them is unknown."""
    known: list[N] = [value for value in values if value is not None]
    return sum(known, type(known[0])()) if known and len(known) == len(values) else None


def _template(template: Template) -> str:
    return f"{template.name} {template.version}"


def _summaries(number: int) -> str:
    return "1 summary" if number == 1 else f"{number:,} summaries"
