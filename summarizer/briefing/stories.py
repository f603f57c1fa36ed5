"""Which reports are on one negotiation: each negotiation gets a brief of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ..merge.card import Report
from ..merge.faults import order_of
from ..merge.findings import Story
from ..merge.stories_check import check_stories
from ..merge_engine import MergeEngine
from ..schemas.merge_draft import StoriesDraft
from .settle import Minutes, settle, side_by_side

REPORTS_A_CALL = 60
_MOST_ROUNDS = 4


async def stories_of(
    reports: Sequence[Report], engine: MergeEngine, plain: MergeEngine, minutes: Minutes
) -> tuple[list[Story], list[Report]]:
    """The stories that the reports tell, in the order of their first reports, and the reports that tell none.

    Asked about is one report for each origin, the origin itself where it has items: the others are on what it is on.
    `plain` is the engine that answers where the other does not.
    """
    lead: dict[str, Report] = {}
    for report in sorted(reports, key=lambda report: (report.is_copy, order_of(report.ref))):
        if report.summary.items:
            lead.setdefault(report.origin, report)
    leads = sorted(lead.values(), key=lambda report: order_of(report.ref))
    if len(leads) < 2:
        found = [Story(_line(leads), tuple(leads))] if leads else []
    elif len(leads) <= REPORTS_A_CALL:
        found = await _asked(leads, engine, plain, minutes)
    else:
        found = await _in_rounds(leads, engine, plain, minutes)
    silent = [report for report in reports if report.origin not in lead]
    return [_ranked(_with_others(story, reports)) for story in found], silent


async def _asked(reports: Sequence[Report], engine: MergeEngine, plain: MergeEngine, minutes: Minutes) -> list[Story]:
    instead = (await plain.stories(reports, None)).draft if engine.kind == "model" else StoriesDraft(stories=[])
    return await settle(
        lambda again: engine.stories(reports, again),
        lambda draft: check_stories(draft, reports, instead),
        instead,
        "which reports are on one negotiation; the built-in engine did",
        minutes,
        worth=lambda stories: -len(stories),
    )


async def _in_rounds(
    reports: Sequence[Report], engine: MergeEngine, plain: MergeEngine, minutes: Minutes
) -> list[Story]:
    """Likely neighbours first, by what the built-in engine makes of all; then one report for each story found.

    Only dates order what no one call has seen.
    """
    found = [Story(report.summary.negotiation, (report,)) for report in reports]
    for _ in range(_MOST_ROUNDS):
        first = {story.reports[0].ref: story for story in found}
        heads = await _neighbours([story.reports[0] for story in found], plain)
        windows = [heads[at : at + REPORTS_A_CALL] for at in range(0, len(heads), REPORTS_A_CALL)]
        asked = await side_by_side([partial(_asked, window, engine, plain) for window in windows], minutes)
        joined = [
            _union([first[report.ref] for report in story.reports], story.negotiation)
            for stories in asked
            for story in stories
        ]
        fewer, found = len(joined) < len(found), joined
        if len(windows) == 1:
            return found
        if not fewer:
            break
    minutes.note("There were too many reports to be compared in one call; some on one negotiation may stand apart.")
    return found


async def _neighbours(heads: Sequence[Report], plain: MergeEngine) -> list[Report]:
    """The reports with those beside each other that the built-in engine holds to be on one negotiation."""
    draft = (await plain.stories(heads, None)).draft
    place = {
        ref: number
        for number, story in enumerate(draft.stories)
        for some in (*story.days, story.unplaced)
        for ref in some
    }
    return sorted(heads, key=lambda report: (place.get(report.ref, len(place)), order_of(report.ref)))


def _union(parts: Sequence[Story], negotiation: str | None) -> Story:
    if len(parts) == 1:
        return parts[0]
    reports = [report for part in parts for report in part.reports]
    dates = sorted({report.published for report in reports if report.published})
    ranked = [replace(r, day=dates.index(r.published) + 1 if r.published else None) for r in reports]
    return Story(negotiation, tuple(sorted(ranked, key=_in_time)))


def _with_others(story: Story, reports: Sequence[Report]) -> Story:
    """The story with the other reports of its origins, each on the day of its own date, else of the one asked about."""
    told = {report.id for report in story.reports}
    days = {report.origin: report.day for report in story.reports}
    dated = {report.published: report.day for report in story.reports if report.published and report.day}
    others = [
        replace(report, day=_day(report, dated, days))
        for report in reports
        if report.origin in days and report.id not in told
    ]
    return replace(story, reports=tuple(sorted([*story.reports, *others], key=_in_time)))


def _day(report: Report, dated: Mapping[date, int], days: Mapping[str, int | None]) -> int | None:
    if report.published and report.published in dated:
        return dated[report.published]
    return days[report.origin]


def _ranked(story: Story) -> Story:
    """The story with its days counted from 1."""
    known = sorted({report.day for report in story.reports if report.day is not None})
    ranks = {day: rank for rank, day in enumerate(known, 1)}
    reports = tuple(replace(report, day=ranks.get(report.day) if report.day else None) for report in story.reports)
    return replace(story, reports=reports)


def _in_time(report: Report) -> tuple[bool, int, tuple[int, str]]:
    return report.day is None, report.day or 0, order_of(report.ref)


def _line(reports: Sequence[Report]) -> str | None:
    return next((r.summary.negotiation for r in reports if r.summary.negotiation), None)
