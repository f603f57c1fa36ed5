"""Items that are one as one position in time, and the words of their quotes that give it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..ground.check import content
from ..merge.words import find_words
from ..pattern import lazy
from ..schemas.merge_draft import DraftState
from ..words import sentences
from .profile import Figures, Profile, figures, in_time

_SHOWN = 4  # items of a position that are held against others
DROPPED = lazy(
    r"(?i)\b(?:withdr[ae]wn?|withdrew|drop(?:s|ped)|given? up|gave up|no longer (?:asks?|demands?|insists?|wants?)|"
    r"t(?:orn|ore) up|abandon(?:s|ed)?|lift(?:s|ed) its|waive[sd]?)\b"
)
_COMMA = lazy(r"[;:]\s|,\s(?=(?:and|but|which|while|with|who|where)\b)|\s[—–]\s")

_HALF = lazy(r";\s")
_TAIL = lazy(r"(?i)(?:and|but|which|while|with|who|where|began)\b")


@dataclass(frozen=True)
class Point:
    """Items that are one, as one position: their words together, their figures, the days on which it was told."""

    items: tuple[Profile, ...]

    @cached_property
    def head(self) -> Profile:
        """The latest original among them."""
        return max(self.items, key=lambda item: (not item.card.report.is_copy, item.day or 0, in_time(item.card)))

    @cached_property
    def shown(self) -> tuple[Profile, ...]:
        """A few of them, the latest first: enough to see what they say."""
        return tuple(sorted(self.items, key=lambda item: (item.card.report.is_copy, -(item.day or 0)))[:_SHOWN])

    @cached_property
    def first(self) -> int | None:
        """The first day on which it was told; None where any day is unknown."""
        days = [item.day for item in self.items]
        return None if None in days else min(day for day in days if day is not None)

    @cached_property
    def last(self) -> int | None:
        """The last day on which it was told; None where any day is unknown."""
        days = [item.day for item in self.items]
        return None if None in days else max(day for day in days if day is not None)

    @cached_property
    def refs(self) -> list[str]:
        """The references of its items."""
        return [item.card.ref for item in sorted(self.items, key=lambda item: in_time(item.card))]


def is_older(one: Point, other: Point) -> bool:
    """Whether all that tells the one is older than all that tells the other."""
    return one.last is not None and other.first is not None and one.last < other.first


def state(point: Point, key: tuple[str, str] | None, *, late: bool, dropped: bool = False) -> DraftState | None:
    """The words that give it best: an original's before a copy's, on the day that tells it first or (`late`) last."""
    found = []
    for item in point.items:
        if words := clause_with(item, key, dropped=dropped):
            side = not any(_root(party) in words for party in item.sides)
            day = item.day or 0
            rank = (item.card.report.is_copy, -day if late else day, side, len(words))
            found.append((rank, in_time(item.card), words))
    return DraftState(members=point.refs, words=min(found)[2]) if found else None


def _root(party: str) -> str:
    """What a party's name and its adjective begin with."""
    return party.removeprefix("the ")[: max(4, len(party) - 2)]


def clause_with(item: Profile, key: tuple[str, str] | None, dropped: bool = False) -> str | None:
    """The shortest clause of an item's quotes that gives a figure of its own; without a figure the likest to its text.

    With `dropped`, one that says that something is given up goes before.
    """
    pieces = [words for piece in item.card.item.evidence for words in _clauses(piece.quote)]
    if key:
        wanted = frozenset[Fraction]().union(*alike_figures(item.figures, key))
        fit = [p for p in pieces if frozenset[Fraction]().union(*alike_figures(figures(p), key)) & wanted]
        most = max(wanted, default=None)  # of 6.4 now and 2.5 a year later, the first
        fit.sort(key=lambda p: (_is_tail(p), *_rank(p, item, key, most)))
    else:
        said = content(item.card.item.text)
        ranked = [
            (_is_tail(p), bool(DROPPED.search(p)) != dropped, -len(said & content(p)), at, p)
            for at, p in enumerate(pieces)
        ]
        fit = [p for *_, p in sorted(ranked)]
    return next((words for words in fit if find_words(words, [item.card])), None)


def _rank(words: str, item: Profile, key: tuple[str, str], most: Fraction | None) -> tuple[bool, bool, int, str]:
    """Words that name the side go before others, then those with the greatest figure, then the shortest."""
    told = frozenset[Fraction]().union(*alike_figures(figures(words), key))
    return not any(_root(party) in words for party in item.sides), most not in told, len(words), words


def _is_tail(words: str) -> bool:
    """Whether words cannot stand without what goes before them: "and only those, at two ports"."""
    return bool(_TAIL.match(words))


def _clauses(quote: str) -> list[str]:
    found = []
    for start, end in sentences(quote):
        parts = _HALF.split(quote[start:end])
        found += [part.strip(" ,;:.") for half in parts for part in _COMMA.split(half)]
        found += [half.strip(" ,;:.") for half in parts if _COMMA.search(half)]
    return [part for part in dict.fromkeys(found) if len(part.split()) > 2 and part.count("“") == part.count("”")]


def alike_figures(some: Figures, key: tuple[str, str]) -> list[frozenset[Fraction]]:
    """The figures of a kind: those of the same noun or unit, of counts any."""
    return [values for other, values in some.items() if other == key or other[0] == key[0] == "count"]
