"""One article's summary against its gold, counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..schemas.gold import GoldArticle, GoldItem
from ..schemas.summary import AgreedTerm, ArticleSummary, Demand, OpenQuestion
from ..schemas.vocabulary import Channel
from .gold import Loaded
from .match import Marked, pairs
from .tally import KINDS, Tally

Item = AgreedTerm | Demand | OpenQuestion
_KIND_OF = {AgreedTerm: KINDS[0], Demand: KINDS[1], OpenQuestion: KINDS[2]}
# The gold's name of a field, and ours.
_STATUS = {
    "stage": "stage",
    "confirmation": "confirmation",
    "act": "kind",
    "response": "response",
    "made": "made",
    "why": "kind",
}
_NAMES = ("parties", "by", "of")


@dataclass(frozen=True)
class Missed:
    """A gold item that was not found, or a found one that the gold has not; for whoever improves a prompt."""

    file: str
    what: str
    kind: str
    text: str
    quotes: tuple[str, ...]
    weight: str = ""


def compare(summary: ArticleSummary, gold: GoldArticle, loaded: Loaded) -> tuple[Tally, list[Missed]]:
    """The counts, and every item that is on one side only."""
    items = list(summary.items)
    found = [Marked(_KIND_OF[type(i)], tuple((e.start, e.end) for e in i.evidence)) for i in items]
    wanted = [Marked(item.kind, tuple(_stretches(item, gold, loaded))) for item in gold.items]
    matched = pairs(found, wanted)
    usage = summary.provenance.usage
    tally = Tally(gold.file, seconds=usage.seconds, cost_usd=_cost(summary))
    tally.tokens = (usage.input_tokens or 0) + (usage.output_tokens or 0)
    _count(tally, found, gold.items, matched)
    tally.counts["any right"] = len(pairs(found, wanted, any_kind=True))
    text = loaded.articles[gold.file].text
    quotes = [e for item in items for e in item.evidence]
    tally.counts["quotes"] = len(quotes)
    tally.counts["quotes verbatim"] = sum(text[e.start : e.end] == e.quote for e in quotes)
    for ours, theirs in matched:
        _fields(tally, items[ours], gold.items[theirs])
    return tally, list(_missed(items, gold, matched))


def nothing(gold: GoldArticle) -> tuple[Tally, list[Missed]]:
    """The same of an article that has no summary: nothing was found."""
    tally = Tally(gold.file)
    _count(tally, [], gold.items, [])
    return tally, list(_missed([], gold, []))


def _cost(summary: ArticleSummary) -> float | None:
    return 0.0 if summary.provenance.engine == "builtin" else summary.provenance.usage.cost_usd


def _stretches(item: GoldItem, gold: GoldArticle, loaded: Loaded) -> Iterator[tuple[int, int]]:
    for quote in item.quotes:
        yield from ((span.start, span.end) for span in loaded.spans(gold.file, quote))


def _count(tally: Tally, found: Sequence[Marked], gold: Sequence[GoldItem], matched: Sequence[tuple[int, int]]) -> None:
    for kinds, name in ((KINDS, "all"), *(((kind,), kind) for kind in KINDS)):
        right = [gold[theirs] for _, theirs in matched if gold[theirs].kind in kinds]
        wanted = [item for item in gold if item.kind in kinds]
        tally.counts[f"{name} found"] = sum(item.kind in kinds for item in found)
        tally.counts[f"{name} gold"] = len(wanted)
        tally.counts[f"{name} core"] = sum(item.weight == "core" for item in wanted)
        tally.counts[f"{name} right"] = len(right)
        tally.counts[f"{name} core right"] = sum(item.weight == "core" for item in right)


def _fields(tally: Tally, item: Item, gold: GoldItem) -> None:
    if gold.says is not None:
        tally.fields_given["says"] += 1
        tally.fields_right["says"] += _says(item, gold.says)
    for name, ours in _STATUS.items():
        if (wanted := getattr(gold, name)) is not None:
            tally.fields_given[name] += 1
            tally.fields_right[name] += getattr(item, ours) == wanted
    for name in _NAMES:
        if (names := getattr(gold, name)) is not None:
            tally.fields_given[name] += 1
            tally.fields_right[name] += _in_common(getattr(item, name), names) >= 0.5


def _says(item: Item, wanted: str) -> bool:
    said = item.attribution
    if wanted == "outlet":
        return said.speaker is None and (said.channel is Channel.OUTLET or said.party is None)
    return any(_same(name, wanted) for name in (said.speaker, said.party) if name)


def _in_common(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Names that both have, of all that either has."""
    common = sum(any(_same(name, other) for other in theirs) for name in ours)
    return common / max(len(ours) + len(theirs) - common, 1) if ours or theirs else 1.0


def _same(one: str, other: str) -> bool:
    """Whether two names may stand for one: all words of the shorter, articles and titles aside, are in the longer."""
    a, b = _words(one), _words(other)
    return bool(a and b) and (a <= b or b <= a)


def _words(name: str) -> set[str]:
    plain = re.sub(r"['’]s\b", "", name.casefold())
    return set(re.findall(r"\w+", plain)) - {"the", "of", "mr", "mrs", "ms", "and", "a"}


def _missed(items: Sequence[Item], gold: GoldArticle, matched: Sequence[tuple[int, int]]) -> Iterator[Missed]:
    ours, theirs = {pair[0] for pair in matched}, {pair[1] for pair in matched}
    for place, wanted in enumerate(gold.items):
        if place not in theirs:
            yield Missed(gold.file, "missed", wanted.kind, wanted.text, tuple(wanted.quotes), wanted.weight)
    for place, item in enumerate(items):
        if place not in ours:
            yield Missed(gold.file, "wrong", _KIND_OF[type(item)], item.text, tuple(e.quote for e in item.evidence))
