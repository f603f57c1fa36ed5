"""What goes wrong with files, batches and their lines, as the sentence that a user reads."""

from ...errors import RequestRefusedError, SummarizerError
from ...settings import Settings
from ..endpoint import Endpoint
from ..explain import explained
from ..fault import Fault, Kind, short

_KEY_STATUSES = (401, 403)
_NO_SUCH_THING = (404, 405, 501)


def unserved(fault: Fault, endpoint: Endpoint, settings: Settings, tries: int) -> SummarizerError:
    """The error that a fault of the files or the batches of an endpoint means, after so many tries."""
    said = f": {endpoint.without_key(fault.message)}" if fault.message else ""
    reply = f"HTTP {fault.status}" if fault.status else "no JSON"
    if fault.kind is Kind.FOREIGN or fault.status in _NO_SUCH_THING:
        return RequestRefusedError(f"{endpoint.where} has no Batch API ({reply}{said}): leave out --batch-api.")
    final = fault.kind is Kind.STATUS and not (fault.transient or fault.no_quota)
    if final and fault.status not in _KEY_STATUSES:
        return RequestRefusedError(f"{endpoint.where} refuses the batch ({reply}{said}): leave out --batch-api.")
    return explained(fault, endpoint, settings, tries)


def given_up(endpoint: Endpoint, why: str, tries: int) -> str:
    """The sentence for a request that got no answer in several batches; `why` is what the last of them says."""
    return (
        f"{endpoint.model} at {endpoint.where} did not answer the request in {tries} batches (the last: "
        f"{endpoint.without_key(short(why))}): try again later, or leave out --batch-api."
    )


def invalid(endpoint: Endpoint, message: str) -> RequestRefusedError:
    """The error for a request whose line in a batch's file the server does not take."""
    said = endpoint.without_key(short(message)) or "no reason given"
    return RequestRefusedError(f"{endpoint.where} refuses the request in a batch ({said}): leave out --batch-api.")


def failed(endpoint: Endpoint, messages: list[str]) -> RequestRefusedError:
    """The error for a batch that the server refuses as a whole."""
    said = endpoint.without_key(short("; ".join(filter(None, messages)))) or "no reason given"
    return RequestRefusedError(
        f"{endpoint.where} refuses the batch for {endpoint.model} ({said}): correct what it names, or leave out "
        "--batch-api."
    )


def unknown(endpoint: Endpoint, at: str) -> RequestRefusedError:
    """The error for a batch of an earlier run that the server does not know."""
    return RequestRefusedError(
        f"{endpoint.where} does not know the batch {at} that an earlier run has sent: set {endpoint.key_variable} to "
        "the key it was sent with, or name another --ledger to have its requests asked anew."
    )
