"""Agreed terms from clauses: stage, parties, confirmation and particulars."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftTerm
from summarizer.schemas.vocabulary import Channel, Confirmation, Stage

from .actors import parties_of
from .cast import Cast
from .clauses import Clause
from .cues import Act
from .issues import issue_of
from .particulars import conditions, duration_of, scope_of, start_of
from .speaker import OWN, claimed
from .term_mood import agrees
from .wording import of_clause

ACTS = frozenset(
    {
        Act.AGREE,
        Act.SUPPORT,
        Act.SIGN,
        Act.REACH,
        Act.COMMIT,
        Act.FORCE,
        Act.SUSPEND,
        Act.COLLAPSE,
        Act.CONTAIN,
        Act.CONVENE,
    }
)
_STAGES = {
    Act.AGREE: Stage.AGREED,
    Act.SUPPORT: Stage.IN_PRINCIPLE,
    Act.SIGN: Stage.SIGNED,
    Act.REACH: Stage.AGREED,
    Act.COMMIT: Stage.AGREED,
    Act.FORCE: Stage.IN_FORCE,
    Act.SUSPEND: Stage.SUSPENDED,
    Act.COLLAPSE: Stage.COLLAPSED,
    Act.CONTAIN: Stage.AGREED,
    Act.CONVENE: Stage.AGREED,
}
_PRINCIPLE = lazy(
    r"\b(?:in princip(?:le|al)|outlines? of|framework (?:deal|agreement|accord)|broad(?:ly)? agree"
    r"|agreement on the outlines?)\b"
)
_TENTATIVE = lazy(
    r"\b(?:tentative(?:ly)?|provisional(?:ly)?|preliminary|subject to (?:ratification|approval|a"
    r" vote|the approval|member)|handshake|pending (?:ratification|approval)|draft (?:deal"
    r"|agreement|contract))\b"
)
_IF = lazy(r"\b(?:only )?if\s(?!not\b|only\b|necessary|needed|possible)")
_LABOUR = lazy(r"\b(?:strike|walkout|stoppage|action)\b")


def term(cast: Cast, clause: Clause, context: str, reached: bool) -> DraftTerm | None:
    """The agreed term that a clause states, or None. `reached`: the article reports a deal elsewhere."""
    text = cast.text
    body, subject = text[clause.start : clause.end], text[slice(*(clause.inherited or clause.subject))]
    if not agrees(clause, body, subject, reached):
        return None
    parties = _parties(cast, clause)
    if not parties and clause.act in (Act.AGREE, Act.COMMIT, Act.SUPPORT, Act.SUSPEND):
        return None
    if not parties:
        parties = cast.both("sides", clause.start)
    voice = claimed(clause.voice, parties)
    stage = _stage(clause, body, subject)
    return DraftTerm(
        quotes=[],
        text=of_clause(cast, clause),
        issue=issue_of(text[clause.cue_end - 12 : clause.end], body + " " + context),
        speaker=voice.speaker,
        speaker_party=voice.party,
        channel=voice.channel,
        stance=voice.stance,
        parties=parties,
        stage=stage,
        confirmation=_confirmation(clause, parties, stage),
        conditions=conditions(body),
        scope=scope_of(text[_object(text, clause) : clause.end]) if clause.act in (Act.AGREE, Act.COMMIT) else None,
        start=start_of(body),
        duration=duration_of(body),
    )


def _object(text: str, clause: Clause) -> int:
    """Where the verb's object begins: behind the cue, or at the word into which the cue reaches."""
    place = clause.cue_end
    while text[place : place + 1].isalnum() and text[place - 1].isalnum():
        place -= 1
    return place


def _parties(cast: Cast, clause: Clause) -> list[str]:
    if clause.passive and (by := re.search(r"\bby\s", cast.text[clause.cue_start : clause.end])):
        place = clause.cue_start + by.end()
        if found := cast.parties_in(place, min(clause.end, place + 60)):
            return found
    of_deal = clause.act in (Act.FORCE, Act.CONTAIN, Act.CONVENE) or (
        clause.passive and clause.act in (Act.SIGN, Act.REACH)
    )
    found = [] if of_deal else parties_of(cast, clause)
    if clause.form == "brokered":
        found = []  # its subject is the mediator
    if clause.act is Act.CONVENE:
        found = [name for name in parties_of(cast, clause) if name in cast.ranked[:6]]
    if clause.act in (Act.REACH, Act.SIGN, Act.AGREE) and (
        other := re.search(r"\b(?:with|between)\s", cast.text[clause.cue_start : clause.end])
    ):
        place = clause.cue_start + other.end()
        found = list(dict.fromkeys([*found, *cast.parties_in(place, min(clause.end, place + 60))]))
    if clause.act in (Act.CONTAIN, Act.FORCE, Act.COLLAPSE):
        inside = [name for name in cast.parties_in(clause.start, clause.end) if name in cast.ranked[:3]]
        found = found or (inside if len(inside) > 1 else [])
    return found


def stage_in(text: str) -> Stage | None:
    """The stage that words of the text state ("in principle", "subject to ratification"); None where none do."""
    if _TENTATIVE.search(text):
        return Stage.TENTATIVE
    return Stage.IN_PRINCIPLE if _PRINCIPLE.search(text) else None


def _stage(clause: Clause, body: str, subject: str) -> Stage:
    if stated := stage_in(body):
        return stated
    if clause.act is Act.SUSPEND and _LABOUR.search(body):
        return Stage.AGREED
    if clause.act is Act.SIGN and not re.match(r"(?:sign|initial)", clause.form):
        return Stage.AGREED
    if clause.act is Act.FORCE and (clause.future or "would" in clause.aux):
        return Stage.AGREED
    if clause.act in (Act.AGREE, Act.SIGN) and (clause.future or _IF.search(body, clause.cue_end - clause.start)):
        return Stage.IN_PRINCIPLE
    return _STAGES[clause.act]


def _confirmation(clause: Clause, parties: list[str], stage: Stage) -> Confirmation:
    """Who of those bound says so: in the article's own voice both sides only of what they have signed or keep."""
    voice = clause.voice
    if voice is OWN or voice.channel is Channel.OUTLET:
        if len(parties) < 2:
            return Confirmation.ONE_PARTY
        return Confirmation.ALL_PARTIES if stage in (Stage.SIGNED, Stage.IN_FORCE) else Confirmation.THIRD_PARTY
    if re.search(r"\b(?:both|joint|two)\b", voice.speaker or ""):
        return Confirmation.ALL_PARTIES
    if voice.party in parties:
        return Confirmation.ONE_PARTY
    return Confirmation.THIRD_PARTY
