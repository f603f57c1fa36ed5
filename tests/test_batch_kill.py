"""Killed without warning at any moment: nothing is half-written, nothing is lost, nothing is paid for twice.

The server's own count is the judge. What it saw of a run, and what the ledger held when the run was killed, decide; no
outcome depends on how long anything takes.
"""

import contextlib
import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.outputs import REPORT
from summarizer.schemas.batch import Failures
from summarizer.schemas.brief import Brief
from summarizer.schemas.summary import ArticleSummary

from . import harbour
from .clogged import clogged
from .faults import Body, Reply, completion
from .warm import Child, Warm
from .watched import MODEL, NO_CERTIFICATES, Watched, pairs, watching

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
CAMPAIGNS, KILLS = 4, 14  # in each
ARTICLES = 8  # at first
IN_FLIGHT = 8  # as many as the brief has in flight
TABLES = ("brief.json", "brief.md", "items.csv", "items.parquet")


class Judge:
    """A server that answers, but for what it holds until it is told to let go."""

    def __init__(self) -> None:
        self.seen = 0  # requests of this run
        self.hold_from = 10**9
        self.server: Watched

    def __call__(self, body: Body) -> str | Reply:
        with self.server.account:
            self.seen += 1
            if self.seen < self.hold_from:
                return "good"
        return Reply(json.dumps(completion(pairs(body))).encode(), then="hold")

    def begin(self, hold_from: int = 10**9) -> None:
        """A new run."""
        with self.server.account:
            self.seen, self.hold_from = 0, hold_from


@dataclass
class Campaign:
    """One folder, run and killed until it is done: with what was in flight at each kill, and what was paid by then."""

    warm: Warm
    judge: Judge
    place: Path
    size: int = ARTICLES
    kills: int = 0
    in_flight: int = 0  # at the kills, all told
    asked: list[str] = field(default_factory=list)
    open: set[str] = field(default_factory=set)  # what was in flight at a kill

    def __post_init__(self) -> None:
        self.news = harbour.folder(self.place / "news", self.size)
        self.out, self.ledger = self.place / "out", self.place / "ledger.sqlite"

    def grow(self) -> None:
        """Another article comes in: there is something to ask again, and to write."""
        (self.news / f"port-{self.size:05}.txt").write_text(harbour.article(self.size), "utf-8")
        self.size += 1

    def start(self, out: Path | None = None, ledger: Path | None = None) -> Child:
        options = ["--model", MODEL, "--base-url", self.judge.server.url, "--concurrency", str(IN_FLIGHT)]
        env = {"PATH": os.environ["PATH"], "SUMMARIZER_LEDGER": str(ledger or self.ledger)}
        env |= dict([NO_CERTIFICATES])
        return self.warm.run("batch", self.news, "-o", out or self.out, *options, where=self.place, env=env)

    def run(self, moment: "Moment") -> bool:
        """One run that is killed at a moment; false where it had ended before, and so is done."""
        server, before = self.judge.server, len(self.judge.server.keys)
        self.judge.begin(moment.hold_from)
        committed = in_ledger(self.ledger, "key")
        child = self.start()
        moment.wait(self, child)
        child.kill()
        status = child.ended()
        server.let_go()
        assert server.wait(lambda: server.in_flight == 0)
        asked = server.keys[before:]
        self.asked += asked
        assert not committed & set(asked), "what was in the ledger was paid for again"
        assert len(asked) == len(set(asked))
        self.check()
        if status != -signal.SIGKILL:
            assert status == 0, child.said
            return False
        open_ = set(asked) - in_ledger(self.ledger, "key")
        assert len(open_) <= IN_FLIGHT
        self.kills += 1
        self.in_flight += len(open_)
        self.open |= open_
        return True

    def check(self) -> None:
        """Everything that is there is whole, and rests on answers that are kept."""
        made = [ArticleSummary.model_validate_json(file.read_bytes()) for file in self.out.glob("articles/*.json")]
        assert {summary.article.source for summary in made} <= in_ledger(self.ledger, "about")
        if (failures := self.out / "failures.json").exists():
            Failures.model_validate_json(failures.read_bytes())
        if (brief := self.out / "brief.json").exists():
            briefs = json.loads(brief.read_bytes())
            assert [Brief.model_validate(one) for one in briefs]
        if (table := self.out / "items.csv").exists():
            rows = list(csv.reader(table.read_text("utf-8").splitlines()))
            assert len(set(map(len, rows))) == 1
        if (parquet := self.out / "items.parquet").exists():
            rows_of(parquet)
        for database in (self.ledger, self.out / ".batch.sqlite"):
            if database.exists():
                assert looked_at(database, "PRAGMA integrity_check") == [("ok",)]


