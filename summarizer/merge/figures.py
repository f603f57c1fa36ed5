"""Figures of items that should be one: do they give different numbers for the same thing?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice

from ..ground.numbers import Quantity
from .card import Card, Group, Item
from .faults import in_order, one_line, order_of
from .figure import Figure, Figures, agree, bare_amount, differing, figures_of, own_words
from .findings import Findings, FoundState, FoundVersion

_MOST = 20  # pairs told of one group; who mends these, mends the others
_LOOKED_AT = 10_000  # pairs of items looked at for more of them once one is found
_TRIED = 20  # parts into which an item may go; in a group that falls into more, the rest stand by themselves
_LONGEST = 60  # characters of a figure as it is told
_Told = Mapping[int, frozenset[int]]  # from a finding to those of its sides that are meant


def clash(a: Item, b: Item) -> str | None:
    """The two figures that the items' own words give for the same thing, "21 days / 30 days"; None where none differ.

    A figure that only one of them has is no clash, nor is a rounded one ("more than 90", 98). Where a sentence has
    several of a kind ("cut to 7 from 9"), those that the other has too are set aside, and the rest is compared where
    the words around are alike.
    """
    return next((_told(pair) for pair in differing(figures_of(own_words(a)), figures_of(own_words(b)))), None)


def uncovered(group: Group, findings: Findings) -> list[tuple[Card, Card, str]]:
    """Pairs of items that clash, and for whose figures no disagreement and no change accounts; the first 20.

    Of items with the same figures the first stands for all: a disagreement between two accounts covers those that
    repeat their figures, also as one of several. Two figures are told once. An article and its copy do not clash.
    """
    return list(islice(_uncovered(_classes(group), _Accounted(findings)), _MOST))


def _uncovered(classes: Sequence["_Alike"], accounted: "_Accounted") -> Iterator[tuple[Card, Card, str]]:
    told: set[frozenset[Quantity]] = set()
    looked_at = 0
    for ours, theirs in combinations(classes, 2):
        looked_at += bool(told)
        if looked_at > _LOOKED_AT:
            return
        left = accounted.left(ours, theirs)
        if left and ours.may_clash_with(theirs):
            two = frozenset(bare_amount(figure.amount) for figure in left)
            if two not in told:
                told.add(two)
                yield (*_first_two(ours.cards, theirs.cards), _told(left))


def split(group: Group, findings: Findings | None = None) -> list[Group]:
    """The group in parts without clashes, the larger first; the group itself where there are none.

    With `findings`, items whose clash these account for stay together. A merged sentence is dropped.
    """
    accounted = _Accounted(findings or Findings())
    parts: list[list[_Alike]] = []
    for one in sorted(_classes(group), key=lambda c: (-len(c.cards), order_of(c.cards[0].ref))):
        for part in parts[:_TRIED]:
            if not any(accounted.left(one, other) and one.may_clash_with(other) for other in part):
                part.append(one)
                break
        else:
            parts.append([one])
    if len(parts) < 2:
        return [group]
    groups = [Group(in_order(card for c in part for card in c.cards), group.matter) for part in parts]
    return sorted(groups, key=lambda part: (-len(part.cards), order_of(part.cards[0].ref)))


def _classes(group: Group) -> list["_Alike"]:
    found: dict[frozenset[Quantity], list[Card]] = {}
    for card in in_order(group.cards):
        amounts = frozenset(bare_amount(figure.amount) for figure in figures_of(own_words(card.item)))
        found.setdefault(amounts, []).append(card)
    return [_Alike(figures_of(own_words(cards[0].item)), tuple(cards)) for cards in found.values()]


def _first_two(ours: Sequence[Card], theirs: Sequence[Card]) -> tuple[Card, Card]:
    """The first two of these items that are not of an article and its copy."""
    pairs = ((one, other) for one in ours for other in theirs)
    one, other = next(pair for pair in pairs if _are_apart(*pair))
    first, second = in_order((one, other))
    return first, second


def _told(pair: tuple[Figure, Figure]) -> str:
    return " / ".join(one_line(figure.amount.surface)[:_LONGEST] for figure in pair)


@dataclass(frozen=True, eq=False)
class _Alike:
    """Items of a group whose figures are the same."""

    figures: Figures
    cards: tuple[Card, ...]

    @cached_property
    def refs(self) -> frozenset[str]:
        return frozenset(card.ref for card in self.cards)

    @cached_property
    def origins(self) -> frozenset[str]:
        return frozenset(card.report.origin for card in self.cards)

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(card.report.id for card in self.cards)

    @cached_property
    def fields(self) -> frozenset[tuple[str, str | None]]:
        return frozenset(figure.field for figure in self.figures)

    def may_clash_with(self, other: "_Alike") -> bool:
        """Whether there are two items, one of each, that are not of an article and its copy."""
        if self.origins != other.origins or len(self.origins) > 1:
            return True
        return not self.articles.isdisjoint(other.articles)


def _are_apart(one: Card, other: Card) -> bool:
    """Whether two items are not of an article and its copy: of one article, or of two origins."""
    return one.report.origin != other.report.origin or one.report.id == other.report.id


@dataclass(frozen=True)
class _Side:
    """One version or one end of a change: its items, and the figures in its words."""

    refs: frozenset[str]
    figures: Figures

    @classmethod
    def of(cls, found: FoundVersion | FoundState) -> "_Side":
        words = tuple(dict.fromkeys(quote.quote for quote in found.quotes))
        return cls(frozenset(card.ref for card in found.cards), figures_of(words))


class _Accounted:
    """The versions of the disagreements and the ends of the changes; what each item and figure has to do with them.

    Looked up once for each, since a large group has many pairs of them.
    """

    def __init__(self, findings: Findings) -> None:
        versions = [[_Side.of(version) for version in one.versions] for one in findings.disagreements]
        ends = [[_Side.of(state) for state in (change.before, change.after)] for change in findings.changes]
        self._found = [*versions, *ends]
        self._with: dict[_Alike, _Told] = {}
        self._telling: dict[Figure, _Told] = {}

    def left(self, ours: _Alike, theirs: _Alike) -> tuple[Figure, Figure] | None:
        """The first two figures that differ and that are not told on two sides of one finding."""
        if ours.fields.isdisjoint(theirs.fields):
            return None
        if not self._found:
            return next(iter(differing(ours.figures, theirs.figures)), None)
        mine, others = self._sides_with(ours), self._sides_with(theirs)
        if any(at in others and len(mine[at] | others[at]) > 1 for at in mine):
            return None
        pairs = differing(ours.figures, theirs.figures)
        touching = [*mine, *(at for at in others if at not in mine)]
        return next((pair for pair in pairs if not self._account(touching, (mine, others), pair)), None)

    def _account(self, touching: list[int], having: tuple[_Told, _Told], pair: tuple[Figure, Figure]) -> bool:
        """Whether one of the findings has two sides, one for each of the two."""
        telling = self._sides_telling(pair[0]), self._sides_telling(pair[1])
        none = frozenset[int]()
        for at in touching:
            one, other = (has.get(at, none) | tells.get(at, none) for has, tells in zip(having, telling, strict=True))
            if one and other and len(one | other) > 1:
                return True
        return False

    def _sides_with(self, items: _Alike) -> _Told:
        if items not in self._with:
            self._with[items] = self._those(lambda side: not side.refs.isdisjoint(items.refs))
        return self._with[items]

    def _sides_telling(self, figure: Figure) -> _Told:
        if figure not in self._telling:
            self._telling[figure] = self._those(lambda side: any(agree(figure, other) for other in side.figures))
        return self._telling[figure]

    def _those(self, meant: Callable[[_Side], bool]) -> _Told:
        chosen = (frozenset(n for n, side in enumerate(sides) if meant(side)) for sides in self._found)
        return {at: sides for at, sides in enumerate(chosen) if sides}
