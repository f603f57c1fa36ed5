"""How an item of a brief stands, in words: its status, who confirms it, who says so, its facts."""

from ..schemas.brief import BriefDemand, BriefQuestion, BriefTerm, Member, Voice
from ..schemas.vocabulary import (
    Channel,
    Confirmation,
    Made,
    OpenKind,
    Response,
    Stage,
    Stance,
)
from .brief_phrases import initial
from .brief_sources import AnyItem, Sources
from .phrases import words
from .standing import Tone, who_says

_LABELS = {"scope": "covers", "conditions": "if", "start": "starts", "duration": "lasts"}
_OWN_VOICE = "the article itself"


def tone(item: AnyItem) -> Tone:
    """The tone of an item, from its status fields alone; an answered question is settled."""
    match item:
        case BriefDemand():
            return Tone.DISPUTED if item.made is Made.DENIED else Tone.WANTED
        case BriefQuestion():
            if item.answered:
                return Tone.SETTLED
            return Tone.DISPUTED if item.kind is OpenKind.DISPUTED else Tone.OPEN
    if item.confirmation is Confirmation.CONTRADICTED or item.stage in (Stage.SUSPENDED, Stage.COLLAPSED):
        return Tone.DISPUTED
    settled = item.stage in (Stage.AGREED, Stage.SIGNED, Stage.IN_FORCE)
    return Tone.SETTLED if settled and item.confirmation is Confirmation.ALL_PARTIES else Tone.UNSURE


def status(item: AnyItem, sources: Sources) -> str:
    """The status of an item in one line, the weightiest first."""
    phrases: list[str] = []
    match item:
        case BriefTerm():
            phrases = [words(item.stage), confirmation(item)]
        case BriefDemand():
            phrases = [words(item.kind), words(item.response), _made(item)]
        case BriefQuestion():
            phrases = [words(item.kind)]
            if item.answered:
                by = f"by {', '.join(item.answered.items)}, " if item.answered.items else ""
                phrases = [f"answered {by}{sources.day(item.answered.published)}", f"until then: {phrases[0]}"]
    if item.superseded_by:
        phrases = [f"no longer held, {', '.join(item.superseded_by)} in its place", *phrases]
    return initial("; ".join(filter(None, phrases)))


def confirmation(term: BriefTerm) -> str:
    """Who of those bound says that a term is agreed, from the voices of all accounts."""
    affirming = [v for v in term.voices if v.party and set(v.stances) & {Stance.ASSERTS, Stance.CLAIMS}]
    bound = [v for v in affirming if v.party in term.parties]
    match term.confirmation:
        case Confirmation.ALL_PARTIES if len(bound) == len(term.parties) > 1:
            number = "both" if len(bound) == 2 else f"all {len(bound)}"
            readouts = all(Channel.READOUT in voice.channels for voice in bound)
            return f"{number} {'readouts' if readouts else 'sides'} say so"
        case Confirmation.SOME_PARTIES if bound:
            missing = [party for party in term.parties if party not in {v.party for v in bound}]
            silent = f", no word of {_and(missing, 'or')}" if missing else ""
            return f"{_and([v.party or '' for v in bound])} say{'s' * (len(bound) == 1)} so{silent}"
        case Confirmation.ONE_PARTY if len(bound or affirming) == 1:
            return _alone((bound or affirming)[0])
        case Confirmation.THIRD_PARTY:
            return _outsiders(term)
        case Confirmation.CONTRADICTED:
            deniers = [v.party or "" for v in term.voices if v.party and Stance.DENIES in v.stances]
            denies = f", {_and(deniers)} den{'ies' if len(deniers) == 1 else 'y'} it" if deniers else ""
            return f"the accounts differ{denies}"
    return words(term.confirmation)


