"""What an engine sees of an article's items when it merges, and of the articles: short references, no whole texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, ItemKind, OpenQuestion
from ..schemas.vocabulary import Confirmation, Made, OpenKind

Item = AgreedTerm | Demand | OpenQuestion
Key = tuple[str, str]  # (article_id, item_id)


@dataclass(frozen=True)
class Report:
    """One article with its summary, and its place among the others. `ref` is s1, s2 ... in canonical order.

    `published` is the date used for the order of events (stated, or from the address or file name), `day` its rank in
    time from 1, None where unknown. `origin` is the id of the article it goes back to.
    """

    ref: str
    summary: ArticleSummary
    origin: str
    published: date | None = None
    day: int | None = None

    @property
    def id(self) -> str:
        """The article's id."""
        return self.summary.article.id

    @property
    def is_copy(self) -> bool:
        """Whether the article goes back to another one."""
        return self.origin != self.id


@dataclass(frozen=True)
class Card:
    """One item as an engine sees it. `ref` is i1, i2 ... in canonical order. Its parties have the names that
    its article gives them.

    `copies` are items of copies that rest on the same quotes and go with this one without asking.
    """

    ref: str
    report: Report
    item: Item
    copies: tuple[Key, ...] = ()

    @property
    def kind(self) -> ItemKind:
        """The kind of its item."""
        return kind_of_item(self.item)

    @property
    def key(self) -> Key:
        """Where the item stands."""
        return (self.report.id, self.item.id)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The item and those of copies that go with it."""
        return (self.key, *self.copies)

    @property
    def disputed(self) -> bool:
        """Whether the article itself says that accounts differ on it."""
        item = self.item
        if isinstance(item, AgreedTerm):
            return item.confirmation is Confirmation.CONTRADICTED
        if isinstance(item, Demand):
            return item.made is Made.DENIED
        return item.kind is OpenKind.DISPUTED


@dataclass(frozen=True)
class Group:
    """Items that are one item of the brief. `text` is a sentence written for them, None where a member's own serves."""

    cards: tuple[Card, ...]
    matter: str
    text: str | None = None

    @property
    def kind(self) -> ItemKind:
        """The one kind of all its items."""
        return self.cards[0].kind


def kind_of_item(item: Item) -> ItemKind:
    """The kind of a published item."""
    if isinstance(item, AgreedTerm):
        return "agreed_term"
    return "demand" if isinstance(item, Demand) else "open_question"


def parties_of(item: Item) -> list[str]:
    """The parties that an item binds, comes from or concerns; for a demand those it comes from."""
    return item.by if isinstance(item, Demand) else item.parties


def named_parties(item: Item) -> list[str]:
    """The parties that an item names: `parties_of`, and for a demand those it is made of."""
    return [*parties_of(item), *(item.of if isinstance(item, Demand) else [])]


def all_parties(item: Item) -> list[str]:
    """The parties that an item names, and the one that its speaker speaks for."""
    spoken_for = item.attribution.party
    return [*named_parties(item), *([spoken_for] if spoken_for else [])]


def by_ref(cards: Sequence[Card]) -> dict[str, Card]:
    """The cards by their references."""
    return {card.ref: card for card in cards}
