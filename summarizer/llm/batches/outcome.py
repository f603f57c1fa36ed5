"""What a line of a batch's output or error file says of its request."""

import json
from collections.abc import Mapping
from typing import Any

from ...errors import StopError, SummarizerError
from ...ledger import Said
from ...ledger.waiting import TRIES, Outcome
from ...settings import Settings
from ..completion import kept, restored
from ..endpoint import Endpoint
from ..explain import explained
from ..fault import Fault, fault_in, stated
from ..tally import Tally
from .explain import given_up

_OK = 200


class Lines:
    """Reads the lines of one endpoint's batches. `factor` is the share of the list price that is paid."""

    def __init__(self, endpoint: Endpoint, settings: Settings, factor: float) -> None:
        self._endpoint, self._settings, self._factor = endpoint, settings, factor
        self.errors: dict[str, SummarizerError] = {}  # why the requests with these keys were refused
        self.stop: StopError | None = None  # what any further request would meet, too: no money left

    def outcome(self, line: Mapping[str, Any]) -> Outcome | None:
        """What became of a request; None for a line that names none."""
        key = line.get("custom_id")
        if not isinstance(key, str):
            return None
        response, error = line.get("response"), line.get("error")
        if not isinstance(response, Mapping):
            # No reply at all: `batch_expired`, `batch_cancelled`, `request_timeout`.
            return self.unanswered(key, _words(error))
        status, body = response.get("status_code"), response.get("body")
        if status == _OK and isinstance(body, Mapping):
            completion = restored(json.dumps(body))
            fault = fault_in(completion)
            if fault is None:
                return Outcome(key, self._said(body, completion.usage))
        else:
            said = body.get("error", body) if isinstance(body, Mapping) else body
            fault = stated(said, status if isinstance(status, int) else 0)
        return self._of_fault(key, fault)

    def unanswered(self, key: str, why: str) -> Outcome:
        """A request that got no reply; it is sent again, as often as that is done."""
        return Outcome(key, error=given_up(self._endpoint, why, TRIES), again=True)

    def _of_fault(self, key: str, fault: Fault) -> Outcome:
        if fault.no_quota and isinstance(error := explained(fault, self._endpoint, self._settings, 1), StopError):
            self.stop = error
        if fault.no_quota or fault.transient or not 400 <= (fault.status or 0) < 600:
            return self.unanswered(key, _why(fault))
        error = self.errors[key] = explained(fault, self._endpoint, self._settings, 1)
        return Outcome(key, error=str(error))

    def _said(self, body: Mapping[str, Any], usage: Any) -> Said:
        """The answer as the ledger keeps it. How long it took is not known: a batch is not waited for."""
        took = Tally()
        took.count(usage)
        listed = took.usage(self._endpoint.model).cost_usd
        text = kept(dict(body), self._endpoint)
        cost = None if listed is None else listed * self._factor
        return Said(text, took.input_tokens, took.output_tokens, cost, 0.0, 1)


def _why(fault: Fault) -> str:
    what = "no chat completion" if fault.status is None else f"HTTP {fault.status}"
    return f"{what}: {fault.message}" if fault.message else what


def _words(error: object) -> str:
    if not isinstance(error, Mapping):
        return "no reply"
    return ": ".join(str(error[name]) for name in ("code", "message") if error.get(name)) or "no reply"
