"""Where the items of articles, and the articles, stand in the briefs."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..schemas.brief import Brief, BriefDemand, BriefQuestion, BriefTerm, Source


@dataclass(frozen=True, slots=True)
class Place:
    """The item of a brief that an item of an article went into. `brief` counts the briefs from 1."""

    brief: int
    negotiation: str | None
    item: BriefTerm | BriefDemand | BriefQuestion


@dataclass(frozen=True, slots=True)
class Places:
    """By (article_id, item_id) the place of an item; by article_id the article as a source of its brief."""

    items: dict[tuple[str, str], Place]
    sources: dict[str, Source]


def places(briefs: Iterable[Brief]) -> Places:
    """The places of all that the briefs hold; nothing is copied, and what the briefs do not know is in neither."""
    found = Places({}, {})
    for number, brief in enumerate(briefs, start=1):
        for item in brief.items:
            place = Place(number, brief.negotiation, item)
            found.items.update(((member.article_id, member.item_id), place) for member in item.members)
        # Articles that report no negotiation are named in every brief; where an article is a source counts most.
        for source in brief.without_items:
            found.sources.setdefault(source.article_id, source)
        found.sources.update((source.article_id, source) for source in brief.sources)
    return found
