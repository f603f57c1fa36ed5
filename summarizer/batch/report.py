"""The HTML report of a folder of results, from what the folder holds."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ..errors import InputError, ReadError
from ..schemas.batch import Failures
from ..schemas.brief import Brief
from ..schemas.report import Report
from ..schemas.summary import ArticleSummary
from .job import Result
from .outputs import ARTICLES, BRIEF, FAILURES


def report_of(out: Path, failures: Failures | None = None) -> Report:
    """Briefs and summaries as they stand in `out`, and so the failures where none are given.

    Raises InputError where it is no folder of results, ReadError where a file in it is broken.
    """
    if not out.is_dir():
        what = "is no folder" if out.exists() else "does not exist"
        raise InputError(f"{str(out)!r} {what}: name the folder that `summarizer batch` wrote.")
    result = Result(out)
    try:
        briefs = result.briefs()
        told = failures or _failures(out / FAILURES)
        report = Report(briefs=briefs, summaries=_in_order(result.summaries(), briefs), failures=told)
    except (ValueError, OSError, RecursionError) as error:
        raise ReadError(
            f"A file in {str(out)!r} cannot be read as a result ({str(error).splitlines()[0]}): run `summarizer batch` "
            "again, which asks for nothing twice."
        ) from error
    if not report.briefs and not report.summaries:
        raise InputError(f"{str(out)!r} holds neither {BRIEF} nor {ARTICLES}/: name the folder of a batch's results.")
    return report


def _in_order(summaries: Iterable[ArticleSummary], briefs: list[Brief]) -> list[ArticleSummary]:
    """In the order of the briefs' sources, those of no brief by their dates."""
    listed = [source.article_id for brief in briefs for source in (*brief.sources, *brief.without_items)]
    place = {article_id: number for number, article_id in enumerate(listed)}
    return sorted(
        summaries,
        key=lambda s: (place.get(s.article.id, len(listed)), s.article.published or date.max, s.article.id),
    )


def _failures(file: Path) -> Failures | None:
    return Failures.model_validate_json(file.read_bytes()) if file.exists() else None
