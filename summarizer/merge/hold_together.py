"""What cannot be one item: other kinds, other parties, and figures that one article itself keeps apart."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from ..ground.parties import same_party
from .card import Card, Group, parties_of
from .faults import order_of
from .figures import split
from .findings import Naming
from .named import spelling

_COMPARED = 12  # names of a group that are compared as aliases; a group with more stands as it is written
_FAULTS = {
    "kind": ("are of different kinds", "give each kind its own item"),
    "party": ("come from different parties", "give each party its own item"),
    "figures": ("are told by one article with different figures", "give each figure its own item"),
}
Part = tuple[Card, ...]


class Reason(NamedTuple):
    """Why items are not one, and what to do."""

    refs: tuple[str, ...]
    fault: str
    do: str


def hold_together(cards: Part, naming: Naming) -> tuple[list[Part], list[Reason]]:
    """The cards in parts that may be one item each, and why there are several; one where nothing speaks against it."""
    parts, reasons = [cards], list[Reason]()
    for name, cut in (("kind", _by_kind), ("party", _by_party), ("figures", _by_own_figures)):
        pieces = [cut(part, naming) for part in parts]
        reasons += [
            Reason(tuple(card.ref for card in part), *_FAULTS[name])
            for part, cut_up in zip(parts, pieces, strict=True)
            if len(cut_up) > 1
        ]
        parts = [piece for cut_up in pieces for piece in cut_up]
    return parts, reasons


def _by_kind(cards: Part, naming: Naming) -> list[Part]:
    kinds: dict[str, list[Card]] = {}
    for card in cards:
        kinds.setdefault(card.kind, []).append(card)
    return [tuple(part) for part in kinds.values()]


def _by_party(cards: Part, naming: Naming) -> list[Part]:
    """Items that share a party, directly or through others, are one part; questions may concern anybody.

    An item without a named party ("both sides") goes with the first.
    """
    if len(cards) < 2 or cards[0].kind == "open_question":
        return [cards]
    told = [[_plain(naming.of(name)) for name in parties_of(card.item)] for card in cards]
    proper = {_plain(name) for card in cards for name in _proper(card, naming)}
    named = [frozenset(name for name in names if name in proper) for names in told]
    lead = _joined(named)
    if len(set(lead.values())) > 1:
        lead = _joined([*named, *_aliases(sorted(lead), cards)])
    parts: dict[str, list[Card]] = {}
    first = next((lead[min(names)] for names in named if names), "")
    for card, names in zip(cards, named, strict=True):
        parts.setdefault(lead[min(names)] if names else first, []).append(card)
    return sorted((tuple(part) for part in parts.values()), key=lambda part: order_of(part[0].ref))


def _proper(card: Card, naming: Naming) -> list[str]:
    """The names of its parties, without blank ones and descriptions in small letters."""
    names = (naming.of(name) for name in parties_of(card.item))
    return [name for name in names if name.strip() and not name.islower()]


def _plain(name: str) -> str:
    """What is equal for the spellings of one name."""
    return spelling(name).removeprefix("the ")


def _joined(named: Sequence[frozenset[str]]) -> dict[str, str]:
    """From each name to one that stands for all it is joined with, by items that have both."""
    lead: dict[str, str] = {}

    def root(name: str) -> str:
        while lead[name] != name:
            lead[name] = lead[lead[name]]
            name = lead[name]
        return name

    for names in named:
        for name in names:
            lead.setdefault(name, name)
        roots = sorted({root(name) for name in names})
        lead.update(dict.fromkeys(roots, roots[0]) if roots else {})
    return {name: root(name) for name in lead}


def _aliases(names: Sequence[str], cards: Part) -> list[frozenset[str]]:
    """Pairs of names that mean one party in the article of one of the items."""
    if len(names) > _COMPARED:
        return []
    written = {_plain(name): name for card in cards for name in parties_of(card.item)}
    texts = list(dict.fromkeys(card.report.summary.article.text for card in cards))[:4]
    return [
        frozenset(pair)
        for pair in combinations(names, 2)
        if any(same_party(_written(pair[0], written), _written(pair[1], written), text) for text in texts)
    ]


def _written(name: str, written: Mapping[str, str]) -> str:
    return written.get(name, name)


def _by_own_figures(cards: Part, naming: Naming) -> list[Part]:
    """Where one article keeps two figures apart, all items are parted by their figures."""
    told: dict[str, list[Card]] = {}
    for card in cards:
        told.setdefault(card.report.id, []).append(card)
    if all(len(split(Group(tuple(own), ""))) == 1 for own in told.values() if len(own) > 1):
        return [cards]
    return [part.cards for part in split(Group(cards, ""))]
