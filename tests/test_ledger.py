"""The ledger: an answer that was paid for is there, whatever happens next, and only its owner can read it."""

import asyncio
import json
import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import LedgerError, RequestRefusedError
from summarizer.ledger import Asked, Kept, Ledger, Said, default_path, ledger_path
from summarizer.ledger.database import transaction
from summarizer.ledger.ledger import _UNDER_WAY
from summarizer.ledger.waiting import Outcome, Waiting
from summarizer.settings import Again
from tests.conftest import ROOT
from tests.ledgers import Model, asked, mode, rows, said, with_ledger

HALF = "half a \ud83d"  # of an emoji


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "ledger.sqlite"


# What decides an answer

OTHER = {
    "text": asked("The ferry crews want a rise."),
    "system": asked(messages=[{"role": "system", "content": "x"}, *asked().body["messages"][1:]]),
    "one message more": asked(messages=[*asked().body["messages"], {"role": "user", "content": "Again."}]),
    "order of messages": asked(messages=asked().body["messages"][::-1]),
    "model": asked(model="ollama/test"),
    "name of the model": asked(model="openai/test", **{"model_name": "x"}),
    "parameter": asked(temperature=0.5),
    "parameter that is null": asked(temperature=None),
    "other value": asked(max_completion_tokens=16001),
    "schema": asked(response_format={"type": "json_object"}),
    "asked before, in vain": replace(asked(), repeat=1),
    "asked twice before, in vain": replace(asked(), repeat=2),
    "tools": asked(tools=[{"type": "function"}]),
}
SAME = {
    "itself": asked(),
    "order of names": Asked("openai/test", "", dict(reversed(asked().body.items()))),
    "order of names further in": asked(messages=[dict(reversed(m.items())) for m in asked().body["messages"]]),
    "address": asked(endpoint="http://localhost:8080/v1"),
    "question": asked(question="repair"),
    "about": asked(about="copy.txt"),
}


@pytest.mark.parametrize("name", OTHER)
def test_what_makes_another_request(name: str) -> None:
    assert OTHER[name].key != asked().key


@pytest.mark.parametrize("name", SAME)
def test_what_does_not(name: str) -> None:
    assert SAME[name].key == asked().key


def test_no_two_of_the_other_requests_are_one() -> None:
    assert len({request.key for request in OTHER.values()}) == len(OTHER)


@pytest.mark.parametrize("name", OTHER)
def test_another_request_is_asked(path: Path, name: str) -> None:
    model = Model()

    async def use(ledger: Ledger) -> list[Kept]:
        return [await ledger.answered(request, model.about(request)) for request in (asked(), OTHER[name])]

    assert [kept.fresh for kept in with_ledger(path, use)] == [True, True]


# An answer is kept


def test_an_answer_is_asked_for_once_and_found_in_this_run_and_the_next(path: Path) -> None:
    model = Model()

    async def use(ledger: Ledger) -> list[Kept]:
        return [await ledger.answered(asked(), model.about(asked())) for _ in range(2)]

    kept = with_ledger(path, use) + with_ledger(path, use)
    assert [one.fresh for one in kept] == [True, False, False, False]
    assert {one.said.completion for one in kept} == {said("Answer 1").completion}
    assert len(model.asked) == 1


