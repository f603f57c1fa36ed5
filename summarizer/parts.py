"""A text in parts, where the whole does not fit a model's window; neighbouring parts overlap."""

from collections.abc import Iterable

from .ground import locate
from .words import Stretch, paragraph_number, paragraphs, sentences

OVERLAP = 600  # characters of the first half that open the second one again, whole sentences


def halves(text: str) -> tuple[str, str] | None:
    """Two parts of a text that overlap, cut near the middle; None where there is but one sentence.

    Cut between paragraphs where there are several, otherwise between sentences.
    """
    pieces = list(paragraphs(text)) if len(paragraphs(text)) > 1 else list(sentences(text))
    if len(pieces) < 2:
        return None
    middle = (pieces[0].start + pieces[-1].end) / 2
    cut = min(range(1, len(pieces)), key=lambda i: abs(pieces[i].start - middle))
    again = _overlap_start(text, pieces[0].start, pieces[cut].start)
    return text[: pieces[cut - 1].end], text[again:]


def excerpt(text: str, passages: Iterable[str], around: int = 1) -> str:
    """The paragraphs that passages stand in, with `around` neighbours on each side, in the text's order."""
    listed = paragraphs(text)
    wanted: set[int] = set()
    for passage in passages:
        for span in locate(passage, text)[:1]:
            middle = paragraph_number(text, span.start) - 1
            wanted.update(range(max(0, middle - around), min(len(listed), middle + around + 1)))
    return "\n\n".join(text[listed[i].start : listed[i].end] for i in sorted(wanted))


def _overlap_start(text: str, first: int, cut: int) -> int:
    """Where the second half starts: at a sentence before the cut, but not back beyond the middle of the first half."""
    reach = min(OVERLAP, (cut - first) // 2)
    before: list[Stretch] = [s for s in sentences(text) if cut - reach <= s.start < cut]
    return before[0].start if before else cut
