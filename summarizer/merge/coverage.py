"""What each source says, says alone, and passes over."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from ..schemas.brief import Coverage
from .accounts import articles, origins
from .card import Report
from .collation import Entry

_OTHERS = 2  # origins that had reported what a source is silent on


class _Tellers(NamedTuple):
    """The origins that tell an item, and the first of them with their days: one more than is asked for."""

    origins: frozenset[str]
    first: tuple[tuple[int, str], ...]

    def since(self, enough: int, besides: str | None = None) -> int:
        """The day by which so many origins, besides one, have told it; 0 where too few of the days are known."""
        days = [day for day, origin in self.first if origin != besides]
        return days[enough - 1] if enough and len(days) >= enough else 0

    def others(self, origin: str) -> int:
        """How many origins tell it besides one."""
        return len(self.origins) - (origin in self.origins)


def coverage(reports: Sequence[Report], entries: Sequence[Entry]) -> list[Coverage]:
    """One for each source, in the order given; `entries` are in the order of the brief.

    A source is silent on what others had reported by its day and it does not mention: two other origins, or the one
    other where there are but two. Where its day, or that of all who report an item, is unknown, days do not count.
    """
    enough = min(_OTHERS, len({report.origin for report in reports}) - 1)
    told_by = {entry.id: _tellers(entry) for entry in entries}
    has: dict[str, list[str]] = {report.id: [] for report in reports}
    for entry in entries:
        for article in sorted(articles(entry.accounts)):
            has[article].append(entry.id)
    reported = _by_day(told_by, {report.day for report in reports}, enough)
    return [
        Coverage(
            article_id=report.id,
            origin=report.origin,
            items=has[report.id],
            alone_on=[id for id in has[report.id] if len(told_by[id].origins) == 1],
            silent_on=[
                id
                for id in _without(reported[report.day], set(has[report.id]))
                if _had_others(told_by[id], report, enough)
            ],
        )
        for report in reports
    ]


def _tellers(entry: Entry) -> _Tellers:
    first: dict[str, int] = {}
    for told in entry.accounts:
        day, origin = told.report.day, told.report.origin
        if day is not None:
            first[origin] = min(day, first.get(origin, day))
    earliest = sorted((day, origin) for origin, day in first.items())[: _OTHERS + 1]
    return _Tellers(frozenset(origins(entry.accounts)), tuple(earliest))


def _by_day(told_by: Mapping[str, _Tellers], days: Set[int | None], enough: int) -> dict[int | None, list[str]]:
    """The items that may have been reported often enough by each day, whoever is not counted.

    Of a thousand articles most days are shared, and this is looked up once for each.
    """
    since: dict[str, int] = {}
    for id, tellers in told_by.items():
        if len(tellers.origins) >= enough:
            # With one origin less, days may be too few, and then do not count.
            scarce = len(tellers.origins) > enough >= len(tellers.first)
            since[id] = 0 if scarce else tellers.since(enough)
    return {day: [id for id, first in since.items() if day is None or first <= day] for day in days}


def _had_others(tellers: _Tellers, report: Report, enough: int) -> bool:
    """Whether enough other origins than a report's had told an item by its day."""
    if tellers.others(report.origin) < enough:
        return False
    return report.day is None or tellers.since(enough, besides=report.origin) <= report.day


def _without(ids: Sequence[str], own: Set[str]) -> list[str]:
    return [id for id in ids if id not in own]
