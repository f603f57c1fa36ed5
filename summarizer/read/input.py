"""One path of a brief, opened: the summaries or the articles in it, each fault in the place of what it spoils."""

import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import ReadError
from ..pattern import lazy
from ..schemas.article import Article
from ..schemas.summary import ArticleSummary
from ..settings import Settings
from .articles import article_of, stories_in
from .decode import decode
from .record import guarded, parsed
from .source import load, too_large
from .story import Raw, Story, quoted
from .summary_record import is_brief, is_summary, summary_of

# A file of summaries is some times as long as their articles, and there may be many in it.
ROOM_FOR_SUMMARIES = 20
# The last lines of a summary or a brief as text: read as news, it would count as another article.
_VIEW = lazy(
    r"\b\d+\s+items?;\s+(?:only\s+)?\d+\s+(?:of\s+\d+\s+)?quotes?,\s+(?:all\s+)?found\s+in\s+the\s+article\b"
    r"|^\*?\d+ items? on \d+ quotes?(?: ·|$)",
    re.M,
)


class OwnOutput(ReadError):
    """Something this program made of articles, which is none itself: a brief, or a summary as text."""


Opened = ArticleSummary | Article | ReadError


def opened(source: str | Path, settings: Settings, stdin: BinaryIO | None = None) -> list[Opened]:
    """What a file, an address or standard input holds, in its order; never empty. Raises nothing."""
    try:
        return opened_raw(loaded(source, settings, stdin), settings)
    except ReadError as error:
        return [error]


def loaded(source: str | Path, settings: Settings, stdin: BinaryIO | None = None) -> Raw:
    """The bytes behind a source, with more room for a file of summaries. Raises ReadError."""
    return load(source, _with_room(source, settings), stdin)


def opened_raw(raw: Raw, settings: Settings) -> list[Opened]:
    """What the bytes of a source hold, in their order; never empty. Raises nothing."""
    try:
        text, encoding, repairs = decode(raw.content, raw.name, raw.charset)
        values = _values(text, raw.name)
        if any(is_summary(value) or is_brief(value) for _, _, value in values):
            return [_of_value(value, place, line, raw, encoding, repairs) for place, line, value in values]
        if _VIEW.search(text[-800:]):
            raise OwnOutput(
                f"{_shown(raw)} is a summary or a brief as text, which cannot be checked; give the article, or its "
                "summary in JSON (`summarizer article --format json`)."
            )
        if len(raw.content) > settings.max_bytes:  # had room only if it had been summaries
            raise too_large(quoted(raw.name), settings.max_bytes)
        return [_of_story(story, raw, encoding, repairs) for story in stories_in(text, raw)]
    except ReadError as error:
        return [error]


def _with_room(source: str | Path, settings: Settings) -> Settings:
    """Settings with more room, for a large file that begins as a file of summaries does."""
    try:
        status = Path(source).stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size <= settings.max_bytes:
            return settings
        with Path(source).open("rb") as stream:
            begins = stream.read(200)
    except (OSError, ValueError, TypeError):
        return settings  # an address, standard input, or a fault that `load` puts into words
    if b'"schema_version"' not in begins:
        return settings
    return settings.model_copy(update={"max_bytes": settings.max_bytes * ROOM_FOR_SUMMARIES})


def _values(text: str, name: str) -> list[tuple[str, int, Any]]:
    """The values of a JSON text or of its lines, with place and line; a ReadError for a line that is no JSON."""
    if not re.match(r"[\s\ufeff]*[\[{]", text):
        return []
    try:
        value = parsed(text)
    except ValueError:
        return list(_of_lines(text, name))
    if isinstance(value, list):
        return [(f"object {index} of the list", 0, item) for index, item in enumerate(value, 1)]
    return [("", 0, value)]


def _of_lines(text: str, name: str) -> Iterator[tuple[str, int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        place = f"line {number}"
        try:
            if line.strip():
                yield place, number, parsed(line)
        except ValueError as error:
            reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else error
            fault = ReadError(f"{quoted(name)}, {place}: no valid JSON ({reason}); correct the line.")
            yield place, number, fault


def _of_value(value: Any, place: str, line: int, raw: Raw, encoding: str, repairs: list[str]) -> Opened:
    where = f"{_shown(raw)}{', ' * bool(place)}{place}"
    try:
        if isinstance(value, ReadError):
            return value
        if is_brief(value):
            raise OwnOutput(f"{where}: a brief, which is no article; give the articles or summaries it was made from.")
        if is_summary(value):
            return summary_of(value, where)
    except ReadError as error:
        return error
    return _of_story(guarded(value, raw.name, place, line), raw, encoding, repairs)


def _of_story(story: Story | ReadError, raw: Raw, encoding: str, repairs: list[str]) -> Opened:
    try:
        return article_of(story, raw, encoding, repairs) if isinstance(story, Story) else story
    except ReadError as error:
        return error


def _shown(raw: Raw) -> str:
    return "standard input" if raw.name == "-" else quoted(raw.name)
