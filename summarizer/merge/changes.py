"""What moved: positions, as the engine found them, and the stages of terms, as computed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..ground.check import content
from ..ground.numbers import quantities
from ..schemas.brief import BriefTerm, Change, Quote, State
from ..schemas.summary import AgreedTerm
from ..schemas.vocabulary import Moved, Stage
from .accounts import LATE, Told, earliest, first_hand, latest, members
from .collation import Collation, Entry
from .disagreements import lead
from .findings import FoundChange, FoundState
from .stages import AtStage, by_known_days, is_step, stages
from .superseded import Graph


@dataclass
class _Move:
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


def changes(collation: Collation, found: Sequence[FoundChange], succession: Graph) -> list[Change]:
    """All changes C1, C2 ... in time, each once.

    What the engine found to move inside one term is told by the term's steps where they lead from its stage before to
    that after; else (on one day, without days) it stands. What it found twice, of one party, to the same words, is one.
    A term that came after another on the same matter (`succession`) and is farther on is a step, too: 21 days in
    principle, 30 days signed.
    """
    own = {entry.first: _steps(entry) for entry in collation.entries}
    steps = [*(step for each in own.values() for step in each), *_steps_between(collation, succession)]
    moves: list[_Move] = []
    for move in sorted((_position(one, collation) for one in found), key=lambda move: move.order):
        if not _is_step(move, own[move.entries[0].first]) and not any(_is_told_by(move, other) for other in moves):
            moves.append(move)
    return [
        move.published(f"C{at}") for at, move in enumerate(sorted([*steps, *moves], key=lambda move: move.order), 1)
    ]


def _steps(entry: Entry) -> list[_Move]:
    """The steps of a term from stage to stage."""
    if entry.group.kind != "agreed_term":
        return []
    return [
        _step([entry], before, after)
        for before, after in pairwise(by_known_days(stages(entry.accounts)))
        if is_step(before.stage, after.stage)
    ]


def _steps_between(collation: Collation, succession: Graph) -> list[_Move]:
    """The steps from a term to one that came after it on the same matter."""
    terms = {entry.first: entry for entry in collation.entries if entry.group.kind == "agreed_term"}
    return [
        _step([one, other], before, after)
        for first in sorted(succession.keys() & terms.keys())
        for later in sorted(succession[first] & terms.keys())
        for one, other in [(terms[first], terms[later])]
        if one.item.matter == other.item.matter
        for before, after in [(by_known_days(stages(one.accounts))[-1], by_known_days(stages(other.accounts))[0])]
        if is_step(before.stage, after.stage)
    ]


def _step(entries: list[Entry], before: AtStage, after: AtStage) -> _Move:
    item = entries[-1].item
    assert isinstance(item, BriefTerm)
    return _Move(
        kind=Moved.STAGE,
        party=", ".join(item.parties),
        about=item.matter,
        entries=entries,
        before=before.accounts,
        after=after.accounts,
        words=(before.stage, after.stage),
        quotes=(_first_quotes(before.accounts), _first_quotes(after.accounts)),
    )


def _position(found: FoundChange, collation: Collation) -> _Move:
    entries = [*collation.of(found.before.cards), *collation.of(found.after.cards)]
    return _Move(
        kind=Moved.POSITION,
        party=collation.naming.of(found.party),
        about=found.about,
        entries=list(dict.fromkeys(entries)),
        before=collation.told(found.before.cards),
        after=collation.told(found.after.cards),
        words=(_words(found.before), _words(found.after)),
        quotes=(list(found.before.quotes), list(found.after.quotes)),
    )


def _is_step(move: _Move, steps: Sequence[_Move]) -> bool:
    """Whether a position moved inside one term, and steps of that term (`steps`, in time) tell it."""
    if len(move.entries) > 1 or not steps:
        return False
    figures = [_figures(side) for side in move.quotes]
    if figures[0] != figures[1] and all(figures):
        return False  # it is the figure that moved
    was, became = ({_stage(told) for told in side} for side in (move.before, move.after))
    under_way = False  # whether the steps so far lead on without a break from a stage before the move
    for at, step in enumerate(steps):
        goes_on = under_way and steps[at - 1].words[1] == step.words[0]
        under_way = goes_on or step.words[0] in was
        if under_way and step.words[1] in became:
            return True
    return False


def _is_told_by(move: _Move, other: _Move) -> bool:
    """Whether two changes are one: of one party, with the same figures, words that overlap, or told in one sentence."""
    if move.party != other.party:
        return False
    mine, theirs = ([_figures(side) for side in each.quotes] for each in (move, other))
    if all(mine) and mine[0] != mine[1]:
        return mine == theirs and bool(content(move.about) & content(other.about))
    if _overlap(move.quotes[1], other.quotes[1]) and _overlap(move.quotes[0], other.quotes[0]):
        return True
    near = _overlap(move.quotes[1], other.quotes[1]) or _in_one_sentence(move.after, other.after)
    return near and _on_one_point(move.about, other.about)


def _figures(quotes: Iterable[Quote]) -> set[Fraction]:
    return {amount.value for quote in quotes for amount in quantities(quote.quote) if not amount.idle}


def _in_one_sentence(one: Sequence[Told], two: Sequence[Told]) -> bool:
    """Whether both are told by items that rest on the same words of an article."""
    spans = {(told.report.id, piece.start) for told in one for piece in told.item.evidence}
    return any((told.report.id, piece.start) in spans for told in two for piece in told.item.evidence)


def _on_one_point(about: str, other: str) -> bool:
    stems, others = content(about), content(other)
    return 2 * len(stems & others) >= min(len(stems), len(others)) > 0


def _overlap(one: Iterable[Quote], two: Sequence[Quote]) -> bool:
    return any(a.article_id == b.article_id and a.start < b.end and b.start < a.end for a in one for b in two)


def _words(state: FoundState) -> str:
    return " … ".join(dict.fromkeys(quote.quote for quote in state.quotes))


def _first_quotes(accounts: Sequence[Told]) -> list[Quote]:
    """The first quote of each account, of the originals where there are any."""
    originals = [told for told in accounts if not told.report.is_copy] or accounts
    return [
        Quote(article_id=told.report.id, item_id=told.item.id, quote=first.quote, start=first.start, end=first.end)
        for told in originals
        for first in told.item.evidence[:1]
    ]


def _stage(told: Told) -> Stage:
    assert isinstance(told.item, AgreedTerm)
    return told.item.stage
