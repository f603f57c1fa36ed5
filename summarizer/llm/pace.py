"""When the next request may go out: the clock of the package, and the slow-down that all calls of a run share."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

FASTER = 0.2  # by so many requests at a time with every answer, until `most` is reached again
FIRST_HOLD, LONGEST_HOLD = 1.0, 60.0  # seconds, after a "too many requests" that does not say how long


@dataclass
class Pace:
    """A server's "not before" and how many requests it bears at a time, shared by every call of a run.

    A "too many requests" halves the number in flight, for all; every answer lets it grow again, up to `most`.
    `patience` is how long an endpoint that answers nobody is tried, in seconds of `clock`; `tolerance` how many
    requests it may refuse before it has answered any; `spare` how many may be given up one after another, with no
    answer between them, before the endpoint is held to be out of order and not the articles. `proven`: an earlier run
    has had answers to requests of this form. `needed`: no answer can be done without. Tests put in a clock and a sleep
    of their own.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    not_before: float = 0.0
    most: int = 64
    patience: float = 0.0
    tolerance: int = 0
    spare: int = 0
    proven: bool = False
    needed: bool = False
    answered: float | None = None  # when the last answer came
    refused: int = 0
    given_up: int = 0  # since the last answer
    trying: int = 0  # requests with their retries
    on_wire: int = 0  # requests sent, whose answers are to come
    fault: str = ""  # the last one, in a few words; empty once a request is answered again
    _busy: int = 0
    _bears: float = field(init=False)
    _slowed: float | None = None
    _in_a_row: int = 0
    _queue: "deque[asyncio.Future[None]]" = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._bears = float(self.most)

    @property
    def bears(self) -> int:
        """How many requests may be in flight now."""
        return max(1, int(self._bears))

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """One of the places in flight, once it is free.

        It is left without waiting for anything: an answer goes from the wire to the ledger in one go.
        """
        await self._place()
        try:
            yield
        finally:
            self._leave()

    def slow(self, sent: float, retry_after: float | None) -> None:
        """A request sent at `sent` was one too many: fewer at a time from now on, and none for a while.

        Of those that were in flight together, only the first counts: they were all sent at the old pace.
        """
        if self._slowed is not None and sent <= self._slowed:
            self.hold(retry_after or 0.0)
            return
        self._slowed = self.clock()
        self._bears = max(1.0, self._bears / 2)
        self.hold(min(LONGEST_HOLD, FIRST_HOLD * 2**self._in_a_row) if retry_after is None else retry_after)
        self._in_a_row += 1

    def answer(self) -> None:
        """A request was answered: a little more at a time."""
        self.answered, self.fault = self.clock(), ""
        self.given_up = self._in_a_row = 0
        self._bears = min(float(self.most), self._bears + FASTER)

    def answered_since(self, moment: float) -> bool:
        """Whether any request was answered since then."""
        return self.answered is not None and self.answered >= moment

    def serves(self, failing: float, limit: float) -> bool:
        """Whether the endpoint answers others, while a request fails since `failing` that is tried for `limit` seconds.

        What came with the first faults of an outage proves nothing in the middle of it. But where places are left free,
        no other request is there that could be answered: then it counts, unless the answer is needed.
        """
        lately = self.answered_since(self.clock() - limit / 2)
        return lately or (not self.needed and self.trying < self.most and self.answered_since(failing))

    @property
    def spares(self) -> bool:
        """Whether a request that nobody answers may be the one at fault: others of its form were answered once."""
        return not self.needed and (self.proven or self.answered is not None) and self.given_up < self.spare

    def hold(self, seconds: float) -> None:
        """Let nobody send for so long; a longer hold that stands already stays."""
        self.not_before = max(self.not_before, self.clock() + seconds)

    def delay(self) -> float:
        """How long the next request has to wait."""
        return max(0.0, self.not_before - self.clock())

    async def ready(self) -> None:
        """Return when a request may go out."""
        while (delay := self.delay()) > 0:
            await self.sleep(delay)

    async def _place(self) -> None:
        if self._busy < self.bears and not self._queue:
            self._busy += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the place was ours already: it goes to the next
                self._leave()
            raise

    def _leave(self) -> None:
        """Free a place; those that wait get what is free, in the order in which they came."""
        self._busy -= 1
        while self._queue and self._busy < self.bears:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                self._busy += 1
