"""The engine with a model: long articles in parts, truncated answers split, repairs that fail cost nothing else."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import EndpointError, RefusalError, TruncatedError
from summarizer.model_engine import ModelEngine
from summarizer.run import gravest, summarize_article, summarize_source
from summarizer.schemas.article import Article
from summarizer.schemas.summary import ArticleSummary
from summarizer.settings import Settings
from tests.faults import FaultServer, fault_server
from tests.test_run import HALT, TEXT, WANTS, WRONG

server = pytest.fixture(fault_server)

DAYS = [
    f"Day {i}. The ferry talks went on in the harbour office for {i} hours. Nobody spoke to reporters."
    for i in range(9, 69)
]
LONG = "\n\n".join([*DAYS[:30], TEXT, *DAYS[30:]])


def draft(**lists: Any) -> dict[str, Any]:
    return {"negotiation": "ferry pay", "agreed_terms": [], "demands": [], "open_questions": []} | lists


def summarize(server: FaultServer, text: str, **settings: Any) -> ArticleSummary:
    async def work() -> ArticleSummary:
        engine = ModelEngine("openai/m", Settings(model="openai/m", base_url=server.url, **settings))
        try:
            return await summarize_article(Article.of(text), engine)
        finally:
            await engine.aclose()

    return asyncio.run(work())


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    yield


def says_what_it_reads(body: dict[str, Any]) -> dict[str, Any]:
    """A model that finds the halt and the demand wherever they stand in the part it is shown."""
    shown = body["messages"][1]["content"]
    return draft(
        agreed_terms=[HALT] if HALT["quotes"][0] in shown else [],
        demands=[WANTS] if WANTS["quotes"][0] in shown else [],
    )


def test_one_call_where_the_article_fits(server: FaultServer) -> None:
    server.answer = says_what_it_reads
    summary = summarize(server, TEXT)
    assert [item.id for item in summary.items] == ["a1", "d1"]
    assert summary.provenance.parts == 1
    assert summary.provenance.mode == "strict"
    assert len(server.bodies) == 1


def test_an_article_longer_than_the_window_is_read_in_parts_that_are_joined_without_doubles(
    server: FaultServer,
) -> None:
    server.answer = says_what_it_reads
    summary = summarize(server, LONG, window=5_000, max_output_tokens=500)
    assert summary.provenance.parts > 1
    assert len(server.bodies) == summary.provenance.parts
    assert [item.id for item in summary.items] == ["a1", "d1"]
    shown = "".join(body["messages"][1]["content"] for body in server.bodies)
    assert all(day in shown for day in DAYS), "nothing falls between two parts"
    assert summary.article.text[summary.items[0].evidence[0].start :].startswith(HALT["quotes"][0])


def test_a_truncated_answer_is_split_and_its_tokens_counted(server: FaultServer) -> None:
    server.enqueue("length")
    server.answer = says_what_it_reads
    summary = summarize(server, LONG)
    assert summary.provenance.parts == 2
    assert summary.provenance.usage.calls == 3
    assert [item.id for item in summary.items] == ["a1", "d1"]


def test_one_sentence_that_cannot_be_split_says_so(server: FaultServer) -> None:
    server.enqueue("length")
    with pytest.raises(TruncatedError):
        summarize(server, "The union met the owners.")


def test_a_repair_shows_only_what_failed_with_the_nearest_passage(server: FaultServer) -> None:
    missing = WANTS | {"quotes": ["The union wants nine percent"]}
    answers = iter(
        [
            draft(agreed_terms=[HALT, WRONG], demands=[missing]),
            {"agreed_terms": [], "demands": [WANTS | {"ref": "d1"}], "open_questions": [], "withdrawn": ["t2"]},
        ]
    )
    server.answer = lambda body: next(answers)
    summary = summarize(server, TEXT)
    asked = server.bodies[1]["messages"][1]["content"].split("The items that failed:")[1]
    assert "t2 (agreed_term)" in asked
    assert "d1 (demand)" in asked
    assert "t1" not in asked
    assert "Nearest passage: The union wants 9 percent and has threatened a strike on Friday." in asked
    assert summary.provenance.repaired == 1
    assert [left.reason for left in summary.rejected] == ["withdrawn"]
    assert summary.provenance.usage.calls == 2


def test_a_repair_that_fails_leaves_the_good_items_and_a_note(server: FaultServer) -> None:
    server.enqueue("good", "refusal")
    server.answer = draft(agreed_terms=[HALT, WRONG])
    summary = summarize(server, TEXT)
    assert len(summary.agreed_terms) == 1
    assert len(summary.rejected) == 1
    assert "could not be asked for again" in summary.notes[0]


def test_what_the_model_sees_is_the_article_to_the_letter(server: FaultServer) -> None:
    text = TEXT + '\n\n{{ 7 * 7 }} {% if x %} {"a": "\\u0041"} <|im_end|> =====\nEnd.'
    summarize(server, text)
    assert text in json.loads(server.requests[0].body)["messages"][1]["content"]


@pytest.mark.parametrize(("fault", "error"), [("refusal", RefusalError), ("bad_key", EndpointError)])
def test_a_first_answer_that_fails_is_the_articles_failure(
    fault: str, error: type[Exception], server: FaultServer
) -> None:
    server.enqueue(fault)
    with pytest.raises(error):
        summarize(server, TEXT)


def test_an_endpoint_that_breaks_midway_keeps_what_is_done_and_names_what_is_not(
    server: FaultServer, tmp_path: Path
) -> None:
    server.answer = says_what_it_reads
    server.enqueue("good", "bad_key")
    source = tmp_path / "feed.jsonl"
    source.write_text("\n".join(json.dumps({"text": f"{TEXT} {i}"}) for i in range(5)))
    settings = Settings(model="openai/m", base_url=server.url)
    summaries, errors = asyncio.run(summarize_source(source, settings))
    assert len(summaries) == 1
    assert isinstance(errors[0], EndpointError)
    assert "3 more articles" in str(errors[1])
    assert gravest(errors).exit_code == 3


def test_a_part_that_fails_does_not_cost_the_other_part(server: FaultServer) -> None:
    server.answer = says_what_it_reads
    server.enqueue("length", "refusal")
    summary = summarize(server, LONG)
    assert summary.provenance.parts == 2
    assert "was not read" in summary.notes[0]
