"""The articles among the sources, summarised some at a time: one that fails costs itself only."""

import asyncio
from collections.abc import Callable, Sequence

from ..engine import Engine
from ..errors import StopError, SummarizerError
from ..run import outcome_of
from ..schemas.article import Article
from ..schemas.summary import ArticleSummary

AT_ONCE = 4


async def summarise(
    articles: Sequence[Article], engine: Engine, say: Callable[[str], None]
) -> tuple[list[ArticleSummary], list[SummarizerError]]:
    """Summaries and errors in the order of the articles. Where the endpoint cannot serve, the rest is not tried."""
    if not articles:
        return [], []
    gate, closed, done = asyncio.Semaphore(AT_ONCE), asyncio.Event(), 0

    async def one(article: Article) -> ArticleSummary | SummarizerError | None:
        nonlocal done
        async with gate:
            if closed.is_set():
                return None
            outcome = await outcome_of(article, engine)
            if isinstance(outcome, StopError):
                closed.set()
            done += 1
            say(f"Read {done} of {len(articles)} articles ...")
            return outcome

    outcomes = await asyncio.gather(*map(one, articles))
    if refused := next((outcome for outcome in outcomes if isinstance(outcome, StopError)), None):
        raise refused
    summaries = [outcome for outcome in outcomes if isinstance(outcome, ArticleSummary)]
    return summaries, [outcome for outcome in outcomes if isinstance(outcome, SummarizerError)]
