"""Which names mean one party: an engine's answer held against items in which two names stand on two sides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ..schemas.merge_draft import DraftParty, PartiesDraft
from ..schemas.summary import AgreedTerm, Demand
from .card import Card, Item, all_parties
from .faults import Faults, order_of, quoted
from .findings import Naming, Verdict
from .named import spelling


def check_parties(draft: PartiesDraft, names: Mapping[str, str], cards: Sequence[Card]) -> Verdict[Naming]:
    """The one name for each of the names, which are given by their references (n1 ...).

    Each name belongs to one party; one that the draft leaves out is a party by itself. Spellings of one name, those of
    the items too, are one party without being asked; a blank name is nobody's, and its own. Two names that stand on
    opposite sides of an item, or side by side as parties to it, cannot mean one party: all of their group stand alone.
    """
    faults = Faults(dict(names))
    first = _first_spellings(names)
    groups = _groups(draft, names, first, faults)
    against = _sides(card.item for card in cards)
    used = Counter(name for card in cards for name in set(all_parties(card.item)))
    one_name = {key: names[ref] for key, ref in first.items()}
    for drafted, refs in groups:
        keys = {spelling(names[ref]): names[ref] for ref in refs}
        apart = next((pair for pair in combinations(sorted(keys), 2) if frozenset(pair) in against), None)
        if apart:
            both = [ref for ref in refs if spelling(names[ref]) in apart]
            said = " and ".join(quoted(keys[key]) for key in apart)
            fault = f"{said} stand as two parties in one item ({quoted(against[frozenset(apart)])})"
            faults.ask(both, fault, "give each its own entry")
            faults.leave("party", refs, fault, "each stands by itself", drafted)
            continue
        known = [name for _, name in sorted(names.items(), key=lambda one: order_of(one[0])) if spelling(name) in keys]
        one_name.update(dict.fromkeys(keys, _one_name(drafted, refs, known, used, faults)))
    spelt = [*names.values(), *(name for name in sorted(used) if spelling(name) in one_name)]
    naming = {name: one_name.get(spelling(name), name) for name in spelt}
    return Verdict(Naming(naming), faults.problems, tuple(faults.unmerged))


def _first_spellings(names: Mapping[str, str]) -> dict[str, str]:
    """The first reference of each name, whatever its spelling; blank names are none."""
    first: dict[str, str] = {}
    for ref in sorted(names, key=order_of):
        if key := spelling(names[ref]):
            first.setdefault(key, ref)
    return first


def _groups(
    draft: PartiesDraft, names: Mapping[str, str], first: Mapping[str, str], faults: Faults
) -> list[tuple[DraftParty, list[str]]]:
    """The references of each drafted party that exist and stand in no party before; of a name's spellings the first."""
    taken: set[str] = set()
    blank = {ref for ref in names if not spelling(names[ref])}
    groups: list[tuple[DraftParty, list[str]]] = []
    doubled: list[str] = []
    invented: list[str] = []
    for party in draft.parties:
        refs = list(dict.fromkeys(party.names))
        invented += [ref for ref in refs if ref not in names]
        doubled += [ref for ref in refs if ref in taken]
        leads = {first[spelling(names[ref])] for ref in refs if ref in names and ref not in blank}
        refs = sorted(leads - taken, key=order_of)
        taken.update(refs)
        if refs:
            groups.append((party, refs))
    if invented:
        faults.ask(dict.fromkeys(invented), "no name has this reference", "use only the references shown")
        faults.leave("party", dict.fromkeys(invented), "no such name was given", "the reference is passed over")
    if doubled:
        faults.ask(dict.fromkeys(doubled), "stands with several parties", "put each name with one")
        faults.leave("party", dict.fromkeys(doubled), "was put with several parties", "it stays with the first")
    if lost := sorted(set(first.values()) - taken, key=order_of):
        faults.ask(lost, "stands with no party", "put each name with one, alone if no other means the same")
        faults.leave("party", lost, "was put with no party", "it stands by itself")
    return groups


def _one_name(
    drafted: DraftParty, refs: Sequence[str], known: Sequence[str], used: Counter[str], faults: Faults
) -> str:
    """The drafted name, if it is one of the group's; else the one that most items use."""
    wanted = spelling(drafted.name[:500])
    if same := [name for name in known if name == drafted.name] or [n for n in known if spelling(n) == wanted]:
        return same[0]
    instead = min(known, key=lambda name: (-used[name], -len(name), name))
    faults.ask(refs, f"{quoted(drafted.name)} is none of these names", "choose one of them")
    faults.leave(
        "party", refs, f"{quoted(drafted.name)} is none of these names", f"{quoted(instead)} stands instead", drafted
    )
    return instead


def _sides(items: Iterable[Item]) -> dict[frozenset[str], str]:
    """Pairs of names (spelt plainly) that stand as two parties in one item, with the sentence of the first such."""
    against: dict[frozenset[str], str] = {}
    for item in items:
        for one, other in _opposed(item):
            pair = frozenset((spelling(one), spelling(other)))
            if len(pair) > 1 and "" not in pair:
                against[pair] = min(against.get(pair, item.text), item.text)
    return against


def _opposed(item: Item) -> Iterator[tuple[str, str]]:
    if isinstance(item, Demand):
        yield from ((by, of) for by in item.by for of in item.of)
        yield from combinations(item.by, 2)
    elif isinstance(item, AgreedTerm):
        yield from combinations(item.parties, 2)
