"""How far a term had come, and what a demand was answered, from account to account."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..schemas.brief import ResponseAt, StageAt
from ..schemas.summary import AgreedTerm, Demand
from ..schemas.vocabulary import Response, Stage
from .accounts import LATE, Told, earliest, first_hand, members
from .standing import by_standing

# How far each has come; of two accounts of one day the farther holds.
LADDER: Mapping[Stage, int] = {stage: rung for rung, stage in enumerate(Stage)}
_FALLEN = {Stage.SUSPENDED, Stage.COLLAPSED}
_SETTLED = {Stage.SIGNED, Stage.IN_FORCE}


class AtStage(NamedTuple):
    """How far a term had come, and the accounts that tell it."""

    stage: Stage
    accounts: list[Told]


def stages(accounts: Sequence[Told]) -> list[AtStage]:
    """The stages of a term in time, each with the accounts that tell it; equal neighbours are one.

    A later account that calls a signed term "agreed" does not take the signature back: it is passed over here. An
    account of unknown day counts only where none is known; then the farthest stage is all that can be said. A copy
    never says other than its origin, whatever words it has.
    """
    history: list[AtStage] = []
    for same_day in _days(accounts):
        stage = max((_stage(told) for told in first_hand(same_day)), key=LADDER.__getitem__)
        if history and history[-1].stage in _SETTLED and LADDER[stage] < LADDER[history[-1].stage]:
            continue
        telling = [told for told in same_day if _stage(told) is stage]
        if history and history[-1].stage is stage:
            history[-1].accounts.extend(telling)
        else:
            history.append(AtStage(stage, telling))
    return history


def stages_at(history: Sequence[AtStage]) -> list[StageAt]:
    """The stages as they are published, each with the date of its first account."""
    return [StageAt(stage=at, published=earliest(told), members=members(told)) for at, told in history]


def is_step(before: Stage, after: Stage) -> bool:
    """Whether a term has come further, has been suspended, has collapsed or holds again.

    "Agreed" and, later, "in principle" are two words for one state more often than a step back.
    """
    return LADDER[after] > LADDER[before] or before in _FALLEN


def responses(accounts: Sequence[Told]) -> list[ResponseAt]:
    """The answers to a demand in time, the latest last; equal neighbours are one.

    An account that knows of no answer does not take an earlier one back. Of several answers told on one day the one
    that most origins tell comes last; of as many, the standing account's.
    """
    history: list[tuple[Response, list[Told]]] = []
    for same_day in _days(accounts):
        said = {_response(told) for told in first_hand(same_day)}
        answers = said - {Response.UNANSWERED}
        if not answers and history and history[-1][0] is not Response.UNANSWERED:
            continue
        for response, telling in _least_told_first(told for told in same_day if _response(told) in (answers or said)):
            if history and history[-1][0] is response:
                history[-1][1].extend(telling)
            else:
                history.append((response, telling))
    return [ResponseAt(response=each, published=earliest(told), members=members(told)) for each, told in history]


def _days(accounts: Sequence[Told]) -> list[list[Told]]:
    """The accounts day by day; those of unknown days only where no day is known."""
    in_time = sorted(accounts, key=lambda told: told.time)
    days = [list(same) for _, same in groupby(in_time, key=lambda told: told.time[0])]
    return days[:-1] if len(days) > 1 and days[-1][0].time[0] == LATE else days


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
