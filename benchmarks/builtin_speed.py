"""How many articles a second the built-in engine reads, drafts, grounds and publishes on one core."""

import asyncio
from pathlib import Path

from summarizer.builtin_engine import BuiltinEngine
from summarizer.read import read
from summarizer.run import summarize_article
from summarizer.settings import load_settings

from .figure import Figure, cpu

EXAMPLES = Path(__file__).parent.parent / "examples"
COPIES = 10


def measure() -> list[Figure]:
    """Articles a second of CPU, the cached splitting of texts defeated by a different first line in each copy."""
    settings = load_settings(model="builtin")
    paths = [p for p in sorted(EXAMPLES.glob("*/*")) if p.suffix in {".txt", ".html", ".md", ".json"}]
    articles = [article for path in paths for article in read(path, settings)]
    fresh = iter(range(10**9))

    async def work() -> None:
        engine = BuiltinEngine()
        for _ in range(COPIES):
            for article in articles:
                other = type(article).of(f"Edition {next(fresh)}.\n\n{article.text}", source=article.source)
                await summarize_article(other, engine)

    rate = len(articles) * COPIES / cpu(lambda: asyncio.run(work()), rounds=3)
    return [Figure("articles a second, built-in engine, one core", f"{rate:.0f}", "≥ 50", rate >= 50)]
