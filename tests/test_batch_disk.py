"""Folders that cannot be written, full disks, articles that vanish: one sentence, nothing half-written, it goes on."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from summarizer.schemas.batch import Failures
from summarizer.schemas.summary import ArticleSummary

from . import harbour
from .faults import Body
from .warm import Child, Warm
from .watched import MODEL, NO_CERTIFICATES, Watched, batch, number_of, watching

SIZE, IN_FLIGHT = 12, 4
ENV = {"PATH": os.environ["PATH"], **dict([NO_CERTIFICATES])}
unix = pytest.mark.skipif(sys.platform == "win32", reason="no fork, no permissions")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no capabilities to let go of")


@pytest.fixture(autouse=True)
def no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(*NO_CERTIFICATES)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return harbour.folder(tmp_path / "news", SIZE)


def start(warm: Warm, news: Path, url: str | None, *more: str | Path, **how: object) -> Child:
    """A batch over the folder into `out` beside it, unless told otherwise."""
    asked = ["--model", MODEL, "--base-url", url, "--concurrency", str(IN_FLIGHT)] if url else ["--model", "builtin"]
    env = {**ENV, "SUMMARIZER_LEDGER": str(news.parent / "ledger.sqlite")}
    out: tuple[str | Path, ...] = () if "-o" in more else ("-o", news.parent / "out")
    return warm.run("batch", news, *out, "--no-brief", *asked, *more, where=news.parent, env=env, **how)


def refused(child: Child, *says: str) -> None:
    """It ended with one sentence, and the exit code for that."""
    assert child.ended() == 2, child.said
    (line,) = [line for line in child.said.splitlines() if "Error" in line]
    assert line.startswith("Error: ") and line.endswith(".")
    for words in says:
        assert words in line, line
    assert "Traceback" not in child.said


def whole(out: Path) -> int:
    """Look at everything that is there: nothing is half-written; how many summaries are."""
    files = [file for file in out.glob("articles/*.json") if file.is_file()]
    for file in files:
        ArticleSummary.model_validate_json(file.read_bytes())
    if (out / "failures.json").is_file():
        Failures.model_validate_json((out / "failures.json").read_bytes())
    assert not list(out.rglob(".*.part"))
    return len(files)


def goes_on(warm: Warm, news: Path, asked: range) -> None:
    """The next run comes to its end, and asks for no more than so many answers."""
    with watching() as server:
        child = start(warm, news, server.url)
        assert child.ended() == 0, child.said
        assert len(server.requests) in asked
    assert whole(news.parent / "out") == SIZE


def exactly(number: int) -> range:
    return range(number, number + 1)


def made(warm: Warm, news: Path) -> Path:
    """A folder of results, all done."""
    goes_on(warm, news, exactly(SIZE))
    return news.parent / "out"


@unix
@pytest.mark.parametrize("out", ["plain.txt/out", "plain.txt/a/b", "/proc/no/such/place", "loop/out"])
def test_a_place_where_no_folder_can_be(warm: Warm, news: Path, out: str) -> None:
    (news.parent / "plain.txt").write_text("x")
    (news.parent / "loop").symlink_to("loop")
    with watching() as server:
        refused(start(warm, news, server.url, "-o", out), repr(out), "cannot be written", "another folder with -o")
        assert not server.requests
    goes_on(warm, news, exactly(SIZE))


@linux
def test_a_place_where_we_may_not_write(warm: Warm, news: Path) -> None:
    closed = news.parent / "closed"
    closed.mkdir(0o555)
    with watching() as server:
        refused(start(warm, news, server.url, "-o", closed / "out", humble=True), "permission denied", "closed/out'")
        assert not server.requests and not list(closed.iterdir())
        closed.chmod(0o755)
        child = start(warm, news, server.url, "-o", closed / "out", humble=True)
        assert child.ended() == 0, child.said
    assert whole(closed / "out") == SIZE


@linux
@pytest.mark.parametrize("place", [".", "articles"])
def test_results_that_may_not_be_written_any_more(warm: Warm, news: Path, place: str) -> None:
    """What is in flight is answered, and kept in the ledger."""
    out = made(warm, news)
    for number in range(3):
        (news / "week-000" / f"port-{number:05}.txt").write_text(harbour.article(90 + number), "utf-8")
    (out / place).chmod(0o555)
    before = {file: file.read_bytes() for file in out.rglob("*.json")}
    with watching() as server:
        child = start(warm, news, server.url, humble=True)
        refused(child, "see to its disk and permissions")
        paid = set(server.answered)
        assert {file: file.read_bytes() for file in out.rglob("*.json") if file.name != "failures.json"} == {
            file: text for file, text in before.items() if file.name != "failures.json"
        }
        (out / place).chmod(0o755)
        child = start(warm, news, server.url, humble=True)
        assert child.ended() == 0, child.said
        assert len(server.answered) == len(set(server.answered)) == 3 >= len(paid)
    assert whole(out) == SIZE


@linux
def test_articles_that_may_not_be_read(warm: Warm, news: Path) -> None:
    (news / "week-000" / "port-00004.txt").chmod(0)
    with watching() as server:
        child = start(warm, news, server.url, humble=True)
        assert child.ended() == 1
        assert "port-00004.txt' may not be read by this user; change its permissions" in child.said
        assert len(server.requests) == SIZE - 1
    (news / "week-000" / "port-00004.txt").chmod(0o600)
    goes_on(warm, news, exactly(1))


@unix
def test_a_disk_that_fills_up_with_results(warm: Warm, tmp_path: Path) -> None:
    """No file may have more than 100 KB: the summary of the long article has."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(harbour.article(1), "utf-8")
    (news / "long.txt").write_text("\n\n".join(map(harbour.article, range(150))), "utf-8")
    child = start(warm, news, None, file_size=100_000)
    refused(child, "out/articles/long-", "cannot be written (file too large)", "see to its disk")
    assert whole(tmp_path / "out") == 1
    child = start(warm, news, None)
    assert child.ended() == 0, child.said
    assert whole(tmp_path / "out") == 2


