"""What the addressee answered: a refusal or acceptance of "the idea", "the offer" joins the demand it answers."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftDemand, DraftTerm
from summarizer.schemas.vocabulary import Confirmation, DemandKind, Response

from .cast import Cast
from .cues import Act
from .finding import Finding, Place

_ANAPHOR = lazy(
    r"^\W*(?:\w+\W+){0,3}?(?:(?:the|that|this|his|her|their|its|both|those"
    r"|these)\s(?:[\w-]+\s)?(?:ideas?|proposals?|offer|plan|demands?|conditions?|requests?|call"
    r"|suggestion|terms|claim|clause|figure|blueprint|increase|invitation|proposition|compromise"
    r"|bid|move|package)\b|(?:it|them|that|this)\b(?=\W*$|\s(?:down|and|in|on|at|within|as|by|outright|again|too)\b)"
    r"|in full\b|$)",
    re.I,
)
_DECLINES = lazy(r"\S+ (?:\w+ly )?(?:accept|agree|support|consider|approve|sign)")
_INLINE: list[tuple[Response, re.Pattern[str]]] = [
    (
        Response.REJECTED,
        lazy(
            r"\b(?:a (?:condition|demand|proposal|request|claim|move|step|term|figure|idea)\s[^,.;]{0,40}?"
            r"\b(?:will not|would not|won[’']t|has rejected|rejected|refused|called unacceptable|dismissed)"
            r"|which [^,.;]{0,40}\b(?:rejected|refused|dismissed|turned down)"
            r"|but (?:was|were) (?:rejected|refused|rebuffed|turned down)|unacceptable to)",
            re.I,
        ),
    ),
    (
        Response.ACCEPTED,
        lazy(
            r"\b(?:a (?:condition|demand|proposal|request)\s[^,.;]{0,40}?\b(?:has accepted|accepted|agreed to)"
            r"|which [^,.;]{0,40}\b(?:accepted|agreed to))",
            re.I,
        ),
    ),
]
_ASKS_REPLY = lazy(r"\bto (?:answer|reply|respond|decide)\b")  # no offer, so nothing to accept
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
            and not _ASKS_REPLY.search(finding.item.text)
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


_DENIES = lazy(
    r"\b(?:den(?:ied|ies|ying)|disput(?:ed|es)|contradicted)\s(?:that|it|this|having|any(?:thing)?|the|giving|ever"
    r"|agreeing|making|signing|accepting|such)\b(?![^.;]{0,30}\b(?:attack|str(?:ike|uck|iking)|shell|bomb|violat|target))"
    r"|\bno such (?:thing|deal|agreement)\b|\b(?:accepted|agreed (?:to|on)|signed|promised) nothing\b"
    r"|(?:\bnot|n[’']t|\bnever) (?:accepted|agreed to|signed|promised) any",
    re.I,
)

_DENYING = ("deni", "deny", "disput", "contradicted", "no such", "nothing", " any")  # each match holds one


def with_contradictions(findings: list[Finding], cast: Cast, places: list[Place]) -> None:
    """Marks a term as contradicted where a party to it denies it, in its sentence or one of the next three."""
    for finding in findings:
        if not isinstance(finding.item, DraftTerm) or finding.clause is None:
            continue
        here = finding.places[0]
        rest = Place(here.number, finding.clause.cue_end, here.end)
        if any(_denied(finding.item, cast, place) for place in (rest, *places[here.number + 1 : here.number + 4])):
            finding.item.confirmation = Confirmation.CONTRADICTED


def _denied(item: DraftTerm, cast: Cast, place: Place) -> bool:
    """Whether a stretch denies the term, and in the name of one of its parties where it names any."""
    small = cast.text[place.start : place.end].lower()
    if not any(word in small for word in _DENYING) or not _DENIES.search(cast.text, place.start, place.end):
        return False
    named = cast.parties_in(place.start, place.end)
    return bool(set(named) & set(item.parties)) or (not named and item.speaker is not None)
