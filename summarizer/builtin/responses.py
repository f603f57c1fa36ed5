"""What the addressee answered: a refusal or acceptance of "the idea", "the offer" joins the demand it answers."""

import re

from summarizer.schemas.draft import DraftDemand, DraftTerm
from summarizer.schemas.vocabulary import Confirmation, DemandKind, Response

from .cues import Act
from .finding import Finding, Place

_ANAPHOR = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:(?:the|that|this|his|her|their|its|both|those"
    r"|these)\s(?:[\w-]+\s)?(?:ideas?|proposals?|offer|plan|demands?|conditions?|requests?|call"
    r"|suggestion|terms|claim|clause|figure|blueprint|increase|invitation|proposition|compromise"
    r"|bid|move|package)\b|(?:it|them|that|this)\b(?=\W*$|\s(?:and|in|on|at|within|as|by|outright|again|too)\b)"
    r"|in full\b|$)",
    re.I,
)
_DECLINES = re.compile(r"\S+ (?:\w+ly )?(?:accept|agree|support|consider|approve|sign)")
_INLINE: list[tuple[Response, re.Pattern[str]]] = [
    (
        Response.REJECTED,
        re.compile(
            r"\b(?:a (?:condition|demand|proposal|request|claim|move|step|term|figure|idea)\s[^,.;]{0,40}?"
            r"\b(?:will not|would not|won[’']t|has rejected|rejected|refused|called unacceptable|dismissed)"
            r"|which [^,.;]{0,40}\b(?:rejected|refused|dismissed|turned down)"
            r"|but (?:was|were) (?:rejected|refused|rebuffed|turned down)|unacceptable to)",
            re.I,
        ),
    ),
    (
        Response.ACCEPTED,
        re.compile(
            r"\b(?:a (?:condition|demand|proposal|request)\s[^,.;]{0,40}?\b(?:has accepted|accepted|agreed to)"
            r"|which [^,.;]{0,40}\b(?:accepted|agreed to))",
            re.I,
        ),
    ),
]
_ANSWERABLE = frozenset(
    {DemandKind.DEMAND, DemandKind.PROPOSAL, DemandKind.REQUEST, DemandKind.PRECONDITION, DemandKind.THREAT}
)


def with_responses(findings: list[Finding], text: str) -> list[Finding]:
    """The findings with answers folded into the demands that they answer."""
    kept: list[Finding] = []
    for finding in findings:
        if asked := _answered(kept, finding, text):
            _answer(asked, finding)
            continue
        if isinstance(finding.item, DraftDemand) and finding.clause is not None:
            _inline(finding.item, text[finding.clause.start : finding.places[0].end])
        kept.append(finding)
    return kept


def _answered(kept: list[Finding], answer: Finding, text: str) -> Finding | None:
    """The demand that a finding answers: the latest by another party, in the same or the sentence before."""
    clause = answer.clause
    if (
        clause is None
        or not isinstance(answer.item, DraftDemand | DraftTerm)
        or clause.act not in (Act.REFUSE, Act.WILL_NOT, Act.AGREE)
    ):
        return None
    if isinstance(answer.item, DraftDemand) and answer.item.kind is DemandKind.PRECONDITION:
        return None
    if clause.act is Act.WILL_NOT and not _DECLINES.match(text, clause.cue_start, clause.end):
        return None
    if not _ANAPHOR.match(text[clause.cue_start + len(clause.form) : clause.end].rstrip(" .”“")):
        return None
    by = answer.item.by if isinstance(answer.item, DraftDemand) else answer.item.parties
    for finding in reversed(kept):
        near = answer.places[0].number - finding.places[-1].number
        if near > 4:
            return None
        if (
            isinstance(finding.item, DraftDemand)
            and finding.item.kind in _ANSWERABLE
            and not set(by) & set(finding.item.by)
        ):
            return finding
    return None


def _answer(asked: Finding, answer: Finding) -> None:
    item = asked.item
    assert isinstance(item, DraftDemand)
    if isinstance(answer.item, DraftTerm):
        item.response = Response.CONDITIONAL if answer.item.conditions else Response.ACCEPTED
    else:
        item.response = Response.REJECTED
    if answer.places[0] not in asked.places and len(asked.places) < 3:
        asked.places.append(answer.places[0])


def _inline(item: DraftDemand, sentence: str) -> None:
    for response, pattern in _INLINE:
        if item.response is Response.UNANSWERED and pattern.search(sentence):
            item.response = response


_DENIES = re.compile(
    r"\b(?:den(?:ied|ies|ying)|disput(?:ed|es)|contradicted)\s(?:that|it|having|any|the|giving"
    r"|agreeing|making|such)\b|\bno such (?:thing|deal|agreement)\b|\b(?:accepted|agreed to)"
    r" nothing\b",
    re.I,
)


def with_contradictions(findings: list[Finding], text: str, places: list[Place]) -> None:
    """Marks a term that one side reports as contradicted where one of the next three sentences denies it."""
    for finding in findings:
        if not isinstance(finding.item, DraftTerm) or finding.item.speaker is None:
            continue
        here = finding.places[0].number
        if any(_DENIES.search(text, place.start, place.end) for place in places[here + 1 : here + 4]):
            finding.item.confirmation = Confirmation.CONTRADICTED
