"""The Batch API across runs: stopped or killed anywhere, what was ordered is paid for once and taken in."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from summarizer.errors import RequestRefusedError
from summarizer.ledger import Said
from summarizer.llm.batches import Settled

from .batch_runs import Run, go, number_in, rows
from .batch_server import MISSING, BatchServer, batch_server, batches_served, invalid, rejected, unreached
from .conftest import ROOT
from .faults import Body

server = pytest.fixture(batch_server)


def test_a_run_that_is_stopped_while_it_waits_ends_at_once_and_can_go_on(server: BatchServer, tmp_path: Path) -> None:
    async def stopped(run: Run) -> None:
        reached = asyncio.Event()

        async def sleep(_seconds: float) -> None:
            reached.set()
            await asyncio.Event().wait()

        run.desk.pace.sleep = sleep
        settling = asyncio.create_task(run.settle(1, 2))
        await reached.wait()
        settling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await settling

    go(Run(server.url, tmp_path), stopped)
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1, 2)) == Settled(answered=2)
    assert sorted(server.charged.values()) == [1, 1]


def test_batches_of_another_run_are_taken_in_but_not_waited_for(server: BatchServer, tmp_path: Path) -> None:
    server.fault("retrieve", "bad_key")
    with pytest.raises(RequestRefusedError):
        go(Run(server.url, tmp_path), lambda run: run.settle(1))
    later = Run(server.url, tmp_path)
    assert go(later, lambda run: run.batches.settle()) == Settled()
    assert later.time.slept == []  # one look, no waiting
    for _ in range(5):
        go(Run(server.url, tmp_path), lambda run: run.batches.settle())
    assert rows(tmp_path, "SELECT count(answer) FROM calls") == [(1,)]


class Killing:
    """The process that runs are forked from."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.batch_killed"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, server: BatchServer, path: Path, numbers: list[int], at: int | None) -> int | None:
        """One run, killed after a step; how many steps it took, where it was not."""
        process = self._process
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps({"url": server.url, "path": str(path), "numbers": numbers, "at": at}) + "\n")
        process.stdin.flush()
        steps: int | None = json.loads(process.stdout.readline())
        return steps

    def close(self) -> None:
        self._process.communicate()


EVERY = 2  # runs are killed after each second step: all of them take a minute more


@pytest.fixture
def killing() -> Iterator[Killing]:
    process = Killing()
    yield process
    process.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked")
def test_killed_after_any_step_a_run_is_finished_by_the_next_and_pays_once(killing: Killing, tmp_path: Path) -> None:
    """Five requests in two batches, of which one is refused, one answered at the second try, one lost by the server."""
    numbers, killed = [1, 2, 3, 4, 5], 0
    for at in count(0, EVERY):
        with batches_served({"answer": 1}) as server:
            path = tmp_path / str(at)
            tried: Counter[int] = Counter()

            def fate(body: Body, tried: Counter[int] = tried) -> Body | None:
                number = number_in(body)
                tried[number] += 1
                if number == 2:
                    return rejected(400)
                again = {3: unreached("request_timeout"), 5: MISSING}
                return again.get(number) if tried[number] == 1 else None

            server.fate = fate
            steps = killing.run(server, path, numbers, at)
            if steps is None:
                assert killing.run(server, path, numbers, None) is not None
            assert sorted(server.charged.values()) == [1] * 4, f"killed after step {at}"
            assert server.files == {} or steps is None
        answers = rows(path, "SELECT about, count(answer) FROM calls WHERE answer IS NOT NULL GROUP BY about")
        assert answers == [(f"{number}.txt", 1) for number in (1, 3, 4, 5)], f"killed after step {at}"
        assert rows(path, "SELECT count(*) FROM waiting") == [(0,)]
        assert rows(path, "SELECT count(*) FROM batches WHERE ended IS NULL") == [(0,)]
        if steps is not None:
            assert killed * EVERY in (steps, steps + 1)
            break
        killed += 1
    assert killed > 12


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked")
def test_killed_after_any_step_bad_lines_are_refused_once(killing: Killing, tmp_path: Path) -> None:
    for at in count(0, EVERY):
        with batches_served({"answer": 1}) as server:
            server.plan("failed", errors=[invalid("invalid_request", "Bad line", 2)])
            path = tmp_path / str(at)
            steps = killing.run(server, path, [1, 2, 3], at)
            if steps is None:
                assert killing.run(server, path, [1, 2, 3], None) is not None, f"killed after step {at}"
            assert set(server.charged.values()) == {1}
        assert rows(path, "SELECT count(*) FROM waiting") == [(0,)]
        if steps is not None:
            break


