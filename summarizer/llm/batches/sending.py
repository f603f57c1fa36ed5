"""From requests that wait to batches at the server, each of them there once, wherever the run is stopped."""

import asyncio
from collections.abc import Callable
from typing import IO
from uuid import uuid4

from ...errors import RequestRefusedError
from ...ledger import Ledger
from ...ledger.batches import Batches as Rows
from ...ledger.batches import sole_sender
from ...ledger.waiting import Waiting
from ..pace import Pace
from .lines import line_of, some_lines
from .private import private_file
from .server import ASKED, UNSURE_SECONDS, Server


class Sender:
    """Sends what waits. A batch's name is committed before the server hears of it, and goes along with it.

    So a batch whose creation was cut off, by a kill or a lost reply, is found at the server by its name.
    """

    def __init__(
        self, server: Server, ledger: Ledger, waiting: Waiting, rows: Rows, pace: Pace, told: Callable[[str], None]
    ) -> None:
        self._server, self._ledger, self._waiting, self._rows = server, ledger, waiting, rows
        self._pace, self._told = pace, told

    async def recover(self) -> None:
        """Find out about batches whose sender was stopped; the requests of those that never began wait again.

        Its last call may have been a moment ago, and a new batch is not listed at once: only what does not show up
        for a while has not begun.
        """
        if not self._rows.unconfirmed():
            return
        async with sole_sender(self._ledger.path, self._pace.sleep):
            names = self._rows.unconfirmed()
            found = await self._server.find(names) if names else {}
            if len(found) < len(names):
                await self._pace.sleep(UNSURE_SECONDS)
                found = await self._server.find(names)
            for name in names:
                if name in found:
                    await self._rows.confirm(name, found[name])
                    self._told(f"Batch {found[name]}: found again")
                else:
                    await self._rows.dissolve(name, "never begun")

    async def send(self, requests: int, size: int, *, one: bool = False) -> None:
        """Send what waits in batches of so many requests and bytes at most: all of it, or `one` batch."""
        if not self._waiting.unsent():
            return
        async with sole_sender(self._ledger.path, self._pace.sleep):
            while count := await self._waiting.assign(name := uuid4().hex, requests, size):
                try:
                    with private_file() as file:
                        await self._write(name, file)
                        at = await self._server.create(name, await self._server.upload(name, file))
                except RequestRefusedError:  # so there is no such batch, and its requests may go another way
                    await self._rows.dissolve(name, "refused")
                    raise
                await self._rows.confirm(name, at)
                self._told(f"Batch {at}: sent with {count} {'request' if count == 1 else 'requests'}")
                if one:
                    return

    async def _write(self, name: str, file: IO[bytes]) -> None:
        for some in some_lines(line_of(asked, ASKED) for asked in self._waiting.requests(name)):
            file.writelines(some)
            await asyncio.sleep(0)  # others have their turn, and a wish to stop is heard
        file.flush()
