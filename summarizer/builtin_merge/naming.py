"""Which names mean one party, over the articles in which they occur."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ..ground.alias_table import stands_for
from ..ground.clauses import fold, stem
from ..ground.parties import same_party
from ..merge.card import Report, named_parties
from ..schemas.merge_draft import DraftParty, PartiesDraft
from .identity import BODIES, TITLES, bare_words, is_role, names_in, stated_names
from .profile import when
from .registry import Registry

_ALL_PAIRS = 80  # names; of more, only those are compared that share a word or a key
_ARTICLES = 12  # in which two names are held against each other


def parties(names: Mapping[str, str], reports: Sequence[Report]) -> PartiesDraft:
    """All names, those of one party together; no two that stand side by side or against each other in one item."""
    ordered = sorted(reports, key=when)
    known = sorted(set(names.values()))
    groups = _Groups(known, _apart(ordered))
    for one, other in _by_key(known, ordered):
        groups.join(one, other)
    for one, other in _by_name(known, ordered):
        groups.join(one, other)
    for one, other in _by_speaker(known, ordered):
        groups.join(one, other)
    for one, other in _by_office(known, ordered):
        groups.join(one, other)
    for one, other in _by_role(groups, ordered):
        groups.join(one, other)
    uses = Counter(name for report in ordered for name in names_in(report))
    refs: dict[str, list[str]] = {}
    for ref, name in names.items():
        refs.setdefault(name, []).append(ref)
    found = [
        DraftParty(name=_best(some, uses), names=sorted(r for n in some for r in refs[n])) for some in groups.all()
    ]
    return PartiesDraft(parties=sorted(found, key=lambda party: party.name))


class _Groups:
    """Names in groups that are one party; what must stay apart, stays apart."""

    def __init__(self, names: Iterable[str], apart: set[frozenset[str]]) -> None:
        self.group = {name: [name] for name in names}
        self.apart = apart

    def join(self, one: str, other: str) -> None:
        ours, theirs = self.group[one], self.group[other]
        if ours is theirs or any(frozenset((a, b)) in self.apart for a in ours for b in theirs):
            return
        ours.extend(theirs)
        for name in theirs:
            self.group[name] = ours

    def all(self) -> list[list[str]]:
        return [sorted(group) for group in {id(group): group for group in self.group.values()}.values()]


def _apart(reports: Sequence[Report]) -> set[frozenset[str]]:
    """Names that one item lists side by side or puts against each other: they are two parties."""
    found = set()
    for report in reports:
        for item in report.summary.items:
            for one, other in combinations(sorted(set(named_parties(item))), 2):
                found.add(frozenset((one, other)))
    return found


def _by_key(known: Sequence[str], reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Names that share an alias, stated initials, or their words."""
    first: dict[str, str] = {}
    registry = Registry(reports)
    for report in reports:
        for name in sorted(set(names_in(report)) & set(known)):
            if key := registry.of(name, report):
                yield first.setdefault(key, name), name
    for report in reports:  # initials stated in one article, used in another
        for several in stated_names(report.summary.article.text):
            here = [name for name in known if not is_role(name) and bare_words(name) in set(map(bare_words, several))]
            yield from ((here[0], name) for name in here[1:])


