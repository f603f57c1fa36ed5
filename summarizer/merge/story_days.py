"""The days of a story: known dates decide, an engine's order places the reports without one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .card import Report

_Key = tuple[date, int, int]  # a date, 0 for it or 1 for after it, and then the engine's list of days


class Place(NamedTuple):
    """Where an engine put a report: which story, which of its lists of days; None where it said nothing."""

    story: int
    day: int | None


def dated_backwards(reports: Sequence[Report], places: Mapping[str, Place]) -> Iterator[tuple[Report, Report]]:
    """Pairs of dated reports that stand the wrong way round: the one put first is the later one."""
    dated = [(place.day, report) for report in reports if (place := places[report.ref]).day is not None]
    latest: Report | None = None
    waiting: list[Report] = []  # of the same list: reports of one list contradict nothing
    reached: int | None = None
    for day, report in sorted(dated, key=lambda pair: pair[0] or 0):
        if report.published is None:
            continue
        if day != reached:
            latest = max([*([latest] if latest else []), *waiting], key=_published, default=None)
            waiting, reached = [], day
        if latest and _published(latest) > report.published:
            yield latest, report
        waiting.append(report)


def days_of(reports: Sequence[Report], places: Mapping[str, Place]) -> tuple[dict[str, int | None], bool]:
    """Each report's day, from 1, by its reference, and whether some come from the engine's order alone."""
    lists: dict[int, list[date]] = {}
    for report in reports:
        day = places[report.ref].day
        if day is not None and report.published:
            lists.setdefault(day, []).append(report.published)
    keys = {report.ref: _key(report, places[report.ref].day, lists) for report in reports}
    ranks = {key: rank for rank, key in enumerate(sorted({key for key in keys.values() if key}), start=1)}
    undated = any(report.published is None and keys[report.ref] for report in reports)
    return {ref: ranks[key] if key else None for ref, key in keys.items()}, undated and len(reports) > 1


def _key(report: Report, day: int | None, lists: Mapping[int, list[date]]) -> _Key | None:
    if report.published:
        return (report.published, 0, 0)
    if day is None:
        return None
    if day in lists:  # told in one list with dated ones: of their day, the earliest if they have several
        return (min(lists[day]), 0, 0)
    before = [published for other, days in lists.items() if other < day for published in days]
    return (max(before, default=date.min), 1, day)


def _published(report: Report) -> date:
    return report.published or date.min
