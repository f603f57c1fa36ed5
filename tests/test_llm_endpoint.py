"""Where a model is asked and with which key; what it costs; whether a text fits; what the doctor finds out."""

import asyncio
import re
from typing import Any

import pytest

from summarizer.errors import InputError, RequestRefusedError
from summarizer.llm import Pace, Probe, fits, price, probe, tokens
from summarizer.llm.endpoint import NO_KEY, PROVIDERS, endpoint
from summarizer.prompt import Prompt
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.summary import Template
from summarizer.settings import Settings

from .faults import FakeTime, FaultServer, closed_port, fault_server

TEMPLATE = Template(name="t", version="1", sha256="0")


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in PROVIDERS.values():
        monkeypatch.delenv(provider.key_variable, raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


server = pytest.fixture(fault_server)


@pytest.mark.parametrize("name", [name for name, provider in PROVIDERS.items() if not provider.local])
def test_a_provider_without_its_key_is_refused_and_the_variable_named(name: str) -> None:
    with pytest.raises(RequestRefusedError, match=PROVIDERS[name].key_variable):
        endpoint(f"{name}/test", Settings())


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_key_goes_to_its_provider(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROVIDERS[name].key_variable, " sk-1\n")
    found = endpoint(f"{name}/maker/test", Settings())
    assert (found.key, found.name, found.base_url) == ("sk-1", "maker/test", PROVIDERS[name].base_url)


@pytest.mark.parametrize("model", ["ollama/test", "llamacpp/test", "vllm/test", "lmstudio/test"])
def test_local_servers_need_no_key(model: str) -> None:
    assert endpoint(model, Settings()).key == NO_KEY


def test_an_address_of_ones_own_needs_no_key_and_flags_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:1/v1")
    assert endpoint("openai/test", Settings()).base_url == "http://localhost:1/v1"
    assert endpoint("openai/test", Settings(base_url="http://localhost:2/v1")).base_url == "http://localhost:2/v1"
    assert endpoint("openai/test", Settings()).key == NO_KEY
    assert endpoint("ollama/test", Settings()).base_url == PROVIDERS["ollama"].base_url


@pytest.mark.parametrize("key", ["sk-a b", "sk-“a”", "sk-a\nb"])
def test_a_key_that_was_pasted_wrongly_is_refused_without_showing_it(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(RequestRefusedError, match="OPENAI_API_KEY holds characters") as caught:
        endpoint("openai/test", Settings())
    assert key not in str(caught.value)


@pytest.mark.parametrize("address", ["localhost:8000/v1", "ftp://host/v1", "http://", "http://[::1", "http://h:99999/"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(InputError, match="http://localhost:8000/v1"):
        endpoint("openai/test", Settings(base_url=address))


def test_an_address_is_shown_without_its_password() -> None:
    found = endpoint("openai/test", Settings(base_url="http://me:hidden@host:8000/v1/?token=hidden"))
    assert found.where == "http://host:8000/v1"


@pytest.mark.parametrize("model", ["gpt-5", "openai/", "nobody/test", ""])
def test_a_model_that_is_none(model: str) -> None:
    with pytest.raises(InputError, match="provider/name"):
        endpoint(model, Settings())


def test_prices_come_from_the_list_or_not_at_all() -> None:
    one, both = price("openai/gpt-5-mini", 1_000_000, 0), price("openai/gpt-5-mini", 2_000_000, 0)
    assert one is not None and both is not None
    assert one > 0 and both == pytest.approx(2 * one)
    for unknown in ("openai/nobody-knows-it", "ollama/gpt-5-mini", "fireworks/none", "builtin", "x/y"):
        assert price(unknown, 1000, 1000) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("", 0, 0),
        ("The ferry crews want a raise of seven percent. ", 8, 14),
        ("Паромщики требуют повышения зарплаты. ", 8, 22),
        ("フェリーの乗組員は賃上げを求めている。", 10, 22),
        ("渡轮船员要求加薪百分之七。", 8, 16),
    ],
)
def test_tokens_are_estimated_by_script(text: str, low: int, high: int) -> None:
    assert low <= tokens(text) <= high


def test_fits_counts_the_question_the_schema_and_the_room_for_the_answer() -> None:
    settings = Settings(window=10_000, max_output_tokens=4_000)
    assert fits(Prompt("", "four" * 6_000, TEMPLATE), settings)
    assert not fits(Prompt("", "four" * 6_001, TEMPLATE), settings)
    assert not fits(Prompt("four", "four" * 6_000, TEMPLATE), settings)
    assert not fits(Prompt("", "four" * 6_000, TEMPLATE), settings, ArticleDraft)


HARBOUR = {"berth_of_the_ferry": 3, "state_of_the_tide": "rising"}


def probed(base_url: str, **settings: Any) -> Probe:
    time = FakeTime()
    return asyncio.run(probe("openai/test", Settings(base_url=base_url, **settings), Pace(time.clock, time.sleep)))


def test_the_doctor_finds_a_model_that_holds_to_a_strict_schema(server: FaultServer) -> None:
    server.answer = lambda body: HARBOUR if "response_format" in body else "Hello."
    found = probed(server.url)
    assert (found.answers, found.strict) == (True, True)
    assert found.answers_sentence == f"openai/test answers at {server.url}."
    assert server.bodies[1]["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize(
    ("script", "strict", "words"),
    [
        (["good", "prose"], False, "does not hold to it: use --mode"),
        (["good", "schema_refused"], False, "takes no strict schema: .* Invalid schema"),
        (["good", "refusal"], None, "is not known: .* refuses to answer"),
        (["null_content", "prose"], False, "does not hold"),
    ],
)
def test_the_doctor_finds_what_a_model_does_with_a_strict_schema(
    server: FaultServer, script: list[str], strict: bool | None, words: str
) -> None:
    server.enqueue(*script)
    found = probed(server.url)
    assert (found.answers, found.strict) == (True, strict)
    assert re.search(words, found.strict_sentence)


@pytest.mark.parametrize("fault", ["bad_key", "no_model", "no_path", "status_503"])
def test_the_doctor_says_why_nothing_answers(server: FaultServer, fault: str) -> None:
    server.enqueue(fault, times=50)
    found = probed(server.url)
    assert (found.answers, found.strict) == (False, None)
    assert "HTTP" in found.answers_sentence


def test_the_doctor_finds_no_server_and_no_key() -> None:
    assert "is the server running" in probed(f"http://127.0.0.1:{closed_port()}/v1").answers_sentence
    assert "OPENAI_API_KEY" in asyncio.run(probe("openai/test", Settings())).answers_sentence
