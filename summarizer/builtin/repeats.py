"""No item twice: what a later sentence repeats joins the first as a second quote."""

from summarizer.schemas.draft import DraftDemand, DraftQuestion, DraftTerm
from summarizer.schemas.vocabulary import DemandKind, OpenKind

from .finding import Finding

_MOST_QUOTES = 3
_SAME = 0.6  # share of the shorter item's content words that the longer one has too
_SAME_NEAR = 0.5  # where one speaker goes on in the next sentence
_FIRM = {
    DemandKind.REFUSAL: 0,
    DemandKind.RED_LINE: 0,
    DemandKind.DEMAND: 1,
    DemandKind.PRECONDITION: 1,
    DemandKind.REQUEST: 1,
    DemandKind.PROPOSAL: 2,
    DemandKind.THREAT: 3,
}
"""Kinds between which a repeated item may waver."""


def without_repeats(findings: list[Finding]) -> list[Finding]:
    """The findings, each thing once, in the order of first mention."""
    kept: list[Finding] = []
    for finding in findings:
        earlier = next((other for other in kept if _same(other, finding)), None)
        if earlier is None:
            kept.append(finding)
        elif len(earlier.places) < _MOST_QUOTES and not set(finding.places) & set(earlier.places):
            earlier.places += [place for place in finding.places if place not in earlier.places][:1]
    return kept


def _same(one: Finding, other: Finding) -> bool:
    if type(one.item) is not type(other.item) or not _alike(one, other):
        return False
    shared = one.words & other.words
    shorter = min(len(one.words), len(other.words))
    numbers_one = {w for w in one.words if w[0].isdigit()}
    numbers_other = {w for w in other.words if w[0].isdigit()}
    if numbers_one and numbers_other and not (numbers_one <= numbers_other or numbers_other <= numbers_one):
        return False
    near = (
        abs(one.places[-1].number - other.places[0].number) <= 1 and one.item.speaker == other.item.speaker is not None
    )
    return (
        shorter > 0
        and len(shared) >= max(2, (_SAME_NEAR if near else _SAME) * shorter)
        and (len(shared) >= 3 or shorter <= 3)
    )


def _alike(one: Finding, other: Finding) -> bool:
    a, b = one.item, other.item
    if isinstance(a, DraftDemand) and isinstance(b, DraftDemand):
        return bool(set(a.by) & set(b.by)) and _FIRM[a.kind] == _FIRM[b.kind]
    if isinstance(a, DraftTerm) and isinstance(b, DraftTerm):
        return bool(set(a.parties) & set(b.parties)) or not a.parties or not b.parties
    if isinstance(a, DraftQuestion) and isinstance(b, DraftQuestion):
        return (a.kind is b.kind) or OpenKind.NOT_ADDRESSED in (a.kind, b.kind)
    return False
