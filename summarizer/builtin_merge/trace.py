"""What moved: another figure for one thing at a later day, a demand given up, a question that a later term answers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..ground.clauses import sentences_of, stem
from ..pattern import lazy
from ..schemas.merge_draft import DraftAnswer, DraftChange, TraceDraft
from ..schemas.summary import AgreedTerm, Demand, OpenQuestion
from ..schemas.vocabulary import DemandKind, Issue, OpenKind, Stage
from .likeness import Weights
from .point import DROPPED, Point, alike_figures, is_older, state
from .profile import Profile, clash, former_figures, in_time

_ALIKE = 0.3  # of the words of two positions on one thing, figures aside
_SAYS_SO = 0.2  # where the later item itself says what held before
_FEW = 2  # words that they share at least
_ANSWERS = 0.45  # of the words of a question and of the term that settles it
_SETTLED = (Stage.SUSPENDED, Stage.COLLAPSED)
_YIELDED = 0.25  # of the words of what was refused and of what was agreed
_DROPS = 0.18  # of the words of a demand and of the term that gives it up, where they share two
_WANTED = (DemandKind.DEMAND, DemandKind.PROPOSAL, DemandKind.REQUEST)
_FIGURE_OF = {Issue.PAY_BENEFITS: "percent", Issue.CEASEFIRE_SCOPE: "duration"}
_ATTACKS = frozenset(map(stem, ("attack", "port", "strike", "halt")))
_PAY = lazy(r"(?i)\b(?:pay|wages?|salar\w+|offer\w*|claim|ris(?:e|ing)|raise)\b")
_ADMITS = lazy(r"(?i)\b(?:admits?|allow|accept|let|permit)\b")
_SIGNED = (Stage.SIGNED, Stage.IN_FORCE)
_STAYS = lazy(r"(?i)\b(?:stays?|remains?|unchanged)\b")
_REFUSES = lazy(r"(?i)\b(?:no|not|never|nor|without|neither|refus\w+|reject\w+|den(?:y|ies|ied))\b|n['’]t\b")


def trace(groups: Sequence[Sequence[Profile]], weights: Weights) -> TraceDraft:
    """What moved and what was answered among groups of items."""
    points = [Point(tuple(group)) for group in groups]
    met = [*_met(points, weights)]
    moved = {(change.party, change.before.members[0]) for change in met}
    yielded = [each for each in _yielded(points, weights) if (each.party, each.before.members[0]) not in moved]
    changes = [*_given_up(points, weights), *_moved(points, weights), *yielded, *met]
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
    same = one.card.item.issue is other.card.item.issue
    least = _ALIKE if (says_so and (same or mine & theirs)) or _on_one_figure(one, other) else 0.0
    if len(mine & theirs) >= _FEW:
        return max(least, weights.alike(mine, theirs) + _SAYS_SO * says_so)
    return least


def _on_one_figure(one: Profile, other: Profile) -> bool:
    """Whether two items give figures of the one kind that their issue is about: per cents of pay, days of a halt."""
    issue = one.card.item.issue
    kind = _FIGURE_OF.get(issue)
    if kind is None or other.card.item.issue is not issue:
        return False
    if any(isinstance(i.card.item, Demand) and i.card.item.kind not in _WANTED for i in (one, other)):
        return False
    if not all(any(key[0] == kind for key in i.figures) for i in (one, other)):
        return False
    if issue is Issue.CEASEFIRE_SCOPE:  # of one halt of attacks, not of any two ceasefires
        return len(one.mentions & other.mentions & _ATTACKS) > 1 and one.kind == other.kind
    return all(_PAY.search(i.card.item.text) for i in (one, other))


def _plain(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not any(map(str.isdigit, word)))


def _names(before: Profile, after: Profile) -> bool:
    """Whether the later item names the earlier one's figure as what held before: to 7 percent from 9."""
    was = former_figures(after.card.item.text)
    key = clash(before.figures, after.figures)
    return bool(key and before.figures[key] & frozenset[Fraction]().union(*alike_figures(was, key)))


