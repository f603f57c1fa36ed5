"""Small grammar of news English: words, auxiliaries, conjunctions, and what makes a cue subordinate."""

import re
from typing import NamedTuple

from summarizer.pattern import lazy

from .cues import DEAL
from .wordlist import words

WORD = lazy(r"[A-Za-z0-9À-ÿ$€£%]+(?:[’'.-][A-Za-z0-9À-ÿ]+)*|[,;:—–()\[\]“”\"]")
AUXILIARY = words(
    """has have had is are was were be been being will would could may might must should can cannot can’t won’t
    wouldn’t don’t doesn’t didn’t hasn’t haven’t isn’t aren’t wasn’t weren’t couldn’t can't won't wouldn't don't
    doesn't didn't hasn't haven't isn't aren't wasn't weren't couldn't did does do not never also already again
    then now since later to both all yet ever still only first once even so far just too long instead no’t
    would’ve it’s he’s together each almost further twice separately therefore thus"""
)
NEGATIVE = lazy(r"(?:not|never|no|cannot|neither|nor|nobody|none|nothing|\w+n[’']t)$", re.I)
MODAL = words("would could may might can should must ’d")
SUBORDINATE = words(
    """if whether unless until before after since when because once who which that how why than where whom whose
    while though although as"""
)
COORDINATOR = words("and but however while whereas although though yet or ; — – : ,")
NOUN_BEFORE = words(
    """the a an its their his her our my this that these any no new first last latest final initial revised key
    main central such each every of for pay core original similar joint further counter another one formal
    union’s company’s with in on by from into revised opening own double-digit current second third mutually at
    as per about biggest single previous earlier recent proposed"""
)
NOUNS = words(
    """demand demands call calls offer offers strike request requests appeal appeals threat back press push
    condition conditions precondition preconditions need needs plan proposal run runs set sets cover covers end
    ends ban bans limits caps cuts stops halts pledge pledges report claim last keep vow vows decline declines
    return meet start drop drops open propose made raise raises"""
)
FINITE = lazy(
    r"(?:\w+ed|\w+s|won|met|put|set|cut|fell|broke|gave|held|took|came|went|made|struck|sought"
    r"|said|told|began|withdrew|tore|quit|will|would|must|should|not|never|cannot|\w+n[’']t|want"
    r"|seek|demand|insist|refuse|reject|offer|need|oppose|off|ready|willing|prepared|open)$",
    re.I,
)


STRONG = words("; : — – but however while although though whereas")
VERBAL = words("has have had is are was were")
NOMINAL = words("agreement deal accord pact")
PARTIAL = words("tentative preliminary provisional partial framework interim landmark draft limited")
UNDER = lazy(r"under|as part of|in return|in exchange")
DEALS = lazy(DEAL, re.I)


class Token(NamedTuple):
    """A word or mark of a sentence."""

    start: int
    end: int
    low: str


def subordinate(tokens: list[Token], opening: int, first_aux: int, index: int) -> bool:
    """Whether the cue stands under if, until, who, that ... with no comma between."""
    for place in range(first_aux - 1, opening - 1, -1):
        low = tokens[place].low
        if low in (",", ";", "—", "–"):
            if place > opening and any(t.low in ("who", "which", "whom", "whose") for t in tokens[opening:place]):
                return False
            later = [t.low for t in tokens[place + 1 : first_aux]]
            return bool(later) and later[0] in SUBORDINATE
        if low in SUBORDINATE and not (place == opening and low in ("while", "though", "although", "as", "that")):
            return True
    return False
