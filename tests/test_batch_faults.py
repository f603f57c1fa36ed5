"""What goes wrong at a model's server, and what comes of it for a batch: measured, and held against docs/batch.md.

`python -m tests.test_batch_faults` measures all of it and writes the tables there.
"""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch import Result

from . import harbour
from .conftest import ROOT
from .faults import FAULTS, Body, Reply, closed_port
from .watched import NO_CERTIFICATES, SharedTime, Watched, batch, number_of, watching

SIZE = 6
FIRST, MIDDLE = 0, 3
RETRIES, OUTAGE = 40.0, 600.0  # seconds on a clock that nobody waits for
SHORT = 2.0  # seconds on the real one, for a server that hangs; others answer at once, on a loaded machine too
HANGS = ("hang", "slow")
KEY = "sk-secret-0123456789-secret"
REMEDIES: dict[str, dict[str, Any]] = {
    "`--ask-again failed`": {"ask_again": "failed"},
    "a larger `SUMMARIZER_MAX_OUTPUT_TOKENS`": {"max_output_tokens": 32_000},
}
DOCUMENT = ROOT / "docs" / "batch.md"
MARK = "<!-- {} : {} -->\n"
RUN_ME = "run: python -m tests.test_batch_faults"

DESCRIBED = {
    "rate_limited": "429",
    "rate_limited_seconds": "429, Retry-After in seconds",
    "rate_limited_date": "429, Retry-After as a date",
    "rate_limited_for_a_day": "429, Retry-After of a day",
    "no_quota": "429, the account is used up",
    "status_500": "500",
    "status_502_html": "502, a page of HTML",
    "status_503": "503",
    "status_504": "504",
    "hang": "no reply",
    "slow": "a reply later than `timeout`",
    "cut": "a reply that breaks off",
    "reset": "the connection is reset",
    "garbage_body": "a reply that is no JSON",
    "web_page": "a web page",
    "error_in_200": "200 with an error in it",
    "truncated_json": "an answer whose JSON breaks off",
    "fenced": "an answer within a Markdown fence",
    "think": "an answer after `<think>` ...",
    "prose": "an answer in prose",
    "refusal": "a refusal",
    "content_filter": "stopped by the content filter",
    "length": "an answer cut at its length limit",
    "no_choices": "no choices",
    "null_content": "an answer without content",
    "wrong_schema": "an answer of another shape",
    "no_usage": "an answer without usage",
    "bad_key": "401",
    "forbidden": "403",
    "no_model": "404, no such model",
    "no_path": "404, no such address",
    "schema_refused": "400, the schema is refused",
    "window_exceeded": "400, the article is too long",
    "temperature_refused": "400, a parameter is refused",
}
ALWAYS_ALL = [
    *("rate_limited", "rate_limited_for_a_day", "no_quota", "status_500", "cut", "web_page", "nobody listens"),
    *("bad_key", "forbidden", "no_model", "no_path", "schema_refused", "refusal", "prose"),
]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv(*NO_CERTIFICATES)


class Some:
    """The requests about some articles meet a fault, so many times each; the others are answered.

    That about the first article meets it before anything is answered, another once something is.
    """

    def __init__(self, fault: str, times: int, numbers: tuple[int, ...] = (FIRST, MIDDLE)) -> None:
        self.fault, self.times, self.numbers = fault, times, numbers
        self.met: Counter[int | None] = Counter()
        self.server: Watched
        self.time = SharedTime()

    def __call__(self, body: Body) -> str | Reply:
        number = number_of(body)
        if number not in self.numbers:
            if FIRST in self.numbers:  # a server that hangs gives nothing
                self.server.wait(lambda: self.server.given[FIRST] > 0 or (self.met[FIRST] > 0 and self.fault in HANGS))
            return "good"
        if number != FIRST or self.met[number]:
            self.server.wait(self._taken)
        with self.server.account:
            self.met[number] += 1
            self.server.account.notify_all()
        return self.fault if self.met[number] <= self.times else "good"

    def _taken(self) -> bool:
        """Whether the client has had an answer: one that is sent may still be on its way while others fail."""
        return self.time.pace is not None and self.time.pace.answered is not None


