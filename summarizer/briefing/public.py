"""The functions that a user calls for a brief, and the one behind the command."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from ..builtin_merge import BuiltinMergeEngine
from ..desk import desk_for, replayed
from ..errors import InputError, PartialError, SummarizerError
from ..merge.findings import Story
from ..merge.timing import canonical, dated, reports
from ..merge_engine import MergeEngine
from ..origins import find_origins
from ..read.gather import Gathered, gather
from ..run import engine_for, gravest, run
from ..schemas.article import Article
from ..schemas.brief import Brief
from ..schemas.summary import ArticleSummary
from ..settings import Settings, chosen_model, load_settings
from .compose import Material, compose
from .recheck import rechecked
from .settle import Minutes, side_by_side
from .stories import stories_of
from .summaries import summarise

if TYPE_CHECKING:
    from ..llm import Desk

Given = str | Path | Article | ArticleSummary
Told = Callable[[str], None]
NAMED = 10  # negotiations that a note names


class Briefed(NamedTuple):
    """What came of some sources: briefs, the summaries that they are of, and an error for each that failed."""

    briefs: list[Brief]
    summaries: list[ArticleSummary]
    errors: list[SummarizerError]


async def brief_sources(
    sources: Sequence[Given],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    told: Told | None = None,
    note: Told = lambda _: None,
) -> Briefed:
    """One brief for each negotiation in the sources, and an error for each source or article that failed.

    `told` hears one line at each step, `note` what a user should know of how the answers came. Raises EndpointError
    where the model cannot be asked.
    """
    say = told or (lambda _: None)
    gathered: Gathered = await asyncio.to_thread(gather, sources, settings, stdin=stdin)
    stand, edited = await asyncio.to_thread(rechecked, gathered.summaries)
    async with desk_for(settings, "brief") as desk:
        async with aclosing(engine_for(settings, desk)) as engine:
            made, failed = await summarise(gathered.articles, engine, say)
        errors: list[SummarizerError] = [*gathered.errors, *edited, *failed]
        summaries = [*stand, *made]
        if not summaries:
            return Briefed([], [], errors)
        # Sorted: a brief does not depend on the order in which its sources are named.
        notes = [*sorted(gathered.notes), *sorted(f"Not in this brief: {error}" for error in errors)]
        async with aclosing(merge_engine_for(settings, desk)) as merge:
            briefs = await briefs_of(summaries, merge, notes, say)
        for line in replayed(desk):
            note(line)
        return Briefed(briefs, canonical(summaries), errors)


async def briefs_of(
    summaries: Sequence[ArticleSummary], engine: MergeEngine, notes: Sequence[str] = (), say: Told = lambda _: None
) -> list[Brief]:
    """The briefs of summaries: one for each negotiation, in the order of their first reports.

    Raises EndpointError where the engine cannot be asked.
    """
    summaries = canonical(summaries)
    say("Looking for copies ...")
    articles = [summary.article.model_copy(update={"published": dated(summary.article)[0]}) for summary in summaries]
    origins = await asyncio.to_thread(find_origins, articles)
    plain = BuiltinMergeEngine()
    asked = Minutes()
    say("Sorting the reports by negotiation ...")
    stories, silent = await stories_of(reports(summaries, origins), engine, plain, asked)
    notes = [*notes, *_several([story.negotiation for story in stories])]
    # Articles that report no negotiation are named all the same, in a brief of their own if there is no other.
    stories = stories or [Story(None, ())]

    async def one(number: int, story: Story, minutes: Minutes) -> Brief:
        of = f" {number + 1} of {len(stories)}" if len(stories) > 1 else ""
        say(f"Merging{of}: {len(story.reports)} reports on {story.negotiation or 'a negotiation'} ...")
        # Sorting the reports is counted once, and an article on no negotiation named once.
        minutes.take(asked.said_again() if number else asked)
        lone = sum(len(report.summary.items) for report in story.reports) < 2  # there is nothing to ask about
        return await compose(
            story, Material(origins, [] if number else silent, notes), plain if lone else engine, plain, minutes
        )

    works = [partial(one, number, story) for number, story in enumerate(stories)]
    return await side_by_side(works, Minutes())


def merge_engine_for(settings: Settings, desk: "Desk | None" = None) -> MergeEngine:
    """The engine that the settings choose. Raises InputError or RequestRefusedError where it cannot be used."""
    name, _ = chosen_model(settings)
    if name == "builtin":
        return BuiltinMergeEngine()
    from ..model_merge import ModelMergeEngine

    return ModelMergeEngine(name, settings, desk)


def _several(negotiations: Sequence[str | None]) -> list[str]:
    if len(negotiations) < 2:
        return []
    listed = "; ".join(line or "one without a name" for line in negotiations[:NAMED])
    more = f"; and {len(negotiations) - NAMED} more" if len(negotiations) > NAMED else ""
    return [f"The articles tell of {len(negotiations)} negotiations, each with a brief of its own: {listed}{more}."]


async def abrief_all(
    sources: Sequence[Given], *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> list[Brief]:
    """One brief for each negotiation that the sources tell of, in the order of their first reports.

    A source is a path to an article, a folder or a summary in JSON, a URL, an Article or an ArticleSummary. `model` is
    `builtin` or `provider/name`; `flags` are fields of `Settings`. Raises SummarizerError; PartialError carries the
    briefs (in `summaries`) where only some articles failed.
    """
    if settings is not None and (model is not None or flags):
        raise InputError("Give either settings or single flags, not both: the flags would be lost.")
    if isinstance(sources, str | Path | Article | ArticleSummary):
        sources = [sources]
    briefs, _, errors = await brief_sources(sources, settings or load_settings(model=model, **flags))
    if errors and briefs:
        raise PartialError(briefs, errors) from errors[0]
    if errors:
        raise gravest(errors)
    return briefs


async def abrief(
    sources: Sequence[Given], *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> Brief:
    """The brief of the one negotiation that the sources tell of. See `abrief_all`.

    Raises InputError where they tell of several: `brief_all` gives one brief each.
    """
    briefs = await abrief_all(sources, model=model, settings=settings, **flags)
    if len(briefs) > 1:
        told = "; ".join(found.negotiation or "one without a name" for found in briefs)
        raise InputError(
            f"The articles tell of {len(briefs)} negotiations ({told}); use brief_all for a brief on each."
        )
    return briefs[0]


def brief_all(
    sources: Sequence[Given], *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> list[Brief]:
    """One brief for each negotiation; also where an event loop already runs. See `abrief_all`."""
    return run(abrief_all(sources, model=model, settings=settings, **flags))


def brief(
    sources: Sequence[Given], *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> Brief:
    """The brief of the one negotiation; also where an event loop already runs. See `abrief`."""
    return run(abrief(sources, model=model, settings=settings, **flags))
