"""The articles of a report with the stretches that its items rest on, cut so that each can be marked and linked to."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ...schemas.summary import ArticleSummary

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True)
class Segment:
    """A piece of a paragraph. `refs` are the quotes that cover it: "A1/2" is the second quote of A1."""

    text: str
    anchor: str
    refs: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether it is white space between two quotes that a longer one covers."""
        return not self.text.strip()

    @property
    def entry(self) -> str:
        """The anchor of the first finding that rests on it."""
        return self.refs[0].partition("/")[0]


@dataclass
class Text:
    """One article: its number in the report, and the stretches that findings rest on."""

    number: int
    summary: ArticleSummary
    _marks: list[tuple[int, int, str]] = field(default_factory=list)

    def mark(self, start: int, end: int, ref: str) -> str:
        """Note that a finding rests on `text[start:end]`; returns the anchor of that place."""
        self._marks.append((start, end, ref))
        return self._anchor(start)

    def paragraphs(self) -> Iterator[list[Segment]]:
        """The text, paragraph by paragraph, cut where a quote starts or ends."""
        text = self.summary.article.text
        covering: dict[int, list[str]] = defaultdict(list)
        cuts = sorted({at for start, end, _ in self._marks for at in (start, end)})
        for start, end, ref in sorted(self._marks, key=lambda mark: (mark[0], -mark[1])):
            for cut in cuts[bisect_left(cuts, start) : bisect_left(cuts, end)]:
                covering[cut].append(ref)
        for paragraph in _PARAGRAPH.finditer(text):
            yield list(self._segments(text, *paragraph.span(), cuts, covering))

    def _segments(
        self, text: str, start: int, end: int, cuts: list[int], covering: dict[int, list[str]]
    ) -> Iterator[Segment]:
        inside = cuts[bisect_left(cuts, start + 1) : bisect_left(cuts, end)]
        for first, last in pairwise([start, *inside, end]):
            at = bisect_left(cuts, first + 1) - 1  # the last cut at or before it
            refs = tuple(dict.fromkeys(covering[cuts[at]])) if at >= 0 else ()
            yield Segment(text[first:last], self._anchor(first), refs)

    def _anchor(self, start: int) -> str:
        return f"t{self.number}-{start}"


class Shelf:
    """The texts of a report by the ids of their articles, numbered from 1."""

    def __init__(self, summaries: Iterable[ArticleSummary]) -> None:
        self._texts = {summary.article.id: Text(number, summary) for number, summary in enumerate(summaries, start=1)}

    def __iter__(self) -> Iterator[Text]:
        return iter(self._texts.values())

    def __len__(self) -> int:
        return len(self._texts)

    def text(self, article_id: str) -> Text | None:
        """The text of an article; None where the report was not given it."""
        return self._texts.get(article_id)

    def mark(self, article_id: str, start: int, end: int, quote: str, ref: str) -> str | None:
        """The anchor of a quote in its article; None where the article is not there, or has other words there."""
        text = self._texts.get(article_id)
        if text is None or text.summary.article.text[start:end] != quote:
            return None
        return text.mark(start, end, ref)
