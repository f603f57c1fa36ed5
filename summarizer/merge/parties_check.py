"""Which names mean one party: an engine's answer held against items in which two names stand on two sides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ..schemas.merge_draft import DraftParty, PartiesDraft
from ..schemas.summary import AgreedTerm, Demand
from .card import Card, Item
from .faults import Faults, order_of, quoted
from .findings import Naming, Verdict


def check_parties(draft: PartiesDraft, names: Mapping[str, str], cards: Sequence[Card]) -> Verdict[Naming]:
    """The one name for each of the names, which are given by their references (n1 ...).

    Each name belongs to one party; one that the draft leaves out is a party by itself. Two names that stand on opposite
    sides of an item, or side by side as parties to it, cannot mean one party: all names of their group stand alone.
    """
    faults = Faults(dict(names))
    groups = _groups(draft, names, faults)
    against = _sides(card.item for card in cards)
    used = Counter(name for card in cards for name in _named(card.item))
    naming = {name: name for name in names.values()}
    for drafted, refs in groups:
        known = [names[ref] for ref in refs]
        apart = next((pair for pair in combinations(sorted(set(known)), 2) if frozenset(pair) in against), None)
        if apart:
            both = [ref for ref in refs if names[ref] in apart]
            where = against[frozenset(apart)]
            fault = f"“{apart[0]}” and “{apart[1]}” stand as two parties in one item ({quoted(where)})"
            faults.ask(both, fault, "give each its own entry")
            faults.leave("party", refs, fault, "each stands by itself", drafted)
            continue
        naming.update(dict.fromkeys(known, _one_name(drafted, refs, known, used, faults)))
    return Verdict(Naming(naming), tuple(faults.problems), tuple(faults.unmerged))


def _groups(draft: PartiesDraft, names: Mapping[str, str], faults: Faults) -> list[tuple[DraftParty, list[str]]]:
    """The references of each drafted party that exist and stand in no party before."""
    taken: set[str] = set()
    groups: list[tuple[DraftParty, list[str]]] = []
    doubled: list[str] = []
    invented: list[str] = []
    for party in draft.parties:
        refs = list(dict.fromkeys(party.names))
        invented += [ref for ref in refs if ref not in names]
        doubled += [ref for ref in refs if ref in taken]
        refs = sorted((ref for ref in refs if ref in names and ref not in taken), key=order_of)
        taken.update(refs)
        if refs:
            groups.append((party, refs))
    if invented:
        faults.ask(dict.fromkeys(invented), "no name has this reference", "use only the references shown")
        faults.leave("party", dict.fromkeys(invented), "no such name was given", "the reference is passed over")
    if doubled:
        faults.ask(dict.fromkeys(doubled), "stands with several parties", "put each name with one")
        faults.leave("party", dict.fromkeys(doubled), "was put with several parties", "it stays with the first")
    if lost := sorted((ref for ref in names if ref not in taken), key=order_of):
        faults.ask(lost, "stands with no party", "put each name with one, alone if no other means the same")
        faults.leave("party", lost, "was put with no party", "it stands by itself")
    return groups


def _one_name(
    drafted: DraftParty, refs: Sequence[str], known: Sequence[str], used: Counter[str], faults: Faults
) -> str:
    """The drafted name, if it is one of the group's; else the one that most items use."""
    wanted = " ".join(drafted.name[:500].split()).casefold()
    if same := [name for name in known if name == drafted.name] or [n for n in known if n.casefold() == wanted]:
        return same[0]
    instead = min(known, key=lambda name: (-used[name], -len(name), name))
    faults.ask(refs, f"{quoted(drafted.name)} is none of these names", "choose one of them")
    faults.leave(
        "party", refs, f"{quoted(drafted.name)} is none of these names", f"“{instead}” stands instead", drafted
    )
    return instead


def _sides(items: Iterable[Item]) -> dict[frozenset[str], str]:
    """Pairs of names that stand as two parties in one item, with the sentence of the first such item."""
    against: dict[frozenset[str], str] = {}
    for item in items:
        for one, other in _opposed(item):
            if one != other:
                pair = frozenset((one, other))
                against[pair] = min(against.get(pair, item.text), item.text)
    return against


def _opposed(item: Item) -> Iterator[tuple[str, str]]:
    if isinstance(item, Demand):
        yield from ((by, of) for by in item.by for of in item.of)
        yield from combinations(item.by, 2)
    elif isinstance(item, AgreedTerm):
        yield from combinations(item.parties, 2)


def _named(item: Item) -> set[str]:
    names = [*item.by, *item.of] if isinstance(item, Demand) else item.parties
    return {*names, *([item.attribution.party] if item.attribution.party else [])}
