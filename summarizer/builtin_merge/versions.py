"""Each side's version of something disputed, in words cut from the quotes of the items that tell it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..ground.check import content
from ..merge.card import Card, all_parties
from ..merge.words import find_words
from ..origins.quotations import quotations
from ..pattern import lazy
from ..words import sentences
from .cast import Cast

# Where one side's version ends and the other's begins inside a sentence.
_TURN = lazy(r"(?:;|,?\s\b(?:while|whereas|but|although|though)\b|,\sand\b)\s*")
_VERB = r"\b(?:says?|said|states?|stated|insists?|insisted|declared?|declares|claims?|claimed|adds?|told|announced)\b"
_SAYS_THAT = lazy(rf"^.{{0,70}}?{_VERB}[^;“”\"]{{0,60}}?\bthat\s(?=[\w“\"‘'])")
_SAYS = lazy(
    rf"^(?![“\"‘']|We\b|I\b).{{0,70}}?{_VERB}(?:\s(?:us|me|him|her|them|reporters|mps|members))?\s(?=[\w“\"‘'])"
)
_SAID_AFTER = lazy(r",\s[^,“”\"]{1,50}?\b(?:says?|said|insists?|stormed|told\s[^,]{1,30})(?:\son\s\w+)?[.]?$")
# Sentences that say that there is a dispute, and not what either side holds.
_BOTH = lazy(
    r"(?i)\b(?:neither|nor do|different accounts|the (?:two )?(?:sides|parties)|both sides|do not agree|"
    r"either (?:figure|account|of))\b"
)
_NOT = lazy(r"(?i)\b(?:den(?:y|ies|ied)|not|nothing|never|no|nobody)\b|n['’]t\b")
# The report of what somebody else is said to have done: General Ort had, she said, accepted them.
_PASSED_ON = lazy(r",\s(?:she|he|they|it|the\s\w+|[A-Z]\w+)\s(?:said|says|told|claims?|claimed)\b")
_TELLS = lazy(rf"(?i){_VERB}|\bden(?:y|ies|ied)\b|\b(?:readout|statement|summary)\b")
# “We have accepted nothing,” she stormed.
_SPOKEN = lazy(
    r"^[“\"][^“”\"]+,[”\"]\s(?P<who>(?:\w+\s){0,3}?[\w’' .]{2,60}?)\s?(?:\b(?:said|says|told|stormed|added)\b.*)?$"
)
_ANSWERED = lazy(
    r"^.{2,40}\b(?:was|were) (?:answering|responding to|replying to|contradicting)\s(?P<who>[^.;]{3,80}?),?\swho\b"
)
_PRONOUN = lazy(r"(?:he|she|they)\b")
_CLOCK = lazy(r"^\d\d[.:]\d\d\s+")
_AND = lazy(r"\s(?:and|but|while)$")
_OPEN = " \n\t,;:.—–-"
_QUOTED = 100.0  # surer than any number of words
_ENOUGH = 0.3  # of a stretch's words of content stand in the quotation: it is the version


@dataclass(frozen=True)
class Told:
    """One side's words, and the item in whose quote they stand. `own` where they are quoted in the side's own words."""

    party: str | None
    card: Card
    words: str
    own: bool


def told(card: Card, cast: Cast) -> list[Told]:
    """What an item's quotes give as the version of each side; a side has one version at most."""
    clauses = _clauses(card.item.text, cast)
    found: dict[str, tuple[tuple[bool, float], Told]] = {}
    for stretch in _stretches(card, cast):
        party, sure = _speaker_behind(stretch, card, cast), _QUOTED
        if party is None:
            party, sure = _whose(stretch, clauses, cast)
        if party is None:
            continue
        words, own = _core(stretch)
        named = set(all_parties(card.item))
        rank = (own or bool(_TELLS.search(stretch)), sure)  # an account before what only says what it is about
        if (party not in found or rank > found[party][0]) and find_words(words, [card]):
            found[party] = (rank, Told(party if party in named else None, card, words, own))
    several = [one for _, one in found.values()]
    of_parties = [one for one in several if one.party]  # a capital that only denies is no third side
    return of_parties if len(of_parties) > 1 else several


