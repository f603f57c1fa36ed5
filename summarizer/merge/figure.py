"""Figures in an item's own words, and which of two items' figures are of one thing and differ."""

from dataclasses import dataclass, replace
from functools import lru_cache

from ..ground.clauses import sentences_of
from ..ground.numbers import Quantity, quantities
from ..ground.numbers import _is_opposed as is_opposed
from ..ground.numbers import _same_kind as same_kind
from ..ground.numbers import _same_value as same_value
from ..ground.uses import is_content
from ..pattern import lazy
from ..schemas.summary import AgreedTerm
from .card import Item

_NEAR = 45  # characters on either side of a figure that tell what it is a figure of
_HOUR = lazy(r"[01]\d\.[0-5]\d|2[0-3]\.[0-5]\d")  # "06.00", which is no date for the reader of dates
_UNITS = frozenset({"percent", "per", "cent", "point"})


@dataclass(frozen=True)
class Figure:
    """One amount in an item's own words, and the words of content around it, without names."""

    amount: Quantity
    near: frozenset[str]


Figures = tuple[Figure, ...]


@lru_cache(maxsize=65_536)
def differing(ours: Figures, theirs: Figures) -> tuple[tuple[Figure, Figure], ...]:
    """The pairs of figures that differ, one of each side."""
    lone = [f for f in ours if not any(agree(f, g) for g in theirs)]
    others = [g for g in theirs if not any(agree(f, g) for f in ours)]
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
    if is_opposed(a, b):
        return False
    if a.kind in ("count", "ordinal"):
        return a.kind == b.kind and a.head == b.head and (a.head is not None or a.kind == "count")
    return a.kind == b.kind and same_kind(a, b)


def agree(f: Figure, g: Figure) -> bool:
    """Whether two figures are the same amount, or one leaves room for the other."""
    a, b = f.amount, g.amount
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
                found.setdefault(bare_amount(amount), Figure(amount, _around(text, amount)))
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
    return replace(amount, surface="", start=0, end=0, nouns=frozenset())
