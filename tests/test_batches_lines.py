"""The lines of a batch's files, and bodies that the ledger takes apart: nothing changes on the way, no memory grows."""

import asyncio
import json
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from summarizer.ledger import Asked
from summarizer.ledger.record import joined, split
from summarizer.llm.batches.lines import line_of, objects
from summarizer.llm.batches.private import private_file

from .batch_runs import Run

texts = st.text(st.characters(codec=None, exclude_categories=()))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts, lambda v: st.lists(v) | st.dictionaries(texts, v)
)
messages = st.lists(
    st.fixed_dictionaries(
        {"role": st.sampled_from(["system", "user", "assistant"]), "content": texts | st.none()},
        optional={"name": texts},
    )
)
bodies = st.fixed_dictionaries(
    {"model": texts, "messages": messages},
    optional={"response_format": json_values, "tools": json_values, "temperature": st.floats(0, 2)},
)


def _whole(body: Any) -> Any:
    """The body with two halves of a character side by side as that character, as which JSON takes them."""
    return json.loads(json.dumps(body))


@given(bodies)
def test_a_body_that_was_split_is_joined_again(body: dict[str, Any]) -> None:
    with closing(sqlite3.connect(":memory:")) as on:
        on.execute("CREATE TABLE parts (sha256 TEXT PRIMARY KEY, content TEXT NOT NULL)")
        system, shape, *rest = split(on, body)
        content = dict(on.execute("SELECT sha256, content FROM parts").fetchall())
    again = joined(content.get(system or ""), content.get(shape or ""), *rest)
    assert _whole(again) == _whole(body)


@given(bodies)
def test_a_request_is_one_line_for_every_reader(body: dict[str, Any]) -> None:
    asked = Asked("openai/test", "http://127.0.0.1/v1", body)
    line = line_of(asked, "/v1/chat/completions")
    assert len(line.decode().splitlines()) == line.count(b"\n") == 1
    told = json.loads(line)
    assert told["custom_id"] == asked.key and len(asked.key) == 64
    assert told["body"] == _whole(body)


def test_lines_that_are_no_objects_are_left_out() -> None:
    with private_file() as file:
        file.write(b'{"a": 1}\n\n[1]\nnonsense\n\xff\xfe\n{"a": 2}\n{"a": 3')
        assert list(chain.from_iterable(objects(file))) == [{"a": 1}, {"a": 2}]


def test_memory_does_not_grow_with_the_file() -> None:
    answer = json.dumps({"custom_id": "k", "response": {"body": "x" * 5000}}).encode() + b"\n"
    with private_file() as file:
        for _ in range(4000):
            file.write(answer)
        tracemalloc.start()
        try:
            assert sum(map(len, objects(file))) == 4000
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()


def test_memory_does_not_grow_with_the_requests(tmp_path: Path) -> None:
    def requests(run: Run) -> Iterator[Asked]:
        for number in range(2000):
            asked = run.asked(number)
            asked.body["messages"][1]["content"] += "x" * 5000
            yield asked

    async def work() -> None:
        run = Run("http://127.0.0.1:9/v1", tmp_path)
        for some in zip(*[requests(run)] * 100, strict=True):
            await asyncio.gather(*map(run.batches.put_off, some))
        waiting = run.batches._waiting
        tracemalloc.start()
        try:
            assert await waiting.assign("name", 50_000, 200_000_000) == 2000
            with private_file() as file:
                await run.batches._sender._write("name", file)
                assert file.tell() > 10_000_000
            assert tracemalloc.get_traced_memory()[1] < 8_000_000
        finally:
            tracemalloc.stop()
        await run.aclose()

    asyncio.run(work())
