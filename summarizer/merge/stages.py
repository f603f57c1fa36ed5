"""How far a term had come, and what a demand was answered, from account to account."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from ..schemas.brief import ResponseAt, StageAt
from ..schemas.summary import AgreedTerm, Demand
from ..schemas.vocabulary import Response, Stage
from .accounts import Told, earliest, first_hand, members
from .standing import by_standing

# How far each has come; of two accounts of one day the farther holds.
LADDER: Mapping[Stage, int] = {stage: rung for rung, stage in enumerate(Stage)}
_FALLEN = {Stage.SUSPENDED, Stage.COLLAPSED}
_SETTLED = {Stage.SIGNED, Stage.IN_FORCE}


class AtStage(NamedTuple):
    """How far a term had come, the accounts that tell it, and whether the day of the first of them is known."""

    stage: Stage
    accounts: list[Told]
    known: bool


class Answer(NamedTuple):
    """What a demand was answered, the accounts that tell it, and whether the day of the first of them is known."""

    response: Response
    accounts: list[Told]
    known: bool


At = TypeVar("At", AtStage, Answer)


def stages(accounts: Sequence[Told]) -> list[AtStage]:
    """The stages of a term in time, each with the accounts that tell it; equal neighbours are one.

    A later account that calls a signed term "agreed" does not take the signature back: it is passed over here. Of
    several stages told on one day the farthest counts. Those of unknown days come last, each that no day has; where no
    day is known, the farthest is all that can be said. A copy never says other than its origin, whatever words it has.
    """
    dated, undated = _days(accounts)
    history: list[AtStage] = []
    for same_day in dated:
        _take(history, max((_stage(told) for told in first_hand(same_day)), key=LADDER.__getitem__), same_day, True)
    said = sorted({_stage(told) for told in first_hand(undated)}, key=LADDER.__getitem__)
    told_before = [at.stage for at in history]
    if told_before and told_before[-1] in said:
        _take(history, told_before[-1], undated, False)
    for stage in said if history else said[-1:]:
        if stage not in told_before:
            _take(history, stage, undated, False)
    return history


def _take(history: list[AtStage], stage: Stage, accounts: Sequence[Told], known: bool) -> None:
    """Adds a stage and those of the accounts that tell it, unless it takes back what is settled."""
    if history and history[-1].stage in _SETTLED and LADDER[stage] < LADDER[history[-1].stage]:
        return
    telling = [told for told in accounts if _stage(told) is stage]
    if history and history[-1].stage is stage:
        history[-1].accounts.extend(telling)
    else:
        history.append(AtStage(stage, telling, known))


def by_known_days(history: Sequence[At]) -> Sequence[At]:
    """What is known of time: what accounts of known days tell; all where there is none."""
    dated = [at._replace(accounts=[told for told in at.accounts if told.day is not None]) for at in history if at.known]
    return dated or history


def stages_at(history: Sequence[AtStage]) -> list[StageAt]:
    """The stages as they are published, each with the date of its first account."""
    return [StageAt(stage=at.stage, published=earliest(at.accounts), members=members(at.accounts)) for at in history]


def is_step(before: Stage, after: Stage) -> bool:
    """Whether a term has come further, has been suspended, has collapsed or holds again.

    "Agreed" and, later, "in principle" are two words for one state more often than a step back.
    """
    return LADDER[after] > LADDER[before] or before in _FALLEN


def responses(accounts: Sequence[Told]) -> list[Answer]:
    """The answers to a demand in time, the latest last; equal neighbours are one.

    An account that knows of no answer does not take an earlier one back. Of several answers told on one day the one
    that most origins tell comes last; of as many, the standing account's. Those of unknown days come last, with what no
    day has.
    """
    dated, undated = _days(accounts)
    history: list[Answer] = []
    for same_day in [*dated, undated]:
        known = same_day is not undated
        said = {_response(told) for told in first_hand(same_day)}
        answers = said - {Response.UNANSWERED}
        if not answers and history and history[-1].response is not Response.UNANSWERED:
            continue
        before = [] if known else list(history)
        for response, telling in _least_told_first(told for told in same_day if _response(told) in (answers or said)):
            latest = (before or history)[-1:]
            if latest and latest[0].response is response:
                latest[0].accounts.extend(telling)
            elif response not in [at.response for at in before]:
                history.append(Answer(response, telling, known))
    return history


def response_of(history: Sequence[Answer]) -> Response:
    """The latest answer of a known day; where none has any, the last of those of unknown days."""
    known = by_known_days(history)[-1].response
    return history[-1].response if known is Response.UNANSWERED else known


def responses_at(history: Sequence[Answer]) -> list[ResponseAt]:
    """The answers as they are published, each with the date of its first account."""
    return [
        ResponseAt(response=at.response, published=earliest(at.accounts), members=members(at.accounts))
        for at in history
    ]


def _days(accounts: Sequence[Told]) -> tuple[list[list[Told]], list[Told]]:
    """The accounts day by day, and those of unknown days."""
    in_time = sorted(accounts, key=lambda told: told.time)
    dated = [list(same) for _, same in groupby((t for t in in_time if t.day is not None), key=lambda told: told.day)]
    return dated, [told for told in in_time if told.day is None]


def _least_told_first(same_day: Iterable[Told]) -> list[tuple[Response, list[Told]]]:
    behind: dict[Response, list[Told]] = {}
    for told in by_standing(same_day):
        behind.setdefault(_response(told), []).append(told)
    ranked = sorted(behind.items(), key=lambda each: -len({told.report.origin for told in each[1]}))
    return [(response, sorted(telling, key=lambda told: told.time)) for response, telling in reversed(ranked)]


def _stage(told: Told) -> Stage:
    assert isinstance(told.item, AgreedTerm)
    return told.item.stage


def _response(told: Told) -> Response:
    assert isinstance(told.item, Demand)
    return told.item.response
