"""Where accounts or positions differ though no article says so: scopes, figures, what is wanted and ruled out.

Only what is plain: better no disagreement than a wrong one.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from ..ground.clauses import sentences_of
from ..ground.uses import is_content
from ..merge.card import Card
from ..merge.words import find_words
from ..pattern import lazy
from ..schemas.merge_draft import DraftDisagreement, DraftVersion
from ..schemas.summary import AgreedTerm, Demand
from ..schemas.vocabulary import Apart, Channel, DemandKind, Differs
from .likeness import Weights
from .point import Point, clause_with
from .profile import Profile, clash, in_time
from .wording import about

_ALIKE = 0.35  # of the words of two positions on one point
_RULED_OUT = 0.3  # of the words of what one side wants and the other rules out
_SHARED = 2  # words at least
_TOLD = (Channel.READOUT, Channel.STATEMENT, Channel.DOCUMENT, Channel.INTERVIEW)
_WANTS = (DemandKind.DEMAND, DemandKind.PRECONDITION, DemandKind.REQUEST, DemandKind.PROPOSAL)
_TOPIC = lazy(r"(?i)^(?:(?:attacks?|strikes?)\s(?:on|against)\s)?(?:the\s)?")


def scopes(groups: Sequence[Sequence[Profile]], weights: Weights, matter: Mapping[str, str]) -> list[DraftDisagreement]:
    """Two sides' accounts of one term that give its scope in other words: "energy" or "energy and infrastructure"."""
    terms = [item for group in groups for item in group if isinstance(item.card.item, AgreedTerm)]
    found: dict[tuple[str, str], list[tuple[Profile, Profile]]] = {}
    for one, other in combinations(sorted(terms, key=lambda item: in_time(item.card)), 2):
        parties = (_teller(one), _teller(other))
        if parties[0] and parties[1] and parties[0] != parties[1] and _one_term(one, other, weights):
            first, second = sorted(((parties[0], one), (parties[1], other)), key=lambda side: side[0])
            if _other_scope(_scope(one) or "", _scope(other) or ""):
                found.setdefault((first[0], second[0]), []).append((first[1], second[1]))
    drafts = []
    for parties, pairs in sorted(found.items()):
        sides = [list(dict.fromkeys(pair[at] for pair in pairs)) for at in (0, 1)]
        versions = [_version(party, some) for party, some in zip(parties, sides, strict=True)]
        name = matter[versions[0].members[0]]
        drafts.append(
            DraftDisagreement(
                about=about(name, Differs.SCOPE),
                kind=Apart.ACCOUNTS,
                field=Differs.SCOPE,
                versions=versions,
                settled_by=[],
            )
        )
    return drafts


def _teller(item: Profile) -> str | None:
    said = item.card.item.attribution
    return said.party if said.channel in _TOLD and not item.card.report.is_copy else None


def _one_term(one: Profile, other: Profile, weights: Weights) -> bool:
    """Whether two terms are one: of the same days, with a party in common, and with like words."""
    if one.card.report.id == other.card.report.id or not one.sides & other.sides or clash(one.figures, other.figures):
        return False
    if None not in (one.day, other.day) and abs((one.day or 0) - (other.day or 0)) > 1:
        return False
    return len(one.words & other.words) >= _SHARED and weights.alike(one.words, other.words) >= _ALIKE


def _scope(item: Profile) -> str | None:
    term = item.card.item
    assert isinstance(term, AgreedTerm)
    return term.scope if term.scope and find_words(term.scope, [item.card]) else None


def _other_scope(one: str, other: str) -> bool:
    """Whether two scopes have a word in common, and one of them covers a thing more: "and" before another noun."""
    if not one or not other:
        return False
    ours, theirs = ({w.stem for s in sentences_of(t) for w in s if is_content(w)} for t in (one, other))
    pieces = [len(re.split(r"\s(?:and|or)\s|,\s", _TOPIC.sub("", text))) for text in (one, other)]
    return len(ours & theirs) * 3 >= min(len(ours), len(theirs)) and bool(ours & theirs) and pieces[0] != pieces[1]


