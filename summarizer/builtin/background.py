"""What is no item: history, hypotheses, idle phrases, colour."""

import re

from summarizer.pattern import lazy

_YEAR = lazy(
    r"\b(?:[Ii]n|[Ss]ince|of|[Dd]uring|[Bb]ack in|until|from|before|after|by)\s(?:(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December|early|late|mid)[- ])?((?:19"
    r"|20)\d\d)\b"
)
_PAST = lazy(
    r"\b(?:[Ll]ast (?:year|summer|autumn|fall|winter|spring|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)|years? (?:ago|earlier)|decades? ago|a year"
    r" earlier"
    r"|[Ii]n (?:his|her|their) first term|the last time|[Hh]istorically|centur(?:y|ies)|in the"
    r" past|[Tt]raditionally|[Oo]lder readers|[Dd]uring the (?:previous|last) (?:round of talks"
    r"|dispute|strike)|[Mm]onths ago|two months earlier"
    r"|(?:[Uu]nder|[Tt]hat|[Tt]he|[Aa]n?) (?:the )?(?:earlier|previous|old|existing|expiring|prior"
    r"|failed|short-lived|\d{4}) (?:accord|agreement|deal|contract|treaty|truce|pact"
    r"|settlement))\b"
)
_OUTSIDERS = (
    "analyst", "economist", "observers", "expert", "pundits", "commentators", "historians", "bookmakers", "professor",
)  # fmt: skip
_PREDICTS = lazy(
    r"\b(?:analysts?|economists?|observers|experts?|pundits|commentators|historians|bookmakers"
    r"|professor)\s(?:\w+ )?(?:said|say|says|expect|predict|believe|warn|think|see)",
    re.I,
)
_IDLE = lazy(
    r"\b(?:agree(?:d|s)? (?:with that|to disagree|that (?:relations|it was|this is|there (?:is"
    r"|was)|the (?:situation|mood|talks) (?:is|was|were))|on (?:little|nothing|almost nothing))"
    r"|couldn[’']t agree more|request(?:s|ed)? for comment|comment(?:ed)? further|to be named"
    r"|agree(?:d)? to (?:speak|talk) (?:on|to (?:reporters|us|the)))\b",
    re.I,
)
_ALREADY_NOTED = lazy(
    r"(?=[cRSsGn])\b(?:contributed reporting|Related Posts|Source link|[Ss]ign up|Get the latest|newsletter)\b"
)

_NOTES = ("reporting", "Posts", "link", "ign up", "latest", "newsletter")
_LAPSED = lazy(
    r"\b(?:which|that|but (?:it|this|that))\s(?:(?:later|soon|quickly|then|had|has|both sides)\s){0,2}"
    r"(?:(?:collapsed|fell apart|broke down|unravell?ed|lapsed)\b|never (?:held|took effect))"
    r"|\bwas never (?:implemented|carried out|honou?red)\b"
)
_GIVEN_UP = lazy(r"\bno longer\s(?:\w+ly\s)?$")
_HYPOTHESIS = lazy(r"[“‘\"'\s]*(?:(?:But|And|Yet)\s)?(?:Had|Were)\s(?!a\b|to\b|enough\b)\w")


def is_lapsed(clause: str) -> bool:
    """Whether what was agreed has, by the same sentence, come to nothing long since."""
    return bool(_LAPSED.search(clause))


def is_given_up(before: str) -> bool:
    """ "no longer demands": what stands before a verb takes it back."""
    return bool(_GIVEN_UP.search(before))


def is_hypothesis(clause: str) -> bool:
    """ "Had Orsk agreed, ...": what did not happen."""
    return bool(_HYPOTHESIS.match(clause))


def is_no_news(sentence: str) -> bool:
    """Whether a sentence is a question, the page's own matter, or an outsider's opinion."""
    asks = sentence.endswith(("?", "?”", '?"', "?’"))
    if asks or (any(word in sentence for word in _NOTES) and _ALREADY_NOTED.search(sentence)):
        return True
    low = sentence.casefold()
    return any(word in low for word in _OUTSIDERS) and bool(_PREDICTS.search(sentence))


def is_background(clause: str, published_year: int | None) -> bool:
    """Whether a clause tells of an old deal, or idly agrees."""
    if _PAST.search(clause) or _IDLE.search(clause):
        return True
    dated = "19" in clause or "20" in clause
    return dated and any(_is_past(int(m[1]), m[0], published_year) for m in _YEAR.finditer(clause))


def _is_past(year: int, phrase: str, published_year: int | None) -> bool:
    if published_year is not None:
        return year < published_year
    return not phrase.startswith(("by", "until", "from", "before", "after"))


def is_headline(sentence: str) -> bool:
    """Whether a paragraph of its own is a headline: no full stop, and short."""
    return sentence[-1] not in ".!?”\"’')…:" and len(sentence.split()) < 22
