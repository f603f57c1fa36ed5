"""Figures of items that should be one: do they give different numbers for the same thing?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..ground.numbers import Quantity
from .card import Card, Group, Item
from .faults import in_order, order_of
from .figure import Figure, Figures, agree, bare_amount, differing, figures_of, own_words
from .findings import Findings, FoundState, FoundVersion


def clash(a: Item, b: Item) -> str | None:
    """The two figures that the items' own words give for the same thing, "21 days / 30 days"; None where none differ.

    A figure that only one of them has is no clash, nor is a rounded one ("more than 90", 98). Where a sentence has
    several of a kind ("cut to 7 from 9"), those that the other has too are set aside, and the rest is compared where
    the words around are alike.
    """
    return next((_told(pair) for pair in differing(figures_of(own_words(a)), figures_of(own_words(b)))), None)


def uncovered(group: Group, findings: Findings) -> list[tuple[Card, Card, str]]:
    """Pairs of items that clash, and for whose figures no disagreement and no change accounts.

    Of items with the same figures the first stands for all: a disagreement between two accounts covers those that
    repeat their figures, also as one of several. An article and its copy do not clash.
    """
    classes = _classes(group)
    sides = list(_sides(findings))
    found: list[tuple[Card, Card, str]] = []
    for i, ours in enumerate(classes):
        for theirs in classes[i + 1 :]:
            left = _unaccounted(ours, theirs, sides)
            if left and (pair := _two_origins(ours.cards, theirs.cards)):
                found.append((*pair, _told(left)))
    return found


def split(group: Group, findings: Findings | None = None) -> list[Group]:
    """The group in parts without clashes, the larger first; the group itself where there are none.

    With `findings`, items whose clash these account for stay together. A merged sentence is dropped.
    """
    sides = list(_sides(findings)) if findings else []
    parts: list[list[_Class]] = []
    for figures in sorted(_classes(group), key=lambda c: (-len(c.cards), order_of(c.cards[0].ref))):
        part = next((part for part in parts if not any(_apart(figures, other, sides) for other in part)), None)
        if part is None:
            parts.append([figures])
        else:
            part.append(figures)
    if len(parts) < 2:
        return [group]
    groups = [Group(in_order(card for c in part for card in c.cards), group.matter) for part in parts]
    return sorted(groups, key=lambda part: (-len(part.cards), order_of(part.cards[0].ref)))


@dataclass(frozen=True)
class _Class:
    """Items of a group whose figures are the same."""

    figures: Figures
    cards: tuple[Card, ...]
    refs: frozenset[str]


@dataclass(frozen=True)
class _Side:
    """One version or one end of a change: its items, and the figures in its words."""

    refs: frozenset[str]
    figures: Figures

    @classmethod
    def of(cls, found: FoundVersion | FoundState) -> "_Side":
        words = tuple(dict.fromkeys(quote.quote for quote in found.quotes))
        return cls(frozenset(card.ref for card in found.cards), figures_of(words))

    def has(self, items: _Class) -> bool:
        return not self.refs.isdisjoint(items.refs)

    def tells(self, figure: Figure) -> bool:
        return any(agree(figure, other) for other in self.figures)


def _classes(group: Group) -> list[_Class]:
    found: dict[frozenset[Quantity], list[Card]] = {}
    for card in in_order(group.cards):
        amounts = frozenset(bare_amount(figure.amount) for figure in figures_of(own_words(card.item)))
        found.setdefault(amounts, []).append(card)
    return [
        _Class(figures_of(own_words(cards[0].item)), tuple(cards), frozenset(card.ref for card in cards))
        for cards in found.values()
    ]


def _apart(ours: _Class, theirs: _Class, sides: Sequence[Sequence[_Side]]) -> bool:
    return bool(_unaccounted(ours, theirs, sides)) and _two_origins(ours.cards, theirs.cards) is not None


def _two_origins(ours: Sequence[Card], theirs: Sequence[Card]) -> tuple[Card, Card] | None:
    """The first two of these items that are not of an article and its copy."""
    for one in ours:
        for other in theirs:
            if one.report.origin != other.report.origin or one.report.id == other.report.id:
                first, second = in_order((one, other))
                return first, second
    return None


def _sides(findings: Findings) -> Iterator[list[_Side]]:
    """The items and figures of each version of a disagreement, of each end of a change."""
    for disagreement in findings.disagreements:
        yield [_Side.of(version) for version in disagreement.versions]
    for change in findings.changes:
        yield [_Side.of(state) for state in (change.before, change.after)]


def _unaccounted(ours: _Class, theirs: _Class, sides: Sequence[Sequence[_Side]]) -> tuple[Figure, Figure] | None:
    """The first two figures that differ and that are not told on two sides of one finding."""
    pairs = differing(ours.figures, theirs.figures)
    touching = [found for found in sides if any(side.has(ours) or side.has(theirs) for side in found)] if pairs else []
    return next((pair for pair in pairs if not any(_accounts(found, ours, theirs, pair) for found in touching)), None)


def _accounts(sides: Sequence[_Side], ours: _Class, theirs: _Class, pair: tuple[Figure, Figure]) -> bool:
    f, g = pair
    return any(
        (one.has(ours) or one.tells(f)) and (other.has(theirs) or other.tells(g))
        for i, one in enumerate(sides)
        for j, other in enumerate(sides)
        if i != j
    )


def _told(pair: tuple[Figure, Figure]) -> str:
    return f"{pair[0].amount.surface} / {pair[1].amount.surface}"