@pytest.mark.parametrize("lag", [0, 1])
def test_a_batch_that_was_created_a_moment_ago_may_not_be_listed_yet(
    server: BatchServer, tmp_path: Path, lag: int
) -> None:
    """Killed before the reply came, and run again at once."""
    server.lag = lag

    class KilledError(Exception):
        pass

    async def killed(run: Run) -> None:
        create = run.batches._server.create

        async def cut_off(name: str, file: str) -> str:
            await create(name, file)
            raise KilledError

        run.batches._server.create = cut_off  # type: ignore[method-assign]
        with pytest.raises(KilledError):
            await run.settle(1, 2)

    go(Run(server.url, tmp_path), killed)
    later = Run(server.url, tmp_path)
    assert go(later, lambda run: run.settle(1, 2)) == Settled(answered=2)
    assert len(server.batches) == 1 and sorted(server.charged.values()) == [1, 1]
    assert later.time.slept[:lag] == [10.0] * lag


def test_a_batch_that_does_not_show_up_was_never_begun(server: BatchServer, tmp_path: Path) -> None:
    class Killed(BaseException):
        """The end of a run, just before it would have uploaded its file."""

    async def killed(name: str, file: object) -> str:
        raise Killed

    sender = Run(server.url, tmp_path)
    sender.batches._server.upload = killed  # type: ignore[method-assign]
    with pytest.raises(Killed):
        go(sender, lambda run: run.settle(1))
    later = Run(server.url, tmp_path)
    assert go(later, lambda run: run.settle(1)) == Settled(answered=1)
    assert later.time.slept[0] == 10.0 and server.operations[:2] == ["list", "list"]


@pytest.mark.parametrize("operation", ["upload", "create"])
def test_a_batch_that_is_refused_holds_no_request_back(server: BatchServer, tmp_path: Path, operation: str) -> None:
    server.fault(operation, "bad_key")
    with pytest.raises(RequestRefusedError):
        go(Run(server.url, tmp_path), lambda run: run.settle(1))
    later = Run(server.url, tmp_path)
    assert go(later, lambda run: run.settle(1)) == Settled(answered=1)
    assert later.time.slept[:1] != [10.0] and "list" not in server.operations


def test_two_runs_at_once_do_not_send_the_same(server: BatchServer, tmp_path: Path) -> None:
    one, other = Run(server.url, tmp_path, most_requests=2), Run(server.url, tmp_path, most_requests=2)

    async def work() -> None:
        async with asyncio.TaskGroup() as runs:
            for run, numbers in ((one, (1, 2, 3, 4)), (other, (3, 4, 5, 6))):
                runs.create_task(finished(run, *numbers))
        assert one.answered(*range(1, 7)) == [True] * 6
        await one.aclose()
        await other.aclose()

    async def finished(run: Run, *numbers: int) -> None:
        while not all(run.answered(*numbers)):
            await run.settle(*(number for number in numbers if not all(run.answered(number))))

    asyncio.run(work())
    assert sorted(server.charged.values()) == [1] * 6


def test_a_batch_that_another_run_is_sending_is_left_to_it(server: BatchServer, tmp_path: Path) -> None:
    """The other run has committed the name of its batch and is not yet done with sending it."""
    sender, other = Run(server.url, tmp_path), Run(server.url, tmp_path)

    async def work() -> None:
        sending, go_on = asyncio.Event(), asyncio.Event()
        create = sender.batches._server.create

        async def slowly(name: str, file: str) -> str:
            sending.set()
            await go_on.wait()
            return await create(name, file)

        looked = asyncio.Event()

        async def sleep(seconds: float) -> None:
            looked.set()
            await other.time.sleep(seconds)

        sender.batches._server.create = slowly  # type: ignore[method-assign]
        other.desk.pace.sleep = sleep
        first = asyncio.create_task(sender.settle(1))
        await sending.wait()
        second = asyncio.create_task(other.settle(1))
        await looked.wait()  # whether the other is done
        go_on.set()
        await first
        await second
        await sender.aclose()
        await other.aclose()

    asyncio.run(work())
    assert len(server.batches) == 1 and sorted(server.charged.values()) == [1]


def test_what_was_answered_meanwhile_is_not_sent(server: BatchServer, tmp_path: Path) -> None:
    async def work(run: Run) -> None:
        await run.put_off(1, 2)
        await run.ledger.keep(run.asked(1), Said("{}", 1, 1, 0.1, 1.0, 1))  # by a run without the Batch API
        assert await run.batches.settle() == Settled(answered=1)

    go(Run(server.url, tmp_path), work)
    assert [number_in(line["body"]) for line in server.lines[0]] == [2]


def test_taking_in_the_same_file_twice_does_no_harm(server: BatchServer, tmp_path: Path) -> None:
    """Killed with everything taken in, but the end of the batch not committed, and its files still at the server."""
    server.fault("delete", "status_500", "status_500")
    server.fate = lambda body: rejected(400) if number_in(body) == 2 else None
    go(Run(server.url, tmp_path), lambda run: run.settle(1, 2))
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as on:
        on.execute("UPDATE batches SET ended = NULL")
        on.commit()
    again = Run(server.url, tmp_path)
    assert go(again, lambda run: run.batches.settle()) == Settled()
    assert again.desk.spending.requests == 0
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(2,)]
