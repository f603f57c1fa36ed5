"""One move: what stood before, what after, and whether two moves are one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..ground.check import content
from ..ground.numbers import quantities
from ..schemas.brief import Change, Quote, State
from ..schemas.vocabulary import Moved
from .accounts import LATE, Told, earliest, first_hand, latest, members
from .collation import Entry
from .disagreements import lead
from .heading import on_one_point


@dataclass
class Move:
    """A change with the accounts before and after it."""

    kind: Moved
    party: str
    about: str
    entries: list[Entry]
    before: list[Told]
    after: list[Told]
    words: tuple[str, str]
    quotes: tuple[list[Quote], list[Quote]]

    @property
    def order(self) -> tuple[int, int, int, int, str, str, str]:
        """Its place among moves: by the day of what came after, then by content."""
        days = [[told.day for told in side if told.day is not None] for side in (self.after, self.before)]
        places = [min(told.place for told in side) for side in (self.after, self.before)]
        spans = [[(quote.article_id, quote.start, quote.end) for quote in side] for side in self.quotes]
        day, since = min(days[0], default=LATE), max(days[1], default=LATE)
        return day, since, places[0], places[1], self.party, self.about, repr(spans)

    def published(self, id: str) -> Change:
        """The change from the last earlier account of what was before to the first of what came after."""
        item = lead(self.entries).item
        was, became = first_hand(self.before), first_hand(self.after)
        since = earliest(became)
        until = [told for told in was if told.report.published and since and told.report.published < since]
        before, after = ((self.before, latest(until or was)), (self.after, since))
        states = [
            State(text=words, quotes=quotes, members=members(told), published=day)
            for (told, day), words, quotes in zip((before, after), self.words, self.quotes, strict=True)
        ]
        about = {"issue": item.issue, "matter": item.matter, "about": self.about}
        ids = {"id": id, "items": [entry.id for entry in self.entries]}
        return Change.model_validate(
            {"kind": self.kind, "party": self.party, "from": states[0], "to": states[1]} | about | ids
        )


def is_told_besides(move: Move, others: Sequence[Move]) -> bool:
    """Whether a move rests on open questions alone, and another tells the same figures."""
    if any(entry.group.kind != "open_question" for entry in move.entries):
        return False
    mine = [figures_of(side) for side in move.quotes]
    return all(mine) and any(
        all(here & there for here, there in zip(mine, map(figures_of, other.quotes), strict=True)) for other in others
    )


def is_told_by(move: Move, other: Move) -> bool:
    """Whether two changes are one: of one party, with the same figures, words that overlap, or told in one sentence."""
    if move.party != other.party:
        return False
    mine, theirs = ([figures_of(side) for side in each.quotes] for each in (move, other))
    if all(mine) and mine[0] != mine[1]:
        return mine == theirs and bool(content(move.about) & content(other.about))
    if _overlap(move.quotes[1], other.quotes[1]) and _overlap(move.quotes[0], other.quotes[0]):
        return True
    near = _overlap(move.quotes[1], other.quotes[1]) or _in_one_sentence(move.after, other.after)
    return near and on_one_point(move.about, other.about)


def figures_of(quotes: Iterable[Quote]) -> set[Fraction]:
    """The figures that quotes give."""
    return {amount.value for quote in quotes for amount in quantities(quote.quote) if not amount.idle}


def _in_one_sentence(one: Sequence[Told], two: Sequence[Told]) -> bool:
    """Whether both are told by items that rest on the same words of an article."""
    spans = {(told.report.id, piece.start) for told in one for piece in told.item.evidence}
    return any((told.report.id, piece.start) in spans for told in two for piece in told.item.evidence)


def _overlap(one: Iterable[Quote], two: Sequence[Quote]) -> bool:
    return any(a.article_id == b.article_id and a.start < b.end and b.start < a.end for a in one for b in two)
