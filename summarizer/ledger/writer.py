"""Writes to the ledger, from one thread: what waits is committed together, so that many answers share one flush."""

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ..errors import LedgerError
from .database import connected, transaction
from .faults import explained, is_busy

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], Any]
AT_ONCE = 500  # works in one transaction
_BREATH = 0.05  # seconds, before what another program keeps from us is tried again


@dataclass
class _Job:
    work: Work
    done: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop


class Writer:
    """One thread with one connection. What was handed to it is written, even if whoever handed it in is gone.

    While another program holds the file it waits, for as long as that takes: it has answers that were paid for.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._door = threading.Lock()  # so that nothing is handed in behind the last

    async def do(self, work: Work) -> Any:
        """Run `work` in a transaction; returns when that is committed. Raises LedgerError.

        It may be run again, from the beginning, where another program was in the way.
        """
        return await asyncio.shield(self.hand_in(work))

    def hand_in(self, work: Work) -> "asyncio.Future[Any]":
        """As `do`, for who does not wait: the future has the result once it is committed."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()
        with self._door:
            if self._closed:
                done.set_exception(_too_late(self._path))
                done.exception()  # seen, even if nobody waits
                return done
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, name="ledger", daemon=True)
                self._thread.start()
            self._jobs.put(_Job(work, done, loop))
        return done

    def close(self) -> None:
        """Write what waits, and end the thread; what is handed in later is refused."""
        with self._door:
            self._closed = True
            self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()

    def _write(self) -> None:
        try:
            connection = _patiently(lambda: connected(self._path))
        except Exception as error:
            self._refuse(error)
            return
        ended = False
        while not ended:
            jobs = [self._jobs.get()]
            while len(jobs) < AT_ONCE and not self._jobs.empty():
                jobs.append(self._jobs.get())
            ended = None in jobs
            self._commit(connection, [job for job in jobs if job is not None])
        connection.close()

    def _commit(self, connection: sqlite3.Connection, jobs: list[_Job]) -> None:
        if not jobs:
            return

        def all_of_them() -> list[tuple[Any, Exception | None]]:
            with explained(self._path), transaction(connection):
                return [self._outcome(connection, job.work) for job in jobs]

        try:
            outcomes = _patiently(all_of_them)
        except Exception as error:
            outcomes = [(None, error)] * len(jobs)
        for job, (result, failure) in zip(jobs, outcomes, strict=True):
            _tell(job, result, failure)

    def _outcome(self, connection: sqlite3.Connection, work: Work) -> tuple[Any, Exception | None]:
        """What one work gives, or its error: that undoes this one alone, for the others are paid answers, too."""
        connection.execute("SAVEPOINT work")
        try:
            with explained(self._path):
                result = work(connection)
        except Exception as error:
            if is_busy(error) or not connection.in_transaction:  # SQLite has given up all of it: a full disk
                raise
            connection.execute("ROLLBACK TO work")
            connection.execute("RELEASE work")
            return None, error
        connection.execute("RELEASE work")
        return result, None

    def _refuse(self, error: Exception) -> None:
        while (job := self._jobs.get()) is not None:
            _tell(job, error=error)


def _patiently(work: Callable[[], T]) -> T:
    """What `work` gives, as soon as no other program holds the file."""
    while True:
        try:
            return work()
        except Exception as error:
            if not is_busy(error):
                raise
        time.sleep(_BREATH)


def _too_late(path: Path) -> LedgerError:
    return LedgerError(
        f"The ledger {str(path)!r} is closed already, so that this is not kept in it: run the same command again."
    )


def _tell(job: _Job, result: Any = None, error: Exception | None = None) -> None:
    def settle() -> None:
        if job.done.cancelled():
            return
        if error is None:
            job.done.set_result(result)
        else:
            job.done.set_exception(error)
            job.done.exception()  # seen, even if nobody waits any more

    with suppress(RuntimeError):  # the loop has ended; what was written is written
        job.loop.call_soon_threadsafe(settle)
