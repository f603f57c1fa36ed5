"""What a brief, or another tool, says across the articles of a set: copies, disagreements, changes, against the gold.

Copies are counted as pairs of articles. A found disagreement is one of the gold if two versions of the one rest on the
words of two versions of the other, each on those of another; a change if its words before and after both do. Words are
shared as in `match`, half of the shorter quote, but may be few: of a version it is shown in what words it differs. One
to one, as many as can be paired.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TypeVar

from ..schemas.brief import Brief, Quote, State, Version
from ..schemas.gold import GoldChange, GoldDisagreement, GoldQuote
from .gold import Loaded
from .match import Marked, rests_on

Found = TypeVar("Found")
Wanted = TypeVar("Wanted")
Words = dict[str, Marked]  # stretches by the file of their article
SORTS = ("copies", "disagreements", "changes")


@dataclass(frozen=True)
class Claims:
    """What a tool says across articles: groups of files with one text, the words of each version, before and after."""

    copies: Sequence[Sequence[str]] = ()
    disagreements: Sequence[Sequence[Words]] = ()
    changes: Sequence[tuple[Words, Words]] = ()


def told(version: Version | State, brief: Brief) -> list[Quote]:
    """What a version, or a state, rests on: the words that it shows, and the quotes of the items that tell it."""
    members = {(member.article_id, member.item_id) for member in version.members}
    return version.quotes + [
        Quote(article_id=a.article_id, item_id=a.item_id, quote=e.quote, start=e.start, end=e.end)
        for item in brief.items
        for a in item.members
        if (a.article_id, a.item_id) in members
        for e in a.evidence
    ]


def across(loaded: Loaded, briefs: Sequence[Brief]) -> Counter[str]:
    """Of briefs: found, gold and right of each sort, by "copies found" and the like."""
    return counted(claims_of(loaded, briefs), loaded)


def counted(claims: Claims, loaded: Loaded) -> Counter[str]:
    """Of anything: found, gold and right of each sort, by "copies found" and the like."""
    ours, theirs = _pairs(claims.copies), _pairs(loaded.gold.copies)
    counts = Counter({"copies found": len(ours), "copies gold": len(theirs), "copies right": len(ours & theirs)})
    apart, moved = loaded.gold.disagreements, loaded.gold.changes
    counts["disagreements found"], counts["disagreements gold"] = len(claims.disagreements), len(apart)
    counts["disagreements right"] = _paired(claims.disagreements, apart, lambda a, b: _same_point(a, b, loaded))
    counts["changes found"], counts["changes gold"] = len(claims.changes), len(moved)
    counts["changes right"] = _paired(claims.changes, moved, lambda a, b: _same_move(a, b, loaded))
    return counts


def claims_of(loaded: Loaded, briefs: Sequence[Brief]) -> Claims:
    """What the briefs of a set say."""
    files = {article.id: file for file, article in loaded.articles.items()}
    groups: dict[str, list[str]] = {}
    for brief in briefs:
        for source in (*brief.sources, *brief.without_items):
            groups.setdefault(source.origin, []).append(files.get(source.article_id, source.article_id))
    apart = [
        [_ours(told(v, brief), files) for v in found.versions] for brief in briefs for found in brief.disagreements
    ]
    moved = [
        (_ours(told(change.before, brief), files), _ours(told(change.after, brief), files))
        for brief in briefs
        for change in brief.changes
    ]
    return Claims(list(groups.values()), apart, moved)


def words(places: Iterable[tuple[str, int, int]]) -> Words:
    """Stretches by file, of files with where a stretch starts and ends."""
    found: dict[str, list[tuple[int, int]]] = {}
    for file, start, end in places:
        found.setdefault(file, []).append((start, end))
    return {file: Marked("", tuple(stretches)) for file, stretches in found.items()}


def _pairs(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(dict.fromkeys(group), 2)}


def _same_point(found: Sequence[Words], gold: GoldDisagreement, loaded: Loaded) -> bool:
    theirs = [_theirs(version.quotes, loaded) for version in gold.versions]
    return any(
        _share(a, theirs[i]) and _share(b, theirs[j])
        for a, b in permutations(found, 2)
        for i, j in combinations(range(len(theirs)), 2)
    )


def _same_move(found: tuple[Words, Words], gold: GoldChange, loaded: Loaded) -> bool:
    before, after = found
    return _share(before, _theirs([gold.before], loaded)) and _share(after, _theirs([gold.after], loaded))


def _ours(quotes: Sequence[Quote], files: dict[str, str]) -> Words:
    return words((files.get(quote.article_id, quote.article_id), quote.start, quote.end) for quote in quotes)


def _theirs(quotes: Sequence[GoldQuote], loaded: Loaded) -> Words:
    return words((span.file, span.start, span.end) for each in quotes for span in loaded.spans(each.file, each.quote))


def _share(one: Words, other: Words) -> bool:
    return any(rests_on(marked, other[file]) for file, marked in one.items() if file in other)


def _paired(found: Sequence[Found], gold: Sequence[Wanted], same: Callable[[Found, Wanted], bool]) -> int:
    """How many can be paired one to one."""
    if not found or not gold:
        return 0
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    fits = np.array([[same(one, other) for other in gold] for one in found], dtype=float)
    rows, columns = linear_sum_assignment(fits, maximize=True)
    return int(fits[rows, columns].sum())
