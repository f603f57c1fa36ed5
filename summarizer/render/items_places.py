"""Where the items of articles, and the articles, stand in the briefs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..schemas.brief import Brief, BriefDemand, BriefQuestion, BriefTerm, Change, Disagreement, Source


@dataclass(frozen=True, slots=True)
class Place:
    """The item of a brief that an item of an article went into. `brief` counts the briefs from 1.

    `disagreements` and `changes` are the ids of those of the brief that touch the item, in the brief's order.
    """

    brief: int
    negotiation: str | None
    item: BriefTerm | BriefDemand | BriefQuestion
    disagreements: list[str]
    changes: list[str]


@dataclass(frozen=True, slots=True)
class Places:
    """By (article_id, item_id) the place of an item; by article_id the article as a source of its brief."""

    items: dict[tuple[str, str], Place]
    sources: dict[str, Source]


def places(briefs: Iterable[Brief]) -> Places:
    """The places of all that the briefs hold; nothing is copied, and what the briefs do not know is in neither."""
    found = Places({}, {})
    for number, brief in enumerate(briefs, start=1):
        disagreements, changes = _touching(brief.disagreements), _touching(brief.changes)
        for item in brief.items:
            place = Place(number, brief.negotiation, item, disagreements[item.id], changes[item.id])
            found.items.update(((member.article_id, member.item_id), place) for member in item.members)
        # Articles that report no negotiation are named in every brief; where an article is a source counts most.
        for source in brief.without_items:
            found.sources.setdefault(source.article_id, source)
        found.sources.update((source.article_id, source) for source in brief.sources)
    return found


def _touching(those: Iterable[Disagreement | Change]) -> defaultdict[str, list[str]]:
    """By id of an item of the brief the ids of those that touch it."""
    found = defaultdict[str, list[str]](list)
    for each in those:
        for item_id in each.items:
            found[item_id].append(each.id)
    return found
