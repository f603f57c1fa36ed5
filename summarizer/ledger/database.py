"""The ledger's file: its tables, who may read it, and what is said where it cannot be used."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import LedgerError

VERSION = 1
BUSY_SECONDS = 60.0  # for another run to finish its transaction

# System messages and schemas are long and few: they stand once, in `parts`, under their hash.
_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    program TEXT NOT NULL,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT,
    outcome TEXT
);
CREATE TABLE parts (sha256 TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    run INTEGER REFERENCES runs,
    key TEXT NOT NULL,
    question TEXT NOT NULL,
    about TEXT NOT NULL,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    system TEXT REFERENCES parts,
    shape TEXT REFERENCES parts,
    messages TEXT NOT NULL,
    parameters TEXT NOT NULL,
    answer TEXT,
    error TEXT,
    usable INTEGER NOT NULL DEFAULT 1,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost_usd REAL,
    seconds REAL NOT NULL,
    attempts INTEGER NOT NULL,
    via TEXT NOT NULL DEFAULT 'direct',
    answered TEXT NOT NULL
);
CREATE INDEX calls_by_key ON calls (key, id);
CREATE INDEX calls_by_run ON calls (run, id);
CREATE TABLE batches (
    name TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    id TEXT,
    status TEXT NOT NULL,
    began TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE waiting (
    key TEXT PRIMARY KEY,
    batch TEXT REFERENCES batches,
    tries INTEGER NOT NULL DEFAULT 0,
    question TEXT NOT NULL,
    about TEXT NOT NULL,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX waiting_by_batch ON waiting (batch);
"""


def connected(path: Path) -> sqlite3.Connection:
    """A connection to the ledger, which is made where there is none. Raises LedgerError.

    Every commit reaches the disk before it returns (WAL with synchronous=FULL), so that a power cut costs nothing paid.
    """
    with explained(path):
        _private(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            _prepared(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of what is done inside, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Faults of the file system and of SQLite as one sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "not a database" in said or "malformed" in said:
            raise LedgerError(
                f"The ledger {str(path)!r} is no ledger, or is damaged ({said}): move it away, or name another with "
                "--ledger."
            ) from error
        raise LedgerError(
            f"The ledger {str(path)!r} cannot be used ({said}): make room on its disk, or name another with --ledger."
        ) from error
    except OSError as error:
        reason = (error.strerror or "unknown fault").lower()
        raise LedgerError(
            f"The ledger {str(path)!r} cannot be opened ({reason}): name another place with --ledger "
            "(SUMMARIZER_LEDGER), or `off` to keep none."
        ) from error


def _private(path: Path) -> None:
    """Make the file readable by its owner only; SQLite gives its companions the same rights."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _prepared(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        with transaction(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()  # another run may have been faster
            if version == 0:
                for statement in _TABLES.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {VERSION}")
    elif version != VERSION:
        raise LedgerError(
            f"The ledger {str(path)!r} is of version {version}, where this program writes {VERSION}: "
            "update the program, or name another with --ledger."
        )
