"""Stretches of time: what the words around a date say of it as a beginning or an end."""

import re

_NOT = re.compile(r"(?i)\b(?:not|no|never|nor|none|nothing|only)\b|n['’]t\b")
_UNTIL = re.compile(r"(?i)\b(?:until|till|through)\s(?:the\s)?$")
_FROM = re.compile(r"(?i)\b(?:from|between)\s(?:the\s)?$")
_BETWEEN = re.compile(r"(?i)\bbetween\s(?:the\s)?$")
_TO = re.compile(r"(?:st|nd|rd|th)?\s?(?:[-–]|to|until|till|through|bis)\s?(?:the\s)?")
_AND = re.compile(r"(?:st|nd|rd|th)?\sand\s(?:the\s)?")


def is_start(text: str, start: int) -> bool:
    """Whether "from" or "between" stands before the date at `start`."""
    return bool(_FROM.search(text, max(0, start - 13), start))


def is_stretch(text: str, start: int, gap: str) -> bool:
    """Whether two dates with this gap, the first at `start`, are the ends of one stretch: "between 4 and 9 March"."""
    return bool(_TO.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(text, max(0, start - 13), start)))


def is_end(text: str, start: int) -> bool:
    """Whether "until" stands before the date at `start`; not in "not until 4 March", which is a beginning."""
    until = _UNTIL.search(text, max(0, start - 12), start)
    return bool(until and not _NOT.search(text, max(0, until.start() - 80), until.start()))
