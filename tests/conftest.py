"""What all tests share: cassettes that match on the JSON body, and an environment without keys."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .warm import Warm

# A busy machine is no fault: the first example of a test may wait for what is imported and compiled.
settings.register_profile("any machine", parent=settings(), deadline=None)
settings.load_profile("any machine")

ROOT = Path(__file__).parent.parent
# A recording asks the endpoint in OPENAI_BASE_URL; a replay asks the one that the cassettes name.
RECORDED_AT = "http://127.0.0.1:8765/v1"
RECORDED_MODEL = "openai/claude"
# What decides an answer is matched: an edited prompt makes its cassette invalid. No header is kept that is ours.
RECORDING: dict[str, Any] = {
    "match_on": ["method", "path", "json_body"],
    "filter_headers": [
        "authorization",
        "api-key",
        "cookie",
        "user-agent",
        "host",
        "connection",
        "accept-encoding",
        "openai-organization",
        "openai-project",
    ],
    "decode_compressed_response": True,
}


@pytest.fixture(autouse=True)
def plain_environment(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No key, no model and no colour from whoever runs the tests; recording keeps the endpoint and its key.

    Each test has a ledger of its own.
    """
    recording = request.config.getoption("--record-mode") not in (None, "none")
    kept = {"OPENAI_API_KEY", "OPENAI_BASE_URL"} if recording else set()
    for name in list(os.environ):
        if name.startswith(("SUMMARIZER_", "OPENAI_", "OLLAMA_")) and name not in kept:
            monkeypatch.delenv(name)
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or (name.endswith("_API_KEY") and name not in kept):
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    if recording:
        monkeypatch.setenv("OPENAI_API_KEY", os.environ.get("OPENAI_API_KEY", "none"))
    monkeypatch.setenv("SUMMARIZER_LEDGER", str(tmp_path_factory.mktemp("ledger", numbered=True) / "ledger.sqlite"))


@pytest.fixture(scope="session")
def warm() -> Iterator["Warm"]:
    """Runs the program in processes of its own, quickly."""
    from .warm import Warm

    with Warm() as warm:
        yield warm


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    """How cassettes are written and read."""
    return RECORDING | {
        "before_record_request": without_client_headers,
        "before_record_response": without_server_headers,
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    """`cassettes/<test module>/<test>.yaml`, beside the tests' folder."""
    return str(ROOT / "cassettes" / request.module.__name__.rsplit(".", 1)[-1])


def pytest_recording_configure(config: pytest.Config, vcr: Any) -> None:
    """Compare JSON bodies as values, whatever the order of their keys."""
    vcr.register_matcher("json_body", same_json)


def same_json(a: Any, b: Any) -> None:
    """A matcher of vcrpy's: raises AssertionError where the bodies of two requests differ."""
    # No assert: where $CI is set, pytest draws up what differs between any two bodies, which takes it minutes.
    if _decoded(a.body) != _decoded(b.body):
        raise AssertionError("the request differs from the recorded one: record again")


def _decoded(body: bytes | str | None) -> Any:
    return json.loads(body) if body else None


def without_client_headers(request: Any) -> Any:
    """The request as it is recorded."""
    for name in [name for name in request.headers if name.lower().startswith("x-stainless")]:
        del request.headers[name]
    return request


def without_server_headers(response: dict[str, Any]) -> dict[str, Any]:
    """The response as it is recorded."""
    kept = {"content-type"}
    response["headers"] = {k: v for k, v in response["headers"].items() if k.lower() in kept}
    return response


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """A browser for the tests of a module; of `NEEDS_CHROMIUM` ones only."""
    from .browsers import browser

    with browser() as running:
        yield running
