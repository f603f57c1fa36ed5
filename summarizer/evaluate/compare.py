"""What was found in one article against its gold, counted."""

from collections.abc import Sequence

from ..schemas.gold import GoldArticle, GoldItem
from ..schemas.kinds import KINDS
from .fields import judged
from .found import Found, objection, whose
from .gold import Loaded
from .match import Marked, pairs
from .missed import Missed, Sides
from .tally import Tally


def compare(items: Sequence[Found], gold: GoldArticle, loaded: Loaded) -> tuple[Tally, list[Missed]]:
    """The counts, and every item that is on one side only, of another kind, with other fields or another statement."""
    found = [Marked(item.kind, tuple(item.stretches), item.parties) for item in items]
    wanted = [Marked(item.kind, loaded.stretches(gold.file, item.quotes), _parties(item)) for item in gold.items]
    matched = pairs(found, wanted)
    tally = Tally(gold.file)
    _count(tally, found, gold.items, matched)
    tally.counts["any right"] = len(pairs(found, wanted, any_kind=True))
    objections = [objection(item, loaded.articles[gold.file]) for item in items]
    _words(tally, items, objections)
    for ours, theirs in matched:
        _fields(tally, items[ours], gold.items[theirs])
    return tally, Sides(items, found, gold, wanted, loaded).differences(matched, objections)


def nothing(gold: GoldArticle, loaded: Loaded) -> tuple[Tally, list[Missed]]:
    """The same of an article that has no summary: nothing was found."""
    tally = Tally(gold.file)
    _count(tally, [], gold.items, [])
    wanted = [Marked(item.kind, ()) for item in gold.items]
    return tally, Sides([], [], gold, wanted, loaded).differences([], [])


def _parties(item: GoldItem) -> tuple[str, ...]:
    return tuple(getattr(item, whose(item.kind)) or ())


def _count(tally: Tally, found: Sequence[Marked], gold: Sequence[GoldItem], matched: Sequence[tuple[int, int]]) -> None:
    for kinds, name in ((KINDS, "all"), *(((kind,), kind) for kind in KINDS)):
        right = [gold[theirs] for _, theirs in matched if gold[theirs].kind in kinds]
        wanted = [item for item in gold if item.kind in kinds]
        tally.counts[f"{name} found"] = sum(item.kind in kinds for item in found)
        tally.counts[f"{name} gold"] = len(wanted)
        tally.counts[f"{name} core"] = sum(item.weight == "core" for item in wanted)
        tally.counts[f"{name} right"] = len(right)
        tally.counts[f"{name} core right"] = sum(item.weight == "core" for item in right)
    if not gold:
        tally.counts.update({"empty articles": 1, "empty with": int(bool(found)), "empty found": len(found)})


def _words(tally: Tally, items: Sequence[Found], objections: Sequence[str | None]) -> None:
    tally.counts["quotes"] = sum(len(item.quotes) for item in items)
    tally.counts["quotes verbatim"] = sum(len(item.stretches) for item in items)
    tally.counts["items agreeing"] = sum(each is None for each in objections)


def _fields(tally: Tally, item: Found, gold: GoldItem) -> None:
    """Each field that the gold gives; the pair is also one "named right" if whose item it is, is right or not given."""
    fields = list(judged(item, gold))
    for field in fields:
        tally.fields_given[field.name] += 1
        tally.fields_right[field.name] += field.right
    tally.counts["named right"] += all(field.right for field in fields if field.name == whose(item.kind))