def _by_name(known: Sequence[str], reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Names that an article in which both or either occur makes one."""
    used: dict[str, list[Report]] = {}
    for report in reports:
        for name in sorted(set(names_in(report))):
            used.setdefault(name, []).append(report)
    for one, other in _pairs(known):
        here, there = used.get(one, []), used.get(other, [])
        both = [report for report in here if report in there]
        tried = both if both or is_role(one) or is_role(other) else here + there
        if any(same_party(one, other, report.summary.article.text) for report in tried[:_ARTICLES]):
            yield one, other


def _pairs(known: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(known) <= _ALL_PAIRS:
        yield from combinations(known, 2)
        return
    shelves: dict[str, list[str]] = {}
    for name in known:
        for word in sorted({*bare_words(name), "".join(word[0] for word in bare_words(name))}):
            shelves.setdefault(word, []).append(name)
    pairs = {pair for shelf in shelves.values() for pair in combinations(shelf[:_ALL_PAIRS], 2)}
    yield from sorted(pairs)


def _by_office(known: Sequence[str], reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """A person and the party that an article gives as his: Kessara's negotiator, Gen. Halim Torosk; Vessey, ETEA's."""
    persons = [name for name in known if _person(name)]
    others = [name for name in known if name not in persons and not is_role(name)]
    for person in persons:
        for report in reports:
            text = fold(report.summary.article.text)
            if person.split()[-1] in text:
                found = [other for other in others if _holds_office(person.split()[-1], other, text)]
                yield from ((other, person) for other in found if len(found) == 1)


def _holds_office(surname: str, party: str, text: str) -> bool:
    """Whether a text puts an office of the party right before or after a surname."""
    made = re.escape(fold(party).removeprefix("the ").removeprefix("The "))
    made = made.removesuffix("a") + "(?:an?|n)?" if made.endswith("a") else made + "(?:i?an|n)?"
    office = r"(?:(?!says?\b|said\b|told\b|and\b|with\b|to\b)[a-z]+\s){0,3}?(?i:" + "|".join(_OFFICES) + r")"
    before = rf"\b{made}(?:'s)?,?\s{office},?\s(?:retired\s)?(?:[A-Z][\w.'-]+\s){{0,3}}{re.escape(surname)}\b"
    after = rf"\b{re.escape(surname)},\s(?:(?:the|a)\s)?{made}(?:'s)?\s{office}\b"
    return bool(re.search(before, text) or re.search(after, text))


_OFFICES = [
    "president", "(?:prime|foreign|defence|defense|finance|interior|trade|deputy) minister", "minister", "premier",
    "chancellor", "chief executive", "general secretary", "chief negotiator", "negotiator",
    "spokes(?:man|woman|person)",
    "leader", "head of mission", "delegate", "ambassador", "envoy", "director", "chair(?:man|woman|person)?", "king",
]  # fmt: skip


def _by_speaker(known: Sequence[str], reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Names for which the same person or body speaks in different articles, and bodies that speak for a name."""
    among, first = set(known), dict[str, str]()
    whole = {" ".join(bare_words(name)): name for name in reversed(known) if not is_role(name)}
    for report in reports:
        for several in stated_names(report.summary.article.text):
            here = [name for name in known if bare_words(name) in set(map(bare_words, several)) and not is_role(name)]
            whole |= {" ".join(bare_words(other)): here[0] for other in several if here and not is_role(other)}
    for report in reports:
        for item in report.summary.items:
            speaker, party = item.attribution.speaker, item.attribution.party
            if not speaker or party is None or party not in among:
                continue
            if body := whole.get(" ".join(bare_words(speaker))):
                yield body, party
            if person := _person(speaker):
                yield first.setdefault(person, party), party


def _person(speaker: str) -> str | None:
    """A person's name of two words or more, in small letters; None for a body, a role, a surname alone."""
    words = speaker.split(",")[0].split()
    bare = [word for word in bare_words(speaker.split(",")[0]) if word not in TITLES]
    if len(bare) != 2 or not all(word[:1].isupper() for word in words[-2:]):
        return None
    return None if stands_for(tuple(bare)) or stands_for((bare[-1],)) or set(bare) & BODIES else " ".join(bare)


def _by_role(groups: _Groups, reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """What only says what somebody is ("the employers"), where one party of the story has that word in its name."""
    full = groups.all()
    stated = [name for report in reports for several in stated_names(report.summary.article.text) for name in several]
    for role in [name for group in full for name in group if is_role(name)]:
        heads = {stem(word) for word in bare_words(role)}
        bearers = [
            group
            for group in full
            if role not in group
            and any(heads <= set(map(stem, bare_words(n))) for n in _written_out(group, stated) if not is_role(n))
        ]
        if len(bearers) == 1:
            yield bearers[0][0], role


def _written_out(group: Sequence[str], stated: Sequence[str]) -> list[str]:
    """The names of a party, and what its initials stand for."""
    initials = {name for name in group if name.isupper()}
    long = [n for n in stated if len(n.split()) > 1 and "".join(w[0] for w in bare_words(n)).upper() in initials]
    return [*group, *long]


def _best(names: Sequence[str], uses: Counter[str]) -> str:
    """The name that readers know best: no mere role, used most, short."""
    return min(sorted(names), key=lambda name: (is_role(name), bool(_person(name)), -uses[name], len(name)))
