"""Particulars of a term, in the article's own words: conditions, scope, start, duration."""

import re

from summarizer.pattern import lazy

_STOP = r"(?=,\s|;|\.(?:\s|$)|\s—|\sbut\s|$)"
_CONDITION = lazy(
    rf"\b(?:(?:as|so) long as|provided(?: that)?|on (?:the )?condition that|on the understanding"
    rf" that|if|unless|only (?:if|once|when)|subject to|contingent (?:up)?on|depend(?:s|ed|ing)?"
    rf" (?:up)?on"
    rf"|in (?:exchange|return) for|pending|until)\s(?!then\b)[^;]{{3,160}}?{_STOP}"
)
_DAY = (
    r"(?:(?:at )?(?:midnight|noon|dawn|\d{1,2}(?:[.:]?\d\d)? ?(?:a\.m\.|p\.m\.|am|pm|local"
    r" time)?(?: local time)?)(?: (?:on|local time on))? )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|March|April|May|June|July|Aug|Sept"
    r"|Oct|Nov|Dec)[a-z]*\.?|\d{1,2} (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)|20\d\d|next (?:week|month|year)|today|tomorrow"
    r"|midnight|noon)"
)
_START = lazy(
    rf"\b(?:from|starting(?: on| from| at)?|beginning(?: on| at)?|effective(?: from)?|as of"
    rf"|begin(?:s|ning)? (?:on|at)|(?:take|takes|took) effect (?:on|at|from)|into (?:force|effect)"
    rf" (?:on|at)|resume (?:on|at)|open .{{0,40}}? at|(?:meet|convene|reconvene|resume)(?: again)?"
    rf" (?:on|at))\s((?:the )?{_DAY}(?:,? (?:\d{{1,2}}(?: \w+)?|March|April|May|June|July|Aug\w*"
    rf"|Sept\w*|Oct\w*|Nov\w*|Dec\w*|Jan\w*|Feb\w*)(?: \d{{1,2}})?)?)|\b(immediately|at once)\b"
)
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|thirty|sixty"
    r"|ninety)"
)
_DURATION = lazy(
    rf"\b(?:(?:for|lasts?|run|runs|lasting|over|another|of)\s(?:the next |another |a further |an"
    rf" initial )?({_NUMBER}[ -](?:hour|day|week|month|year|season)s?)|({_NUMBER}-(?:hour|day|week"
    rf"|month|year|season))|(indefinitely|permanently)|((?:until|through) (?:the end of )?{_DAY}(?:"
    rf" \d+)?))\b"
)


def conditions(clause: str) -> list[str]:
    """What the clause makes its content depend on."""
    return [m[0].strip(" ”") for m in _CONDITION.finditer(clause)][:3]


def start_of(clause: str) -> str | None:
    """When it starts, as the article says."""
    match = _START.search(clause)
    return (match[1] or match[2]).strip() if match else None


def duration_of(clause: str) -> str | None:
    """How long it lasts, as the article says."""
    match = _DURATION.search(clause)
    return next(group for group in match.groups() if group).strip() if match else None


def scope_of(rest: str) -> str | None:
    """What the agreement covers: the words behind "agreed to", up to a condition or a break."""
    condition = _CONDITION.search(rest)
    cut = rest[: condition.start()] if condition else rest
    cut = re.split(r"[,;]\s|\s—|\.\s", cut.strip(), maxsplit=1)[0].strip(" ,.”“")
    words = cut.split()
    return cut if 2 <= len(words) <= 30 and cut.count("“") == cut.count("”") else None
