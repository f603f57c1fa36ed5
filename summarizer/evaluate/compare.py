"""What was found in one article against its gold, counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..schemas.article import Article
from ..schemas.gold import GoldArticle, GoldItem
from .found import NAMES, Found, agrees
from .gold import Loaded
from .match import Marked, pairs
from .names import in_common, same
from .tally import KINDS, Tally

_STATUS = ("stage", "confirmation", "act", "response", "made", "why")


@dataclass(frozen=True)
class Missed:
    """A gold item that was not found, or a found one that the gold has not; for whoever improves a prompt."""

    file: str
    what: str
    kind: str
    text: str
    quotes: tuple[str, ...]
    weight: str = ""


def compare(items: Sequence[Found], gold: GoldArticle, loaded: Loaded) -> tuple[Tally, list[Missed]]:
    """The counts, and every item that is on one side only."""
    found = [Marked(item.kind, tuple(item.stretches), item.parties) for item in items]
    wanted = [Marked(item.kind, tuple(_stretches(item, gold, loaded)), _parties(item)) for item in gold.items]
    matched = pairs(found, wanted)
    tally = Tally(gold.file)
    _count(tally, found, gold.items, matched)
    tally.counts["any right"] = len(pairs(found, wanted, any_kind=True))
    _words(tally, items, loaded.articles[gold.file])
    for ours, theirs in matched:
        _fields(tally, items[ours], gold.items[theirs])
    return tally, list(_missed(items, gold, matched))


def nothing(gold: GoldArticle) -> tuple[Tally, list[Missed]]:
    """The same of an article that has no summary: nothing was found."""
    tally = Tally(gold.file)
    _count(tally, [], gold.items, [])
    return tally, list(_missed([], gold, []))


def _parties(item: GoldItem) -> tuple[str, ...]:
    return tuple((item.by if item.kind == "demand" else item.parties) or ())


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


def _words(tally: Tally, items: Sequence[Found], article: Article) -> None:
    tally.counts["quotes"] = sum(len(item.quotes) for item in items)
    tally.counts["quotes verbatim"] = sum(len(item.stretches) for item in items)
    tally.counts["items agreeing"] = sum(agrees(item, article) for item in items)


def _fields(tally: Tally, item: Found, gold: GoldItem) -> None:
    if gold.says is not None:
        tally.fields_given["says"] += 1
        tally.fields_right["says"] += _says(item, gold.says)
    for name in _STATUS:
        if (wanted := getattr(gold, name)) is not None:
            tally.fields_given[name] += 1
            tally.fields_right[name] += item.status.get(name) == wanted
    for name in NAMES:
        if (names := getattr(gold, name)) is not None:
            tally.fields_given[name] += 1
            tally.fields_right[name] += name in item.names and in_common(item.names[name], names) >= 0.5


def _says(item: Found, wanted: str) -> bool:
    return not item.says if wanted == "outlet" else any(same(name, wanted) for name in item.says)


def _missed(items: Sequence[Found], gold: GoldArticle, matched: Sequence[tuple[int, int]]) -> Iterator[Missed]:
    ours, theirs = {pair[0] for pair in matched}, {pair[1] for pair in matched}
    for place, wanted in enumerate(gold.items):
        if place not in theirs:
            yield Missed(gold.file, "missed", wanted.kind, wanted.text, tuple(wanted.quotes), wanted.weight)
    for place, item in enumerate(items):
        if place not in ours:
            yield Missed(gold.file, "wrong", item.kind, item.text, tuple(item.quotes))
