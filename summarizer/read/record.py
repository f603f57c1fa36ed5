"""JSON: one article as an object, several as a list, or one on each line."""

import json
import re
from collections.abc import Mapping
from typing import Any

from ..errors import ReadError
from ..pattern import lazy
from .layout import paragraphs
from .mend import mend
from .stated import KEYS, TEXT_KEYS, stated_in
from .story import Paragraph, Stated, Story, quoted

_TAG = lazy(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|span|strong|em|b|i|a|blockquote|article|section|figure|table)\b[^>]*>", re.I
)


def read_json(text: str, name: str) -> list[Story | ReadError]:
    """The stories of a JSON file, each in the file's order; a ReadError in the place of one that is none.

    Raises ReadError where the file as a whole is not JSON.
    """
    try:
        value = parsed(text)
    except ValueError as error:
        lines = text.strip().split("\n")
        if len(lines) > 1 and _is_object(lines[0]):
            return read_jsonl(text, name)  # one object a line, under the wrong extension
        raise ReadError(f"{quoted(name)} is no valid JSON ({error}); correct it.") from error
    if not isinstance(value, list):
        return [guarded(value, name, "", 0)]
    if not value:
        raise ReadError(f"{quoted(name)} is an empty list; give at least one article.")
    return [guarded(item, name, f"article {index} of the list", 0) for index, item in enumerate(value, 1)]


def read_jsonl(text: str, name: str) -> list[Story | ReadError]:
    """The stories of a file with one JSON object a line, in its order, a ReadError in the place of a bad line."""
    stories: list[Story | ReadError] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            stories.append(guarded(parsed(line), name, f"line {number}", number))
        except ValueError as error:
            reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else error
            stories.append(ReadError(f"{quoted(name)}, line {number}: no valid JSON ({reason}); correct the line."))
    if all(isinstance(story, ReadError) for story in stories) and _is_object(text):
        return read_json(text, name)  # one object over several lines, under the wrong extension
    return stories


def parsed(text: str) -> Any:
    """A JSON value, line breaks in its strings allowed. Raises ValueError."""
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _is_object(text: str) -> bool:
    try:
        return isinstance(parsed(text), dict)
    except ValueError:
        return False


def guarded(value: Any, name: str, place: str, line: int) -> Story | ReadError:
    """The story in a JSON value, or the error that says why there is none."""
    try:
        return _story(value, f"{quoted(name)}{', ' * bool(place)}{place}", place, line)
    except ReadError as error:
        return error


def _story(value: Any, where: str, place: str, line: int) -> Story:
    if isinstance(value, Mapping) and isinstance(value.get("article"), Mapping):
        value = value["article"]
    if not isinstance(value, Mapping):
        raise ReadError(f"{where}: no JSON object; give one with the key 'text'.")
    body = _body({str(key).casefold(): item for key, item in value.items()})
    if body is None:
        keys = ", ".join(repr(key) for key in TEXT_KEYS)
        raise ReadError(f"{where}: no text under any of the keys {keys}; put the article's text under one of them.")
    text, repairs = mend(body)
    found = _from_html(text) if _TAG.search(text) else paragraphs(text.split("\n"))
    for paragraph in found:
        paragraph.line = line
    stated, notes = stated_in(value)
    repairs += notes
    for field in ("title", "outlet"):
        _mend_field(stated, field, repairs)
    return Story(found, stated, repairs, place=place)


def _body(values: Mapping[str, Any]) -> str | None:
    """The text: a string, or a list of paragraphs."""
    for key in TEXT_KEYS:
        value = values.get(key)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _from_html(text: str) -> list[Paragraph]:
    from .blocks import blocks, parsed

    return [Paragraph(block.text) for block in blocks(parsed(text))]


def _mend_field(stated: Stated, field: str, repairs: list[str]) -> None:
    value = getattr(stated, field)
    if value is not None:
        mended, notes = mend(value)
        setattr(stated, field, " ".join(mended.split()) or None)
        repairs += [f"{KEYS[field][0]}: {note}" for note in notes]