def _moved(points: Sequence[Point], weights: Weights) -> Iterator[DraftChange]:
    """A party's figure for one thing, and the next one that it gives: the nearest before it in time."""
    nearest: dict[tuple[str, frozenset[str]], tuple[int, float, Point, Point]] = {}
    for before, after, score in _later(points, weights):
        one, other = before.head, after.head
        if one.kind == "open_question" or other.kind == "open_question" or "threat" in (one.sense, other.sense):
            continue
        if not clash(one.figures, other.figures) or score < _ALIKE or not _same_voice(one, other):
            continue
        found = (before.last or 0, score, before, after)
        key = (other.card.ref, one.sides)
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
            (weights.alike(_plain(before.head.mentions), _plain(after.head.mentions)), before.last, before)
            for before in points
            if before.head.kind == "demand"
            and before.head.sides == after.head.sides
            and is_older(before, after)
            and len(_plain(before.head.mentions) & _plain(after.head.mentions)) >= _FEW
        ]
        fit = [(score, last or 0, in_time(point.head.card), point) for score, last, point in found if score >= _DROPS]
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
        if _REFUSES.search(other.card.item.text) or _STAYS.search(other.card.item.text):
            continue
        if other.card.ref not in nearest or (before.last or 0, score) > nearest[other.card.ref][:2]:
            nearest[other.card.ref] = (before.last or 0, score, before, after)
    for _, _, before, after in sorted(nearest.values(), key=lambda found: in_time(found[3].head.card)):
        states = [state(before, None, late=True), state(after, None, late=False)]
        if states[0] and states[1]:
            party = min(before.head.sides)
            yield DraftChange(party=party, about=_about(before, after), before=states[0], after=states[1])


def _met(points: Sequence[Point], weights: Weights) -> Iterator[DraftChange]:
    """What a party ruled out and then offers, and what it offered and then signs."""
    found: dict[tuple[str, str], tuple[int, float, Point, Point]] = {}
    for after in points:
        for before in points:
            one, other = before.head, after.head
            if not is_older(before, after) or one.kind != "demand" or not one.sides <= other.sides:
                continue
            shared = _plain(one.mentions) & _plain(other.mentions)
            score = weights.alike(_plain(one.mentions), _plain(other.mentions))
            if (_offers(one, other) and shared) or (_signs(one, other) and len(shared) > _FEW and score >= _ALIKE):
                key = (other.card.ref, min(one.sides))
                if key not in found or (before.last or 0, score) > found[key][:2]:
                    found[key] = (before.last or 0, score, before, after)
    for (_, party), (_, _, before, after) in sorted(found.items()):
        states = [state(before, None, late=True), state(after, None, late=False)]
        if states[0] and states[1]:
            yield DraftChange(party=party, about=_about(before, after), before=states[0], after=states[1])


def _offers(one: Profile, other: Profile) -> bool:
    """Whether what was ruled out is what is offered now: no observers, and then some on a condition."""
    item = other.card.item
    return (
        one.sense == "no"
        and isinstance(item, Demand)
        and item.kind is DemandKind.PROPOSAL
        and one.sides == other.sides
        and one.card.item.issue is item.issue is Issue.MONITORING_VERIFICATION
        and bool(_ADMITS.search(item.text))
        and not _REFUSES.search(item.text)
    )


def _signs(one: Profile, other: Profile) -> bool:
    """Whether what a party offered is what was signed later."""
    offered, item = one.card.item, other.card.item
    return (
        isinstance(offered, Demand)
        and offered.kind is DemandKind.PROPOSAL
        and isinstance(item, AgreedTerm)
        and item.stage in _SIGNED
        and offered.issue is item.issue
        and not _REFUSES.search(item.text)
    )


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