@dataclass
class Moment:
    """When a run is killed. `hold_from`: the server answers no request from that one on; `grows`: an article comes."""

    wait: Callable[[Campaign, Child], None]
    hold_from: int = 10**9
    grows: bool = False


def moments(dice: random.Random) -> Iterator[Moment]:
    """Moments of all kinds, over and over."""
    while True:
        kinds = [unanswered, answered, written, anywhere, between, half_written]
        dice.shuffle(kinds)
        for kind in kinds:
            yield kind(dice)


def unanswered(dice: random.Random) -> Moment:
    """The k-th request has come, and none is answered from it on."""
    k, pause = dice.randrange(1, 7), dice.uniform(0, 0.02)

    def wait(campaign: Campaign, child: Child) -> None:
        until(lambda: campaign.judge.seen >= k, child)
        time.sleep(pause)

    return Moment(wait, hold_from=k)


def answered(dice: random.Random) -> Moment:
    """So many were answered, and so many more have come."""
    k, more, pause = dice.randrange(1, 9), dice.randrange(3), dice.uniform(0, 0.004)

    def wait(campaign: Campaign, child: Child) -> None:
        before = len(campaign.judge.server.answered)
        until(lambda: len(campaign.judge.server.answered) >= before + k and campaign.judge.seen >= k + more, child)
        time.sleep(pause)

    return Moment(wait)


def written(dice: random.Random) -> Moment:
    """So many more files are there."""
    more, pause = dice.randrange(1, 5), dice.uniform(0, 0.003)

    def wait(campaign: Campaign, child: Child) -> None:
        folder = campaign.out / "articles"
        before = len(list(folder.glob("*.json")))
        until(lambda: len(list(folder.glob("*.json"))) >= before + more, child)
        time.sleep(pause)

    return Moment(wait)


def anywhere(dice: random.Random) -> Moment:
    """Some time after the start, before anything is asked, or long after."""
    pause = dice.uniform(0, 0.4)
    return Moment(lambda campaign, child: time.sleep(pause))


def between(dice: random.Random) -> Moment:
    """The articles are done, and so many questions of the brief have come."""
    k, pause = dice.randrange(1, 10), dice.uniform(0, 0.003)

    def wait(campaign: Campaign, child: Child) -> None:
        def asked() -> int:
            seen = campaign.judge.seen
            return campaign.judge.server.about[-seen:].count(None) if seen else 0

        until(lambda: asked() >= k, child)
        time.sleep(pause)

    return Moment(wait)


def half_written(dice: random.Random) -> Moment:
    """A file of the brief or the tables is being written: it goes into a pipe that takes less than all of it."""
    name = dice.choice(TABLES)

    def wait(campaign: Campaign, child: Child) -> None:
        until(lambda: campaign.judge.seen > 0, child)  # unfinished files of earlier runs are cleared away by now
        with contextlib.suppress(FileExistsError), clogged(campaign.out / f".{name}.part") as pipe:
            until(lambda: pipe.begun, child)
            child.kill()
            child.ended()

    return Moment(wait, grows=True)


def until(reached: Callable[[], bool], child: Child) -> None:
    """Wait until something is so, or the child has ended."""
    end = time.monotonic() + 30
    while not reached() and not gone(child):
        assert time.monotonic() < end, child.said
        time.sleep(0.0005)


def gone(child: Child) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return False


