"""Retries of transport faults: how long, for whom, and when not."""

import asyncio
from email.utils import formatdate
from time import time as now

import pytest

from summarizer.errors import SummarizerError, UnreachableError
from summarizer.llm import Client, Desk, Pace
from summarizer.llm.fault import retry_after
from summarizer.prompt import Prompt
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.summary import Template
from summarizer.settings import Settings

from .faults import FakeTime, FaultServer, error, fault_server

PROMPT = Prompt("Summarise.", "The ferry crews want a raise.", Template(name="t", version="1", sha256="0"))


server = pytest.fixture(fault_server)


def client(server: FaultServer, time: FakeTime, **settings: float) -> Client:
    return Client("ollama/test", Settings(base_url=server.url, **settings), Desk(Pace(time.clock, time.sleep)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-4"}, 0.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Wed, 12 Mar 2031 10:01:00 GMT", "date": "Wed, 12 Mar 2031 10:00:00 GMT"}, 60.0),
        ({"retry-after": "Wed, 12 Mar 2031 09:00:00 GMT", "date": "Wed, 12 Mar 2031 10:00:00 GMT"}, 0.0),
    ],
)
def test_retry_after_in_all_its_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_a_date_without_the_servers_clock_counts_from_ours() -> None:
    wait = retry_after({"retry-after": formatdate(now() + 3600, usegmt=True)})
    assert wait is not None and 3000 < wait <= 3600


def test_the_server_says_how_long_to_wait(server: FaultServer) -> None:
    time = FakeTime()

    async def run() -> None:
        async with client(server, time) as model:
            await model.ask(PROMPT, ArticleDraft)

    server.enqueue("rate_limited_seconds", "rate_limited_date")
    asyncio.run(run())
    assert time.slept == [3.0, 7.0]


def test_waits_grow_until_the_time_is_up(server: FaultServer) -> None:
    time = FakeTime()

    async def run() -> None:
        async with client(server, time, retry_seconds=60) as model:
            await model.ask(PROMPT, ArticleDraft)

    server.enqueue("status_503", times=100)
    with pytest.raises(UnreachableError, match=r"HTTP 503: Overloaded \(\d tries\): try again later"):
        asyncio.run(run())
    assert time.slept[0] < 1.1 < time.slept[2] < time.slept[4]
    assert 25 < sum(time.slept) <= 60


def test_a_transport_fault_does_not_start_the_reasks_over(server: FaultServer) -> None:
    time = FakeTime()

    async def run() -> int:
        async with client(server, time, reasks=2) as model:
            return (await model.ask(PROMPT, ArticleDraft)).usage.calls

    server.enqueue("status_500", "prose", "rate_limited", "prose", "cut")
    assert asyncio.run(run()) == 6
    assert [len(body["messages"]) for body in server.bodies] == [2, 2, 4, 4, 6, 6]


def test_many_at_once_all_come_through(server: FaultServer) -> None:
    time = FakeTime()

    async def run() -> list[int]:
        async with client(server, time, reasks=6) as model:
            answers = await asyncio.gather(*(model.ask(PROMPT, ArticleDraft) for _ in range(30)))
        return [answer.usage.calls for answer in answers]

    server.enqueue("status_503", "good", "rate_limited", "prose", "cut", times=6)
    calls = asyncio.run(run())
    assert len(calls) == 30
    assert sum(calls) == len(server.requests) == 30 + 4 * 6


def test_one_slow_down_holds_every_call_of_the_client(server: FaultServer) -> None:
    time = FakeTime()

    async def run() -> None:
        async with client(server, time) as model:
            model.desk.pace.hold(5)
            model.desk.pace.hold(2)
            await model.ask(PROMPT, ArticleDraft)

    asyncio.run(run())
    assert time.slept == [5.0]


def test_a_slow_down_longer_than_the_time_allowed_sends_nothing_more(server: FaultServer) -> None:
    time = FakeTime()

    async def run() -> list[BaseException | object]:
        async with client(server, time, retry_seconds=60) as model:
            return [
                *await asyncio.gather(model.ask(PROMPT, ArticleDraft), return_exceptions=True),
                *await asyncio.gather(model.ask(PROMPT, ArticleDraft), return_exceptions=True),
            ]

    server.enqueue("rate_limited_for_a_day")
    for outcome in asyncio.run(run()):
        assert isinstance(outcome, UnreachableError)
        assert "asks to wait 86400 s" in str(outcome)
    assert len(server.requests) == 1
    assert time.slept == []


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520, 529])
def test_statuses_that_may_pass(server: FaultServer, status: int) -> None:
    assert outcome_of(server, status) == 2


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 405, 413, 422, 501])
def test_statuses_that_stay(server: FaultServer, status: int) -> None:
    assert outcome_of(server, status) == 1


def outcome_of(server: FaultServer, status: int) -> int:
    async def run() -> None:
        async with client(server, FakeTime()) as model:
            await model.ask(PROMPT, ArticleDraft)

    server.enqueue(error(status, "Something"))
    try:
        asyncio.run(run())
    except SummarizerError as failure:
        assert str(status) in str(failure)
    return len(server.requests)


def test_a_cancelled_call_stops_at_once(server: FaultServer) -> None:
    time = FakeTime()

    async def run() -> None:
        async with client(server, time) as model:
            task = asyncio.create_task(model.ask(PROMPT, ArticleDraft))
            await asyncio.to_thread(server.seen.wait)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    server.enqueue("hang", times=9)
    asyncio.run(run())
    assert (len(server.requests), time.slept) == (1, [])
