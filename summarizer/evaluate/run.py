"""An engine over gold: every article summarized as it is everywhere else, and compared."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from ..briefing.public import briefs_of, merge_engine_for
from ..desk import desk_for
from ..errors import StopError
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
from .tally import Tally


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
    tallies: list[Tally] = []
    missed: list[Missed] = []
    failed: dict[str, str] = {}
    made: dict[Path, list[ArticleSummary]] = {loaded.path: [] for loaded in sets}
    jobs = [(loaded, gold) for loaded in sets for gold in loaded.gold.articles]
    progress = _Progress(told, name, len(jobs))
    places = asyncio.Semaphore(settings.concurrency)
    async with desk_for(settings, "eval") as desk, aclosing(engine_for(settings, desk)) as engine:

        async def one(loaded: Loaded, gold: GoldArticle) -> tuple[Tally, list[Missed], str | None]:
            """Of an article; its summary is kept for the brief of its set."""
            async with places:
                outcome = await outcome_of(loaded.articles[gold.file], engine)
            if isinstance(outcome, StopError):
                raise outcome
            progress.has_read(failed=not isinstance(outcome, ArticleSummary))
            if isinstance(outcome, ArticleSummary):
                made[loaded.path].append(outcome)
                tally, wrong = compare(found_of(outcome, outcome.article.text), gold, loaded)
                return _took(tally, outcome), wrong, None
            return *nothing(gold, loaded), str(outcome)

        progress.begins()
        for (loaded, gold), (tally, wrong, why) in zip(
            jobs, await asyncio.gather(*(one(*j) for j in jobs)), strict=True
        ):
            tally.article = loaded.called(gold.file)
            tallies.append(tally)
            missed += wrong
            if why is not None:
                failed[tally.article] = why
        async with aclosing(merge_engine_for(settings, desk)) as merging:
            several = [loaded for loaded in sets if briefs and len(loaded.gold.articles) > 1]
            over = _Progress(told, f"{name}, briefs", len(several), "sets")

            async def all_of(loaded: Loaded) -> Tally:
                async with places:
                    tally = await _of_set(loaded, made[loaded.path], merging)
                over.has_read(failed=False)
                return tally

            if several:
                over.begins()
            whole = await asyncio.gather(*map(all_of, several))
    return Scored(name, tallies, missed, failed, list(whole))


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
    tokens = sum(_tokens(brief.provenance.usage) for brief in briefs)
    return Tally(str(loaded.path), counts=across(loaded, briefs), tokens=tokens)
