"""What a night with many articles and a paid key brings: outages, bad articles in odd places, faults of our own."""

import json
import os
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from summarizer.batch import reading, work
from summarizer.cli import cli

from . import harbour
from .faults import Body, error
from .watched import MODEL, NO_CERTIFICATES, SharedTime, batch, number_of, pairs, watching

SIZE = 8


@pytest.fixture(autouse=True)
def no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(*NO_CERTIFICATES)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return harbour.folder(tmp_path / "news", SIZE)


def failed(result: Any) -> list[tuple[str, str]]:
    return [(Path(failure.source).stem, failure.kind) for failure in result.failed]


@pytest.mark.parametrize("concurrency", [1, 4])
def test_an_outage_at_night_does_not_end_the_run(news: Path, concurrency: int) -> None:
    time = SharedTime()

    def choose(_body: Body) -> str:
        return "good" if time.now < 1200 or time.now > 4000 else "status_503"

    def later(body: Body) -> str:
        said = choose(body)
        if said == "good" and number_of(body) == 1:
            time.now = max(time.now, 1200.0)  # the outage begins
        return said

    with watching(later) as server:
        result = batch(news, server.url, time=time, concurrency=concurrency, retry_seconds=300, outage_seconds=3600)
        assert time.now > 4000
        assert (result.done + len(result.failed), result.stopped) == (SIZE, None)
        assert len(result.failed) <= (3 if concurrency == 1 else 0)  # one at a time, nothing tells whose fault it is
        then = batch(news, server.url, time=time, concurrency=concurrency)
        assert (then.done + then.unchanged, then.exit_code) == (SIZE, 0)
        assert len(server.answered) == SIZE


