"""What a brief says across the articles of a set, against the gold: copies, disagreements, changes.

Copies are counted as pairs of articles. A found disagreement is one of the gold if two versions of the one rest on the
words of two versions of the other, each on those of another; a change if its words before and after both do. Words are
shared as in `match`: half of the shorter quote. One to one, as many as can be paired.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, permutations
from typing import NamedTuple, TypeVar

from ..schemas.brief import Brief, Disagreement, Quote, State
from ..schemas.gold import GoldChange, GoldDisagreement, GoldQuote
from .gold import Loaded
from .match import Marked, likeness

Found = TypeVar("Found")
Wanted = TypeVar("Wanted")
Words = dict[str, Marked]  # stretches by the file of their article
SORTS = ("copies", "disagreements", "changes")


class _Moved(NamedTuple):
    """The words that a change rests on."""

    before: list[Quote]
    after: list[Quote]


def told(state: State, brief: Brief) -> list[Quote]:
    """The quotes of a state; where it has none (a stage), those of the items that tell it."""
    members = {(member.article_id, member.item_id) for member in state.members}
    return state.quotes or [
        Quote(article_id=a.article_id, item_id=a.item_id, quote=e.quote, start=e.start, end=e.end)
        for item in brief.items
        for a in item.members
        if (a.article_id, a.item_id) in members
        for e in a.evidence
    ]


def across(loaded: Loaded, briefs: Sequence[Brief]) -> Counter[str]:
    """Found, gold and right of each sort, by "copies found" and the like."""
    files = {article.id: file for file, article in loaded.articles.items()}
    apart = [found for brief in briefs for found in brief.disagreements]
    moved = [
        _Moved(told(change.before, brief), told(change.after, brief)) for brief in briefs for change in brief.changes
    ]
    ours, theirs = _copied(briefs, files), _pairs(loaded.gold.copies)
    counts = Counter({"copies found": len(ours), "copies gold": len(theirs), "copies right": len(ours & theirs)})
    for sort, found, gold, same in (
        ("disagreements", apart, loaded.gold.disagreements, _same_point),
        ("changes", moved, loaded.gold.changes, _same_move),
    ):
        counts[f"{sort} found"], counts[f"{sort} gold"] = len(found), len(gold)
        counts[f"{sort} right"] = _paired(found, gold, lambda a, b, same=same: same(a, b, files, loaded))  # type: ignore[misc]
    return counts


def _copied(briefs: Sequence[Brief], files: dict[str, str]) -> set[frozenset[str]]:
    groups: dict[str, list[str]] = {}
    for brief in briefs:
        for source in (*brief.sources, *brief.without_items):
            groups.setdefault(source.origin, []).append(files.get(source.article_id, source.article_id))
    return _pairs([list(dict.fromkeys(group)) for group in groups.values()])


def _pairs(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _same_point(found: Disagreement, gold: GoldDisagreement, files: dict[str, str], loaded: Loaded) -> bool:
    ours = [_ours(version.quotes, files) for version in found.versions]
    theirs = [_theirs(version.quotes, loaded) for version in gold.versions]
    return any(
        _share(a, theirs[i]) and _share(b, theirs[j])
        for a, b in permutations(ours, 2)
        for i, j in combinations(range(len(theirs)), 2)
    )


def _same_move(found: "_Moved", gold: GoldChange, files: dict[str, str], loaded: Loaded) -> bool:
    before, after = _theirs([gold.before], loaded), _theirs([gold.after], loaded)
    return _share(_ours(found.before, files), before) and _share(_ours(found.after, files), after)


def _ours(quotes: Sequence[Quote], files: dict[str, str]) -> Words:
    words: dict[str, list[tuple[int, int]]] = {}
    for quote in quotes:
        words.setdefault(files.get(quote.article_id, quote.article_id), []).append((quote.start, quote.end))
    return {file: Marked("", tuple(stretches)) for file, stretches in words.items()}


def _theirs(quotes: Sequence[GoldQuote], loaded: Loaded) -> Words:
    words: dict[str, list[tuple[int, int]]] = {}
    for quote in quotes:
        spans = loaded.spans(quote.file, quote.quote)
        words.setdefault(quote.file, []).extend((span.start, span.end) for span in spans)
    return {file: Marked("", tuple(stretches)) for file, stretches in words.items()}


def _share(one: Words, other: Words) -> bool:
    return any(likeness(marked, other[file]) > 0 for file, marked in one.items() if file in other)


def _paired(found: Sequence[Found], gold: Sequence[Wanted], same: Callable[[Found, Wanted], bool]) -> int:
    """How many can be paired one to one."""
    if not found or not gold:
        return 0
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    fits = np.array([[same(one, other) for other in gold] for one in found], dtype=float)
    rows, columns = linear_sum_assignment(fits, maximize=True)
    return int(fits[rows, columns].sum())
