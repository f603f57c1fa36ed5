"""What engines do for several articles, behind one protocol: answers in references, checked by the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar

from .merge.card import Card, Group, Report
from .schemas.brief import Brief
from .schemas.draft import Draft
from .schemas.merge_draft import CompareDraft, MergeDraft, OverviewDraft, PartiesDraft, StoriesDraft, TraceDraft
from .schemas.summary import Template, Usage

D = TypeVar("D", bound=Draft)


@dataclass(frozen=True)
class Again(Generic[D]):
    """What an engine answered before, and what is wrong with it: one sentence each."""

    draft: D
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Said(Generic[D]):
    """An engine's answer about several articles, and what it took."""

    draft: D
    usage: Usage = field(default_factory=Usage)
    template: Template | None = None
    answered_by: str | None = None
    mode: str | None = None


class MergeEngine(Protocol):
    """What finds out what several articles say together. References are those of the cards and reports shown.

    `again` is the answer given before and its problems, where one is asked for anew. All raise ModelError or
    EndpointError where there is no answer.
    """

    kind: Literal["builtin", "model"]
    model: str | None
    cards_a_call: int  # of several matters together, where items are compared: more get less of its attention

    def room(self, cards: Sequence[Card]) -> bool:
        """Whether so many items can be asked about in one call."""
        ...

    async def stories(self, reports: Sequence[Report], again: Again[StoriesDraft] | None) -> Said[StoriesDraft]:
        """Which reports are on one negotiation, and in what order they came."""
        ...

    async def parties(
        self, names: Mapping[str, str], reports: Sequence[Report], again: Again[PartiesDraft] | None
    ) -> Said[PartiesDraft]:
        """Which names (by their references n1, n2 ...) mean one party."""
        ...

    async def merge(self, cards: Sequence[Card], again: Again[MergeDraft] | None) -> Said[MergeDraft]:
        """Which items are one, and what they are about."""
        ...

    async def compare(self, groups: Sequence[Group], again: Again[CompareDraft] | None) -> Said[CompareDraft]:
        """Where accounts or positions differ, within groups and between those of one matter."""
        ...

    async def trace(self, groups: Sequence[Group], again: Again[TraceDraft] | None) -> Said[TraceDraft]:
        """What moved with time, and which questions were answered."""
        ...

    async def overview(self, brief: Brief, again: Again[OverviewDraft] | None) -> Said[OverviewDraft]:
        """At most 150 words on what a reader needs first. `brief` is whole but for its overview."""
        ...

    async def aclose(self) -> None:
        """Free what the engine holds."""
