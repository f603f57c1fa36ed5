"""The matter of a group: the point under negotiation in a few words."""

from collections.abc import Sequence

from ..schemas.merge_draft import DraftMatter
from .card import Card
from .faults import Faults, quoted
from .sentence import ground_of, unknown_among

_LONGEST = 60  # characters
_AT_ONCE = 20  # items whose names are looked up together


def matter_of(drafted: DraftMatter, cards: Sequence[Card], faults: Faults) -> str | None:
    """The drafted matter where it is short and its names are those of its items' articles; else None."""
    if not cards:
        return None
    matter = " ".join(drafted.matter[:500].split())
    fault = _unfit(matter, cards)
    if fault is None:
        return matter
    refs = [card.ref for card in cards]
    faults.ask(refs, f"the matter {quoted(drafted.matter)} {fault}", "name the point in 2 to 6 words")
    faults.leave("group", refs, f"the matter {quoted(drafted.matter)} {fault}", "the issue's name stands instead")
    return None


def plain_issue(cards: Sequence[Card]) -> str:
    """The issue of the first item in plain words."""
    return cards[0].item.issue.value.replace("_", " ")


def _unfit(matter: str, cards: Sequence[Card]) -> str | None:
    if not any(map(str.isalpha, matter)):
        return "is empty"
    if len(matter) > _LONGEST:
        return f"has more than {_LONGEST} characters"
    missing: str | None = None
    for first in range(0, len(cards), _AT_ONCE):
        missing = unknown_among(matter, [ground_of(card) for card in cards[first : first + _AT_ONCE]])
        if missing is None:
            return None
    return f"has the name “{missing}”, which no article has"