@dataclass
class Seen:
    """A batch with some faults, and the next one with none: results, requests, and the time they took."""

    first: Result
    done: set[int]
    listed: dict[str, Any]  # failures.json
    asked: Counter[int | None]
    seconds: float
    second: Result
    asked_then: Counter[int | None]
    remedy: str  # what the user is told to do about those that fail again, tried out


def seen(place: Path, choose: Callable[[Body], str | Reply], url: str | None = None, **how: Any) -> Seen:
    """Two runs over a folder of articles, with a ledger of their own."""
    news, time = harbour.folder(place / "news", SIZE), SharedTime()
    ledger = str(place / "ledger.sqlite")
    settings = {"retry_seconds": RETRIES, "outage_seconds": OUTAGE, "ledger": ledger, **how}
    with watching(choose) as server:
        if isinstance(choose, Some):
            choose.server, choose.time = server, time
        first = batch(news, url or server.url, time=time, **settings)
        asked = server.asked()
    listed = json.loads((first.out / "failures.json").read_bytes())
    done = {number_in(summary.article.source or "") for summary in first.summaries()}
    with watching() as server:
        second = batch(news, server.url, **settings)
        asked_then = server.asked()
    remedy = _remedy(news, settings) if second.failed else ""
    return Seen(first, done, listed, asked, time.now - SharedTime.now, second, asked_then, remedy)


def _remedy(news: Path, settings: dict[str, Any]) -> str:
    """Which remedy makes what failed again succeed, at a server without faults."""
    for remedy, how in REMEDIES.items():
        with watching() as server:
            third = batch(news, server.url, **settings | how)
            if third.exit_code == 0 and server.asked():
                return remedy
    raise AssertionError("nothing helps")


def row_of(place: Path, fault: str) -> list[str]:
    """What comes of a fault that two articles meet, the first and a middle one: once, always, and then in the next run.

    What must be so whatever the fault is, is checked on the way.
    """
    how: dict[str, Any] = {"timeout": SHORT} if fault in HANGS else {}
    once = seen(place / "once", Some(fault, 1), **how)
    always = seen(place / "always", Some(fault, 1000), **how)
    for what in (once, always):
        nothing_lost(what)
    return [DESCRIBED[fault], *map(cell, (once, always)), next_cell(always)]


def nothing_lost(what: Seen) -> None:
    """Every article ended somewhere, in both runs, and nothing was asked for twice."""
    bad = {FIRST, MIDDLE}
    done, failed = what.done, numbers(what.first)
    assert failed <= bad and not failed & done
    assert what.first.stopped or done | failed == set(range(SIZE))
    assert all(what.asked[number] == 1 for number in done - bad)
    for listed, failure in zip(what.listed["failed"], what.first.failed, strict=True):
        assert listed == failure.model_dump()
        assert listed["article_id"] and is_sentence(listed["reason"])
    assert what.first.exit_code == (what.first.stopped.exit_code if what.first.stopped else int(bool(failed)))
    again = numbers(what.second)
    assert again <= failed and what.second.stopped is None
    assert what.second.done + what.second.unchanged == SIZE - len(again)
    assert what.asked_then == Counter(set(range(SIZE)) - done - again)  # one request for each that has no answer yet


def cell(what: Seen) -> str:
    """What came of the two articles in the first run."""
    if what.first.stopped:
        assert is_sentence(str(what.first.stopped))
        return f"the run stops, exit {what.first.exit_code}"
    ends = dict.fromkeys(what.done, "done")
    ends |= {number_in(failure.source): f"`{failure.kind}`" for failure in what.first.failed}
    assert ends[FIRST] == ends[MIDDLE], (ends, what)
    end = ends[FIRST]
    if "Unanswered" in end and what.seconds:
        return f"{end} after `retry_seconds`"
    assert what.asked[FIRST] == what.asked[MIDDLE], what.asked
    count = what.asked[FIRST]
    return f"{end}, {count} {'request' if count == 1 else 'requests'}"


