"""Dates, weekdays and clock times of a claim, held against its support.

A claim may say less than its support ("in March" for "on March 4"), never more, except for what the article's own date
settles: the year of "March 4", the day behind "Monday" or "tomorrow".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from .date_mention import DateMention, date_mentions
from .numerals import plain_digits

__all__ = ["DateMention", "date_mentions", "unsupported_date"]

_RELATIVE = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_STEPS = {"last": -1, "this": 0, "next": 1}
_NEAR = timedelta(days=60)  # "January 4", printed in December, is next year's


def unsupported_date(claim: str, support: Sequence[str], published: date | None) -> str | None:
    """The first date expression of the claim that no text of its support carries, as it stands there; else None.

    `published` is the article's own date, against which "Monday", "tomorrow" and "March 4" are resolved.
    """
    claimed = date_mentions(claim)
    if not claimed:
        return None
    found = [mention for text in support for mention in date_mentions(text)]
    claimed = tuple(_opened_apart(mention, support) for mention in claimed)
    for mention in claimed:
        if mention.word in _RELATIVE or (mention.word or "").startswith(("last ", "this ", "next ")):
            continue
        if not _is_carried(mention, found, published) and not _is_grouped(mention, support):
            return mention.surface
    return None


def _opened_apart(mention: DateMention, support: Sequence[str]) -> DateMention:
    """Of "the 20th to 31 August" the end alone, where the support has its first day without a month, too."""
    if mention.opens is None or len(mention.days) < 2:
        return mention
    first = re.compile(rf"(?<!\d){mention.opens[0]}(?:st|nd|rd|th)\b")
    if not first.match(mention.surface) or not any(first.search(text) for text in support):
        return mention
    return replace(mention, days=mention.days - {mention.opens}, opens=None)


def _is_carried(claim: DateMention, found: Sequence[DateMention], published: date | None) -> bool:
    """Whether the support carries a mention; of "4-6 March", each day by itself."""
    each = [replace(claim, days=frozenset((day,))) for day in claim.days] if claim.month else []
    return all(any(_carries(other, one, published) for other in found) for one in each or [claim])


def _carries(found: DateMention, claim: DateMention, published: date | None) -> bool:
    """Whether what is found says all that the claim says."""
    if claim.until and found.opens in claim.days:
        return False  # "until 4 March", where it begins on that day
    if claim.minutes:
        return bool(claim.minutes & found.minutes)
    if claim.weekday is not None:
        resolved = {day.weekday() for day in _resolved(found, published)}
        return found.weekday == claim.weekday or (bool(found.days or found.word) and claim.weekday in resolved)
    if claim.word:
        return claim.word == found.word
    if _says(found, claim):
        return True
    return any(_fits(day, claim, published) for day in _resolved(found, published)) or _same_period(
        found, claim, published
    )


def _says(found: DateMention, claim: DateMention) -> bool:
    """Without any resolving: same year, month and day as far as the claim gives them."""
    if claim.year is not None and found.year != claim.year:
        return False
    if claim.days:
        return bool(claim.days & found.days)
    months = {month for _, month in found.days} | {found.month}
    return claim.month is None or claim.month in months


def _resolved(found: DateMention, published: date | None) -> list[date]:
    """The calendar days that a mention can mean, read on the day of publication."""
    if found.weekday is not None or found.word in _RELATIVE:
        if published is None:
            return []
        offsets = range(-7, 8) if found.weekday is not None else [_RELATIVE[found.word or ""]]
        days = [day for offset in offsets if (day := _shifted(published, offset))]
        return [day for day in days if found.weekday in (None, day.weekday())]
    years = [found.year] if found.year else []
    if published and not years:
        years = [published.year, published.year + 1, published.year - 1]
    days = [day for d, m in found.days for year in years if (day := _day(year, m, d))]
    if found.year or published is None:
        return days
    return [day for day in days if day.year == published.year or abs(day - published) <= _NEAR]


def _fits(day: date, claim: DateMention, published: date | None) -> bool:
    if claim.days and (day.day, day.month) not in claim.days:
        return False
    if claim.month is not None and not claim.days and day.month != claim.month:
        return False
    return claim.year in (None, day.year)


def _same_period(found: DateMention, claim: DateMention, published: date | None) -> bool:
    """ "Last month", "next year" and a bare month of the year of publication, for a claim without a day."""
    if published is None or claim.days:
        return False
    step, _, unit = (found.word or "").partition(" ")
    if unit == "year":
        return claim.month is None and claim.year == published.year + _STEPS[step]
    months = published.year * 12 + published.month - 1 + _STEPS.get(step, 0)
    if unit == "month":
        return claim.month in (None, months % 12 + 1) and claim.year in (None, months // 12)
    if found.month is None or found.year is not None or claim.month not in (None, found.month):
        return False
    year = published.year
    if found.step == "last":
        year -= found.month >= published.month
    elif found.step == "next":
        year += found.month <= published.month
    return claim.year == year


def _is_grouped(claim: DateMention, support: Sequence[str]) -> bool:
    """Whether what looks like a year is a count there: "2000" for "2,000"."""
    if claim.year is None or claim.surface != str(claim.year):
        return False
    grouped = re.compile(rf"(?<!\d){claim.surface[0]}[,.'\xa0 ]?{claim.surface[1:]}(?!\d)")
    return any(grouped.search(plain_digits(text)) for text in support)


def _shifted(day: date, days: int) -> date | None:
    """The day so many days later; None before year 1 and after year 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
