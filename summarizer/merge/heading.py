"""What a finding is about: held against its items, and whether two findings are on one point."""

from collections.abc import Mapping, Sequence
from typing import Literal

from ..ground.check import content
from .card import Card
from .faults import Faults, quoted
from .sentence import ground_of, unfit_heading

_READ = 2000  # characters of a heading that are looked at


def plain_heading(about: str) -> str:
    """The heading on one line."""
    return " ".join(about[:_READ].split())


def heading(
    about: str,
    cards: Sequence[Card],
    matters: Mapping[str, str],
    faults: Faults,
    *,
    kind: Literal["disagreement", "change"],
    most_words: int,
    do: str,
) -> str:
    """The heading, if the items carry its names and numbers and it is short; else the matter of the first item."""
    about = plain_heading(about)
    fault = unfit_heading(about, [ground_of(card) for card in cards])
    if fault is None and len(about.split()) > most_words:
        fault = f"there are more than {most_words} words"
    if fault is None:
        return about
    refs = [card.ref for card in cards]
    faults.ask(refs, f"in {quoted(about)}, {fault}", do)
    faults.leave(kind, refs, f"in {quoted(about)}, {fault}", "the matter's name stands instead")
    return matters[cards[0].ref]


def on_one_point(about: str, other: str) -> bool:
    """Whether two headings share half of the shorter's words of content."""
    stems, others = content(about), content(other)
    return 2 * len(stems & others) >= min(len(stems), len(others)) > 0
