"""A contestant's recorded answers about one set: replayed offline, or recorded anew against a server.

The same rules as for the tests' cassettes (tests/conftest.py): matched on method, path and JSON body.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vcr import VCR
from vcr.cassette import Cassette
from vcr.record_mode import RecordMode

from tests.conftest import RECORDED_AT, RECORDING, ROOT, same_json, without_client_headers, without_server_headers

TAPES = ROOT / "cassettes" / "scores"
_PASSING = {408, 409, 425, 429}
_HOW = " (OPENAI_BASE_URL=... python -m benchmarks scores --record)."


class NotRecorded(BaseException):
    """There is no recorded answer to a request.

    No Exception: whoever retries a failed request would ask a second time for what is not there.
    """


class _Tape(Cassette):  # type: ignore[misc]
    """A cassette that says which file lacks an answer."""

    def can_play_response_for(self, request: Any) -> bool:
        """Whether there is one. Raises NotRecorded where only a replay will do."""
        if super().can_play_response_for(request):
            return True
        if self.write_protected:
            raise NotRecorded(f"{_shown(Path(self.path))} does not fit what is asked now: record it again{_HOW}")
        return False


@contextmanager
def replayed(tape: Path) -> Iterator[str]:
    """Requests to the base URL that it gives are answered from the tape. Raises NotRecorded."""
    if not tape.exists():
        raise NotRecorded(f"{_shown(tape)} is not there: record it{_HOW}")
    with _tape(tape, RecordMode.NONE, without_client_headers):
        yield RECORDED_AT


@contextmanager
def recorded(tape: Path, base_url: str) -> Iterator[str]:
    """Requests to the base URL that it gives are answered by its server; then all answers are on the tape.

    The file is written whole, and only if nothing was raised.
    """
    new = tape.with_name(f"{tape.name}.new")

    def at_one_place(request: Any) -> Any:
        request.uri = request.uri.replace(base_url.rstrip("/"), RECORDED_AT, 1)
        return without_client_headers(request)

    new.unlink(missing_ok=True)
    with _tape(new, RecordMode.ALL, at_one_place):
        yield base_url
    new.replace(tape)


def _tape(path: Path, mode: RecordMode, on_request: Any) -> Any:
    machine = VCR(
        **RECORDING, before_record_request=on_request, before_record_response=_answers, record_on_exception=False
    )
    machine.register_matcher("json_body", same_json)
    return _Tape.use(**machine.get_merged_config(path=str(path), record_mode=mode))


def _answers(response: dict[str, Any]) -> dict[str, Any] | None:
    """The response as it is kept; none that a retry may get past."""
    status = response["status"]["code"]
    return None if status in _PASSING or status >= 500 else without_server_headers(response)


def _shown(tape: Path) -> str:
    return str(tape.relative_to(ROOT) if tape.is_relative_to(ROOT) else tape)
