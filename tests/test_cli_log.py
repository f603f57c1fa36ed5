"""`summarizer log` as a user meets it: what it lists and shows, and that it changes nothing unasked."""

import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.log_table import call_lines
from summarizer.errors import RequestRefusedError
from summarizer.ledger import Ledger, Said
from summarizer.ledger.history import Call
from summarizer.settings import CONFIG_FILE
from tests import test_cli
from tests.conftest import ROOT
from tests.faults import completion
from tests.ledgers import asked, rows, said, with_ledger

Run = test_cli.Run
summarizer = test_cli.summarizer

HOSTILE = "\x1b]0;gone\x07 will \u202etpecca\u202c \x9b2J\x7f\r\x08 not accept"
RUNS = """\
RUN  BEGAN             COMMAND  FRESH  LEDGER  FAILED  TOKENS     COST  MODEL        ENDED
  3  2031-03-12 10:30  batch        1       -       1     110  $0.2500  openai/test  still going, or killed
  2  2031-03-12 09:00  brief        1     204       1   1,234        -  openai/test  stopped after 2 h 5 min
     stopped: The budget of $2.50 is reached: run again with a higher --budget to go on.
  1  2031-03-11 23:59  article      2       0       0     220  $0.5000  openai/test  done in 61 s
"""
CALLS = """\
CALL  ANSWERED          ASKED    IN  OUT     COST  SECONDS  TRIES  VIA     ABOUT
   6  2031-03-12 10:06  repair    -    -        -    300.5      7  direct  talks/Kanal.txt
      failed: Nobody answers.
   5  2031-03-12 10:05  draft   100   10  $0.2500      1.5      1  batch   talks/Tavrin.txt
"""


