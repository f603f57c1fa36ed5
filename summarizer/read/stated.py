"""What front matter and JSON state about an article, under the keys that people use."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from .story import Stated, quoted

KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site_name"),
    "published": ("date", "published", "published_at", "datepublished"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
TEXT_KEYS = ("text", "body", "content", "article")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%Y/%m/%d", "%Y.%m.%d")


def stated_in(record: Mapping[Any, Any]) -> tuple[Stated, list[str]]:
    """Title, outlet, url, date and language of a record, and a note for each that could not be understood."""
    values = {str(key).casefold(): value for key, value in record.items()}
    notes: list[str] = []

    def first(field: str) -> Any:
        return next((v for key in KEYS[field] if (v := _plain(values.get(key))) not in (None, "")), None)

    published, url, language = first("published"), first("url"), first("language")
    stated = Stated(
        title=_line(first("title")),
        outlet=_line(first("outlet")),
        url=parse_url(url),
        published=parse_date(published),
        language=parse_language(language),
    )
    for value, understood, complaint in (
        (published, stated.published, "date {} could not be understood and was left out"),
        (url, stated.url, "url {} is no web address and was left out"),
        (language, stated.language, "language {} is no language tag and was left out"),
    ):
        if value is not None and understood is None:
            notes.append(complaint.format(_short(value)))
    return stated, notes


def parse_date(value: Any) -> date | None:
    """The day as written, in the writer's own time zone; null for whatever leaves a doubt (03/04/2031)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    value = " ".join(value.split())
    try:
        if re.match(r"\d{4}-\d\d-\d\d(?:[T ]|$)", value):
            return date.fromisoformat(value[:10])
    except ValueError:
        return None
    spelled = re.sub(r"\b([A-Z][a-z]{2})(?:t(?=\b))?\.? ", r"\1 ", value)  # Sept. 4 -> Sep 4
    for form in _WRITTEN:
        try:
            return datetime.strptime(spelled, form).date()
        except ValueError:
            continue
    return _mail_date(value)


def _mail_date(value: str) -> date | None:
    """RFC 5322, as feeds write it: Tue, 04 Mar 2031 09:30:00 +0000."""
    if not re.match(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", value):
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).date()
    except ValueError:
        return None


def parse_url(value: Any) -> str | None:
    """A web address, or null."""
    return value.strip() if isinstance(value, str) and re.fullmatch(r"https?://\S+", value.strip(), re.I) else None


def parse_language(value: Any) -> str | None:
    """A BCP 47 tag (`en_GB` counts as `en-GB`), or null."""
    tag = value.strip().replace("_", "-") if isinstance(value, str) else ""
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else None


def _plain(value: Any) -> Any:
    """A value without its wrapping: `{"name": ...}` as JSON-LD writes publishers, or a list of one."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("name")
    return None if isinstance(value, bool | list | Mapping) else value


def _line(value: Any) -> str | None:
    """A title or a name on one line."""
    return " ".join(str(value).split()) or None if value is not None else None


def _short(value: Any) -> str:
    return quoted(str(value)[:60])