def _version(party: str, items: Sequence[Profile]) -> DraftVersion:
    cards = sorted((item.card for item in items), key=in_time)
    words = min((scope for item in items if (scope := _scope(item))), key=lambda text: (len(text), text))
    return DraftVersion(party=party, members=[card.ref for card in cards], words=words)


def opposed(
    groups: Sequence[Sequence[Profile]], weights: Weights, matter: Mapping[str, str], given_up: frozenset[str]
) -> list[DraftDisagreement]:
    """What one side wants and another rules out, or for which they name different figures; as far as it stands."""
    points = [Point(tuple(group)) for group in groups if group[0].kind == "demand"]
    points = [point for point in points if given_up.isdisjoint(point.refs)]
    best: dict[tuple[str, tuple[str, str], Differs], tuple[float, int, Point, Point]] = {}
    for one, other in combinations(points, 2):
        field, score = _against(one.head, other.head, weights)
        if field is None:
            continue
        first, second = sorted((one, other), key=lambda point: min(point.head.sides))
        key = (matter[first.refs[0]], (min(first.head.sides), min(second.head.sides)), field)
        latest = min(first.last or 0, second.last or 0)
        if key not in best or (latest, score) > (best[key][1], best[key][0]):
            best[key] = (score, latest, first, second)
    return [
        draft
        for (_, _, field), (_, _, one, other) in sorted(best.items())
        if (draft := _draft(one, other, field, matter))
    ]


def _against(one: Profile, other: Profile, weights: Weights) -> tuple[Differs | None, float]:
    mine, theirs = one.card.item, other.card.item
    if not isinstance(mine, Demand) or not isinstance(theirs, Demand) or len(one.sides) != 1 or len(other.sides) != 1:
        return None, 0.0
    if one.sides == other.sides or mine.issue is not theirs.issue:
        return None, 0.0
    if (mine.of and other.sides.isdisjoint(mine.of)) or (theirs.of and one.sides.isdisjoint(theirs.of)):
        return None, 0.0
    plain = [frozenset(w for w in item.mentions if not any(map(str.isdigit, w))) for item in (one, other)]
    score = weights.alike(*plain)
    if "threat" in (one.sense, other.sense):
        return None, 0.0
    if {one.sense, other.sense} == {"yes", "no"} and len(plain[0] & plain[1]) >= _SHARED and score >= _RULED_OUT:
        return Differs.OTHER, score
    wants = mine.kind in _WANTS and theirs.kind in _WANTS and one.sense == other.sense == "yes"
    days = None in (one.day, other.day) or abs((one.day or 0) - (other.day or 0)) <= 1
    if (
        wants
        and days
        and plain[0] & plain[1]
        and (key := clash(one.figures, other.figures))
        and _counted(key, score, plain)
    ):
        return (Differs.DURATION if key[0] == "duration" else Differs.NUMBER), score
    return None, 0.0


def _counted(key: tuple[str, str], score: float, plain: Sequence[frozenset[str]]) -> bool:
    """Whether two figures are of one thing: they count the same, or the items are alike."""
    return score >= _ALIKE or (key[0] == "count" and key[1] in {"", *(plain[0] & plain[1])})


def _draft(one: Point, other: Point, field: Differs, matter: Mapping[str, str]) -> DraftDisagreement | None:
    versions = []
    key = clash(one.head.figures, other.head.figures) if field in (Differs.DURATION, Differs.NUMBER) else None
    for point in (one, other):
        card: Card = point.head.card
        words = clause_with(point.head, key)
        if words is None:
            return None
        versions.append(DraftVersion(party=min(point.head.sides), members=[card.ref], words=words))
    name = matter[versions[0].members[0]]
    return DraftDisagreement(
        about=about(name, field), kind=Apart.POSITIONS, field=field, versions=versions, settled_by=[]
    )