def looked_at(database: Path, query: str) -> list[Any]:
    """The rows of a query to a copy, as it lies there: nobody has tidied up."""
    copy = database.parent / "looked-at"
    copy.mkdir(exist_ok=True)
    for ending in ("", "-wal", "-shm"):
        (copy / f"x{ending}").unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(f"{database}{ending}", copy / f"x{ending}")
    with contextlib.closing(sqlite3.connect(copy / "x")) as connection:
        rows = connection.execute(query).fetchall()
    shutil.rmtree(copy)
    return rows


def in_ledger(ledger: Path, column: str) -> set[str]:
    """A column of what is paid for and kept."""
    if not ledger.exists() or not looked_at(ledger, "SELECT 1 FROM sqlite_master WHERE name = 'calls'"):
        return set()
    return {value for (value,) in looked_at(ledger, f"SELECT {column} FROM calls WHERE answer IS NOT NULL")}


def rows_of(parquet: Path) -> list[Any]:
    import pyarrow.parquet

    rows: list[Any] = pyarrow.parquet.read_table(parquet).to_pylist()
    return rows


def results(out: Path) -> dict[str, Any]:
    """All that stands in a folder of results, but for the seconds, and for the report, which shows them."""
    found: dict[str, Any] = {}
    for file in sorted(out.rglob("*")):
        name = file.relative_to(out).as_posix()
        if file.is_dir() or name.startswith(".batch") or name == REPORT:
            continue
        if name.startswith("articles/"):
            found[name] = json.loads(file.read_bytes())
            found[name]["provenance"]["usage"]["seconds"] = 0
        else:
            found[name] = rows_of(file) if name.endswith(".parquet") else file.read_bytes()
    return found


@pytest.mark.parametrize("seed", range(CAMPAIGNS))
def test_killed_at_any_moment_it_loses_nothing_and_pays_nothing_twice(tmp_path: Path, warm: Warm, seed: int) -> None:
    judge, coming = Judge(), moments(random.Random(seed))
    with watching(judge, pairs) as server:
        judge.server = server
        one = Campaign(warm, judge, tmp_path)
        while one.kills < KILLS:
            moment = next(coming)
            if moment.grows:
                one.grow()
            if not one.run(moment):  # it was done before
                one.grow()
        finished(one)


def finished(one: Campaign) -> None:
    """Run it to its end, undisturbed; and then hold it against one that nobody has disturbed at any time."""
    one.judge.begin()
    before = len(one.judge.server.keys)
    final = one.start()
    assert final.ended() == 0, final.said
    one.asked += one.judge.server.keys[before:]
    paid = in_ledger(one.ledger, "key")
    assert len(one.asked) <= len(set(one.asked)) + one.in_flight
    assert paid <= set(one.asked) <= paid | one.open
    assert set(one.judge.server.about) >= set(range(one.size))

    apart = one.place / "apart"
    undisturbed = one.start(apart, one.place / "apart.sqlite")
    assert undisturbed.ended() == 0, undisturbed.said
    mine, theirs = results(one.out), results(apart)
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []
    assert len([name for name in mine if name.startswith("articles/")]) == one.size


def test_an_answer_is_committed_before_anything_else_happens_to_it(tmp_path: Path, warm: Warm) -> None:
    """Somebody else writes into the ledger: no answer can be committed, so none is used, and nothing more is asked."""
    judge = Judge()
    with watching(judge, pairs) as server:
        judge.server = server
        one = Campaign(warm, judge, tmp_path, size=3 * IN_FLIGHT)
        judge.begin(hold_from=1)
        child = one.start()
        assert server.wait(lambda: judge.seen == IN_FLIGHT)
        with contextlib.closing(sqlite3.connect(one.ledger, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            judge.begin()
            server.let_go()
            assert server.wait(lambda: server.given.total() == IN_FLIGHT)
            time.sleep(0.3)  # in which much would happen
            assert judge.seen == 0 and not list(one.out.glob("articles/*"))
            child.kill()
            assert child.ended() == -signal.SIGKILL
        assert in_ledger(one.ledger, "key") == set()
        one.asked, one.in_flight, one.open = server.keys[:], IN_FLIGHT, set(server.keys)
        finished(one)
