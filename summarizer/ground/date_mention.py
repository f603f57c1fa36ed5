"""Date expressions of a text: days, months, years, weekdays, clock times, in English and the nearest languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from .date_stretch import is_end, is_start, is_stretch
from .date_words import BEFORE_MAY, HOURS, MONTHS, NAMED, PAST, SHORT_MONTHS, VERBS_TOO, WEEKDAYS
from .numerals import plain_digits


@dataclass(frozen=True)
class DateMention:
    """A date expression, `text[start:end] == surface`; what it leaves unsaid is None or empty.

    `days` holds (day, month) pairs: several for "4-6 March", both readings for "04/03/2031". `minutes` counts from
    midnight; "6:30" may be either half of the day. `word` is a season, quarter, decade or relative word; `step` is
    the "last" or "next" before a bare month. `until` marks what "until" or "through" stands before; `opens` is the
    day on which a stretch of several begins ("from 4 to 9 March").
    """

    surface: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    days: frozenset[tuple[int, int]] = frozenset()
    weekday: int | None = None
    minutes: frozenset[int] = frozenset()
    word: str | None = None
    step: str = ""
    until: bool = False
    opens: tuple[int, int] | None = None


def _mention(match: re.Match[str], **read: Any) -> DateMention:
    return DateMention(match[0], match.start(), match.end(), **read)


def _month(word: str) -> int | None:
    key = word.rstrip(".").lower()
    return None if key in VERBS_TOO and word[0].islower() else MONTHS.get(key)


def _numeric(match: re.Match[str]) -> DateMention | None:
    """2031-03-04, 04.03.2031, 3/4/31, 3月4日."""
    year, first, second = match["y"], int(match["a"]), int(match["b"])
    ordered = match.re is _ISO or match.re is _HAN
    pairs = [(second, first)] if ordered else [(first, second), (second, first)]
    days = frozenset((d, m) for d, m in pairs if 1 <= d <= 31 and 1 <= m <= 12)
    number = int(year) + (2000 if len(year) == 2 else 0) if year else None
    return _mention(match, year=number, days=days) if days else None


def _day_month(match: re.Match[str]) -> DateMention | None:
    """4 March 2031, March 4-6, the 4th of March, 9 de abril."""
    month = _month(match["month"])
    if month is None:
        return None
    days = frozenset((int(re.sub(r"\D", "", match[d])), month) for d in ("d", "d2") if match[d])
    mention = _mention(match, year=int(match["y"]) if match["y"] else None, month=month, days=days)
    if not match["d2"] or not is_stretch(match.string, match.start(), match.string[match.end("d") : match.start("d2")]):
        return mention
    return replace(mention, opens=(int(re.sub(r"\D", "", match["d"])), month))


def _bounded(mention: DateMention, after: DateMention | None, text: str) -> DateMention:
    """The mention with what the words around it make of it: the end of a stretch, or its beginning."""
    if not mention.days:
        return mention
    if after and after.days and not mention.opens and len(mention.days) == 1:
        gap = text[mention.end : after.start]
        if is_start(text, mention.start) and is_stretch(text, mention.start, gap):
            mention = replace(mention, opens=next(iter(mention.days)))
    return replace(mention, until=True) if is_end(text, mention.start) else mention


def _month_year(match: re.Match[str]) -> DateMention | None:
    month = _month(match["month"])
    return None if month is None else _mention(match, year=int(match["y"]), month=month)


def _name(match: re.Match[str]) -> DateMention | None:
    """A weekday or a month that stands alone."""
    word = match[0]
    key = word.lower()
    if key not in NAMED:
        return None
    if key in WEEKDAYS and (word[0].isupper() or not key.endswith("day")):
        return _mention(match, weekday=WEEKDAYS[key])
    month = MONTHS.get(key)
    if month is None or key in SHORT_MONTHS or (word[0].islower() and key in VERBS_TOO):
        return None
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - 14), match.start())
    previous = before[1].lower() if before else ""
    if (key == "march" and not previous) or (key == "may" and previous not in BEFORE_MAY):
        return None
    return _mention(match, month=month, step=previous if previous in ("last", "next") else "")


def _clock(match: re.Match[str]) -> DateMention | None:
    if match["named"]:
        named = frozenset((0, 24 * 60)) if match["named"].lower() == "midnight" else frozenset((12 * 60,))
        return _mention(match, minutes=named)
    hour = HOURS.get(match["h"].lower()) or int(match["h"])
    minutes = hour * 60 + int(match["min"] or match["min2"] or 0)
    if match["half"]:
        minutes = minutes % 720 + (720 if match["half"][0] in "pP" else 0)
    readings = {minutes, minutes + 720} if 0 < hour < 12 and not match["half"] and match["h"][0] != "0" else {minutes}
    return _mention(match, minutes=frozenset(readings)) if hour <= 24 else None


def _past(match: re.Match[str]) -> DateMention:
    """Half past four, quarter to five: either half of the day."""
    hour = HOURS[match["h"].lower()]
    minutes = hour * 60 + PAST[match["m"].lower()]
    return _mention(match, minutes=frozenset((minutes % 720, minutes % 720 + 720)))


def _year(match: re.Match[str]) -> DateMention:
    if match["decade"]:
        return _mention(match, word=match["decade"] + "s")
    return _mention(match, year=int(match["y"]))


def _word(match: re.Match[str]) -> DateMention:
    quarter = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
    said = match["quarter"] or match["season"] or match["relative"] or f"{match['step']} {match['unit']}"
    said = said.lower()
    return _mention(match, word=quarter.get(said[0], said) if match["quarter"] else said)


_WORD_BEFORE = re.compile(r"(\w+)[\s-]$")
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?%|\w)"
_Y = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_W = r"[^\W\d_]{3,}"
_COUNTED = (
    r"\s(?:people|troops|soldiers|prisoners|hostages|detainees|workers|employees|jobs|homes|members|fighters|men|women|"
    r"dollars|euros|pounds|crowns|percent|per cent|days|hours|tonnes|tons|km|miles|million|billion|"
    r"\w+\s(?:people|troops|prisoners))\b"
)
_ISO = re.compile(rf"(?<![\w.])(?P<y>{_Y})(?P<mark>[-/.])(?P<a>\d\d?)(?P=mark)(?P<b>\d\d?)(?!\d)")
_HAN = re.compile(r"(?:(?P<y>\d{4})\s?年\s?)?(?P<a>\d\d?)\s?月\s?(?P<b>\d\d?)\s?日")
# Tried in this order; what one has taken, the later ones leave alone.
_PATTERNS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], DateMention | None]]] = [
    (_ISO, _numeric),
    (_HAN, _numeric),
    (re.compile(r"(?<![\w.])(?P<a>\d\d?)(?P<mark>[-/.])(?P<b>\d\d?)(?P=mark)(?P<y>(?:19|20)?\d\d)(?!\d|[.,/]\d)"),
     _numeric),
    (re.compile(
        rf"(?<![\w.,])(?P<d>{_D})(?:\s?(?:-|to|and|or|bis|et|y|al?|до)\s?(?P<d2>{_D}))?\.?(?:\sof|\sde)?[\s-]"
        rf"(?P<month>{_W})\b(?:\.?,?\s(?:de\s)?(?P<y>{_Y}))?"), _day_month),
    (re.compile(
        rf"\b(?P<month>{_W})\.?\s(?:the\s)?(?P<d>{_D})(?:\s?(?:-|to)\s?(?P<d2>{_D}))?(?!{_COUNTED})(?:,?\s(?P<y>{_Y}))?"),
     _day_month),
    (re.compile(rf"\b(?P<month>{_W})\.?,?\s(?:of\s|de\s)?(?P<y>{_Y})"), _month_year),
    (re.compile(
        r"(?i)(?<![\w.:,$€£])(?:(?P<h>[01]?\d|2[0-4]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
        r"(?:(?=\s?[ap]\.?\s?m\b)|(?=\so'clock)|[:.h]?(?P<min>[0-5]\d)"
        r"(?=\s(?-i:GMT|UTC|[A-Z]{1,3}ST\b|CET)|\shours|\slocal|\so'clock|\s?[ap]\.?m\b"
        r"|\s(?:on\s|last\s|this\s|next\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
        r"|:(?P<min2>[0-5]\d)(?!\d|:\d\d:))(?:\so'clock|\s?(?P<half>[ap])\.?\s?m\b\.?)?|\b(?P<named>noon|midday|midnight)\b)"),
     _clock),
    (re.compile(
        rf"(?i)\b(?P<m>{'|'.join(PAST)})\s(?P<h>{'|'.join(HOURS)})\b(?!\s(?:per\s?cent|million|\w+s\b))"), _past),
    (re.compile(
        rf"(?<![\w.,$€£'/])(?<![A-Z]-)(?<!esolution )(?:(?P<decade>(?:19|20)\d0)s\b"
        rf"|(?P<y>{_Y})(?:[-/]\d\d(?!\d))?(?![\w%]|\s?%|{_COUNTED}))"),
     _year),
    (re.compile(
        r"(?i)\b(?:(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)\squarter\b(?!-?\s?final)"
        r"|(?:in|by|until|since|this|next|last|early|late|the|mid|of)[\s-](?:the\s)?(?P<season>spring|summer|autumn|winter)"
        r"(?![\s-](?:breaks?|terms?|schools?|games|timetables?|fuel|cloth\w+|crops?|wheat|holidays?|pauses?))"
        r"|(?P<relative>today|tonight|tomorrow|yesterday)|(?P<step>last|this|next)\s(?P<unit>month|year))\b"), _word),
    (re.compile(rf"\b{_W}"), _name),
]  # fmt: skip
_HOUR_HINT = re.compile(r"o'clock|[ap]\.?\s?m\b|past\b|quarter")
_OF_CLOCK = re.compile(
    r"\d(?::\d|\s?[ap]\.?\s?m\b|\s(?:gmt|utc|[a-z]{1,3}st\b|cet|hours|local|o'clock|"
    r"(?:(?:on|last|this|next)\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
)
# Of these words each expression that `_word` reads holds one.
_WORDED = "quarter spring summer autumn winter today tonight tomorrow yesterday month year".split()
_DIGIT, _PARTED = re.compile(r"\d"), re.compile(r"\d(?:[-/.]\d|\s?[年月])")
_LETTERS = re.compile(_W)
_NOONS = frozenset({"noon", "midday", "midnight"})


@lru_cache(maxsize=512)
def date_mentions(text: str) -> tuple[DateMention, ...]:
    """The date expressions of a text, in order, none overlapping another; relative words ("tomorrow") among them."""
    plain = plain_digits(text)
    possible = _possible(plain)
    found: list[DateMention] = []
    for pattern, read in _PATTERNS if possible else ():
        if read not in possible or (pattern is _HAN and "月" not in plain):
            continue
        for match in pattern.finditer(plain):
            mention = read(match)
            if mention:
                surface = text[mention.start : mention.end]
                found.append(mention if mention.surface == surface else replace(mention, surface=surface))
                plain = plain[: mention.start] + "\x00" * (mention.end - mention.start) + plain[mention.end :]
    found.sort(key=lambda mention: mention.start)
    return tuple(_bounded(mention, after, text) for mention, after in zip_longest(found, found[1:]))


def _possible(plain: str) -> set[object]:
    """The readers whose expressions the text can hold, by its digits and words: most sentences hold none."""
    small = plain.lower()
    words = set(_LETTERS.findall(small))
    found: set[object] = set()
    hours = not HOURS.keys().isdisjoint(words)
    if _DIGIT.search(plain):
        found.add(_year)
        found.update((_numeric,) if _PARTED.search(plain) else ())
        found.update(() if MONTHS.keys().isdisjoint(words) else (_day_month, _month_year))
        found.update((_clock,) if hours or _OF_CLOCK.search(small) else ())
    if not _NOONS.isdisjoint(words):
        found.add(_clock)
    if hours and _HOUR_HINT.search(small):
        found |= {_clock, _past}
    if any(word in small for word in _WORDED):
        found.add(_word)
    return found if NAMED.isdisjoint(words) else {*found, _name}