@pytest.fixture(autouse=True)
def clock_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An hour ahead of UTC, in which the ledger writes."""
    monkeypatch.setenv("TZ", "XXX-1")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def path() -> Path:
    return Path(os.environ["SUMMARIZER_LEDGER"])


@pytest.fixture
def ledger(path: Path) -> Path:
    """Three runs with two calls each."""

    async def use(ledger: Ledger) -> None:
        outcomes: list[dict[str, Any]] = [
            {"requests": 2, "cached": 0, "input_tokens": 200, "output_tokens": 20, "cost_usd": 0.5, "error": None},
            {
                "requests": 1,
                "cached": 204,
                "input_tokens": 1000,
                "output_tokens": 234,
                "cost_usd": None,
                "error": "The budget of $2.50 is reached: run again with a higher --budget to go on.",
            },
        ]
        await ledger.begin("article", "summarizer 1", "openai/test", "https://api.example/v1")
        await ledger.keep(asked("1", about="talks/Kanal.txt"), said())
        await ledger.keep(asked("2"), said())
        await ledger.end(outcomes[0])
        await ledger.begin("brief", "summarizer 1", "openai/test", "https://api.example/v1")
        await ledger.keep(asked("3"), said())
        await ledger.spoil(asked("3").key)
        await ledger.note_failure(asked("4"), RequestRefusedError("No key."), 0.1, 1)
        await ledger.end(outcomes[1])
        await ledger.begin("batch", "summarizer 1", "openai/test", "https://api.example/v1")
        await ledger.keep(asked("5", about="talks/Tavrin.txt"), said(), via="batch")
        failing = asked("6", about="talks/Kanal.txt", question="repair")
        await ledger.note_failure(failing, RequestRefusedError("Nobody answers."), 300.5, 7)

    with_ledger(path, use)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE calls SET answered = '2031-03-12T09:0' || id || ':00+00:00'")
        for run, began, ended in (
            (1, "11T22:59:00", "11T23:00:01"),
            (2, "12T08:00:00", "12T10:05:10"),
            (3, "12T09:30:00", ""),
        ):
            connection.execute(
                "UPDATE runs SET began = ?, ended = iif(ended NOT NULL, ?, NULL) WHERE id = ?",
                (f"2031-03-{began}+00:00", f"2031-03-{ended}+00:00", run),
            )
        connection.commit()
    return path


# Lists


def test_the_runs(summarizer: Run, ledger: Path) -> None:
    assert summarizer("log") == (0, RUNS, "")


def test_the_calls_of_a_run(summarizer: Run, ledger: Path) -> None:
    head, newest = RUNS.split("\n")[:2]
    for named in ("3", "last"):
        assert summarizer("log", named) == (0, f"{head}\n{newest}\n\n{CALLS}", "")


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--calls"], [6, 5, 4, 3, 2, 1]),
        (["--calls", "-n", "2"], [6, 5]),
        (["--failed"], [6, 4, 3]),
        (["--about", "kanal"], [6, 1]),
        (["1"], [2, 1]),
        (["3", "--about", "KANAL", "--failed"], [6]),
        (["2", "-n", "1"], [4]),
    ],
)
def test_the_calls_asked_for(summarizer: Run, ledger: Path, arguments: list[str], numbers: list[int]) -> None:
    shown = summarizer("log", *arguments).out.rpartition("\n\n")[2]
    assert [int(line[:4]) for line in shown.splitlines()[1:] if line[:4].strip()] == numbers
    lines = summarizer("log", *arguments, "--json").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == numbers


def test_of_many_the_latest_with_a_word_of_the_others(summarizer: Run, path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        for number in range(25):
            await ledger.begin("article", "summarizer 1", "openai/test", "https://api.example/v1")
            await ledger.keep(asked(str(number)), said())

    with_ledger(path, use)
    for arguments in ([], ["--calls"]):
        listed = summarizer("log", *arguments)
        assert listed.out.count("\n") == 21
        assert listed.err == "These are the latest 20; -n 100 shows more, -n 0 all.\n"
        assert summarizer("log", *arguments, "-n", "25").err == summarizer("log", *arguments, "-n", "0").err == ""
        for all_of_them in ("0", "9" * 18, "9" * 30):
            assert summarizer("log", *arguments, "-n", all_of_them).out.count("\n") == 26
        assert summarizer("log", *arguments, "--json").out.count("\n") == 25
        assert summarizer("log", *arguments, "--json", "-n", "3").out.count("\n") == 3


def test_nothing_to_list(summarizer: Run, ledger: Path) -> None:
    assert summarizer("log", "--about", "nowhere") == (0, "", "The ledger has no such calls.\n")
    assert summarizer("log", "--about", "nowhere", "--json") == (0, "", "")
    with closing(sqlite3.connect(ledger)) as connection:
        connection.executescript("DELETE FROM calls; DELETE FROM runs")
    assert summarizer("log") == (0, "", "The ledger has no runs.\n")


@pytest.mark.parametrize("error", ["interrupted", "CancelledError", "KeyboardInterrupt"])
def test_a_run_that_the_user_stopped_is_said_to_be_interrupted(summarizer: Run, ledger: Path, error: str) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("UPDATE runs SET outcome = json_set(outcome, '$.error', ?) WHERE id = 2", (error,))
        connection.commit()
    listed = summarizer("log").out
    assert "  interrupted after 2 h 5 min\n  1  2031" in listed and "stopped" not in listed


# One call

ONE = """\
Call 1 of run 1: draft · talks/Kanal.txt
model       openai/test at https://api.example/v1 (direct)
answered    2031-03-12 10:01, after 1.5 s and 1 attempt
took        100 tokens in, 10 tokens out, $0.250000
key         {key}
sent with   model "test", max_completion_tokens 16000
schema      124 characters; --schema shows it

── SYSTEM ──────────────────────────────────────────────────────────────────────
You read reports.

── USER ────────────────────────────────────────────────────────────────────────
1

