"""Which reports are on one negotiation: each negotiation gets a brief of its own."""

from collections.abc import Sequence
from dataclasses import replace

from ..merge.card import Report
from ..merge.findings import Story
from ..merge.stories_check import check_stories
from ..merge_engine import MergeEngine
from .settle import Minutes, settle

REPORTS_A_CALL = 60


async def stories_of(
    reports: Sequence[Report], engine: MergeEngine, plain: MergeEngine, minutes: Minutes
) -> list[Story]:
    """The stories that the reports tell, in the order of their first reports; every report in exactly one.

    Only originals are asked about: a copy is on what its origin is on. `plain` is the engine that answers where the
    other does not.
    """
    originals = [report for report in reports if not report.is_copy]
    if len(originals) < 2:
        found = [Story(_line(reports), tuple(originals))] if originals else []
    elif len(originals) <= REPORTS_A_CALL:
        found = await _asked(originals, engine, plain, minutes)
    else:
        found = await _in_rounds(originals, engine, plain, minutes)
    return [_with_copies(story, reports) for story in found]


async def _asked(reports: Sequence[Report], engine: MergeEngine, plain: MergeEngine, minutes: Minutes) -> list[Story]:
    instead = await plain.stories(reports, None)
    return await settle(
        lambda again: engine.stories(reports, again),
        lambda draft: check_stories(draft, reports, instead.draft),
        instead.draft,
        "which reports are on one negotiation; the built-in engine did",
        minutes,
    )


async def _in_rounds(
    reports: Sequence[Report], engine: MergeEngine, plain: MergeEngine, minutes: Minutes
) -> list[Story]:
    """Neighbours in time first, then one report for each story found; only dates order what no one call has seen."""
    parts = [reports[at : at + REPORTS_A_CALL] for at in range(0, len(reports), REPORTS_A_CALL)]
    found = [story for part in parts for story in await _asked(part, engine, plain, minutes)]
    while len(found) > 1:
        first = {story.reports[0].ref: story for story in found}
        heads = [story.reports[0] for story in found][:REPORTS_A_CALL]
        rest = [story for story in found if story.reports[0] not in heads]
        joined = await _asked(heads, engine, plain, minutes) if len(heads) > 1 else []
        united = [_union([first[report.ref] for report in story.reports], story.negotiation) for story in joined]
        if len(united) + len(rest) == len(found) or len(found) <= REPORTS_A_CALL:
            return [*united, *rest]
        found = [*united, *rest]
    return found


def _union(parts: Sequence[Story], negotiation: str | None) -> Story:
    if len(parts) == 1:
        return parts[0]
    reports = [report for part in parts for report in part.reports]
    dates = sorted({report.published for report in reports if report.published})
    ranked = [replace(r, day=dates.index(r.published) + 1 if r.published else None) for r in reports]
    return Story(negotiation, tuple(sorted(ranked, key=lambda r: (r.day is None, r.day or 0, r.ref))))


def _with_copies(story: Story, reports: Sequence[Report]) -> Story:
    """The story with the copies of its reports, each on the day of its own date, else of its origin."""
    days = {report.id: report.day for report in story.reports}
    dated = {report.published: report.day for report in story.reports if report.published and report.day}
    copies = [
        replace(report, day=dated.get(report.published) if report.published in dated else days[report.origin])
        for report in reports
        if report.is_copy and report.origin in days
    ]
    return replace(story, reports=tuple(sorted([*story.reports, *copies], key=lambda r: (r.day is None, r.day or 0))))


def _line(reports: Sequence[Report]) -> str | None:
    return next((r.summary.negotiation for r in reports if r.summary.negotiation), None)
