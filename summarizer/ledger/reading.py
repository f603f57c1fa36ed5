"""A ledger opened by who only looks: nothing in it or beside it changes, and no run waits for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .database import BESIDE, BUSY_SECONDS, has_tables, no_file
from .faults import explained


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that reads, with rows by name; None where there is no ledger yet. Raises LedgerError."""
    with explained(path):
        there = path.exists()
        if there and not path.is_file():
            raise no_file(path)
        connection = opened(path.resolve()) if there else None
    if connection is None:
        yield None
        return
    try:
        with explained(path):
            made = has_tables(connection, path)
        yield connection if made else None
    finally:
        connection.close()


def opened(target: Path) -> sqlite3.Connection:
    """A connection to a database in WAL mode that leaves it, and what is beside it, as it is.

    Where the log beside the file (-wal) shows that a run is going, or was killed, a read-only connection: the last
    to close a database writes what is in the log back into it. Where there is no such log, a read-only one would leave
    an empty one behind; one with the right to write, which it does not use, clears it away. Where that right is
    missing, nobody else is writing either, and the file is read as it lies there.
    """
    if target.with_name(target.name + BESIDE[0]).exists():
        return _connection(target, "mode=ro")
    try:
        return _connection(target, "mode=rw")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    return _connection(target, "mode=ro&immutable=1")


def _connection(target: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{target.as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.create_function("folded", 1, str.casefold, deterministic=True)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master")  # the file is opened only now
    except BaseException:
        connection.close()
        raise
    return connection
