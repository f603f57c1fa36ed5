"""Whole matters packed into calls: few enough items that each is looked at, enough that no call is wasted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..merge.card import Card, Group
from ..merge_engine import MergeEngine


def packs(groups: Sequence[Group], engine: MergeEngine) -> list[list[Group]]:
    """The groups by matter, in runs of about so many items as the engine looks at in one call.

    A matter is parted only where it does not fit into one call alone. Copies whose origin is in the group are left out:
    their odd wording is nobody's version.
    """
    matters = [_without_copies(list(of_one)) for _, of_one in groupby(by_matter(groups), key=lambda g: g.matter)]
    packed: list[list[Group]] = []
    for matter in (part for whole in matters for part in _parts(whole, engine)):
        if (
            packed
            and _size(packed[-1]) + _size(matter) <= engine.cards_a_call
            and _fits([*packed[-1], *matter], engine)
        ):
            packed[-1] += matter
        else:
            packed.append(matter)
    return packed


def by_matter(groups: Sequence[Group]) -> list[Group]:
    """The groups with those of one matter beside each other, in the order in which matters first come up."""
    first: dict[str, int] = {}
    for number, group in enumerate(groups):
        first.setdefault(group.matter, number)
    return sorted(groups, key=lambda group: first[group.matter])


def _without_copies(groups: Sequence[Group]) -> list[Group]:
    return [replace(group, cards=_originals(group)) for group in groups]


def _originals(group: Group) -> tuple[Card, ...]:
    told = {card.report.origin for card in group.cards if not card.report.is_copy}
    return tuple(card for card in group.cards if not (card.report.is_copy and card.report.origin in told))


def _parts(groups: list[Group], engine: MergeEngine) -> Iterator[list[Group]]:
    if _fits(groups, engine):
        yield groups
        return
    if len(groups) < 2:
        yield [_thinned(group, engine) for group in groups]
        return
    half = len(groups) // 2
    yield from _parts(groups[:half], engine)
    yield from _parts(groups[half:], engine)


def _thinned(group: Group, engine: MergeEngine) -> Group:
    """The group with so many of its items as one call can take: those marked as disputed, and the others evenly."""
    while len(group.cards) > 2 and not _fits([group], engine):
        plain = [card for card in group.cards if not card.disputed]
        kept = {card.ref for card in plain[::2]} | {card.ref for card in group.cards if card.disputed}
        if len(kept) == len(group.cards):
            kept = {card.ref for card in group.cards[::2]}
        group = replace(group, cards=tuple(card for card in group.cards if card.ref in kept))
    return group


def _fits(groups: Sequence[Group], engine: MergeEngine) -> bool:
    return engine.room([card for group in groups for card in group.cards])


def _size(groups: Sequence[Group]) -> int:
    return sum(len(group.cards) for group in groups)
