"""The articles among the sources, summarised some at a time: one that fails costs itself only."""

import asyncio
from collections.abc import Callable, Sequence

from ..errors import EndpointError, SummarizerError
from ..run import engine_for, summarize_article, unexpected
from ..schemas.article import Article
from ..schemas.summary import ArticleSummary
from ..settings import Settings

AT_ONCE = 4


async def summarise(
    articles: Sequence[Article], settings: Settings, say: Callable[[str], None]
) -> tuple[list[ArticleSummary], list[SummarizerError]]:
    """Summaries and errors in the order of the articles. Where the endpoint cannot serve, the rest is not tried."""
    if not articles:
        return [], []
    engine = engine_for(settings)
    gate, closed, done = asyncio.Semaphore(AT_ONCE), asyncio.Event(), 0

    async def one(article: Article) -> ArticleSummary | SummarizerError | None:
        nonlocal done
        async with gate:
            if closed.is_set():
                return None
            try:
                return await summarize_article(article, engine)
            except EndpointError as error:
                closed.set()
                return error
            except SummarizerError as error:
                return error
            except Exception as error:
                return unexpected(article, error)
            finally:
                done += 1
                say(f"Read {done} of {len(articles)} articles ...")

    try:
        outcomes = await asyncio.gather(*map(one, articles))
    finally:
        await engine.aclose()
    if refused := next((outcome for outcome in outcomes if isinstance(outcome, EndpointError)), None):
        raise refused
    summaries = [outcome for outcome in outcomes if isinstance(outcome, ArticleSummary)]
    return summaries, [outcome for outcome in outcomes if isinstance(outcome, SummarizerError)]
