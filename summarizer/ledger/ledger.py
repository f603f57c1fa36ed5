"""Asking through the ledger: an answer that stands in it is given again, a new one is committed before it is used."""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .asked import Asked, Kept, Said
from .database import connected
from .faults import explained
from .record import insert_call
from .writer import Writer

if TYPE_CHECKING:
    from ..settings import Again

_FIND = """
SELECT answer, input_tokens, output_tokens, cost_usd, seconds, attempts FROM calls
WHERE key = ? AND answer IS NOT NULL AND (id > ? OR usable >= ?) ORDER BY id DESC LIMIT 1
"""
_UNDER_WAY = "SELECT 1 FROM waiting WHERE key = ? AND endpoint = ? AND model = ? AND batch IS NOT NULL"
# How long an answer from a batch took is not known.
_USUAL = """
SELECT count(output_tokens), coalesce(avg(output_tokens), 0.0),
       coalesce(avg(seconds) FILTER (WHERE via <> 'batch'), 0.0)
FROM calls WHERE model = ? AND question = 'draft' AND answer IS NOT NULL
"""
# What an answer from before this run must be to count: usable is 0 or 1, so that 2 lets none pass.
_USABLE_FROM = {"never": 0, "failed": 1, "always": 2}


class Ledger:
    """One ledger file, for one event loop at a time; close it. Raises LedgerError where it cannot be used.

    `again` says which answers from before are asked for anew: none, those that were of no use, or all.
    """

    def __init__(self, path: Path, again: "Again" = "never") -> None:
        self.path = path
        self.run: int | None = None
        self._reader = connected(path)
        self._writer = Writer(path)
        self._flights: dict[str, asyncio.Future[Kept]] = {}
        self._usable_from = _USABLE_FROM[again]
        try:
            ((self._before,),) = self.read("SELECT coalesce(max(id), 0) FROM calls")
        except BaseException:
            self._reader.close()
            raise

    async def answered(self, asked: Asked, ask: Callable[[], Awaitable[Said]]) -> Kept:
        """The answer that stands in the ledger, else the one that `ask` gives, committed before it is returned.

        Of equal requests in flight one is asked. Raises what `ask` raises, and LedgerError.
        """
        while True:
            if (said := self.find(asked.key)) is not None:
                return Kept(said, fresh=False)
            flight = self._flights.get(asked.key)
            if flight is None:
                return await self._asked(asked, ask)
            await asyncio.wait([flight])
            if not flight.cancelled():
                return replace(flight.result(), fresh=False)
            # Whoever asked was stopped before an answer came: we ask in his place.

    def find(self, key: str) -> Said | None:
        """The latest answer to a request, if there is one that counts."""
        with explained(self.path):
            row = self._reader.execute(_FIND, (key, self._before, self._usable_from)).fetchone()
        return Said(*row) if row else None

    def under_way(self, key: str, model: str, endpoint: str) -> bool:
        """Whether a request is in a batch that was sent, or is about to be, and not answered yet."""
        return bool(self.read(_UNDER_WAY, key, endpoint, model))

    def usual(self, model: str) -> tuple[int, float, float]:
        """Of a model's answers to drafts: how many have their tokens counted, mean output tokens, mean seconds.

        Where none is known, a mean is 0.
        """
        ((count, tokens, seconds),) = self.read(_USUAL, model)
        return count, tokens, seconds

    @property
    def counts(self) -> tuple[int, int]:
        """Which answers count: those of rows after the first number, and older ones at least so usable."""
        return self._before, self._usable_from

    async def keep(self, asked: Asked, said: Said, via: str = "direct") -> None:
        """Commit an answer."""
        await asyncio.shield(self._hand_in(asked, said, via))

    async def note_failure(self, asked: Asked, error: Exception, seconds: float, attempts: int) -> None:
        """Commit that a request got no answer, for whoever reads the log."""
        none = Said("", None, None, None, seconds, attempts)
        await self._writer.do(lambda on: insert_call(on, self.run, asked, none, error=str(error), at=now()))

    async def spoil(self, key: str) -> None:
        """Mark the latest answer to a request as of no use: a refusal, or no valid answer."""
        latest = "SELECT max(id) FROM calls WHERE key = ? AND answer IS NOT NULL"
        await self._writer.do(lambda on: on.execute(f"UPDATE calls SET usable = 0 WHERE id = ({latest})", (key,)))

    async def begin(self, command: str, program: str, model: str, endpoint: str) -> None:
        """Note that a run begins; later calls are filed under it."""
        row = (command, program, model, endpoint, now())
        statement = "INSERT INTO runs (command, program, model, endpoint, began) VALUES (?, ?, ?, ?, ?)"
        self.run = await self._writer.do(lambda on: on.execute(statement, row).lastrowid)

    async def end(self, outcome: dict[str, Any]) -> None:
        """Note how the run ended."""
        row = (now(), json.dumps(outcome), self.run)
        await self._writer.do(lambda on: on.execute("UPDATE runs SET ended = ?, outcome = ? WHERE id = ?", row))

    async def write(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run `work` in a transaction of its own or one shared with others."""
        return await self._writer.do(work)

    def read(self, query: str, *values: Any) -> list[Any]:
        """The rows that a query finds."""
        with explained(self.path):
            return self._reader.execute(query, values).fetchall()

    def close(self) -> None:
        """Write what waits, and let go of the file."""
        self._writer.close()
        self._reader.close()

    async def _asked(self, asked: Asked, ask: Callable[[], Awaitable[Said]]) -> Kept:
        flight: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
        self._flights[asked.key] = flight
        try:
            said = await ask()
            committed = self._hand_in(asked, said, "direct")
        except BaseException as error:
            del self._flights[asked.key]
            if isinstance(error, (asyncio.CancelledError, KeyboardInterrupt, SystemExit)):
                flight.cancel()
            else:
                _fail(flight, error)
            raise
        # From here on the answer is there, and who waits for it gets it, even if we are stopped.
        committed.add_done_callback(lambda done: self._land(asked.key, done, said))
        await asyncio.shield(committed)
        return Kept(said, fresh=True)

    def _hand_in(self, asked: Asked, said: Said, via: str) -> "asyncio.Future[Any]":
        return self._writer.hand_in(lambda on: insert_call(on, self.run, asked, said, via=via, at=now()))

    def _land(self, key: str, committed: "asyncio.Future[Any]", said: Said) -> None:
        flight = self._flights.pop(key)
        if (error := committed.exception()) is not None:
            _fail(flight, error)
        else:
            flight.set_result(Kept(said, fresh=True))


def _fail(flight: "asyncio.Future[Kept]", error: BaseException) -> None:
    flight.set_exception(error)
    flight.exception()  # seen, also where nobody else waits


def now() -> str:
    """The time, as the ledger writes it: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