def details(item: AnyItem, sources: Sources) -> list[tuple[str, str]]:
    """The labelled facts of an item beside its text, status and quotes.

    What is not stated, or what the item's sentence says in the same words, has no row.
    """
    rows: list[tuple[str, str]] = []
    sentence = item.text.casefold()
    parties = [] if isinstance(item, BriefDemand) else item.parties
    named = bool(parties) and all(party.casefold() in sentence for party in parties)
    bound = "" if named else ", ".join(parties) or "not stated"
    match item:
        case BriefTerm():
            stages = [(short(at.stage), at.members) for at in item.stages]
            rows = [("parties", bound), ("stages", _course(stages, sources))]
            rows += [(label, _particular(item, field, sources)) for field, label in _LABELS.items()]
        case BriefDemand():
            answers = [(words(at.response), at.members) for at in item.responses]
            ends = [", ".join(item.by) or "not stated", ", ".join(item.of)]
            rows = [("from", " → ".join(filter(None, ends))), ("answers", _course(answers, sources))]
        case BriefQuestion():
            rows = [("parties", bound), ("answer", sources.answer(item))]
    own_voice = {who_says(a.attribution) for a in item.members} == {_OWN_VOICE}
    rows.append(("says", "" if own_voice else says(item, sources)))  # articles stand beside their quotes
    return [(label, value) for label, value in rows if value and value.casefold() not in sentence]


def says(item: AnyItem, sources: Sources) -> str:
    """Everybody who says so over all accounts, the articles' own voice last."""
    members = sources.first_hand(item)
    voices = list(dict.fromkeys(who_says(a.attribution) for a in reversed(members)))
    named = [voice for voice in voices if voice != _OWN_VOICE]
    own_voices = len({a.article_id for a in members if who_says(a.attribution) == _OWN_VOICE})
    return "; ".join([*named, *([_OWN_VOICE if own_voices == 1 else "the articles themselves"] if own_voices else [])])


def gist(item: AnyItem) -> str:
    """How an item stands, for a table's cell."""
    match item:
        case BriefTerm():
            return short(item.stage) + (", disputed" if item.confirmation is Confirmation.CONTRADICTED else "")
        case BriefDemand():
            answered = "" if item.response is Response.UNANSWERED else f", {words(item.response)}"
            return words(item.kind) + answered
    return words(item.kind)


def short(stage: Stage) -> str:
    """A stage without its explanation."""
    return words(stage).split(",")[0]


def _alone(voice: Voice) -> str:
    party = voice.party or ""
    channels = set(voice.channels)
    if channels == {Channel.READOUT}:
        return f"only {party}{chr(39) if party.endswith('s') else chr(39) + 's'} readout says so"
    if channels == {Channel.UNNAMED_OFFICIALS}:
        return f"only unnamed officials of {party} say so"
    return f"only {party} says so"


def _outsiders(term: BriefTerm) -> str:
    """Who says so where none of the parties does."""
    said = [member.attribution for member in term.members]
    others = list(dict.fromkeys(name for a in said if (name := a.party or a.speaker)))
    channels = {a.channel for a in said}
    if others:
        return f"{_and(others)} say{'s' * (len(others) == 1)} so, none of the parties"
    if Channel.DOCUMENT in channels and channels <= {Channel.DOCUMENT, Channel.OUTLET}:
        return "the document says so, no party is quoted"
    if channels <= {Channel.OUTLET}:
        return "as reported, no party is quoted"
    return "others say so, none of the parties"


def _made(demand: BriefDemand) -> str:
    if demand.made is Made.UNDISPUTED:
        return ""
    if demand.made is Made.DENIED and len(demand.by) == 1:
        return f"{demand.by[0]} denies having made it"
    return words(demand.made)


def _particular(term: BriefTerm, field: str, sources: Sources) -> str:
    """What a term covers, when it starts ...; each value with those who give it, where not all origins do."""
    told = [each for each in term.particulars if each.field == field]
    if len(told) == 1 and told[0].origins == term.origins:
        return told[0].value
    alone = term.origins == 1
    return "; ".join(
        each.value if alone else f"{each.value} ({sources.told({m.article_id for m in each.members})})" for each in told
    )


def _course(steps: list[tuple[str, list[Member]]], sources: Sources) -> str:
    """The steps in time; "" where there was only one."""
    if len(steps) < 2:
        return ""
    return " → ".join(f"{step} ({sources.when(m.article_id for m in members)})" for step, members in steps)


def _and(names: list[str], word: str = "and") -> str:
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
