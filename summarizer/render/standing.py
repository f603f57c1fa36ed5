"""How an item stands, in a few phrases: its status, who says so, and what the program set otherwise than the engine."""

from collections.abc import Mapping
from enum import StrEnum

from ..schemas.summary import Adjustment, AgreedTerm, Attribution, Demand, OpenQuestion
from ..schemas.vocabulary import (
    Channel,
    Confirmation,
    DemandKind,
    Issue,
    Made,
    OpenKind,
    Response,
    Stage,
    Stance,
)
from .phrases import words

# The fields of an item that hold such words; `kind` is a demand's or an open question's, and no word is in both.
_FIELDS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "issue": (Issue,),
    "stage": (Stage,),
    "confirmation": (Confirmation,),
    "kind": (DemandKind, OpenKind),
    "response": (Response,),
    "made": (Made,),
    "channel": (Channel,),
    "stance": (Stance,),
}


# Said where nobody is quoted: the article itself is all there is.
_OUTLET = {
    Confirmation.THIRD_PARTY: "as the article reports, no party is quoted",
    Confirmation.ONE_PARTY: "one side's undertaking, as the article reports",
}


class Tone(StrEnum):
    """How an item stands at a glance; each format gives it a mark, a terminal a colour as well."""

    SETTLED = "settled"  # at least agreed, and confirmed by all
    UNSURE = "unsure"  # not yet binding, or not confirmed by all
    DISPUTED = "disputed"  # accounts contradict each other, or it no longer holds
    WANTED = "wanted"
    OPEN = "open"


# What a tone is at a glance, for those who see no colours as well.
SIGNS: Mapping[Tone, str] = {
    Tone.SETTLED: "✓",
    Tone.UNSURE: "~",
    Tone.DISPUTED: "≠",
    Tone.WANTED: "→",
    Tone.OPEN: "?",
}


def tone(item: AgreedTerm | Demand | OpenQuestion) -> Tone:
    """The tone of an item, from its status fields alone."""
    match item:
        case Demand():
            return Tone.DISPUTED if item.made is Made.DENIED else Tone.WANTED
        case OpenQuestion():
            return Tone.DISPUTED if item.kind is OpenKind.DISPUTED else Tone.OPEN
    if item.confirmation is Confirmation.CONTRADICTED or item.stage in (Stage.SUSPENDED, Stage.COLLAPSED):
        return Tone.DISPUTED
    settled = item.stage in (Stage.AGREED, Stage.SIGNED, Stage.IN_FORCE)
    return Tone.SETTLED if settled and item.confirmation is Confirmation.ALL_PARTIES else Tone.UNSURE


def status(item: AgreedTerm | Demand | OpenQuestion) -> list[str]:
    """The status of an item in a few phrases, the weightiest first."""
    match item:
        case AgreedTerm():
            return [words(item.stage), _confirmation(item)]
        case OpenQuestion():
            return [words(item.kind)]
    phrases = [words(item.kind), words(item.response)]
    return phrases if item.made is Made.UNDISPUTED else [*phrases, _made(item)]


def who_says(attribution: Attribution) -> str:
    """Who says so, for whom, through which channel; the stance where it is not a plain assertion."""
    speaker, party, channel = attribution.speaker, attribution.party, attribution.channel
    unnamed, voice = channel is Channel.UNNAMED_OFFICIALS, channel is Channel.OUTLET
    if speaker is None and party and not unnamed:
        name = party
    else:
        name = speaker or (words(channel) if unnamed else "the article itself" if voice else "a speaker not named")
        if party and party.casefold() not in name.casefold():
            name = f"{name} ({party})"
    way = words(channel)
    if unnamed:
        way = "not named" if speaker and "unnamed" not in speaker.casefold() else ""
    elif voice and not (speaker or party):
        way = ""
    stance = "" if attribution.stance is Stance.ASSERTS else words(attribution.stance)
    return ", ".join(filter(None, [name, way, stance]))


def adjustment(change: Adjustment) -> str:
    """What the engine drafted, what the program set instead, and why."""
    drafted, published = _value(change.field, change.drafted), _value(change.field, change.published)
    return f"the engine drafted “{drafted}”; set to “{published}”: {change.reason.rstrip('.')}"


def _value(field: str, value: str) -> str:
    for vocabulary in _FIELDS.get(field.rsplit(".", 1)[-1], ()):
        if value in vocabulary.__members__.values():
            return words(vocabulary(value))
    return "nothing" if value in ("", "None", "null") else value


def _confirmation(term: AgreedTerm) -> str:
    party = term.attribution.party
    if term.confirmation is Confirmation.ONE_PARTY and party:
        return f"only {_possessive(party)} readout says so" if _is_readout(term) else f"only {party} says so"
    if term.confirmation in _OUTLET and term.attribution.channel is Channel.OUTLET and not party:
        return _OUTLET[term.confirmation]
    if term.confirmation is Confirmation.CONTRADICTED and len(term.parties) == 2:
        return "the other side's account differs or denies it"
    return words(term.confirmation)


def _made(demand: Demand) -> str:
    if demand.made is Made.DENIED and len(demand.by) == 1:
        return f"{demand.by[0]} denies having made it"
    return words(demand.made)


def _is_readout(term: AgreedTerm) -> bool:
    return term.attribution.channel is Channel.READOUT


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
