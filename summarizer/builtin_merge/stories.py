"""Which reports are on one negotiation: those that have at least two main parties in common, or go back to one text."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ..ground.check import content
from ..ground.clauses import fold
from ..merge.card import Report
from ..schemas.merge_draft import DraftStory, StoriesDraft
from .identity import is_role, names_in
from .profile import when
from .registry import Registry

Shares = dict[str, float]  # of a party in the mentions of all parties; they add up to 1

_MAIN = 0.08  # of the mentions; who has less is no main party
_COMMON = 0.45  # of the mentions go to the same parties in the same measure
_LONGEST = 15  # words of a line that says what is negotiated


def stories(reports: Sequence[Report]) -> StoriesDraft:
    """The reports by negotiation, each once; the stories in the order of their first reports."""
    ordered = sorted(reports, key=when)
    units: dict[str, list[Report]] = {}
    for report in ordered:
        units.setdefault(report.origin, []).append(report)
    party = Registry(ordered)
    shares = {origin: _shares(unit, party) for origin, unit in units.items()}
    clusters = _clustered({origin: share for origin, share in shares.items() if len(share) > 1})
    silent = [unit for origin, unit in sorted(units.items()) if len(shares[origin]) < 2]
    found = [([r for origin in cluster for r in units[origin]], _sum(cluster, shares)) for cluster in clusters]
    spoken = [(members, total, _spoken(members, total, party)) for members, total in found]
    alone: list[list[Report]] = []
    for unit in silent:
        home = next((members for members, _, names in spoken if _mentions(unit, names)), None)
        if home is None:
            alone.append(list(unit))
        else:
            home.extend(unit)
    whole = sorted([members for members, _, _ in spoken] + alone, key=lambda some: min(map(when, some)))
    return StoriesDraft(stories=[_story(members) for members in whole])


def _shares(unit: Sequence[Report], party: Registry) -> Shares:
    counts: Counter[str] = Counter()
    for report in unit:
        for name in names_in(report):
            if key := party.of(name, report):
                counts[key] += 1
    total = counts.total()
    return {name: number / total for name, number in sorted(counts.items()) if number / total >= _MAIN}


def _clustered(shares: Mapping[str, Shares]) -> list[list[str]]:
    """Origins by story: the most focused first, so that one about two negotiations finds both and joins the nearer."""
    clusters: list[list[str]] = []
    totals: list[Shares] = []
    beside: dict[str, set[int]] = {}  # from a party to the clusters that it is in
    for origin in sorted((o for o in shares if shares[o]), key=lambda o: (len(shares[o]), o)):
        near = sorted({at for party in shares[origin] for at in beside.get(party, ())})
        ranked = [(common, -at) for at in near if (common := _common(shares[origin], totals[at])) >= _COMMON]
        at = -max(ranked)[1] if ranked else len(clusters)
        if not ranked:
            clusters.append([])
            totals.append({})
        clusters[at].append(origin)
        totals[at] = _sum(clusters[at], shares)
        for party in shares[origin]:
            beside.setdefault(party, set()).add(at)
    return [sorted(cluster) for cluster in clusters]


def _common(one: Shares, other: Shares) -> float:
    """What two distributions have in common; 0 where they share fewer main parties than a negotiation has."""
    both = [party for party in one if other.get(party, 0.0) >= _MAIN]
    if len(both) < 2 and not (set(one) == set(other) == set(both)):
        return 0.0
    return sum(min(one[party], other[party]) for party in both)


def _sum(cluster: Sequence[str], shares: Mapping[str, Shares]) -> Shares:
    total: Counter[str] = Counter()
    for origin in cluster:
        for party, share in shares[origin].items():
            total[party] += share / len(cluster)  # type: ignore[assignment]
    return dict(sorted(total.items()))


def _spoken(members: Sequence[Report], total: Shares, party: Registry) -> list[re.Pattern[str]]:
    """For each main party of a story the names under which an article can mention it."""
    names: dict[str, set[str]] = {}
    for report in members:
        for name in set(names_in(report)):
            key = party.of(name, report)
            if key in total and not is_role(name):
                names.setdefault(key, {*_aliases(key)}).add(fold(name).removeprefix("the ").removeprefix("The "))
    return [re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names[one]))) + r")") for one in sorted(names)]


def _aliases(key: str) -> list[str]:
    return [key.removeprefix("alias:")] if key.startswith("alias:") else []


def _mentions(unit: Sequence[Report], names: Sequence[re.Pattern[str]]) -> bool:
    text = fold(unit[0].summary.article.text)
    return sum(bool(name.search(text)) for name in names) >= 2


def _story(members: Sequence[Report]) -> DraftStory:
    days: dict[int, list[str]] = {}
    for report in sorted(members, key=when):
        if report.day is not None:
            days.setdefault(report.day, []).append(report.ref)
    unplaced = [report.ref for report in sorted(members, key=when) if report.day is None]
    return DraftStory(negotiation=_negotiation(members), days=[days[day] for day in sorted(days)], unplaced=unplaced)


def _negotiation(members: Sequence[Report]) -> str:
    """The line of the summary that has most in common with those of the others; of equals the shorter."""
    lines = Counter(r.summary.negotiation for r in members if r.summary.negotiation)
    if not lines:
        return members[0].summary.article.title or members[0].summary.article.id
    stems = {line: frozenset(content(line)) for line in lines}
    used = Counter(word for line, words in stems.items() for word in words for _ in range(lines[line]))

    def typical(line: str) -> tuple[bool, float, int, str]:
        words = stems[line]
        mean = sum(used[word] for word in words) / (len(words) + 1)
        return (len(line.split()) <= _LONGEST, mean * min(len(words), 6), -len(line), line)

    return " ".join(max(sorted(lines), key=typical).split()[: 2 * _LONGEST])
