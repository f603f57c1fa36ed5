"""What moved with time and which questions were answered: an engine's answer held against days and quotes."""

from collections.abc import Iterable, Mapping, Sequence

from ..schemas.merge_draft import DraftChange, TraceDraft
from .answers import answer, joined
from .card import Card, Group, by_ref, parties_of
from .carried import Carried, carried, unknown_refs
from .faults import Faults, in_order, item_labels, order_of, quoted
from .findings import FoundAnswer, FoundChange, FoundState, Verdict
from .heading import heading, plain_heading
from .named import named
from .words import plain, same_words

_MOST_WORDS = 25
_Traced = tuple[tuple[FoundChange, ...], tuple[FoundAnswer, ...]]


def check_trace(draft: TraceDraft, groups: Sequence[Group]) -> Verdict[_Traced]:
    """The changes whose two ends stand in quotes in their order of time, and the answers that later articles give.

    Days that are not known (`Report.day`) speak against nothing. Both are in canonical order, each once.
    """
    cards = in_order(card for group in groups for card in group.cards)
    known, faults = by_ref(cards), Faults(item_labels(cards))
    refs = (ref for change in draft.changes for end in (change.before, change.after) for ref in end.members)
    unknown_refs(refs, known, "change", faults)
    unknown_refs(
        (ref for answer in draft.answers for ref in (answer.question, *answer.members)), known, "answer", faults
    )
    matters = {card.ref: group.matter for group in groups for card in group.cards}
    found = [_change(drafted, known, matters, faults) for drafted in draft.changes]
    group_of = {card.ref: group for group in groups for card in group.cards}
    answered = [answer(drafted, known, group_of, faults) for drafted in draft.answers]
    return Verdict(
        (_distinct(filter(None, found)), joined(filter(None, answered))), faults.problems, tuple(faults.unmerged)
    )


def _change(
    drafted: DraftChange, known: Mapping[str, Card], matters: Mapping[str, str], faults: Faults
) -> FoundChange | None:
    before = carried(drafted.before.words, drafted.about, drafted.before.members, known, "change", faults)
    after = carried(drafted.after.words, drafted.about, drafted.after.members, known, "change", faults)
    named_in = drafted.before.members + drafted.after.members
    refs = sorted({ref for ref in named_in if ref in known}, key=order_of)
    about = plain_heading(drafted.about)

    def left_out(fault: str, do: str = "") -> None:
        if do:
            faults.ask(refs, f"in {quoted(about)}, {fault}", do)
        faults.leave("change", refs, f"in {quoted(about)}, {fault}", "the change is not shown", drafted)

    if before is None or after is None:
        left_out("one end is not found in the quotes")
        return None
    if same_words(before.quotes[0].quote, after.quotes[0].quote):
        left_out("before and after are the same words", "show what moved, or leave it out")
        return None
    later = _not_older(before, after, faults)
    if later is None:
        left_out("what is after is older than what is before", "keep to the days of the items, or leave it out")
        return None
    cards = in_order([*before.cards, *later.cards])
    party = _mover(drafted.party, cards, before, later, faults)
    if party is None:
        left_out(f"no item names {quoted(drafted.party)}", "name who moved as the items do")
        return None
    do = "say in at most 12 words what moved"
    told = heading(about, cards, matters, faults, kind="change", most_words=_MOST_WORDS, do=do)
    return FoundChange(party, told, _state(before), _state(later))


def _not_older(before: Carried, after: Carried, faults: Faults) -> Carried | None:
    """What comes after, without items older than all that is before; None where nothing is left."""
    days = [card.report.day for card in before.cards if card.report.day is not None]
    first = min(days, default=0)
    late = tuple(card for card in after.cards if card.report.day is None or card.report.day >= first)
    if len(late) == len(after.cards):
        return after
    keys, refs = {card.key for card in late}, {card.ref for card in late}
    quotes = tuple(quote for quote in after.quotes if (quote.article_id, quote.item_id) in keys)
    if not quotes:
        return None
    early = [card.ref for card in after.cards if card.ref not in refs]
    faults.ask(early, "is older than what is before the change", "name only items of the same day or later")
    faults.leave("change", early, "is older than what is before the change", "it is not counted there")
    return Carried(late, quotes)


def _mover(party: str, cards: Sequence[Card], before: Carried, after: Carried, faults: Faults) -> str | None:
    """Who moved, as the items write it; of an unknown name, the one party that both ends have in common."""
    if name := named(party, cards):
        return name
    common = [set(parties_of(card.item)) for card in (*before.cards, *after.cards)]
    shared = sorted(set.intersection(*common))
    if len(shared) != 1:
        return None
    refs = [card.ref for card in cards]
    faults.ask(refs, f"no item names {quoted(party)}", "name who moved as the items do")
    faults.leave("change", refs, f"no item names {quoted(party)}", f"{quoted(shared[0])} stands instead")
    return shared[0]


def _state(found: Carried) -> FoundState:
    return FoundState(found.cards, found.quotes)


def _distinct(changes: Iterable[FoundChange]) -> tuple[FoundChange, ...]:
    """The changes in order, each once: of those with the same words and an item in common the first."""
    kept: dict[tuple[str, str, str], list[FoundChange]] = {}
    for change in sorted(changes, key=_place):
        same = kept.setdefault(
            (change.party, plain(change.before.quotes[0].quote), plain(change.after.quotes[0].quote)), []
        )
        if all(_refs(change).isdisjoint(_refs(other)) for other in same):
            same.append(change)
    return tuple(sorted((change for same in kept.values() for change in same), key=_place))


def _refs(change: FoundChange) -> set[str]:
    return {card.ref for state in (change.before, change.after) for card in state.cards}


def _place(change: FoundChange) -> tuple[object, ...]:
    ends = [
        ([order_of(card.ref) for card in state.cards], state.quotes[0].start) for state in (change.before, change.after)
    ]
    return (ends, change.party, change.about)
