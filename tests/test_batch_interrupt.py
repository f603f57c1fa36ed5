"""Ctrl-C: the first lets a run end in order, at the latest after two seconds; the second ends it at once.

Servers hold what they are asked, so that no run could end by itself; a child that does not end is killed after a
minute, and its test fails.
"""

import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from summarizer.batch import Result, Stop
from summarizer.cli.batch import _tell
from summarizer.errors import LedgerError
from summarizer.schemas.batch import Failures
from summarizer.schemas.summary import ArticleSummary

from . import harbour
from .clogged import clogged
from .faults import Body, Reply, completion
from .warm import PATIENCE, ROOT, Child, Warm
from .watched import MODEL, NO_CERTIFICATES, Watched, batch, number_of, pairs, watching

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
SIZE, IN_FLIGHT = 12, 4
INTERRUPTED = 130
HOW_TO_GO_ON = "run the same command again to go on; what was answered is kept."
ENV = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", **dict([NO_CERTIFICATES])}
SHOWN, HIDDEN = "\x1b[?25h", "\x1b[?25l"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return harbour.folder(tmp_path / "news", SIZE)


class Holding:
    """Answers the first requests, and holds the others until it is told to let go; then they are answered."""

    def __init__(self, answered: int = 0, only_the_brief: bool = False) -> None:
        self.answered, self.only_the_brief = answered, only_the_brief
        self.held = 0
        self.server: Watched

    def __call__(self, body: Body) -> str | Reply:
        with self.server.account:
            about_one = body["response_format"]["json_schema"]["name"] == "ArticleDraft"
            if self.answered > 0 or (self.only_the_brief and about_one):
                self.answered -= 1
                return "good"
            self.held += 1
            self.server.account.notify_all()
        return Reply(json.dumps(completion(pairs(body))).encode(), then="hold")

    def wait(self, held: int = IN_FLIGHT) -> None:
        """Until so many are held."""
        assert self.server.wait(lambda: self.held >= held)


@contextmanager
def holding(answered: int = 0, only_the_brief: bool = False) -> Iterator[Holding]:
    choose = Holding(answered, only_the_brief)
    with watching(choose, pairs) as server:
        choose.server = server
        yield choose


def start(warm: Warm, news: Path, url: str | None, *more: str, out: str = "out", **how: object) -> Child:
    asked = ["--model", MODEL, "--base-url", url, "--concurrency", str(IN_FLIGHT)] if url else ["--model", "builtin"]
    env = {**ENV, "SUMMARIZER_LEDGER": str(news.parent / "ledger.sqlite")}
    return warm.run("batch", news, "-o", news.parent / out, *asked, *more, where=news.parent, env=env, **how)


def whole(out: Path, in_order: bool = True) -> int:
    """Look at everything that is there; how many summaries are. Only where it ended in order all is tidied up."""
    files = list(out.glob("articles/*.json"))
    for file in files:
        ArticleSummary.model_validate_json(file.read_bytes())
    if (out / "failures.json").exists():
        Failures.model_validate_json((out / "failures.json").read_bytes())
    assert not (in_order and list(out.rglob(".*.part")))
    return len(files)


def goes_on(warm: Warm, news: Path, asked: int, *more: str) -> None:
    """The next run comes to its end, and asks for no more than so much."""
    with watching(answer=pairs) as server:
        child = start(warm, news, server.url, *more)
        assert child.ended() == 0, child.said
        assert len(server.requests) == asked
    assert whole(news.parent / "out") == SIZE


def stopped(news: Path, answered: int, most: int, *, brief: bool = False) -> Result:
    """A run in this process that the user stops as soon as so many requests are held, after so many answers."""
    stop = Stop()
    with holding(answered) as held:

        def choose(body: Body) -> str | Reply:
            reply = held(body)
            if held.held == most:
                stop.ask()
            return reply

        held.server.choose = choose
        return batch(news, held.server.url, stop=stop, brief=brief, concurrency=IN_FLIGHT)


