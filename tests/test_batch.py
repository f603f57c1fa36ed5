"""A folder in, a folder of results out: what it holds, what a second run does, what changes do."""

import asyncio
import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch import Job, Result, run_batch
from summarizer.errors import InputError, OutputError
from summarizer.schemas.batch import Failures
from summarizer.schemas.summary import ArticleSummary
from summarizer.settings import load_settings

from . import harbour
from .faults import FaultServer, Reply, Request, error, serving

SIZE = 12


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with serving(harbour.answer) as server:
        yield server


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return harbour.folder(tmp_path / "news", SIZE)


def batch(news: Path, server: FaultServer | None = None, *, brief: bool = False, **how: Any) -> Result:
    own = {name: how.pop(name) for name in ("include", "exclude", "budget", "batch_api") if name in how}
    flags = {"model": "openai/gpt-5-mini", "base_url": server.url} if server else {"model": "builtin"}
    out = how.pop("out", news.parent / "out")
    return asyncio.run(run_batch(Job(news, out, load_settings(**flags | how), brief=brief, **own)))


def unlistable(patch: pytest.MonkeyPatch, folder: str) -> None:
    """From now on a folder of that name cannot be listed."""
    real = os.scandir

    def refusing(path: Any) -> Any:
        if str(path).endswith(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    patch.setattr(os, "scandir", refusing)


def unreadable(patch: pytest.MonkeyPatch, name: str) -> None:
    """From now on a file of that name cannot be read."""
    real = Path.open

    def refusing(path: Path, *args: Any, **how: Any) -> Any:
        if path.name == name:
            raise OSError(5, "Input/output error", str(path))
        return real(path, *args, **how)

    patch.setattr(Path, "open", refusing)


def ids(out: Path) -> list[str]:
    return sorted(path.stem for path in (out / "articles").iterdir())


def test_every_article_has_its_summary(news: Path, server: FaultServer) -> None:
    result = batch(news, server)
    assert (result.done, result.failed, result.exit_code) == (SIZE, [], 0)
    assert len(server.requests) == result.requests == SIZE
    made = list(result.summaries())
    assert [len(summary.demands) for summary in made] == [1] * SIZE
    assert sorted(summary.article.source for summary in made)[0] == "week-000/port-00000.txt"
    for summary in made:
        for item in summary.items:
            piece = item.evidence[0]
            assert summary.article.text[piece.start : piece.end] == piece.quote


def test_a_second_run_asks_nothing_and_writes_nothing(news: Path, server: FaultServer) -> None:
    first = batch(news, server)
    before = {path: path.stat().st_mtime_ns for path in sorted(first.out.rglob("*.*")) if ".batch" not in path.name}
    second = batch(news, server)
    assert (second.done, second.unchanged, second.requests, second.cached) == (0, SIZE, 0, 0)
    after = {path: path.stat().st_mtime_ns for path in before}
    changed = [path.name for path in before if after[path] != before[path]]
    assert changed == ["failures.json"]
    assert len(server.requests) == SIZE


def test_a_deleted_result_is_made_again_without_a_request(news: Path, server: FaultServer) -> None:
    first = batch(news, server)
    name = ids(first.out)[3]
    whole = (first.out / "articles" / f"{name}.json").read_text("utf-8")
    (first.out / "articles" / f"{name}.json").unlink()
    (first.out / "articles" / f"{ids(first.out)[0]}.json").write_text("{}", "utf-8")
    second = batch(news, server)
    assert (second.done, second.unchanged, second.requests, second.cached) == (2, SIZE - 2, 0, 2)
    again = (first.out / "articles" / f"{name}.json").read_text("utf-8")
    assert _timeless(again) == _timeless(whole)


def test_another_folder_of_results_costs_nothing(news: Path, server: FaultServer, tmp_path: Path) -> None:
    batch(news, server)
    second = batch(news, server, out=tmp_path / "other")
    assert (second.done, second.requests, second.cached) == (SIZE, 0, SIZE)
    assert ids(tmp_path / "other") == ids(tmp_path / "out")


def test_a_changed_article_is_asked_about_again_and_a_removed_one_leaves(news: Path, server: FaultServer) -> None:
    first = batch(news, server)
    before = ids(first.out)
    (news / "week-000" / "port-00001.txt").write_text(harbour.article(99), "utf-8")
    (news / "week-000" / "port-00002.txt").unlink()
    second = batch(news, server)
    assert (second.done, second.unchanged, second.removed, second.requests) == (1, SIZE - 2, 2, 1)
    assert len(ids(first.out)) == SIZE - 1
    assert len(set(before) - set(ids(first.out))) == 2


def test_an_article_that_moves_costs_nothing(news: Path, server: FaultServer) -> None:
    first = batch(news, server)
    (news / "old").mkdir()
    (news / "week-000" / "port-00001.txt").rename(news / "old" / "port-00001.txt")
    second = batch(news, server)
    assert (second.done, second.removed, second.requests, second.cached) == (1, 0, 0, 1)
    assert {s.article.source for s in first.summaries()} >= {"old/port-00001.txt"}


def test_another_model_asks_again(news: Path, server: FaultServer) -> None:
    batch(news, server)
    second = batch(news, server, model="openai/gpt-5")
    assert (second.done, second.requests) == (SIZE, SIZE)


def test_equal_articles_in_flight_are_asked_about_once(tmp_path: Path, server: FaultServer) -> None:
    news = tmp_path / "news"
    for name in ("one", "two", "three", "four"):
        (news / name).mkdir(parents=True)
        (news / name / f"{name}.txt").write_text(harbour.article(1), "utf-8")
        (news / name / "same.txt").write_text(harbour.article(2), "utf-8")
    result = batch(news, server)
    assert len(server.requests) == 2
    assert (result.done, len(result.skipped)) == (5, 3)
    assert all("summarized once" in skipped.reason for skipped in result.skipped)


def test_what_is_no_article_is_accounted_for(tmp_path: Path) -> None:
    news = harbour.folder(tmp_path / "news", 2)
    (news / "photo.jpg").write_bytes(b"\xff\xd8")
    (news / "empty.txt").write_text("")
    (news / "README.md").write_text("About this folder.")
    (news / "two.jsonl").write_text(
        "\n".join(json.dumps({"text": harbour.article(n), "title": f"T{n}"}) for n in (7, 8)) + "\n{broken\n"
    )
    result = batch(news)
    assert result.done == 4
    assert [(f.source, f.kind) for f in result.failed] == [("empty.txt", "ReadError"), ("two.jsonl", "ReadError")]
    assert sorted(s.source for s in result.skipped) == ["README.md", "photo.jpg"]
    assert result.exit_code == 1
    listed = json.loads((result.out / "failures.json").read_text("utf-8"))
    assert [f["source"] for f in listed["failed"]] == ["empty.txt", "two.jsonl"]
    assert [s["source"] for s in listed["skipped"]] == ["README.md", "photo.jpg"]


def test_globs(tmp_path: Path) -> None:
    news = harbour.folder(tmp_path / "news", 6, of=2)
    result = batch(news, include=["week-00[01]/"], exclude=["*-00003.txt"])
    assert sorted(s.article.source[-9:-4] for s in result.summaries()) == ["00000", "00001", "00002"]
    batch(news)
    narrower = batch(news, exclude=["week-000/"])
    assert (narrower.unchanged, narrower.removed) == (4, 2)
    with pytest.raises(InputError, match="--include and --exclude leave"):
        batch(news, include=["*.pdf"])


def test_results_within_the_folder_are_not_read_as_articles(news: Path) -> None:
    for _ in range(2):
        result = batch(news, out=news / "results")
        assert (result.done + result.unchanged, result.failed, result.skipped) == (SIZE, [], [])


@pytest.mark.parametrize(
    ("out", "says"),
    [(".", "where the articles are"), ("../plain.txt", "is a file"), ("../foreign", "is no folder of a batch")],
)
def test_places_where_results_cannot_go(news: Path, out: str, says: str) -> None:
    (news.parent / "plain.txt").write_text("x")
    (news.parent / "foreign").mkdir()
    (news.parent / "foreign" / "brief.json").write_text("[]")
    with pytest.raises(InputError, match=says):
        batch(news, out=news / out)
    assert (news.parent / "foreign" / "brief.json").read_text() == "[]"


def test_results_of_another_folder_are_not_mixed(news: Path, tmp_path: Path) -> None:
    batch(news)
    other = harbour.folder(tmp_path / "other", 2)
    with pytest.raises(InputError, match="holds the results of"):
        batch(other, out=tmp_path / "out")
    moved = news.rename(tmp_path / "moved")
    with pytest.raises(InputError, match="holds the results of"):  # the first may be on a disk that is not there now
        batch(other, out=tmp_path / "out")
    assert batch(moved, out=tmp_path / "out").unchanged == SIZE


def test_two_runs_into_one_folder(news: Path, server: FaultServer) -> None:
    from summarizer.batch.outputs import Outputs

    out = news.parent / "out"
    with Outputs(out).locked(), pytest.raises(OutputError, match="Another run is writing into"):
        batch(news, server)
    assert batch(news, server).done == SIZE


def test_brief_and_tables(news: Path) -> None:
    result = batch(news, brief=True)
    assert sum(brief.articles for brief in result.briefs()) == SIZE
    assert (result.out / "brief.md").read_text("utf-8").strip()
    assert result.items == sum(len(s.items) for s in result.summaries()) > 0
    assert (result.out / "items.csv").read_bytes().count(b"\r\n") == result.items + 1
    (news / "week-000" / "port-00002.txt").unlink()
    batch(news, brief=True)
    (news / "week-000" / "port-00003.txt").unlink()
    assert batch(news, brief=False).briefs() == []  # one of other articles would mislead
    (news / "week-000" / "port-00003.txt").write_text(harbour.article(3), "utf-8")
    again = batch(news, brief=True)
    assert sum(brief.articles for brief in again.briefs()) == SIZE - 1
    assert "port-00002" not in (again.out / "brief.json").read_text("utf-8")


@pytest.mark.parametrize("broken", [b"", b"{", b'{"failed": 3}', b"[]", b"\xff"], ids=repr)
def test_a_broken_list_of_failures_is_written_anew_and_so_is_all_else(news: Path, broken: bytes) -> None:
    (news / "empty.txt").write_text("")
    out = batch(news, brief=True).out
    before = {name: (out / name).read_bytes() for name in ("brief.json", "brief.md", "items.csv", "report.html")}
    (out / "failures.json").write_bytes(broken)
    (news / "week-000" / "port-00001.txt").write_text(harbour.article(99), "utf-8")
    again = batch(news, brief=True)
    assert (again.stopped, again.exit_code, again.done) == (None, 1, 1)
    listed = Failures.model_validate_json((out / "failures.json").read_bytes())
    assert [failure.source for failure in listed.failed] == ["empty.txt"]
    assert all((out / name).read_bytes() != old for name, old in before.items())
    assert "empty.txt" in (out / "report.html").read_text("utf-8")


def test_a_folder_that_cannot_be_listed_removes_nothing(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(news)
    unlistable(monkeypatch, "week-000")
    result = batch(news)
    assert (result.removed, result.exit_code) == (0, 1)
    assert "cannot be read" in result.failed[0].reason
    assert len(ids(result.out)) == SIZE


def _timeless(text: str) -> ArticleSummary:
    summary = ArticleSummary.model_validate_json(text)
    summary.provenance.usage.seconds = 0
    return summary


def test_every_bad_line_of_a_feed_is_told(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    good = json.dumps({"text": harbour.article(1), "url": "https://x.example/\ud83d"})
    lines = [good, "{broken", json.dumps({"text": ""}), json.dumps([1]), good, good, "{broken"]
    (news / "feed.jsonl").write_text("\n".join(lines))
    for done, unchanged in ((1, 0), (0, 1)):
        result = batch(news)
        assert (result.done, result.unchanged) == (done, unchanged)
        assert (len(result.failed), len(result.skipped)) == (4, 2)


def test_a_summary_that_no_article_stands_for_leaves_whatever_became_of_the_state(news: Path) -> None:
    out = batch(news).out
    (out / ".batch.sqlite").unlink()
    (news / "week-000" / "port-00001.txt").unlink()
    assert batch(news).removed == 1
    assert len(ids(out)) == SIZE - 1


def test_a_file_that_cannot_be_read_for_a_moment_keeps_its_summary(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(news)
    unreadable(monkeypatch, "port-00001.txt")
    result = batch(news)
    assert (result.removed, len(result.failed)) == (0, 1)
    assert len(ids(result.out)) == SIZE


class _Repairless(FaultServer):
    """Drafts a quote that is in no article, and fails when asked again, until it is `well`."""

    well = False

    def reply(self, request: Request) -> Reply:
        body = json.loads(request.body)
        if body["response_format"]["json_schema"]["name"] == "ArticleDraft":
            return super().reply(request)
        if self.well:
            self.answer = {"agreed_terms": [], "demands": [], "open_questions": [], "withdrawn": ["d1"]}
            return super().reply(request)
        self.requests.append(request)
        return error(500, "The server had an error")


def test_a_repair_that_is_not_answered_leaves_the_article_for_the_next_run(news: Path) -> None:
    """The draft is in the ledger: what is asked then is the repair only."""

    def poor(body: dict[str, Any]) -> Any:
        draft = harbour.answer(body)
        draft["demands"][0]["quotes"] = ["Nobody said that the port is closed on Sundays for ever."]
        return draft

    server = _Repairless(poor)
    try:
        first = batch(news, server, retry_seconds=0, outage_seconds=0)
        assert first.done == 0
        assert {failure.kind for failure in first.failed} <= {"UnansweredError"}
        server.well, before = True, server.requests.copy()
        second = batch(news, server)
    finally:
        server.close()
    assert (second.done, second.failed) == (SIZE, [])
    asked = [json.loads(r.body)["response_format"]["json_schema"]["name"] for r in server.requests[len(before) :]]
    assert asked.count("RepairDraft") == SIZE
    drafts = [r.body for r in server.requests if b'"ArticleDraft"' in r.body]
    assert len(drafts) == len(set(drafts)) == SIZE


@pytest.mark.parametrize("brief", [True, False])
@pytest.mark.parametrize("broken", [b"", b"{}"])
def test_a_broken_summary_of_a_file_that_cannot_be_read_is_one_sentence(
    news: Path, monkeypatch: pytest.MonkeyPatch, brief: bool, broken: bytes
) -> None:
    out = batch(news, brief=brief).out
    spoilt = next(file for file in (out / "articles").iterdir() if b"port-00003" in file.read_bytes())
    spoilt.write_bytes(broken)
    (news / "week-000" / "port-00001.txt").write_text(harbour.article(90), "utf-8")
    with monkeypatch.context() as patch:
        unreadable(patch, "port-00003.txt")
        result = batch(news, brief=brief)
    assert isinstance(result.stopped, OutputError) and spoilt.name in str(result.stopped)
    assert "\n" not in str(result.stopped) and (out / "failures.json").exists()
    assert batch(news, brief=brief).exit_code == 0


def test_a_stray_file_among_the_summaries_ends_the_run_in_order(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays where a folder cannot be listed: an article in there may be what it is of."""
    out = batch(news, brief=True).out
    (out / "articles" / "stray.json").write_text("")
    (news / "locked").mkdir()
    with monkeypatch.context() as patch:
        unlistable(patch, "locked")
        result = batch(news, brief=True)
    assert isinstance(result.stopped, OutputError) and "cannot be read as a result" in str(result.stopped)
    assert "locked" in (out / "failures.json").read_text("utf-8")
    assert batch(news, brief=True).exit_code == 0


def test_where_a_folder_cannot_be_listed_only_what_lay_in_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the articles that could be looked for, those that are gone or changed leave as always."""
    news = harbour.folder(tmp_path / "news", 6, of=3)  # week-000 and week-001
    batch(news, brief=True)
    (news / "week-000" / "port-00000.txt").unlink()
    (news / "week-000" / "port-00001.txt").write_text(harbour.article(90), "utf-8")
    with monkeypatch.context() as patch:
        unlistable(patch, "week-001")
        result = batch(news, brief=True)
    assert (result.done, result.removed) == (1, 2)
    assert {summary.article.source for summary in result.summaries()} == {
        *("week-000/port-00001.txt", "week-000/port-00002.txt"),
        *(f"week-001/port-0000{number}.txt" for number in (3, 4, 5)),
    }
    assert [failure.source for failure in result.failed] == ["week-001"]


def test_a_file_that_cannot_be_read_this_time_says_that_its_earlier_summary_is_kept(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(news, brief=True)
    (news / "week-000" / "port-00001.txt").write_text(harbour.article(90), "utf-8")
    with monkeypatch.context() as patch:
        unreadable(patch, "port-00003.txt")
        result = batch(news, brief=True)
    (failure,) = result.failed
    assert failure.reason.endswith("Its earlier summary is kept.")
    notes = [note for brief in result.briefs() for note in brief.notes]
    assert any(note.startswith("As it was read before: ") for note in notes)
    assert not any(note.startswith("Not in this brief") for note in notes)


def test_without_a_model_named_nothing_is_replaced_by_another_engine(news: Path, server: FaultServer) -> None:
    """As when the key is missing from the environment of the second run: the built-in engine would read."""
    first = batch(news, server)
    with pytest.raises(InputError, match="holds summaries by openai/gpt-5-mini, and no model is named now"):
        asyncio.run(run_batch(Job(news, first.out, load_settings())))
    assert batch(news, server).unchanged == SIZE
    assert batch(news).done == SIZE  # named, it may


def test_after_a_budget_the_tables_are_of_what_is_done(news: Path, server: FaultServer) -> None:
    result = batch(news, server, budget=0.0332)
    assert result.exit_code == 4 and 0 < result.done < SIZE
    with (result.out / "items.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = len(list(csv.DictReader(table)))
    assert rows == result.items == sum(len(summary.items) for summary in result.summaries())
