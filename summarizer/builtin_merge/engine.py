"""The built-in engine for several articles: no model, the same answer for the same items in whatever order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from ..merge.card import Card, Group, Item, Key, Report, all_parties
from ..merge.findings import Naming
from ..merge_engine import Again, Said
from ..schemas.brief import Brief
from ..schemas.draft import Draft
from ..schemas.merge_draft import (
    CompareDraft,
    DraftGroup,
    DraftMatter,
    MergeDraft,
    OverviewDraft,
    PartiesDraft,
    StoriesDraft,
    TraceDraft,
)
from ..schemas.summary import Demand
from .compare import compare
from .grouping import grouped
from .identity import names_in
from .likeness import Weights
from .matters import matters
from .naming import parties
from .overview import overview
from .profile import Profile, profiles, when
from .stories import stories
from .sure import sure_groups, sure_trace
from .trace import trace

D = TypeVar("D", bound=Draft)
_REF = re.compile(r"[A-Za-z]+\d+")


class BuiltinMergeEngine:
    """Finds out what several articles say together from words, figures, days and names alone."""

    kind: Literal["builtin", "model"] = "builtin"
    cards_a_call = 150
    model: str | None = None

    def __init__(self) -> None:
        # The items last merged: what moved and what differs is asked of them next, a few at a time.
        self._merged: dict[Key, tuple[Card, Profile]] = {}

    def room(self, cards: Sequence[Card]) -> bool:
        """There is always room."""
        return True

    async def stories(self, reports: Sequence[Report], again: Again[StoriesDraft] | None) -> Said[StoriesDraft]:
        """Reports with two main parties in common are on one negotiation."""
        return Said(again.draft if again else stories(reports))

    async def parties(
        self, names: Mapping[str, str], reports: Sequence[Report], again: Again[PartiesDraft] | None
    ) -> Said[PartiesDraft]:
        """Names that an article, a table of aliases or a person who speaks for both makes one."""
        return Said(again.draft if again else parties(names, reports))

    async def merge(self, cards: Sequence[Card], again: Again[MergeDraft] | None) -> Said[MergeDraft]:
        """Items of one kind and side with like words and no figure against each other; asked again, without faults."""
        if again:
            return Said(_taken_apart(again))
        naming = _naming(cards)
        items = profiles(_renamed(cards, naming))
        given = {card.key: card for card in cards}
        self._merged = {item.card.key: (given[item.card.key], item) for item in items}
        weights = Weights(items)
        draft = MergeDraft(matters=matters(grouped(items, weights), weights))
        return Said(sure_groups(draft, cards, naming))

    async def compare(self, groups: Sequence[Group], again: Again[CompareDraft] | None) -> Said[CompareDraft]:
        """What articles call disputed, scopes told in two ways, and what one side wants and another refuses."""
        if again:
            named = _named(again.problems)
            kept = [d for d in again.draft.disagreements if named.isdisjoint(r for v in d.versions for r in v.members)]
            left = {card.ref for group in groups for card in group.cards if card.disputed}
            left -= {ref for d in kept for v in d.versions for ref in v.members}
            return Said(CompareDraft(disagreements=kept, settled=sorted(left)))
        some, weights = self._profiled(groups)
        return Said(compare(some, weights, groups))

    async def trace(self, groups: Sequence[Group], again: Again[TraceDraft] | None) -> Said[TraceDraft]:
        """Other figures at later days, demands given up, questions that a later term settles."""
        if again:
            named = _named(again.problems)
            changes = [c for c in again.draft.changes if named.isdisjoint({*c.before.members, *c.after.members})]
            answers = [a for a in again.draft.answers if named.isdisjoint({a.question, *a.members})]
            return Said(TraceDraft(changes=changes, answers=answers))
        some, weights = self._profiled(groups)
        return Said(sure_trace(trace(some, weights), groups))

    async def overview(self, brief: Brief, again: Again[OverviewDraft] | None) -> Said[OverviewDraft]:
        """Whole sentences of the brief, the weightiest first."""
        if again:
            named = _named(again.problems)
            return Said(OverviewDraft(sentences=[s for s in again.draft.sentences if named.isdisjoint(s.refs)]))
        return Said(overview(brief))

    async def aclose(self) -> None:
        """Forget the items."""
        self._merged.clear()

    def _profiled(self, groups: Sequence[Group]) -> tuple[list[list[Profile]], Weights]:
        """The groups as profiles, under one name for each party: as they were merged, or made of these groups alone."""
        cards = [card for group in groups for card in group.cards]
        known = [self._merged.get(card.key) for card in cards]
        items = [found[1] for found, card in zip(known, cards, strict=True) if found and found[0] is card]
        if len(items) < len(cards):
            items = profiles(_renamed(cards, _naming(cards)))
        by_ref = {item.card.ref: item for item in items}
        return [[by_ref[card.ref] for card in group.cards] for group in groups], Weights(items)


def _naming(cards: Sequence[Card]) -> Naming:
    """The one name for each party of the items, as far as their own articles tell."""
    reports = sorted({card.report.id: card.report for card in cards}.values(), key=when)
    names = sorted(
        {name for card in cards for name in all_parties(card.item)} | {n for r in reports for n in names_in(r)}
    )
    refs = {f"n{number}": name for number, name in enumerate(names, 1)}
    found = parties(refs, reports).parties
    return Naming({refs[ref]: party.name for party in found for ref in party.names})


def _renamed(cards: Iterable[Card], naming: Naming) -> list[Card]:
    return [replace(card, item=_under_one_name(card.item, naming)) for card in cards]


def _under_one_name(item: Item, naming: Naming) -> Item:
    def one(names: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(naming.of(name) for name in names))

    said = item.attribution
    if said.party:
        item = item.model_copy(update={"attribution": said.model_copy(update={"party": naming.of(said.party)})})
    if isinstance(item, Demand):
        return item.model_copy(update={"by": one(item.by), "of": one(item.of)})
    return item.model_copy(update={"parties": one(item.parties)})


def _named(problems: Iterable[str]) -> frozenset[str]:
    """The references with which problems begin."""
    return frozenset(ref for problem in problems for ref in _REF.findall(problem.partition(":")[0]))


def _taken_apart(again: Again[MergeDraft]) -> MergeDraft:
    """The answer with every group that a problem names taken apart."""
    named = _named(again.problems)
    return MergeDraft(
        matters=[
            DraftMatter(matter=matter.matter, items=[part for group in matter.items for part in _parts(group, named)])
            for matter in again.draft.matters
        ]
    )


def _parts(group: DraftGroup, named: frozenset[str]) -> list[DraftGroup]:
    if named.isdisjoint(group.members) or len(group.members) < 2:
        return [group]
    return [DraftGroup(members=[ref], text=None) for ref in group.members]
