"""Slowing down together and speeding up again: the pace by itself, and as a server sees it."""

import asyncio
import random
import statistics
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from summarizer.batch import Job, Result, run_batch
from summarizer.batch.run import pace_of
from summarizer.llm import Client, Desk, Pace
from summarizer.llm.pace import FASTER, FIRST_HOLD, LONGEST_HOLD
from summarizer.prompt import Prompt
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.summary import Template
from summarizer.settings import Settings, load_settings

from . import harbour
from .faults import Body, FakeTime, Reply, error, serving
from .watched import MODEL, SharedTime, Watched, watching

PROMPT = Prompt("Summarise.", "The ferry crews want a raise.", Template(name="t", version="1", sha256="0"))


def pace(most: int = 16, **how: float) -> tuple[Pace, SharedTime]:
    time = SharedTime()
    return Pace(time.clock, time.sleep, most=most, **how), time  # type: ignore[arg-type]


def test_a_burst_of_refusals_halves_once() -> None:
    pace_, time = pace()
    sent = time.now
    time.now += 1
    for _ in range(16):
        pace_.slow(sent, None)
    assert pace_.bears == 8
    time.now += 5
    pace_.slow(time.now - 1, None)
    assert pace_.bears == 4
    for _ in range(20):
        time.now += 100
        pace_.slow(time.now - 1, None)
    assert pace_.bears == 1


def test_requests_of_the_very_moment_count_as_the_same_burst() -> None:
    """A clock may tick slowly: Windows' does 64 times a second."""
    pace_, time = pace()
    for _ in range(4):
        pace_.slow(time.now, 0.0)
    assert pace_.bears == 8


def test_a_refusal_holds_everybody_for_as_long_as_it_says() -> None:
    pace_, time = pace()
    pace_.slow(time.now, 7.0)
    assert pace_.delay() == 7.0
    pace_.slow(time.now, 3.0)  # of the same burst: a shorter time shortens nothing
    assert pace_.delay() == 7.0
    pace_.slow(time.now, 9.0)
    assert pace_.delay() == 9.0
    asyncio.run(pace_.ready())
    assert (time.now, pace_.delay()) == (1009.0, 0.0)


def test_refusals_without_a_time_hold_longer_and_longer_until_an_answer_comes() -> None:
    pace_, time = pace()
    holds = []
    for _ in range(9):
        time.now = pace_.not_before + 1
        pace_.slow(time.now, None)
        holds.append(pace_.delay())
    assert holds == [min(LONGEST_HOLD, FIRST_HOLD * 2**n) for n in range(9)]
    pace_.answer()
    time.now = pace_.not_before + 1
    pace_.slow(time.now, None)
    assert pace_.delay() == FIRST_HOLD


def test_every_answer_makes_it_a_little_faster_up_to_the_most() -> None:
    pace_, time = pace()
    pace_.slow(time.now, 0.0)
    grown = []
    for _ in range(round(8 / FASTER) + 20):
        pace_.answer()
        grown.append(pace_.bears)
    assert grown == sorted(grown)
    assert (grown[0], grown[-1], pace_.bears) == (8, 16, 16)


def test_answered_since() -> None:
    pace_, time = pace()
    assert not pace_.answered_since(0.0)
    pace_.answer()
    time.now += 10
    assert pace_.answered_since(time.now - 10)
    assert not pace_.answered_since(time.now - 9)


def test_what_the_endpoint_did_before_an_outage_is_no_sign_of_life_in_it() -> None:
    pace_, time = pace(most=4)
    failing = time.now
    pace_.answer()  # the last answer came with the first faults
    pace_.trying = 4
    assert pace_.serves(failing, 300)
    time.now += 299
    assert not pace_.serves(failing, 300)
    pace_.trying = 3  # a place is free: nobody else is left who could be answered
    assert pace_.serves(failing, 300)


