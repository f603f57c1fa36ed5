"""`summarizer report`: the page again, from what a batch wrote, and the one that a batch writes itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from . import harbour, test_cli
from .test_batch import batch

SIZE = 4
BUILTIN = ("--model", "builtin")
Run = test_cli.Run
summarizer = test_cli.summarizer


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Some articles, one that fails, and what is none."""
    news = harbour.folder(tmp_path / "news", SIZE)
    (news / "empty.txt").write_text("")
    (news / "photo.jpg").write_bytes(b"\xff\xd8")
    return news


@pytest.fixture
def out(news: Path) -> Path:
    """The results, with the report that the batch wrote."""
    return batch(news, brief=True).out


def held(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and below."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_it_is_written_into_the_folder_equal_to_the_one_of_the_batch(summarizer: Run, out: Path) -> None:
    report = out / "report.html"
    before = held(out)
    text = report.read_text("utf-8")
    assert text.startswith("<!doctype html>") and "empty.txt" in text and "photo.jpg" in text
    report.unlink()
    assert summarizer("report", out) == (0, "", f"Report in {report}.\n")
    assert held(out) == before


def test_it_is_written_to_another_file(summarizer: Run, out: Path, tmp_path: Path) -> None:
    before = held(out)
    (out / "report.html").unlink()
    assert summarizer("report", out, "-o", "talks.html") == (0, "", "Report in talks.html.\n")
    assert (tmp_path / "talks.html").read_bytes() == before.pop("report.html")
    assert held(out) == before


def test_it_is_written_to_stdout(summarizer: Run, out: Path, tmp_path: Path) -> None:
    before = held(tmp_path)
    outcome = summarizer("report", out, "-o", "-")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (out / "report.html").read_text("utf-8")
    assert held(tmp_path) == before


def test_without_a_brief_it_is_about_the_articles(summarizer: Run, news: Path) -> None:
    out = batch(news, brief=False).out
    assert not (out / "report.html").exists()
    assert summarizer("report", out).code == 0
    text = (out / "report.html").read_text("utf-8")
    assert all(harbour.article(number).splitlines()[0] in text for number in range(SIZE))


def no_folder(out: Path) -> None:
    out.rename(out.with_name("moved"))


def a_file(out: Path) -> None:
    no_folder(out)
    out.write_text("x")


def an_empty_folder(out: Path) -> None:
    no_folder(out)
    out.mkdir()


def another_folder(out: Path) -> None:
    an_empty_folder(out)
    (out / "articles").mkdir()
    (out / "notes.txt").write_text("x")


def no_json(out: Path) -> None:
    some_article(out).write_bytes(b"")


def half_an_article(out: Path) -> None:
    file = some_article(out)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def no_article(out: Path) -> None:
    some_article(out).write_text("{}")


def no_text(out: Path) -> None:
    some_article(out).write_bytes(b"\xff\xfe\x00")


def a_folder(out: Path) -> None:
    file = some_article(out)
    file.unlink()
    file.mkdir()


def no_brief(out: Path) -> None:
    (out / "brief.json").write_text("[{}]")


def half_a_brief(out: Path) -> None:
    (out / "brief.json").write_text('[{"')


def no_failures(out: Path) -> None:
    (out / "failures.json").write_text("")


def some_article(out: Path) -> Path:
    return sorted((out / "articles").iterdir())[SIZE // 2]


MISSING = [no_folder, a_file, an_empty_folder, another_folder]
BROKEN = [no_json, half_an_article, no_article, no_text, a_folder, no_brief, half_a_brief, no_failures]


@pytest.mark.parametrize("spoil", [*MISSING, *BROKEN], ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("output", [(), ("-o", "talks.html"), ("-o", "-")], ids=" ".join)
def test_what_no_page_can_be_made_of_is_one_sentence(
    summarizer: Run, out: Path, tmp_path: Path, spoil: Callable[[Path], None], output: tuple[str, ...]
) -> None:
    (out / "report.html").unlink()
    spoil(out)
    before = held(tmp_path)
    outcome = summarizer("report", out, *output)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: ") and outcome.err.endswith(".\n") and outcome.err.count("\n") == 1
    assert repr(str(out)) in outcome.err
    assert ("run `summarizer batch` again" if spoil in BROKEN else "name the folder") in outcome.err
    assert held(tmp_path) == before


def test_a_second_run_leaves_it_untouched(out: Path, news: Path) -> None:
    report = out / "report.html"
    before = (report.read_bytes(), report.stat().st_mtime_ns, report.stat().st_ino)
    assert batch(news, brief=True).unchanged == SIZE
    assert (report.read_bytes(), report.stat().st_mtime_ns, report.stat().st_ino) == before


def test_it_is_made_again_where_it_would_be_another(summarizer: Run, out: Path, news: Path) -> None:
    """A file that is no article changes no brief, and yet the page tells of it; so it is with a page of other words."""
    report = out / "report.html"
    for change in (lambda: (news / "more.jpg").write_bytes(b"\xff"), lambda: report.write_text("x"), report.unlink):
        change()
        assert batch(news, brief=True).unchanged == SIZE
        text = report.read_text("utf-8")
        assert "more.jpg" in text
        assert summarizer("report", out, "-o", "-").out == text


def test_of_too_many_articles_it_is_made_only_for_whoever_asks(
    summarizer: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.batch.finish.REPORT_MOST", 2)
    out, report = news.parent / "out", news.parent / "out" / "report.html"
    note = f"No report.html is written for more than 2 articles: `summarizer report {out}` makes it."
    ran = summarizer("batch", news, "-o", out, *BUILTIN)
    assert note in ran.err.splitlines() and f"begin with {out / 'brief.md'}." in ran.err
    assert not report.exists()

    assert summarizer("report", out).code == 0
    before = (report.read_bytes(), report.stat().st_mtime_ns)
    assert batch(news, brief=True).unchanged == SIZE
    assert (report.read_bytes(), report.stat().st_mtime_ns) == before

    (news / "week-000" / "port-00001.txt").write_text(harbour.article(90), "utf-8")
    changed = batch(news, brief=True)
    assert changed.notes == [note]
    assert not report.exists() and changed.briefs()

    for number in range(2):
        (news / "week-000" / f"port-{number:05}.txt").unlink()
    few = batch(news, brief=True)
    assert few.notes == [] and report.exists()
