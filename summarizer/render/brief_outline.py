"""What of a brief stands where: items by matter, what no longer holds under what replaced it, changes in time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from ..schemas.brief import Brief, Change, Coverage, Disagreement
from ..schemas.vocabulary import Apart
from .brief_phrases import initial
from .brief_sources import AnyItem
from .phrases import words

NONE_FOUND = "None found."
POINTER = {Apart.ACCOUNTS: "accounts differ", Apart.POSITIONS: "parties apart"}
SETTLED = "Differed once, and settled since"
APART = {Apart.ACCOUNTS: "Where accounts differ", Apart.POSITIONS: "Where the parties are apart"}


@dataclass
class Entry:
    """An item that stands, and those of its section that it replaced."""

    item: AnyItem
    earlier: list[AnyItem] = field(default_factory=list)


@dataclass
class Section:
    """Items under one heading. `aside` are those that its end lists under a heading of their own."""

    heading: str
    entries: list[Entry]
    asides: Mapping[str, list[AnyItem]]

    def matters(self) -> Iterator[tuple[str, list[Entry]]]:
        """The entries by matter, in the order of the first of each."""
        places: dict[str, int] = {}
        for entry in self.entries:
            places.setdefault(entry.item.matter.casefold(), len(places))
        ordered = sorted(self.entries, key=lambda entry: places[entry.item.matter.casefold()])
        for _, group in groupby(ordered, key=lambda entry: entry.item.matter.casefold()):
            entries = list(group)
            yield initial(entries[0].item.matter or words(entries[0].item.issue)), entries


def agreed(brief: Brief) -> Section:
    """The agreed terms."""
    return _section("What is agreed, and how firmly", brief.agreed_terms)


def demanded(brief: Brief) -> Section:
    """The demands."""
    return _section("Who demands what", brief.demands)


def still_open(brief: Brief) -> Section:
    """The open questions: those that nothing answers, then the others."""
    answered: list[AnyItem] = [q for q in brief.open_questions if q.answered and not q.superseded_by]
    section = _section("What is still open", [q for q in brief.open_questions if q not in answered])
    section.asides = {"Answered since": answered} | dict(section.asides)
    return section


def differing(brief: Brief) -> list[tuple[str, list[Disagreement]]]:
    """The disagreements that stand by kind, that of accounts even if it has none; then those settled since."""
    standing = [found for found in brief.disagreements if found.settled is None]
    kinds = {heading: [d for d in standing if d.kind is kind] for kind, heading in APART.items()}
    kinds[SETTLED] = [found for found in brief.disagreements if found.settled]
    return [(heading, found) for heading, found in kinds.items() if found or heading == APART[Apart.ACCOUNTS]]


def moved(brief: Brief) -> list[Change]:
    """The changes by the date of what now holds; those without a date last."""
    return sorted(brief.changes, key=lambda c: (c.after.published or date.max, c.before.published or date.max))


def pointers(brief: Brief) -> dict[str, list[tuple[str, list[str]]]]:
    """For each item what touches it, by kind: ("accounts differ", ["X1"]), ("moved", ["C1"])."""
    found: dict[str, dict[str, list[str]]] = {}
    labelled = [(POINTER[d.kind], d.id, d.items) for d in brief.disagreements]
    for label, finding_id, items in [*labelled, *(("moved", c.id, c.items) for c in brief.changes)]:
        for item_id in items:
            found.setdefault(item_id, {}).setdefault(label, []).append(finding_id)
    return {item_id: list(kinds.items()) for item_id, kinds in found.items()}


def worth_reading(brief: Brief, coverage: Coverage) -> list[AnyItem]:
    """What a source is silent on and a reader should know of: standing items that two origins report or that disagree.

    A copy's silences are its origin's, and are not listed for it.
    """
    if coverage.article_id != coverage.origin:
        return []
    disputed = {item_id for disagreement in brief.disagreements for item_id in disagreement.items}
    silent = set(coverage.silent_on)
    return [i for i in brief.items if i.id in silent and not i.superseded_by and (i.origins > 1 or i.id in disputed)]


def _section(heading: str, items: Sequence[AnyItem]) -> Section:
    standing = {item.id: Entry(item) for item in items if not item.superseded_by}
    gone: list[AnyItem] = []
    for item in items:
        if item.superseded_by:
            by = next((standing[i] for i in item.superseded_by if i in standing), None)
            (by.earlier if by else gone).append(item)
    return Section(heading, list(standing.values()), {"No longer held": gone})
