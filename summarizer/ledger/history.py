"""Looking into the ledger: its runs, its calls, and one call in full. Nothing in it changes by that."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .faults import explained
from .reading import reading
from .record import joined

_RUNS = "SELECT id, command, program, model, endpoint, began, ended, outcome FROM runs"
_TOTALS = """
SELECT count(*) AS calls, count(error) AS failed, sum(input_tokens) AS input_tokens,
       sum(output_tokens) AS output_tokens, sum(cost_usd) AS cost_usd FROM calls WHERE run = ?
"""
_CALLS = """
SELECT id, run, key, question, about, model, endpoint, via, answered, error, usable,
       input_tokens, output_tokens, cost_usd, seconds, attempts FROM calls
"""
_BODY = """
SELECT systems.content, shapes.content, messages, parameters, answer FROM calls
LEFT JOIN parts AS systems ON systems.sha256 = system LEFT JOIN parts AS shapes ON shapes.sha256 = shape WHERE id = ?
"""
_LATEST = "ORDER BY id DESC LIMIT ?"
_ALL = -1  # what SQLite takes for no limit
_MOST = 2**63  # what it does not take for a number any more


@dataclass(frozen=True)
class Run:
    """One run that asked a model. Times are ISO 8601 in UTC; `ended` and `outcome` are null where it did not say how
    it ended: it is still going, or was killed.

    `calls`, `failed`, tokens and dollars are sums over the calls that the ledger has of it; an answer that it took
    from the ledger is a call of an earlier run. `outcome` is what the run itself said when it ended.
    """

    id: int
    command: str
    program: str
    model: str
    endpoint: str
    began: str
    ended: str | None
    outcome: Any
    calls: int
    failed: int
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: float | None


@dataclass(frozen=True)
class Call:
    """One call: a request, and the answer or the `error` that came of it, with all attempts.

    `usable` is false for an answer that was of no use: a refusal, or nothing in the shape asked for.
    """

    id: int
    run: int | None
    key: str
    question: str
    about: str
    model: str
    endpoint: str
    via: str
    answered: str
    error: str | None
    usable: bool
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: float | None
    seconds: float
    attempts: int


@dataclass(frozen=True)
class Exchange:
    """A call in full: the body of the request as it was sent, and the completion that came; null with an error."""

    call: Call
    request: dict[str, Any]
    completion: Any


class History:
    """A ledger that is only read. Rows come newest first, one at a time from the file, however many there are."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def runs(self, *, limit: int | None = None) -> Iterator[Run]:
        """The latest runs; all of them without a limit."""
        for row in self._rows(f"{_RUNS} {_LATEST}", _limit(limit)):
            yield self._run(row)

    def run(self, number: int) -> Run | None:
        """One run."""
        rows = list(self._rows(f"{_RUNS} WHERE id = ?", number)) if number < _MOST else []
        return self._run(rows[0]) if rows else None

    def calls(
        self, *, run: int | None = None, about: str | None = None, failed: bool = False, limit: int | None = None
    ) -> Iterator[Call]:
        """The latest calls: of one run, of articles with `about` in their name (in any case), failed or of no use."""
        where: list[str] = []
        values: list[Any] = []
        if run is not None:
            where, values = [*where, "run = ?"], [*values, run]
        if about is not None:
            where, values = [*where, "instr(folded(about), ?)"], [*values, about.casefold()]
        if failed:
            where = [*where, "(error IS NOT NULL OR usable = 0)"]
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        for row in self._rows(f"{_CALLS} {condition} {_LATEST}", *values, _limit(limit)):
            yield _call(row)

    def exchange(self, number: int) -> Exchange | None:
        """One call in full."""
        rows = list(self._rows(f"{_CALLS} WHERE id = ?", number)) if number < _MOST else []
        if not rows:
            return None
        ((*body, answer),) = self._rows(_BODY, number)
        return Exchange(_call(rows[0]), joined(*body), None if answer is None else _parsed(answer))

    def _run(self, row: sqlite3.Row) -> Run:
        (totals,) = self._rows(_TOTALS, row["id"])
        outcome = _parsed(row["outcome"]) if row["outcome"] else None
        return Run(**{**dict(row), **dict(totals), "outcome": outcome})

    def _rows(self, query: str, *values: Any) -> Iterator[sqlite3.Row]:
        with explained(self._path):
            # `yield from` would close the cursor once nobody reads on, and that may be after its connection is.
            for row in self._connection.execute(query, values):  # noqa: UP028
                yield row


@contextmanager
def opened(path: Path) -> Iterator[History | None]:
    """The ledger for reading; None where there is none yet. Raises LedgerError."""
    with reading(path) as connection:
        yield None if connection is None else History(connection, path)


def _limit(limit: int | None) -> int:
    return _ALL if limit is None or limit >= _MOST else limit


def _call(row: sqlite3.Row) -> Call:
    return Call(**{**dict(row), "usable": bool(row["usable"])})


def _parsed(text: str) -> Any:
    """What a text in JSON says; the text itself where somebody else wrote it."""
    try:
        return json.loads(text)
    except ValueError:
        return text
