"""The lines of a batch's files: requests as they are sent, and answers and errors as they come back."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from ...ledger import Asked

_AT_ONCE = 200  # lines
# JSON leaves these as they are, and some programs take them for the end of a line.
_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


def line_of(asked: Asked, url: str) -> bytes:
    """A request as a line of a batch's input file; its `custom_id` is the ledger's key."""
    line = {"custom_id": asked.key, "method": "POST", "url": url, "body": asked.body}
    text = json.dumps(line, ensure_ascii=False).translate(_BREAKS)
    return text.encode("utf-8", "backslashreplace") + b"\n"  # half an emoji becomes the escape that JSON has for it


def some_lines(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Lines, some at a time."""
    source = iter(lines)
    while some := list(islice(source, _AT_ONCE)):
        yield some


def objects(file: IO[bytes]) -> Iterator[list[dict[str, Any]]]:
    """The JSON objects of a file of lines from its beginning, some at a time; what is no object is left out."""
    file.seek(0)
    for some in some_lines(file):
        yield [value for line in some if isinstance(value := _parsed(line), dict)]


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
