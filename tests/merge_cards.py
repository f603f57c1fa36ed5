"""Invented reports with their items, for the tests of what several articles say together."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from summarizer.merge.card import Card, Item, Report
from summarizer.schemas.article import Article
from summarizer.schemas.summary import AgreedTerm, ArticleSummary, Demand, OpenQuestion
from summarizer.schemas.vocabulary import (
    Confirmation,
    DemandKind,
    Issue,
    Made,
    OpenKind,
    Response,
    Stage,
)
from tests.summaries import BUILTIN, OUTLET, evidence

_COMMON = {"issue": Issue.CEASEFIRE_SCOPE, "attribution": OUTLET, "adjusted": []}
_OF_KIND: dict[str, tuple[type[Item], dict[str, Any]]] = {
    "a": (
        AgreedTerm,
        {
            "parties": ["Velmar", "Ostrava"],
            "stage": Stage.AGREED,
            "confirmation": Confirmation.ALL_PARTIES,
            "conditions": [],
            "scope": None,
            "start": None,
            "duration": None,
        },
    ),
    "d": (
        Demand,
        {
            "by": ["Velmar"],
            "of": ["Ostrava"],
            "kind": DemandKind.DEMAND,
            "response": Response.UNANSWERED,
            "made": Made.UNDISPUTED,
        },
    ),
    "o": (OpenQuestion, {"parties": ["Velmar", "Ostrava"], "kind": OpenKind.NOT_ADDRESSED}),
}


@dataclass
class Said:
    """An item to be: its kind (a, d, o), its quotes, its sentence (the first quote where none is given), its fields."""

    kind: str
    quotes: tuple[str, ...]
    text: str
    fields: dict[str, Any] = field(default_factory=dict)


def term(*quotes: str, text: str | None = None, **fields: Any) -> Said:
    return Said("a", quotes, text or quotes[0], fields)


def demand(*quotes: str, text: str | None = None, **fields: Any) -> Said:
    return Said("d", quotes, text or quotes[0], fields)


def question(*quotes: str, text: str | None = None, **fields: Any) -> Said:
    return Said("o", quotes, text or quotes[0], fields)


def report(
    ref: str,
    *said: Said,
    text: str | None = None,
    day: int | None = None,
    published: date | None = None,
    of: Report | None = None,
    negotiation: str | None = "Talks between Velmar and Ostrava on a truce",
    title: str | None = None,
) -> Report:
    """A report whose text is that given, or its items' quotes one to a paragraph; `of` makes it a copy."""
    quotes = dict.fromkeys(quote for one in said for quote in one.quotes)
    article = Article.of(text or "\n\n".join(quotes) or "Nothing.", source=f"{ref}.txt", title=title)
    summary = ArticleSummary(
        article=article,
        negotiation=negotiation,
        agreed_terms=[],
        demands=[],
        open_questions=[],
        rejected=[],
        notes=[],
        provenance=BUILTIN,
    )
    lists = {"a": summary.agreed_terms, "d": summary.demands, "o": summary.open_questions}
    for one in said:
        shape, fields = _OF_KIND[one.kind]
        held: list[Any] = lists[one.kind]  # type: ignore[assignment]
        found = [evidence(article, quote) for quote in one.quotes]
        made = _COMMON | fields | {"id": f"{one.kind}{len(held) + 1}", "text": one.text, "evidence": found}
        held.append(shape(**(made | one.fields)))
    return Report(ref, summary, of.id if of else article.id, published, day)


def cards(*reports: Report) -> list[Card]:
    """The items of the reports as cards i1, i2 ..."""
    items = [(report, item) for report in reports for item in report.summary.items]
    return [Card(f"i{n}", report, item) for n, (report, item) in enumerate(items, start=1)]


def card(said: Said, **fields: Any) -> Card:
    """One card of a report of its own."""
    return cards(report("s1", said, **fields))[0]
