"""What each source says, says alone, and passes over."""

from collections.abc import Sequence, Set

from ..schemas.brief import Coverage
from .accounts import articles, origins
from .card import Report
from .collation import Entry


def coverage(reports: Sequence[Report], entries: Sequence[Entry]) -> list[Coverage]:
    """One for each source, in the order given; `entries` are in the order of the brief.

    A source is silent on what others had reported by its day and it does not mention: two other origins, or the one
    other where there are but two. Where its day, or that of all who report an item, is unknown, days do not count.
    """
    enough = min(2, len({report.origin for report in reports}) - 1)
    told_by: dict[str, frozenset[str]] = {}
    has: dict[str, list[str]] = {report.id: [] for report in reports}
    since: dict[str, int] = {}
    alone: set[str] = set()
    for entry in entries:
        since[entry.id] = _since(entry, enough)
        told_by[entry.id] = frozenset(origins(entry.accounts))
        if len(told_by[entry.id]) == 1:
            alone.add(entry.id)
        for article in sorted(articles(entry.accounts)):
            has[article].append(entry.id)
    # Of a thousand articles most days are shared, and what had been reported by then is looked up once.
    wide = [id for id in since if len(told_by[id]) >= enough]
    by_day = {day: [id for id in wide if day is None or since[id] <= day] for day in {each.day for each in reports}}
    return [
        Coverage(
            article_id=report.id,
            origin=report.origin,
            items=has[report.id],
            alone_on=[id for id in has[report.id] if id in alone],
            silent_on=[
                id
                for id in _without(by_day[report.day], set(has[report.id]))
                if len(told_by[id] - {report.origin}) >= enough
            ],
        )
        for report in reports
    ]


def _since(entry: Entry, enough: int) -> int:
    """The day by which so many origins have told it; 0 where too few of the days are known."""
    first: dict[str, int] = {}
    for told in entry.accounts:
        day, origin = told.report.day, told.report.origin
        if day is not None:
            first[origin] = min(day, first.get(origin, day))
    return sorted(first.values())[enough - 1] if enough and len(first) >= enough else 0


def _without(ids: Sequence[str], own: Set[str]) -> list[str]:
    return [id for id in ids if id not in own]
