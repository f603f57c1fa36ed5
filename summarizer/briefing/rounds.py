"""Which items are one, asked in as many calls as it takes: first issue by issue, then across, by one item a group."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from ..errors import TruncatedError
from ..ground.check import content
from ..merge.card import Card, Group, parties_of
from ..merge.findings import Naming
from ..merge.groups_check import check_groups
from ..merge_engine import MergeEngine
from ..schemas.merge_draft import MergeDraft
from .settle import Minutes, settle, side_by_side

MOST_ROUNDS = 4
_NOTHING = MergeDraft(matters=[])


async def merged(cards: Sequence[Card], engine: MergeEngine, naming: Naming, minutes: Minutes) -> list[Group]:
    """The groups of all cards; each card in exactly one. In one call where there is room, else in rounds.

    A round asks about neighbours under one order (by issue; then by party) and goes on with one card for each group,
    until all fit in one call or a round finds nothing more to merge.
    """
    if engine.room(cards):
        return await _asked(cards, engine, naming, minutes)
    groups = [Group((card,), "") for card in cards]
    for number in range(MOST_ROUNDS):
        whole = _in_order(groups, number)
        chunks = _chunks([group.cards[0] for group in whole], engine)
        by_card = {group.cards[0].ref: group for group in whole}
        asked = await side_by_side([partial(_asked, chunk, engine, naming) for chunk in chunks], minutes)
        found = _as_one_matter([group for some in asked for group in some])
        joined = [_union([by_card[card.ref] for card in group.cards], group) for group in found]
        fewer = len(joined) < len(groups)
        groups = joined
        if len(chunks) == 1:
            return groups
        if number and not fewer:
            break
    minutes.note("There were too many items to be compared with each other in one call; some that are one may not be.")
    return groups


def _as_one_matter(groups: Sequence[Group]) -> list[Group]:
    """The groups with one name for a matter that several calls named in the same words in another order."""
    names: dict[frozenset[str], str] = {}
    for group in groups:
        names.setdefault(frozenset(content(group.matter)), group.matter)
    return [replace(group, matter=names[frozenset(content(group.matter))]) for group in groups]


async def _asked(cards: Sequence[Card], engine: MergeEngine, naming: Naming, minutes: Minutes) -> list[Group]:
    """The groups of so many cards as one call can take; halved where its answer does not fit."""
    try:
        return await settle(
            lambda again: engine.merge(cards, again),
            lambda draft: check_groups(draft, cards, naming),
            _NOTHING,
            "which items are one, so they stand unmerged",
            minutes,
            worth=lambda groups: -len(groups),
            divisible=len(cards) > 1,
        )
    except TruncatedError:
        half = len(cards) // 2
        parts = [await _asked(part, engine, naming, minutes) for part in (cards[:half], cards[half:])]
        return _as_one_matter([group for part in parts for group in part])


def _in_order(groups: Iterable[Group], number: int) -> list[Group]:
    """The groups so that likely neighbours stand together: by issue in even rounds, by party in odd ones."""

    def key(group: Group) -> tuple[str, ...]:
        first = group.cards[0]
        issue, party = first.item.issue.value, " ".join(sorted(parties_of(first.item)))
        return (issue, first.kind, party) if number % 2 == 0 else (first.kind, party, issue)

    return sorted(groups, key=key)


def _chunks(cards: Sequence[Card], engine: MergeEngine) -> list[Sequence[Card]]:
    """The cards in runs for which there is room."""
    if len(cards) < 2 or engine.room(cards):
        return [cards]
    half = len(cards) // 2
    return [*_chunks(cards[:half], engine), *_chunks(cards[half:], engine)]


def _union(parts: Sequence[Group], group: Group) -> Group:
    """The groups that one card each stood for, as one; the sentence of the later round, else of the only part."""
    cards = tuple(card for part in parts for card in part.cards)
    text = group.text or (parts[0].text if len(parts) == 1 else None)
    return replace(group, cards=cards, text=text)
