"""Who of those bound by a term says that it is agreed, over all accounts as they stand by the latest."""

from collections.abc import Sequence

from ..schemas.brief import Voice
from ..schemas.summary import AgreedTerm
from ..schemas.vocabulary import Confirmation, Stance
from .accounts import Told, members
from .findings import Naming

_RANK = {
    Confirmation.THIRD_PARTY: 0,
    Confirmation.ONE_PARTY: 1,
    Confirmation.SOME_PARTIES: 2,
    Confirmation.ALL_PARTIES: 3,
}
_FOR_IT = {Stance.ASSERTS, Stance.CLAIMS}


def confirmation(
    accounts: Sequence[Told], bound: Sequence[str], naming: Naming, disputed: Sequence[int | None]
) -> Confirmation:
    """Whose word a term has.

    `bound` are the parties bound by it, `disputed` the days of the disagreements between accounts that stand on it
    (None: unknown). A party's own word counts for it whenever it was given, unless it denied the term later. A
    contradiction stands until a later day on which, or after which, all those bound have said yes.
    """
    against = [*disputed, *(told.day for told in accounts if _contradicts(told, bound, naming))]
    if against:
        if any(day is None for day in against):
            return Confirmation.CONTRADICTED
        last = max(day for day in against if day is not None)
        since = [told for told in accounts if told.day is not None and told.day > last]
        return Confirmation.ALL_PARTIES if _is_whole(since, bound, naming) else Confirmation.CONTRADICTED
    return _heard(accounts, bound, naming)


def voices(accounts: Sequence[Told], sides: Sequence[str], naming: Naming) -> list[Voice]:
    """Who says so, the sides first in the order given; whoever is none of them is an outsider (None)."""
    by_party: dict[str | None, list[Told]] = {}
    for told in accounts:
        by_party.setdefault(_party(told, sides, naming), []).append(told)
    return [
        Voice(
            party=party,
            channels=list(dict.fromkeys(told.item.attribution.channel for told in by_party[party])),
            stances=list(dict.fromkeys(told.item.attribution.stance for told in by_party[party])),
            members=members(by_party[party]),
        )
        for party in [*sides, None]
        if party in by_party
    ]


def _heard(accounts: Sequence[Told], bound: Sequence[str], naming: Naming) -> Confirmation:
    """The firmest of what the articles say by themselves and what their voices say together."""
    own = [_own(told) for told in accounts]
    firmest = max((each for each in own if each in _RANK), key=_RANK.__getitem__, default=Confirmation.THIRD_PARTY)
    parties = {party for told in accounts if (party := _yes(told, bound, naming))}
    together = Confirmation.ONE_PARTY if parties else Confirmation.THIRD_PARTY
    if len(parties) > 1:  # a promise that binds one alone has never more than one party's word
        together = Confirmation.ALL_PARTIES if parties >= set(bound) else Confirmation.SOME_PARTIES
    return max(firmest, together, key=_RANK.__getitem__)


def _is_whole(accounts: Sequence[Told], bound: Sequence[str], naming: Naming) -> bool:
    return bool(accounts) and _heard(accounts, bound, naming) is Confirmation.ALL_PARTIES


def _contradicts(told: Told, bound: Sequence[str], naming: Naming) -> bool:
    """Whether an article says itself that accounts differ, or a party to the term denies it."""
    denied = told.item.attribution.stance is Stance.DENIES and _party(told, bound, naming) is not None
    return denied or _own(told) is Confirmation.CONTRADICTED


def _yes(told: Told, bound: Sequence[str], naming: Naming) -> str | None:
    """The party whose own word the account is."""
    return _party(told, bound, naming) if told.item.attribution.stance in _FOR_IT else None


def _party(told: Told, bound: Sequence[str], naming: Naming) -> str | None:
    party = told.item.attribution.party
    name = naming.of(party) if party else None
    return name if name in bound else None


def _own(told: Told) -> Confirmation:
    assert isinstance(told.item, AgreedTerm)
    return told.item.confirmation
