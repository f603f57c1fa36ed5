"""Which disagreements are one: told twice, or going on about another text."""

from collections import Counter
from collections.abc import Iterable, Set
from fractions import Fraction

from ..ground.numbers import quantities
from .faults import in_order, order_of
from .findings import FoundDisagreement
from .heading import on_one_point
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
    """Whether one is the other's quarrel about another text.

    One party has the same words in both, they are on the same field and on one point, and no party gives two figures:
    "6 per cent" against 4 on pay and against 2 on night shifts are two quarrels.
    """
    if (one.kind, one.field, bool(one.settled_by)) != (other.kind, other.field, bool(other.settled_by)):
        return False
    mine, theirs = ({(v.party, words_of(v)) for v in each.versions if v.party} for each in (one, other))
    parties = [{version.party for version in each.versions if version.party} for each in (one, other)]
    if mine.isdisjoint(theirs) or parties[0] != parties[1] or not _on_one_point(one, other):
        return False
    return not any(_apart_in_figures(_figures(one, party), _figures(other, party)) for party in parties[0] if party)


def _on_one_point(one: FoundDisagreement, other: FoundDisagreement) -> bool:
    """Whether they share an item, or what they are about shares half of the shorter's words of content."""
    if not refs_of(one).isdisjoint(refs_of(other)):
        return True
    return on_one_point(one.about, other.about)


def _figures(found: FoundDisagreement, party: str) -> set[tuple[str, str | None, Fraction]]:
    """The figures in a party's own words, each with what it measures."""
    words = [quote.quote for version in found.versions if version.party == party for quote in version.quotes]
    amounts = [amount for said in words for amount in quantities(said) if not amount.idle]
    return {(amount.kind, amount.unit, amount.value) for amount in amounts}


def _apart_in_figures(
    ours: Set[tuple[str, str | None, Fraction]], theirs: Set[tuple[str, str | None, Fraction]]
) -> bool:
    """Whether both have figures, and they are others; words without any leave room for any."""
    return bool(ours and theirs) and ours != theirs


def _with_versions_of(one: FoundDisagreement, other: FoundDisagreement) -> FoundDisagreement:
    """The first with the other's items: each side's version stands once, in the words of the first, then the other's.

    Where a side has several versions, each goes with the one in the same words, or stands beside them.
    """
    versions = list(one.versions)
    sides = Counter(version.party for version in one.versions) | Counter(version.party for version in other.versions)
    for version in other.versions:
        same = [at for at, own in enumerate(versions) if version.party and own.party == version.party]
        at = next((at for at in same if words_of(versions[at]) == words_of(version)), None)
        if at is None and same and sides[version.party] == 1:
            at = same[0]
        if at is None:
            versions.append(version)
        else:
            versions[at] = joined(versions[at], version)
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
