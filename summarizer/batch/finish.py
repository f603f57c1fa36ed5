"""After the articles: what is gone is removed, then the brief, the tables and the list of what has no summary."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, BinaryIO

from ..errors import OutputError, ReadError
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

KEPT = "Its earlier summary is kept."
_NAMED = 10  # failures that a brief names one by one
REPORT_MOST = 1_000  # articles; a page of more is made only for whoever asks for it
_BRIEF_FILES = {BRIEF: "json", BRIEF_TEXT: "markdown"}


def sweep(
    state: State, outputs: Outputs, seen: set[str], unread: set[str], unlisted: Sequence[str], result: Result
) -> None:
    """Remove the summaries of articles that are no longer in the folder, or no longer have one.

    Those of `unread` sources and of `unlisted` folders stay: what cannot be read for a moment is not gone.
    """
    kept: set[str] = set()
    known = {made.id: made for made in state.all_made()}
    for made in known.values():
        if made.id in seen:
            continue
        if made.source in unread or any(made.source.startswith(f"{folder}/") or folder == "." for folder in unlisted):
            seen.add(made.id)
            kept.add(made.source)
        else:
            state.forget(made)
    result.failed[:] = [
        failure.model_copy(update={"reason": f"{failure.reason} {KEPT}"}) if failure.source in kept else failure
        for failure in result.failed
    ]
    for id in outputs.articles():
        if id not in seen and (id in known or not unlisted):  # else nobody knows what it is of
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
        self._state.set("brief of", json.dumps([self._summarized(), shas]))

    def clear(self) -> None:
        """Remove a brief, a report and tables that are of other summaries: they would mislead."""
        if not self._stands("brief of", self._summarized(), _BRIEF_FILES):
            for name in (*_BRIEF_FILES, REPORT):
                self._outputs.remove(name)
        if not self._stands("tables", self._tabled(), TABLES):
            for name in TABLES:
                self._outputs.remove(name)

    def _summarized(self) -> str:
        """What a brief is of, whatever else its notes say."""
        return merged_by(self._job.settings, self._state.all_made(), [])

    def _tabled(self) -> str:
        """What the tables are of."""
        return merged_by(self._job.settings, self._state.all_made(), [self._outputs.sha256(BRIEF) or ""])

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

        try:
            report = report_of(self._job.out, failures)
        except ReadError as error:
            raise OutputError(str(error)) from error
        return self._outputs.put(REPORT, page(report).encode())

    async def tables(self) -> None:
        """Write the items as tables, with their places in the brief if there is one."""
        made_of = self._tabled()
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
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise OutputError(f"{str(file)!r} cannot be read ({reason}): remove it and run again.") from error

    def _notes(self) -> Iterator[str]:
        failed = sorted(self._result.failed, key=lambda failure: (failure.source, failure.reason))
        for failure in failed[:_NAMED]:
            here = "As it was read before" if failure.reason.endswith(KEPT) else "Not in this brief"
            yield f"{here}: {failure.reason}"
        if len(failed) > _NAMED:
            yield f"Not in this brief: {len(failed) - _NAMED} more articles, named in {FAILURES}."

    def _stands(self, name: str, made_of: str, files: Iterable[str]) -> bool:
        kept = self._state.get(name)
        if kept is None:
            return False
        before, shas = json.loads(kept)
        return before == made_of and all(self._outputs.holds(file, shas.get(file) or "") for file in files)
