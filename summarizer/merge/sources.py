"""The articles behind a brief, each with its origin, as they are published."""

from collections.abc import Mapping, Sequence
from datetime import date

from ..schemas.brief import Source
from ..schemas.origin import Copy, Origin
from ..schemas.vocabulary import Dated, Derivation
from .accounts import LATE
from .card import Report
from .timing import dated


def sources_of(
    reports: Sequence[Report], origins: Sequence[Origin], days: Mapping[date, int] | None = None
) -> list[Source]:
    """The reports as sources, in time; `days` places reports that are no part of the story among its days."""
    copies = {copy.article_id: copy for origin in origins for copy in origin.members}
    ordered = sorted(enumerate(reports), key=lambda each: (each[1].day or LATE, each[0]))
    return [
        _source(report, copies.get(report.id), report.day if days is None else days.get(report.published or date.max))
        for _, report in ordered
    ]


def days_of(sources: Sequence[Source]) -> dict[date, int]:
    """The place in time of each date on which a source came."""
    return {source.published: source.day for source in sources if source.published and source.day}


def _source(report: Report, copy: Copy | None, day: int | None) -> Source:
    summary = report.summary
    article = summary.article
    return Source(
        article_id=article.id,
        source=article.source,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=report.published,
        dated=(dated(article)[1] or Dated.COPY) if report.published else None,
        day=day,
        origin=report.origin,
        derivation=copy.derivation if copy else Derivation.UNKNOWN,
        of=copy.of if copy else None,
        similarity=copy.similarity if copy else None,
        reasons=list(copy.reasons) if copy else [],
        agreed_terms=len(summary.agreed_terms),
        demands=len(summary.demands),
        open_questions=len(summary.open_questions),
        rejected=len(summary.rejected),
    )
