"""What a deal holds, told without its name: what stands under "What is in it", and a halt that "came into force"."""

import re
from collections.abc import Sequence

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftTerm
from summarizer.schemas.vocabulary import Channel, Confirmation, Stage, Stance

from .cast import Cast
from .cues import Act
from .finding import Finding, Place, content_words
from .issues import issue_of
from .particulars import duration_of, start_of
from .readable import plain

_HEADING = lazy(
    r"(?:what (?:is|’s|was) (?:in (?:it|the deal|the agreement)|agreed)|(?:the )?terms of the deal)\W*$", re.I
)
_HEADED = lazy(r"\n(?:What (?:is|’s|was) (?:in|agreed)|(?:The )?[Tt]erms of the deal)")
_HOLDS = lazy(
    r"(?:will (?:get|be|pay|rise|fall|last|stay|receive)|goes up|go up|rises?|falls?|stays?|gets?|drops?)\b"
    r"(?!\s(?:from this|said))"
)
_NOT = lazy(r"\b(?:had|if|could|might|would|but|said|says|still)\b|\?")
_IN_FORCE = lazy(
    r"\b(?:the|a) ((?:[\w-]+ ){0,3}?(?:halt|truce|ceasefire|cease-fire|pause|agreement|deal)) (?:that|which)"
    r" (came into (?:force|effect)|took effect) ((?:at|on) (?:[^,.;”“]|(?<=\d)\.(?=\d)){3,40}?)(?=[,.;](?!\d)|\sand\s)"
)
_IT_HOLDS = lazy(r"It (?:provides for|covers|requires|calls for)\s")
_DONE = (Act.SIGN, Act.REACH, Act.AGREE)
_LONGEST = 70  # words
_NUMBERED = lazy(
    r"(?:He|She|[A-Z]\w+) says (\d+ [^.;]{3,70}?"
    r"\bwill (?:deploy|be (?:deployed|posted|sent|exchanged|released))\b[^.;]*)"
)


def provisions(cast: Cast, places: Sequence[Place], opens: set[int], found: Sequence[Finding]) -> list[Finding]:
    """The terms of a deal that the article reports as reached, from sentences in which nothing else was found."""
    deals = [f for f in found if isinstance(f.item, DraftTerm) and len(f.item.parties) > 1]
    if not deals:
        return []
    taken = {place for f in found for place in f.places[:1]}
    more = [*_under_headings(cast, places, deals[0], taken), *_in_force(cast, places, deals[0])]
    for deal in deals:
        for after in places[deal.places[0].number + 1 : deal.places[0].number + 2]:
            if deal.act in _DONE and _IT_HOLDS.match(cast.text, after.start, after.end):
                _extend(deal, after, cast.text)
                continue
            match = _NUMBERED.match(cast.text, after.start, after.end)
            if match and after.start not in opens and after not in taken:
                more.append(_term(cast, after, f"{match[1]}.", deal, _stage(deal)))
    return more


def _extend(deal: Finding, after: Place, text: str) -> None:
    """ "It provides for ...": what a deal holds goes with its signature."""
    words = f"{deal.item.text} {plain(text[after.start : after.end])}"
    if after not in deal.places and len(words.split()) <= _LONGEST:
        deal.item.text = words
        deal.places = [*deal.places, after]
        deal.words = content_words(words)


def _under_headings(cast: Cast, places: Sequence[Place], deal: Finding, taken: set[Place]) -> list[Finding]:
    found: list[Finding] = []
    under = False
    if not _HEADED.search(cast.text):
        return found
    for place in places:
        sentence = cast.text[place.start : place.end]
        if sentence[-1] not in ".!?”\"’':…" and len(sentence.split()) < 9:
            under = bool(_HEADING.match(sentence))
        elif under and place not in taken and _HOLDS.search(sentence) and not _NOT.search(sentence):
            found.append(_term(cast, place, plain(sentence), deal, _stage(deal)))
    return found


def _in_force(cast: Cast, places: Sequence[Place], deal: Finding) -> list[Finding]:
    told = "came into" in cast.text or "took effect" in cast.text
    match = _IN_FORCE.search(cast.text) if told else None
    if match is None:
        return []
    place = next(place for place in places if place.start <= match.start() < place.end)
    return [_term(cast, place, f"The {match[1]} {match[2]} {match[3]}.", deal, Stage.IN_FORCE)]


def _stage(deal: Finding) -> Stage:
    item = deal.item
    assert isinstance(item, DraftTerm)
    return item.stage


def _term(cast: Cast, place: Place, text: str, deal: Finding, stage: Stage) -> Finding:
    item = deal.item
    assert isinstance(item, DraftTerm)
    term = DraftTerm(
        quotes=[], text=text, issue=issue_of(text), speaker=None, speaker_party=None,
        channel=Channel.OUTLET, stance=Stance.ASSERTS, parties=list(item.parties), stage=stage,
        confirmation=Confirmation.THIRD_PARTY, conditions=[], scope=None,
        start=start_of(text), duration=duration_of(text),
    )  # fmt: skip
    return Finding(term, [place], None, None, content_words(text))
