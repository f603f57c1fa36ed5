"""The ledger behind a client and a model's server: nothing is paid twice, and no key gets into it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import SummarizerError
from summarizer.ledger import Ledger
from summarizer.llm import Answer, Client, Desk, Pace
from summarizer.prompt import Prompt
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.summary import Template
from summarizer.settings import Mode, Settings
from tests.faults import EMPTY_DRAFT, FakeTime, FaultServer, Reply, completion, error, fault_server
from tests.ledgers import rows

KEY = "sk-secret-0123456789-secret"
PROMPT = Prompt("You read reports.", "The ferry crews want a raise.", Template(name="draft", version="1", sha256="0"))
MODES: list[Mode] = ["strict", "json_schema", "json", "md_json", "tools"]
server = pytest.fixture(fault_server)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def ask(server: FaultServer, path: Path, mode: Mode = "strict", **settings: Any) -> Answer[ArticleDraft] | str:
    """The answer of one run, or the error it ends with."""

    async def run() -> Answer[ArticleDraft] | str:
        time, ledger = FakeTime(), Ledger(path)
        asked = {"base_url": server.url, "mode": mode, "retry_seconds": 9.0, "reasks": 2, **settings}
        try:
            desk = Desk(Pace(time.clock, time.sleep), ledger)
            async with Client("openai/gpt-5-mini", Settings(**asked), desk) as client:
                return await client.ask(PROMPT, ArticleDraft, about="talks.txt")
        except SummarizerError as raised:
            return f"{type(raised).__name__}: {raised}"
        finally:
            ledger.close()

    return asyncio.run(run())


def made(body: Any) -> Reply:
    return Reply(json.dumps(body).encode())


# Every one of these is an answer, and paid for: good, or not.
ANSWERS: dict[str, list[str | Reply]] = {
    "good": ["good"],
    "after retries": ["status_500", "rate_limited", "good"],
    "fenced": ["fenced"],
    "after thinking": ["think"],
    "without tokens": ["no_usage"],
    "refused": ["refusal"],
    "filtered": ["content_filter"],
    "too long": ["length"],
    **{f"then good: {name}": [name, "good"] for name in ("prose", "truncated_json", "wrong_schema", "null_content")},
    "nothing at all, then good": ["no_choices", "good"],
    "never in shape": ["prose", "wrong_schema", "prose"],
    "half an emoji": [made(completion("They met \ud83d and")), "good"],
    "the key": [made(completion(f"Your key is {KEY}, I hear.")), "good"],
    "the key as a refusal": [made(completion(None, refusal=f"Not with {KEY}."))],
    "the key in the draft": [made(completion({"negotiation": KEY})), "good"],
    "the key in a draft in shape": [made(completion({**EMPTY_DRAFT, "negotiation": f"About {KEY}"}))],
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ANSWERS)
def test_the_next_run_asks_nothing_and_comes_to_the_same(
    server: FaultServer, path: Path, name: str, mode: Mode
) -> None:
    server.enqueue(*ANSWERS[name])
    first = ask(server, path, mode)
    sent = len(server.requests)
    assert sent == len(ANSWERS[name]) or mode == "tools"  # there, what is no call of a function is of no use
    again = ask(server, path, mode)
    assert len(server.requests) == sent
    if isinstance(first, Answer) and isinstance(again, Answer):
        assert (again.content, again.answered_by) == (first.content, first.answered_by)
        assert (again.usage.calls, again.usage.cost_usd) == (first.usage.calls, first.usage.cost_usd)
    else:
        assert first == again
    assert_no_key(path)


FAILURES: dict[str, list[str | Reply]] = {
    "key refused": [error(401, f"Incorrect API key provided: {KEY}", "invalid_api_key")],
    "request refused": [error(400, f"No such thing for {KEY}")],
    "unreachable": [error(500, f"The key {KEY} broke it")] * 50,
    "a page": [Reply(f"<h1>{KEY}</h1>".encode(), 404, {"Content-Type": "text/html"})],
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_request_without_an_answer_is_sent_again_by_the_next_run(server: FaultServer, path: Path, name: str) -> None:
    server.enqueue(*FAILURES[name])
    assert isinstance(ask(server, path), str)
    sent = len(server.requests)
    ((noted, answer, attempts),) = rows(path, "SELECT error, answer, attempts FROM calls")
    assert (bool(noted), answer, attempts) == (True, None, sent)
    server._script.clear()
    assert isinstance(ask(server, path), Answer)
    assert len(server.requests) == sent + 1
    assert_no_key(path)


def test_another_address_is_the_same_request(server: FaultServer, path: Path) -> None:
    ask(server, path)
    moved = server.url.replace("127.0.0.1", "user:password@localhost") + "?token=abc"
    assert isinstance(ask(server, path, base_url=moved), Answer)
    assert len(server.requests) == 1
    server.enqueue("good")
    ask(server, path, base_url=moved, temperature=0.5)  # another request
    assert rows(path, "SELECT DISTINCT question, about FROM calls") == [("draft", "talks.txt")]
    for word in (b"password", b"token=abc"):
        assert_not_in(path, word)


def assert_no_key(path: Path) -> None:
    """In no byte of the files, though the server repeats the key: not as text, nor in JSON."""
    assert_not_in(path, KEY.encode())
    assert_not_in(path, b"0123456789-secret")


def assert_not_in(path: Path, word: bytes) -> None:
    for file in path.parent.iterdir():
        assert word not in file.read_bytes(), file.name
