"""Where accounts or positions differ: an engine's answer held against the items and their quotes."""

from collections.abc import Mapping, Sequence, Set

from ..schemas.merge_draft import CompareDraft, DraftDisagreement, DraftVersion
from .card import Card, Group, by_ref
from .carried import carried, unknown_refs
from .faults import Faults, in_order, item_labels, order_of, quoted
from .findings import FoundDisagreement, FoundVersion, Verdict
from .heading import heading
from .named import named
from .one_quarrel import refs_of, without_doubles
from .versions import apart, put_in_order, without_copies, without_repeats

_MOST_WORDS = 30
_DISPUTED = "marked DISPUTED, but stands in no disagreement and is not settled"


def check_compare(draft: CompareDraft, groups: Sequence[Group]) -> Verdict[tuple[FoundDisagreement, ...]]:
    """The disagreements whose versions stand in the items' quotes and differ, in canonical order.

    Each version keeps the items that carry it. What only the wording of a copy makes a disagreement is left out; two
    with the same versions are one.
    """
    cards = in_order(card for group in groups for card in group.cards)
    known, faults = by_ref(cards), Faults(item_labels(cards))
    matters = {card.ref: group.matter for group in groups for card in group.cards}
    named_in_all = [*(ref for d in draft.disagreements for some in _named(d) for ref in some), *draft.settled]
    unknown_refs(named_in_all, known, "disagreement", faults)
    found = [one for drafted in draft.disagreements if (one := _found(drafted, known, matters, faults))]
    kept = without_doubles(found)
    _disputed(kept, draft.settled, groups, faults)
    return Verdict(kept, faults.problems, tuple(faults.unmerged))


def _found(
    drafted: DraftDisagreement, known: Mapping[str, Card], matters: Mapping[str, str], faults: Faults
) -> FoundDisagreement | None:
    """The disagreement as far as its words are found; None where no two versions are left that differ."""
    refs = sorted({ref for version in drafted.versions for ref in version.members if ref in known}, key=order_of)
    ending = set(drafted.settled_by)
    told = [found for version in drafted.versions if (found := _version(version, ending, drafted.about, known, faults))]
    versions = without_repeats(put_in_order(told))
    if len(versions) < 2 or not apart(versions):
        if len(told) == len(drafted.versions):  # what was not found has been complained of
            faults.ask(refs, f"{quoted(drafted.about)} has not two versions that differ", "leave it out or give both")
        faults.leave(
            "disagreement", refs, f"of {quoted(drafted.about)} no two versions differ", "none is shown", drafted
        )
        return None
    own = without_copies(versions)
    if len(own) < 2 or not apart(own):
        fault = f"{quoted(drafted.about)} rests on how a copy words what its origin says"
        faults.leave("disagreement", refs, fault, "a copy's wording is no disagreement", drafted)
        return None
    final = put_in_order(own)
    cards = in_order(card for version in final for card in version.cards)
    do = "say in at most 15 words what it is about"
    about = heading(drafted.about, cards, matters, faults, kind="disagreement", most_words=_MOST_WORDS, do=do)
    return FoundDisagreement(about, drafted.kind, drafted.field, final, _settled_by(drafted, final, known, faults))


def _named(drafted: DraftDisagreement) -> list[list[str]]:
    return [*(version.members for version in drafted.versions), drafted.settled_by]


def _settled_by(
    drafted: DraftDisagreement, versions: Sequence[FoundVersion], known: Mapping[str, Card], faults: Faults
) -> tuple[Card, ...]:
    """The items that settle it: no open questions, and later than the first account of every version."""
    told = [[c.report.day for c in version.cards if c.report.day is not None] for version in versions]
    last = max((min(days) for days in told if days), default=0)
    named = in_order(known[ref] for ref in drafted.settled_by if ref in known)
    fit = tuple(c for c in named if c.kind != "open_question" and c.report.day is not None and c.report.day > last)
    if early := [card.ref for card in named if card not in fit]:
        fault = f"does not settle {quoted(drafted.about)}: it is an open question, or not later than the versions"
        faults.ask(early, fault, "name only later items that settle it")
        faults.leave("disagreement", early, fault, "the disagreement stands")
    return fit


def _version(
    drafted: DraftVersion, ending: Set[str], about: str, known: Mapping[str, Card], faults: Faults
) -> FoundVersion | None:
    """The version as far as its words are found. An item that ends the quarrel only tells again what it was about."""
    members = [ref for ref in drafted.members if ref not in ending] or drafted.members
    found = carried(drafted.words, about, members, known, "disagreement", faults)
    if found is None:
        return None
    return FoundVersion(_party(drafted.party, found.cards, faults), found.cards, found.quotes)


def _party(party: str | None, cards: Sequence[Card], faults: Faults) -> str | None:
    """The party, if the items or their articles name it; null for one that they do not."""
    if party is None or not party.strip():
        return None
    if name := named(party, cards):
        return name
    refs = [card.ref for card in cards]
    faults.ask(refs, f"no article of theirs names {quoted(party)}", "name the side as the items do, or null")
    faults.leave(
        "disagreement", refs, f"no article of theirs names {quoted(party)}", "the version is shown without a side"
    )
    return None


def _disputed(
    found: Sequence[FoundDisagreement], settled: Sequence[str], groups: Sequence[Group], faults: Faults
) -> None:
    """Ask for items that their articles mark as disputed, and that nothing in the answer takes up.

    A disagreement takes up all items of a group that has one in it, for these say the same.
    """
    told = {ref for one in found for ref in refs_of(one)}
    taken_up = told | set(settled)
    taken_up |= {card.ref for group in groups if any(c.ref in told for c in group.cards) for card in group.cards}
    left = {card.ref: card for group in groups for card in group.cards if card.disputed and card.ref not in taken_up}
    for ref in sorted(left, key=order_of):
        faults.ask([ref], _DISPUTED, "enter the disagreement with both versions, or put it in `settled`")
        faults.leave("disagreement", [ref], "the article says accounts differ on it", "none is shown")
