"""What a model is asked to return: small, flat, and only what the strict subset of JSON Schema allows.

No defaults, no open dicts, every field required, null instead of absent. Field descriptions are part of the prompt:
a changed word here is a changed request. Quotes come first, so that a model copies before it writes.
"""

from pydantic import BaseModel, ConfigDict, Field

from .vocabulary import Channel, Confirmation, DemandKind, Issue, Made, OpenKind, Response, Stage, Stance


class Draft(BaseModel):
    """Base of all shapes that a model returns."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class DraftItem(Draft):
    """What every drafted item has."""

    quotes: list[str] = Field(
        description="1 to 3 passages copied character for character from the article, each a whole sentence or clause, "
        "that together say all that the item says"
    )
    text: str = Field(
        description="the item as one self-contained English sentence: names instead of pronouns; no number or date "
        "that the quotes lack, no name that the article lacks"
    )
    issue: Issue
    speaker: str | None = Field(
        description="who says so, as named in the article; null where the article says it in its own voice"
    )
    speaker_party: str | None = Field(
        description="the party the speaker speaks for; null for the article itself or an independent voice"
    )
    channel: Channel
    stance: Stance


class DraftTerm(DraftItem):
    """Something the parties have agreed, at whatever stage."""

    parties: list[str] = Field(description="who is bound by it, short names as in the article")
    stage: Stage
    confirmation: Confirmation = Field(
        description="who of those bound confirms it in this article; one side's readout alone is one_party"
    )
    conditions: list[str] = Field(description="what it depends on, in the article's words; empty if nothing")
    scope: str | None = Field(description="what exactly it covers, in the article's words; null if not stated")
    start: str | None = Field(description="when it starts, in the article's words; null if not stated")
    duration: str | None = Field(description="how long it lasts, in the article's words; null if not stated")


class DraftDemand(DraftItem):
    """Something one side wants, proposes, refuses or threatens."""

    by: list[str] = Field(description="who makes it, short names as in the article")
    of: list[str] = Field(description="of whom; empty if not stated")
    kind: DemandKind
    response: Response = Field(description="what the addressee has answered in this article; unanswered if nothing")
    made: Made


class DraftQuestion(DraftItem):
    """Something that the article itself leaves open."""

    parties: list[str] = Field(description="whom it concerns, short names as in the article")
    kind: OpenKind


class ArticleDraft(Draft):
    """A model's answer about one article, or one part of a long one."""

    negotiation: str | None = Field(
        description="what is negotiated between whom, in at most 15 words; null if the article reports on no "
        "negotiation"
    )
    agreed_terms: list[DraftTerm]
    demands: list[DraftDemand]
    open_questions: list[DraftQuestion]


class RepairedTerm(DraftTerm):
    """An agreed term given again."""

    ref: str = Field(description="the reference of the item that this one replaces")


class RepairedDemand(DraftDemand):
    """A demand given again."""

    ref: str = Field(description="the reference of the item that this one replaces")


class RepairedQuestion(DraftQuestion):
    """An open question given again."""

    ref: str = Field(description="the reference of the item that this one replaces")


class RepairDraft(Draft):
    """A model's second answer, about the items that failed the checks only."""

    agreed_terms: list[RepairedTerm]
    demands: list[RepairedDemand]
    open_questions: list[RepairedQuestion]
    withdrawn: list[str] = Field(description="references of items that the article does not support after all")