@pytest.mark.parametrize("cancelled", [False, True])
def test_nobody_waits_for_ever_for_a_place(cancelled: bool) -> None:
    dice = random.Random(7)
    pace_, time = pace(most=8)
    inside: set[int] = set()
    ended: list[int] = []

    async def one(number: int) -> None:
        async with pace_.slot():
            inside.add(number)
            try:
                assert len(inside) <= 8
                for _ in range(dice.randrange(4)):
                    await asyncio.sleep(0)
            finally:
                inside.discard(number)
            time.now += 1
            if dice.random() < 0.1:
                pace_.slow(time.now - 0.5, 0.0)
            else:
                pace_.answer()
        ended.append(number)

    async def all_of_them() -> list[object]:
        tasks = [asyncio.create_task(one(number)) for number in range(200)]
        while cancelled and len(inside) + len(ended) < 100:
            dice.choice(tasks).cancel()
            for _ in range(dice.randrange(6)):
                await asyncio.sleep(0)
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    outcomes = asyncio.run(asyncio.wait_for(all_of_them(), 60))
    assert sorted(ended) == [number for number, outcome in enumerate(outcomes) if outcome is None]
    assert all(outcome is None or isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    assert len(ended) == 200 or cancelled


def test_after_a_refusal_no_place_is_given_until_few_enough_are_in_flight() -> None:
    async def run() -> None:
        pace_, time = pace(most=8)
        places = [AsyncExitStack() for _ in range(8)]
        for place in places:
            await place.enter_async_context(pace_.slot())
        pace_.slow(time.now, 0.0)
        others = [AsyncExitStack() for _ in range(6)]
        waiting = [asyncio.create_task(other.enter_async_context(pace_.slot())) for other in others]
        given = []
        for place in places:
            await place.aclose()
            for _ in range(3):
                await asyncio.sleep(0)
            given.append(sum(task.done() for task in waiting))
        assert given == [0, 0, 0, 0, 1, 2, 3, 4]
        for task, other in zip(waiting, others, strict=True):
            task.cancel()
            await other.aclose()
        await asyncio.gather(*waiting, return_exceptions=True)

    asyncio.run(run())


def test_a_place_that_goes_to_somebody_who_has_left_goes_on_to_the_next() -> None:
    async def run() -> None:
        pace_, _ = pace(most=1)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(pace_.slot())
            leaver, last = (asyncio.create_task(stack_of(pace_)) for _ in range(2))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        leaver.cancel()  # it has been given the place, and does not know it yet
        await asyncio.wait_for(last, 5)
        assert leaver.cancelled()

    async def stack_of(pace_: Pace) -> None:
        async with pace_.slot():
            pass

    asyncio.run(run())


def test_who_waits_for_its_turn_is_not_out_of_time() -> None:
    """A request that others held up for longer than it may be tried for is tried all the same."""
    time = FakeTime()
    slow_down = Pace(time.clock, time.sleep, patience=100)

    async def run() -> None:
        settings = Settings(base_url=server.url, retry_seconds=60)
        async with Client("ollama/test", settings, Desk(slow_down)) as client:
            slow_down.hold(90)
            await client.ask(PROMPT, ArticleDraft)

    with serving() as server:
        server.enqueue(error(429, "Slow down", Retry_After="40"))
        asyncio.run(run())
        assert len(server.requests) == 2
    assert time.slept == [90.0, 40.0]


def test_a_retry_after_of_nothing_is_no_invitation_to_hammer() -> None:
    time = FakeTime()

    async def run() -> None:
        settings = Settings(base_url=server.url, retry_seconds=60)
        async with Client("ollama/test", settings, Desk(Pace(time.clock, time.sleep))) as client:
            with pytest.raises(Exception, match="429"):
                await client.ask(PROMPT, ArticleDraft)

    with serving() as server:
        server.enqueue(error(429, "Slow down", Retry_After="0"), times=500)
        asyncio.run(run())
        assert len(server.requests) < 12


class Crowded:
    """A server that bears so many requests at a time, and answers when so many are there, or all that may come.

    Of the pace it knows what is in flight: no answer goes out before as many wait for one as the pace allows.
    """

    def __init__(self, pace_: Pace, size: int, bears: int, times: int) -> None:
        self.pace, self.size, self.bears, self.times = pace_, size, bears, times
        self.first = pace_.most
        self.refused: list[int] = []  # after how many requests each refusal came
        self.server: Watched

    def __call__(self, _body: Body) -> str | Reply:
        with self.server.account:
            too_many = self.server.in_flight > self.bears and len(self.refused) < self.times
            if too_many:
                self.refused.append(len(self.server.requests))
        self.server.wait(lambda: len(self.server.requests) >= self.first)  # the first come all at once
        if too_many:
            return "rate_limited"
        self.server.wait(self._all_there)
        return "good"

    def _all_there(self) -> bool:
        bears = self.bears if len(self.refused) < self.times else self.size
        left = self.size - len(self.server.answered)
        return self.server.in_flight >= min(bears, self.pace.bears, left)


def crowd(tmp_path: Path, size: int, concurrency: int, bears: int, times: int = 10**9) -> tuple[Result, Crowded]:
    news = harbour.folder(tmp_path / "news", size)
    settings = load_settings(model=MODEL, concurrency=concurrency, base_url="http://127.0.0.1:1/v1")
    time = SharedTime()
    pace_ = pace_of(settings, clock=time.clock, sleep=time.sleep)
    crowded = Crowded(pace_, size, bears, times)
    with watching(crowded) as server:
        crowded.server = server
        settings = settings.model_copy(update={"base_url": server.url})
        result = asyncio.run(run_batch(Job(news, tmp_path / "out", settings, brief=False), pace=pace_))
    return result, crowded


def test_a_crowded_server_is_asked_by_fewer_at_a_time(tmp_path: Path) -> None:
    """It bears 6; 24 come at first, then about 6, and the batch is done although nobody told us."""
    result, crowded = crowd(tmp_path, 160, 24, 6)
    flying = crowded.server.flying
    assert (result.done, result.exit_code) == (160, 0)
    assert max(flying[:24]) == 24
    assert max(flying[60:]) <= 9  # some of an older pace may still be on their way
    assert statistics.mean(flying[60:]) > 2  # and no fewer than need be
    assert len(crowded.refused) < 0.4 * len(flying)
    late = [number for number in crowded.refused if number > 60]
    assert len(late) < 0.15 * len(flying[60:])
    assert len(set(crowded.server.answered)) == len(crowded.server.answered) == 160


def test_when_the_crowd_has_left_all_come_again(tmp_path: Path) -> None:
    """It refuses the first 21 that are too many, and bears any number after that."""
    result, crowded = crowd(tmp_path, 260, 24, 4, times=21)
    flying = crowded.server.flying
    assert (result.done, result.exit_code) == (260, 0)
    assert len(crowded.refused) == 21
    slowest = crowded.refused[-1]
    assert max(flying[slowest + 10 : slowest + 30]) <= 18
    assert max(flying[-60:]) == 24