@unix
def test_a_disk_that_fills_up_with_what_is_remembered(warm: Warm, tmp_path: Path) -> None:
    news = harbour.folder(tmp_path / "news", 80)
    child = start(warm, news, None, file_size=120_000)
    refused(child, "out/.batch.sqlite' cannot be used", "see to its disk")
    assert 0 < whole(tmp_path / "out") < 80
    child = start(warm, news, None)
    assert child.ended() == 0, child.said
    assert whole(tmp_path / "out") == 80


@unix
def test_a_disk_that_fills_up_with_answers(warm: Warm, tmp_path: Path) -> None:
    """What cannot be kept is not used either; no more is lost than was in flight when that was seen."""
    news = harbour.folder(tmp_path / "news", 60)
    with watching() as server:
        child = start(warm, news, server.url, file_size=200_000)
        refused(child, ".sqlite' cannot be used", "its disk")  # the ledger, or the results: whichever is full first
        done, answered = whole(tmp_path / "out"), len(server.answered)
        assert 0 < done < 60
        assert answered - done <= 2 * IN_FLIGHT
        child = start(warm, news, server.url)
        assert child.ended() == 0, child.said
        assert len(server.requests) <= 60 + 2 * IN_FLIGHT
        assert set(server.keys[answered:]) & set(server.answered[:answered]) <= set(server.keys[done:])
    assert whole(tmp_path / "out") == 60


Spoil = Callable[[Path], None]


def garbage(file: Path) -> None:
    file.write_bytes(b"this is no database, nor was it ever one. " * 200)


def half(file: Path) -> None:
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.unlink()
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def a_folder(file: Path) -> None:
    for beside in [file, *file.parent.glob(f"{file.name}-*")]:
        beside.unlink(missing_ok=True)
    file.mkdir()


def another_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE articles (title TEXT)")
        other.execute("CREATE TABLE sources (title TEXT)")


