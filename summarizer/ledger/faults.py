"""What SQLite and the file system report of the ledger, as the sentence that a user reads."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import LedgerError

_TO_DO = {
    sqlite3.SQLITE_BUSY: "another program holds it; try again when that has ended",
    sqlite3.SQLITE_FULL: "make room on its disk, or name another with --ledger",
    sqlite3.SQLITE_IOERR: "make room on its disk, or mend it, or name another with --ledger",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Faults of the file system and of SQLite as one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(error, path) from error
    except OSError as error:
        reason = (error.strerror or "unknown fault").lower()
        raise LedgerError(
            f"The ledger {str(path)!r} cannot be opened ({reason}): name another place with --ledger "
            "(SUMMARIZER_LEDGER), or `off` to keep none."
        ) from error


def is_busy(error: BaseException | None) -> bool:
    """Whether an error, or what it was made of, says that another connection holds the file at the moment."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or (
        isinstance(error, LedgerError) and is_busy(error.__cause__)
    )


def _sentence(error: sqlite3.Error, path: Path) -> LedgerError:
    """What SQLite reports, and what to do about it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more than anybody can act on
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return LedgerError(
            f"The ledger {str(path)!r} is no ledger, or is damaged ({error}): move it away, or name another with "
            "--ledger."
        )
    todo = _TO_DO.get(code, "name another with --ledger, or `off` to keep none")
    return LedgerError(f"The ledger {str(path)!r} cannot be used ({error}): {todo}.")
