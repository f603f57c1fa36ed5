"""Where accounts, or positions, do not fit together, as it is published."""

from collections import Counter
from collections.abc import Sequence

from ..schemas.brief import Answered, Change, Disagreement, Version
from ..schemas.vocabulary import Apart
from .accounts import LATE, articles, earliest, latest, members, origins
from .collation import Collation, Entry
from .findings import FoundDisagreement, FoundVersion, Naming


def disagreements(collation: Collation, found: Sequence[FoundDisagreement]) -> list[Disagreement]:
    """The disagreements X1, X2 ..., each once: what stands before what is settled, then accounts before positions."""
    different = {_same(one, collation.naming): one for one in sorted(found, key=lambda one: one.about, reverse=True)}
    ordered = sorted(different.values(), key=lambda one: _order(collation, one))
    return [_published(f"X{at}", one, collation) for at, one in enumerate(ordered, 1)]


def closed(found: FoundDisagreement, collation: Collation, moved: Sequence[Change]) -> bool:
    """Whether positions that were apart have met since, and the moves of every side say so: the brief tells it once."""
    sides = [version for version in found.versions if version.party]
    if found.kind is not Apart.POSITIONS or not found.settled_by or not sides:
        return False
    left = {(change.party, member.article_id, member.item_id) for change in moved for member in change.before.members}
    return all(
        any(
            (collation.naming.of(side.party or ""), told.report.id, told.item.id) in left
            for told in collation.told(side.cards)
        )
        for side in sides
    )


def lead(entries: Sequence[Entry]) -> Entry:
    """The entry whose matter and issue stand for several: of those that most of them share, the first."""
    matters = Counter((entry.item.matter, entry.item.issue) for entry in entries)
    return max(entries, key=lambda entry: matters[entry.item.matter, entry.item.issue])


def _published(id: str, found: FoundDisagreement, collation: Collation) -> Disagreement:
    entries = collation.about(found)
    first = lead(entries).item
    versions = sorted(found.versions, key=lambda version: _place(version, collation))
    return Disagreement(
        id=id,
        kind=found.kind,
        field=found.field,
        about=found.about,
        issue=first.issue,
        matter=first.matter,
        items=[entry.id for entry in entries],
        versions=[_version(version, collation) for version in versions],
        settled=_settled(found, collation) if found.settled_by else None,
    )


def _settled(found: FoundDisagreement, collation: Collation) -> Answered:
    accounts = collation.told(found.settled_by)
    return Answered(
        items=[entry.id for entry in collation.of(found.settled_by)],
        members=members(accounts),
        published=earliest(accounts),
    )


def _version(version: FoundVersion, collation: Collation) -> Version:
    accounts = collation.told(version.cards)
    return Version(
        party=version.party and collation.naming.of(version.party),
        quotes=list(version.quotes),
        members=members(accounts),
        articles=len(articles(accounts)),
        origins=len(origins(accounts)),
        published=latest(accounts),
    )


def _place(version: FoundVersion, collation: Collation) -> tuple[list[tuple[int, bool, int]], str]:
    return [told.time for told in collation.told(version.cards)], _told_by(version, collation.naming)


def _order(collation: Collation, found: FoundDisagreement) -> tuple[bool, bool, int, int, list[int], str]:
    accounts = collation.told(card for version in found.versions for card in version.cards)
    day = max((told.day for told in accounts if told.day is not None), default=-LATE)
    places = sorted(told.place for told in accounts)
    return (
        bool(found.settled_by),
        found.kind is not Apart.ACCOUNTS,
        -len(origins(accounts)),
        -day,
        places,
        _same(found, collation.naming),
    )


def _same(found: FoundDisagreement, naming: Naming) -> str:
    """Equal for two disagreements between the same versions in the same words."""
    versions = sorted(_told_by(version, naming) for version in found.versions)
    return "\n".join([found.kind, found.field, *versions])


def _told_by(version: FoundVersion, naming: Naming) -> str:
    """Whose version it is, by which items, in which words."""
    words = [(quote.article_id, quote.item_id, quote.start, quote.end) for quote in version.quotes]
    return repr((naming.of(version.party or ""), sorted(card.key for card in version.cards), words))