@pytest.mark.parametrize("fault", ["status_500", "cut", "schema_refused"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_bad_articles_do_not_keep_the_others_from_being_done(news: Path, concurrency: int, fault: str) -> None:
    """Not in this run, and not in one where nothing else is left to do."""
    bad = {3, 4}
    with watching(lambda body: fault if number_of(body) in bad else "good") as server:
        for run in range(2):
            time = SharedTime()
            result = batch(news, server.url, time=time, concurrency=concurrency, retry_seconds=60, outage_seconds=600)
            assert failed(result) == [("port-00003", "UnansweredError"), ("port-00004", "UnansweredError")]
            assert result.exit_code == 1
            assert (result.done, result.unchanged) == ((SIZE - 2, 0) if run == 0 else (0, SIZE - 2))
        assert Counter(map(number_of, server.bodies)) >= Counter(range(SIZE))
        assert len(server.answered) == SIZE - 2


def test_many_refused_articles_are_their_own_fault_where_the_model_has_answered_before(news: Path) -> None:
    good = {0, 1}
    with watching(lambda body: "good" if number_of(body) in good else "schema_refused") as server:
        for _ in range(2):
            result = batch(news, server.url)
            assert (len(result.failed), result.stopped, result.exit_code) == (SIZE - 2, None, 1)


def test_a_question_of_the_brief_waits_for_an_endpoint_that_is_away(news: Path) -> None:
    """It is not left to the built-in engine, as one that fails for what is in it would be."""
    time = SharedTime()

    def choose(body: Body) -> str:
        return "good" if number_of(body) is not None or time.now > 2000 else "status_503"

    with watching(choose, pairs) as server:
        result = batch(news, server.url, time=time, brief=True, retry_seconds=60, outage_seconds=3600)
    assert result.exit_code == 0 and time.now > 2000
    assert "did not answer" not in (result.out / "brief.md").read_text("utf-8")


def test_an_endpoint_that_is_gone_before_the_brief_ends_the_run(news: Path) -> None:
    with watching(lambda body: "good" if number_of(body) is not None else "status_503", pairs) as server:
        result = batch(news, server.url, brief=True, retry_seconds=60, outage_seconds=600)
    assert (result.done, result.exit_code) == (SIZE, 3)
    assert not (result.out / "brief.json").exists()
    with watching(answer=pairs) as server:
        then = batch(news, server.url, brief=True)
        assert (then.unchanged, then.exit_code) == (SIZE, 0)
        assert sum(brief.articles for brief in then.briefs()) == SIZE
        assert not any(number_of(body) is not None for body in server.bodies)


def test_an_article_that_a_moderation_holds_back_costs_itself_only(news: Path) -> None:
    held = error(403, "openai/gpt-5-mini requires moderation. Your input was flagged for violence")
    with watching(lambda body: held if number_of(body) == 2 else "good") as server:
        result = batch(news, server.url)
    assert failed(result) == [("port-00002", "ContentFilterError")]
    assert result.done == SIZE - 1


def test_what_is_in_flight_is_waited_for_where_the_run_stops_by_itself(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is paid for, and the next run need not ask again."""
    monkeypatch.setattr(work, "GRACE", 0.0)
    stopping, drained = threading.Event(), work.Work._drained

    async def draining(self: work.Work, *tasks: Any) -> None:
        stopping.set()
        await drained(self, *tasks)

    monkeypatch.setattr(work.Work, "_drained", draining)

    def choose(body: Body) -> str:
        if number_of(body) == 0:
            assert server.wait(lambda: server.in_flight == 4)
            return "bad_key"
        assert server.wait(lambda: server.given[0] > 0)
        assert stopping.wait(30)  # the run knows, and has no grace for what it does not wait for
        return "good"

    with watching(choose) as server:
        result = batch(news, server.url)
        assert (result.done, result.exit_code, len(server.requests)) == (3, 3, 4)
    with watching() as server:
        then = batch(news, server.url)
        assert (then.unchanged, then.done, len(server.requests)) == (3, SIZE - 3, SIZE - 3)


def test_a_key_that_is_a_letter_is_struck_out_of_no_answer(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers that want none are given any: x, none, EMPTY."""
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    with watching() as server:
        result = batch(news, server.url)
    assert (result.done, result.failed) == (SIZE, [])


def test_the_screen_says_which_article_failed(news: Path) -> None:
    with watching(lambda body: "refusal" if number_of(body) == 2 else "good") as server:
        asked = ["--model", MODEL, "--base-url", server.url, "--no-brief"]
        done = CliRunner().invoke(cli, ["batch", str(news), "-o", str(news.parent / "out"), *asked])
    assert done.exit_code == 1
    assert "Failed: week-000/port-00002.txt: openai/gpt-5-mini refuses to answer" in done.stderr


@pytest.mark.parametrize(("module", "name"), [(reading, "opened_raw"), (work, "render")])
def test_a_fault_of_the_program_costs_one_article(
    news: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    real = getattr(module, name)

    def faulty(first: Any, *rest: Any) -> Any:
        stem = Path(first.name if name == "opened_raw" else first[0].article.source).stem
        if stem == "port-00002":
            raise RuntimeError("two\nlines")
        return real(first, *rest)

    monkeypatch.setattr(module, name, faulty)
    with watching() as server:
        result = batch(news, server.url)
        assert result.done == SIZE - 1
        (failure,) = result.failed
        assert failure.source == "week-000/port-00002.txt"
        assert "the program itself failed (RuntimeError: two lines); please report it." in failure.reason
        monkeypatch.setattr(module, name, real)
        assert batch(news, server.url).exit_code == 0
        assert len(server.answered) == SIZE


def test_articles_with_odd_names_and_texts(tmp_path: Path) -> None:
    news = harbour.folder(tmp_path / "news", 1)
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (news / name).write_text(harbour.article(1), "utf-8")
    except OSError:  # a file system with UTF-8 names only
        (news / "café.txt").write_text(harbour.article(1), "utf-8")
    (news / "new\nline.txt").write_text(harbour.article(2), "utf-8")
    half = json.dumps({"text": harbour.article(3) + "\nThe union waved \ud83d.", "title": "Half \ud83d"})
    (news / "half.jsonl").write_text(half + "\n", "ascii")
    with watching() as server:
        result = batch(news, server.url, brief=True)
    assert (result.done, failed(result)) == (4, [])
    assert batch(news, server.url).unchanged == 4


def test_an_answer_with_half_an_emoji(news: Path) -> None:
    def answer(body: Body) -> Any:
        said = harbour.answer(body)
        if number_of(body) == 1:
            said["demands"][0]["speaker"] = "Ada \ud83d"
        return said

    with watching(answer=answer) as server:
        result = batch(news, server.url, brief=True)
    assert result.done + len(result.failed) == SIZE
    assert result.stopped is None
