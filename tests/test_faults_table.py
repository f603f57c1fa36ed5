"""One table: what a model's server can do wrong, and what comes of it."""

import asyncio
from dataclasses import dataclass
from functools import partial

import pytest

from summarizer.errors import (
    ContentFilterError,
    InvalidAnswerError,
    RefusalError,
    RequestRefusedError,
    SummarizerError,
    TruncatedError,
    UnreachableError,
)
from summarizer.llm import Answer, Client, Desk, Pace, Tally
from summarizer.prompt import Prompt
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.summary import Template
from summarizer.settings import Settings

from .faults import ANSWERED_BY, EMPTY_DRAFT, FAULTS, FakeTime, FaultServer, SkippingLoop, closed_port, fault_server

KEY = "sk-secret-0123456789-secret"
PROMPT = Prompt("Summarise.", "The ferry crews want a raise.", Template(name="t", version="1", sha256="0"))
RETRY_SECONDS = 9.0
REASKS = 2
TIMEOUT = 60.0  # seconds that nobody waits for


@dataclass(frozen=True)
class Row:
    """A fault, what comes of it once and for good, and the requests and answers (100 tokens each) that it takes.

    `calls` is None where jitter decides how many retries fit.
    """

    fault: str
    once: tuple[type[SummarizerError] | None, int, int | None]
    always: tuple[type[SummarizerError] | None, int | None, int | None]


def transient(fault: str, always_calls: int | None = None) -> Row:
    return Row(fault, (None, 2, 100), (UnreachableError, always_calls, None))


def asked_again(fault: str) -> Row:
    return Row(fault, (None, 2, 200), (InvalidAnswerError, 3, 300))


def final(fault: str, error: type[SummarizerError] | None, tokens: int | None) -> Row:
    return Row(fault, (error, 1, tokens), (error, 1, tokens))


TABLE = [
    transient("rate_limited"),
    transient("rate_limited_seconds", 4),
    transient("rate_limited_date", 2),
    final("rate_limited_for_a_day", UnreachableError, None),
    final("no_quota", RequestRefusedError, None),
    transient("status_500"),
    transient("status_502_html"),
    transient("status_503"),
    transient("status_504"),
    transient("hang"),
    transient("slow"),
    transient("cut"),
    transient("reset"),
    transient("garbage_body"),
    transient("web_page"),
    transient("error_in_200"),
    asked_again("truncated_json"),
    asked_again("prose"),
    asked_again("wrong_schema"),
    asked_again("null_content"),
    asked_again("no_choices"),
    final("fenced", None, 100),
    final("think", None, 100),
    final("no_usage", None, None),
    final("refusal", RefusalError, 100),
    final("content_filter", ContentFilterError, 100),
    final("length", TruncatedError, 100),
    final("bad_key", RequestRefusedError, None),
    final("forbidden", RequestRefusedError, None),
    final("no_model", RequestRefusedError, None),
    final("no_path", RequestRefusedError, None),
    final("schema_refused", RequestRefusedError, None),
    final("window_exceeded", TruncatedError, None),
    final("temperature_refused", RequestRefusedError, None),
]


@dataclass
class Outcome:
    error: SummarizerError | None
    answer: Answer[ArticleDraft] | None
    tally: Tally
    time: FakeTime


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


server = pytest.fixture(fault_server)


def asked(base_url: str, server: FaultServer | None = None) -> Outcome:
    time, tally = FakeTime(), Tally()
    settings = Settings(base_url=base_url, timeout=TIMEOUT, retry_seconds=RETRY_SECONDS, reasks=REASKS)
    loop = SkippingLoop()
    if server:
        server.held = partial(loop.skip, TIMEOUT + 1)

    async def ask() -> Answer[ArticleDraft]:
        async with Client("openai/gpt-5-mini", settings, Desk(Pace(time.clock, time.sleep))) as client:
            return await client.ask(PROMPT, ArticleDraft, tally=tally)

    try:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            return Outcome(None, runner.run(ask()), tally, time)
    except SummarizerError as error:
        return Outcome(error, None, tally, time)


def test_the_table_has_every_fault() -> None:
    assert sorted(row.fault for row in TABLE) == sorted(FAULTS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.fault)
def test_a_fault_that_passes(server: FaultServer, row: Row) -> None:
    server.enqueue(row.fault)
    outcome = asked(server.url, server)
    error, calls, tokens = row.once
    assert type(outcome.error) is (error or type(None)), outcome.error
    assert (len(server.requests), outcome.tally.calls) == (calls, calls)
    assert outcome.tally.input_tokens == tokens
    if outcome.answer:
        assert outcome.answer.content == ArticleDraft.model_validate(EMPTY_DRAFT)
        assert outcome.answer.answered_by == ANSWERED_BY
        assert outcome.answer.usage.input_tokens == tokens
        assert (outcome.answer.usage.cost_usd is None) == (tokens is None)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.fault)
def test_a_fault_that_stays(server: FaultServer, row: Row) -> None:
    server.enqueue(row.fault, times=50)
    outcome = asked(server.url, server)
    error, calls, tokens = row.always
    assert type(outcome.error) is (error or type(None)), outcome.error
    assert outcome.tally.calls == len(server.requests)
    assert calls in (None, len(server.requests))
    assert outcome.tally.input_tokens == tokens
    assert sum(outcome.time.slept) <= RETRY_SECONDS
    if outcome.error:
        text = str(outcome.error)
        assert text.endswith(".") and "\n" not in text
        assert "openai/gpt-5-mini" in text or server.url in text
        assert "secr" not in text  # not even the part of the key that OpenAI's own message repeats


def test_nobody_listens() -> None:
    outcome = asked(f"http://127.0.0.1:{closed_port()}/v1")
    assert type(outcome.error) is UnreachableError
    assert "--base-url" in str(outcome.error)
    assert 2 <= outcome.tally.calls <= 5
    assert sum(outcome.time.slept) <= 3  # it is probably a wrong address: no minutes of retries
