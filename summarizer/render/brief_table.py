"""Briefs as CSV for spreadsheets: a row for each item, disagreement, change and source, and for what is left out."""

import csv
import io
from collections.abc import Iterator, Sequence

from ..schemas.brief import Brief, BriefDemand, BriefQuestion, BriefTerm, Change, Disagreement, Member, Quote, Source
from . import brief_outline, brief_phrases, brief_standing
from .account import NOTHING_FOUND
from .brief_columns import COLUMNS
from .brief_notes import source_lines
from .brief_sources import AnyItem, Sources
from .phrases import words
from .table import written

Row = dict[str, str]


def table(briefs: Sequence[Brief]) -> str:
    """RFC 4180, with the protections of `table.written`; every brief has at least one row."""
    output = io.StringIO(newline="")
    writer = csv.DictWriter(output, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for number, brief in enumerate(briefs, start=1):
        common = {"brief": str(number), "negotiation": brief.negotiation or ""}
        for row in _rows(brief):
            writer.writerow({name: written(name, cell) for name, cell in (common | row).items()})
    return output.getvalue()


def _rows(brief: Brief) -> Iterator[Row]:
    sources, pointers = Sources(brief), brief_outline.pointers(brief)
    if not brief.items:
        yield {"kind": "none", "text": NOTHING_FOUND}
    for item in brief.items:
        yield _item(item, sources) | {"see": _joined([ref for _, refs in pointers.get(item.id, []) for ref in refs])}
    for disagreement in brief.disagreements:
        yield _disagreement(disagreement, sources)
    for change in brief.changes:
        yield _change(change, sources)
    for source in brief.sources:
        yield {"kind": "source"} | _source(source, sources)
    for source in brief.without_items:
        yield {"kind": "without_items"} | _source(source, sources)
    for unmerged in brief.unmerged:
        text = f"proposed as {brief_phrases.UNMERGED[unmerged.kind]}"
        yield {"kind": "unmerged", "text": text, "detail": unmerged.detail, "draft": unmerged.draft}


def _item(item: AnyItem, sources: Sources) -> Row:
    quotes = [
        Quote(**m.model_dump(include={"article_id", "item_id"}), **e.model_dump(include={"quote", "start", "end"}))
        for m in item.members
        for e in m.evidence
    ]
    row = (
        {
            "id": item.id,
            "text": item.text,
            "status": brief_standing.status(item, sources),
            "issue": item.issue,
            "matter": item.matter,
            "says": brief_standing.says(item, sources),
            "first_reported": item.first_reported.isoformat() if item.first_reported else "",
            "last_reported": item.last_reported.isoformat() if item.last_reported else "",
            "superseded_by": _joined(item.superseded_by),
        }
        | _counts(item.origins, item.articles)
        | _told(item.members, quotes, sources)
    )
    match item:
        case BriefTerm():
            return row | _term(item)
        case BriefDemand():
            return row | _demand(item)
    return row | _question(item)


def _term(term: BriefTerm) -> Row:
    stages = [f"{at.stage} ({at.published or 'date not stated'})" for at in term.stages]
    return {
        "kind": "agreed_term",
        "stage": term.stage,
        "confirmation": term.confirmation,
        "parties": _joined(term.parties),
        "conditions": _joined(term.conditions),
        "scope": term.scope or "",
        "start": term.start or "",
        "duration": term.duration or "",
        "stages": _joined(stages),
    }


def _demand(demand: BriefDemand) -> Row:
    responses = [f"{at.response} ({at.published or 'date not stated'})" for at in demand.responses]
    return {
        "kind": "demand",
        "demand_kind": demand.kind,
        "response": demand.response,
        "made": demand.made,
        "by": _joined(demand.by),
        "of": _joined(demand.of),
        "responses": _joined(responses),
    }


def _question(question: BriefQuestion) -> Row:
    answered = _joined(question.answered.items) if question.answered else ""
    parties = _joined(question.parties)
    return {"kind": "open_question", "open_kind": question.kind, "parties": parties, "answered_by": answered}


def _disagreement(disagreement: Disagreement, sources: Sources) -> Row:
    told = [
        f"{brief_phrases.whose(v, sources)}: {' … '.join(q.quote for q in v.quotes)} "
        f"({brief_phrases.counted(v.origins, v.articles)})"
        for v in disagreement.versions
    ]
    members = [member for version in disagreement.versions for member in version.members]
    quotes = [quote for version in disagreement.versions for quote in version.quotes]
    return {
        "kind": "disagreement",
        "id": disagreement.id,
        "text": disagreement.about,
        "status": f"{words(disagreement.kind)}; they differ on {words(disagreement.field)}",
        "issue": disagreement.issue,
        "matter": disagreement.matter,
        "apart": disagreement.kind,
        "field": disagreement.field,
        "parties": _joined([version.party for version in disagreement.versions if version.party]),
        "see": _joined(disagreement.items),
        "versions": _joined(told),
    } | _told(members, quotes, sources)


def _change(change: Change, sources: Sources) -> Row:
    before, after = change.before, change.after
    return {
        "kind": "change",
        "id": change.id,
        "text": change.about,
        "status": words(change.kind),
        "issue": change.issue,
        "matter": change.matter,
        "field": change.kind,
        "parties": change.party,
        "see": _joined(change.items),
        "from": before.text,
        "from_date": before.published.isoformat() if before.published else "",
        "to": after.text,
        "to_date": after.published.isoformat() if after.published else "",
    } | _told([*before.members, *after.members], [*before.quotes, *after.quotes], sources)


def _source(source: Source, sources: Sources) -> Row:
    return {
        "id": source.article_id,
        "text": source.title or "",
        "sources": sources.label(source.article_id),
        "last_reported": source.published.isoformat() if source.published else "",
        "origin": source.origin,
        "derivation": source.derivation,
        "url": source.url or "",
        "detail": _joined(source_lines(source, sources)),
    }


def _counts(origins: int, articles: int) -> Row:
    return {"origins": str(origins), "articles": str(articles), "count": brief_phrases.counted(origins, articles)}


def _told(members: Sequence[Member], quotes: Sequence[Quote], sources: Sources) -> Row:
    return {
        "sources": sources.told({member.article_id for member in members}),
        "members": _joined([f"{member.article_id}#{member.item_id}" for member in members]),
        "quotes": _joined([quote.quote for quote in quotes]),
        "quote_articles": _joined([quote.article_id for quote in quotes]),
        "quote_starts": _joined([str(quote.start) for quote in quotes]),
        "quote_ends": _joined([str(quote.end) for quote in quotes]),
    }


def _joined(pieces: Sequence[str]) -> str:
    return "; ".join(pieces)
