"""Demands from clauses: who wants, proposes, refuses or threatens what."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftDemand
from summarizer.schemas.vocabulary import DemandKind, Made, Response, Stance

from .actors import parties_of
from .cast import Cast
from .clauses import Clause
from .cues import Act
from .demand_mood import demands_it
from .issues import issue_of
from .particulars import conditions
from .speaker import claimed
from .wording import of_clause

_KINDS = {
    Act.DEMAND: DemandKind.DEMAND,
    Act.INSIST: DemandKind.DEMAND,
    Act.OBLIGE: DemandKind.DEMAND,
    Act.CONDITION: DemandKind.PRECONDITION,
    Act.RED_LINE: DemandKind.RED_LINE,
    Act.PROPOSE: DemandKind.PROPOSAL,
    Act.READY: DemandKind.PROPOSAL,
    Act.REQUEST: DemandKind.REQUEST,
    Act.REFUSE: DemandKind.REFUSAL,
    Act.WILL_NOT: DemandKind.REFUSAL,
    Act.THREATEN: DemandKind.THREAT,
    Act.WARN: DemandKind.THREAT,
}
ACTS = frozenset(_KINDS)
_SPOKEN = frozenset({Act.OBLIGE, Act.RED_LINE, Act.WILL_NOT, Act.CONDITION})  # a party's words, whatever their subject
_FOREVER = lazy(
    r"\b(?:under (?:any|no) circumstances|red lines?|not negotiable|non-?negotiable|never|out of"
    r" the question|not on the table)\b",
    re.I,
)
_BEFORE = lazy(
    r"\b(?:before (?:any|it|he|she|they|the|talks|a|signing)|until|precondition|as a condition"
    r"|first step|prior to any|any (?:[\w-]+ ){0,3}(?:deal|agreement|settlement|cease-?fire"
    r"|truce)\b)",
    re.I,
)


def refusal(cast: Cast, clause: Clause, context: str) -> DraftDemand | None:
    """ "Neither side accepted the plan", "X did not sign": a refusal from a negated verb of agreement."""
    subject = cast.text[slice(*clause.subject)]
    neither = re.match(r"neither (?:side|party)\b", subject.strip(), re.I)
    if not neither and not ("did" in clause.aux and clause.negative) and "didn’t" not in clause.aux:
        return None
    by = cast.both("sides", clause.start) if neither else parties_of(cast, clause)
    return _item(cast, clause, context, by, DemandKind.REFUSAL) if by else None


def demand(cast: Cast, clause: Clause, context: str, proposer: list[str]) -> DraftDemand | None:
    """The demand that a clause states, or None. `proposer`: who made the last offer, for what "the offer" needs."""
    body = cast.text[clause.start : clause.end]
    by = _by(cast, clause)
    if (
        not by
        and clause.act is Act.CONDITION
        and re.search(r"\b(?:offer|proposal|plan)\b", cast.text[slice(*clause.subject)])
    ):
        by = proposer
    if not by or not demands_it(cast, clause, body, by):
        return None
    return _item(cast, clause, context, by, _kind(clause, body))


def _item(cast: Cast, clause: Clause, context: str, by: list[str], kind: DemandKind) -> DraftDemand:
    text = cast.text
    body = text[clause.start : clause.end]
    voice = claimed(clause.voice, by)
    rest = text[clause.cue_start : clause.end]
    return DraftDemand(
        quotes=[],
        text=of_clause(cast, clause),
        issue=issue_of(rest, body + " " + context),
        speaker=voice.speaker,
        speaker_party=voice.party,
        channel=voice.channel,
        stance=voice.stance,
        by=by,
        of=_addressee(cast, clause, by),
        kind=kind,
        response=Response.UNANSWERED,
        made=Made.ONE_PARTY_CLAIMS
        if voice.stance is Stance.CLAIMS and clause.voice.party not in by
        else Made.UNDISPUTED,
    )


def _by(cast: Cast, clause: Clause) -> list[str]:
    voice = clause.voice
    if clause.passive and clause.act in (Act.REFUSE, Act.PROPOSE, Act.DEMAND, Act.REQUEST):
        by = re.search(r"\bby\s", cast.text[clause.cue_start : clause.end])
        place = clause.cue_start + by.end() if by else clause.end
        return cast.parties_in(place, min(clause.end, place + 70))[:2]
    if clause.act in (Act.OBLIGE, Act.CONDITION) and voice.party and not voice.independent:
        return [voice.party]
    if clause.act in (Act.WILL_NOT, Act.RED_LINE) and clause.passive and voice.party:
        return [voice.party]
    found = parties_of(cast, clause)
    others = [name for name in cast.parties_in(*clause.subject) if name != voice.party]
    if clause.act is Act.WILL_NOT and others and not found:
        return []  # what one side says of another's ambitions is no refusal
    if not found and clause.act in _SPOKEN and voice.party and not voice.independent:
        return [voice.party]
    return found


def _kind(clause: Clause, body: str) -> DemandKind:
    kind = _KINDS[clause.act]
    if clause.act is Act.READY and clause.negative:
        return DemandKind.REFUSAL
    if kind is DemandKind.REFUSAL and _FOREVER.search(body):
        return DemandKind.RED_LINE
    if kind in (DemandKind.REFUSAL, DemandKind.DEMAND) and _BEFORE.search(body) and clause.act is not Act.REQUEST:
        return DemandKind.PRECONDITION
    if clause.act is Act.PROPOSE and re.search(r"\bconditions?\b", body[clause.cue_start - clause.start :][:40]):
        return DemandKind.PRECONDITION
    return kind


def _addressee(cast: Cast, clause: Clause, by: list[str]) -> list[str]:
    if clause.act is Act.OBLIGE:
        subject = [name for name in cast.parties_in(*clause.subject) if name not in by]
        if subject:
            return subject[:1]
    marked = re.match(
        r"[\w’'-]+\s(?:(?:that|for|on|upon|with|the|a|an)\s){0,2}(?=[A-Z“]|the\s)"
        r"|[^.;]{0,90}?\b(?:from|by)\s(?=[A-Z]|the )",
        cast.text[clause.cue_start : clause.end],
    )
    place = clause.cue_start + marked.end() if marked else clause.end
    return [name for name in cast.parties_in(place, min(clause.end, place + 32))[:1] if name not in by]


def offer_if(clause: Clause, body: str) -> bool:
    """ "would accept X if ...": at most an offer."""
    return clause.act is Act.AGREE and clause.modal and bool(conditions(body)) and not clause.negative
