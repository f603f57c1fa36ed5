"""The ledger's file: its tables, who may read it, and what is said where it cannot be used."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import LedgerError
from .faults import explained

VERSION = 1
BUSY_SECONDS = 60.0  # for another run to finish its transaction
BESIDE = ("-wal", "-shm")  # what SQLite adds to a database's name for its own two files

# In one statement, so that it sees one moment: another run may be making the tables.
_IDENTITY = "SELECT user_version, name FROM pragma_user_version LEFT JOIN sqlite_master"
_OURS = {"runs", "parts", "calls"}

# System messages and schemas are long and few: they stand once, in `parts`, under their hash. The long columns of
# `calls` come last: who reads only the others does not wait for them. AUTOINCREMENT: a number is not given again once
# its row is pruned.
_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
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
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER REFERENCES runs,
    key TEXT NOT NULL,
    question TEXT NOT NULL,
    about TEXT NOT NULL,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    system TEXT REFERENCES parts,
    shape TEXT REFERENCES parts,
    error TEXT,
    usable INTEGER NOT NULL DEFAULT 1,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost_usd REAL,
    seconds REAL NOT NULL,
    attempts INTEGER NOT NULL,
    via TEXT NOT NULL DEFAULT 'direct',
    answered TEXT NOT NULL,
    parameters TEXT NOT NULL,
    messages TEXT NOT NULL,
    answer TEXT
);
CREATE INDEX calls_by_key ON calls (key, id);
CREATE INDEX calls_by_run ON calls (run, id);
CREATE TABLE batches (
    name TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    id TEXT,
    status TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT
) WITHOUT ROWID;
CREATE TABLE waiting (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    batch TEXT REFERENCES batches,
    line INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    question TEXT NOT NULL,
    about TEXT NOT NULL,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    most_usd REAL NOT NULL,
    system TEXT REFERENCES parts,
    shape TEXT REFERENCES parts,
    parameters TEXT NOT NULL,
    messages TEXT NOT NULL,
    UNIQUE (key, endpoint)
);
CREATE INDEX waiting_by_batch ON waiting (batch, id);
CREATE TABLE wanted (
    run TEXT NOT NULL,
    request INTEGER NOT NULL REFERENCES waiting ON DELETE CASCADE,
    PRIMARY KEY (run, request)
) WITHOUT ROWID;
CREATE INDEX wanted_by_request ON wanted (request);
"""


def connected(path: Path) -> sqlite3.Connection:
    """A connection to the ledger, which is made where there is none. Raises LedgerError.

    Every commit reaches the disk before it returns (WAL with synchronous=FULL), so that a power cut costs nothing paid.
    """
    with explained(path):
        _file(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            made = has_tables(connection, path)
            _private(path)
            _set_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if not made:
                _make_tables(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def has_tables(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the tables are there already; a file without any is to become a ledger.

    Raises LedgerError where the file is a database of something else, or of another version of this program.
    """
    rows = connection.execute(_IDENTITY).fetchall()
    version, found = rows[0][0], {name for _, name in rows if name}
    if not found and version == 0:
        return False
    if not found >= _OURS:
        raise LedgerError(f"{str(path)!r} is a database, but no ledger: name another file with --ledger.")
    if version != VERSION:
        raise LedgerError(
            f"The ledger {str(path)!r} is of version {version}, where this program writes {VERSION}: "
            "update the program, or name another with --ledger."
        )
    return True


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


def _file(path: Path) -> None:
    """Make the file where there is none, readable by its owner only; refuse devices and the like.

    A file that is there is not opened: closing it would, as POSIX has it, drop the locks of every connection that this
    process has to it, and another run that ends would delete the log under it.
    """
    with suppress(FileExistsError):  # where that is a file, opening says so better
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = path.resolve()
    try:
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if not target.is_file():
            raise no_file(path) from None


def no_file(path: Path) -> LedgerError:
    """The error for a device, a folder and the like."""
    return LedgerError(f"The ledger {str(path)!r} is no file: name one with --ledger, or `off` to keep none.")


def _private(path: Path) -> None:
    """Let nobody but the owner read the file and SQLite's two beside it, which get its rights when they are made."""
    target = path.resolve()
    for file in (target, *(target.with_name(target.name + ending) for ending in BESIDE)):
        with suppress(FileNotFoundError):
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)


def _set_wal(connection: sqlite3.Connection) -> None:
    """Set WAL mode. Where several runs make one ledger SQLite says "busy" here without waiting: we do it for it."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _make_tables(connection: sqlite3.Connection, path: Path) -> None:
    with transaction(connection):
        if not has_tables(connection, path):  # another run may have been faster
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
