"""What stands after the checks of an engine's answers about several articles, before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ..schemas.brief import Quote, Unmerged
from ..schemas.vocabulary import Apart, Differs
from .card import Card, Report

T = TypeVar("T")


@dataclass(frozen=True)
class Verdict(Generic[T]):
    """What of an answer stands, what to tell the engine if it is asked again, and what is left out if it is not.

    `kept` is always usable as it is: nothing of the input is missing from it. An answer without problems stands whole.
    """

    kept: T
    problems: tuple[str, ...] = ()
    unmerged: tuple[Unmerged, ...] = ()


@dataclass(frozen=True)
class Story:
    """One negotiation and the reports on it, in time; each report's `day` is its rank within the story."""

    negotiation: str | None
    reports: tuple[Report, ...]
    order_inferred: bool = False  # some days come from the engine, not from dates


@dataclass(frozen=True)
class Naming:
    """The one name for each party of a story."""

    names: Mapping[str, str] = field(default_factory=dict)  # any name -> the name of its party

    def of(self, name: str) -> str:
        """The party's one name; a name that is not known is its own."""
        return self.names.get(name, name)


@dataclass(frozen=True)
class FoundVersion:
    """One version of a disagreement: the items that carry it, and its words where they stand."""

    party: str | None
    cards: tuple[Card, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class FoundDisagreement:
    """Versions that cannot stand together."""

    about: str
    kind: Apart
    field: Differs
    versions: tuple[FoundVersion, ...]
    settled_by: tuple[Card, ...] = ()  # later items that settle it

    @property
    def cards(self) -> tuple[Card, ...]:
        """All items behind it, each once."""
        return tuple({card.key: card for version in self.versions for card in version.cards}.values())


@dataclass(frozen=True)
class FoundState:
    """A position at one time: the items that show it, and its words where they stand."""

    cards: tuple[Card, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class FoundChange:
    """A party's position that moved."""

    party: str
    about: str
    before: FoundState
    after: FoundState


@dataclass(frozen=True)
class FoundAnswer:
    """A question that later items answer."""

    question: Card
    by: tuple[Card, ...]


@dataclass(frozen=True)
class Findings:
    """All that was found out over the articles of one story."""

    disagreements: tuple[FoundDisagreement, ...] = ()
    changes: tuple[FoundChange, ...] = ()
    answers: tuple[FoundAnswer, ...] = ()