@unix
@pytest.mark.parametrize("spoil", [garbage, half, a_folder, another_database], ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("dry", [False, True])
def test_what_it_remembers_is_spoilt(warm: Warm, news: Path, spoil: Spoil, dry: bool) -> None:
    out = made(warm, news)
    spoil(out / ".batch.sqlite")
    with watching() as server:
        child = start(warm, news, server.url, *(["--dry-run"] if dry else []))
        refused(
            child, "out/.batch.sqlite' cannot be used", "remove it and run again; what was paid for is in the ledger"
        )
        assert not server.requests
    assert whole(out) == SIZE
    for file in out.glob(".batch.sqlite*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    goes_on(warm, news, exactly(0))


@unix
@pytest.mark.parametrize("name", ["articles/{}.json", "failures.json", "items.csv", "items.parquet", ".batch.lock"])
def test_a_folder_where_a_file_should_be(warm: Warm, news: Path, name: str) -> None:
    out = made(warm, news)
    file = out / name.format(sorted(path.stem for path in (out / "articles").iterdir())[3])
    file.unlink()
    file.mkdir()
    with watching() as server:
        refused(start(warm, news, server.url), file.name, "cannot be written")
        assert not server.requests
    assert whole(out) >= SIZE - 1
    file.rmdir()
    goes_on(warm, news, exactly(0))


@unix
def test_a_file_where_a_folder_should_be(warm: Warm, news: Path) -> None:
    out = made(warm, news)
    shutil.rmtree(out / "articles")
    (out / "articles").write_text("")
    with watching() as server:
        refused(start(warm, news, server.url), "out", "cannot be written")
        assert not server.requests
    (out / "articles").unlink()
    goes_on(warm, news, exactly(0))


@unix
@pytest.mark.parametrize("spoil", [garbage, half, a_folder], ids=lambda spoil: spoil.__name__)
def test_a_spoilt_ledger(warm: Warm, news: Path, spoil: Spoil) -> None:
    made(warm, news)
    ledger = news.parent / "ledger.sqlite"
    spoil(ledger)
    (news / "week-000" / "port-00001.txt").write_text(harbour.article(99), "utf-8")
    with watching() as server:
        refused(start(warm, news, server.url), f"The ledger '{ledger}'", "--ledger")
        assert not server.requests
    assert whole(news.parent / "out") >= SIZE - 1
    for file in news.parent.glob("ledger.sqlite*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    goes_on(warm, news, exactly(1))


class Meanwhile:
    """Something happens while the first article is asked about; later ones are not read yet."""

    def __init__(self, happens: Callable[[], None]) -> None:
        self.happens = happens
        self.server: Watched

    def __call__(self, body: Body) -> str:
        if number_of(body) == 0 and len(self.server.requests) == 1:
            self.happens()
        return "good"


def test_articles_that_vanish_and_change_during_the_run(tmp_path: Path) -> None:
    news = harbour.folder(tmp_path / "news", 40, of=10)

    def happens() -> None:
        (news / "week-002" / "port-00025.txt").unlink()
        shutil.rmtree(news / "week-003")
        (news / "week-002" / "port-00026.txt").write_text(harbour.article(77), "utf-8")
        (news / "week-000" / "port-00000.txt").write_text(harbour.article(88), "utf-8")  # is read already

    choose = Meanwhile(happens)
    with watching(choose) as server:
        choose.server = server
        result = batch(news, server.url, concurrency=1)
        gone = ["week-002/port-00025.txt", *(f"week-003/port-{number:05}.txt" for number in range(30, 40))]
        assert [failure.source for failure in result.failed] == gone
        assert all(failure.kind == "ReadError" and "There is no file" in failure.reason for failure in result.failed)
        assert (result.done, result.exit_code) == (29, 1)
        listed = json.loads((result.out / "failures.json").read_bytes())
        assert [failure["source"] for failure in listed["failed"]] == gone
        assert 77 in server.about and 26 not in server.about
        assert 0 in server.about and 88 not in server.about

        again = batch(news, server.url, concurrency=1)
        assert (again.done, again.unchanged, again.removed, again.failed) == (1, 28, 1, [])
        assert server.about[-1] == 88
        assert len(set(server.answered)) == len(server.answered) == 30
        assert batch(news, server.url).unchanged == 29


def test_a_folder_that_vanishes_during_the_run_takes_nothing_along(tmp_path: Path) -> None:
    """Summaries of articles that are gone go; what could not be looked at stays as it was."""
    news = harbour.folder(tmp_path / "news", 30, of=10)
    choose = Meanwhile(lambda: shutil.rmtree(news))
    with watching(choose) as server:
        choose.server = server
        result = batch(news, server.url, concurrency=1)
        assert result.exit_code == 1
        assert result.done + len(result.failed) == 30
    assert whole(tmp_path / "out") == result.done


def test_results_that_vanish_during_the_run(tmp_path: Path) -> None:
    news = harbour.folder(tmp_path / "news", 30)
    choose = Meanwhile(lambda: shutil.rmtree(tmp_path / "out" / "articles"))
    with watching(choose) as server:
        choose.server = server
        result = batch(news, server.url, concurrency=1)
        assert result.exit_code == 2 and "cannot be written (no such file" in str(result.stopped)
        paid = len(server.answered)
        then = batch(news, server.url)
        assert (then.done, then.exit_code) == (30, 0)
        assert len(server.answered) == 30 >= paid
