"""Speakers: the voice that a noun phrase names, with its party, channel and stance."""

import re
from dataclasses import dataclass, replace

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import Channel, Stance

from .cast import Cast
from .mentions import Actor
from .roles import COLLECTIVE
from .speech import (
    DOCUMENT,
    NAMELESS,
    NAMING,
    OUTLETS,
    PAPER,
    PRONOUN,
    UNNAMED,
)

_READOUT = lazy(r"\breadouts?\b|account of the (?:call|meeting|conversation|talks)")
_INTERVIEW = lazy(r"\binterview\b")


@dataclass(frozen=True)
class Voice:
    """Who says something. The article's own voice has no speaker."""

    speaker: str | None = None
    party: str | None = None
    channel: Channel = Channel.OUTLET
    stance: Stance = Stance.ASSERTS
    independent: bool = False


OWN = Voice()


def voice_of(cast: Cast, start: int, end: int, verb: str, around: str) -> Voice | None:
    """The voice that a noun phrase names; None where it names nobody who could speak."""
    phrase = cast.text[start:end].strip(" ,")
    first = re.split(r",\s", phrase)[0]
    actor = cast.who(start, start + len(cast.text[start:end]) if PRONOUN.fullmatch(phrase) else end)
    stance = (
        Stance.DENIES
        if verb.startswith("den")
        else Stance.PREDICTS
        if verb.startswith(("expect", "predict"))
        else Stance.ASSERTS
    )
    if UNNAMED.search(first) and (actor is None or actor.sort != "person"):
        party = actor.party if actor else _of_officials(cast, start)
        return Voice(first, party, Channel.UNNAMED_OFFICIALS, stance)
    if (actor is None or actor.sort == "group") and COLLECTIVE.match(first):
        return Voice(first, None, _channel(around, first), stance)
    if actor is None:
        if not PAPER.search(first):
            return None
        return Voice(first, None, _channel(around, first), stance)
    party = None if actor.independent else actor.party
    name = actor.name if actor.sort in ("person", "unknown") else _short(cast, start, end, actor)
    if actor.sort in ("unknown", "place") and not OUTLETS.search(actor.name):
        party = actor.party if actor.sort == "unknown" else None
    return Voice(name, party, _channel(around, first), stance, actor.independent)


def _of_officials(cast: Cast, before: int) -> str | None:
    """Whose officials "the official" and "officials" are: the last that were named as somebody's."""
    for mention in reversed(cast.within(max(0, before - 500), before)):
        if re.match(
            r"\s(?:[a-z]+ )?(?:officials?|diplomats?|negotiators?)\b", cast.text[mention.end : mention.end + 40]
        ):
            return mention.actor.party
    return None


def _short(cast: Cast, start: int, end: int, actor: Actor) -> str:
    """A party as the article calls it here: "Kremlin", "White House"."""
    found = next((m for m in cast.within(start, end) if m.actor is actor), None)
    return cast.text[found.start : found.end] if found else actor.name


def _channel(around: str, who: str) -> Channel:
    if ("readout" in around or "account of" in around) and _READOUT.search(around):
        return Channel.READOUT
    if OUTLETS.search(who):
        return Channel.OTHER_OUTLET
    if any(word in around.lower() for word in NAMING) and NAMELESS.search(around):
        return Channel.UNNAMED_OFFICIALS
    if "interview" in around and _INTERVIEW.search(around):
        return Channel.INTERVIEW
    return Channel.DOCUMENT if DOCUMENT.search(who) else Channel.STATEMENT


def claimed(voice: Voice, subjects: list[str]) -> Voice:
    """The voice with stance `claims` where a party speaks about another party's acts."""
    other = voice.party and subjects and voice.party not in subjects and voice.stance is Stance.ASSERTS
    return replace(voice, stance=Stance.CLAIMS) if other else voice
