"""A party's name in a finding: one that its items use, or that their articles at least know."""

from collections.abc import Sequence

from .card import Card, all_parties
from .sentence import ground_of, unknown_among

_LONGEST = 120  # characters


def named(party: str, cards: Sequence[Card]) -> str | None:
    """The name as the items write it, or as given where their articles name it; None where they do not."""
    wanted = spelling(party)
    if not wanted or len(wanted) > _LONGEST:
        return None
    names = {spelling(name): name for card in reversed(cards) for name in _names(card)}
    if wanted in names:
        return names[wanted]
    grounds = [ground_of(card) for card in cards]
    if not any(map(str.isupper, party)) and not _stands_in(wanted, cards):
        return None  # a description in small letters must stand there as it is
    return None if unknown_among("", grounds, [party]) else " ".join(party.split())


def spelling(name: str) -> str:
    """What is equal for two spellings of one name: without capitals and needless spaces; empty for a blank one."""
    return " ".join(name.split()).casefold()


def _names(card: Card) -> list[str]:
    speaker = card.item.attribution.speaker
    return [name for name in (*all_parties(card.item), speaker) if name]


def _stands_in(words: str, cards: Sequence[Card]) -> bool:
    return any(words in text.casefold() for card in cards for text in ground_of(card).support)
