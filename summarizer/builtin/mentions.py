"""Names in an article: the shapes of actors and mentions, and the patterns of runs of capital letters."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.pattern import lazy

from .countries import NAMES
from .roles import NO_NAME

_SHORTEST = 4  # letters of a state's name, so that "Mali" counts and "Iri" does not
ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Maj|Capt|Adm|Prof|Sgt|Brig)\.(?=\s)"
TOKEN = rf"(?:{ABBREVIATED}|(?:[A-Z]\.){{1,4}}|[A-ZÀ-Þ][\wÀ-ÿ&]*(?:-[\wÀ-ÿ]+)*)"
MEMBERS = r"(?:Workers|Unions?|Federation|Association|Employees|Officers|Drivers|Trades|Teachers|Nurses)"
RUN = lazy(
    rf"(?=[A-ZÀ-Þ]){TOKEN}(?:(?<=s)[’']\s{TOKEN}|\sand\s(?:{TOKEN}\s){{0,2}}{MEMBERS}\b"
    rf"|(?:\s(?:de|von|van|der|al|bin)){{0,2}}\s{TOKEN}|[’'][A-Z]\w+)*"
)
LINKED = lazy(rf"\s(?:of|for)\s(?:the\s)?({TOKEN}(?:(?:(?<=s)[’'])?\s(?:and\s)?{TOKEN})*)")
ACRONYM = lazy(r"\s\((?:the )?([A-Z][A-Za-z&]{1,9})\)")
_OFFICE = (
    r"government|president|prime minister|(?:foreign |defen[cs]e |finance |trade |water"
    r" )?minist(?:er|ry)|officials?|negotiators?|delegation|parliament|army|forces|leaders?|side"
    r"|statement|readout|envoys?|cabinet|chief"
)
ACTS = lazy(
    rf"(?:\sand\s[A-Z]\w+)?(?:[’']s)?\s(?:(?:has|have|had|will|would|also|again|later|did|does|is"
    rf"|was|[a-z]+ly)\s)*(?:{_OFFICE}|agreed?|agrees|accept\w*|reject\w*|refus\w+|declin\w+"
    rf"|demand\w*|want\w*|insist\w*|propos\w+|offer\w*|sign\w*"
    r"|threaten\w*|warn\w*|said|says|den(?:ied|ies)|stopped short|suspended|pulled out|withdrew"
    r"|ruled out|asked|urged|called (?:on|for)|committed|supports?|pledged|vowed|will|would"
    r"|confirmed|must|met|talks|not|wants|seeks|need|mentioned|praised|nor|gave)\b"
)
RULED = lazy(
    r"\b(?:[Nn]either|nor) $|\b(?:president|minister|government|leader|king|queen|premier"
    r"|chancellor|ministers) of $|\b(?:between|both) (?:[A-Z]\w+ and )?$|[a-z]\w+ed [A-Z]\w+ and $"
)
PLACED = lazy(r"\b(?:in|to|from|at|near|around|outside|across|inside|into|towards?|over)\s(?:the\s)?$")
DEMONYM = lazy(r"(?:ian|ese|ish|an|i|ic)$")
OF_NAME = lazy(r"\sof\s(?:the\s)?([A-Z]\w+(?:\s[A-Z]\w+)?)")
DEMONYM_ENDINGS = ("n", "an", "ian", "ish", "ese", "i", "ite", "ns", "ans", "ians", "is", "ites", "er", "ers")
ROLE_GROUP = lazy(r"\b(?:union|company|league|players|employers|rebel|government|airline|management|owners)\b", re.I)
KIN = {
    "union": r"Union|Workers|Guild|Brotherhood",
    "company": r"Corp|Inc|Ltd|Company|Group|Plc|Holdings",
    "bosses": "Employers",
}


@dataclass(eq=False)
class Actor:
    """Someone who can want, agree or say something. `party` is the name that items use."""

    name: str
    party: str
    sort: str  # state, organisation, person, group or unknown
    independent: bool = False  # an analyst, a mediator: speaks for no party
    role: str = ""
    count: int = 0


class Mention(NamedTuple):
    """One place where an actor is named: `article.text[start:end]`."""

    start: int
    end: int
    actor: Actor
    located: bool  # a capital after "in", "to" ...: a place, no party


class Word(NamedTuple):
    """A word of a run of capitals."""

    start: int
    end: int
    text: str


def demonyms(words: set[str]) -> dict[str, str]:
    """Demonyms of unlisted states among the words: `{"Orskian": "Orsk"}`."""
    found: dict[str, str] = {}
    for word in sorted(filter(_may_be_state, words), key=lambda word: (len(word), word)):
        for ending in DEMONYM_ENDINGS:
            root = word.removesuffix(ending)
            if len(root) < _SHORTEST or root == word:
                continue
            tails = ("",) if ending.startswith("er") else ("", "a", "e", "i", "o", "y", "ia", "land")
            state = next((root + tail for tail in tails if root + tail in words and root + tail != word), None)
            if state and state not in found and _may_be_state(state):
                found[word] = state
                break
    return found


def _may_be_state(word: str) -> bool:
    plain = len(word) >= _SHORTEST and word.isalpha() and word[1:].islower()
    return plain and word not in NO_NAME and word not in NAMES
