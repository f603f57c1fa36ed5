"""A story's groups side by side, each with the accounts behind it: what leads from a card to an item of the brief."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..ground.check import content
from ..schemas.vocabulary import Apart, Differs
from .accounts import Teller, Told
from .card import Card, Group, Key, Report
from .findings import FoundChange, FoundDisagreement, Naming
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
            cards = [card for version in found.versions for card in version.cards]
            day = max((told.day for told in self.told(cards) if told.day is not None), default=None)
            for place in sorted({at[card.key] for card in cards if _is_about(found, card, at)}):
                disputed[place].accounts.append(day)
                if found.field is Differs.SAID:
                    disputed[place].said.append(day)
        return disputed


def _is_about(found: FoundDisagreement, card: Card, at: Mapping[Key, int]) -> bool:
    """Whether a disagreement is on what an item says, not on what its quotes mention besides.

    It is where two versions rest on the item's group, where the item is marked as disputed, or where the item itself
    says the words of a version, most of them.
    """
    mine = [version for version in found.versions if at[card.key] in {at[each.key] for each in version.cards}]
    if len(mine) > 1 or card.disputed:
        return True
    said = content(" ".join(statements(card.item)))
    stems = [content(quote.quote) for version in mine for quote in version.quotes]
    return any(each and 2 * len(each & said) > len(each) for each in stems)
