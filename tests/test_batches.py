"""The Batch API: every end of a batch and of its lines, and what a run makes of it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import (
    BudgetError,
    ContentFilterError,
    RequestRefusedError,
    SummarizerError,
    TruncatedError,
    UnansweredError,
)
from summarizer.llm import Client, Deferred, price
from summarizer.llm.batches import Settled
from summarizer.prompt import Prompt
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.summary import Template

from .batch_runs import MODEL, Run, go, number_in, only, rows
from .batch_server import MISSING, BatchServer, batch_server, batches_served, invalid, rejected, unreached
from .faults import completion

server = pytest.fixture(batch_server)


def test_requests_are_answered_in_one_batch_at_half_the_price(server: BatchServer, tmp_path: Path) -> None:
    run = Run(server.url, tmp_path)

    async def work(run: Run) -> Settled:
        settled = await run.settle(1, 2, 3)
        assert run.answered(1, 2, 3) == [True] * 3
        said = run.ledger.find(run.asked(2).key)
        assert said is not None and json.loads(said.completion)["choices"][0]["message"]["content"] == '{"answer": 1}'
        listed = price(MODEL, 100, 10)
        assert listed and said.cost_usd == pytest.approx(listed / 2)
        assert (said.input_tokens, said.output_tokens, said.attempts) == (100, 10, 1)
        return settled

    assert go(run, work) == Settled(answered=3)
    assert sorted(server.charged.values()) == [1, 1, 1]
    spent = run.desk.spending
    assert (spent.requests, spent.input_tokens, spent.cost) == (3, 300, pytest.approx(3 * price(MODEL, 100, 10) / 2))  # type: ignore[operator]
    assert rows(tmp_path, "SELECT DISTINCT via, question FROM calls") == [("batch", "draft")]
    assert rows(tmp_path, "SELECT count(*) FROM waiting") == rows(tmp_path, "SELECT count(*) FROM wanted") == [(0,)]
    assert rows(tmp_path, "SELECT status, ended IS NULL FROM batches") == [("completed", 0)]
    assert server.files == {}  # forgotten at the server
    assert run.heard[0].endswith("sent with 3 requests") and "in progress, 1 of 3 done" in " ".join(run.heard)


def test_the_file_holds_the_requests_as_they_would_be_sent(server: BatchServer, tmp_path: Path) -> None:
    run = Run(server.url, tmp_path)
    go(run, lambda run: run.settle(1, 2))
    (lines,) = server.lines
    assert [line["body"] for line in lines] == [run.asked(1).body, run.asked(2).body]
    assert [line["custom_id"] for line in lines] == [run.asked(1).key, run.asked(2).key]
    assert json.dumps(lines[0]["body"]["response_format"]) == json.dumps(run.asked(1).body["response_format"])
    assert {(line["method"], line["url"]) for line in lines} == {("POST", "/v1/chat/completions")}
    assert rows(tmp_path, "SELECT count(*) FROM parts") == [(2,)]  # the system message and the shape, once


def test_nothing_waiting_needs_no_request_and_no_library(server: BatchServer, tmp_path: Path) -> None:
    assert go(Run(server.url, tmp_path), lambda run: run.batches.settle()) == Settled()
    assert server.requests == []


@pytest.mark.parametrize("tokens", [-1, 2**63, 10**400, "many"], ids=lambda tokens: str(tokens)[:20])
def test_an_answer_with_an_impossible_number_of_tokens_is_kept(
    server: BatchServer, tmp_path: Path, tokens: Any
) -> None:
    usage = {"prompt_tokens": tokens, "completion_tokens": tokens, "total_tokens": tokens}
    body = {**completion({"answer": 1}), "usage": usage}
    server.fate = only(2, fate={"response": {"status_code": 200, "body": body}, "error": None})
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1, 2)) == Settled(answered=2)
    kept = rows(tmp_path, "SELECT input_tokens, output_tokens, cost_usd FROM calls WHERE about = '2.txt'")
    assert kept == [(None, None, None)]


def test_the_look_at_a_batch_becomes_rarer(server: BatchServer, tmp_path: Path) -> None:
    run = Run(server.url, tmp_path)
    go(run, lambda run: run.settle(1))
    assert run.time.slept[:2] == [5.0, 7.5] and max(run.time.slept) <= 60.0


def test_equal_requests_are_sent_once(server: BatchServer, tmp_path: Path) -> None:
    async def work(run: Run) -> Settled:
        await asyncio.gather(*(run.put_off(1) for _ in range(5)))
        return await run.settle(1)

    assert go(Run(server.url, tmp_path), work) == Settled(answered=1)
    assert [len(lines) for lines in server.lines] == [1]


@pytest.mark.parametrize(("limits", "sizes"), [({"most_requests": 2}, [2, 2, 1]), ({"most_bytes": 5000}, [2, 2, 1])])
def test_what_is_too_much_for_one_batch_goes_in_several(
    server: BatchServer, tmp_path: Path, limits: dict[str, Any], sizes: list[int]
) -> None:
    assert go(Run(server.url, tmp_path, **limits), lambda run: run.settle(1, 2, 3, 4, 5)) == Settled(answered=5)
    assert [len(lines) for lines in server.lines] == sizes
    assert set(server.charged.values()) == {1}


def test_a_request_too_large_for_any_batch_is_one_articles_failure(server: BatchServer, tmp_path: Path) -> None:
    with pytest.raises(UnansweredError, match="too large for a batch"):
        go(Run(server.url, tmp_path, most_bytes=1000), lambda run: run.put_off(1))


@pytest.mark.parametrize(
    ("fate", "kind", "words"),
    [
        (rejected(400, "Invalid schema"), UnansweredError, "Invalid schema"),
        (rejected(403, "No access"), UnansweredError, "HTTP 403"),
        (rejected(404, "The model does not exist"), UnansweredError, "no model"),
        (rejected(422, "Unprocessable"), UnansweredError, "Unprocessable"),
        (rejected(400, "Too long", "context_length_exceeded"), TruncatedError, "too large"),
        (rejected(400, "Stopped", "content_filter"), ContentFilterError, "content filter"),
        ({"response": {"status_code": 400, "body": "no JSON"}}, UnansweredError, "no JSON"),
    ],
)
def test_a_request_that_is_refused_is_not_sent_again(
    server: BatchServer, tmp_path: Path, fate: dict[str, Any], kind: type[SummarizerError], words: str
) -> None:
    server.fate = only(2, fate=fate)

    async def work(run: Run) -> None:
        assert await run.settle(1, 2) == Settled(answered=1, refused=1)
        with pytest.raises(kind, match=words):
            await run.put_off(2)
        assert await run.batches.settle() == Settled()

    go(Run(server.url, tmp_path), work)
    assert len(server.batches) == 1
    assert rows(tmp_path, "SELECT count(*) FROM waiting") == [(0,)]
    ((error, answer),) = rows(tmp_path, "SELECT error, answer FROM calls WHERE about = '2.txt'")
    assert words in error and answer is None


def test_a_refusal_holds_for_one_run(server: BatchServer, tmp_path: Path) -> None:
    server.fate = only(2, fate=rejected(400))
    go(Run(server.url, tmp_path), lambda run: run.settle(1, 2))
    server.fate = lambda _body: None
    assert go(Run(server.url, tmp_path), lambda run: run.settle(2)) == Settled(answered=1)


AGAIN = [
    rejected(429, "Slow down"),
    rejected(500, "The server had an error"),
    rejected(503, "Overloaded"),
    unreached("batch_expired"),
    unreached("batch_cancelled"),
    unreached("request_timeout"),
    MISSING,
    {"response": None, "error": None},
    {"response": {"status_code": 0, "body": None}, "error": None},
    {"response": {"status_code": 200, "body": {"error": {"message": "Overloaded", "code": 503}}}, "error": None},
    {"response": {"status_code": 200, "body": {"hello": "world"}}, "error": None},
]


@pytest.mark.parametrize("fate", AGAIN)
def test_a_request_without_an_answer_is_sent_again_when_it_is_asked_for(
    server: BatchServer, tmp_path: Path, fate: dict[str, Any]
) -> None:
    server.fate = only(2, fate=fate)

    async def work(run: Run) -> None:
        assert await run.settle(1, 2) == Settled(answered=1, again=1)
        assert await run.batches.settle() == Settled()  # nobody has asked for it
        server.fate = lambda _body: None
        assert await run.settle(2) == Settled(answered=1)
        said = run.ledger.find(run.asked(2).key)
        assert said is not None and said.attempts == 2

    go(Run(server.url, tmp_path), work)
    assert [len(lines) for lines in server.lines] == [2, 1]


@pytest.mark.parametrize("fate", AGAIN)
def test_a_request_that_is_never_answered_is_given_up(
    server: BatchServer, tmp_path: Path, fate: dict[str, Any]
) -> None:
    server.fate = only(2, fate=fate)

    async def work(run: Run) -> None:
        settled = [await run.settle(1, 2), await run.settle(2), await run.settle(2)]
        assert settled == [Settled(answered=1, again=1), Settled(again=1), Settled(refused=1)]
        with pytest.raises(UnansweredError, match=r"did not answer the request in 3 batches .*: try again later"):
            await run.put_off(2)

    go(Run(server.url, tmp_path), work)
    assert rows(tmp_path, "SELECT count(*) FROM waiting") == [(0,)]
    assert rows(tmp_path, "SELECT attempts FROM calls WHERE error IS NOT NULL") == [(3,)]


@pytest.mark.parametrize("ends", ["expired", "cancelled"])
def test_a_batch_that_ends_early_gives_what_was_done_and_the_rest_goes_again(
    server: BatchServer, tmp_path: Path, ends: str
) -> None:
    server.plan(ends, after=2)

    async def work(run: Run) -> None:
        assert await run.settle(1, 2, 3, 4) == Settled(answered=2, again=2)
        assert await run.settle(3, 4) == Settled(answered=2)

    go(Run(server.url, tmp_path), work)
    assert sorted(server.charged.values()) == [1, 1, 1, 1]
    assert rows(tmp_path, "SELECT status FROM batches ORDER BY status DESC") in (
        [(ends,), ("completed",)],
        [("completed",), (ends,)],
    )


def test_a_batch_cancelled_before_it_began_has_no_files(server: BatchServer, tmp_path: Path) -> None:
    server.plan("cancelled", after=0)
    server.fate = lambda _body: MISSING

    assert go(Run(server.url, tmp_path), lambda run: run.settle(1)) == Settled(again=1)


def test_bad_lines_are_refused_and_the_others_sent_without_them(server: BatchServer, tmp_path: Path) -> None:
    server.plan("failed", errors=[invalid("invalid_request", "Bad line", 2), invalid("x", "Worse line", 4)])

    async def work(run: Run) -> None:
        assert await run.settle(1, 2, 3, 4, 5) == Settled(answered=3, refused=2)
        with pytest.raises(UnansweredError, match=r"refuses the request in a batch .Bad line."):
            await run.put_off(2)
        with pytest.raises(UnansweredError, match="Worse line"):
            await run.put_off(4)

    go(Run(server.url, tmp_path), work)
    assert [len(lines) for lines in server.lines] == [5, 3]
    assert set(server.charged.values()) == {1}


def test_to_be_sent_again_without_bad_lines_counts_as_a_try(server: BatchServer, tmp_path: Path) -> None:
    server.plan("failed", errors=[invalid("invalid_request", "Bad line", 2)])
    go(Run(server.url, tmp_path), lambda run: run.settle(1, 2))
    assert rows(tmp_path, "SELECT about, attempts FROM calls ORDER BY about") == [("1.txt", 2), ("2.txt", 1)]


NOWHERE: list[Any] = [7, 0, -1, 2**63, 10**30, "first", {}]  # lines


@pytest.mark.parametrize("line", NOWHERE)
def test_a_batch_that_fails_for_lines_it_does_not_have_is_not_sent_for_ever(
    server: BatchServer, tmp_path: Path, line: Any
) -> None:
    for _ in range(20):
        server.plan("failed", errors=[invalid("invalid_request", "Bad line", line)])
    with pytest.raises(RequestRefusedError, match=r"refuses the batch for openai/gpt-5-mini .Bad line.: correct"):
        go(Run(server.url, tmp_path), lambda run: run.settle(1, 2))
    assert len(server.batches) == 1
    assert rows(tmp_path, "SELECT batch, tries FROM waiting") == [(None, 0)] * 2


@pytest.mark.parametrize(
    "errors", [[invalid("empty_file", "The input file is empty.")], [invalid("model_not_found", "No such model.")]]
)
def test_a_batch_refused_as_a_whole_stops_the_run_and_keeps_the_requests(
    server: BatchServer, tmp_path: Path, errors: list[dict[str, Any]]
) -> None:
    server.plan("failed", errors=errors)
    with pytest.raises(RequestRefusedError, match=errors[0]["message"].rstrip(".")):
        go(Run(server.url, tmp_path), lambda run: run.settle(1, 2))
    assert rows(tmp_path, "SELECT count(*) FROM waiting WHERE batch IS NULL") == [(2,)]
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1, 2)) == Settled(answered=2)


def test_the_servers_own_validation_passes_what_is_sent(server: BatchServer, tmp_path: Path) -> None:
    server.most_lines = 2
    with pytest.raises(RequestRefusedError, match="more than 2 requests"):
        go(Run(server.url, tmp_path), lambda run: run.settle(1, 2, 3))
    assert go(Run(server.url, tmp_path, most_requests=2), lambda run: run.settle(1, 2, 3)) == Settled(answered=3)


def test_an_endpoint_that_refuses_every_request_stops_the_run(server: BatchServer, tmp_path: Path) -> None:
    server.fate = lambda _body: rejected(400, "Invalid schema for response_format")
    with pytest.raises(RequestRefusedError, match="Invalid schema for response_format"):
        go(Run(server.url, tmp_path), lambda run: run.settle(1, 2, 3, 4))
    assert rows(tmp_path, "SELECT count(error) FROM calls") == [(4,)]


def test_a_few_refusals_before_any_answer_are_those_of_single_articles(server: BatchServer, tmp_path: Path) -> None:
    server.fate = lambda _body: rejected(400)
    assert go(Run(server.url, tmp_path), lambda run: run.settle(1, 2, 3)) == Settled(refused=3)


@pytest.mark.parametrize(
    "fate",
    [
        rejected(429, "You exceeded your current quota", "insufficient_quota"),
        rejected(400, "Billing hard limit has been reached", "billing_hard_limit_reached"),
    ],
)
def test_an_account_without_money_stops_the_run_with_what_was_answered(
    server: BatchServer, tmp_path: Path, fate: dict[str, Any]
) -> None:
    server.fate = only(2, fate=fate)
    run = Run(server.url, tmp_path)
    with pytest.raises(RequestRefusedError, match="nothing left to spend"):
        go(run, lambda run: run.settle(1, 2, 3))
    assert run.desk.spending.requests == 2
    assert rows(tmp_path, "SELECT about FROM waiting") == [("2.txt",)]


def test_an_account_with_little_room_gets_smaller_batches_one_after_the_other(
    server: BatchServer, tmp_path: Path
) -> None:
    server.room = 3
    run = Run(server.url, tmp_path)
    assert go(run, lambda run: run.settle(*range(10))) == Settled(answered=10)
    assert set(server.charged.values()) == {1} and len(server.charged) == 10
    assert len(server.batches) < 20


def test_no_room_at_all_is_waited_for_and_then_said(server: BatchServer, tmp_path: Path) -> None:
    server.room = 0
    run = Run(server.url, tmp_path)
    with pytest.raises(RequestRefusedError, match="Enqueued token limit reached"):
        go(run, lambda run: run.settle(1, 2))
    assert 300 < sum(run.time.slept) < 600
    assert rows(tmp_path, "SELECT count(*) FROM waiting WHERE batch IS NULL") == [(2,)]


def test_two_models_in_one_ledger_do_not_mix(server: BatchServer, tmp_path: Path) -> None:
    one, other = Run(server.url, tmp_path), Run(server.url, tmp_path, "openai/gpt-5-nano")
    go(one, lambda run: run.put_off(1))
    assert go(other, lambda run: run.settle(1)) == Settled(answered=1)
    assert [line["body"]["model"] for lines in server.lines for line in lines] == ["gpt-5-nano"]


def test_the_same_model_elsewhere_is_asked_there(server: BatchServer, tmp_path: Path) -> None:
    go(Run(server.url, tmp_path), lambda run: run.put_off(1))
    with batches_served({"answer": 2}) as elsewhere:
        assert go(Run(elsewhere.url, tmp_path), lambda run: run.settle(1)) == Settled(answered=1)
    assert server.requests == []


def test_what_no_run_wants_any_more_is_not_sent(server: BatchServer, tmp_path: Path) -> None:
    go(Run(server.url, tmp_path), lambda run: run.put_off(1, 2))
    assert go(Run(server.url, tmp_path), lambda run: run.settle(2, 3)) == Settled(answered=2)
    assert sorted(number_in(line["body"]) for line in server.lines[0]) == [2, 3]


def test_the_budget_holds_for_what_was_put_off(server: BatchServer, tmp_path: Path) -> None:
    worst = (price(MODEL, 0, 16_000) or 0) / 2

    async def work(run: Run) -> None:
        await run.put_off(1)
        with pytest.raises(BudgetError, match=r"\$0.0000 spent, up to .* for requests that wait"):
            await run.put_off(2)
        await run.put_off(1)  # is within
        assert await run.batches.settle() == Settled(answered=1)
        await run.put_off(2)  # what was planned at its worst has cost less

    go(Run(server.url, tmp_path, budget=worst * 1.9), work)


def test_what_was_ordered_before_is_not_held_against_the_budget(server: BatchServer, tmp_path: Path) -> None:
    server.fault("retrieve", *["bad_key"])
    with pytest.raises(RequestRefusedError):
        go(Run(server.url, tmp_path), lambda run: run.settle(1))
    assert go(Run(server.url, tmp_path, budget=0.0), lambda run: run.settle(1)) == Settled(answered=1)


PROMPT = Prompt("Summarise.", "The ferry crews want a raise.", Template(name="t", version="1", sha256="0"))
DRAFT: dict[str, Any] = {"negotiation": None, "agreed_terms": [], "demands": [], "open_questions": []}


def test_a_question_is_put_off_and_then_answered_without_a_request_of_its_own(
    server: BatchServer, tmp_path: Path
) -> None:
    server.answer = DRAFT

    async def work(run: Run) -> None:
        run.desk.instead = run.batches.put_off
        async with Client(MODEL, run.settings, run.desk) as client:
            with pytest.raises(Deferred):
                await client.ask(PROMPT, ArticleDraft)
            assert await run.batches.settle() == Settled(answered=1)
            answer = await client.ask(PROMPT, ArticleDraft)
        assert answer.content == ArticleDraft.model_validate(DRAFT)

    go(Run(server.url, tmp_path), work)
    assert not any("chat/completions" in request.path for request in server.requests)


def test_a_question_whose_request_was_refused_ends_in_thatinvalid(server: BatchServer, tmp_path: Path) -> None:
    server.fate = lambda _body: rejected(400, "Too long", "context_length_exceeded")

    async def work(run: Run) -> None:
        run.desk.instead = run.batches.put_off
        async with Client(MODEL, run.settings, run.desk) as client:
            with pytest.raises(Deferred):
                await client.ask(PROMPT, ArticleDraft)
            assert await run.batches.settle() == Settled(refused=1)
            with pytest.raises(TruncatedError, match="too large"):
                await client.ask(PROMPT, ArticleDraft)

    go(Run(server.url, tmp_path), work)


def test_a_bad_answer_is_asked_for_again_in_the_next_batch(server: BatchServer, tmp_path: Path) -> None:
    server.answer = lambda body: DRAFT if len(body["messages"]) > 2 else {"summary": "They met."}

    async def work(run: Run) -> None:
        run.desk.instead = run.batches.put_off
        async with Client(MODEL, run.settings, run.desk) as client:
            for _ in range(2):
                with pytest.raises(Deferred):
                    await client.ask(PROMPT, ArticleDraft)
                assert await run.batches.settle() == Settled(answered=1)
            answer = await client.ask(PROMPT, ArticleDraft)
        assert answer.usage.calls == 2

    go(Run(server.url, tmp_path), work)
    assert len(server.charged) == 2
