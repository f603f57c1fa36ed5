"""CPU around one model call: our whole way (prompt, call, grounding, publishing) against instructor's call alone.

Both get the same recorded answers to the same messages from a server in a process of its own.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.model_engine import ModelEngine, draft_prompt
from summarizer.read import read
from summarizer.run import summarize_article
from summarizer.schemas.article import Article
from summarizer.schemas.draft import ArticleDraft
from summarizer.settings import load_settings

from .figure import Figure, cpu, ratio

EXAMPLES = Path(__file__).parent.parent / "examples"
REPEATS = 4


@contextmanager
def serving() -> Iterator[str]:
    """The base URL of a server that gives the recorded answers."""
    with subprocess.Popen([sys.executable, "-m", "benchmarks.answering"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
        finally:
            process.terminate()


def measure() -> list[Figure]:
    """CPU milliseconds an article, ours against instructor alone."""
    os.environ["OPENAI_API_KEY"] = "none"
    with serving() as base_url:
        read = articles()
        theirs = cpu(lambda: asyncio.run(_instructor_alone(read, base_url))) / len(read) / REPEATS
        ours = cpu(lambda: asyncio.run(_ours(read, base_url))) / len(read) / REPEATS
    what = "CPU an article, the whole way / instructor's call alone"
    return [ratio(what, ours * 1000, theirs * 1000, 2.5, "ms")]


def articles(folder: Path = EXAMPLES) -> list[Article]:
    """The articles in the folders of a folder, the examples if none is named."""
    settings = load_settings(model="builtin")
    paths = [p for p in sorted(folder.glob("*/*")) if p.suffix in {".txt", ".html", ".md", ".json"}]
    return [article for path in paths for article in read(path, settings)]


async def _ours(articles: list[Article], base_url: str) -> None:
    engine = ModelEngine("openai/claude", load_settings(model="openai/claude", base_url=base_url))
    for _ in range(REPEATS):
        for article in articles:
            await summarize_article(article, engine)
    await engine.aclose()


async def _instructor_alone(articles: list[Article], base_url: str) -> None:
    import instructor
    from openai import AsyncOpenAI

    async with AsyncOpenAI(base_url=base_url) as connection:
        client = instructor.from_openai(connection, mode=instructor.Mode.JSON_SCHEMA)
        for _ in range(REPEATS):
            for article in articles:
                prompt = draft_prompt(article, article.text)
                messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
                await client.chat.completions.create(model="claude", response_model=ArticleDraft, messages=messages)  # type: ignore[arg-type]
