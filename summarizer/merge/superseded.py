"""Which items no longer hold by the latest account, because a position has moved, and what holds instead."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from ..ground.numbers import quantities
from ..schemas.brief import BriefTerm
from ..schemas.vocabulary import Apart
from .accounts import LATE, Told
from .collation import Collation, Entry
from .findings import FoundChange, FoundDisagreement
from .merged import bound_by

Graph = dict[int, set[int]]  # from the place of an entry to those of the entries that came after it


def succession(
    collation: Collation, changes: Sequence[FoundChange], disagreements: Sequence[FoundDisagreement] = ()
) -> Graph:
    """Which entries came after which, from the first place of each that is superseded.

    An entry is superseded by a change of a party of its own if its items stand before the change, or are known to be
    older than what came after, and none is known to be younger. What two parties demand together stands until both have
    moved. No circle is ever closed: of two changes that would close one, the earlier counts.
    """
    entries = {entry.first: entry for entry in collation.entries}
    graph: Graph = {}
    for one, other in [*_prolonged(collation.entries), *_met(collation, disagreements)]:
        if one not in _reached(graph, other):
            graph.setdefault(one, set()).add(other)
    for first, by_party in _moved(collation, changes).items():
        if not _have_all_moved(entries[first], by_party, collation):
            continue
        for later in sorted(set().union(*by_party.values())):
            if first not in _reached(graph, later):
                graph.setdefault(first, set()).add(later)
    return graph


def _prolonged(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Terms of one matter and the same parties of which a later account gives another length: 21 days, now 30.

    Of several later ones the next in time; nothing is said of accounts without a day.
    """
    terms: dict[tuple[str, frozenset[str]], list[tuple[int, int, Entry]]] = {}
    for entry in entries:
        days = _days(entry)
        if isinstance(entry.item, BriefTerm) and entry.item.duration and len(days) == len(entry.accounts):
            key = (entry.item.matter, frozenset(entry.item.parties))
            terms.setdefault(key, []).append((min(days), max(days), entry))
    found = []
    for several in terms.values():
        ordered = sorted(several, key=lambda each: (each[0], each[1], each[2].first))
        for (_, last, one), (first, _, other) in pairwise(ordered):
            if last < first and _length(one) and _length(other) and _length(one) != _length(other):
                found.append((one.first, other.first))
    return found


def _met(collation: Collation, disagreements: Sequence[FoundDisagreement]) -> list[tuple[int, int]]:
    """Demands that stood against each other, and the later terms by which that was settled."""
    found = set()
    for one in disagreements:
        ends = [entry for entry in collation.of(one.settled_by) if isinstance(entry.item, BriefTerm)]
        since = min((day for entry in ends for day in _days(entry)), default=0)
        if one.kind is not Apart.POSITIONS or not ends:
            continue
        for entry in collation.of(one.cards):
            days = _days(entry)
            if entry.group.kind == "demand" and len(days) == len(entry.accounts) and max(days) < since:
                found |= {(entry.first, end.first) for end in ends if entry.parties & end.parties}
    return sorted(found)


def _days(entry: Entry) -> list[int]:
    return [told.day for told in entry.accounts if told.day is not None]


def _length(entry: Entry) -> set[Fraction]:
    """The durations that a term's accounts give, in the units of `ground.numbers`; empty where they differ."""
    assert isinstance(entry.item, BriefTerm)
    told = [each.value for each in entry.item.particulars if each.field == "duration"]
    lengths = [{amount.value for amount in quantities(value) if amount.kind == "duration"} for value in told]
    return lengths[0] if lengths and all(length == lengths[0] for length in lengths) else set()


def instead_of(first: int, graph: Graph) -> set[int]:
    """What holds in place of an entry: what came after it and is not superseded itself; none where it still holds."""
    return {end for end in _reached(graph, first) if end not in graph} if first in graph else set()


def _moved(collation: Collation, changes: Sequence[FoundChange]) -> dict[int, dict[str, set[int]]]:
    """From an entry's first place, and a party, to the first places of what came after; earlier changes first."""
    moved: dict[int, dict[str, set[int]]] = {}
    for change in sorted(changes, key=lambda change: _order(collation, change)):
        for party in collation.movers(change):
            after = [entry for entry in collation.of(change.after.cards) if party in entry.parties]
            for entry in collation.of(change.before.cards):
                if party in entry.parties and after and entry not in after and _is_past(entry, change, collation):
                    moved.setdefault(entry.first, {}).setdefault(party, set()).update(each.first for each in after)
    return moved


def _have_all_moved(entry: Entry, moved: Iterable[str], collation: Collation) -> bool:
    if entry.group.kind != "demand":
        return True
    return set(bound_by(entry.accounts, collation.naming)) <= set(moved)


def _order(collation: Collation, change: FoundChange) -> tuple[int, list[int], list[int], str]:
    before, after = collation.told(change.before.cards), collation.told(change.after.cards)
    return _last(after) or LATE, [told.place for told in after], [told.place for told in before], change.party


def _is_past(entry: Entry, change: FoundChange, collation: Collation) -> bool:
    """Whether all that the entry tells lies before what came after the change."""
    before = {told.place for told in collation.told(change.before.cards)}
    end = _last(collation.told(change.after.cards))
    for told in entry.accounts:
        older = told.day is not None and end is not None and told.day < end
        younger = told.day is not None and end is not None and told.day > end
        if younger or not (older or told.place in before):
            return False
    return True


def _last(accounts: Sequence[Told]) -> int | None:
    return max((told.day for told in accounts if told.day is not None), default=None)


def _reached(graph: Graph, start: int) -> set[int]:
    """All places that lead on from one, itself among them."""
    seen = {start}
    waiting = [start]
    for at in waiting:
        for later in sorted(graph.get(at, ())):
            if later not in seen:
                seen.add(later)
                waiting.append(later)
    return seen
