"""Counts that scores are made of: one tally for each article, which add up over any choice of articles."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass
class Tally:
    """What an engine found in an article, against its gold.

    `counts` has found, gold and right items by "KIND found" and the like; `right` pairs are of one kind, "any right"
    whatever the kind. `fields` has, for each field of paired items that the gold gives, how often it is right, of how
    many; parties are shares of names in common. "empty articles" are those without items in the gold, "empty with"
    those of them where some were found, "empty found" these items.
    """

    article: str
    counts: Counter[str] = field(default_factory=Counter)
    fields_right: Counter[str] = field(default_factory=Counter)
    fields_given: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    tokens: int = 0
    cost_usd: float | None = 0.0


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    whole = Tally("")
    for tally in tallies:  # in place: intervals add up a thousand draws
        whole.counts.update(tally.counts)
        whole.fields_right.update(tally.fields_right)
        whole.fields_given.update(tally.fields_given)
        whole.seconds += tally.seconds
        whole.tokens += tally.tokens
        if whole.cost_usd is not None:
            whole.cost_usd = None if tally.cost_usd is None else whole.cost_usd + tally.cost_usd
    return whole


class Alarms(NamedTuple):
    """Items found where the gold has none: how many, in how many articles, of how many without items."""

    items: int
    articles: int
    of: int

    def __str__(self) -> str:
        return f"{self.items:,} in {self.articles:,} of {self.of:,} article{'s' * (self.of != 1)}"


def alarms(tally: Tally) -> Alarms | None:
    """Of the articles without items in the gold; None where there is none."""
    counts = tally.counts
    found = Alarms(counts["empty found"], counts["empty with"], counts["empty articles"])
    return found if found.of else None


def share(right: float, of: float) -> float | None:
    """A share, or None of nothing."""
    return right / of if of else None


def precision(tally: Tally, kind: str = "all") -> float | None:
    """Found items that the gold has, of all that were found."""
    return share(tally.counts[f"{kind} right"], tally.counts[f"{kind} found"])


def recall(tally: Tally, kind: str = "all", weight: str = "gold") -> float | None:
    """Items of the gold (`weight`: gold, all of them, or core) that were found."""
    right = "right" if weight == "gold" else f"{weight} right"
    return share(tally.counts[f"{kind} {right}"], tally.counts[f"{kind} {weight}"])


def f1(tally: Tally, kind: str = "all") -> float | None:
    """Twice the pairs, of all found and all gold items."""
    found, gold = tally.counts[f"{kind} found"], tally.counts[f"{kind} gold"]
    return share(2 * tally.counts[f"{kind} right"], found + gold)