def next_cell(what: Seen) -> str:
    """What came of them in the second."""
    if FIRST in numbers(what.second):
        assert what.asked_then[FIRST] == what.asked_then[MIDDLE] == 0
        return f"fails again, no request: {what.remedy}"
    return "done" if what.asked_then[FIRST] else "nothing to do"


def all_row_of(place: Path, fault: str) -> list[str]:
    """What comes of a fault that every request meets, always."""
    url = f"http://127.0.0.1:{closed_port()}/v1" if fault == "nobody listens" else None
    what = seen(place, lambda _body: fault, url=url)
    first = what.first
    assert first.done == 0 and first.exit_code == (3 if first.stopped else 1)
    assert bool(first.stopped) == (len(first.failed) < SIZE)  # those not tried are neither done nor failed
    assert first.stopped is None or is_sentence(str(first.stopped)), first.stopped
    when = "at once" if not what.seconds else "after seconds" if what.seconds < 5 else "after `outage_seconds`"
    end = f"stops {when}, exit 3" if first.stopped else "goes on, exit 1"
    fails = "" if not first.failed else "all of them" if len(first.failed) == SIZE else f"the first {len(first.failed)}"
    then = "all done" if what.second.done == SIZE else f"no request: {what.remedy}"
    assert sum(what.asked_then.values()) == what.second.done
    return [DESCRIBED.get(fault, fault), end, fails, then]


def is_sentence(text: str) -> bool:
    return text[-1] in ".?)" and "\n" not in text and "secr" not in text and "Traceback" not in text


def number_in(source: str) -> int:
    return int(Path(source).stem.removeprefix("port-"))


def numbers(result: Result) -> set[int]:
    """The articles that failed."""
    return {number_in(failure.source) for failure in result.failed}


Row = Callable[[Path, str], list[str]]
ONE, ALL = "faults of one article", "faults of all articles"
TABLES: dict[str, tuple[list[str], list[str], Row]] = {
    ONE: (["about one article", "once", "every time", "the next run, with a good server"], list(FAULTS), row_of),
    ALL: (["about every article, every time", "the run", "in `failures.json`", "the next run"], ALWAYS_ALL, all_row_of),
}


def test_every_fault_is_described() -> None:
    assert sorted(DESCRIBED) == sorted(FAULTS)
    for name, (head, faults, _) in TABLES.items():
        assert [row[0] for row in documented(name)] == [head[0], "---", *(DESCRIBED.get(f, f) for f in faults)], RUN_ME


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_one_article(tmp_path: Path, fault: str) -> None:
    assert row_of(tmp_path, fault) in documented(ONE), RUN_ME


@pytest.mark.parametrize("fault", ALWAYS_ALL)
def test_a_fault_of_all_articles(tmp_path: Path, fault: str) -> None:
    assert all_row_of(tmp_path, fault) in documented(ALL), RUN_ME


def documented(name: str) -> list[list[str]]:
    """The rows of a table in the document."""
    text = DOCUMENT.read_text("utf-8").partition(MARK.format(name, "begin"))[2].partition(MARK.format(name, "end"))[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()]


def measured(name: str) -> str:
    """The table in Markdown, measured now."""
    head, faults, row = TABLES[name]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for fault in faults:
        with tempfile.TemporaryDirectory() as place:
            lines.append(f"| {' | '.join(row(Path(place), fault))} |")
    return "\n".join(["", *lines, "", ""])


if __name__ == "__main__":
    os.environ["OPENAI_API_KEY"] = KEY
    os.environ[NO_CERTIFICATES[0]] = NO_CERTIFICATES[1]
    text = DOCUMENT.read_text("utf-8")
    for name in TABLES:
        begin, end = MARK.format(name, "begin"), MARK.format(name, "end")
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}{measured(name)}{end}{rest.partition(end)[2]}"
    DOCUMENT.write_text(text, encoding="utf-8")
