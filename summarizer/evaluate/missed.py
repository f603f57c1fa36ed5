"""What an engine missed in an article or got wrong, each with the words it rests on; for whoever improves a prompt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..schemas.gold import GoldArticle, GoldItem
from ..words import paragraphs
from .fields import Judged, judged
from .found import Found
from .gold import Loaded
from .match import Marked, Stretch, likeness, pairs

# On one side only, found as an item of another kind, or the same item with another field, or words against its quotes.
What = Literal["missed", "wrong", "another kind", "fields", "statement"]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """A paragraph of an article, counted from 1, and where in it the quotes stand, in code points of its text."""

    paragraph: int
    text: str
    marks: tuple[Stretch, ...]


@dataclass(frozen=True)
class Missed:
    """One of them: of a gold item where it is missed, else of a found one.

    `gold` is what the gold has in place of a found item: of an item that is wrong, another with its words that
    another found item is already. `weight` is that of the gold item which was not, or not rightly, found.
    `why` is what a statement has against its own quotes.
    """

    file: str
    what: What
    kind: str
    text: str
    quotes: tuple[str, ...]
    weight: str = ""
    passages: tuple[Passage, ...] = ()
    gold: GoldItem | None = None
    fields: tuple[Judged, ...] = ()
    why: str = ""


class Sides:
    """The items of both sides of one article, with the stretches that they rest on."""

    def __init__(
        self,
        items: Sequence[Found],
        found: Sequence[Marked],
        gold: GoldArticle,
        wanted: Sequence[Marked],
        loaded: Loaded,
    ) -> None:
        self.items, self.found, self.gold, self.wanted = items, found, gold.items, wanted
        self.file = loaded.called(gold.file)
        self._text = loaded.articles[gold.file].text
        self._places = {
            quote: loaded.spans(gold.file, quote)[0] for item in gold.items for quote in item.quotes
        }  # a quote that stands there more than once is shown once

    def differences(self, matched: Sequence[Pair], objections: Sequence[str | None]) -> list[Missed]:
        """All of them in the order of the article; `matched` are the items that are the same.

        `objections` has for each found item what its statement has against its quotes, if anything.
        """
        ours, theirs = {pair[0] for pair in matched}, {pair[1] for pair in matched}
        left = [place for place in range(len(self.items)) if place not in ours]
        lacking = [place for place in range(len(self.gold)) if place not in theirs]
        crossed = self._crossed(left, lacking)
        mistaken, confused = {pair[0] for pair in crossed}, {pair[1] for pair in crossed}
        told = [
            *(self._missed(place) for place in lacking if place not in confused),
            *(self._wrong(place) for place in left if place not in mistaken),
            *(self._paired("another kind", pair) for pair in crossed),
            *(self._paired("fields", pair) for pair in matched),
            *(replace(self._paired("statement", pair), why=why) for pair in matched if (why := objections[pair[0]])),
        ]
        return sorted((each for each in told if each.what != "fields" or each.fields), key=_place)

    def _crossed(self, left: Sequence[int], lacking: Sequence[int]) -> Iterable[Pair]:
        """Of the items that are on one side only, those that are the same but for their kind."""
        found, wanted = [self.found[place] for place in left], [self.wanted[place] for place in lacking]
        return [(left[one], lacking[other]) for one, other in pairs(found, wanted, any_kind=True)]

    def _missed(self, place: int) -> Missed:
        item = self.gold[place]
        stretches = [(at.start, at.end) for at in map(self._places.__getitem__, item.quotes)]
        shown = tuple(passages(self._text, stretches))
        return Missed(self.file, "missed", item.kind, item.text, tuple(item.quotes), item.weight, shown)

    def _wrong(self, place: int) -> Missed:
        alike = [likeness(self.found[place], other) for other in self.wanted]
        nearest = max(range(len(alike)), key=alike.__getitem__, default=None)
        taken = self.gold[nearest] if nearest is not None and alike[nearest] > 0 else None
        return self._of(place, "wrong", taken)

    def _paired(self, what: What, pair: Pair) -> Missed:
        item, gold = self.items[pair[0]], self.gold[pair[1]]
        wrong = tuple(each for each in judged(item, gold) if not each.right) if what == "fields" else ()
        return self._of(pair[0], what, gold, gold.weight, wrong)

    def _of(
        self, place: int, what: What, gold: GoldItem | None, weight: str = "", fields: tuple[Judged, ...] = ()
    ) -> Missed:
        item = self.items[place]
        shown = tuple(passages(self._text, item.stretches))
        return Missed(self.file, what, item.kind, item.text, tuple(item.quotes), weight, shown, gold, fields)


def passages(text: str, stretches: Iterable[Stretch]) -> Iterator[Passage]:
    """The paragraphs that stretches of a text lie in, marked; those that overlap or touch are one mark."""
    joined: list[list[int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    for number, (first, last) in enumerate(paragraphs(text), start=1):
        marks = tuple((max(s, first) - first, min(e, last) - first) for s, e in joined if s < last and e > first)
        if marks:
            yield Passage(number, text[first:last], marks)


def _place(missed: Missed) -> tuple[float, int]:
    """Where it stands in its article; at the end without words that stand there."""
    if not missed.passages:
        return float("inf"), 0
    return missed.passages[0].paragraph, missed.passages[0].marks[0][0]
