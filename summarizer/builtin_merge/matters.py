"""Matters: groups of items put together by the point under negotiation, each under a short name that readers know.

Within an issue the word that the most groups share, weighed by how seldom other issues use it, makes a matter; then
the next one among those that are left. What shares nothing goes under its issue's name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..ground.clauses import Word, sentences_of, stem
from ..merge.card import Card, parties_of
from ..schemas.merge_draft import DraftGroup, DraftMatter
from ..schemas.vocabulary import Issue
from .likeness import Weights
from .profile import Profile, clash, in_time

Groups = list[list[Profile]]
_LOOKED_AT = 400  # groups of one issue
_SHOWN = 6  # items of a group that show what it is about
_STAYS = 0.1  # so much less is asked for a group to stay where its word put it
_BESIDE = 0.25  # of the words of a group and of one in a matter, for it to go there
# Words that name no point under negotiation, however many share them.
_NO_POINT = frozenset(
    map(
        stem,
        "figure every raise provide report subject guarantee protect count number plan part side state support "
        "suspend extend include cover remain stay stop open close end lead expect send work answer receive accept "
        "permanent broad limited full whole general final early late long short high low good possible able "
        "each conciliator mediator date broad broader hour day "
        "armed european international national local such".split(),
    )
)
_WHOLE = 80  # cards; a matter with more is cut, since within one all items are held against each other
_NAMED = {
    Issue.CEASEFIRE_SCOPE: "scope of the ceasefire", Issue.ARMS_AND_AID: "arms and aid",
    Issue.MONITORING_VERIFICATION: "monitoring and verification", Issue.SANCTIONS_TRADE: "sanctions and trade",
    Issue.DETAINEES_HUMANITARIAN: "detainees and humanitarian matters", Issue.MONEY_RESOURCES: "money and resources",
    Issue.GOVERNANCE_RIGHTS: "governance and rights", Issue.PAY_BENEFITS: "pay and benefits",
    Issue.HOURS_CONDITIONS_JOBS: "hours, conditions and jobs", Issue.PROCESS_NEXT_STEPS: "next steps",
    Issue.OTHER: "other points",
}  # fmt: skip


def matters(groups: Groups, weights: Weights) -> list[DraftMatter]:
    """All groups by matter; none is in two."""
    found: dict[str, Groups] = {}
    for issue in Issue:
        here = [group for group in groups if _issue(group) is issue]
        for name, some in _split(here, issue, weights):
            found.setdefault(name, []).extend(some)
    drafted = [
        DraftMatter(matter=name if not at else f"{name} ({at + 1})", items=[_drafted(group) for group in part])
        for name, some in found.items()
        for at, part in enumerate(_parts(some))
    ]
    return sorted(drafted, key=lambda matter: _first(matter.items[0].members))


def _issue(group: Sequence[Profile]) -> Issue:
    counts = Counter(item.card.item.issue for item in group)
    return min(counts, key=lambda issue: (issue is Issue.OTHER, -counts[issue], issue))


def _split(groups: Groups, issue: Issue, weights: Weights) -> list[tuple[str, Groups]]:
    """The groups of one issue by the words that they share."""
    plain = _NAMED.get(issue, issue.value.replace("_", " "))
    left, found = list(groups), list[tuple[str, Groups]]()
    surfaces = _surfaces(groups)
    for _ in range(len(groups)):
        counts = Counter(word for group in left for word in _words(group))
        best = max(
            (
                word
                for word in sorted(counts)
                if counts[word] > 1 and word in surfaces and len(word) > 2 and word not in _NO_POINT
            ),
            key=lambda word: (counts[word] * weights.of(word), word),
            default=None,
        )
        if best is None:
            break
        found.append((_name(best, left, surfaces), [group for group in left if best in _words(group)]))
        left = [group for group in left if best not in _words(group)]
    return _nearest(found, left, plain, weights)


def _nearest(
    found: Sequence[tuple[str, Groups]], left: Groups, plain: str, weights: Weights
) -> list[tuple[str, Groups]]:
    """The matters with each group where the one stands that it has most in common with: "stops attacks on ports for 30
    days" goes with the halt of attacks, though it does not call it so.
    """
    if sum(len(some) for _, some in found) > _LOOKED_AT:  # by their words alone, where there are thousands
        return [*found, (plain, left)] if left else [*found]
    homes = [(at, group, _telling(group)) for at, (_, some) in enumerate(found) for group in some]
    moved: dict[int, Groups] = {}
    for at, group in [*((at, group) for at, group, _ in homes), *((len(found), group) for group in left)]:
        words = _telling(group)
        near: dict[int, float] = {at: _STAYS if at < len(found) else _BESIDE}
        for other_at, other, others in homes:
            if other is not group:
                bonus = _STAYS if other_at == at else 0.0
                near[other_at] = max(near.get(other_at, 0.0), weights.alike(words, others) + bonus)
        moved.setdefault(max(sorted(near), key=lambda home: near[home]), []).append(group)
    return [((found[at][0] if at < len(found) else plain), moved[at]) for at in sorted(moved)]


def _telling(group: Sequence[Profile]) -> frozenset[str]:
    return frozenset(word for word in _words(group[:_SHOWN]) if not any(map(str.isdigit, word)))


def _words(group: Sequence[Profile]) -> frozenset[str]:
    return frozenset[str]().union(*(item.mentions for item in group))


def _tokens(group: Sequence[Profile]) -> list[Word]:
    return [word for item in group for sentence in sentences_of(item.card.item.text) for word in sentence]


def _surfaces(groups: Groups) -> dict[str, str]:
    """How each stem is written most often."""
    seen: dict[str, Counter[str]] = {}
    for group in groups:
        for word in _tokens(group):
            if word.stem and not re.search(r"\d", word.text) and word.text.isalpha():
                shown = word.surface if word.surface[:1].isupper() and not word.surface.isupper() else word.text
                seen.setdefault(word.stem, Counter())[shown] += 1
    return {stem: min(counts, key=lambda w: (-counts[w], w)) for stem, counts in sorted(seen.items())}


def _name(stem: str, groups: Groups, surfaces: dict[str, str]) -> str:
    """The word, with the neighbour that it has in most of the groups: double time, night trams, Lisken Islands."""
    pairs: Counter[str] = Counter()
    number = 0
    for group in groups:
        tokens = _tokens(group)
        if stem not in {word.stem for word in tokens}:
            continue
        number += 1
        content = _words(group)
        near = pairwise(tokens)
        pairs.update(
            {
                f"{a.surface} {b.surface}" if b.surface[:1].isupper() else f"{a.text} {b.text}"
                for a, b in near
                if stem in (a.stem, b.stem) and a.stem in content and b.stem in content and (a.text + b.text).isalpha()
            }
        )
    best = min(pairs, key=lambda pair: (-pairs[pair], pair), default=None)
    return best if best and pairs[best] * 5 >= number * 2 and pairs[best] > 1 else surfaces[stem]


def _parts(groups: Groups) -> list[Groups]:
    """Groups in parts that fit into one call, the whole of a group in one of them."""
    parts: list[Groups] = [[]]
    for group in groups:
        if parts[-1] and sum(map(len, parts[-1])) + len(group) > _WHOLE:
            parts.append([])
        parts[-1].append(group)
    return parts


def _drafted(group: Sequence[Profile]) -> DraftGroup:
    cards = sorted((item.card for item in group), key=in_time)
    best = _spokesman(group) if len(cards) > 1 else None
    return DraftGroup(members=[card.ref for card in cards], text=best.item.text if best else None)


def _spokesman(group: Sequence[Profile]) -> Card:
    """The member whose sentence says it best: of the latest day, no copy, with the figures of all, the fullest."""
    told = list({tuple(item.figures.items()): item.figures for item in group}.values())
    ways = {item: sum(clash(item.figures, other) is None for other in told) for item in group}

    def worth(item: Profile) -> tuple[bool, int, int, int, int, tuple[int, str, str, str]]:
        card = item.card
        return (
            not card.report.is_copy,
            ways[item],
            item.day or 0,
            len(item.figures) + len(parties_of(card.item)),
            -len(card.item.text),
            in_time(card),
        )

    return max(group, key=worth).card


def _first(refs: Sequence[str]) -> tuple[int, str]:
    number = re.search(r"\d+", refs[0])
    return (int(number[0]) if number else 0, refs[0])
