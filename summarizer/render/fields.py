"""An item as fields, in the words of the schema: what the tables of items share."""

from datetime import date

from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, Item, OpenQuestion
from .standing import status

Value = str | int | bool | date | list[str] | list[int] | None
Fields = dict[str, Value]


def of_article(summary: ArticleSummary) -> Fields:
    """What every row on an article says of the article."""
    article, provenance = summary.article, summary.provenance
    return {
        "article_id": article.id,
        "article_title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "engine": provenance.model or provenance.engine,
    }


def of_item(item: AgreedTerm | Demand | OpenQuestion) -> Fields:
    """The fields of one item; those that another kind of item has are left out."""
    match item:
        case AgreedTerm():
            return {"kind": "agreed_term"} | _common(item) | _term(item)
        case Demand():
            return {"kind": "demand"} | _common(item) | _demand(item)
    return {"kind": "open_question"} | _common(item) | {"open_kind": item.kind, "parties": item.parties}


def cell_of(value: Value) -> str:
    """The value in CSV: lists joined by "; ", dates in ISO 8601, true and false; what is not stated is empty."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _common(item: AgreedTerm | Demand | OpenQuestion) -> Fields:
    said = item.attribution
    return {
        "item_id": item.id,
        "text": item.text,
        "status": "; ".join(status(item)),
        "issue": item.issue,
        "speaker": said.speaker,
        "speaker_party": said.party,
        "channel": said.channel,
        "stance": said.stance,
    } | _evidence(item)


def _evidence(item: Item) -> Fields:
    return {
        "quotes": [e.quote for e in item.evidence],
        "paragraphs": [e.paragraph for e in item.evidence],
        "quote_starts": [e.start for e in item.evidence],
        "quote_ends": [e.end for e in item.evidence],
        "found": [str(e.found) for e in item.evidence],
        "adjusted": [f"{c.field}: {c.drafted} -> {c.published} ({c.reason})" for c in item.adjusted],
    }


def _term(term: AgreedTerm) -> Fields:
    return {
        "stage": term.stage,
        "confirmation": term.confirmation,
        "parties": term.parties,
        "conditions": term.conditions,
        "scope": term.scope,
        "start": term.start,
        "duration": term.duration,
    }


def _demand(demand: Demand) -> Fields:
    return {
        "demand_kind": demand.kind,
        "response": demand.response,
        "made": demand.made,
        "by": demand.by,
        "of": demand.of,
    }
