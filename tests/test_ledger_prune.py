"""Pruning: what is old goes, with all that only it needed, and nothing else."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import LedgerError, UnreachableError
from summarizer.ledger import Asked, Ledger
from summarizer.ledger import prune as prune_module
from summarizer.ledger.database import connected
from summarizer.ledger.history import opened
from summarizer.ledger.prune import Old, Pruned, older, prune
from summarizer.ledger.waiting import Waiting
from tests.ledgers import Model, asked, rows, said, with_ledger

DAY = datetime(2031, 3, 12, tzinfo=UTC)
AFTER_ALL = datetime(2131, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def fill(path: Path, *days: int, run: bool = False, ended: bool = True, **of: Any) -> list[Asked]:
    """Calls so many days before DAY; with `run` all in one, which began with the first and ended with the last."""
    first = len(rows(path)) if path.exists() else 0
    requests = [asked(f"{first + number}", **of) for number in range(len(days))]

    async def use(ledger: Ledger) -> None:
        if run:
            await ledger.begin("batch", "summarizer 1", "openai/test", "https://api.example/v1")
        for request in requests:
            await ledger.keep(request, said())
        if run and ended:
            await ledger.end({})

    with_ledger(path, use)
    moments = [at(before) for before in days]
    with closing(sqlite3.connect(path)) as connection:
        for number, moment in enumerate(moments, first + 1):
            connection.execute("UPDATE calls SET answered = ? WHERE id = ?", (moment, number))
        if run:
            set_run = (
                "UPDATE runs SET began = ?, ended = iif(ended NOT NULL, ?, NULL) WHERE id = (SELECT max(id) FROM runs)"
            )
            connection.execute(set_run, (moments[0], moments[-1]))
        connection.commit()
    return requests


def at(days: int) -> str:
    return (DAY - timedelta(days=days)).isoformat(timespec="seconds")


def numbers(path: Path, table: str = "calls") -> list[int]:
    return [row[0] for row in rows(path, f"SELECT id FROM {table} ORDER BY id")]


def test_what_is_older_goes(path: Path) -> None:
    fill(path, 1, 30, 0, 31, 29, 400)
    before = DAY - timedelta(days=30)
    assert older(path, before) == Old(calls=2, runs=0, answers=2, cost_usd=0.5)
    done = prune(path, before)
    assert (done.calls, done.runs) == (2, 0)
    assert numbers(path) == [1, 2, 3, 5]
    assert older(path, before) == Old(0, 0, 0, 0.0)
    assert prune(path, before) == Pruned(0, 0, 0, done.bytes_after, done.bytes_after)


def test_a_moment_is_one_in_every_time_zone(path: Path) -> None:
    fill(path, 0)
    for hours in (-11, 0, 14):
        zone = timezone(timedelta(hours=hours))
        for seconds, count in ((0, 0), (1, 1)):
            found = older(path, (DAY + timedelta(seconds=seconds)).astimezone(zone))
            assert found is not None and found.calls == count


def test_only_what_has_no_later_answer_would_be_paid_for_again(path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        await ledger.keep(asked("twice"), said(cost_usd=1.0))  # again at the end
        await ledger.keep(asked("once"), said(cost_usd=2.0))
        await ledger.keep(asked("once"), said(cost_usd=4.0))
        await ledger.keep(asked("no price"), said(cost_usd=None))
        await ledger.note_failure(asked("failed"), UnreachableError("x"), 1.0, 1)
        await ledger.keep(asked("then failed"), said(cost_usd=8.0))
        await ledger.note_failure(asked("then failed"), UnreachableError("x"), 1.0, 1)
        await ledger.keep(asked("twice"), said(cost_usd=16.0))

    with_ledger(path, use)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE calls SET answered = iif(id <= 6, ?, ?)", (at(1), at(0)))
        connection.commit()
    assert older(path, DAY) == Old(calls=6, runs=0, answers=3, cost_usd=14.0)
    prune(path, DAY)
    assert numbers(path) == [7, 8]
    model = Model()

    async def again(ledger: Ledger) -> list[bool]:
        names = ("twice", "once", "no price", "failed", "then failed")
        return [(await ledger.answered(asked(name), model.about(asked(name)))).fresh for name in names]

    assert with_ledger(path, again) == [False, True, True, True, True]


def test_runs_go_when_no_call_of_theirs_is_left(path: Path) -> None:
    fill(path, 50, 49, run=True)
    fill(path, 48, 10, run=True)  # a call of it stays
    fill(path, 47, run=True)
    fill(path, 5, run=True)
    before = DAY - timedelta(days=30)
    assert older(path, before) == Old(calls=4, runs=2, answers=4, cost_usd=1.0)
    done = prune(path, before)
    assert (done.calls, done.runs) == (4, 2)
    assert (numbers(path, "runs"), rows(path, "SELECT DISTINCT run FROM calls ORDER BY 1")) == ([2, 4], [(2,), (4,)])


def test_a_run_that_took_all_from_the_ledger_goes_when_it_is_old(path: Path) -> None:
    fill(path, 90)
    with closing(sqlite3.connect(path)) as connection:
        add = "INSERT INTO runs (command, program, model, endpoint, began, ended) VALUES ('a', 'b', 'c', 'd', ?, ?)"
        connection.executemany(add, [(at(40), at(40)), (at(40), at(20)), (at(20), at(20))])
        connection.commit()
    assert prune(path, DAY - timedelta(days=30)).runs == 1
    assert numbers(path, "runs") == [2, 3]


def test_a_run_may_be_going_for_a_month(path: Path) -> None:
    """One that did not say that it ended may still be going; that it is gone must not keep its line for ever."""
    now = datetime.now(UTC)
    fill(path, 3, run=True, ended=False)
    fill(path, 2, run=True, ended=False)
    with closing(sqlite3.connect(path)) as connection:
        for run, days in ((1, 31), (2, 29)):
            began = (now - timedelta(days=days)).isoformat(timespec="seconds")
            connection.execute("UPDATE runs SET began = ? WHERE id = ?", (began, run))
        connection.commit()
    done = prune(path, AFTER_ALL)
    assert (done.calls, done.runs, numbers(path, "runs")) == (2, 1, [2])


def test_a_run_that_is_going_goes_on(path: Path) -> None:
    """Also with --ask-again always, which knows its own answers by their numbers."""
    model = Model()

    async def use(ledger: Ledger) -> list[bool]:
        await ledger.begin("batch", "summarizer 1", "openai/test", "https://api.example/v1")
        fresh = [(await ledger.answered(asked("a"), model.about(asked("a")))).fresh]
        await asyncio.to_thread(prune, path, AFTER_ALL)
        fresh += [(await ledger.answered(asked("a"), model.about(asked("a")))).fresh for _ in range(2)]
        await ledger.end({})
        return fresh

    fill(path, *range(1, 20))
    assert with_ledger(path, use, "always") == [True, True, False]
    assert rows(path, "SELECT id, run FROM calls") == [(21, 1)]  # no number is given again
    assert rows(path, "SELECT ended NOT NULL FROM runs") == [(1,)]


def test_texts_go_when_nothing_refers_to_them(path: Path) -> None:
    def of(system: str) -> dict[str, Any]:
        return {"messages": [{"role": "system", "content": system}], "seed": len(rows(path)) if path.exists() else 0}

    for days, system in ((50, "old"), (49, "both"), (5, "both"), (4, "new")):
        fill(path, days, **of(system))
    assert prune(path, DAY - timedelta(days=30)).parts == 1
    left = {content for (content,) in rows(path, "SELECT content FROM parts WHERE content NOT LIKE '{%'")}
    assert left == {"both", "new"}
    assert prune(path, AFTER_ALL).parts == 3  # these, and the one schema of all
    assert rows(path, "SELECT * FROM parts") == []


def test_what_waits_for_the_batch_api_stays_with_all_it_needs(path: Path) -> None:
    waiting = asked("waits", messages=[{"role": "system", "content": "of what waits"}])
    fill(path, 50, 40)

    async def use(ledger: Ledger) -> tuple[list[Any], int]:
        line = Waiting(ledger, waiting.model, waiting.endpoint)
        await line.put(waiting, 1000, 0.5)
        assert await line.assign("first", 10, 100_000) == 1
        await asyncio.to_thread(prune, path, AFTER_ALL)
        return list(line.requests("first")), len(rows(path, "SELECT * FROM batches"))

    requests, batches = with_ledger(path, use)
    assert ([request.body for request in requests], batches) == ([waiting.body], 1)
    assert numbers(path) == []


def test_whatever_else_refers_to_a_text_keeps_it(path: Path) -> None:
    fill(path, 50)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE later (part TEXT REFERENCES parts, run INTEGER REFERENCES runs)")
        connection.execute("INSERT INTO later SELECT min(sha256), NULL FROM parts")
        connection.commit()
    assert prune(path, AFTER_ALL).parts == 1
    assert rows(path, "SELECT count(*) FROM parts") == [(1,)]


def test_many_go_a_few_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prune_module, "_AT_ONCE", 3)
    fill(path, *([40, 10, 40] * 6))
    assert prune(path, DAY - timedelta(days=30)).calls == 12
    assert numbers(path) == list(range(2, 19, 3))


def test_the_room_is_given_back(path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        for number in range(50):
            await ledger.keep(asked(str(number), about="x" * 10_000), said("y" * 10_000))

    with_ledger(path, use)
    size = path.stat().st_size
    done = prune(path, AFTER_ALL)
    assert done.bytes_before == size
    assert done.bytes_after == path.stat().st_size < 100_000
    assert b"yyyy" not in path.read_bytes()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_nobody_waits_for_the_room_to_be_given_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another connection has the file open, it stays as large; that is told."""
    done: list[str] = []

    def traced(path: Path) -> sqlite3.Connection:
        connection = connected(path)
        connection.set_trace_callback(done.append)
        return connection

    monkeypatch.setattr(prune_module, "connected", traced)

    async def use(ledger: Ledger) -> Pruned:
        await ledger.keep(asked("kept"), said("y" * 100_000))
        pruned = await asyncio.to_thread(prune, path, AFTER_ALL)
        await ledger.keep(asked("and then"), said())
        return pruned

    pruned = with_ledger(path, use)
    assert (pruned.calls, pruned.shrunk) == (1, False)
    assert pruned.bytes_after == pruned.bytes_before > 100_000
    assert "VACUUM" not in done
    again = prune(path, AFTER_ALL)
    assert (again.calls, again.shrunk, "VACUUM" in done) == (1, True, True)
    assert again.bytes_after < 100_000


def test_who_only_looks_keeps_the_room_too(path: Path) -> None:
    fill(path, 50, 40)
    with opened(path) as history:
        assert history is not None
        assert not prune(path, AFTER_ALL).shrunk
        assert list(history.calls()) == []
    fill(path, 50)
    assert prune(path, AFTER_ALL).shrunk


def test_where_there_is_no_ledger_nothing_is_older(path: Path) -> None:
    assert older(path, AFTER_ALL) is None
    assert not path.exists()


def test_what_is_no_ledger_is_not_pruned(path: Path) -> None:
    path.write_text("The ferry crews want a raise. " * 200)
    for work in (older, prune):
        with pytest.raises(LedgerError, match="is no ledger"):
            work(path, AFTER_ALL)
