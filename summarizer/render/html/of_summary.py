"""A chapter of one article: its items, as its summary has them."""

from ...schemas.summary import AgreedTerm, ArticleSummary, Demand, OpenQuestion
from .. import account
from ..brief_phrases import initial
from ..phrases import words
from ..standing import adjustment, status, tone
from .entries import Chapter, Entry, Group, Part, Section
from .made import how_made
from .of_brief import ANY_DEMAND
from .quotes import Quotes, Stretch

Item = AgreedTerm | Demand | OpenQuestion
KINDS = {AgreedTerm: "agreed term", Demand: "demand", OpenQuestion: "open question"}
_SLUGS = ("agreed", "demands", "open")


def chapter(summary: ArticleSummary, prefix: str, quotes: Quotes) -> Chapter:
    """What an article says; `prefix` tells its findings from those of other chapters."""
    article = summary.article
    sections = [
        Section(
            heading,
            prefix + slug,
            [Group("", [_entry(item, summary, prefix, quotes) for item in items])] if items else [],
            empty=account.EMPTY_SECTION,
        )
        for slug, (heading, items) in zip(_SLUGS, account.sections(summary), strict=True)
    ]
    return Chapter(
        anchor=f"{prefix}top",
        title=account.title(article),
        under=" · ".join([*account.origin(article), *([summary.negotiation] if summary.negotiation else [])]),
        tally=account.tally(summary) if summary.items or summary.rejected else [account.NOTHING_FOUND],
        sections=[section for section in sections if summary.items],
        warnings=summary.notes,
        rows=how_made([summary], None),
    )


def _entry(item: Item, summary: ArticleSummary, prefix: str, quotes: Quotes) -> Entry:
    anchor, article = prefix + item.id, summary.article
    stretches = [Stretch(article.id, e.start, e.end, e.quote, e.paragraph) for e in item.evidence]
    details = [*account.details(item), *(("changed", adjustment(change)) for change in item.adjusted)]
    return Entry(
        id=item.id,
        anchor=anchor,
        text=item.text,
        tone=tone(item),
        status=initial("; ".join(status(item))),
        parts=[Part(quotes.of(anchor, stretches, lambda _: account.title(article)))],
        facets=_facets(item, account.title(article)),
        details=details,
    )


def _facets(item: Item, title: str) -> dict[str, list[str]]:
    facets = {"issue": [initial(words(item.issue))], "source": [title], "kind": [KINDS[type(item)]]}
    match item:
        case AgreedTerm():
            return facets | {"party": item.parties, "confirmation": [words(item.confirmation)]}
        case Demand():
            return facets | {"party": [*item.by, *item.of], "kind": [ANY_DEMAND, words(item.kind)]}
    return facets | {"party": item.parties}
