"""What a model is asked to return about several articles: references to what it was shown, and few words of its own.

The same rules as in `draft.py`: the strict subset of JSON Schema, every field required; descriptions are part of the
prompt.
"""

from pydantic import Field

from .draft import Draft
from .vocabulary import Apart, Differs


class DraftStory(Draft):
    """One negotiation, and the reports on it in time."""

    negotiation: str = Field(description="what is negotiated between whom, in at most 15 words")
    days: list[list[str]] = Field(
        description="the reports on it by reference, each once, from earliest to latest; reports on the same day's "
        "events stand in one list"
    )
    unplaced: list[str] = Field(description="the reports on it of which nothing tells when they were written")


class StoriesDraft(Draft):
    """Which reports are on one negotiation."""

    stories: list[DraftStory]


class DraftParty(Draft):
    """One party and the names it goes by."""

    name: str = Field(description="one of the names listed, the one that readers of all the reports know best")
    names: list[str] = Field(description="references of all names that mean this party, that of `name` included")


class PartiesDraft(Draft):
    """Which names mean one party."""

    parties: list[DraftParty]


class DraftGroup(Draft):
    """Items that are one."""

    members: list[str] = Field(description="references of the items that say the same; one alone where none does")
    text: str | None = Field(
        description="where there are several members: one self-contained sentence that their quotes together support; "
        "null for one alone that is no copy's"
    )


class DraftMatter(Draft):
    """One point under negotiation."""

    matter: str = Field(description="the point under negotiation in 2 to 6 words, without a figure")
    items: list[DraftGroup]


class MergeDraft(Draft):
    """Which items are one, and what they are about."""

    matters: list[DraftMatter]


class DraftVersion(Draft):
    """One version of what is told or wanted differently."""

    party: str | None = Field(description="the side whose version it is; null for a mediator, an outsider, an outlet")
    members: list[str] = Field(description="references of the items that carry this version")
    words: str = Field(
        description="the words that differ, copied character for character from one quote of these items, as short as "
        "they can be and still be understood"
    )


class DraftDisagreement(Draft):
    """Versions that cannot stand together."""

    about: str = Field(description="the question on which they differ, in at most 15 words")
    kind: Apart
    field: Differs
    versions: list[DraftVersion] = Field(description="two or more")
    settled_by: list[str] = Field(description="references of later items that settle it; empty while it stands")


class CompareDraft(Draft):
    """Where accounts or positions differ."""

    disagreements: list[DraftDisagreement]
    settled: list[str] = Field(
        description="references of items marked DISPUTED that need no entry, because nothing in the items contradicts"
    )


class DraftState(Draft):
    """A position before or after it moved."""

    members: list[str] = Field(description="references of the items that show it")
    words: str = Field(
        description="the position, copied character for character from one quote of these items, as short as it can be"
    )


class DraftChange(Draft):
    """A party's position that moved."""

    party: str = Field(description="who moved")
    about: str = Field(description="what moved, in at most 12 words")
    before: DraftState
    after: DraftState


class DraftAnswer(Draft):
    """A question that a later account answers."""

    question: str = Field(description="reference of an open question")
    members: list[str] = Field(description="references of the later items that answer it")


class TraceDraft(Draft):
    """What moved, and what was answered."""

    changes: list[DraftChange]
    answers: list[DraftAnswer]


class DraftSentence(Draft):
    """A sentence of the overview."""

    text: str
    refs: list[str] = Field(description="references of everything the sentence rests on")


class OverviewDraft(Draft):
    """The overview."""

    sentences: list[DraftSentence]
