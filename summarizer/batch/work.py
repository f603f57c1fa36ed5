"""The articles of a folder, a fixed number in flight: each ends as done, unchanged, failed, skipped or put off."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path

from ..engine import Engine
from ..errors import LedgerError, StopError
from ..llm.desk import Closed, Deferred
from ..render import render
from ..run import outcome_of, unexpected
from ..schemas.batch import Failure, Skipped
from ..schemas.summary import ArticleSummary
from .fingerprint import made_by
from .job import Job, Result
from .outputs import Outputs, of_article
from .progress import Progress
from .reading import Found, Reading, ToDo, Unchanged, failure, within
from .state import Made, State
from .stop import Stop

GRACE = 1.2  # seconds for what is in flight to end by itself, once the run is to stop
_FILES_AT_ONCE = 8
_LOOK = 0.2  # seconds between looks at what is on the wire
_Said = tuple[str, str | None, str]


class Work:
    """Passes over the files of a folder: one, or several where requests are put off."""

    def __init__(
        self, job: Job, engine: Engine, state: State, outputs: Outputs, result: Result, progress: Progress
    ) -> None:
        self._job, self._engine, self._state, self._outputs = job, engine, state, outputs
        self.result, self.progress = result, progress
        self.seen: set[str] = set()  # ids of the articles whose summaries stand
        self.unread: set[str] = set()  # sources that are there, and could not be read
        self.put_off = 0
        self._made_by = made_by(job.settings)
        self._reading = Reading(job, state, outputs)
        self._told: Counter[_Said] = Counter()  # failures and skipped ones, of all passes
        self._again: Counter[_Said] = Counter()  # those of this pass
        self._failed: set[str] = set()  # ids
        self._over = asyncio.Event()
        self._stopped: StopError | None = None

    async def of(self, files: Sequence[Path], stop: Stop) -> None:
        """Go through the files; what an earlier pass has settled stays settled.

        Raises StopError where the run cannot go on; returns early where the user stops it.
        """
        self.put_off, self._stopped = 0, None
        self._again.clear()
        self._over = asyncio.Event()
        self._reading = Reading(self._job, self._state, self._outputs)
        everything = asyncio.create_task(self._all(files))
        asked, over = asyncio.create_task(stop.wait()), asyncio.create_task(self._over.wait())
        try:
            await asyncio.wait([everything, asked, over], return_when=asyncio.FIRST_COMPLETED)
            if self._stopped is not None and not isinstance(self._stopped, LedgerError):
                await self._drained(everything, asked)
            if not everything.done():
                self._over.set()
                await asyncio.wait([everything], timeout=GRACE)
        finally:
            for task in (everything, asked, over):
                task.cancel()
            with suppress(asyncio.CancelledError):
                await everything
        if self._stopped is not None:
            raise self._stopped

    @property
    def over(self) -> bool:
        """Whether the pass is to end: nothing more is sent."""
        return self._over.is_set()

    async def _drained(self, everything: "asyncio.Task[None]", asked: "asyncio.Task[None]") -> None:
        """Return when what is on the wire has been answered: it is paid for. The user need not wait for it."""
        pace = self.progress.pace
        while not (everything.done() or asked.done()) and (pace is None or pace.on_wire):
            await asyncio.wait([everything, asked], timeout=_LOOK, return_when=asyncio.FIRST_COMPLETED)

    async def _all(self, files: Sequence[Path]) -> None:
        workers = self._job.settings.concurrency
        todo: asyncio.Queue[ToDo | None] = asyncio.Queue(maxsize=workers)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._deal(files, todo, workers))
            for _ in range(workers):
                tasks.create_task(self._work(todo))

    async def _deal(self, files: Sequence[Path], todo: "asyncio.Queue[ToDo | None]", workers: int) -> None:
        async for found in self._found(files):
            if self._over.is_set():
                break
            if not isinstance(found, ToDo):
                self.note(found)
            elif found.article.id not in self._failed | self.seen:  # an earlier pass has not settled it
                await todo.put(found)
        for _ in range(workers):
            await todo.put(None)

    async def _found(self, files: Sequence[Path]) -> AsyncIterator[Found]:
        """What the files hold, read in a thread, some at a time."""
        self.progress.tell(read=0, files=len(files), put_off=0)
        for at in range(0, len(files), _FILES_AT_ONCE):
            try:
                held = await asyncio.to_thread(
                    lambda some: list(map(self._held, some)), files[at : at + _FILES_AT_ONCE]
                )
            except StopError as error:
                self._stop(error)
                return
            for found in held:
                for thing in found:
                    yield thing
                self.progress.count("read")

    def _held(self, file: Path) -> list[Found]:
        """What a file holds; a fault of the program costs the file only."""
        try:
            return self._reading.of(file)
        except StopError:
            raise
        except Exception as error:
            source = within(self._job.folder, file)
            return [failure(unexpected(source, error), source)]
        finally:
            self.unread |= self._reading.unread

    async def _work(self, todo: "asyncio.Queue[ToDo | None]") -> None:
        while (asked := await todo.get()) is not None:
            if self._over.is_set():
                continue  # left for the next run
            try:
                outcome = await outcome_of(asked.article, self._engine)
            except Closed:
                continue
            except Deferred:
                self.put_off += 1
                self.progress.count("put_off")
                continue
            if isinstance(outcome, ArticleSummary):
                await self.finish(asked, outcome)
            elif isinstance(outcome, StopError):
                self._stop(outcome)
            else:
                self.note(failure(outcome, asked.article.source, asked.article))

    async def finish(self, asked: ToDo, summary: ArticleSummary) -> None:
        """Write a summary to its place."""
        article = asked.article
        try:
            sha256 = await asyncio.to_thread(self._write, summary)
            self._state.make(Made(article.id, article.source, asked.digest, self._made_by, sha256))
        except StopError as error:
            self._stop(error)
            return
        except Exception as error:
            self.note(failure(unexpected(article.source, error), article.source, article))
            return
        self.seen.add(article.id)
        self.result.done += 1
        self.progress.count("done")

    def _write(self, summary: ArticleSummary) -> str:
        return self._outputs.put(of_article(summary.article.id), render([summary], "json").encode())

    def note(self, found: Unchanged | Failure | Skipped) -> None:
        """Count what needs no summary, or has none; once, however many passes meet it."""
        if isinstance(found, Unchanged):
            if found.made.id in self.seen:
                return
            self.seen.add(found.made.id)
            self.result.unchanged += 1
            self.progress.count("unchanged")
            return
        id = found.article_id if isinstance(found, Failure) else None
        said = (found.source, id, found.reason)
        self._again[said] += 1
        if self._again[said] <= self._told[said]:
            return  # an earlier pass has told it
        self._told[said] += 1
        if isinstance(found, Failure):
            self._failed |= {id} if id else set()
            self.result.failed.append(found)
            self.progress.count("failed")
        else:
            self.result.skipped.append(found)
            self.progress.count("skipped")

    def _stop(self, error: StopError) -> None:
        self._stopped = self._stopped or error
        self._over.set()
