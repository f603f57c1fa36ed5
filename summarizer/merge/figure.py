"""Figures in an item's own words, and which of two items' figures are of one thing and differ."""

from dataclasses import dataclass
from functools import lru_cache

from ..ground.clauses import sentences_of
from ..ground.numbers import Quantity, is_opposed, quantities, same_kind, same_value
from ..ground.uses import is_content
from ..pattern import lazy
from ..schemas.summary import AgreedTerm
from .card import Item

_NEAR = 45  # characters on either side of a figure that tell what it is a figure of
_HOUR = lazy(r"[01]\d\.[0-5]\d|2[0-3]\.[0-5]\d")  # "06.00", which is no date for the reader of dates
_UNITS = frozenset({"percent", "per", "cent", "point"})


@dataclass(frozen=True, eq=False)  # told apart by where they stand, which is quick; amounts are compared by `agree`
class Figure:
    """One amount in an item's own words, and the words of content around it, without names.

    `field` is equal for all figures that can be of one thing at all. `plain` is set for an exact amount of something
    named: two of one field and unit are the same amount if these are equal, and differ if not.
    """

    amount: Quantity
    near: frozenset[str]
    field: tuple[str, str | None]
    plain: tuple[str | None, int, int] | None

    @classmethod
    def of(cls, amount: Quantity, near: frozenset[str]) -> "Figure":
        """The figure of an amount with the words around it."""
        counted = amount.kind in ("count", "ordinal")
        loose = amount.hedge or amount.bound or amount.change or amount.share or (counted and amount.head is None)
        exact = not loose and amount.other is None and amount.high is None
        return cls(
            amount,
            near,
            (amount.kind, amount.head if counted else None),
            (amount.unit, amount.value.numerator, amount.value.denominator) if exact else None,
        )


Figures = tuple[Figure, ...]


def differing(ours: Figures, theirs: Figures) -> tuple[tuple[Figure, Figure], ...]:
    """The pairs of figures that differ, one of each side."""
    if len(ours) == len(theirs) == 1 and (f := ours[0]).plain and (g := theirs[0]).plain:
        return ((f, g),) if _is_other(f, g) else ()
    return _differing(ours, theirs)


def _is_other(f: Figure, g: Figure) -> bool:
    """Whether two plain figures are amounts of one thing and not the same."""
    if f.field != g.field or f.plain == g.plain:
        return False
    return f.amount.unit == g.amount.unit or (_comparable(f, g) and not agree(f, g))


@lru_cache(maxsize=65_536)
def _differing(ours: Figures, theirs: Figures) -> tuple[tuple[Figure, Figure], ...]:
    fields = {figure.field for figure in ours}.intersection(figure.field for figure in theirs)
    lone = [f for f in ours if f.field in fields and not any(agree(f, g) for g in theirs)]
    others = [g for g in theirs if g.field in fields and not any(agree(f, g) for f in ours)] if lone else []
    return tuple(
        (f, g)
        for f in lone
        for g in others
        if _comparable(f, g)
        and (bool(f.near & g.near) or (not f.amount.bare and _is_only(f, ours) and _is_only(g, theirs)))
    )


def _is_only(figure: Figure, figures: Figures) -> bool:
    """Whether its item has no other value of the same kind."""
    return all(agree(figure, other) for other in figures if _comparable(figure, other))


def _comparable(f: Figure, g: Figure) -> bool:
    """Whether two amounts can be of one thing: the same unit, or the same noun counted."""
    a, b = f.amount, g.amount
    if f.field != g.field or is_opposed(a, b):
        return False
    if a.kind in ("count", "ordinal"):
        return a.head is not None or a.kind == "count"
    return same_kind(a, b)


def agree(f: Figure, g: Figure) -> bool:
    """Whether two figures are the same amount, or one leaves room for the other."""
    a, b = f.amount, g.amount
    if f.plain and g.plain and f.field == g.field and a.unit == b.unit:
        return f.plain == g.plain
    if not same_kind(a, b) or (a.kind == b.kind == "count" and a.head and b.head and a.head != b.head):
        return False
    return same_value(a, b) or same_value(b, a) or _within(a, b) or _within(b, a)


def _within(bound: Quantity, exact: Quantity) -> bool:
    """Whether "up to 30 days" or "at least 60" leaves room for the other figure."""
    if exact.hedge in ("over", "under") or bound.high is not None or exact.high is not None:
        return False
    return (bound.hedge == "over" and exact.value >= bound.value) or (
        bound.hedge == "under" and exact.value <= bound.value
    )


def own_words(item: Item) -> tuple[str, ...]:
    """What the item itself states in figures; its start is a date."""
    if not isinstance(item, AgreedTerm):
        return (item.text,)
    return tuple(words for words in (item.text, item.scope, item.duration, *item.conditions) if words)


@lru_cache(maxsize=32_768)
def figures_of(texts: tuple[str, ...]) -> Figures:
    """The different figures of an item's own words, in order."""
    found: dict[Quantity, Figure] = {}
    for text in texts:
        for amount in quantities(text[:4000]):
            if not amount.idle and amount.kind != "label" and not _HOUR.fullmatch(amount.surface):
                found.setdefault(bare_amount(amount), Figure.of(amount, _around(text, amount)))
    return tuple(found.values())


def _around(text: str, amount: Quantity) -> frozenset[str]:
    """The stems of the words of content near an amount, without names, figures and units."""
    before = text[max(0, amount.start - _NEAR) : amount.start].partition(" ")[2]
    after = text[amount.end : amount.end + _NEAR].rpartition(" ")[0]
    return frozenset(
        word.stem
        for sentence in (*sentences_of(before)[-1:], *sentences_of(after)[:1])
        for word in sentence
        if is_content(word) and word.surface[0].islower() and word.text not in _UNITS
    )


def bare_amount(amount: Quantity) -> Quantity:
    """The amount without where and how it is written."""
    return amount._replace(surface="", start=0, end=0, nouns=frozenset())
