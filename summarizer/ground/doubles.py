"""The same item drafted twice: from two parts of a long article, or from a sentence and its repetition."""

from collections.abc import Sequence

from ..schemas.draft import DraftDemand, DraftItem, DraftQuestion, DraftTerm
from ..schemas.vocabulary import Reason
from .check import Failure, Standing, content
from .numbers import quantities
from .polarity import polarity_conflict

# Of the words of content of the shorter sentence, the share that the longer one has. Two demands in one sentence ("a
# halt to mobilisation and rearmament") share all but a word, and are two; only between two parts of an article, where
# the same sentence is read twice, is an item allowed a word of its own.
SAME_WORDS = 1.0
SAME_WORDS_IN_PARTS = 0.8


def without_doubles(standing: Sequence[Standing], *, parts: int = 1) -> tuple[list[Standing], list[Failure]]:
    """The items without doubles, and a record of each double; the first of two stands, with the evidence of both."""
    least = SAME_WORDS if parts == 1 else SAME_WORDS_IN_PARTS
    kept: list[Standing] = []
    doubles: list[Failure] = []
    for item in standing:
        at = next((i for i, other in enumerate(kept) if _same(item, other, least)), None)
        if at is None:
            kept.append(item)
            continue
        first = kept[at]
        known = {(piece.start, piece.end) for piece in first.evidence}
        more = [piece for piece in item.evidence if (piece.start, piece.end) not in known]
        kept[at] = Standing(first.draft, [*first.evidence, *more], first.adjusted)
        doubles.append(Failure(item.draft, Reason.DUPLICATE, f"says the same as “{first.draft.text}”"))
    return kept, doubles


def _same(a: Standing, b: Standing, least: float) -> bool:
    """Same kind and same sides; then equal to the letter, or from one passage, alike, and nowhere at odds."""
    if type(a.draft) is not type(b.draft) or _sides(a.draft) != _sides(b.draft):
        return False
    one, other = a.draft.text.casefold(), b.draft.text.casefold()
    if one == other:
        return True
    return _overlap(a, b) and _alike(one, other, least) and not _at_odds(a.draft.text, b.draft.text)


def _sides(draft: DraftItem) -> tuple[set[str], ...]:
    """Who it is by and of; both matter, and their order does not."""
    if isinstance(draft, DraftDemand):
        return set(draft.by), set(draft.of)
    assert isinstance(draft, DraftTerm | DraftQuestion)
    return (set(draft.parties),)


def _alike(one: str, other: str, least: float) -> bool:
    short, long = sorted((content(one), content(other)), key=len)
    return len(short & long) >= least * len(short)


def _overlap(a: Standing, b: Standing) -> bool:
    return any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)


def _at_odds(one: str, other: str) -> bool:
    """Whether two sentences give different quantities, or one affirms what the other denies."""
    figures = [{(quantity.value, quantity.kind) for quantity in quantities(text)} for text in (one, other)]
    return figures[0] != figures[1] or bool(polarity_conflict(one, [other]) or polarity_conflict(other, [one]))
