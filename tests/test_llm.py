"""What goes over the wire, and what comes back."""

import asyncio
import json
import logging
import os
import subprocess
import sys
import textwrap
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest

from summarizer.errors import InputError, InvalidAnswerError, RequestRefusedError
from summarizer.llm import Client, Desk, Pace, Tally, price
from summarizer.prompt import Prompt
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.summary import Template
from summarizer.settings import Mode, Settings

from .faults import EMPTY_DRAFT, FakeTime, FaultServer, Reply, completion, error, fault_server

KEY = "sk-secret-0123456789-secret"
HOSTILE = (
    'Jinja {{ x }} {% if y %} {# gone? #} JSON {"a": [1, {"b": null}]} braces { } {0} %s \\n <think> ```json\n```\n'
    "curly “quotes” – dash, 東京, \U0001f6a2, a\u00a0hard space, tab\t, https://example.org/a.png"
)
T = TypeVar("T")


def prompt(user: str = "The ferry crews want a raise.") -> Prompt:
    return Prompt("You read {{ reports }}.", user, Template(name="t", version="1", sha256="0"))


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


server = pytest.fixture(fault_server)


def with_client(
    server: FaultServer, use: Callable[[Client], Awaitable[T]], model: str = "openai/test", **settings: Any
) -> T:
    time = FakeTime()

    async def run() -> T:
        async with Client(
            model, Settings(base_url=server.url, **settings), Desk(Pace(time.clock, time.sleep))
        ) as client:
            return await use(client)

    return asyncio.run(run())


def ask(server: FaultServer, user: str = "They want a raise.", model: str = "openai/test", **settings: Any) -> Any:
    return with_client(server, lambda client: client.ask(prompt(user), ArticleDraft), model, **settings)


@pytest.mark.parametrize("mode", ["strict", "json_schema", "json", "tools", "md_json"])
def test_the_article_reaches_the_wire_untouched(server: FaultServer, mode: Mode) -> None:
    server.enqueue("wrong_schema") if mode != "tools" else None
    ask(server, HOSTILE, mode=mode)
    for request in server.requests:
        text = next(m["content"] for m in json.loads(request.body)["messages"] if m["role"] == "user")
        assert text == HOSTILE if mode != "md_json" else text.startswith(f"{HOSTILE}\n\nReturn the correct JSON")


def test_the_same_question_is_the_same_request_byte_for_byte(server: FaultServer) -> None:
    for _ in range(2):
        server.enqueue("wrong_schema")
        ask(server)
    first, again = server.requests[:2], server.requests[2:]
    assert [r.body for r in first] == [r.body for r in again]
    assert b"errors.pydantic.dev" not in again[1].body  # it carries pydantic's version


def test_a_reask_shows_the_model_its_answer_and_what_is_wrong(server: FaultServer) -> None:
    server.enqueue("wrong_schema")
    ask(server)
    *_, answer, complaint = server.bodies[1]["messages"]
    assert answer == {"role": "assistant", "content": '{"summary": "They met."}'}
    assert "demands\n  Field required" in complaint["content"]
    assert server.bodies[1]["response_format"] == server.bodies[0]["response_format"]


@pytest.mark.parametrize(
    ("model", "mode", "kind", "strict"),
    [
        ("openai/test", None, "json_schema", True),
        ("openrouter/maker/test", None, "json_schema", True),
        ("ollama/test:8b", None, "json_schema", None),
        ("llamacpp/test", None, "json_schema", None),
        ("vllm/maker/test", None, "json_schema", None),
        ("lmstudio/test", None, "json_schema", None),
        ("ollama/test", "strict", "json_schema", True),
        ("openai/test", "json_schema", "json_schema", None),
        ("deepseek/test", None, "json_object", None),
        ("openai/test", "json", "json_object", None),
        ("openai/test", "md_json", None, None),
        ("openai/test", "tools", None, None),
    ],
)
def test_each_provider_is_asked_as_it_understands(
    server: FaultServer, model: str, mode: str | None, kind: str | None, strict: bool | None
) -> None:
    answer = ask(server, model=model, mode=mode)
    body = server.bodies[0]
    form = body.get("response_format", {})
    assert form.get("type") == kind
    assert form.get("json_schema", {}).get("strict") is strict
    assert ("tools" in body) == (mode == "tools")
    assert body["model"] == model.split("/", 1)[1]
    assert answer.content == ArticleDraft.model_validate(EMPTY_DRAFT)
    assert answer.mode == (mode or {"json_object": "json"}.get(str(kind), "strict" if strict else "json_schema"))


@pytest.mark.parametrize("mode", ["json", "md_json"])
def test_without_a_schema_field_the_schema_stands_in_the_instructions(server: FaultServer, mode: Mode) -> None:
    ask(server, mode=mode)
    system = server.bodies[0]["messages"][0]["content"]
    assert system.startswith("You read {{ reports }}.")
    assert '"DraftDemand"' in system


@pytest.mark.parametrize("mode", ["strict", "json_schema", "json", "md_json"])
@pytest.mark.parametrize("fault", ["fenced", "think"])
def test_a_fence_or_a_thought_costs_no_second_call(server: FaultServer, mode: Mode, fault: str) -> None:
    server.enqueue(fault)
    assert ask(server, mode=mode).usage.calls == 1