def test_an_answer_is_in_the_file_before_anybody_has_it(path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        for number in range(3):
            kept = await ledger.answered(asked(str(number)), Model().about(asked(str(number))))
            assert rows(path)[-1] == (asked(str(number)).key, kept.said.completion, None, 1)

    with_ledger(path, use)


SAID = {
    "all known": said(),
    "no tokens": said(input_tokens=None, output_tokens=None, cost_usd=None),
    "free": said(cost_usd=0.0, seconds=0.0),
    "no text": replace(said(), completion=""),
    "any script": said("“Так” — 東京 \U0001f6a2 \u202e \x00 \x1b[31m \r\n"),
}


@pytest.mark.parametrize("name", SAID)
def test_an_answer_comes_back_as_it_was(path: Path, name: str) -> None:
    with_ledger(path, lambda ledger: ledger.keep(asked(), SAID[name]))

    async def find(ledger: Ledger) -> Said | None:
        return ledger.find(asked().key)

    assert with_ledger(path, find) == SAID[name]


def test_half_a_character_costs_no_answer(path: Path) -> None:
    """A file name that is no UTF-8 has some, and what a server cut in two."""
    request = asked(HALF, about=os.fsdecode(b"caf\xe9.txt"), user=HALF)
    answer = replace(said(), completion=json.dumps({"content": HALF}, ensure_ascii=False))

    async def use(ledger: Ledger) -> list[Kept]:
        async def ask() -> Said:
            return answer

        return [await ledger.answered(request, ask) for _ in range(2)]

    first, again = with_ledger(path, use)
    assert (first.fresh, again.fresh) == (True, False)
    assert json.loads(again.said.completion) == {"content": HALF}
    assert rows(path, "SELECT about FROM calls") == [("caf\\udce9.txt",)]


# A request that fails


@pytest.mark.parametrize("words", ["No answer came.", "", "caf\udce9"])
def test_a_failure_is_noted_and_is_no_answer(path: Path, words: str) -> None:
    async def use(ledger: Ledger) -> Said | None:
        await ledger.note_failure(asked(), RequestRefusedError(words), 3.0, 7)
        return ledger.find(asked().key)

    assert with_ledger(path, use) is None
    noted = words.replace("\udce9", "\\udce9")
    assert rows(path, "SELECT error, answer, seconds, attempts FROM calls") == [(noted, None, 3.0, 7)]


def test_a_failure_reaches_all_who_wait_and_the_next_asks_again(path: Path) -> None:
    model, gate = Model(), asyncio.Event()

    async def fail() -> Said:
        model.asked.append("failing")
        await gate.wait()
        raise RequestRefusedError("No key.")

    async def use(ledger: Ledger) -> list[Any]:
        waiting = [asyncio.ensure_future(ledger.answered(asked(), fail)) for _ in range(3)]
        await asyncio.sleep(0)
        gate.set()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        return [*outcomes, await ledger.answered(asked(), model.about(asked()))]

    *failed, kept = with_ledger(path, use)
    assert [type(error) for error in failed] == [RequestRefusedError] * 3
    assert (kept.fresh, model.asked.count("failing"), len(model.asked)) == (True, 1, 2)


def test_a_request_that_is_put_off_is_put_off_for_all_who_wait(path: Path) -> None:
    """What tells of that is no Exception, nor is it a reason to stop."""

    class PutOffError(BaseException):
        pass

    tried = 0

    async def put_off() -> Said:
        nonlocal tried
        tried += 1
        await asyncio.sleep(0)
        raise PutOffError

    async def use(ledger: Ledger) -> list[Any]:
        return await asyncio.gather(*(ledger.answered(asked(), put_off) for _ in range(3)), return_exceptions=True)

    assert [type(error) for error in with_ledger(path, use)] == [PutOffError] * 3
    assert tried == 1


# Equal requests at the same time


def test_of_equal_requests_one_is_asked(path: Path) -> None:
    model = Model()
    requests = [asked(str(number % 5)) for number in range(50)]

    async def use(ledger: Ledger) -> list[Kept]:
        return await asyncio.gather(*(ledger.answered(request, model.about(request)) for request in requests))

    kept = with_ledger(path, use)
    assert len(model.asked) == len(set(model.asked)) == 5
    assert sum(one.fresh for one in kept) == 5
    assert len({(request.key, one.said) for request, one in zip(requests, kept, strict=True)}) == 5


def test_when_the_one_who_asks_is_stopped_the_next_asks(path: Path) -> None:
    model, never = Model(), asyncio.Event()

    async def hang() -> Said:
        model.asked.append("hanging")
        await never.wait()
        raise AssertionError

    async def use(ledger: Ledger) -> list[Kept]:
        leader = asyncio.ensure_future(ledger.answered(asked(), hang))
        await asyncio.sleep(0)
        rest = [asyncio.ensure_future(ledger.answered(asked(), model.about(asked()))) for _ in range(3)]
        await asyncio.sleep(0)
        leader.cancel()
        kept = await asyncio.gather(*rest)
        assert leader.cancelled()
        return kept

    kept = with_ledger(path, use)
    assert model.asked == ["hanging", asked().key]
    assert sorted(one.fresh for one in kept) == [False, False, True]


def test_one_who_waits_may_be_stopped(path: Path) -> None:
    model, gate = Model(), asyncio.Event()

    async def slow() -> Said:
        await gate.wait()
        return await model.about(asked())()

    async def use(ledger: Ledger) -> Kept:
        leader, follower = (asyncio.ensure_future(ledger.answered(asked(), slow)) for _ in range(2))
        await asyncio.sleep(0)
        follower.cancel()
        with suppress(asyncio.CancelledError):
            await follower
        assert follower.cancelled()
        gate.set()
        return await leader

    assert with_ledger(path, use).fresh
    assert len(model.asked) == 1


def test_when_all_are_stopped_at_once_nobody_asks(path: Path) -> None:
    """As Ctrl-C does: who waits must not take it for a turn of his own."""
    never, started = asyncio.Event(), 0

    async def hang() -> Said:
        nonlocal started
        started += 1
        await never.wait()
        raise AssertionError

    async def use(ledger: Ledger) -> list[bool]:
        tasks = [asyncio.ensure_future(ledger.answered(asked(), hang)) for _ in range(4)]
        for _ in range(3):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=10)  # else they have asked, and hang
        return [task.cancelled() for task in tasks]

    assert with_ledger(path, use) == [True] * 4
    assert started == 1


