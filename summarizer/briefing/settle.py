"""One question to an engine: ask, check, ask once more with the faults; what still fails is left out."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ..errors import ModelError, TruncatedError
from ..merge.findings import Verdict
from ..merge_engine import Again, Said
from ..schemas.brief import Unmerged
from ..schemas.draft import Draft
from ..schemas.summary import Template, Usage

D = TypeVar("D", bound=Draft)
T = TypeVar("T")

AT_ONCE = 8  # questions about one story in flight
Asking = Callable[[Again[D] | None], Awaitable[Said[D]]]
Checking = Callable[[D], Verdict[T]]


@dataclass
class Minutes:
    """What the questions about one story took, and what became of them."""

    usages: list[Usage] = field(default_factory=list)
    templates: dict[str, Template] = field(default_factory=dict)
    unmerged: list[Unmerged] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    answered_by: str | None = None
    mode: str | None = None

    def add(self, said: Said[D]) -> None:
        """Count an answer in."""
        self.usages.append(said.usage)
        if said.template is not None:
            self.templates[said.template.name] = said.template
        self.answered_by = self.answered_by or said.answered_by
        self.mode = self.mode or said.mode

    def said_again(self) -> "Minutes":
        """The notes, for another brief; what was left out, and what it took, stand in the first."""
        return Minutes(notes=list(self.notes))

    def spend(self, error: ModelError) -> None:
        """Count in what an answer took that was of no use."""
        if isinstance(error.spent, Usage):
            self.usages.append(error.spent)

    def take(self, other: "Minutes") -> None:
        """Count in what a part of the work took."""
        self.usages += other.usages
        self.templates |= other.templates
        self.unmerged += other.unmerged
        self.answered_by = self.answered_by or other.answered_by
        self.mode = self.mode or other.mode
        for sentence in other.notes:
            self.note(sentence)

    def note(self, sentence: str) -> None:
        """Say something once."""
        if sentence not in self.notes:
            self.notes.append(sentence)


Work = Callable[[Minutes], Awaitable[T]]


async def side_by_side(works: Iterable[Work[T]], minutes: Minutes) -> list[T]:
    """What each of the works gives, in order, some of them in flight at a time, each with minutes of its own.

    The minutes are taken in the order of the works, whichever ends first. One that fails stops the others, and its own
    error is raised.
    """
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(work: Work[T]) -> tuple[T, Minutes]:
        async with gate:
            own = Minutes()
            return await work(own), own

    try:
        async with asyncio.TaskGroup() as tasks:
            asked = [tasks.create_task(one(work)) for work in works]
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    done = [task.result() for task in asked]
    for _, own in done:
        minutes.take(own)
    return [given for given, _ in done]


async def settle(
    ask: Asking[D],
    check: Checking[D, T],
    instead: D,
    what: str,
    minutes: Minutes,
    *,
    worth: Callable[[T], int],
    divisible: bool = False,
) -> T:
    """What stands of an engine's answer; of `instead`, checked as well, where it gives none.

    `what` is the question in words, for the note that it was not answered; `worth` how much stands of an answer: one
    given when asked again counts only where no less stands of it. Raises EndpointError; TruncatedError where the
    question is `divisible` and its answer did not fit.
    """
    try:
        said = await ask(None)
    except ModelError as error:
        minutes.spend(error)
        if divisible and isinstance(error, TruncatedError):
            raise
        minutes.note(f"The engine could not say {what}: {error}")
        return _kept(check(instead), minutes)
    minutes.add(said)
    verdict = check(said.draft)
    if verdict.problems:
        second = await _again(ask, check, Again(said.draft, verdict.problems), minutes)
        if second and worth(second.kept) >= worth(verdict.kept) and len(second.problems) <= len(verdict.problems):
            verdict = second
    return _kept(verdict, minutes)


async def _again(ask: Asking[D], check: Checking[D, T], again: Again[D], minutes: Minutes) -> Verdict[T] | None:
    """What stands of the answer given when asked again; None where there is none."""
    try:
        said = await ask(again)
    except ModelError as error:
        minutes.spend(error)
        return None
    minutes.add(said)
    return check(said.draft)


def _kept(verdict: Verdict[T], minutes: Minutes) -> T:
    minutes.unmerged += verdict.unmerged
    return verdict.kept


def in_order(unmerged: Sequence[Unmerged]) -> list[Unmerged]:
    """What was left out, in an order that does not depend on which answer came first."""
    return sorted(unmerged, key=lambda left: (left.kind, left.draft, left.detail))
