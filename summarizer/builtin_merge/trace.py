"""What moved: another figure for one thing at a later day, a demand given up, a question that a later term answers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..ground.clauses import sentences_of
from ..pattern import lazy
from ..schemas.merge_draft import DraftAnswer, DraftChange, TraceDraft
from ..schemas.summary import AgreedTerm, OpenQuestion
from ..schemas.vocabulary import OpenKind, Stage
from .likeness import Weights
from .point import DROPPED, Point, alike_figures, is_older, state
from .profile import Profile, clash, former_figures, in_time

_ALIKE = 0.3  # of the words of two positions on one thing, figures aside
_SAYS_SO = 0.2  # where the later item itself says what held before
_FEW = 2  # words that they share at least
_ANSWERS = 0.45  # of the words of a question and of the term that settles it
_SETTLED = (Stage.SUSPENDED, Stage.COLLAPSED)
_YIELDED = 0.25  # of the words of what was refused and of what was agreed
_REFUSES = lazy(r"(?i)\b(?:no|not|never|nor|without|neither|refus\w+|reject\w+|den(?:y|ies|ied))\b|n['’]t\b")


def trace(groups: Sequence[Sequence[Profile]], weights: Weights) -> TraceDraft:
    """What moved and what was answered among groups of items."""
    points = [Point(tuple(group)) for group in groups]
    changes = [*_given_up(points, weights), *_moved(points, weights), *_yielded(points, weights)]
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for change in changes:
        key = (change.party, change.before.members[0], change.after.members[0])
        if key not in seen:
            seen.add(key)
            kept.append(change)
    return TraceDraft(changes=kept, answers=[*_answered(points, weights)])


def _later(points: Sequence[Point], weights: Weights) -> Iterator[tuple[Point, Point, float]]:
    """Pairs of an earlier and a later point that speak of one thing, and how alike they are."""
    for point in points:
        for before in points:
            if is_older(before, point) and before.head.sides & point.head.sides:
                score = max(_alike(one, other, weights) for one in before.shown for other in point.shown)
                if score:
                    yield before, point, score


def _alike(one: Profile, other: Profile, weights: Weights) -> float:
    """How alike two items are, figures aside; more so where the later says what held before."""
    says_so = _names(one, other)
    mine, theirs = ((item.mentions if says_so else item.words) for item in (one, other))
    mine, theirs = _plain(mine), _plain(theirs)
    if len(mine & theirs) >= _FEW:
        return weights.alike(mine, theirs) + _SAYS_SO * says_so
    return _ALIKE if says_so and mine & theirs else 0.0


def _plain(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not any(map(str.isdigit, word)))


def _names(before: Profile, after: Profile) -> bool:
    """Whether the later item names the earlier one's figure as what held before: to 7 percent from 9."""
    was = former_figures(after.card.item.text)
    key = clash(before.figures, after.figures)
    return bool(key and before.figures[key] & frozenset[Fraction]().union(*alike_figures(was, key)))


def _moved(points: Sequence[Point], weights: Weights) -> Iterator[DraftChange]:
    """A party's figure for one thing, and the next one that it gives: the nearest before it in time."""
    nearest: dict[str, tuple[int, float, Point, Point]] = {}
    for before, after, score in _later(points, weights):
        one, other = before.head, after.head
        if one.kind == "open_question" or other.kind == "open_question" or "threat" in (one.sense, other.sense):
            continue
        if not clash(one.figures, other.figures) or score < _ALIKE or not _same_voice(one, other):
            continue
        found = (before.last or 0, score, before, after)
        key = other.card.ref
        if key not in nearest or found[:2] > nearest[key][:2]:
            nearest[key] = found
    moved: set[tuple[str, tuple[str, str]]] = set()  # a position moves to one other at a time
    for _, _, before, after in sorted(nearest.values(), key=lambda found: (found[3].first or 0, -found[1])):
        figure = clash(before.head.figures, after.head.figures)
        if figure is None or (before.head.card.ref, figure) in moved:
            continue
        if change := _change(min(before.head.sides & after.head.sides), before, after, figure):
            moved.add((before.head.card.ref, figure))
            yield change


