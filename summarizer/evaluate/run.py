"""An engine over gold: every article summarized as it is everywhere else, and compared."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from ..briefing.public import briefs_of, merge_engine_for
from ..desk import desk_for
from ..engine import Engine
from ..errors import StopError, SummarizerError
from ..merge_engine import MergeEngine
from ..run import engine_for, outcome_of
from ..schemas.brief import BriefUsage
from ..schemas.gold import GoldArticle
from ..schemas.summary import ArticleSummary, Usage
from ..settings import Settings, chosen_model
from .across import across
from .compare import compare, nothing
from .found import found_of
from .gold import Loaded
from .missed import Missed
from .scores import Scored
from .tally import Tally, total


@dataclass
class _Progress:
    """Where a run is, told as a line after each article, or each set."""

    told: Callable[[str], None]
    name: str
    all: int
    what: str = "articles"
    read: int = 0
    failed: int = 0

    def begins(self) -> None:
        self.told(f"{self.name}: {self.read} of {self.all} {self.what}{f', {self.failed} failed' * bool(self.failed)}")

    def has_read(self, *, failed: bool) -> None:
        self.read, self.failed = self.read + 1, self.failed + failed
        self.begins()


class _Read(NamedTuple):
    """What came of one article: its counts, what was missed, and its summary, or else why it has none."""

    tally: Tally
    missed: Sequence[Missed]
    outcome: ArticleSummary | SummarizerError


async def evaluate(
    sets: Sequence[Loaded],
    settings: Settings,
    told: Callable[[str], None] = lambda _: None,
    *,
    briefs: bool = True,
) -> Scored:
    """The scores of the engine that the settings choose; `briefs`: across articles, too. `told` hears how far it is.

    Raises StopError where it cannot be asked at all.
    """
    name, _ = chosen_model(settings)
    places = asyncio.Semaphore(settings.concurrency)
    size = sum(len(loaded.gold.articles) for loaded in sets)
    several = [loaded for loaded in sets if briefs and len(loaded.gold.articles) > 1]
    async with desk_for(settings, "eval") as desk:
        async with aclosing(engine_for(settings, desk)) as engine:
            read = await _articles(sets, engine, places, _Progress(told, name, size))
        async with aclosing(merge_engine_for(settings, desk)) as merging:
            over = _Progress(told, f"{name}, briefs", len(several), "sets")
            spanning = await _briefs(several, read, merging, places, over) if several else []
    each = [one for of_set in read.values() for one in of_set]
    failed = {one.tally.article: str(one.outcome) for one in each if not isinstance(one.outcome, ArticleSummary)}
    return Scored(name, [one.tally for one in each], [wrong for one in each for wrong in one.missed], failed, spanning)


async def _articles(
    sets: Sequence[Loaded], engine: Engine, places: asyncio.Semaphore, progress: _Progress
) -> dict[Path, Sequence[_Read]]:
    """What came of every article, by the path of its set, in the order of the gold. Raises StopError."""

    async def one(loaded: Loaded, gold: GoldArticle) -> _Read:
        async with places:
            outcome = await outcome_of(loaded.articles[gold.file], engine)
        if isinstance(outcome, StopError):
            raise outcome
        progress.has_read(failed=not isinstance(outcome, ArticleSummary))
        return _compared(outcome, gold, loaded)

    async def all_of(loaded: Loaded) -> Sequence[_Read]:
        return await asyncio.gather(*(one(loaded, gold) for gold in loaded.gold.articles))

    progress.begins()
    found = await asyncio.gather(*map(all_of, sets))
    return dict(zip((loaded.path for loaded in sets), found, strict=True))


def _compared(outcome: ArticleSummary | SummarizerError, gold: GoldArticle, loaded: Loaded) -> _Read:
    if isinstance(outcome, ArticleSummary):
        tally, missed = compare(found_of(outcome, outcome.article.text), gold, loaded)
        tally = _took(tally, outcome)
    else:
        tally, missed = nothing(gold, loaded)
    tally.article = loaded.called(gold.file)
    return _Read(tally, missed, outcome)


async def _briefs(
    sets: Sequence[Loaded],
    read: Mapping[Path, Sequence[_Read]],
    engine: MergeEngine,
    places: asyncio.Semaphore,
    progress: _Progress,
) -> Sequence[Tally]:
    """The counts across the articles of each set."""

    async def one(loaded: Loaded) -> Tally:
        made = [each.outcome for each in read[loaded.path] if isinstance(each.outcome, ArticleSummary)]
        async with places:
            tally = await _of_set(loaded, made, engine)
        progress.has_read(failed=False)
        return tally

    progress.begins()
    return await asyncio.gather(*map(one, sets))


def _took(tally: Tally, summary: ArticleSummary) -> Tally:
    """With what the summary took."""
    usage, own = summary.provenance.usage, summary.provenance.engine == "builtin"
    tally.seconds, tally.cost_usd = usage.seconds, 0.0 if own else usage.cost_usd
    tally.tokens = _tokens(usage)
    return tally


def _tokens(usage: Usage | BriefUsage) -> int:
    return (usage.input_tokens or 0) + (usage.output_tokens or 0)


async def _of_set(loaded: Loaded, summaries: Sequence[ArticleSummary], engine: MergeEngine) -> Tally:
    """The counts across the articles of a set."""
    briefs = await briefs_of(summaries, engine) if summaries else []
    usages = [brief.provenance.usage for brief in briefs]
    took = total(Tally("", tokens=_tokens(u), cost_usd=u.cost_usd if u.calls else 0.0) for u in usages)
    return replace(took, article=str(loaded.path), counts=across(loaded, briefs))
