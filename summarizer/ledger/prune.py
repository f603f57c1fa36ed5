"""Old entries taken out of the ledger. What waits for the Batch API stays, however old: it may be paid for."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .database import connected, transaction
from .faults import explained, is_busy
from .reading import reading

_AT_ONCE = 1000  # calls in one transaction, so that a run that is going need not wait long
_MAY_BE_GOING = timedelta(days=30)  # how long a run counts as going that has not said that it ended

_OLD = """
SELECT count(*) AS calls, count(DISTINCT key) FILTER (WHERE only) AS answers,
       total(cost_usd) FILTER (WHERE only) AS cost_usd
FROM (
    SELECT key, cost_usd, error IS NULL AND NOT EXISTS (
        SELECT 1 FROM calls AS later WHERE later.key = old.key AND later.error IS NULL AND later.answered >= :before
    ) AS only FROM calls AS old WHERE answered < :before
)
"""
_EMPTY_RUNS = """
FROM runs WHERE began < :before AND coalesce(ended < :before, began < :going)
AND NOT EXISTS (SELECT 1 FROM calls WHERE run = runs.id AND answered >= :before)
"""


@dataclass(frozen=True)
class Old:
    """What is older than a moment. `answers` are the requests that would be asked, and paid for, again: the ledger has
    no later answer to them; `cost_usd` is what they cost, as far as prices are known.
    """

    calls: int
    runs: int
    answers: int
    cost_usd: float


@dataclass(frozen=True)
class Pruned:
    """What was deleted, and the bytes of the ledger before and after. `shrunk` is false where it could not be made
    smaller because another program uses it: what comes next takes the room, or the next `prune` gives it back.
    """

    calls: int
    runs: int
    parts: int
    bytes_before: int
    bytes_after: int
    shrunk: bool = True


def older(path: Path, before: datetime) -> Old | None:
    """What `prune` would delete; None where there is no ledger. `before` has a time zone. Raises LedgerError."""
    with reading(path) as connection, explained(path):
        if connection is None:
            return None
        moments = _moments(before)
        calls, answers, cost = connection.execute(_OLD, moments).fetchone()
        (runs,) = connection.execute(f"SELECT count(*) {_EMPTY_RUNS}", moments).fetchone()
        return Old(calls, runs, answers, cost)


def prune(path: Path, before: datetime) -> Pruned:
    """Delete calls older than `before`, runs without calls by that, and the texts that nothing refers to any more.

    Other runs may be going meanwhile. Raises LedgerError; what was deleted until then is deleted.
    """
    moments = _moments(before)
    connection = connected(path)
    try:
        with explained(path):
            was = _bytes(connection)
            calls = _without_calls(connection, moments["before"])
            with transaction(connection):
                unused = _unreferenced(connection, "runs", "id")
                runs = connection.execute(f"DELETE {_EMPTY_RUNS} AND {unused}", moments).rowcount
                parts = connection.execute(
                    f"DELETE FROM parts WHERE {_unreferenced(connection, 'parts', 'sha256')}"
                ).rowcount
            shrunk = _give_back(connection)
            return Pruned(calls, runs, parts, was, _bytes(connection), shrunk)
    finally:
        connection.close()


def _without_calls(connection: sqlite3.Connection, before: str) -> int:
    """Delete the old calls, so many at a time; returns how many."""
    deleted, last = 0, 0
    find = "SELECT id FROM calls WHERE id > ? AND answered < ? ORDER BY id LIMIT ?"
    while ids := connection.execute(find, (last, before, _AT_ONCE)).fetchall():
        with transaction(connection):
            connection.executemany("DELETE FROM calls WHERE id = ?", ids)
        deleted, (last,) = deleted + len(ids), ids[-1]
    return deleted


def _unreferenced(connection: sqlite3.Connection, table: str, key: str) -> str:
    """The condition that no row of any table refers to one of `table`."""
    references = connection.execute(
        'SELECT tables.name, keys."from" FROM sqlite_master AS tables, pragma_foreign_key_list(tables.name) AS keys '
        "WHERE tables.type = 'table' AND keys.\"table\" = ?",
        (table,),
    )
    used = " UNION ".join(f'SELECT "{column}" FROM "{name}" WHERE "{column}" NOT NULL' for name, column in references)
    return f"{key} NOT IN ({used})"


def _give_back(connection: sqlite3.Connection) -> bool:
    """Give the room back to the disk, unless another connection has the file open, which would have to wait for that,
    and it may take minutes; whether it was done.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        with transaction(connection):  # now it is ours alone, until it is closed
            pass
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
        return False
    return True


def _bytes(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages * size)


def _moments(before: datetime) -> dict[str, str]:
    """Moments as the ledger writes them, so that they compare as texts."""
    going = min(before, datetime.now(UTC) - _MAY_BE_GOING)
    return {
        name: at.astimezone(UTC).isoformat(timespec="seconds") for name, at in (("before", before), ("going", going))
    }
