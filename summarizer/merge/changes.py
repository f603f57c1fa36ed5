"""What moved: positions, as the engine found them, and the stages of terms, as computed."""

from collections.abc import Sequence
from itertools import pairwise

from ..schemas.brief import BriefTerm, Change, Quote
from ..schemas.summary import AgreedTerm
from ..schemas.vocabulary import Moved, Stage
from .accounts import Told
from .collation import Collation, Entry
from .findings import FoundChange, FoundState
from .move import Move, figures_of, is_told_besides, is_told_by
from .stages import AtStage, by_known_days, is_step, stages
from .superseded import Graph


def changes(collation: Collation, found: Sequence[FoundChange], succession: Graph) -> list[Change]:
    """All changes C1, C2 ... in time, each once.

    What the engine found to move inside one term is told by the term's steps where they lead from its stage before to
    that after; else (on one day, without days) it stands. What it found twice, of one party, to the same words, is one.
    A term that came after another on the same matter (`succession`) and is farther on is a step, too: 21 days in
    principle, 30 days signed.
    """
    own = {entry.first: _steps(entry) for entry in collation.entries}
    steps = [*(step for each in own.values() for step in each), *_steps_between(collation, succession)]
    moves: list[Move] = []
    for move in sorted((_position(one, collation) for one in found), key=lambda move: move.order):
        if not _is_step(move, own[move.entries[0].first]) and not any(is_told_by(move, other) for other in moves):
            moves.append(move)
    moves = [move for move in moves if not is_told_besides(move, [o for o in (*moves, *steps) if o is not move])]
    return [
        move.published(f"C{at}") for at, move in enumerate(sorted([*steps, *moves], key=lambda move: move.order), 1)
    ]


def _steps(entry: Entry) -> list[Move]:
    """The steps of a term from stage to stage."""
    if entry.group.kind != "agreed_term":
        return []
    return [
        _step([entry], before, after)
        for before, after in pairwise(by_known_days(stages(entry.accounts)))
        if is_step(before.stage, after.stage)
    ]


def _steps_between(collation: Collation, succession: Graph) -> list[Move]:
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


def _step(entries: list[Entry], before: AtStage, after: AtStage) -> Move:
    item = entries[-1].item
    assert isinstance(item, BriefTerm)
    return Move(
        kind=Moved.STAGE,
        party=", ".join(item.parties),
        about=item.matter,
        entries=entries,
        before=before.accounts,
        after=after.accounts,
        words=(before.stage, after.stage),
        quotes=(_first_quotes(before.accounts), _first_quotes(after.accounts)),
    )


def _position(found: FoundChange, collation: Collation) -> Move:
    entries = [*collation.of(found.before.cards), *collation.of(found.after.cards)]
    return Move(
        kind=Moved.POSITION,
        party=collation.naming.of(found.party),
        about=found.about,
        entries=list(dict.fromkeys(entries)),
        before=collation.told(found.before.cards),
        after=collation.told(found.after.cards),
        words=(_words(found.before), _words(found.after)),
        quotes=(list(found.before.quotes), list(found.after.quotes)),
    )


def _is_step(move: Move, steps: Sequence[Move]) -> bool:
    """Whether a position moved inside one term, and steps of that term (`steps`, in time) tell it."""
    if len(move.entries) > 1 or not steps:
        return False
    figures = [figures_of(side) for side in move.quotes]
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
