"""What a drafted item states and names: the parts of it that are held against the article."""

from collections.abc import Iterator

from ..schemas.draft import DraftDemand, DraftQuestion, DraftTerm

Drafted = DraftTerm | DraftDemand | DraftQuestion


def claims(draft: Drafted) -> Iterator[str]:
    """Everything in an item that states something: its sentence, and a term's conditions, scope, start, duration."""
    yield draft.text
    if isinstance(draft, DraftTerm):
        yield from draft.conditions
        yield from (words for words in (draft.scope, draft.start, draft.duration) if words)


def named(draft: Drafted) -> list[str]:
    """The names that an item gives in its fields."""
    parties = [*draft.by, *draft.of] if isinstance(draft, DraftDemand) else draft.parties
    return [*parties, *(name for name in (draft.speaker, draft.speaker_party) if name)]
