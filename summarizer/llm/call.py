"""One question with all the requests that it takes: what instructor calls where it would call openai."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from ..settings import Settings
from .choice import checked
from .endpoint import Endpoint
from .explain import explained
from .fault import Fault, Kind, fault_in, fault_of
from .pace import Pace
from .retry import retrying
from .tally import Tally

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

ASKED = 2  # messages of the question; what follows comes from re-asks
_PYDANTIC_URL = "https://errors.pydantic.dev"

Send = Callable[..., Awaitable[Any]]


class Call:
    """Sends, retries, counts and looks at the answer; `create` has the face of openai's method of that name."""

    def __init__(
        self, send: Send, endpoint: Endpoint, settings: Settings, pace: Pace, form: dict[str, Any] | None = None
    ) -> None:
        self._send, self._endpoint, self._settings, self._pace, self._form = send, endpoint, settings, pace, form
        self.tally = Tally()
        self.answers = 0
        self.answered_by: str | None = None

    async def create(self, **request: Any) -> "ChatCompletion":
        """One completion; raises errors of `summarizer.errors`, or JSONDecodeError for nothing to parse."""
        sent_before = self.tally.calls
        try:
            attempts = retrying(self._pace, self._settings.retry_seconds)
            completion: ChatCompletion = await attempts(self._once, self._worded(request))
        except Fault as fault:
            tries = self.tally.calls - sent_before
            raise explained(fault, self._endpoint, self._settings, tries) from None
        self.answers += 1
        checked(completion, self._endpoint, self._settings.max_output_tokens)
        return completion

    async def _once(self, request: dict[str, Any]) -> "ChatCompletion":
        await self._turn()
        self.tally.calls += 1
        try:
            # openai's own timeout starts anew with every byte; this one is for the whole request.
            async with asyncio.timeout(self._settings.timeout):
                completion: ChatCompletion = await self._send(**request)
        except Exception as error:
            fault = fault_of(error)
            if fault is None:
                raise
            if fault.retry_after and fault.transient:
                self._pace.hold(fault.retry_after)
            raise fault from error
        if fault := fault_in(completion):
            raise fault
        self.tally.count(completion.usage)
        self.answered_by = completion.model or self.answered_by
        return completion

    async def _turn(self) -> None:
        """Wait for the slow-down that a server asked of another call, unless it is longer than this one may take."""
        if (delay := self._pace.delay()) > self._settings.retry_seconds:
            raise Fault(Kind.HELD, retry_after=delay)
        await self._pace.ready()

    def _worded(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request as it is sent: with our schema in place of instructor's, re-asks without pydantic's addresses.

        The addresses carry pydantic's version: an update would change requests that nobody changed.
        """
        if self._form is not None:
            request = {**request, "response_format": self._form}
        messages = request["messages"]
        return {**request, "messages": [*messages[:ASKED], *map(_without_address, messages[ASKED:])]}


def _without_address(message: dict[str, Any]) -> dict[str, Any]:
    content = message.get("content")
    if message.get("role") == "assistant" or not isinstance(content, str) or _PYDANTIC_URL not in content:
        return message
    return {**message, "content": "\n".join(line for line in content.split("\n") if _PYDANTIC_URL not in line)}
