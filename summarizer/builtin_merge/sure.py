"""An answer held against the program's own checks before it is given, and told again as far as it stands."""

from collections.abc import Sequence

from ..merge.card import Card, Group
from ..merge.compare_check import check_compare
from ..merge.findings import FoundState, Naming
from ..merge.groups_check import check_groups
from ..merge.trace_check import check_trace
from ..schemas.merge_draft import (
    CompareDraft,
    DraftAnswer,
    DraftChange,
    DraftDisagreement,
    DraftGroup,
    DraftMatter,
    DraftState,
    DraftVersion,
    MergeDraft,
    TraceDraft,
)


def sure_groups(draft: MergeDraft, cards: Sequence[Card], naming: Naming) -> MergeDraft:
    """The groups that the check leaves as they are."""
    verdict = check_groups(draft, cards, naming)
    if not verdict.problems:
        return draft
    found: dict[str, list[DraftGroup]] = {}
    for group in verdict.kept:
        members = [card.ref for card in group.cards]
        found.setdefault(group.matter, []).append(DraftGroup(members=members, text=group.text))
    return MergeDraft(matters=[DraftMatter(matter=name, items=items) for name, items in found.items()])


def sure_disagreements(drafts: Sequence[DraftDisagreement], groups: Sequence[Group]) -> list[DraftDisagreement]:
    """The disagreements with the items that carry each version, and no others."""
    found = []
    for draft in drafts:
        for one in check_compare(CompareDraft(disagreements=[draft], settled=[]), groups).kept:
            versions = [
                DraftVersion(party=v.party, members=[card.ref for card in v.cards], words=v.quotes[0].quote)
                for v in one.versions
            ]
            sides = {version.party for version in draft.versions}
            if {version.party for version in versions} == sides:  # one side lost: what is left may be misread
                found.append(
                    DraftDisagreement(
                        about=one.about,
                        kind=one.kind,
                        field=one.field,
                        versions=versions,
                        settled_by=[],
                    )
                )
    return found


def sure_trace(draft: TraceDraft, groups: Sequence[Group]) -> TraceDraft:
    """The changes and answers that the check leaves, each with the items that carry it."""
    changes, answers = check_trace(draft, groups).kept
    return TraceDraft(
        changes=[
            DraftChange(party=c.party, about=c.about, before=_state(c.before), after=_state(c.after)) for c in changes
        ],
        answers=[DraftAnswer(question=a.question.ref, members=[card.ref for card in a.by]) for a in answers],
    )


def _state(found: FoundState) -> DraftState:
    return DraftState(members=[card.ref for card in found.cards], words=found.quotes[0].quote)
