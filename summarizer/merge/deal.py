"""From reports to cards: each item once, the items of copies with those of their origins where they are the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from ..ground.fold import fold
from ..ground.numbers import quantities
from ..ground.polarity import polarity_conflict
from ..schemas.summary import Demand
from ..schemas.vocabulary import DemandKind
from .card import Card, Item, Key, Report, kind_of_item, parties_of

# Of the words of the shorter sentence, the share that the other has too: one passage may support several items.
_SAME_WORDS = 0.5
_WORD = re.compile(r"\w{4,}|\d+")
_NO = {DemandKind.REFUSAL, DemandKind.RED_LINE}
_Place = tuple[int, int]  # of a report, of an item in it


def cards(reports: Sequence[Report]) -> list[Card]:
    """All items of the reports as cards i1, i2 ..., by report, kind and place.

    An item of a copy goes with the card of an item of its origin, or of an earlier copy, where both are of one kind and
    issue, rest on the same quote, have no parties or figures of their own and do not deny each other. Each takes one of
    a copy's items at most. Every other item is a card of its own.
    """
    bundled: dict[_Place, list[Key]] = {}
    taken: set[_Place] = set()
    for origin in _by_origin(reports):
        hosts: list[tuple[_Place, _Face]] = []
        for at in origin if len(origin) > 1 else []:
            faces = [((at, n), _Face(item)) for n, item in enumerate(reports[at].summary.items)]
            for host, guest in _pairs([face for _, face in hosts], [face for _, face in faces]):
                place = faces[guest][0]
                bundled.setdefault(hosts[host][0], []).append((reports[at].id, faces[guest][1].item.id))
                taken.add(place)
            hosts.extend(face for face in faces if face[0] not in taken)
    own = [
        (at, n, item)
        for at, report in enumerate(reports)
        for n, item in enumerate(report.summary.items)
        if (at, n) not in taken
    ]
    return [
        Card(f"i{place}", reports[at], item, tuple(bundled.get((at, n), ())))
        for place, (at, n, item) in enumerate(own, 1)
    ]


def _by_origin(reports: Sequence[Report]) -> Iterable[list[int]]:
    """The places of the reports of each origin, the origin first."""
    groups: dict[str, list[int]] = {}
    for at, report in enumerate(reports):
        groups.setdefault(report.origin, []).append(at)
    return [sorted(group, key=lambda at: (reports[at].is_copy, at)) for group in groups.values()]


class _Face:
    """What of an item is compared with that of a copy."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.kind = kind_of_item(item)
        self.text = _folded(item.text)
        self.quotes = frozenset(_folded(evidence.quote) for evidence in item.evidence)
        self.words = frozenset(_WORD.findall(self.text))
        self.parties = frozenset(_folded(party) for party in parties_of(item))

    @cached_property
    def figures(self) -> frozenset[tuple[Fraction, str, str | None]]:
        """What its sentence counts and measures; looked at where all else fits."""
        return frozenset((amount.value, amount.kind, amount.unit) for amount in quantities(self.item.text))

    def likeness(self, other: "_Face") -> float:
        """How sure it is that both are one item; 0 where they are not."""
        if self.kind != other.kind or self.item.issue != other.item.issue or not self._fits(other):
            return 0
        if self.text == other.text:
            return 3
        if not any(_within(one, two) for one in self.quotes for two in other.quotes):
            return 0
        shared = len(self.words & other.words) / (min(len(self.words), len(other.words)) or 1)
        alike = len(self.words & other.words) / (len(self.words | other.words) or 1)
        if shared < _SAME_WORDS or not (self.figures <= other.figures or other.figures <= self.figures):
            return 0
        return 1 + alike

    def denies(self, other: "_Face") -> bool:
        """Whether one says yes where the other says no; looked at last, for two that would go together."""
        if self.text == other.text:
            return False
        texts = (self.item.text, other.item.text)
        return any(polarity_conflict(one, [two]) is not None for one, two in (texts, texts[::-1]))

    def _fits(self, other: "_Face") -> bool:
        """Whether both may be one party's: the same parties, or one names some of them; a refusal is no wish."""
        if not (self.parties <= other.parties or other.parties <= self.parties):
            return False
        if not isinstance(self.item, Demand) or not isinstance(other.item, Demand):
            return True
        kinds = {self.item.kind, other.item.kind}
        return DemandKind.REFUSAL not in kinds or kinds <= _NO


def _pairs(hosts: Sequence[_Face], guests: Sequence[_Face]) -> Iterator[tuple[int, int]]:
    """Which guest goes with which host: the likest two first, each once."""
    likely = [
        (-likeness, h, g)
        for h, host in enumerate(hosts)
        for g, guest in enumerate(guests)
        if (likeness := host.likeness(guest))
    ]
    used_hosts: set[int] = set()
    used_guests: set[int] = set()
    for _, h, g in sorted(likely):
        if h not in used_hosts and g not in used_guests and not hosts[h].denies(guests[g]):
            used_hosts.add(h)
            used_guests.add(g)
            yield h, g


def _folded(text: str) -> str:
    return " ".join(fold(text).text.casefold().split()).strip(" .,;:'")


def _within(one: str, two: str) -> bool:
    return one in two or two in one