def test_a_thought_without_its_opening_tag_and_parts_instead_of_text(server: FaultServer) -> None:
    text = json.dumps(EMPTY_DRAFT)
    parts = completion(None) | {}
    parts["choices"][0]["message"]["content"] = [{"type": "thinking", "thinking": []}, {"type": "text", "text": text}]
    server.enqueue(
        Reply(json.dumps(completion(f"so I say\n</think>\n{text}")).encode()), Reply(json.dumps(parts).encode())
    )
    assert [ask(server).usage.calls for _ in range(2)] == [1, 1]


def test_json_that_quotes_a_fence_is_left_alone(server: FaultServer) -> None:
    server.answer = EMPTY_DRAFT | {"negotiation": "```json {} ``` </think> over"}
    assert ask(server).content.negotiation == "```json {} ``` </think> over"


def test_limits_and_temperature_are_sent_as_each_server_names_them(server: FaultServer) -> None:
    ask(server, max_output_tokens=500)
    ask(server, model="ollama/test", max_output_tokens=500, temperature=0.0)
    openai, ollama = server.bodies
    assert openai["max_completion_tokens"] == ollama["max_tokens"] == 500
    assert "max_tokens" not in openai and "max_completion_tokens" not in ollama
    assert "temperature" not in openai
    assert ollama["temperature"] == 0.0


def test_tokens_of_all_attempts_are_summed_and_priced(server: FaultServer) -> None:
    server.enqueue("status_503", "wrong_schema", "no_usage")
    answer = ask(server, model="openai/gpt-5-mini", retry_seconds=5)
    assert (answer.usage.calls, answer.usage.input_tokens, answer.usage.output_tokens) == (3, 100, 10)
    assert answer.usage.cost_usd == price("openai/gpt-5-mini", 100, 10)
    assert answer.usage.seconds > 0


def test_a_tally_runs_on_over_calls_and_errors(server: FaultServer) -> None:
    tally = Tally()

    async def use(client: Client) -> None:
        await client.ask(prompt(), ArticleDraft, tally=tally)
        with pytest.raises(InvalidAnswerError):
            await client.ask(prompt(), ArticleDraft, tally=tally)

    server.enqueue("good", "prose", "prose")
    with_client(server, use, reasks=1)
    assert tally.usage("openai/test").model_dump(exclude={"seconds"}) == {
        "calls": 3,
        "input_tokens": 300,
        "output_tokens": 30,
        "cost_usd": None,  # nobody lists the price of openai/test
    }


def test_the_answer_is_the_shape_itself_and_nothing_more(server: FaultServer) -> None:
    content = ask(server).content
    assert type(content) is ArticleDraft
    assert vars(content) == EMPTY_DRAFT


@pytest.mark.parametrize("status", [400, 403, 404, 422, 500])
def test_the_key_is_in_no_text(server: FaultServer, status: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.enqueue(error(status, f"Bad header 'Bearer {KEY}' in request"))
    with pytest.raises(Exception) as caught:
        ask(server, retry_seconds=0)
    chain: BaseException | None = caught.value
    while chain is not None:
        assert KEY not in f"{chain} {chain!r}"
        chain = chain.__cause__
    assert KEY not in caplog.text
    with_client(server, _repr_is_safe)
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


async def _repr_is_safe(client: Client) -> None:
    assert KEY not in f"{client!r} {client.endpoint!r}"


def test_a_refusal_quotes_the_servers_words_without_control_characters(server: FaultServer) -> None:
    server.enqueue(error(400, "No \x1b[31mschema\n" + "x" * 900))
    with pytest.raises(RequestRefusedError, match=r"No  ?\[31mschema x+…\): try another --mode") as caught:
        ask(server)
    assert len(str(caught.value)) < 500


def test_importing_is_cheap_and_nothing_is_printed(server: FaultServer) -> None:
    server.enqueue("bad_key")
    program = """
        import asyncio, sys
        from types import SimpleNamespace
        from summarizer.errors import RequestRefusedError
        from summarizer.llm import Client
        from summarizer.schemas.draft import ArticleDraft
        from summarizer.settings import Settings

        client = Client("openai/test", Settings(base_url=sys.argv[1]))
        assert client.fits(SimpleNamespace(system="s", user="u"), ArticleDraft)
        heavy = {"openai", "instructor", "tenacity", "httpx2", "genai_prices"} & set(sys.modules)
        assert not heavy, heavy

        async def ask():
            async with client:
                await client.ask(SimpleNamespace(system="s", user="u"), ArticleDraft)

        try:
            asyncio.run(ask())
        except RequestRefusedError:
            print("refused")
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), server.url],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error::ResourceWarning"},
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "refused\n", "")


def test_a_model_that_cannot_be_asked_fails_before_any_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(RequestRefusedError, match="set OPENAI_API_KEY"):
        Client("openai/test", Settings())
    with pytest.raises(InputError, match="provider/name"):
        Client("gpt-5", Settings())