def _same_voice(one: Profile, other: Profile) -> bool:
    """Whether both say what the same side wants, or both what all have agreed, or what one wanted and then agreed."""
    if one.kind == other.kind == "demand":
        return one.sides == other.sides and one.sense == other.sense
    if one.kind == other.kind == "agreed_term":
        return one.sides == other.sides
    return one.kind == "demand" and one.sides < other.sides and one.sense == "yes"


def _change(party: str, before: Point, after: Point, key: tuple[str, str]) -> DraftChange | None:
    states = [state(point, key, late=point is before) for point in (before, after)]
    if states[0] is None or states[1] is None:
        return None
    return DraftChange(party=party, about=_about(before, after), before=states[0], after=states[1])


def _about(before: Point, after: Point) -> str:
    """The words that both use, as the later one writes them; all of its own where there are none."""
    shared = _plain(before.head.mentions) & _plain(after.head.mentions)
    tokens = [word for sentence in sentences_of(after.head.card.item.text) for word in sentence]
    surfaces = {
        word.stem: word.surface for word in reversed(tokens) if word.stem in (shared or _plain(after.head.mentions))
    }
    return " ".join([*reversed(surfaces.values())][:6])


def _given_up(points: Sequence[Point], weights: Weights) -> Iterator[DraftChange]:
    """What one party wanted, and a later term that says it has given that up."""
    for after in points:
        item = after.head.card.item
        if not isinstance(item, AgreedTerm) or not DROPPED.search(item.text) or len(after.head.sides) != 1:
            continue
        found = [
            (weights.alike(_plain(before.head.words), _plain(after.head.words)), before.last, before)
            for before in points
            if before.head.kind == "demand" and before.head.sides == after.head.sides and is_older(before, after)
        ]
        fit = [(score, last or 0, in_time(point.head.card), point) for score, last, point in found if score >= _ALIKE]
        if fit:
            before = max(fit, key=lambda one: one[:3])[3]
            states = [state(before, None, late=True), state(after, None, late=False, dropped=True)]
            if states[0] and states[1]:
                party = min(after.head.sides)
                yield DraftChange(party=party, about=_about(before, after), before=states[0], after=states[1])


def _yielded(points: Sequence[Point], weights: Weights) -> Iterator[DraftChange]:
    """What a party had refused or ruled out, and a later term by which it does it."""
    nearest: dict[str, tuple[int, float, Point, Point]] = {}
    for before, after, score in _later(points, weights):
        one, other = before.head, after.head
        if one.kind != "demand" or one.sense != "no" or other.kind != "agreed_term" or score < _YIELDED:
            continue
        if one.card.item.issue is not other.card.item.issue or not one.sides <= other.sides or other.card.disputed:
            continue
        if _REFUSES.search(other.card.item.text):
            continue
        if other.card.ref not in nearest or (before.last or 0, score) > nearest[other.card.ref][:2]:
            nearest[other.card.ref] = (before.last or 0, score, before, after)
    for _, _, before, after in sorted(nearest.values(), key=lambda found: in_time(found[3].head.card)):
        states = [state(before, None, late=True), state(after, None, late=False)]
        if states[0] and states[1]:
            party = min(before.head.sides)
            yield DraftChange(party=party, about=_about(before, after), before=states[0], after=states[1])


def _answered(points: Sequence[Point], weights: Weights) -> Iterator[DraftAnswer]:
    """A question that was open, and the first later term that settles it."""
    found: dict[str, tuple[int, float, Point]] = {}
    for before, after, score in _later(points, weights):
        question, term = before.head.card.item, after.head.card.item
        if not isinstance(question, OpenQuestion) or not isinstance(term, AgreedTerm):
            continue
        if question.kind is OpenKind.DISPUTED or term.stage in _SETTLED or score < _ANSWERS or after.head.card.disputed:
            continue
        key = before.head.card.ref
        if key not in found or (-(after.first or 0), score) > found[key][:2]:
            found[key] = (-(after.first or 0), score, after)
    for ref, (_, _, after) in found.items():
        yield DraftAnswer(question=ref, members=after.refs)