def last_line(result: Result, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command would say last of a run."""
    _tell(result, 1.0)
    return capsys.readouterr().err.splitlines()[-1]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in flight has hardly any time to end by itself."""
    monkeypatch.setenv(*NO_CERTIFICATES)
    monkeypatch.setattr("summarizer.batch.work.GRACE", 0.05)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("answered", [0, 1])
def test_no_brief_of_other_articles_stays(news: Path, answered: int) -> None:
    """Nor tables. The changed articles that were answered have another summary by then."""
    names = ("brief.json", "brief.md", "report.html", "items.csv", "items.parquet")
    out = news.parent / "out"
    with watching(answer=pairs) as server:
        assert batch(news, server.url, brief=True).exit_code == 0
    before = {name: (out / name).read_bytes() for name in names}
    for number in range(SIZE // 2):
        (news / "week-000" / f"port-{number:05}.txt").write_text(harbour.article(50 + number), "utf-8")
    result = stopped(news, answered, IN_FLIGHT, brief=True)
    assert (result.interrupted, result.exit_code, result.done) == (True, INTERRUPTED, answered)
    there = {name: (out / name).read_bytes() for name in names if (out / name).exists()}
    assert there == ({} if answered else before)
    with watching(answer=pairs) as server:
        result = batch(news, server.url, brief=True)
    assert (result.exit_code, result.done) == (0, SIZE // 2 - answered)
    assert sum(brief.articles for brief in result.briefs()) == SIZE
    assert all((out / name).read_bytes() != before[name] for name in names)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("size", "charged"), [(1, "1 request was"), (IN_FLIGHT, f"{IN_FLIGHT} requests were")])
def test_it_says_how_many_answers_may_be_charged_that_nobody_took(
    tmp_path: Path, size: int, charged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = stopped(harbour.folder(tmp_path / "news", size), 0, size)
    assert (result.interrupted, result.given_up) == (True, size)
    assert last_line(result, capsys) == f"Interrupted: {charged} in flight and may be charged; {HOW_TO_GO_ON}"


@pytest.mark.usefixtures("hasty")
def test_with_nothing_in_flight_nothing_is_said_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stop = Stop()
    stop.ask()
    with watching() as server:
        result = batch(harbour.folder(tmp_path / "news", 1), server.url, stop=stop)
        assert not server.requests
    assert result.given_up == 0
    assert last_line(result, capsys) == f"Interrupted: {HOW_TO_GO_ON}"


@pytest.mark.usefixtures("hasty")
def test_a_run_that_an_error_stops_says_it_too(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first answer cannot be kept any more, while the others are still to come."""
    with holding() as held:

        def choose(body: Body) -> str | Reply:
            if number_of(body) != 0:
                return held(body)
            held.wait(IN_FLIGHT - 1)
            with closing(sqlite3.connect(os.environ["SUMMARIZER_LEDGER"])) as ledger:
                ledger.execute("DROP TABLE calls")
            return "good"

        held.server.choose = choose
        result = batch(news, held.server.url, concurrency=IN_FLIGHT)
    assert isinstance(result.stopped, LedgerError) and not result.interrupted
    assert result.given_up == IN_FLIGHT - 1
    told = last_line(result, capsys)
    assert told == f"Error: {result.stopped} {IN_FLIGHT - 1} requests were in flight and may be charged."


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_ends_it_in_order_although_the_server_never_answers(
    warm: Warm, news: Path, number: signal.Signals
) -> None:
    with holding(answered=3) as server:
        child = start(warm, news, server.server.url, "--no-brief")
        server.wait()
        child.kill(number)
        began = time.monotonic()
        assert child.ended() == INTERRUPTED
        assert time.monotonic() - began < 20  # two seconds, where the machine has time for it
        assert "Stopping (Ctrl-C again stops at once)" in child.said
        assert HOW_TO_GO_ON in child.said
        assert "Traceback" not in child.said and "Error" not in child.said
        assert whole(news.parent / "out") == 3
    goes_on(warm, news, SIZE - 3, "--no-brief")


def test_what_is_answered_in_the_meantime_is_kept(warm: Warm, news: Path) -> None:
    with holding() as server:
        child = start(warm, news, server.server.url, "--no-brief")
        server.wait()
        child.kill(signal.SIGINT)
        wait_for("Stopping", child)
        server.server.let_go()
        assert child.ended() == INTERRUPTED
        assert len(server.server.requests) == IN_FLIGHT  # nothing more is sent
        assert whole(news.parent / "out") == IN_FLIGHT
    goes_on(warm, news, SIZE - IN_FLIGHT, "--no-brief")


@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_the_second_ends_it_at_once(warm: Warm, news: Path, second: signal.Signals) -> None:
    with holding(answered=2) as server:
        child = start(warm, news, server.server.url, "--no-brief")
        server.wait()
        child.kill(signal.SIGINT)
        wait_for("Stopping", child)
        child.kill(second)
        assert child.ended() == INTERRUPTED
        assert child.said.count(HOW_TO_GO_ON) == 1
        assert "articles done" not in child.said  # no table: nothing was waited for
        whole(news.parent / "out", in_order=False)
    goes_on(warm, news, SIZE - 2, "--no-brief")


def test_while_the_brief_is_asked_for(warm: Warm, news: Path) -> None:
    with holding(only_the_brief=True) as server:
        child = start(warm, news, server.server.url)
        server.wait(1)
        child.kill(signal.SIGINT)
        assert child.ended() == INTERRUPTED
        assert whole(news.parent / "out") == SIZE
        assert not (news.parent / "out" / "brief.json").exists()
    with watching(answer=pairs) as again:
        child = start(warm, news, again.url)
        assert child.ended() == 0, child.said
        assert None in again.about and not set(again.about) - {None}
    assert (news.parent / "out" / "brief.md").exists()


@pytest.mark.parametrize("name", ["brief.json", "items.csv"])
def test_while_the_disk_does_not_answer(warm: Warm, news: Path, name: str) -> None:
    """A pipe that nobody reads stands in for it: writing to it never returns."""
    with holding(answered=0) as server:
        child = start(warm, news, server.server.url)
        server.wait()
        with clogged(news.parent / "out" / f".{name}.part") as pipe:
            server.answered = 10**9
            server.server.let_go()
            until(lambda: pipe.begun, child)
            child.kill(signal.SIGINT)
            assert child.ended() == INTERRUPTED
        assert HOW_TO_GO_ON in child.said
        assert whole(news.parent / "out", in_order=False) == SIZE
    goes_on(warm, news, 0)


def test_while_the_built_in_engine_works(warm: Warm, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "long.txt").write_text("\n\n".join(map(harbour.article, range(4000))), "utf-8")
    child = start(warm, news, None)
    until(lambda: (tmp_path / "out" / "articles").exists(), child)
    began = busy(child)
    until(lambda: busy(child) > began + 100, child)  # reading the file takes less
    child.kill(signal.SIGINT)
    assert child.ended() == INTERRUPTED
    assert HOW_TO_GO_ON in child.said and "Traceback" not in child.said
    (news / "long.txt").write_text(harbour.article(1), "utf-8")
    child = start(warm, news, None)
    assert child.ended() == 0, child.said
    assert whole(tmp_path / "out") == 1


class Terminal:
    """A terminal of its own for a child, and all that came out of it."""

    def __init__(self) -> None:
        import pty

        self.end, child_end = pty.openpty()
        self.name = os.ttyname(child_end)
        self._child_end = child_end
        self.said = ""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        while True:
            ready, _, _ = select.select([self.end], [], [], 0.05)
            try:
                if ready:
                    self.said += os.read(self.end, 65536).decode("utf-8", "replace")
                elif self._child_end < 0:
                    return
            except OSError:  # nobody is there any more
                return

    def key(self, pressed: bytes) -> None:
        os.write(self.end, pressed)

    def close(self) -> None:
        os.close(self._child_end)
        self._child_end = -1
        self._reader.join()
        os.close(self.end)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    try:
        yield terminal
    finally:
        terminal.close()


@pytest.mark.parametrize("times", [1, 2])
def test_a_terminal_is_left_in_order(warm: Warm, news: Path, terminal: Terminal, times: int) -> None:
    """Ctrl-C is pressed on the keyboard; the bar had hidden the cursor."""
    with holding(answered=2) as server:
        child = start(warm, news, server.server.url, "--no-brief", terminal=terminal.name)
        server.wait()
        until(lambda: HIDDEN in terminal.said and "2 done" in terminal.said, child)
        for _ in range(times):
            terminal.key(b"\x03")
            until(lambda: "Stopping" in terminal.said, child)
        assert child.ended() == INTERRUPTED
        until(lambda: HOW_TO_GO_ON in " ".join(terminal.said.split()), child)
        assert terminal.said.rindex(SHOWN) > terminal.said.rindex(HIDDEN)
        assert whole(news.parent / "out") == 2
    goes_on(warm, news, SIZE - 2, "--no-brief")


def test_two_runs_into_one_folder(warm: Warm, news: Path) -> None:
    with holding() as server:
        first = start(warm, news, server.server.url, "--no-brief")
        server.wait()
        second = start(warm, news, server.server.url, "--no-brief")
        assert second.ended() == 2
        assert second.said.startswith("Error: Another run is writing into ")
        assert second.said.count("\n") == 1
        assert server.held == IN_FLIGHT
        server.answered = 10**9
        server.server.let_go()
        assert first.ended() == 0, first.said
        assert len(server.server.answered) == SIZE - IN_FLIGHT  # and those that were held
    assert whole(news.parent / "out") == SIZE


def test_a_run_whose_log_cannot_be_written_comes_to_its_end(warm: Warm, news: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    (news / "empty.txt").write_text("")
    with watching() as server:
        child = start(warm, news, server.url, "--no-brief", err="/dev/full")
        assert child.ended() == 1
        assert len(server.answered) == SIZE
    assert whole(news.parent / "out") == SIZE


def test_a_run_whose_reader_has_left_comes_to_its_end(news: Path) -> None:
    (news / "empty.txt").write_text("")
    command = [sys.executable, "-m", "summarizer", "batch", str(news), "-o", str(news.parent / "out")]
    with subprocess.Popen(command, cwd=ROOT, env=ENV, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stderr is not None
        process.stderr.close()
        assert process.wait(PATIENCE) == 1
    assert whole(news.parent / "out") == SIZE


def wait_for(words: str, child: Child) -> None:
    until(lambda: words in child.said, child)


def busy(child: Child) -> int:
    """The hundredths of a second for which a child has had a core."""
    return int(Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[11])


def until(reached: Callable[[], bool], child: Child) -> None:
    end = time.monotonic() + PATIENCE / 2
    while not reached():
        assert time.monotonic() < end, child.said
        time.sleep(0.005)
