"""Requests that wait for the Batch API: what each is, which batch it was sent in, and who still wants its answer.

A request stands in `waiting` from the moment it is put off until its answer is in `calls`, or it is refused. `wanted`
says which run asked for it: what no run wants any more (a changed article, another prompt) is never sent.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import uuid4

from .asked import Asked, Said
from .ledger import Ledger, now
from .record import insert_call, joined, split, storable

TRIES = 3  # how often a request is sent that gets no answer
_PAGE = 100  # requests read at a time

_PUT = """
INSERT INTO waiting (key, question, about, model, endpoint, bytes, most_usd, system, shape, messages, parameters)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key, endpoint) DO UPDATE SET most_usd = excluded.most_usd
"""
_WANT = "INSERT OR IGNORE INTO wanted SELECT ?, id FROM waiting WHERE key = ? AND endpoint = ?"
_STANDING = """
SELECT batch IS NOT NULL, EXISTS (SELECT 1 FROM wanted WHERE run = ? AND request = waiting.id)
FROM waiting WHERE key = ? AND endpoint = ?
"""
_OURS = "FROM waiting JOIN wanted ON request = waiting.id AND run = ? WHERE model = ? AND endpoint = ?"
_ASSIGN = f"""
UPDATE waiting SET batch = ?, line = place FROM (
    SELECT waiting.id AS chosen, row_number() OVER (ORDER BY waiting.id) AS place
    {_OURS} AND batch IS NULL AND waiting.id <= ?
) WHERE id = chosen
"""
_REQUESTS = """
SELECT id, tries, key, model, endpoint, question, about, s.content, p.content, messages, parameters
FROM waiting LEFT JOIN parts s ON s.sha256 = system LEFT JOIN parts p ON p.sha256 = shape
"""
_OF_BATCH = f"{_REQUESTS} WHERE batch = ? AND id > ? ORDER BY id LIMIT ?"
_OF_KEY = f"{_REQUESTS} WHERE key = ? AND endpoint = ? AND +batch = ?"  # the plus: found by key, not among the batch's
_RELEASE = "UPDATE waiting SET batch = NULL, line = NULL, tries = tries + 1 WHERE id = ?"
_FORGET = "DELETE FROM wanted WHERE run = ? AND request = ?"

Fate = Literal["answered", "refused", "again"]


@dataclass(frozen=True)
class Outcome:
    """What became of one request of a batch: an answer, or else an error, for good or unless another try is left."""

    key: str
    said: Said | None = None
    error: str = ""
    again: bool = False


class Waiting:
    """The requests of one model at one address that wait, as one run sees them."""

    def __init__(self, ledger: Ledger, model: str, endpoint: str) -> None:
        self._ledger, self.run, self.of = ledger, uuid4().hex, (model, endpoint)

    def standing(self, key: str) -> tuple[bool, bool]:
        """Whether a request is in a batch already, and whether this run wants it already."""
        found = self._ledger.read(_STANDING, self.run, key, self.of[1])
        return (bool(found[0][0]), bool(found[0][1])) if found else (False, False)

    async def put(self, asked: Asked, size: int, most: float) -> None:
        """Commit a request that this run wants; `size` is that of its line in bytes, `most` what it may cost."""

        def work(on: sqlite3.Connection) -> None:
            stored = (asked.key, asked.question, storable(asked.about), *self.of, size, most)
            on.execute(_PUT, (*stored, *split(on, asked.body)))
            on.execute(_WANT, (self.run, asked.key, self.of[1]))

        await self._ledger.write(work)

    def planned(self) -> float:
        """What the requests that this run wants may still cost, in dollars."""
        ((total,),) = self._ledger.read(f"SELECT coalesce(sum(most_usd), 0) {_OURS}", self.run, *self.of)
        return float(total)

    def unsent(self) -> bool:
        """Whether any request that this run wants is in no batch yet."""
        return bool(self._ledger.read(f"SELECT 1 {_OURS} AND batch IS NULL LIMIT 1", self.run, *self.of))

    async def assign(self, name: str, requests: int, size: int) -> int:
        """Commit a new batch of that name with as many of the unsent requests as the limits allow; how many they are.

        `requests` is the most of them, `size` the most bytes. Those that were answered meanwhile are left out.
        """

        def work(on: sqlite3.Connection) -> int:
            _drop_answered(on, self._ledger.counts, (self.run, *self.of))
            rows = on.execute(
                f"SELECT waiting.id, bytes {_OURS} AND batch IS NULL ORDER BY waiting.id LIMIT ?",
                (self.run, *self.of, requests),
            )
            count, last = _fitting(rows, size)
            if count:
                on.execute("INSERT INTO batches VALUES (?, ?, ?, NULL, 'named', ?, NULL)", (name, *self.of, now()))
                on.execute(_ASSIGN, (name, self.run, *self.of, last))
            return count

        return int(await self._ledger.write(work))

    def requests(self, name: str) -> Iterator[Asked]:
        """The requests of a batch, always in the same order, read some at a time."""
        last = 0
        while rows := self._ledger.read(_OF_BATCH, name, last, _PAGE):
            for row in rows:
                yield _asked(row)
            last = rows[-1][0]

    async def take(self, name: str, outcomes: Sequence[Outcome]) -> list[tuple[Outcome, Fate]]:
        """Commit what became of requests of a batch; those that do not wait in it any more are passed over.

        What came of it is said for the others, in order. A request to be sent again waits, but is not wanted until
        it is asked for again.
        """
        fates: list[tuple[Outcome, Fate]] = await self._ledger.write(lambda on: self.settle(on, name, outcomes))
        return fates

    def settle(self, on: sqlite3.Connection, name: str, outcomes: Sequence[Outcome]) -> list[tuple[Outcome, Fate]]:
        """As `take`, inside a transaction."""
        fates: list[tuple[Outcome, Fate]] = []
        for outcome in outcomes:
            row = on.execute(_OF_KEY, (outcome.key, self.of[1], name)).fetchone()
            if row is not None:
                fates.append((outcome, self._settle(on, row, outcome)))
        return fates

    def left(self, name: str) -> list[str]:
        """The keys of some of the requests that a batch still holds; none once it holds none."""
        return [key for (key,) in self._ledger.read("SELECT key FROM waiting WHERE batch = ? LIMIT ?", name, _PAGE)]

    def in_line(self, name: str, line: int) -> str | None:
        """The key of the request in that line of a batch's file, counted from 1."""
        found = self._ledger.read("SELECT key FROM waiting WHERE batch = ? AND line = ?", name, line)
        return found[0][0] if found else None

    def _settle(self, on: sqlite3.Connection, row: Sequence[Any], outcome: Outcome) -> Fate:
        request, tries = row[0], row[1] + 1
        if outcome.said is None and outcome.again and tries < TRIES:
            on.execute(_RELEASE, (request,))
            on.execute(_FORGET, (self.run, request))
            return "again"
        error = None if outcome.said else outcome.error
        said = replace(outcome.said or Said("", None, None, None, 0.0, 0), attempts=tries)
        insert_call(on, self._ledger.run, _asked(row), said, at=now(), error=error, via="batch")
        on.execute("DELETE FROM waiting WHERE id = ?", (request,))
        return "answered" if outcome.said else "refused"


def _asked(row: Sequence[Any]) -> Asked:
    _id, _tries, key, model, endpoint, question, about, system, shape, messages, parameters = row
    asked = Asked(model, endpoint, joined(system, shape, messages, parameters), question, about)
    vars(asked)["key"] = key  # known: no need to work it out again
    return asked


def _drop_answered(on: sqlite3.Connection, counts: tuple[int, int], ours: tuple[str, str, str]) -> None:
    """Let go of unsent requests that another run has had answered."""
    answered = "SELECT 1 FROM calls c WHERE c.key = waiting.key AND answer IS NOT NULL AND (c.id > ? OR usable >= ?)"
    chosen = f"SELECT waiting.id {_OURS} AND batch IS NULL AND EXISTS ({answered})"
    on.execute(f"DELETE FROM waiting WHERE id IN ({chosen})", (*ours, *counts))


def _fitting(rows: sqlite3.Cursor, size: int) -> tuple[int, int]:
    """How many of the requests fit into so many bytes, at least one, and the last of them."""
    count = last = total = 0
    for request, its_size in rows:
        total += its_size
        if count and total > size:
            break
        count, last = count + 1, request
    return count, last
