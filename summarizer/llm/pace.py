"""When the next request may go out: the clock of the package, and the slow-down that all calls of a client share."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass
class Pace:
    """A server's "not before", shared by every call of a client. Times are seconds of `clock`.

    Tests put in a clock and a sleep of their own.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    not_before: float = 0.0

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
