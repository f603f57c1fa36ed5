"""From groups of items and what was found out about them to a brief: ids, order, and all that is computed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from .merge.accounts import LATE, earliest, members
from .merge.card import Group, Report
from .merge.changes import changes
from .merge.collation import Collation, Entry
from .merge.coverage import coverage
from .merge.disagreements import closed, disagreements
from .merge.findings import Findings, FoundAnswer, Naming, Story
from .merge.positions import positions
from .merge.sources import days_of, sources_of
from .merge.superseded import Graph, instead_of, succession
from .schemas.brief import (
    Answered,
    Brief,
    BriefDemand,
    BriefProvenance,
    BriefQuestion,
    BriefTerm,
    Unmerged,
)
from .schemas.origin import Origin
from .schemas.vocabulary import Stage

# How firm a term is; a deal that has lapsed is no deal.
_FIRMNESS = [
    Stage.IN_FORCE,
    Stage.SIGNED,
    Stage.AGREED,
    Stage.TENTATIVE,
    Stage.IN_PRINCIPLE,
    Stage.SUSPENDED,
    Stage.COLLAPSED,
]
T = TypeVar("T", BriefTerm, BriefDemand, BriefQuestion)
_LETTERS = {"agreed_term": "A", "demand": "D", "open_question": "O"}


def publish_brief(
    story: Story,
    groups: Sequence[Group],
    findings: Findings,
    naming: Naming,
    *,
    origins: Sequence[Origin],
    without_items: Sequence[Report],
    unmerged: Sequence[Unmerged],
    notes: Sequence[str],
    provenance: BriefProvenance,
) -> Brief:
    """The brief of one story, whole but for its overview, which is empty.

    Depends on the groups and findings alone, not on the order in which they come. Raises RuntimeError if an item of
    the story's summaries is in none of the groups or in several: the checks before this make sure that it is not.
    """
    collation = _collated(story, groups, findings, naming)
    after = succession(collation, findings.changes, findings.disagreements)
    entries = _in_order(collation, findings, after)
    sources = sources_of(story.reports, origins)
    moved = changes(collation, findings.changes, after)
    apart = [found for found in findings.disagreements if not closed(found, collation, moved)]
    return Brief(
        negotiation=story.negotiation,
        articles=len(sources),
        origins=len({source.origin for source in sources}),
        overview=[],
        agreed_terms=_of(BriefTerm, entries),
        disagreements=disagreements(collation, apart),
        demands=_of(BriefDemand, entries),
        open_questions=_of(BriefQuestion, entries),
        changes=moved,
        positions=positions([entry.item for entry in entries]),
        coverage=coverage(story.reports, entries),
        sources=sources,
        without_items=sources_of(without_items, origins, days_of(sources)),
        unmerged=list(unmerged),
        notes=[*notes, *_told_as_changes(len(findings.disagreements) - len(apart))],
        provenance=provenance,
    )


def _told_as_changes(count: int) -> list[str]:
    """The note on disagreements that have ended, and that the changes tell from either side."""
    if not count:
        return []
    gaps = "One gap between positions has closed" if count == 1 else f"{count} gaps between positions have closed"
    return [f"{gaps}; what changed tells it from each side."]


def _collated(story: Story, groups: Sequence[Group], findings: Findings, naming: Naming) -> Collation:
    _assert_conserved(story.reports, groups)
    return Collation(story.reports, groups, naming, findings.disagreements)


def _of(kind: type[T], entries: Sequence[Entry]) -> list[T]:
    """The items of one kind."""
    return [entry.item for entry in entries if isinstance(entry.item, kind)]


def _in_order(collation: Collation, findings: Findings, after: Graph) -> list[Entry]:
    """The entries with their ids, in the order of the brief, and with what supersedes and answers them."""
    answers = _answers(collation, findings.answers)
    entries = sorted(collation.entries, key=lambda entry: _place(entry, entry.first in after, entry.first in answers))
    count: Counter[str] = Counter()
    for rank, entry in enumerate(entries):
        letter = _LETTERS[entry.group.kind]
        count[letter] += 1
        entry.rank, entry.item.id = rank, f"{letter}{count[letter]}"
    by_first = {entry.first: entry for entry in entries}
    for entry in entries:
        instead = sorted((by_first[first] for first in instead_of(entry.first, after)), key=lambda later: later.rank)
        entry.item.superseded_by = [later.id for later in instead]
        if entry.first in answers:
            assert isinstance(entry.item, BriefQuestion)
            entry.item.answered = _answered(collation, answers[entry.first])
    return entries


def _place(entry: Entry, superseded: bool, answered: bool) -> tuple[int, bool, bool, int, int, int, int]:
    """What a reader needs first: what stands, what many tell, what is firm, what is new."""
    item = entry.item
    firmness = _FIRMNESS.index(item.stage) if isinstance(item, BriefTerm) else 0
    day = max((told.day for told in entry.accounts if told.day is not None), default=-LATE)
    kind = list(_LETTERS).index(entry.group.kind)
    return kind, superseded, answered, -item.origins, firmness, -day, entry.first


def _answers(collation: Collation, found: Sequence[FoundAnswer]) -> Mapping[int, list[FoundAnswer]]:
    """The answers to each question by its first place; what stands in the question itself answers nothing."""
    answers: dict[int, list[FoundAnswer]] = {}
    for answer in found:
        (question,) = collation.of([answer.question])
        if question.group.kind == "open_question" and collation.of(answer.by) != [question]:
            answers.setdefault(question.first, []).append(answer)
    return answers


def _answered(collation: Collation, found: Sequence[FoundAnswer]) -> Answered:
    cards = [card for answer in found for card in answer.by]
    questions = {entry.id for answer in found for entry in collation.of([answer.question])}
    told = collation.told(cards)
    return Answered(
        items=[entry.id for entry in collation.of(cards) if entry.id not in questions],
        members=members(told),
        published=earliest(told),
    )


def _assert_conserved(reports: Sequence[Report], groups: Sequence[Group]) -> None:
    """Every item of every summary stands in one group, and no group mixes kinds."""
    grouped = Counter(key for group in groups for card in group.cards for key in card.keys)
    given = Counter((report.id, item.id) for report in reports for item in report.summary.items)
    if grouped != given:
        lost, extra = sorted((given - grouped).elements()), sorted((grouped - given).elements())
        raise RuntimeError(f"internal error: items that are in no group: {lost}; in several, or unknown: {extra}")
    if mixed := [group for group in groups if any(card.kind != group.kind for card in group.cards)]:
        raise RuntimeError(f"internal error: a group of items of several kinds: {[c.key for c in mixed[0].cards]}")
