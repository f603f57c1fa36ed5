"""What a batch remembers from run to run, beside its results: what was read, and which summary was made of it how.

All of it could be found out again from the articles and the ledger; it makes the next run quick.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..errors import OutputError
from ..ledger.reading import opened

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, reader TEXT NOT NULL, articles TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL, made_by TEXT NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
"""


# What the disk and the permissions are the cause of; of all else, the file is.
_NO_ROOM = {
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
}


class Known(NamedTuple):
    """An article of a source that was read before: its id, the hash of all known of it, and the hash of its text."""

    id: str
    digest: str
    text: str


@dataclass(frozen=True)
class Made:
    """A summary that stands in the folder of results.

    `digest` is the hash of the article it was made of, `made_by` of what decides a summary beside it, `sha256` of its
    file.
    """

    id: str
    source: str
    digest: str
    made_by: str
    sha256: str


class State:
    """The file `.batch.sqlite` of a folder of results; close it. Raises OutputError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._explained():
            self._on = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            try:
                self._on.execute("PRAGMA journal_mode = WAL")
                self._on.execute("PRAGMA synchronous = NORMAL")  # a power cut costs some work of ours, nothing paid
                self._on.executescript(_TABLES)
            except sqlite3.Error:
                self._on.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._on.close()

    def take(self, path: Path) -> None:
        """Take over all that the state in a file remembers, which stays as it is."""
        self._path = path
        with (
            self._explained(),
            closing(opened(path.resolve())) as other,
        ):
            other.backup(self._on)

    def get(self, name: str) -> str | None:
        """A value kept under a name."""
        row = self._row("SELECT value FROM meta WHERE name = ?", name)
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._do("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def articles_of(self, path: str, sha256: str, reader: str) -> list[Known] | None:
        """The articles in a source that was read before with just this content; None if it was not."""
        row = self._row("SELECT sha256, reader, articles FROM sources WHERE path = ?", path)
        if row is None or row[:2] != (sha256, reader):
            return None
        return [Known(*article) for article in json.loads(row[2])]

    def read(self, path: str, sha256: str, reader: str, articles: list[Known]) -> None:
        """Remember what a source holds."""
        self._do("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)", path, sha256, reader, json.dumps(articles))

    def sources(self) -> Iterator[tuple[str, str]]:
        """What was read before: paths within the folder, and the SHA-256 of each in hex."""
        with self._explained():
            yield from self._on.execute("SELECT path, sha256 FROM sources")

    def made(self, id: str) -> Made | None:
        """The summary of an article, if there is one."""
        row = self._row("SELECT id, source, digest, made_by, sha256 FROM articles WHERE id = ?", id)
        return Made(*row) if row else None

    def make(self, made: Made) -> None:
        """Remember a summary."""
        row = (made.id, made.source, made.digest, made.made_by, made.sha256)
        self._do("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)", *row)

    def any_by(self, made_by: str) -> bool:
        """Whether any summary was made in that way."""
        return self._row("SELECT id FROM articles WHERE made_by = ? LIMIT 1", made_by) is not None

    def all_made(self) -> Iterator[Made]:
        """The summaries, by id."""
        with self._explained():
            yield from (Made(*row) for row in self._on.execute("SELECT * FROM articles ORDER BY id"))

    def forget(self, made: Made) -> None:
        """Remember a summary, and the source it came from, no more."""
        self._do("DELETE FROM articles WHERE id = ?", made.id)
        self._do("DELETE FROM sources WHERE path = ?", made.source)

    def _row(self, query: str, *values: str) -> tuple[str, ...] | None:
        with self._explained():
            row: tuple[str, ...] | None = self._on.execute(query, values).fetchone()
        return row

    def _do(self, statement: str, *values: str) -> None:
        with self._explained():
            self._on.execute(statement, values)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            advice = (
                "see to its disk and permissions and run again, or name another folder with -o"
                if code in _NO_ROOM and not self._path.is_dir()
                else "remove it and run again; what was paid for is in the ledger"
            )
            raise OutputError(f"{str(self._path)!r} cannot be used ({error}): {advice}.") from error
