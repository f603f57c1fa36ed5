"""Looking into the ledger: what it shows, and that looking changes nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import LedgerError, UnreachableError
from summarizer.ledger import Asked, Ledger
from summarizer.ledger.history import Call, Exchange, Run, opened
from tests.conftest import ROOT
from tests.ledgers import asked, rows, said, with_ledger
from tests.test_ledger import UNUSABLE, killed, one_sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def told(path: Path) -> Path:
    """Two runs, the second not ended, and a call of neither."""

    async def use(ledger: Ledger) -> None:
        await ledger.keep(asked("0", about="none.txt"), said())
        for command in ("article", "batch"):
            await ledger.begin(command, "summarizer 1", "openai/test", "https://api.example/v1")
            await ledger.keep(asked(f"{command} 1", about="talks/Kanal-Tavrin.txt"), said(cost_usd=None))
            await ledger.keep(asked(f"{command} 2", about="talks/ÉLAN.txt"), said(input_tokens=None))
            await ledger.note_failure(asked(f"{command} 3"), UnreachableError("Nobody answers."), 9.0, 3)
            if command == "article":
                await ledger.spoil(asked("article 2").key)
                await ledger.end({"requests": 2, "cached": 7, "error": None})

    with_ledger(path, use)
    return path


def runs(path: Path, **how: Any) -> list[Run]:
    with opened(path) as history:
        assert history is not None
        return list(history.runs(**how))


def calls(path: Path, **how: Any) -> list[Call]:
    with opened(path) as history:
        assert history is not None
        return list(history.calls(**how))


def exchange(path: Path, number: int) -> Exchange | None:
    with opened(path) as history:
        assert history is not None
        return history.exchange(number)


# What it shows


def test_the_runs_newest_first(told: Path) -> None:
    batch, article = runs(told)
    assert (batch.id, batch.command, batch.ended, batch.outcome) == (2, "batch", None, None)
    assert article.ended is not None and article.ended >= article.began
    assert article.outcome == {"requests": 2, "cached": 7, "error": None}
    assert (article.calls, article.failed) == (3, 1)
    assert (article.input_tokens, article.output_tokens, article.cost_usd) == (100, 20, 0.25)
    assert runs(told, limit=1) == [batch]


def test_a_run_without_calls(path: Path) -> None:
    with_ledger(path, lambda ledger: ledger.begin("brief", "summarizer 1", "openai/test", "https://api.example/v1"))
    (run,) = runs(path)
    assert (run.calls, run.failed, run.input_tokens, run.cost_usd) == (0, 0, None, None)


def test_one_run(told: Path) -> None:
    with opened(told) as history:
        assert history is not None
        assert history.run(2) == next(history.runs())
        assert history.run(3) is None


SELECTIONS: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [7, 6, 5, 4, 3, 2, 1]),
    ({"limit": 2}, [7, 6]),
    ({"run": 1}, [4, 3, 2]),
    ({"run": 1, "limit": 1}, [4]),
    ({"run": 9}, []),
    ({"failed": True}, [7, 4, 3]),
    ({"failed": True, "run": 2}, [7]),
    ({"about": "kanal"}, [5, 2]),
    ({"about": "élan.TXT"}, [6, 3]),
    ({"about": "%"}, []),
    ({"about": ""}, [7, 6, 5, 4, 3, 2, 1]),
    ({"about": "talks/", "run": 1, "failed": True, "limit": 5}, [3]),
]


@pytest.mark.parametrize(("how", "found"), SELECTIONS, ids=lambda value: str(value))
def test_the_calls_that_are_asked_for(told: Path, how: dict[str, Any], found: list[int]) -> None:
    assert [call.id for call in calls(told, **how)] == found


def test_the_numbers_of_a_call(told: Path) -> None:
    failure, _, _, _, spoiled, good, of_none = calls(told)
    assert (failure.error, failure.attempts, failure.seconds) == ("Nobody answers.", 3, 9.0)
    assert (spoiled.usable, spoiled.error, spoiled.input_tokens) == (False, None, None)
    assert (good.usable, good.cost_usd, good.key) == (True, None, asked("article 1").key)
    assert (of_none.run, of_none.question, of_none.about, of_none.via) == (None, "draft", "none.txt", "direct")


BODIES = {
    "usual": asked().body,
    "no system message": {"model": "m", "messages": [{"role": "user", "content": "a"}]},
    "a system message with a name": {"messages": [{"role": "system", "content": "a", "name": "b"}]},
    "a system message in parts": {"messages": [{"role": "system", "content": [{"type": "text", "text": "a"}]}]},
    "two system messages": {"messages": [{"role": "system", "content": "a"}, {"role": "system", "content": "b"}]},
    "tools": {"messages": [], "tools": [{"type": "function"}], "tool_choice": "auto"},
    "half an emoji": {"messages": [{"role": "system", "content": "\ud83d"}, {"role": "user", "content": "\ud83d"}]},
    "any script": {"messages": [{"role": "user", "content": "“Так” 東京 \U0001f6a2 \x00 \x1b[2J"}], "seed": 2**70},
}


@pytest.mark.parametrize("name", BODIES)
def test_a_request_is_shown_as_it_was_sent(path: Path, name: str) -> None:
    request = Asked("openai/test", "https://api.example/v1", BODIES[name])
    with_ledger(path, lambda ledger: ledger.keep(request, said("Yes.")))
    shown = exchange(path, 1)
    assert shown is not None
    assert shown.request == request.body
    assert shown.completion["choices"][0]["message"]["content"] == "Yes."
    assert [shown.call] == calls(path)


def test_a_call_without_an_answer_and_one_that_is_not_there(told: Path) -> None:
    failed = exchange(told, 7)
    assert failed is not None
    assert (failed.completion, failed.request) == (None, asked("batch 3").body)
    assert exchange(told, 99) is None


def test_what_somebody_else_wrote_into_it(told: Path) -> None:
    with closing(sqlite3.connect(told)) as connection:
        connection.execute("UPDATE calls SET answer = 'no JSON' WHERE id = 1")
        connection.execute("UPDATE runs SET outcome = 'nor this'")
        connection.commit()
    shown = exchange(told, 1)
    assert shown is not None
    assert shown.completion == "no JSON"
    assert runs(told)[0].outcome == "nor this"


def test_rows_come_one_at_a_time(told: Path) -> None:
    """What stands in a row is read when that row is asked for."""
    with closing(sqlite3.connect(told)) as connection:
        connection.execute("UPDATE calls SET about = CAST(x'ff' AS TEXT) WHERE id = 1")
        connection.commit()
    with opened(told) as history:
        assert history is not None
        found = history.calls()
        assert [next(found).id for _ in range(6)] == [7, 6, 5, 4, 3, 2]
        with pytest.raises(LedgerError):
            next(found)


# Looking changes nothing


def test_where_there_is_none_none_is_made(tmp_path: Path) -> None:
    for path in (tmp_path / "ledger.sqlite", tmp_path / "data" / "ledger.sqlite"):
        with opened(path) as history:
            assert history is None
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_stays_one(path: Path) -> None:
    path.touch()
    with opened(path) as history:
        assert history is None
    assert (path.stat().st_size, list(path.parent.iterdir())) == (0, [path])


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """All that can be seen of a folder's files, apart from the index of SQLite's log, which readers sign."""
    files = {file.name: file.stat() for file in folder.iterdir()}
    return {
        name: (b"" if name.endswith("-shm") else (folder / name).read_bytes(), stat.st_mode, stat.st_size)
        for name, stat in files.items()
    }


def test_looking_leaves_all_as_it_is(told: Path) -> None:
    before = state(told.parent)
    assert set(before) == {told.name}
    assert len(runs(told)) == 2
    assert exchange(told, 1) is not None
    assert state(told.parent) == before


def test_looking_at_what_a_killed_run_left(told: Path) -> None:
    killed(told, "keep('last words')")
    before = state(told.parent)
    assert len(before) == 3
    assert calls(told, limit=1)[0].key == asked("last words").key
    assert state(told.parent) == before


def test_looking_while_a_run_is_going(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sees what is committed, holds up nobody, and is held up by nobody."""
    monkeypatch.setattr("summarizer.ledger.database.BUSY_SECONDS", 0.0)
    monkeypatch.setattr("summarizer.ledger.reading.BUSY_SECONDS", 0.0)

    async def use(ledger: Ledger) -> None:
        with opened(told) as history:
            assert history is not None
            found = history.calls()
            next(found)
            await ledger.keep(asked("meanwhile"), said())
            assert len(list(found)) == 6  # as it was when the look began
            assert next(history.calls()).key == asked("meanwhile").key
        with closing(sqlite3.connect(told, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            assert len(calls(told)) == 8
            writer.execute("ROLLBACK")

    with_ledger(told, use)
    assert len(rows(told)) == 8


@pytest.fixture
def foreign(told: Path) -> Iterator[Path]:
    """The ledger in a folder where who looks may read, and no more."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(told, folder)
    (folder / told.name).chmod(0o444)
    folder.chmod(0o555)
    yield folder / told.name
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_looking_where_nobody_may_write(foreign: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from summarizer.ledger.history import opened
if os.getuid() == 0:
    os.setuid(65534)  # who may do everything is no test
with opened(Path(sys.argv[1])) as history:
    print(len(list(history.calls())))
"""
    looked = subprocess.run([sys.executable, "-c", code, foreign], cwd=ROOT, capture_output=True, text=True)
    assert (looked.stdout, looked.stderr) == ("7\n", "")
    assert [file.name for file in foreign.parent.iterdir()] == [foreign.name]


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_no_ledger(path: Path, name: str) -> None:
    make, words = UNUSABLE[name]
    make(path)
    before = state(path.parent) if path.is_file() else None
    with pytest.raises(LedgerError) as raised, opened(path):
        pass
    one_sentence(raised.value, path)
    assert words in str(raised.value)
    assert before is None or state(path.parent) == before


def test_a_ledger_that_may_not_be_read(told: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from summarizer.errors import LedgerError
from summarizer.ledger.history import opened
if os.getuid() == 0:
    os.setuid(65534)
try:
    with opened(Path(sys.argv[1])):
        pass
except LedgerError as error:
    print(error)
"""
    told.chmod(0)
    looked = subprocess.run([sys.executable, "-c", code, told], cwd=ROOT, capture_output=True, text=True)
    assert looked.stderr == ""
    assert looked.stdout.count("\n") == 1
    assert os.fspath(told) in looked.stdout
