"""The three kinds of items, in the order in which they are told."""

from typing import get_args

from .draft import DraftDemand, DraftItem, DraftTerm
from .summary import ItemKind

KINDS: tuple[ItemKind, ...] = get_args(ItemKind)


def kind_of(draft: DraftItem) -> ItemKind:
    """The kind of a drafted item, as it is published."""
    if isinstance(draft, DraftTerm):
        return "agreed_term"
    return "demand" if isinstance(draft, DraftDemand) else "open_question"
