"""Which items are one: the same kind, sides and sense, like words, and no figure, day or denial against another.

The likest pairs are joined first, and two groups are joined only if every member of the one can stand beside every
member of the other. Only items that share rare words are compared, so that thousands of them take seconds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..ground.polarity import polarity_conflict
from ..merge.figures import clash as figures_clash
from ..schemas.summary import AgreedTerm, OpenQuestion
from ..schemas.vocabulary import Issue, Stage
from .likeness import Weights
from .profile import Profile, clash

ALIKE = 0.5  # of their weight, for items of two articles that know nothing of each other
ALIKE_IN_COPIES = 0.3  # an article and its copy tell the same things
ALIKE_OF_MANY = 0.36  # where they share four words and more
ALIKE_OF_ONE_STEP = 0.15  # where two terms of the same days say that one thing was agreed in principle
_FEW_DAYS = 3  # days on which something was reported, not days of the calendar
OTHER_ISSUE = 0.12  # so much more is asked of two items that were filed under different issues
_FEW = 0.12  # and where they share two words alone
_OTHER_KIND = 0.12  # of two open questions: one is disputed, the other deferred
_RARE = 8  # words of an item under which it is looked up
_NEIGHBOURS = 12  # items looked at before it under each of them
_LOOSE = frozenset({Issue.OTHER, Issue.PROCESS_NEXT_STEPS})


def grouped(items: Sequence[Profile], weights: Weights) -> list[list[Profile]]:
    """The items in groups that say one thing, in the order of their first members; alone where none says the same."""
    fit = _Fit(items)
    group_of = {
        index: _Forming([index], {fit.face[index]}, {items[index].card.report.id}) for index in range(len(items))
    }
    ranked = sorted(
        (-score, i, j)
        for i, j in candidates(items, weights)
        if fit(i, j) and (score := _score(items[i], items[j], weights))
    )
    for _, i, j in ranked:
        ours, theirs = group_of[i], group_of[j]
        if ours is theirs or not ours.articles.isdisjoint(theirs.articles):
            continue
        if not all(fit.faces(a, b) for a in ours.faces for b in theirs.faces) or _contradict(items[i], items[j]):
            continue
        ours.take(theirs)
        for index in theirs.items:
            group_of[index] = ours
    seen = {id(group): sorted(group.items) for _, group in sorted(group_of.items())}
    return [[items[index] for index in group] for group in seen.values()]


@dataclass
class _Forming:
    """A group so far: its items, what is to be asked of those that join it, and its articles, each of which has one."""

    items: list[int]
    faces: set[int]
    articles: set[str]

    def take(self, other: "_Forming") -> None:
        self.items.extend(other.items)
        self.faces |= other.faces
        self.articles |= other.articles


class _Fit:
    """Whether items can be one. Thousands of items have few different faces, and each two are compared once."""

    def __init__(self, items: Sequence[Profile]) -> None:
        self.items = items
        known: dict[object, int] = {}
        self.face = [known.setdefault(_face(item), index) for index, item in enumerate(items)]
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, i: int, j: int) -> bool:
        return self.items[i].card.report.id != self.items[j].card.report.id and self.faces(self.face[i], self.face[j])

    def faces(self, a: int, b: int) -> bool:
        key = (a, b) if a < b else (b, a)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = can_be_one(self.items[a], self.items[b])
        return found


def _face(item: Profile) -> object:
    """All that `can_be_one` looks at."""
    return (item.kind, item.sense, item.sides, item.of, item.days, item.weekdays, tuple(item.figures.items()))


def candidates(items: Sequence[Profile], weights: Weights) -> Iterator[tuple[int, int]]:
    """Pairs of one kind that share a word among their rarest, each pair once, the earlier first."""
    shelves: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(items):
        rarest = sorted(item.words, key=lambda word: (weights.used[word], word))[:_RARE]
        beside: set[int] = set()
        for word in rarest:
            shelf = shelves.setdefault((item.kind, word), [])
            beside.update(shelf[-_NEIGHBOURS:])
            shelf.append(index)
        yield from ((other, index) for other in sorted(beside))


def can_be_one(one: Profile, other: Profile) -> bool:
    """Whether neither kind, sides, sense, days nor figures of two items speak against their being one."""
    if one.kind != other.kind or one.sense != other.sense or one.sides.isdisjoint(other.sides):
        return False
    if one.of and other.of and one.of.isdisjoint(other.of):
        return False
    apart = (one.days, other.days), (one.weekdays, other.weekdays)
    if any(ours and theirs and ours.isdisjoint(theirs) for ours, theirs in apart):
        return False
    return clash(one.figures, other.figures) is None


def _score(one: Profile, other: Profile, weights: Weights) -> float:
    """How alike two items are; 0 where that is too little."""
    score = weights.alike(one.words, other.words)
    least = ALIKE_IN_COPIES if one.card.report.origin == other.card.report.origin else ALIKE
    issues = {one.card.item.issue, other.card.item.issue}
    if len(issues) > 1 and issues.isdisjoint(_LOOSE):
        least += OTHER_ISSUE
    if isinstance(mine := one.card.item, OpenQuestion) and isinstance(theirs := other.card.item, OpenQuestion):
        least += _OTHER_KIND * (mine.kind is not theirs.kind)
    if one.figures and one.figures == other.figures:
        least -= 0.08
    shared = len(one.words & other.words)
    if _same_counts(one, other) or (shared > 3 and score >= ALIKE_OF_MANY) or _one_step(one, other, shared, score):
        return max(score, least)
    if score < least or shared < 2 or (shared < 3 and score < least + _FEW):
        return 0.0
    return score


def _same_counts(one: Profile, other: Profile) -> bool:
    """Whether two open questions give the same two figures or more: 11,400 by one count and 9,800 by the other."""
    if one.kind != "open_question":
        return False
    ours, theirs = (frozenset[object]().union(*item.figures.values()) for item in (one, other))
    return len(ours) > 1 and ours == theirs and one.card.disputed and other.card.disputed


def _one_step(one: Profile, other: Profile, shared: int, score: float) -> bool:
    """Whether two terms of the same parties came as far in the same days, on one issue, with two telling words."""
    mine, theirs = one.card.item, other.card.item
    if not isinstance(mine, AgreedTerm) or not isinstance(theirs, AgreedTerm) or mine.issue in _LOOSE:
        return False
    near = None not in (one.day, other.day) and abs((one.day or 0) - (other.day or 0)) < _FEW_DAYS
    same = mine.issue is theirs.issue and mine.stage is theirs.stage is Stage.IN_PRINCIPLE and one.sides == other.sides
    return near and same and shared > 1 and score >= ALIKE_OF_ONE_STEP


def _contradict(one: Profile, other: Profile) -> bool:
    """Whether the two give other figures by the checks' measure, or one affirms what the other denies."""
    mine, theirs = one.card.item.text, other.card.item.text
    if mine == theirs:
        return False
    return bool(
        figures_clash(one.card.item, other.card.item)
        or polarity_conflict(mine, [theirs])
        or polarity_conflict(theirs, [mine])
    )
