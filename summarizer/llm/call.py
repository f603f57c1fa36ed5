"""One question with all the requests that it takes: what instructor calls where it would call openai."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import EndpointError, UnansweredError
from ..ledger import Asked, Said
from ..settings import Settings
from .choice import checked
from .completion import kept, restored
from .desk import Closed, Deferred, Desk
from .endpoint import Endpoint
from .explain import explained, of_this_one
from .fault import Fault, Kind, fault_in, fault_of
from .retry import Trying, retrying
from .tally import Tally
from .worst import most

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

ASKED = 2  # messages of the question; what follows comes from re-asks
_PYDANTIC_URL = "https://errors.pydantic.dev"
_TOO_MANY = (429, 503, 529)  # 529 is said by some for "overloaded"

Send = Callable[..., Awaitable[Any]]


class Call:
    """Sends, retries, counts and looks at the answer; `create` has the face of openai's method of that name.

    `question` and `about` are for the log: the template's name, and what it was asked about.
    """

    def __init__(
        self,
        send: Send,
        endpoint: Endpoint,
        settings: Settings,
        desk: Desk,
        *,
        form: dict[str, Any] | None = None,
        question: str = "",
        about: str = "",
    ) -> None:
        self._send, self._endpoint, self._settings, self._desk, self._form = send, endpoint, settings, desk, form
        self._question, self._about = question, about
        self.tally = Tally()
        self.answers = 0
        self.answered_by: str | None = None
        self.last: Asked | None = None
        self._trying = Trying()
        self._before: list[str] = []  # keys of what was asked

    async def create(self, **request: Any) -> "ChatCompletion":
        """One completion, from the ledger where it has one.

        Raises errors of `summarizer.errors`, Deferred, or JSONDecodeError for nothing to parse.
        """
        asked = Asked(self._endpoint.model, self._endpoint.where, self._worded(request), self._question, self._about)
        self._before.append(asked.key)
        self.last = replace(asked, repeat=self._before.count(asked.key) - 1)
        completion = await self._completion(self.last)
        self.answers += 1
        self.answered_by = completion.model or self.answered_by
        checked(completion, self._endpoint, self._settings.max_output_tokens)
        return completion

    async def _completion(self, asked: Asked) -> "ChatCompletion":
        """The completion that the ledger has, or a fresh one that it has then; that, too, as it is kept.

        A re-ask quotes it, and has to be the same request in the next run; nor may a key that a server repeats go on.
        """
        ledger = self._desk.ledger
        if ledger is None:
            return restored((await self._sent(asked)).completion)
        answer = await ledger.answered(asked, lambda: self._sent(asked))
        if not answer.fresh:
            self.tally.replay(answer.said)
            self._desk.spending.cached += 1
        return restored(answer.said.completion)

    async def _sent(self, asked: Asked) -> Said:
        """A fresh answer."""
        if self._desk.closed():
            raise Closed
        if self._desk.instead is not None:
            await self._desk.instead(asked)
            raise Deferred
        if self._under_way(asked):
            raise UnansweredError(
                f"{asked.about or 'This request'}: an earlier run has sent it through the Batch API, and its answer is "
                "still to come: run again with --batch-api to take it in, or it is paid for twice."
            )
        pace, before, own = self._desk.pace, self.tally.calls, Tally()
        started, self._trying = pace.clock(), Trying()
        pace.trying += 1
        try:
            tried = retrying(pace, self._settings.retry_seconds, self._trying)
            completion: ChatCompletion = await tried(self._once, asked.body)
        except Fault as fault:
            tries, failing = self.tally.calls - before, self._trying.failing or started
            error = explained(fault, self._endpoint, self._settings, tries)
            if isinstance(error, EndpointError) and of_this_one(fault, pace, failing, self._settings.retry_seconds):
                error = error.of_one_request(pace.answered is not None)
            if self._desk.ledger is not None:
                await self._desk.ledger.note_failure(asked, error, pace.clock() - started, tries)
            raise error from None
        finally:
            pace.trying -= 1
        own.count(completion.usage)
        return Said(
            kept(completion.to_dict(warnings=False), self._endpoint),
            own.input_tokens,
            own.output_tokens,
            self._cost(own),
            pace.clock() - started - self._trying.waited,
            self.tally.calls - before,
        )

    def _under_way(self, asked: Asked) -> bool:
        """Whether a batch of the Batch API is to answer it: sent again, it would be paid for twice."""
        ledger = self._desk.ledger
        return ledger is not None and ledger.under_way(asked.key, asked.model, asked.endpoint)

    async def _once(self, request: dict[str, Any]) -> "ChatCompletion":
        pace, spending = self._desk.pace, self._desk.spending
        most, came = self._most(request), pace.clock()
        async with pace.slot():
            await spending.hold(most)
            sent, lost = 0.0, False
            try:
                await self._turn()
                if self._desk.closed():
                    raise Closed
                self.tally.calls += 1
                sent, lost = pace.clock(), True
                self._trying.waited += sent - came
                completion = await self._answer(request)
                lost = not self._counted(completion.usage)
            except asyncio.CancelledError:
                spending.given_up += lost
                raise
            except Fault as fault:
                pace.fault = fault.said
                self._trying.failing = self._trying.failing or pace.clock()
                lost = fault.kind in (Kind.LATE, Kind.CUT, Kind.FOREIGN)
                if fault.transient and fault.status in _TOO_MANY:
                    pace.slow(sent, fault.retry_after)
                elif fault.transient and fault.retry_after:
                    pace.hold(fault.retry_after)
                raise
            finally:
                spending.release(most, lost=lost)
            pace.answer()
        self.tally.count(completion.usage)
        return completion

    def _counted(self, usage: Any) -> bool:
        """Count a fresh answer as spent; whether the server says what it took."""
        took = Tally()
        took.count(usage)
        cost = self._cost(took)
        self._desk.spending.count(took.input_tokens, took.output_tokens, cost)
        return cost is not None

    async def _answer(self, request: dict[str, Any]) -> "ChatCompletion":
        self._desk.pace.on_wire += 1
        try:
            # openai's own timeout starts anew with every byte; this one is for the whole request.
            async with asyncio.timeout(self._settings.timeout):
                # As the extra part of a body it goes as it is; else openai looks at each of its 700 values first.
                completion: ChatCompletion = await self._send(model="", messages=[], extra_body=request)
        except Exception as error:
            if (fault := fault_of(error)) is None:
                raise
            raise fault from error
        finally:
            self._desk.pace.on_wire -= 1
        if fault := fault_in(completion):
            raise fault
        return completion

    async def _turn(self) -> None:
        """Wait for the slow-down that a server asked of another call, unless it is longer than this one may take."""
        pace = self._desk.pace
        if (delay := pace.delay()) > max(self._settings.retry_seconds, pace.patience):
            raise Fault(Kind.HELD, retry_after=delay)
        await pace.ready()

    def _most(self, request: dict[str, Any]) -> float:
        """What a request may cost at most, in dollars; 0 where no limit asks for it."""
        if self._desk.spending.limit is None:
            return 0.0
        return most(request, self._endpoint, self._settings) * self._desk.spending.factor

    def _cost(self, took: Tally) -> float | None:
        cost = took.usage(self._endpoint.model).cost_usd
        return None if cost is None else cost * self._desk.spending.factor

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
