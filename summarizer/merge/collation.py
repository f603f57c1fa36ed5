"""A story's groups side by side, each with the accounts behind it: what leads from a card to an item of the brief."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from ..ground.check import content
from ..schemas.vocabulary import Apart
from .accounts import Teller, Told
from .card import Card, Group, Key, Report
from .findings import FoundChange, FoundDisagreement, FoundVersion, Naming
from .merged import AnyItem, Disputed, bound_by, merged, parties_named
from .sentence import statements


class Entry:
    """One group, the accounts behind it in time, and the item of the brief that it becomes.

    `first` is the place of its first item in canonical order, `rank` its own place in the brief, once that is known.
    """

    def __init__(
        self, group: Group, accounts: Sequence[Told], naming: Naming, disputed: Disputed, sides: Sequence[str]
    ) -> None:
        self.group = group
        self.accounts = accounts
        self.item: AnyItem = merged(group, accounts, naming, disputed, sides)
        self.first = min(told.place for told in accounts)
        self.parties = {party for told in accounts for party in parties_named(told, naming)}
        self.rank = 0

    @property
    def id(self) -> str:
        """The item's id in the brief; empty before it has one."""
        return self.item.id


class Collation:
    """All entries of a story by their first items, whatever order the groups come in."""

    def __init__(
        self,
        reports: Sequence[Report],
        groups: Iterable[Group],
        naming: Naming,
        disagreements: Iterable[FoundDisagreement],
    ) -> None:
        self.reports = reports
        self.naming = naming
        self.teller = Teller(reports)
        groups = list(groups)
        disputed = self._disputed(groups, disagreements)
        told = [self.told(group.cards) for group in groups]
        sides = self._sides(groups, told)
        self.entries = sorted(
            (Entry(group, told[at], naming, disputed[at], sides) for at, group in enumerate(groups)),
            key=lambda entry: entry.first,
        )
        self._entry_of: dict[Key, Entry] = {card.key: entry for entry in self.entries for card in entry.group.cards}

    def told(self, cards: Iterable[Card]) -> list[Told]:
        """What the articles say behind cards, in time."""
        return self.teller.told(cards)

    def of(self, cards: Iterable[Card]) -> list[Entry]:
        """The entries in which cards stand, each once, in the order of the brief."""
        found = {id(entry): entry for card in cards for entry in [self._entry_of[card.key]]}
        return sorted(found.values(), key=lambda entry: (entry.rank, entry.first))

    def about(self, found: FoundDisagreement) -> list[Entry]:
        """The entries that a disagreement is on, in the order of the brief; those of all its cards if it is on none."""
        entries = self.of(card for version in found.versions for card in version.cards)
        if found.kind is Apart.POSITIONS:
            return entries
        at = {card.key: entry.first for entry in entries for card in entry.group.cards}
        places = set(disputed_places(found, at))
        return [entry for entry in entries if entry.first in places] or entries

    def movers(self, change: FoundChange) -> list[str]:
        """The parties that moved, by the story's names: the one named, or each of those named together ("A and B")."""
        party = self.naming.of(change.party)
        known = {name for entry in self.entries for name in entry.parties}
        parts = [self.naming.of(part.strip()) for part in re.split(r",|&|\band\b", change.party) if part.strip()]
        return [party] if party in known or not set(parts) <= known else list(dict.fromkeys(parts))

    def _sides(self, groups: Sequence[Group], told: Sequence[Sequence[Told]]) -> list[str]:
        """The parties to the negotiation: all that a term binds."""
        terms = [each for group, each in zip(groups, told, strict=True) if group.kind == "agreed_term"]
        return sorted({party for accounts in terms for party in bound_by(accounts, self.naming)})

    def _disputed(self, groups: Sequence[Group], disagreements: Iterable[FoundDisagreement]) -> dict[int, Disputed]:
        at = {card.key: place for place, group in enumerate(groups) for card in group.cards}
        disputed: dict[int, Disputed] = defaultdict(Disputed)
        for found in disagreements:
            if found.kind is not Apart.ACCOUNTS or found.settled_by:
                continue
            day = max((told.day for told in self.told(found.cards) if told.day is not None), default=None)
            for place in disputed_places(found, at):
                disputed[place].accounts.append(day)
        return disputed


def disputed_places(found: FoundDisagreement, at: Mapping[Key, int]) -> list[int]:
    """The places, ascending, of the groups that a disagreement is on; `at` has the place of each card's group.

    It is on what the items of a group say, not on what their quotes mention besides: two versions rest on the group, or
    one of its items is marked as disputed, or says itself the words of a version that rests on it, most of them.
    """
    resting: dict[int, list[FoundVersion]] = defaultdict(list)
    cards: dict[int, dict[Key, Card]] = defaultdict(dict)
    for version in found.versions:
        own = {card.key: at[card.key] for card in version.cards}
        for place in set(own.values()):
            resting[place].append(version)
        for card in version.cards:
            cards[own[card.key]][card.key] = card
    return [place for place in sorted(resting) if _is_on(cards[place].values(), resting[place])]


def _is_on(cards: Collection[Card], versions: Sequence[FoundVersion]) -> bool:
    """Whether a disagreement is on what items of one group say; `versions` are those that rest on the group."""
    if len(versions) > 1 or any(card.disputed for card in cards):
        return True
    words = {frozenset(content(quote.quote)) for version in versions for quote in version.quotes}
    return _is_mostly_in(words, {frozenset(content(" ".join(statements(card.item)))) for card in cards})


def _is_mostly_in(few: Set[frozenset[str]], many: Set[frozenset[str]]) -> bool:
    """Whether more than half of one of the few is in one of the many.

    Then it has one of its rarer half, whichever they are: by these each is looked up, which spares comparing all pairs.
    """
    frequency = Counter(stem for each in few for stem in each)
    by_stem: dict[str, list[frozenset[str]]] = defaultdict(list)
    for each in few:
        for stem in sorted(each, key=lambda stem: (frequency[stem], stem))[: (len(each) + 1) // 2]:
            by_stem[stem].append(each)
    return any(2 * len(each & other) > len(each) for other in many for stem in other for each in by_stem.get(stem, ()))
