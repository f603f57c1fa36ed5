"""The chart over "What changed": each change as a line from the day of the old position to that of the new one.

It shows nothing that the list under it does not say; its text alternative is one sentence that says so.
"""

from collections.abc import Sequence
from datetime import date
from html import escape

from ...schemas.brief import Brief, Change
from .. import brief_outline
from ..account import day
from ..neutral import neutral

_WIDTH, _ROW, _LEFT, _TOP = 720, 26, 250, 30
_RIGHT = 40
_LABEL = 38  # characters of a label
_MOST = 30  # rows


def timeline(brief: Brief, prefix: str) -> str:
    """A figure with its text alternative, or "" where fewer than two days are known of any change."""
    dated = [(c, c.before.published, c.after.published) for c in brief_outline.moved(brief)]
    known = [(change, first, last) for change, first, last in dated if first and last and first != last]
    rows = known[:_MOST]
    if not rows:
        return ""
    days = sorted({when for _, first, last in rows for when in (first, last)})
    height = _TOP + _ROW * len(rows) + 6
    drawn = f"; the first {_MOST} are drawn" if len(known) > _MOST else ""
    dates = f"{day(days[0])} to {day(days[-1])}"
    alternative = f"{len(known)} dated changes, {dates}{drawn}; the list below tells each."
    lines = [
        f'<figure><figcaption class="aside">{escape(alternative)}</figcaption>',
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height}" aria-hidden="true">',
        *_grid(days, height),
        *(_row(number, row, days, prefix) for number, row in enumerate(rows)),
        "</svg></figure>",
    ]
    return "".join(lines)


def _grid(days: Sequence[date], height: int) -> list[str]:
    """A line for each day, and the names of those that have room."""
    lines, free = [], 0.0
    for when in days:
        x = _x(when, days)
        lines.append(f'<line class="day" x1="{x:.0f}" y1="{_TOP - 8}" x2="{x:.0f}" y2="{height}"/>')
        if x >= free:
            lines.append(f'<text class="day" x="{x:.0f}" y="14">{when.day} {when:%b}</text>')
            free = x + 52
    return lines


def _row(number: int, row: tuple[Change, date, date], days: Sequence[date], prefix: str) -> str:
    change, first, last = row
    x1, x2, y = _x(first, days), _x(last, days), _TOP + _ROW * number + _ROW / 2
    label = neutral(f"{change.id} {change.party}: {change.matter}")
    short = label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…"
    return (
        f'<a href="#{escape(prefix + change.id)}" tabindex="-1"><title>{escape(label)}</title>'
        f'<text x="0" y="{y + 4:.0f}">{escape(short)}</text>'
        f'<line x1="{x1:.0f}" y1="{y:.0f}" x2="{x2:.0f}" y2="{y:.0f}"/>'
        f'<circle class="from" cx="{x1:.0f}" cy="{y:.0f}" r="4"/><circle cx="{x2:.0f}" cy="{y:.0f}" r="5"/></a>'
    )


def _x(when: date, days: Sequence[date]) -> float:
    """Where a day stands, to scale."""
    span = (days[-1] - days[0]).days or 1
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (when - days[0]).days / span
