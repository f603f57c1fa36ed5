"""A folder of articles through a model, as one process does it whose time is taken from outside and inside.

`python -m benchmarks.contestants ours|instructor URL IN_FLIGHT FOLDER [BEFORE]` prints {"done", "wall", "cpu"}:
articles, seconds, seconds of this process. The folders are those of `example_folder.prepare`. `BEFORE` is done first
and does not count: what is imported and compiled at its first use is there then.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .example_folder import ARTICLES, MESSAGES


def ours(folder: Path, url: str, in_flight: int) -> int:
    """All of `summarizer batch --no-brief`: files read, answers in a ledger, checked, written, and in tables."""
    from summarizer import summarize_folder

    with tempfile.TemporaryDirectory() as place:
        how = {"model": "openai/claude", "base_url": url, "ledger": f"{place}/ledger.sqlite"}
        return summarize_folder(folder / ARTICLES, f"{place}/out", brief=False, concurrency=in_flight, **how).done


def instructor_alone(folder: Path, url: str, in_flight: int) -> int:
    """What a good short script does: no article is read or written, the answers stay in memory."""
    import instructor
    from openai import AsyncOpenAI

    from summarizer.schemas.draft import ArticleDraft

    questions: list[list[Any]] = json.loads((folder / MESSAGES).read_bytes())

    async def script() -> list[ArticleDraft]:
        places = asyncio.Semaphore(in_flight)
        async with AsyncOpenAI(base_url=url) as connection:
            client = instructor.from_openai(connection, mode=instructor.Mode.JSON_SCHEMA)

            async def asked(messages: list[Any]) -> ArticleDraft:
                async with places:
                    return await client.chat.completions.create(
                        model="claude", response_model=ArticleDraft, messages=messages
                    )

            return await asyncio.gather(*map(asked, questions))

    return len(asyncio.run(script()))


CONTESTANTS = {"ours": ours, "instructor": instructor_alone}


def main(name: str, url: str, in_flight: str, folder: str, before: str = "") -> None:
    """Run one, and print what it took."""
    os.environ["OPENAI_API_KEY"] = "none"
    if before:
        CONTESTANTS[name](Path(before), url, int(in_flight))
    began, cpu_before = time.perf_counter(), time.process_time()
    done = CONTESTANTS[name](Path(folder), url, int(in_flight))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu_before
    if done != len(json.loads((Path(folder) / MESSAGES).read_bytes())):
        raise RuntimeError(f"{name}: {done} articles are done")
    print(json.dumps({"done": done, "wall": wall, "cpu": cpu}))


if __name__ == "__main__":
    main(*sys.argv[1:])
