"""Which disagreements are one: told twice, or going on about another text."""

from collections.abc import Iterable

from .faults import in_order, order_of
from .findings import FoundDisagreement, FoundVersion
from .versions import joined, put_in_order, without_repeats, words_of


def without_doubles(found: Iterable[FoundDisagreement]) -> tuple[FoundDisagreement, ...]:
    """The disagreements in order; those that have the same versions and an item in common are one."""
    kept: dict[frozenset[tuple[str | None, str]], list[FoundDisagreement]] = {}
    for one in sorted(found, key=_place):
        same = kept.setdefault(frozenset((version.party, words_of(version)) for version in one.versions), [])
        at = next((at for at, other in enumerate(same) if not refs_of(one).isdisjoint(refs_of(other))), None)
        if at is None:
            same.append(one)
        else:
            same[at] = _as_one(same[at], one)
    different: list[FoundDisagreement] = []
    for one in sorted((one for same in kept.values() for one in same), key=_place):
        at = next((at for at, other in enumerate(different) if _goes_on(one, other)), None)
        if at is None:
            different.append(one)
        else:
            different[at] = _with_versions_of(different[at], one)
    return tuple(different)


def _goes_on(one: FoundDisagreement, other: FoundDisagreement) -> bool:
    """Whether one is the other's quarrel about another text: a side has the same words in both, on the same field."""
    if (one.kind, one.field, bool(one.settled_by)) != (other.kind, other.field, bool(other.settled_by)):
        return False
    mine, theirs = ({(v.party, words_of(v)) for v in each.versions if v.party} for each in (one, other))
    parties = [{version.party for version in each.versions if version.party} for each in (one, other)]
    return bool(mine & theirs) and parties[0] == parties[1]


def _with_versions_of(one: FoundDisagreement, other: FoundDisagreement) -> FoundDisagreement:
    """The first with the other's items: each side's version stands once, in the words of the first."""
    versions = list(one.versions)
    for version in other.versions:
        at = next((at for at, own in enumerate(versions) if version.party and own.party == version.party), None)
        if at is None:
            versions.append(version)
        else:
            own = versions[at]
            versions[at] = FoundVersion(own.party, in_order([*own.cards, *version.cards]), own.quotes)
    settled_by = in_order([*one.settled_by, *other.settled_by])
    return FoundDisagreement(one.about, one.kind, one.field, put_in_order(without_repeats(versions)), settled_by)


def refs_of(one: FoundDisagreement) -> set[str]:
    """The references of all items behind a disagreement."""
    return {card.ref for version in one.versions for card in version.cards}


def _as_one(one: FoundDisagreement, other: FoundDisagreement) -> FoundDisagreement:
    others = {(version.party, words_of(version)): version for version in other.versions}
    versions = [joined(version, others[version.party, words_of(version)]) for version in one.versions]
    settled_by = in_order([*one.settled_by, *other.settled_by])
    return FoundDisagreement(one.about, one.kind, one.field, put_in_order(versions), settled_by)


def _place(one: FoundDisagreement) -> tuple[object, ...]:
    quotes = [(order_of(version.cards[0].ref), version.quotes[0].start) for version in one.versions]
    return (quotes, one.about, one.kind, one.field, [version.party or "" for version in one.versions])
