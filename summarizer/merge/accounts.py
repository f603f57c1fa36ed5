"""What each article says of an item of the brief: the cards of a group, and the items of copies that go with them."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ..schemas.brief import Account, Member
from .card import Card, Item, Report

H = TypeVar("H", bound=Hashable)
LATE = 1 << 30  # after every known day


@dataclass(frozen=True, eq=False)
class Told:
    """One item as its article tells it. `place` is its place among all items in canonical order.

    `day` is the place in time of what it tells, None where unknown: that of its article, or, for a copy whose origin is
    among the accounts, that of the origin. An old report copied late tells nothing late.
    """

    report: Report
    item: Item
    place: int
    day: int | None

    @property
    def time(self) -> tuple[int, bool, int]:
        """By this accounts stand in time: unknown days last, an original before its copies."""
        return (LATE if self.day is None else self.day, self.report.is_copy, self.place)

    @property
    def member(self) -> Member:
        """Where it stands."""
        return Member(article_id=self.report.id, item_id=self.item.id)

    @property
    def account(self) -> Account:
        """What its article says, as it is published."""
        item = self.item
        return Account(
            article_id=self.report.id,
            item_id=item.id,
            text=item.text,
            attribution=item.attribution,
            evidence=item.evidence,
        )


class Teller:
    """Finds what cards stand for in the reports of a story."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports: Mapping[str, Report] = {report.id: report for report in reports}
        self._items = {(report.id, item.id): item for report in reports for item in report.summary.items}
        self._places = {key: place for place, key in enumerate(self._items)}

    def told(self, cards: Iterable[Card]) -> list[Told]:
        """The accounts behind cards in time, bundled copies among them with their own words; each once."""
        keys = dict.fromkeys(key for card in cards for key in card.keys)
        first = {report.origin: report.day for id, _ in keys if not (report := self._reports[id]).is_copy}
        found = [
            Told(report, self._items[key], self._places[key], first.get(report.origin, report.day))
            for key in keys
            for report in [self._reports[key[0]]]
        ]
        return sorted(found, key=lambda told: told.time)


def first_hand(accounts: Sequence[Told]) -> list[Told]:
    """The accounts that count: a copy has nothing to say beside the article that it goes back to."""
    told_itself = {told.report.id for told in accounts}
    return [told for told in accounts if not told.report.is_copy or told.report.origin not in told_itself]


def members(accounts: Iterable[Told]) -> list[Member]:
    """Where accounts stand, each once."""
    return [told.member for told in {(told.report.id, told.item.id): told for told in accounts}.values()]


def origins(accounts: Iterable[Told]) -> set[str]:
    """The origins behind accounts."""
    return {told.report.origin for told in accounts}


def articles(accounts: Iterable[Told]) -> set[str]:
    """The articles behind accounts."""
    return {told.report.id for told in accounts}


def earliest(accounts: Iterable[Told]) -> date | None:
    """The first known date; None where none is known."""
    return min((told.report.published for told in accounts if told.report.published), default=None)


def latest(accounts: Iterable[Told]) -> date | None:
    """The last known date; None where none is known."""
    return max((told.report.published for told in accounts if told.report.published), default=None)


def by_frequency(accounts: Sequence[Told], values: Callable[[Told], Iterable[H]]) -> list[H]:
    """What accounts name, by how many origins name it; as often, by which came first."""
    behind: dict[H, set[str]] = {}
    for told in accounts:
        for value in values(told):
            behind.setdefault(value, set()).add(told.report.origin)
    return sorted(behind, key=lambda value: -len(behind[value]))