def _speaker_behind(stretch: str, card: Card, cast: Cast) -> str | None:
    """Who says what is quoted first: “We did not,” Orr said; behind “we”, “she” is the item's own speaker."""
    behind = _SPOKEN.match(stretch) or _ANSWERED.match(stretch)
    if behind is None:
        return None
    found = cast.mentions(behind["who"])
    return found[0][1] if found else card.item.attribution.party if _PRONOUN.match(behind["who"]) else None


def tells_two_sides(card: Card, cast: Cast) -> bool:
    """Whether an item's own sentence sets the accounts of two sides against each other."""
    return len({party for party, _ in _clauses(card.item.text, cast)}) > 1


def _stretches(card: Card, cast: Cast) -> Iterator[str]:
    """The sentences of the quotes; one that speaks of two sides by turns is cut where it turns."""
    for piece in card.item.evidence:
        for start, end in sentences(piece.quote):
            yield from _turns(piece.quote[start:end], cast)


def _turns(sentence: str, cast: Cast) -> list[str]:
    cuts = [0]
    quoted = quotations(sentence)
    for turn in re.finditer(_TURN.pattern + r"|\sand\s(?=the\s[A-Z])", sentence):
        before, after = sentence[cuts[-1] : turn.start()], sentence[turn.end() :]
        inside = any(q.start < turn.start() < q.end for q in quoted)
        if not inside and (ours := cast.subject(before)) and (theirs := cast.subject(after[:80])) and ours != theirs:
            cuts.append(turn.end())
    return [sentence[a:b] for a, b in zip(cuts, [*cuts[1:], len(sentence)], strict=True)]


def _clauses(text: str, cast: Cast) -> list[tuple[str, frozenset[str]]]:
    """What an item's own sentence gives to which side: the side and its words of content."""
    parts = [part for turn in _turns(text, cast) for part in _TURN.split(turn)]
    found = [(cast.subject(part), frozenset(content(part)) | _denial(part)) for part in parts]
    return [(party, words) for party, words in found if party]


def _denial(text: str) -> frozenset[str]:
    return frozenset({"not"} if _NOT.search(text) else ())


def _whose(stretch: str, clauses: Sequence[tuple[str, frozenset[str]]], cast: Cast) -> tuple[str | None, float]:
    """The side whose version a stretch is, and how sure that is: by the item's sentence first, then by its subject."""
    if _BOTH.search(stretch):
        return None, 0.0
    words = content(stretch) | _denial(stretch)
    ranked = sorted(((len(words & said), party) for party, said in clauses), reverse=True)
    subject = cast.subject(stretch)
    if (
        subject in {party for _, party in ranked}
        and cast.mentions(stretch)[0][0] < 5
        and not _PASSED_ON.search(stretch)
    ):
        return subject, max(shared for shared, party in ranked if party == subject)
    if len({party for _, party in clauses}) > 1 and ranked[0][0] > 1:
        others = [shared for shared, party in ranked if party != ranked[0][1]]
        if not others or ranked[0][0] > others[0]:
            return ranked[0][1], ranked[0][0] + (subject == ranked[0][1])
    return (subject, 0.5) if subject else (None, 0.0)


def _core(stretch: str) -> tuple[str, bool]:
    """The words that say it: what is quoted, or else the stretch without who says it."""
    stretch = _CLOCK.sub("", _AND.sub("", stretch.strip(_OPEN)))
    said = content(stretch)
    for start, end in sorted(quotations(stretch), key=lambda quoted: quoted.start - quoted.end):
        inner = stretch[start + 1 : end - 1].strip(_OPEN)
        if len(inner.split()) > 1 and len(content(inner)) >= _ENOUGH * len(said):
            return inner, True
        if len(inner.split()) > 3 and len(stretch) - (end - start) < 60:
            return inner, True
    shorter = _SAYS_THAT.sub("", stretch, count=1)
    shorter = _SAYS.sub("", stretch, count=1) if shorter == stretch else shorter
    shorter = _SAID_AFTER.sub("", shorter, count=1).strip(_OPEN)
    shorter = shorter if shorter.count("“") == shorter.count("”") and shorter.count('"') % 2 == 0 else stretch
    return (shorter if len(content(shorter)) > 1 else stretch), False