def test_an_answer_is_kept_and_given_on_although_who_asked_is_stopped_meanwhile(path: Path) -> None:
    """It is paid for, so that nobody may ask again while it is on its way into the file."""
    model, gate = Model(), threading.Event()

    async def use(ledger: Ledger) -> Kept:
        held = asyncio.ensure_future(ledger.write(lambda _on: gate.wait(30)))
        leader, follower = (asyncio.ensure_future(ledger.answered(asked(), model.about(asked()))) for _ in range(2))
        for _ in range(5):  # the answer comes, and is handed in
            await asyncio.sleep(0)
        assert len(model.asked) == 1
        leader.cancel()
        await asyncio.wait([leader])
        late = asyncio.ensure_future(ledger.answered(asked(), model.about(asked())))
        await asyncio.sleep(0)
        gate.set()
        await held
        assert leader.cancelled()
        assert await late == await follower
        return await late

    assert with_ledger(path, use) == Kept(said("Answer 1"), fresh=False)
    assert len(model.asked) == len(rows(path)) == 1


# Asking again

A, B, C = (asked(text) for text in "abc")  # a good answer, one of no use, none


@pytest.mark.parametrize(
    ("again", "fresh"), [("never", [False, False, True]), ("failed", [False, True, True]), ("always", [True] * 3)]
)
def test_what_is_asked_again(path: Path, again: Again, fresh: list[bool]) -> None:
    async def first(ledger: Ledger) -> None:
        for request in (A, B):
            await ledger.answered(request, Model().about(request))
        await ledger.spoil(B.key)

    async def second(ledger: Ledger) -> list[bool]:
        once = []
        for request in (A, B, C):
            once.append((await ledger.answered(request, Model().about(request))).fresh)
            if once[-1]:  # of no use, but of this run: it is not asked for again and again
                await ledger.spoil(request.key)
            assert not (await ledger.answered(request, Model().about(request))).fresh
        return once

    with_ledger(path, first)
    assert with_ledger(path, second, again) == fresh