── ANSWER ──────────────────────────────────────────────────────────────────────
They want a raise.
"""


def test_one_call(summarizer: Run, ledger: Path) -> None:
    shown = summarizer("log", "--call", "1")
    assert shown == (0, ONE.format(key=asked("1").key), "")
    with_schema = summarizer("log", "--call", "1", "--schema").out
    assert '"name": "Draft"' in with_schema
    assert "── SCHEMA ──" in with_schema and "--schema shows it" not in with_schema


def test_a_call_that_failed_and_one_of_no_use(summarizer: Run, ledger: Path) -> None:
    failed = summarizer("log", "--call", "6").out
    assert "answered    2031-03-12 10:06, after 300.5 s and 7 attempts\nfailed      Nobody answers.\n" in failed
    assert "ANSWER ──" not in failed and "took" not in failed
    assert "of no use   a refusal, or no answer in the shape asked for" in summarizer("log", "--call", "3").out


def shown(summarizer: Run, path: Path, answer: Any, **body: Any) -> str:
    """What is shown of one call, below its numbers; `answer` is what stands in the ledger."""
    kept = Said(answer if isinstance(answer, str) else json.dumps(answer), None, None, None, 1.0, 1)
    with_ledger(path, lambda ledger: ledger.keep(asked(**body), kept))
    outcome = summarizer("log", "--call", str(len(rows(path))))
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out.split("\n\n── USER ")[-1]


def test_an_answer_in_json_is_laid_out(summarizer: Run, path: Path) -> None:
    text = shown(summarizer, path, completion({"demands": [{"text": "“Так”"}]}))
    assert text.endswith('─\n{\n  "demands": [\n    {\n      "text": "“Так”"\n    }\n  ]\n}\n')


def test_a_function_that_is_called(summarizer: Run, path: Path) -> None:
    text = shown(summarizer, path, completion({"demands": []}, tool="ArticleDraft"))
    assert text.endswith('─\nArticleDraft\n{\n  "demands": []\n}\n')


def test_why_an_answer_ended(summarizer: Run, path: Path) -> None:
    assert "── ANSWER, ENDED BY LENGTH ──" in shown(summarizer, path, completion('{"dem', finish="length"))
    refused = shown(summarizer, path, completion(None, refusal="I can't help with that."))
    assert re.search("── REFUSAL ─+\nI can't help with that.\n$", refused)


def test_the_messages_of_a_reask(summarizer: Run, path: Path) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "Draft", "arguments": '{"a": 1}'}}
    more = [
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "1", "content": [{"type": "text", "text": "Not in shape."}]},
    ]
    text = shown(summarizer, path, completion("Yes."), messages=[*asked().body["messages"], *more])
    assert re.search(r"── ASSISTANT ─+\nDraft\n\{\n  \"a\": 1\n\}\n\n── TOOL ─+\n\[\n", text)


@pytest.mark.parametrize(
    "answer",
    [
        "no JSON",
        "[]",
        "null",
        '{"choices": []}',
        '{"choices": [{}]}',
        '{"choices": [{"message": null}]}',
        '{"choices": [{"message": {"content": 5}}]}',
        '{"choices": [{"message": {"content": null, "tool_calls": [{}]}}]}',
        '{"choices": [{"message": {"content": null, "tool_calls": 7}}]}',
        '{"choices": null}',
    ],
)
def test_any_answer_can_be_shown(summarizer: Run, path: Path, answer: str) -> None:
    assert shown(summarizer, path, answer)
    assert json.loads(summarizer("log", "--call", "1", "--json").out)["id"] == 1


# For tools


def test_every_value_as_it_stands(summarizer: Run, ledger: Path) -> None:
    newest = json.loads(summarizer("log", "--json", "-n", "1").out)
    assert (newest["id"], newest["began"], newest["ended"], newest["outcome"]) == (
        3,
        "2031-03-12T09:30:00+00:00",
        None,
        None,
    )
    oldest = json.loads(summarizer("log", "--json").out.splitlines()[-1])
    assert (oldest["outcome"]["cost_usd"], oldest["cost_usd"], oldest["calls"], oldest["failed"]) == (0.5, 0.5, 2, 0)
    call = json.loads(summarizer("log", "last", "--json", "-n", "1").out)
    assert (call["error"], call["attempts"], call["cost_usd"], call["seconds"]) == ("Nobody answers.", 7, None, 300.5)


def test_one_call_whole(summarizer: Run, path: Path) -> None:
    request, answer = asked(HOSTILE, about=HOSTILE), said(HOSTILE)
    with_ledger(path, lambda ledger: ledger.keep(request, answer))
    whole = json.loads(summarizer("log", "--call", "1", "--json").out)
    assert (whole["request"], whole["about"], whole["key"]) == (request.body, HOSTILE, request.key)
    assert whole["completion"] == json.loads(answer.completion)


def test_nothing_can_act_on_a_terminal(summarizer: Run, path: Path) -> None:
    async def use(ledger: Ledger) -> None:
        await ledger.begin(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
        hostile = asked(
            HOSTILE,
            about=HOSTILE,
            question=HOSTILE,
            model=HOSTILE,
            endpoint=HOSTILE,
            response_format={HOSTILE: HOSTILE},
            stop=HOSTILE,
        )
        await ledger.keep(hostile, said(HOSTILE), via=HOSTILE)
        await ledger.keep(asked(messages=[{"role": HOSTILE, "content": HOSTILE}]), said(json.dumps({HOSTILE: HOSTILE})))
        await ledger.keep(asked("odd"), Said(HOSTILE, None, None, None, 1.0, 1))
        await ledger.keep(
            asked("refused"), Said(json.dumps(completion(None, refusal=HOSTILE)), None, None, None, 1.0, 1)
        )
        await ledger.note_failure(asked("failed"), RequestRefusedError(HOSTILE), 1.0, 1)
        await ledger.end({"error": HOSTILE})

    with_ledger(path, use)
    for arguments in ([], ["last"], ["--failed"], *(["--call", str(number), "--schema"] for number in range(1, 6))):
        for how in ([], ["--json"]):
            outcome = summarizer("log", *arguments, *how)
            assert (outcome.code, outcome.err) == (0, "")
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", outcome.out), arguments
            assert how or "will" in outcome.out


# Where there is nothing, or nothing good


def test_no_ledger_yet(summarizer: Run, path: Path) -> None:
    for arguments in ([], ["last"], ["--call", "1"], ["--prune", "1d", "--yes"]):
        outcome = summarizer("log", *arguments)
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (0, "", 1)
        assert "There is no ledger" in outcome.err and str(path) in outcome.err
    assert not path.exists()
    assert list(path.parent.iterdir()) == []


def test_none_is_kept(summarizer: Run) -> None:
    outcome = summarizer("log", "--ledger", "off")
    assert (outcome.code, outcome.out) == (0, "")
    assert "`off`" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["4"], "no run '4'"),
        (["-1"], "No such option"),
        (["first"], "no run 'first'"),
        (["9" * 30], "no run"),
        (["٣"], "no run '٣'"),
        (["--call", "99"], "no call 99"),
        (["--call", "9" * 30], "no call 9"),
        (["--call", "-1"], "no call -1"),
        (["--call", "x"], "not a valid integer"),
        (["-n", "-1"], "not in the range"),
        (["3", "--call", "1"], "choose one"),
        (["--call", "1", "--prune", "1d"], "choose one"),
        (["--failed", "--prune", "1d"], "choose one"),
        (["--about", "", "--path"], "choose one"),
        (["--prune", "yesterday"], "write an age"),
        (["--prune", "-1d"], "write an age"),
        (["--prune", "99999999999999d"], "write an age"),
        (["--prune", "2031-02-30"], "write an age"),
    ],
)
def test_what_cannot_be_shown(summarizer: Run, ledger: Path, arguments: list[str], words: str) -> None:
    outcome = summarizer("log", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err
    assert len(rows(ledger)) == 6


def test_what_is_no_ledger(summarizer: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("The ferry crews want a raise. " * 200)
    for named, words in (("talks.txt", "is no ledger, or is damaged"), (".", "is no file")):
        for arguments in ([], ["--call", "1"], ["--prune", "1d", "--yes"]):
            outcome = summarizer("log", "--ledger", named, *arguments)
            assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
            assert words in outcome.err
    assert [file.name for file in tmp_path.iterdir()] == ["talks.txt"]


# Which ledger


def test_the_flag_wins_over_the_environment_and_that_over_the_file(
    summarizer: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(CONFIG_FILE).write_text('ledger = "of-the-file.sqlite"\n')
    assert summarizer("log").out == RUNS
    assert "of-the-flag.sqlite" in summarizer("log", "--ledger", "of-the-flag.sqlite").err
    monkeypatch.delenv("SUMMARIZER_LEDGER")
    assert "of-the-file.sqlite" in summarizer("log").err
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    Path(CONFIG_FILE).unlink()
    assert "ledger.sqlite" in summarizer("log").err


def test_the_file_of_settings_has_the_same_name_here() -> None:
    assert import_module("summarizer.cli.log").CONFIG_FILE == CONFIG_FILE


def test_where_it_is(summarizer: Run, path: Path, tmp_path: Path) -> None:
    assert summarizer("log", "--path") == (0, f"{path}\n", "")
    assert summarizer("log", "--path", "--ledger", "of-here.sqlite").out == f"{tmp_path / 'of-here.sqlite'}\n"
    assert list(tmp_path.iterdir()) == []


# Pruning


def test_nobody_is_asked_where_nobody_is(summarizer: Run, ledger: Path) -> None:
    outcome = summarizer("log", "--prune", "2031-03-12T10:03")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "Older than 2031-03-12 10:03: 2 calls, 1 run.",
        "With them go 2 answers, which cost $0.50: whoever asks the same again pays again. Summaries and briefs that "
        "were written stay as they are.",
        "Error: Nothing is deleted, as nobody is at the terminal to agree: say --yes to delete it.",
    ]
    assert len(rows(ledger)) == 6


def test_what_is_agreed_to_is_deleted(summarizer: Run, ledger: Path) -> None:
    outcome = summarizer("log", "--prune", "2031-03-12T10:03", "--yes")
    assert outcome.code == 0
    assert re.fullmatch(r"Deleted 2 calls, 1 run; the ledger has 0\.\d MB now, where it had 0\.\d MB\.\n", outcome.out)
    assert [json.loads(line)["id"] for line in summarizer("log", "--json").out.splitlines()] == [3, 2]
    again = summarizer("log", "--prune", "2031-03-12T10:03", "--yes")
    assert (again.code, again.out, again.err) == (
        0,
        "",
        "Nothing in the ledger is older than 2031-03-12 10:03: nothing is deleted.\n",
    )


def test_pruning_for_tools(summarizer: Run, ledger: Path) -> None:
    done = json.loads(summarizer("log", "--prune", "2031-03-12T10:03", "--yes", "--json").out)
    assert (done["calls"], done["runs"], done["parts"]) == (2, 1, 0)
    again = json.loads(summarizer("log", "--prune", "2031-03-12T10:03", "--yes", "--json").out)
    assert (again["calls"], again["runs"]) == (0, 0)


def test_pruning_while_another_program_uses_the_ledger(summarizer: Run, ledger: Path) -> None:
    with closing(Ledger(ledger)):
        outcome = summarizer("log", "--prune", "2031-03-12T10:03", "--yes")
    words = (
        r"Deleted 2 calls, 1 run; another program uses the ledger, so that it keeps its 0\.\d MB: what comes next "
        r"takes the room, or a later --prune gives it back\.\n"
    )
    assert outcome.code == 0 and re.fullmatch(words, outcome.out)
    assert len(rows(ledger)) == 4


@pytest.mark.parametrize(("age", "left"), [("7d", 3), ("1 W", 3), ("1y", 5), ("40000d", 6), ("2031-03-12T10:04", 3)])
def test_how_old_it_must_be(summarizer: Run, ledger: Path, age: str, left: int) -> None:
    """Call 1 is two years old, 2 and 3 a month, the others an hour; for a date, they are of 2031, a minute apart."""
    with closing(sqlite3.connect(ledger)) as connection:
        if not age.startswith("20"):
            ago = "CASE WHEN id <= 1 THEN '-2 years' WHEN id <= 3 THEN '-1 month' ELSE '-1 hour' END"
            connection.execute(f"UPDATE calls SET answered = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now', {ago})")
        connection.commit()
    summarizer("log", "--prune", age, "--yes")
    assert len(rows(ledger)) == left


END_OF_INPUT = b"\x04"


@pytest.mark.parametrize(
    ("answer", "left", "code"), [(b"y\n", 4, 0), (b"n\n", 6, 0), (b"\n", 6, 0), (END_OF_INPUT, 6, 130)]
)
def test_on_a_terminal_the_user_is_asked(ledger: Path, answer: bytes, left: int, code: int) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "summarizer", "log", "--prune", "2031-03-12T10:03"]
    with subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        heard = b""
        while b"[y/N]" not in heard:
            heard += os.read(ours, 1000)
        os.write(ours, answer)
        running.wait(30)
    os.close(ours)
    assert (running.returncode, len(rows(ledger))) == (code, left)


# As the document has it

DOCUMENT = (ROOT / "docs" / "ledger.md").read_text("utf-8")


def test_the_document_shows_the_runs_as_they_are_listed() -> None:
    assert f"<!-- sample of the runs: begin -->\n```\n{RUNS}```\n<!-- sample of the runs: end -->" in DOCUMENT


def test_the_queries_of_the_document_find_something(ledger: Path) -> None:
    with_ledger(ledger, lambda ledger: ledger.keep(asked("The ceasefire holds."), said()))
    (block,) = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.S)
    queries = [query for query in block.split(";") if query.strip()]
    assert len(queries) == 4
    for query in queries:
        assert rows(ledger, query), query


def test_the_document_names_every_field(summarizer: Run, ledger: Path) -> None:
    run = json.loads(summarizer("log", "--json", "-n", "1").out)
    call = json.loads(summarizer("log", "--call", "1", "--json").out)
    named = set(re.findall(r"`(\w+)`", DOCUMENT))
    assert {*run, *call} <= named


def test_the_document_names_every_table(ledger: Path) -> None:
    tables = {name for (name,) in rows(ledger, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {"sqlite_sequence"} <= set(re.findall(r"`(\w+)`", DOCUMENT.partition("| table | holds |")[2]))


# As a program


def program(*arguments: str, **how: Any) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "summarizer", "log", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)


@pytest.mark.parametrize("how", [[], ["--json"]])
def test_whoever_reads_may_stop_reading(path: Path, how: list[str]) -> None:
    async def use(ledger: Ledger) -> None:
        def many(on: sqlite3.Connection) -> None:
            count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            columns = "key, question, about, model, endpoint, seconds, attempts, answered, parameters, messages"
            on.execute(f"{count} INSERT INTO calls ({columns}) SELECT i, 'a', 'b', 'c', 'd', 1, 1, 'e', '', '' FROM n")

        await ledger.write(many)

    with_ledger(path, use)
    with program("--calls", "-n", "0", *how) as running:
        assert running.stdout is not None and running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_it_does_not_wait_for_what_it_does_not_need(ledger: Path) -> None:
    code = """
import sys
from summarizer.cli import main
sys.argv = ["summarizer", "log", "last"]
try:
    main()
except SystemExit as ended:
    heavy = {"openai", "instructor", "pydantic", "jinja2", "numpy", "rich", "trafilatura"} & set(sys.modules)
    sys.exit(ended.code or ", ".join(heavy) or None)
"""
    looked = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (looked.returncode, looked.stderr) == (0, "")
    assert "talks/Tavrin.txt" in looked.stdout


def test_on_a_narrow_terminal_the_end_of_a_name_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "110")
    name = "articles/2031/03/" + "東京" * 30 + "/talks.txt"
    took = (None, True, 100, 10, 0.25, 1.5, 1)
    calls = [Call(1, 1, "k", "draft", about, "m", "e", "direct", "2031-03-12", *took) for about in (name, "talks.txt")]
    _, long, short = call_lines(calls)
    from rich.cells import cell_len

    assert long.endswith("東京/talks.txt\n") and "…" in long
    assert 108 <= cell_len(long.rstrip("\n")) <= 110
    assert short.endswith("  talks.txt\n")
