"""The scores of one engine, or of two beside each other, as one page of bars: no network, no script."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from ..render import account
from ..render.html.shell import part, policy, template
from ..schemas.kinds import KINDS
from ..version import __version__
from .across import SORTS
from .bootstrap import ROUNDS
from .gold import Loaded
from .paired import ahead, paired
from .rule import RULE, UNREAD
from .scores import FIELDS, LABELS, Scored, scores
from .table import ALARMS, SPANNING, alarm_cells, cell, spanning, tokens

Valued = tuple[float | None, tuple[float, float] | None]  # a score, and where 95 of 100 draws lie
OVERALL = ("F1", "precision", "recall", "recall, core", "F1, whatever the kind", "F1, of the right parties")
QUOTES = ("quotes verbatim", "numbers and polarity as in the quotes")
BY_KIND = ("precision", "recall", "F1")
LIKEWISE = ("precision", "recall", "recall, core")  # what the paired test is told of beside F1


class Bar(NamedTuple):
    """One engine's score: its letter (A, B; nothing where there is one engine), name, and where it is drawn, of 100."""

    key: str
    engine: str
    value: float | None
    within: tuple[float, float] | None

    @property
    def width(self) -> str:
        """How long the bar is."""
        return f"{100 * (self.value or 0):.1f}"

    @property
    def whisker(self) -> str:
        """The path of the interval: from end to end, with a stroke across each."""
        if self.within is None:
            return ""
        low, high = (f"{100 * end:.1f}" for end in self.within)
        return f"M{low} 10H{high}M{low} 6V14M{high} 6V14"

    @property
    def figures(self) -> str:
        """As in the table: `0.62 [0.55, 0.70]`."""
        return cell(self.value, self.within)


class Row(NamedTuple):
    """One score of every engine."""

    label: str
    bars: list[Bar]


class Chart(NamedTuple):
    """Rows under one heading, in groups that may have one each."""

    title: str
    note: str
    groups: list[tuple[str, list[Row]]]


def scores_page(scored: Sequence[Scored], sets: Sequence[Loaded], notes: Sequence[str] = ()) -> str:
    """The whole file; `sets` is what the engines were held against, `notes` what to know of it."""
    style = f"{part('base.css')}\n{part('scores.css')}"
    written: str = template("scores.html.j2").render(
        engines=list(zip(_keys(scored), (each.name for each in scored), strict=True)),
        charts=list(_charts(scored)),
        scored=_scored(sets),
        verdict=paired(scored[0], scored[1]) if len(scored) == 2 else "",
        paired=list(_paired(scored)),
        notes=notes,
        facts=list(_facts(scored)),
        failed=[(each.name, article, why) for each in scored for article, why in each.failed.items()],
        rule=RULE,
        unread=UNREAD,
        rounds=ROUNDS,
        program=f"summarizer {__version__}",
        style=Markup(style),
        policy=policy(style),
    )
    return written + "\n"


def _paired(scored: Sequence[Scored]) -> Iterator[tuple[str, str | None, float]]:
    """Which of two is better by other scores, and in which share of the draws; nothing where there are none."""
    for label in LIKEWISE if len(scored) == 2 else ():
        name, share = ahead(scored[0], scored[1], label)
        if share is not None:
            yield label, name, share


def _keys(scored: Sequence[Scored]) -> Sequence[str]:
    return [""] if len(scored) == 1 else [chr(ord("A") + place) for place in range(len(scored))]


def _charts(scored: Sequence[Scored]) -> Iterator[Chart]:
    known = scores()
    values = [{name: (score(each.total), each.interval(score)) for name, score in known.items()} for each in scored]

    def rows(names: dict[str, str]) -> list[Row]:
        """By what they are called, and their names here."""
        return _rows(scored, values, names)

    def own(names: Sequence[str]) -> dict[str, str]:
        return {name: name for name in names}

    yield Chart("Overall", "Items of all kinds.", [("", rows(own(OVERALL)))])
    kinds = [(LABELS[kind], rows({name: f"{name}, {LABELS[kind]}" for name in BY_KIND})) for kind in KINDS]
    yield Chart("By kind", "An item of another kind than the gold's is wrong, and the gold's is missed.", kinds)
    fields = rows(own(list(FIELDS.values())))
    yield Chart("Fields", "Of the found items that the gold has: how often a field is right there.", [("", fields)])
    yield Chart("Quotes", "Of all that was found, in the gold or not.", [("", rows(own(QUOTES)))])
    if any(each.sets for each in scored):
        values = [each.across() for each in scored]
        spans = [(sort, rows({name: f"{sort}, {name}" for name in BY_KIND[:2]})) for sort in SORTS]
        yield Chart("Across articles", "What the brief of each set of several articles says.", spans)


def _rows(scored: Sequence[Scored], values: Sequence[dict[str, Valued]], names: dict[str, str]) -> list[Row]:
    return [
        Row(
            label,
            [Bar(key, each.name, *of[name]) for key, each, of in zip(_keys(scored), scored, values, strict=True)],
        )
        for label, name in names.items()
    ]


def _scored(sets: Sequence[Loaded]) -> str:
    """What was held against what, in one sentence."""
    articles = [article for loaded in sets for article in loaded.gold.articles]
    items = [item for article in articles for item in article.items]
    core = sum(item.weight == "core" for item in items)
    parts = " and ".join(sorted({loaded.gold.part for loaded in sets}))
    return (
        f"{_count(len(articles), 'article')} in {_count(len(sets), 'set')} of the {parts} part; "
        f"the gold has {_count(len(items), 'item')}, {core:,} of them core."
    )


def _facts(scored: Sequence[Scored]) -> Iterator[tuple[str, list[str]]]:
    """What each engine had, found and took, row by row."""

    def mean(each: Scored, number: float) -> float:
        return number / max(len(each.tallies), 1)

    totals = [(each, each.total) for each in scored]
    yield "articles read", [f"{len(each.tallies) - len(each.failed):,}" for each in scored]
    yield "articles failed", [f"{len(each.failed):,}" for each in scored]
    yield "items found", [f"{total.counts['all found']:,}" for _, total in totals]
    yield "of them in the gold", [f"{total.counts['all right']:,}" for _, total in totals]
    if found := alarm_cells(scored):
        yield ALARMS, found
    yield "tokens an article", [tokens(each) for each in scored]
    if any(each.sets for each in scored):
        yield SPANNING, [spanning(each) for each in scored]
    yield (
        "dollars an article",
        [
            "unknown" if total.cost_usd is None or not each.measured else account.dollars(mean(each, total.cost_usd))
            for each, total in totals
        ],
    )
    yield (
        "time an article",
        [account.duration(mean(each, total.seconds)) if each.measured else "unknown" for each, total in totals],
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
