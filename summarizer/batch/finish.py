"""After the articles: what is gone is removed, then the brief, the tables and the list of what has no summary."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, BinaryIO

from ..errors import OutputError
from ..schemas.batch import Failure, Failures, Skipped
from ..schemas.brief import Brief
from ..schemas.summary import ArticleSummary
from .fingerprint import merged_by
from .job import Job, Result
from .outputs import BRIEF, BRIEF_TEXT, FAILURES, REPORT, TABLES, Outputs, of_article
from .progress import Progress
from .state import Made, State

if TYPE_CHECKING:
    from ..llm import Desk

_NAMED = 10  # failures that a brief names one by one
REPORT_MOST = 1_000  # articles; a page of more is made only for whoever asks for it
_BRIEF_FILES = {BRIEF: "json", BRIEF_TEXT: "markdown"}


def sweep(state: State, outputs: Outputs, seen: set[str], unread: set[str], result: Result) -> None:
    """Remove the summaries of articles that are no longer in the folder, or no longer have one.

    Those of `unread` sources stay: a file that cannot be read for a moment is not gone.
    """
    for made in list(state.all_made()):
        if made.id in seen:
            continue
        if made.source in unread:
            seen.add(made.id)
        else:
            state.forget(made)
    for id in outputs.articles():
        if id not in seen:
            outputs.remove(of_article(id))
            result.removed += 1


def put_failures(outputs: Outputs, result: Result) -> None:
    """Write `failures.json`, sorted by path."""
    listed = _failures(result)
    result.failed, result.skipped = listed.failed, listed.skipped
    outputs.put(FAILURES, listed.model_dump_json(indent=2).encode() + b"\n")


def _failures(result: Result) -> Failures:
    def by_source(thing: Failure | Skipped) -> tuple[str, str]:
        return (thing.source, (thing.article_id or "") if isinstance(thing, Failure) else thing.reason)

    return Failures(failed=sorted(result.failed, key=by_source), skipped=sorted(result.skipped, key=by_source))


class Finish:
    """The brief and the tables of what has been done; made again only where something changed."""

    def __init__(self, job: Job, state: State, outputs: Outputs, result: Result, progress: Progress) -> None:
        self._job, self._state, self._outputs = job, state, outputs
        self._result, self._progress = result, progress

    async def brief(self, desk: "Desk | None") -> None:
        """Write the brief, or leave it where it stands for just these summaries; one of others is removed.

        Raises StopError.
        """
        notes = list(self._notes())
        made_of = merged_by(self._job.settings, self._state.all_made(), notes)
        if self._stands("brief", made_of, _BRIEF_FILES):
            return
        for name in (*_BRIEF_FILES, REPORT):
            self._outputs.remove(name)
        summaries = await asyncio.to_thread(list, self._summaries()) if self._job.brief else []
        if not summaries:
            return
        briefs = await self._briefs(summaries, desk, notes)
        from ..render import render_briefs

        shas = {
            name: self._outputs.put(name, render_briefs(briefs, format).encode())
            for name, format in _BRIEF_FILES.items()
        }
        self._state.set("brief", json.dumps([made_of, shas]))

    def clear(self) -> None:
        """Remove a brief that is of other summaries: it would mislead."""
        made_of = merged_by(self._job.settings, self._state.all_made(), list(self._notes()))
        if not self._stands("brief", made_of, _BRIEF_FILES):
            for name in (*_BRIEF_FILES, REPORT):
                self._outputs.remove(name)

    async def report(self) -> None:
        """Write the report of a brief, or leave it where it stands; without a brief there is none."""
        brief = self._outputs.sha256(BRIEF)
        made = sum(1 for _ in self._state.all_made())
        if brief is None:
            self._outputs.remove(REPORT)
            return
        if made > REPORT_MOST:  # one that was asked for stands as long as its brief
            self._result.notes.append(
                f"No {REPORT} is written for more than {REPORT_MOST:,} articles: `summarizer report {self._job.out}` "
                "makes it."
            )
            return
        failures = _failures(self._result)
        made_of = merged_by(self._job.settings, self._state.all_made(), [brief, failures.model_dump_json()])
        if self._stands("report", made_of, [REPORT]):
            return
        self._progress.tell(step="Writing the report")
        sha256 = await asyncio.to_thread(self._report, failures)
        self._state.set("report", json.dumps([made_of, {REPORT: sha256}]))

    def _report(self, failures: Failures) -> str:
        from ..render.html.page import page
        from .report import report_of

        return self._outputs.put(REPORT, page(report_of(self._job.out, failures)).encode())

    async def tables(self) -> None:
        """Write the items as tables, with their places in the brief if there is one."""
        brief = self._outputs.sha256(BRIEF)
        made_of = merged_by(self._job.settings, self._state.all_made(), [brief or ""])
        if self._stands("tables", made_of, TABLES):
            self._result.items = int(self._state.get("items") or 0)
            return
        self._progress.tell(step="Writing the tables")
        await asyncio.to_thread(self._tables)
        shas = {name: self._outputs.sha256(name) for name in TABLES}
        self._state.set("tables", json.dumps([made_of, shas]))
        self._state.set("items", str(self._result.items))

    async def _briefs(
        self, summaries: Sequence[ArticleSummary], desk: "Desk | None", notes: Sequence[str]
    ) -> list[Brief]:
        from ..briefing.public import briefs_of, merge_engine_for

        def say(line: str) -> None:
            self._progress.tell(step=line.removesuffix(" ..."))

        async with aclosing(merge_engine_for(self._job.settings, desk)) as engine:
            return await briefs_of(summaries, engine, notes, say)

    def _tables(self) -> None:
        from ..render.items import write_items

        briefs = self._result.briefs()

        def write(csv: BinaryIO, parquet: BinaryIO) -> None:
            self._result.items = write_items(self._summaries(), briefs, csv, parquet)

        csv, parquet = TABLES
        self._outputs.put_with(csv, lambda one: self._outputs.put_with(parquet, lambda other: write(one, other)))

    def _summaries(self) -> Iterator[ArticleSummary]:
        for made in self._state.all_made():
            yield self._summary(made)

    def _summary(self, made: Made) -> ArticleSummary:
        file = self._job.out / of_article(made.id)
        try:
            return ArticleSummary.model_validate_json(file.read_bytes())
        except OSError as error:
            raise OutputError(
                f"{str(file)!r} cannot be read ({error.strerror}): run again, which makes it anew."
            ) from error

    def _notes(self) -> Iterator[str]:
        failed = sorted(self._result.failed, key=lambda failure: (failure.source, failure.reason))
        yield from (f"Not in this brief: {failure.reason}" for failure in failed[:_NAMED])
        if len(failed) > _NAMED:
            yield f"Not in this brief: {len(failed) - _NAMED} more articles, named in {FAILURES}."

    def _stands(self, name: str, made_of: str, files: Iterable[str]) -> bool:
        kept = self._state.get(name)
        if kept is None:
            return False
        before, shas = json.loads(kept)
        return before == made_of and all(self._outputs.holds(file, shas.get(file) or "") for file in files)
