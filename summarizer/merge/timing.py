"""When each article came, and the one order in which all that follows takes them: by content, not by how they came."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ..schemas.article import Article
from ..schemas.origin import Origin
from ..schemas.summary import ArticleSummary
from ..schemas.vocabulary import Dated
from .card import Report

_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Each form by itself, the surest first. Eight digits in a row are a date only as a whole step of the path
# ("/20250318/"): at the end of one they may be any number ("europe-20190412" is an article's number at the BBC).
_IN_ADDRESS = (
    re.compile(rf"{_YEAR}/(\d\d?)/(\d\d?)(?!\d)"),
    re.compile(rf"{_YEAR}/({'|'.join(_MONTHS)})[a-z]*/(\d\d?)(?!\d)", re.I),
    re.compile(rf"{_YEAR}-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<=/)((?:19|20)\d\d)(\d\d)(\d\d)(?=/)"),
)
_IN_NAME = (
    re.compile(r"^((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)"),
    re.compile(rf"{_YEAR}([-_.])(\d\d)\2(\d\d)(?!\d)"),
)
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*://", re.I)


def dated(article: Article) -> tuple[date | None, Dated | None]:
    """An article's date and where it comes from: stated, in its address, in its file's name; else neither.

    Nothing is guessed: a year and a month alone, two different dates, or a day that no calendar has give none.
    """
    if article.published:
        return article.published, Dated.STATED
    addresses = [each for each in (article.url, article.source) if each and _ADDRESS.match(each)]
    for address in addresses:
        if found := _in_address(address):
            return found, Dated.ADDRESS
    if article.source not in addresses and (found := _in_name(article.source)):
        return found, Dated.FILE_NAME
    return None, None


def canonical(summaries: Sequence[ArticleSummary]) -> list[ArticleSummary]:
    """The summaries by date (unknown ones last), then by their texts' hashes; of an article given twice, one.

    Of several summaries of one article stands the one a model made, then the one with the most items; then the one
    whose JSON comes first. The outcome depends on the set of summaries alone.
    """
    standing: dict[str, ArticleSummary] = {}
    for summary in summaries:
        other = standing.get(summary.article.id)
        if other is None or _worth(summary) < _worth(other):
            standing[summary.article.id] = summary
    return sorted(standing.values(), key=lambda summary: _place(summary, dated(summary.article)[0], False))


def reports(summaries: Sequence[ArticleSummary], origins: Sequence[Origin]) -> list[Report]:
    """Each article as a report, in canonical order, originals of one day before copies: s1, s2 ...

    An undated article takes the date of its origin, an undated origin that of its first dated copy. An article that is
    in none of the origins is one by itself.
    """
    kept = canonical(summaries)
    days = {summary.article.id: dated(summary.article)[0] for summary in kept}
    origin_of = {copy.article_id: origin.id for origin in origins for copy in origin.members}
    for summary in kept:
        origin_of.setdefault(summary.article.id, summary.article.id)
    days = _with_those_of_copies(days, origin_of)
    ordered = sorted(kept, key=lambda s: _place(s, days[s.article.id], origin_of[s.article.id] != s.article.id))
    ranks = {day: rank for rank, day in enumerate(sorted({day for day in days.values() if day}), 1)}
    return [
        Report(f"s{at}", summary, origin_of[id], published, ranks[published] if published else None)
        for at, summary in enumerate(ordered, 1)
        for id in [summary.article.id]
        for published in [days[id]]
    ]


def _in_address(address: str) -> date | None:
    path = re.split(r"[?#]", _ADDRESS.sub("", address), maxsplit=1)[0]
    for form in _IN_ADDRESS:
        if found := {day for match in form.finditer(path) if (day := _day(*match.groups()))}:
            return found.pop() if len(found) == 1 else None
    return None


def _in_name(source: str) -> date | None:
    name = source.replace("\\", "/").rsplit("/", 1)[-1]
    for form in _IN_NAME:
        if found := {day for match in form.finditer(name) if (day := _day(match[1], match[3], match[4]))}:
            return found.pop() if len(found) == 1 else None
    return None


def _day(year: str, month: str, day: str) -> date | None:
    """The day, unless the calendar has none such."""
    number = int(month) if month.isdigit() else _MONTHS.index(month.casefold()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _with_those_of_copies(days: Mapping[str, date | None], origin_of: Mapping[str, str]) -> dict[str, date | None]:
    earliest: dict[str, date] = {}
    for id, day in days.items():
        if day:
            earliest[origin_of[id]] = min(day, earliest.get(origin_of[id], day))
    return {id: day or days.get(origin_of[id]) or earliest.get(origin_of[id]) for id, day in days.items()}


def _worth(summary: ArticleSummary) -> tuple[bool, int, str]:
    return summary.provenance.engine != "model", -len(summary.items), summary.model_dump_json()


def _place(summary: ArticleSummary, day: date | None, is_copy: bool) -> tuple[date, bool, str, str]:
    return day or date.max, is_copy, summary.article.sha256, summary.article.id
