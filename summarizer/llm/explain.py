"""From a fault to the sentence a user reads: what, where, what to do. No key is ever in it."""

import re

from ..errors import ContentFilterError, RequestRefusedError, SummarizerError, TruncatedError, UnreachableError
from ..settings import Settings
from .endpoint import Endpoint
from .fault import Fault, Kind
from .pace import Pace

LATER = "try again later"
_FLAGGED = re.compile(r"\b(flagged|moderation)\b", re.I)


def explained(fault: Fault, endpoint: Endpoint, settings: Settings, tries: int) -> SummarizerError:
    """The error that a fault means, after so many tries."""
    said = f": {endpoint.without_key(fault.message)}" if fault.message else ""
    if fault.no_room:
        return TruncatedError(
            f"The request is too large for {endpoint.model} at {endpoint.where} ({_reply(fault)}{said}): "
            f"set SUMMARIZER_WINDOW (now {settings.window}) to the window that the server gives the model."
        )
    if fault.kind is Kind.STATUS and not (fault.transient or fault.no_quota):
        return _refused(fault, endpoint, said)
    return _gave_up(fault, endpoint, settings, tries, said)


def of_this_one(fault: Fault, pace: Pace, failing: float, limit: float) -> bool:
    """Whether a request that fails since `failing` does so for what is in it: others are answered, or were.

    Only a run with some tolerance takes a refusal for one article's: before anything was answered, so many requests
    may be refused, since the first articles may be the bad ones.
    """
    if fault.kind is Kind.STATUS and fault.status in (400, 422):
        pace.refused += 1
        known = pace.proven or pace.answered is not None
        return pace.tolerance > 0 and (known or pace.refused <= pace.tolerance)
    if fault.kind is Kind.HELD or not fault.transient:
        return False
    ours = pace.serves(failing, limit) or (pace.spares and not (fault.brief and pace.answered is None))
    pace.given_up += 1
    return ours


def _gave_up(fault: Fault, endpoint: Endpoint, settings: Settings, tries: int, said: str) -> SummarizerError:
    where, times = endpoint.where, "1 try" if tries == 1 else f"{tries} tries"
    if fault.no_quota:
        return RequestRefusedError(
            f"The account behind {endpoint.key_variable} has nothing left to spend at {where} ({_reply(fault)}{said}): "
            "see to its billing, or use another key."
        )
    if fault.kind is Kind.UNREACHED:
        return UnreachableError(
            f"Nothing answers at {where} for {endpoint.model}{said}: is the server running, and is --base-url right?"
        )
    if fault.kind is Kind.FOREIGN:
        return UnreachableError(
            f"What answers at {where} sends no chat completions: correct --base-url (most addresses end in /v1)."
        )
    if fault.retry_after is not None and (fault.kind is Kind.HELD or fault.retry_after > settings.retry_seconds):
        return UnreachableError(
            f"{where} asks to wait {fault.retry_after:.0f} s before {endpoint.model} is asked again, longer than "
            f"SUMMARIZER_RETRY_SECONDS ({settings.retry_seconds:g}): {LATER}, or raise it."
        )
    what = {
        Kind.LATE: f"did not answer within {settings.timeout:g} s",
        Kind.CUT: f"broke off the connection{said}",
    }.get(fault.kind, f"fails with {_reply(fault)}{said}")
    advice = f"{LATER}, or raise SUMMARIZER_TIMEOUT" if fault.kind is Kind.LATE else LATER
    return UnreachableError(f"{endpoint.model} at {where} {what} ({times}): {advice}.")


def _refused(fault: Fault, endpoint: Endpoint, said: str) -> SummarizerError:
    where, reply = endpoint.where, _reply(fault)
    stopped = ContentFilterError(
        f"The content filter of {where} stopped the article ({reply}{said}): use another --model for it."
    )
    if fault.status == 403 and _FLAGGED.search(fault.message):  # OpenRouter, of an input that its moderation holds back
        return stopped
    if fault.status in (401, 403):  # the server's own message may repeat a part of the key
        return RequestRefusedError(
            f"{where} refuses the key for {endpoint.model} ({reply}): "
            f"set {endpoint.key_variable} to a key that may use it."
        )
    if fault.status == 404 and "model" in f"{fault.code} {fault.message}".casefold():
        return RequestRefusedError(f"{where} has no model {endpoint.name!r} ({reply}{said}): correct --model.")
    if fault.status in (404, 405):
        return RequestRefusedError(
            f"{where} has no chat completions ({reply}{said}): correct --base-url (most addresses end in /v1), "
            f"or the model {endpoint.name!r}."
        )
    if "content_filter" in fault.code or "content_policy" in fault.code:
        return stopped
    if "temperature" in f"{fault.code} {fault.message}":
        advice = "leave SUMMARIZER_TEMPERATURE unset"
    elif endpoint.output_field in f"{fault.code} {fault.message}":
        advice = "set SUMMARIZER_MAX_OUTPUT_TOKENS to what the model allows"
    else:
        others = [m for m in ("json_schema", "json", "md_json", "tools") if m != endpoint.mode]
        advice = f"try another --mode ({', '.join(others)})"
    return RequestRefusedError(f"{where} refuses the request for {endpoint.model} ({reply}{said}): {advice}.")


def _reply(fault: Fault) -> str:
    return f"HTTP {fault.status}"
