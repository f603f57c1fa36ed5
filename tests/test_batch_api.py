"""A whole folder through the Batch API, on a server that follows its published behaviour."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch import Job, Progress, Result, run_batch
from summarizer.batch.run import pace_of
from summarizer.llm import price
from summarizer.schemas.summary import ArticleSummary
from summarizer.settings import load_settings

from . import harbour
from .batch_server import BatchServer, batches_served, rejected
from .faults import FakeTime, Reply

SIZE = 12
MODEL = "openai/gpt-5-mini"


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with batches_served(harbour.answer) as server:
        yield server


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return harbour.folder(tmp_path / "news", SIZE)


def batch(
    news: Path,
    server: BatchServer,
    *,
    out: str = "out",
    api: bool = True,
    time: FakeTime | None = None,
    progress: Progress | None = None,
    ask_again: str = "never",
    **how: Any,
) -> Result:
    settings, time = load_settings(model=MODEL, base_url=server.url, ask_again=ask_again), time or FakeTime()
    job = Job(news, news.parent / out, settings, batch_api=api, **{"brief": False} | how)
    return asyncio.run(run_batch(job, progress, pace=pace_of(settings, clock=time.clock, sleep=time.sleep)))


def test_the_same_summaries_at_half_the_price(news: Path, server: BatchServer) -> None:
    result = batch(news, server)
    assert (result.done, result.requests, result.exit_code) == (SIZE, SIZE, 0)
    assert set(server.charged.values()) == {1}
    assert len(server.uploaded) == 1
    listed = price(MODEL, 100, 10)
    assert listed and result.cost_usd == pytest.approx(SIZE * listed / 2)
    direct = batch(news, server, out="direct", api=False)
    assert (direct.requests, direct.cached) == (0, SIZE)
    assert list(map(_timeless, direct.summaries())) == list(map(_timeless, result.summaries()))


def test_an_article_whose_request_is_refused_costs_itself_only(news: Path, server: BatchServer) -> None:
    server.fate = lambda body: rejected(400, "No pilots") if _about(body, 4) else None
    result = batch(news, server)
    assert (result.done, result.exit_code) == (SIZE - 1, 1)
    assert [failure.source for failure in result.failed] == ["week-000/port-00004.txt"]
    assert "No pilots" in result.failed[0].reason
    server.fate = lambda _body: None
    again = batch(news, server)
    assert (again.done, again.unchanged, again.requests) == (1, SIZE - 1, 1)


def test_an_answer_of_no_use_is_asked_for_again_in_another_batch(news: Path, server: BatchServer) -> None:
    poor = iter(["not JSON"])
    server.answer = lambda body: (_about(body, 4) and next(poor, None)) or harbour.answer(body)
    result = batch(news, server)
    assert (result.done, result.requests) == (SIZE, SIZE + 1)
    assert [len(file) for file in server.lines] == [SIZE, 1]


@pytest.mark.parametrize("before", [False, True])
def test_asked_anew_what_an_earlier_pass_has_done_is_not_done_again(
    news: Path, server: BatchServer, before: bool
) -> None:
    """One answer of no use makes a third pass, in which every other article has been done."""
    if before:
        assert batch(news, server).done == SIZE
    poor = iter(["not JSON"])
    server.answer = lambda body: (_about(body, 4) and next(poor, None)) or harbour.answer(body)
    time = FakeTime()
    progress = Progress(clock=time.clock)
    result = batch(news, server, ask_again="always", time=time, progress=progress)
    assert (result.done, result.unchanged, result.failed, result.requests) == (SIZE, 0, [], SIZE + 1)
    assert progress.done == SIZE
    assert [len(file) for file in server.lines][-2:] == [SIZE, 1]


def test_a_budget_stops_what_is_put_off_and_the_rest_comes_later(news: Path, server: BatchServer) -> None:
    assert batch(news, server, budget=0.01).done == 0  # it does not cover one request
    result = batch(news, server, budget=0.0166)
    assert result.exit_code == 4
    assert 0 < result.done < SIZE
    assert len(server.charged) == result.done
    assert batch(news, server).done == SIZE - result.done
    assert set(server.charged.values()) == {1}


def test_the_brief_is_asked_directly_at_the_usual_price(news: Path, server: BatchServer) -> None:
    result = batch(news, server, brief=True)
    assert result.exit_code == 0
    paths = {request.path.rpartition("/")[2] for request in server.requests if request.path.endswith("completions")}
    assert paths == {"completions"}
    listed = price(MODEL, 100, 10)
    assert listed and result.cost_usd == pytest.approx(listed * (SIZE / 2 + result.requests - SIZE))


def test_what_is_under_way_is_not_sent_directly_as_well(news: Path, server: BatchServer) -> None:
    server.fault("retrieve", *[Reply(b"{}", 401)] * 1)
    stopped = batch(news, server)
    assert stopped.exit_code == 3
    direct = batch(news, server, api=False)
    assert (direct.done, len(direct.failed)) == (0, SIZE)
    assert "run again with --batch-api" in direct.failed[0].reason
    assert batch(news, server).done == SIZE
    assert set(server.charged.values()) == {1}


def test_the_time_left_counts_from_the_start_of_the_pass() -> None:
    time = FakeTime()
    progress = Progress(clock=time.clock)
    time.now += 100
    assert progress.seconds_left is None
    for _ in range(2):
        progress.tell(read=0, files=10, put_off=0)
        assert progress.seconds_left is None
        for read in range(1, 10):
            time.now += 2
            progress.count("read")
            assert progress.seconds_left == pytest.approx(2 * (10 - read))
        progress.count("read")
        assert progress.seconds_left is None
        time.now += 86_400  # for a batch
    assert progress.seconds == pytest.approx(100 + 2 * (18 + 86_400))


def test_the_hours_of_a_batch_are_none_that_reading_takes(news: Path, server: BatchServer) -> None:
    time, left = FakeTime(), list[float]()

    def changed(progress: Progress) -> None:
        if progress.seconds_left is not None:
            left.append(progress.seconds_left)

    assert batch(news, server, time=time, progress=Progress(changed, time.clock)).done == SIZE
    assert time.slept  # while the batch was under way; reading moves no clock
    assert left and set(left) == {0.0}


def _about(body: dict[str, Any], number: int) -> bool:
    return harbour.article(number).split("\n")[0] in json.dumps(body["messages"][1]["content"])


def _timeless(summary: ArticleSummary) -> ArticleSummary:
    summary.provenance.usage.seconds = 0
    summary.provenance.usage.cost_usd = None
    return summary
