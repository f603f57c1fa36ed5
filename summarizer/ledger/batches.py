"""The batches that were sent: each under a name of ours, which is committed before the server hears of it."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .faults import explained
from .ledger import Ledger, now
from .waiting import Fate, Outcome, Waiting

_LOOK_AGAIN_SECONDS = 1.0  # whether another run has sent its batch
_UNDER_WAY = "FROM batches WHERE model = ? AND endpoint = ? AND ended IS NULL"
_WANTED = "SELECT 1 FROM waiting JOIN wanted ON request = waiting.id AND run = ? WHERE batch = name"
_FREE = "UPDATE waiting SET batch = NULL, line = NULL, tries = tries + ? WHERE batch = ?"
_END = "UPDATE batches SET status = ?, ended = ? WHERE name = ? AND ended IS NULL"


@dataclass(frozen=True)
class Sent:
    """A batch that the server has: our name and its id of it, and whether this run wants any of its answers."""

    name: str
    id: str
    wanted: bool


class Batches:
    """The batches of one model at one address that are under way; `waiting` are their requests."""

    def __init__(self, ledger: Ledger, waiting: Waiting) -> None:
        self._ledger, self._waiting, self._of, self._run = ledger, waiting, waiting.of, waiting.run

    def unconfirmed(self) -> list[str]:
        """The names of batches of which it is not known whether the server has them: who sent them was stopped."""
        return [name for (name,) in self._ledger.read(f"SELECT name {_UNDER_WAY} AND id IS NULL", *self._of)]

    def sent(self) -> list[Sent]:
        """The batches that the server has and whose answers are not in the ledger yet, of other runs too."""
        query = f"SELECT name, id, EXISTS ({_WANTED}) {_UNDER_WAY} AND id IS NOT NULL ORDER BY began, name"
        return [Sent(name, at, bool(wanted)) for name, at, wanted in self._ledger.read(query, self._run, *self._of)]

    async def confirm(self, name: str, at: str) -> None:
        """Commit the server's id of a batch."""
        await self._do("UPDATE batches SET id = ?, status = 'sent' WHERE name = ?", at, name)

    async def end(self, name: str, status: str) -> None:
        """Commit that nothing more will come of a batch; no request may be left in it."""
        await self._do(_END, status, now(), name)

    async def dissolve(self, name: str, status: str) -> int:
        """Commit that a batch was never begun: its requests, as many as is returned, wait as if it had not been."""

        def work(on: sqlite3.Connection) -> int:
            freed = on.execute(_FREE, (0, name)).rowcount
            on.execute(_END, (status, now(), name))
            return freed

        return int(await self._ledger.write(work))

    async def fail(self, name: str, outcomes: Sequence[Outcome]) -> tuple[list[tuple[Outcome, Fate]], int]:
        """Commit at once that a batch failed and what that says of some of its requests; the others wait as before.

        Returns what came of those, as `Waiting.take` does, and how many the others are. Where they are to be sent
        again without those, that is one try of each. Both are empty where another run was faster.
        """

        def work(on: sqlite3.Connection) -> tuple[list[tuple[Outcome, Fate]], int]:
            fates = self._waiting.settle(on, name, outcomes)
            freed = on.execute(_FREE, (1 if fates else 0, name)).rowcount
            on.execute(_END, ("failed", now(), name))
            return fates, freed

        done: tuple[list[tuple[Outcome, Fate]], int] = await self._ledger.write(work)
        return done

    async def _do(self, statement: str, *values: str) -> None:
        await self._ledger.write(lambda on: on.execute(statement, values))


@asynccontextmanager
async def sole_sender(path: Path, sleep: Callable[[float], Awaitable[None]]) -> AsyncIterator[None]:
    """Of all runs with this ledger, only one at a time is in here; a killed one is out.

    Who sends a batch stays in until its id is committed: an unconfirmed one that is found in here was given up.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(_beside(path), mode=0o600)
    while not lock.is_locked:
        with explained(path), suppress(Timeout):
            lock.acquire(timeout=0)
        if not lock.is_locked:
            await sleep(_LOOK_AGAIN_SECONDS)
    try:
        yield
    finally:
        lock.release()


def _beside(path: Path) -> str:
    return f"{path.resolve()}.sending"
