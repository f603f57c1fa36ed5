"""The three kinds of items, in the order of the model's weights."""

from summarizer.schemas.draft import DraftDemand, DraftQuestion, DraftTerm
from summarizer.schemas.summary import ItemKind

KINDS: tuple[ItemKind, ...] = ("agreed_term", "demand", "open_question")


def kind_of(item: DraftTerm | DraftDemand | DraftQuestion) -> ItemKind:
    """The kind of a drafted item."""
    if isinstance(item, DraftTerm):
        return KINDS[0]
    return KINDS[1] if isinstance(item, DraftDemand) else KINDS[2]
