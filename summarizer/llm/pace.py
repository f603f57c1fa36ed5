"""When the next request may go out: the clock of the package, and the slow-down that all calls of a run share."""

import asyncio
import time
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
    requests it may refuse before it has answered any. Tests put in a clock and a sleep of their own.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    not_before: float = 0.0
    most: int = 64
    patience: float = 0.0
    tolerance: int = 0
    answered: float | None = None  # when the last answer came
    refused: int = 0
    _busy: int = 0
    _bears: float = field(init=False)
    _slowed: float | None = None
    _in_a_row: int = 0
    _freed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self._bears = float(self.most)

    @property
    def bears(self) -> int:
        """How many requests may be in flight now."""
        return max(1, int(self._bears))

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """One of the places in flight, once it is free."""
        async with self._freed:
            await self._freed.wait_for(lambda: self._busy < self.bears)
            self._busy += 1
        try:
            yield
        finally:
            async with self._freed:
                self._busy -= 1
                self._freed.notify(max(1, self.bears - self._busy))

    def slow(self, sent: float, retry_after: float | None) -> None:
        """A request sent at `sent` was one too many: fewer at a time from now on, and none for a while.

        Of those that were in flight together, only the first counts: they were all sent at the old pace.
        """
        if self._slowed is not None and sent < self._slowed:
            self.hold(retry_after or 0.0)
            return
        self._slowed = self.clock()
        self._bears = max(1.0, self._bears / 2)
        self.hold(min(LONGEST_HOLD, FIRST_HOLD * 2**self._in_a_row) if retry_after is None else retry_after)
        self._in_a_row += 1

    def answer(self) -> None:
        """A request was answered: a little more at a time."""
        self.answered = self.clock()
        self._in_a_row = 0
        self._bears = min(float(self.most), self._bears + FASTER)

    def answered_since(self, moment: float) -> bool:
        """Whether any request was answered since then."""
        return self.answered is not None and self.answered >= moment

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
