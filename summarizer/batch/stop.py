"""The user's wish to stop a batch, from wherever it comes: a signal, another thread."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class Stop:
    """Asked for once, it lets a batch finish what it can in a moment and end, resumable."""

    def __init__(self) -> None:
        self.asked = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event: asyncio.Event | None = None

    def ask(self) -> None:
        """Ask the batch to stop. Safe from any thread and from a signal handler."""
        self.asked = True
        if self._loop is not None and self._event is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    async def unless(self, work: Awaitable[T], grace: float) -> T | None:
        """What the work gives, or None where the user stops it; it has `grace` seconds to end by itself."""
        task, asked = asyncio.ensure_future(work), asyncio.create_task(self.wait())
        try:
            await asyncio.wait([task, asked], return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                await asyncio.wait([task], timeout=grace)
            return task.result() if task.done() and not self.asked else None
        finally:
            asked.cancel()
            if task.cancel():
                with suppress(asyncio.CancelledError):
                    await task
            elif self.asked and not task.cancelled():
                task.exception()  # seen: what it could not go on with is the user's wish

    async def wait(self) -> None:
        """Return once it was asked for."""
        self._loop, self._event = asyncio.get_running_loop(), asyncio.Event()
        if not self.asked:
            await self._event.wait()