def test_a_good_answer_from_before_counts_although_a_later_one_is_of_no_use(path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        await ledger.keep(A, said("good"))
        await ledger.keep(A, said("bad"))
        await ledger.spoil(A.key)

    async def find(ledger: Ledger) -> Said | None:
        return ledger.find(A.key)

    with_ledger(path, use)
    assert with_ledger(path, find, "never") == said("bad")
    assert with_ledger(path, find, "failed") == said("good")
    assert with_ledger(path, find, "always") is None


def test_to_spoil_what_is_not_there_changes_nothing(path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        await ledger.note_failure(A, LedgerError("x"), 1.0, 1)
        await ledger.spoil(A.key)

    with_ledger(path, use)
    assert rows(path, "SELECT usable FROM calls") == [(1,)]


# How it is written


def test_what_waits_is_committed_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, committed = threading.Event(), []

    def counted(connection: sqlite3.Connection) -> Any:
        committed.append(connection)
        return transaction(connection)

    monkeypatch.setattr("summarizer.ledger.writer.transaction", counted)

    async def use(ledger: Ledger) -> None:
        held = asyncio.ensure_future(ledger.write(lambda _on: gate.wait(30)))
        keeps = [asyncio.ensure_future(ledger.keep(asked(str(number)), said())) for number in range(500)]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(held, *keeps)

    with_ledger(path, use)
    assert len(rows(path)) == 500
    assert len(committed) <= 3  # the one that held the others up may have been alone


def test_a_write_that_fails_does_not_undo_those_beside_it(path: Path) -> None:
    gate = threading.Event()
    refused = "INSERT INTO calls (id) VALUES (1)"  # other columns may not be null

    async def use(ledger: Ledger) -> list[Any]:
        def raises(on: sqlite3.Connection) -> None:
            on.execute("INSERT INTO parts VALUES ('half', 'done')")
            raise ValueError("no answer of ours")

        works: list[Awaitable[Any]] = [
            ledger.write(lambda _on: gate.wait(30)),
            ledger.keep(A, said()),
            ledger.write(raises),
            ledger.write(lambda on: on.execute(refused)),
            ledger.keep(B, said()),
        ]
        tasks = [asyncio.ensure_future(work) for work in works]
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    _, kept_a, raised, failed, kept_b = with_ledger(path, use)
    assert (kept_a, type(raised), type(failed), kept_b) == (None, ValueError, LedgerError, None)
    assert [row[0] for row in rows(path)] == [A.key, B.key]
    assert rows(path, "SELECT * FROM parts WHERE sha256 = 'half'") == []


def test_what_was_handed_in_is_written_although_who_did_is_gone(path: Path) -> None:
    gate = threading.Event()

    async def use(ledger: Ledger) -> None:
        held = asyncio.ensure_future(ledger.write(lambda _on: gate.wait(30)))
        keep = asyncio.ensure_future(ledger.keep(A, said()))
        await asyncio.sleep(0)
        keep.cancel()
        await asyncio.wait([keep])
        assert keep.cancelled()
        gate.set()
        await held

    with_ledger(path, use)
    assert [row[0] for row in rows(path)] == [A.key]


def test_what_was_handed_in_is_written_although_its_loop_is_gone(path: Path) -> None:
    gate = threading.Event()
    ledger = Ledger(path)

    async def use() -> None:
        held = asyncio.ensure_future(ledger.write(lambda _on: gate.wait(30)))
        keep = asyncio.ensure_future(ledger.answered(A, Model().about(A)))
        for _ in range(5):
            await asyncio.sleep(0)
        held.cancel()
        keep.cancel()
        await asyncio.wait([held, keep])

    asyncio.run(use())
    gate.set()
    ledger.close()
    assert [row[0] for row in rows(path)] == [A.key]


def test_a_run_is_noted_with_its_calls(path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        await ledger.keep(C, said())
        await ledger.begin("article", "summarizer 1", "openai/test", "https://api.example/v1")
        await ledger.keep(A, said())
        await ledger.note_failure(B, LedgerError("x"), 1.0, 1)
        assert ledger.read("SELECT ended FROM runs WHERE id = ?", ledger.run) == [(None,)]
        await ledger.end({"requests": 1})

    with_ledger(path, use)
    assert rows(path, "SELECT run FROM calls ORDER BY id") == [(None,), (1,), (1,)]
    assert rows(path, "SELECT command, outcome, ended >= began FROM runs") == [("article", '{"requests": 1}', 1)]


def test_long_texts_stand_once(path: Path) -> None:
    requests = [asked(str(number)) for number in range(20)]

    async def use(ledger: Ledger) -> None:
        await asyncio.gather(*(ledger.keep(request, said()) for request in requests))

    with_ledger(path, use)
    assert rows(path, "SELECT count(*) FROM parts") == [(2,)]  # the system message and the schema


# Who may read it


def test_only_the_owner_can_read_it(path: Path) -> None:
    before = os.umask(0)
    try:

        async def use(ledger: Ledger) -> dict[str, int]:
            await ledger.keep(A, said())
            return {file.name: mode(file) for file in path.parent.iterdir()}

        found = with_ledger(path, use)
    finally:
        os.umask(before)
    assert found == dict.fromkeys(["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"], 0o600)
    assert mode(path.parent) == 0o700


def test_what_others_could_read_is_closed_to_them(path: Path) -> None:
    """Also what a killed run left beside it."""
    killed(path, "keep('a')")
    files = list(path.parent.iterdir())
    assert len(files) == 3
    for file in files:
        file.chmod(0o644)

    async def use(ledger: Ledger) -> set[int]:
        return {mode(file) for file in path.parent.iterdir()}

    assert with_ledger(path, use) == {0o600}


# What cannot be a ledger


def a_database(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (address TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


def a_newer_one(path: Path) -> None:
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")


def a_damaged_one(path: Path) -> None:
    with_ledger(path, lambda ledger: ledger.keep(A, said("x" * 100_000)))
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (lambda path: path.write_text("The ferry crews want a raise. " * 200), "is no ledger, or is damaged"),
    "another program's": (lambda path: a_database(path, 0), "is a database, but no ledger"),
    "another program's, of our version": (lambda path: a_database(path, 1), "is a database, but no ledger"),
    "a newer one": (a_newer_one, "is of version 2, where this program writes 1: update"),
    "a damaged one": (a_damaged_one, "is no ledger, or is damaged"),
    "a folder": (lambda path: path.mkdir(), "is no file"),
    "a pipe": (lambda path: os.mkfifo(path), "is no file"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_no_ledger_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / "ledger.sqlite"
    make, words = UNUSABLE[name]
    make(path)
    path.chmod(0o644)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LedgerError) as raised:
        Ledger(path)
    one_sentence(raised.value, path)
    assert words in str(raised.value)
    assert mode(path) == 0o644
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_place_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("The ferry crews want a raise.")
    for path in (tmp_path / "talks.txt" / "ledger.sqlite", tmp_path / "talks.txt" / "a" / "ledger.sqlite"):
        with pytest.raises(LedgerError) as raised:
            Ledger(path)
        one_sentence(raised.value, path)
        assert "not a directory" in str(raised.value)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="too long"):
        Ledger(tmp_path / ("x" * 300))


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.parent.mkdir()
    path.touch(0o644)
    with_ledger(path, lambda ledger: ledger.keep(A, said()))
    assert (mode(path), len(rows(path))) == (0o600, 1)


def test_a_disk_without_room_is_one_sentence_and_what_is_kept_stays(path: Path) -> None:
    done = child(
        path,
        """
        import resource

        keep("a")
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        try:
            keep("b", "x" * 1_000_000)
        except LedgerError as error:
            print(error)
        keep("c")
        """,
    )
    assert done.returncode == 0, done.stderr
    assert "make room on its disk" in done.stdout
    assert done.stdout.count("\n") == 1
    assert [row[0] for row in rows(path)] == [A.key, C.key]


def test_a_ledger_that_another_program_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.ledger.database.BUSY_SECONDS", 0.0)
    Ledger(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program holds it") as raised:
            Ledger(path)
        one_sentence(raised.value, path)
        other.execute("ROLLBACK")


def test_what_is_in_hand_waits_for_another_program_for_as_long_as_it_takes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first try is over when the writer rests; the other program goes on for some more of them."""
    monkeypatch.setattr("summarizer.ledger.database.BUSY_SECONDS", 0.0)
    rests = iter(range(5))
    with closing(sqlite3.connect(path.parent.parent / "other", check_same_thread=False)) as other:

        def rest(_seconds: float) -> None:
            if next(rests) == 4:
                other.execute("ROLLBACK")

        async def use(ledger: Ledger) -> list[Any]:
            other.execute("ATTACH ? AS held", (str(path),))
            other.execute("BEGIN IMMEDIATE")
            monkeypatch.setattr("summarizer.ledger.writer.time.sleep", rest)
            works = (ledger.keep(A, said()), ledger.answered(B, Model().about(B)), ledger.spoil(A.key))
            return list(await asyncio.gather(*works, return_exceptions=True))

        kept, answered, spoilt = with_ledger(path, use)
    assert (kept, answered, spoilt) == (None, Kept(said("Answer 1"), fresh=True), None)
    assert [(row[0], row[3]) for row in rows(path)] == [(A.key, 0), (B.key, 1)]
    assert next(rests, None) is None


def test_a_work_that_meets_another_program_half_way_begins_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy, tries = sqlite3.OperationalError("database is locked"), 0
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    monkeypatch.setattr("summarizer.ledger.writer.time.sleep", lambda _seconds: None)

    def work(on: sqlite3.Connection) -> None:
        nonlocal tries
        tries += 1
        on.execute("INSERT INTO parts VALUES (?, 'a text')", (str(tries),))
        if tries < 3:
            raise busy

    async def use(ledger: Ledger) -> None:
        await asyncio.gather(ledger.keep(A, said()), ledger.write(work))

    with_ledger(path, use)
    assert rows(path, "SELECT sha256 FROM parts WHERE content = 'a text'") == [("3",)]
    assert [row[0] for row in rows(path)] == [A.key]


@pytest.mark.parametrize("used", [True, False])
def test_what_comes_after_the_end_is_refused(path: Path, used: bool) -> None:
    model, refused = Model(), []

    async def use() -> None:
        ledger = Ledger(path)
        if used:
            await ledger.keep(A, said())
        ledger.close()
        ledger.close()
        works: list[Awaitable[Any]] = [ledger.keep(B, said()), ledger.spoil(A.key), ledger._asked(B, model.about(B))]
        refused.extend(await asyncio.gather(*works, return_exceptions=True))

    asyncio.run(use())
    for error in refused:
        assert isinstance(error, LedgerError) and "is closed already" in str(error)
    assert not [thread for thread in threading.enumerate() if thread.name == "ledger"]
    assert len(rows(path)) == used


NO_COUNTS: list[Any] = [2**63, 10**400, -1, True, "12", 1.5, float("nan")]


@pytest.mark.parametrize("count", NO_COUNTS, ids=lambda count: str(count)[:20])
def test_a_number_of_tokens_that_can_be_none_costs_no_answer(path: Path, count: Any) -> None:
    with_ledger(path, lambda ledger: ledger.keep(A, said(input_tokens=count, output_tokens=count)))
    found = rows(path, "SELECT answer IS NOT NULL, input_tokens, output_tokens FROM calls")
    assert found == [(1, None, None)]


# What else a run asks of it


def test_which_requests_are_under_way(path: Path) -> None:
    async def use(ledger: Ledger) -> list[bool]:
        line = Waiting(ledger, A.model, A.endpoint)
        await line.put(A, 100, 0.1)
        found = [ledger.under_way(A.key, A.model, A.endpoint)]  # it waits, and is not sent
        await line.assign("first", 10, 1000)
        await line.put(B, 100, 0.1)
        named = [(A.key, A.model, A.endpoint), (A.key, "openai/other", A.endpoint), (A.key, A.model, "http://x")]
        found += [ledger.under_way(*of) for of in (*named, (B.key, B.model, B.endpoint))]
        await line.take("first", [Outcome(A.key, said())])
        plan = ledger.read(f"EXPLAIN QUERY PLAN {_UNDER_WAY}", A.key, A.endpoint, A.model)
        assert [row[3].split(" USING ")[1] for row in plan] == [
            "INDEX sqlite_autoindex_waiting_1 (key=? AND endpoint=?)"
        ]
        return [*found, ledger.under_way(A.key, A.model, A.endpoint)]

    assert with_ledger(path, use) == [False, True, False, False, False, False]


def test_what_a_models_drafts_usually_take(path: Path) -> None:
    async def use(ledger: Ledger) -> list[tuple[int, float, float]]:
        found = [ledger.usual("openai/test")]
        await ledger.keep(A, said(output_tokens=1000, seconds=10.0))
        await ledger.keep(B, said(output_tokens=2000, seconds=20.0))
        await ledger.keep(C, said(output_tokens=6000, seconds=0.0), via="batch")
        await ledger.keep(asked("d"), said(output_tokens=None, seconds=30.0))
        await ledger.keep(asked("e", question="merge"), said(output_tokens=9000))
        await ledger.keep(asked("f", model="openai/other"), said(output_tokens=9000))
        await ledger.note_failure(asked("g"), LedgerError("x"), 300.0, 7)
        return [*found, ledger.usual("openai/test")]

    assert with_ledger(path, use) == [(0, 0.0, 0.0), (3, 3000.0, 20.0)]


def test_a_new_ledger_that_another_run_is_making_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite itself does not wait for the right to change the journal."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("summarizer.ledger.database.time.sleep", lambda _seconds: other.execute("ROLLBACK"))
        with_ledger(path, lambda ledger: ledger.keep(A, said()))
        assert not other.in_transaction
    assert len(rows(path)) == 1


def one_sentence(error: Exception, path: Path) -> None:
    text = str(error)
    assert text.endswith(".") and "\n" not in text
    assert str(path) in text
    assert any(todo in text for todo in ("--ledger", "update the program", "try again"))


# Several processes, and killed ones

CHILD = """
import asyncio, os, sys
from pathlib import Path
from summarizer.errors import LedgerError
from summarizer.ledger import Ledger
from tests.ledgers import Model, asked, said

path = Path(sys.argv[1])
ledger = Ledger(path)
loop = asyncio.new_event_loop()
def keep(text, answer="yes"):
    loop.run_until_complete(ledger.keep(asked(text), said(answer)))
def answer(text):
    return loop.run_until_complete(ledger.answered(asked(text), Model().about(asked(text))))
"""
END = """
ledger.close()
loop.close()
"""


def command(path: Path, code: str, end: str = END) -> list[str]:
    return [sys.executable, "-c", f"{CHILD}\n{textwrap.dedent(code)}\n{end}", str(path)]


def child(path: Path, code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command(path, code), cwd=ROOT, capture_output=True, text=True)


def killed(path: Path, code: str) -> None:
    """Run code in a process that then ends without warning."""
    done = subprocess.run(command(path, code, "os._exit(9)"), cwd=ROOT)
    assert done.returncode == 9


def test_two_runs_at_once_lose_nothing(path: Path) -> None:
    code = """
    sys.stdin.read(1)
    for number in range(100):
        answer(f"{sys.argv[2]} {number}")
        answer(f"common {number}")
    """
    running = [
        subprocess.Popen([*command(path, code), name], cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]
    for process in running:  # both are started before either begins
        assert process.stdin is not None
        process.stdin.write(b"!")
        process.stdin.flush()
    for process in running:
        assert (process.communicate()[1], process.returncode) == (b"", 0)
    found = [row[0] for row in rows(path)]
    for name in ("one", "two", "common"):
        assert {asked(f"{name} {number}").key for number in range(100)} <= set(found)
    assert 300 <= len(found) <= 400  # what both asked at the same moment may stand there twice


def test_a_run_that_ends_takes_nothing_of_another_with_it(path: Path) -> None:
    """It clears away what SQLite keeps beside the file, unless it knows of the other: whoever opens and closes the
    file past SQLite makes it forget.
    """

    look = "print(*(row[0] for row in ledger.read('SELECT key FROM calls ORDER BY id')))"

    async def use(ledger: Ledger) -> str:
        await ledger.keep(A, said())
        assert child(path, "keep('b')").returncode == 0
        await ledger.keep(C, said())
        return child(path, look).stdout

    assert with_ledger(path, use).split() == child(path, look).stdout.split() == [A.key, B.key, C.key]


def test_many_runs_make_one_new_ledger_at_once(path: Path) -> None:
    running = [
        subprocess.Popen(command(path, "keep(str(os.getpid()))"), cwd=ROOT, stderr=subprocess.PIPE) for _ in range(6)
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 6
    assert len(rows(path)) == 6


def test_what_was_answered_before_a_kill_is_there(path: Path) -> None:
    code = """
    for number in range(100_000):
        answer(str(number))
        print(number, flush=True)
    """
    for _ in range(3):
        process = subprocess.Popen(command(path, code), cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(20)]
        process.kill()
        heard += process.stdout.read().splitlines()
        process.wait()
        process.stdout.close()
        numbers = {int(line) for line in heard if line.strip()}
        assert len(numbers) >= 20
        found = [row[0] for row in rows(path)]
        assert {asked(str(number)).key for number in numbers} <= set(found)
        assert len(found) == len(set(found))  # none was asked for twice


# Where it stands


def test_where_it_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert ledger_path("off") is None
    assert ledger_path(None) == ledger_path("") == default_path()
    assert default_path().name == "ledger.sqlite" and "summarizer" in default_path().parts
    assert ledger_path("~/kept.sqlite") == tmp_path / "kept.sqlite"
    assert ledger_path("kept.sqlite") == Path("kept.sqlite")


def test_a_link_to_it_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with_ledger(tmp_path / "link", lambda ledger: ledger.keep(A, said()))
    assert stat.S_ISLNK((tmp_path / "link").lstat().st_mode)
    assert mode(tmp_path / "real") == 0o600
    assert len(rows(tmp_path / "real")) == 1
