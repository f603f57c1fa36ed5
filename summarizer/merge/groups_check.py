"""Which items are one: an engine's answer held against the items, so that each ends in exactly one group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..schemas.merge_draft import DraftGroup, MergeDraft
from .card import Card, Group, by_ref
from .faults import Faults, in_order, item_labels, order_of, quoted
from .findings import Naming, Verdict
from .hold_together import hold_together
from .matters import matter_of, plain_issue
from .sentence import Ground, ground_of, shares_words, unsupported

_WHAT_TO_DO = "put each item in one group, alone if no other says the same"


@dataclass(frozen=True)
class _Proposed:
    """One drafted group, its cards that exist and stand in no group before, and its matter."""

    drafted: DraftGroup
    cards: tuple[Card, ...]
    matter: str


def check_groups(draft: MergeDraft, cards: Sequence[Card], naming: Naming | None = None) -> Verdict[list[Group]]:
    """Every item in exactly one group, in canonical order, each group of one kind and with a matter.

    What does not hold together (kinds mixed, other parties, one article's own different figures) falls apart into what
    does. A merged sentence that its members do not carry is dropped, so that a member's own serves. `naming` makes the
    names of one party equal.
    """
    faults = Faults(item_labels(cards))
    articles = {card.report.id: card.report.summary.article.text for card in cards}
    groups: list[Group] = []
    for proposed in _proposed(draft, cards, faults):
        parts, reasons = hold_together(proposed.cards, naming or Naming())
        for reason in reasons:
            faults.ask(reason.refs, reason.fault, reason.do)
            faults.leave("group", reason.refs, reason.fault, "they stand apart", proposed.drafted)
        if len(parts) == 1:
            groups.append(Group(parts[0], proposed.matter, _text(proposed.drafted, parts[0], articles, faults)))
        else:
            groups.extend(Group(part, proposed.matter) for part in parts)
    groups.extend(_lost(groups, cards, faults))
    groups.sort(key=lambda group: order_of(group.cards[0].ref))
    return Verdict(groups, faults.problems, tuple(faults.unmerged))


def _proposed(draft: MergeDraft, cards: Sequence[Card], faults: Faults) -> Iterator[_Proposed]:
    known = by_ref(cards)
    taken: set[str] = set()
    doubled: dict[str, None] = {}
    invented: dict[str, None] = {}
    for matter in draft.matters:
        fit: list[tuple[DraftGroup, tuple[Card, ...]]] = []
        for drafted in matter.items:
            refs = list(dict.fromkeys(drafted.members))
            invented |= dict.fromkeys(ref for ref in refs if ref not in known)
            doubled |= dict.fromkeys(ref for ref in refs if ref in taken)
            free = in_order(known[ref] for ref in refs if ref in known and ref not in taken)
            taken.update(refs)
            if free:
                fit.append((drafted, free))
        name = matter_of(matter, [card for _, free in fit for card in free], faults)
        yield from (_Proposed(drafted, free, name or plain_issue(free)) for drafted, free in fit)
    if doubled:
        faults.ask(doubled, "stands in several groups", "put each item in one")
        faults.leave("group", doubled, "was put in several groups", "it stays in the first")
    if invented:
        faults.ask(invented, "no item has this reference", "use only the references shown")
        faults.leave("group", invented, "no such item was given", "the reference is passed over")


def _lost(groups: Sequence[Group], cards: Sequence[Card], faults: Faults) -> list[Group]:
    placed = {card.ref for group in groups for card in group.cards}
    lost = [card for card in in_order(cards) if card.ref not in placed]
    if lost:
        refs = [card.ref for card in lost]
        faults.ask(refs, "stands in no group", _WHAT_TO_DO)
        faults.leave("group", refs, "was put in no group", "it stands by itself")
    return [Group((card,), plain_issue([card])) for card in lost]


def _text(drafted: DraftGroup, cards: tuple[Card, ...], articles: Mapping[str, str], faults: Faults) -> str | None:
    """The drafted sentence where each member carries it; a single item keeps its own, unless it is a copy's."""
    if drafted.text is None or (len(cards) == 1 and not cards[0].report.is_copy):
        return None
    refs = [card.ref for card in cards]
    grounds = [_with_origin(ground_of(card), card, articles) for card in cards]
    fault = unsupported(drafted.text, grounds)
    if fault is None and not all(shares_words(drafted.text, ground) for ground in grounds):
        fault = "some of these items speak of something else"
    if fault is None:
        return " ".join(drafted.text.split())
    faults.ask(refs, f"of the sentence {quoted(drafted.text)}, {fault}", "write only what these items' quotes say")
    faults.leave("group", refs, f"of the sentence {quoted(drafted.text)}, {fault}", "one item's own stands", drafted)
    return None


def _with_origin(ground: Ground, card: Card, articles: Mapping[str, str]) -> Ground:
    """What an item gives; a copy's may be told with the names that the article has which it goes back to."""
    if not card.report.is_copy or card.report.origin not in articles:
        return ground
    return replace(ground, article=f"{ground.article}\n\n{articles[card.report.origin]}")
