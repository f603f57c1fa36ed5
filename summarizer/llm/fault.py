"""What went wrong between here and an answer, in one form for every library and server.

openai, its transport and asyncio each raise their own; servers state the same thing in many bodies. A `Fault` never
leaves this package: `explain` turns it into the error that a user reads.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from time import time
from typing import Any

LONGEST_QUOTE = 200  # characters of a server's own message
_NO_ROOM = re.compile(
    r"context[ _](length|size|window)|maximum context|prompt is too long|too many tokens|request too large", re.I
)
_NO_QUOTA = re.compile(
    r"insufficient[_ ](quota|balance|credits)|exceeded your current quota|billing[_ ]hard[_ ]limit", re.I
)


class Kind(StrEnum):
    """How far a request came."""

    UNREACHED = "unreached"  # nobody listens there
    LATE = "late"  # no whole reply within the time for one request
    CUT = "cut"  # the connection broke off
    FOREIGN = "foreign"  # a reply, but no chat completion: probably another kind of server
    STATUS = "status"  # an HTTP status other than success
    HELD = "held"  # not sent: the server had asked to wait for longer than is allowed


@dataclass(eq=False)
class Fault(Exception):
    """One failed request. `retry_after` in seconds; `code` is the server's word for the error."""

    kind: Kind
    status: int | None = None
    message: str = ""
    code: str = ""
    retry_after: float | None = None

    @property
    def no_room(self) -> bool:
        """Whether the request is larger than the model's window."""
        return self.status == 413 or bool(_NO_ROOM.search(f"{self.code} {self.message}"))

    @property
    def no_quota(self) -> bool:
        """Whether the account is used up, which waiting does not mend."""
        return self.status == 402 or bool(_NO_QUOTA.search(f"{self.code} {self.message}"))

    @property
    def transient(self) -> bool:
        """Whether the same request may succeed a little later."""
        if self.kind is Kind.HELD or self.no_room or self.no_quota:
            return False
        if self.kind is not Kind.STATUS or self.status is None:
            return True
        return self.status in (408, 425, 429) or (self.status >= 500 and self.status not in (501, 505))

    @property
    def said(self) -> str:
        """The fault in a few words."""
        if self.kind is Kind.STATUS:
            return f"HTTP {self.status}"
        return {Kind.UNREACHED: "nobody answers", Kind.LATE: "no answer in time", Kind.CUT: "broken off"}.get(
            self.kind, "asked to wait" if self.kind is Kind.HELD else "no completion"
        )

    @property
    def brief(self) -> bool:
        """Whether it is worth a few seconds of retries only: the address is probably wrong."""
        return self.kind in (Kind.UNREACHED, Kind.FOREIGN)


def fault_of(error: Exception) -> Fault | None:
    """The fault behind an exception of the transport; None for an exception that is none."""
    import httpx2
    import openai

    if isinstance(error, (TimeoutError, openai.APITimeoutError, httpx2.TimeoutException)):
        return Fault(Kind.LATE)
    if isinstance(error, openai.APIConnectionError):
        cause = error.__cause__
        unreached = isinstance(cause, (httpx2.ConnectError, httpx2.UnsupportedProtocol))
        return Fault(Kind.UNREACHED if unreached else Kind.CUT, message=short(str(cause or error)))
    if isinstance(error, httpx2.RequestError):  # raised bare while a long reply is read
        return Fault(Kind.CUT, message=short(str(error)))
    if isinstance(error, openai.APIStatusError):
        fault = stated(error.body, error.status_code)
        fault.retry_after = retry_after(error.response.headers)
        return fault
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
        return Fault(Kind.FOREIGN)
    return None


def fault_in(completion: Any) -> Fault | None:
    """The fault that a reply with HTTP status 200 states in its body (OpenRouter, llama.cpp), or is."""
    if getattr(completion, "choices", None) is not None:
        return None
    said = getattr(completion, "error", None)
    if not said:
        return Fault(Kind.FOREIGN)
    code = said.get("code") if isinstance(said, Mapping) else None
    return stated(said, code if isinstance(code, int) and 400 <= code < 600 else 500)


def stated(body: object, status: int) -> Fault:
    """The fault that the body of a reply with an error's status tells of."""
    words = [str(body.get(key) or "") for key in ("code", "type", "param")] if isinstance(body, Mapping) else []
    return Fault(Kind.STATUS, status, short(_said(body)), " ".join(filter(None, words)))


def _said(body: object) -> str:
    """The sentence in an error's body, wherever the server puts it."""
    if isinstance(body, Mapping):
        return next((_said(body[key]) for key in ("message", "detail", "msg", "error") if body.get(key)), "")
    if isinstance(body, list):
        return _said(body[0]) if body else ""
    return body if isinstance(body, str) and not body.lstrip().startswith("<") else ""  # no HTML pages


def short(text: str) -> str:
    """A foreign text fit for one line of a terminal: no control characters, no more than a sentence or two."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split()).rstrip(". ")
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait: Retry-After as seconds or as a date (RFC 9110), or retry-after-ms.

    A date counts from the reply's own Date, so that a wrong clock on either side does no harm.
    """
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) / unit
        except (KeyError, ValueError):
            continue
        return max(0.0, seconds) if math.isfinite(seconds) else None
    try:
        until = parsedate_to_datetime(headers["retry-after"]).timestamp()
    except (KeyError, ValueError):
        return None
    try:
        now = parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError):
        now = time()
    return max(0.0, until - now)
