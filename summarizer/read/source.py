"""From the name of a source to its bytes: a file, an address, or standard input."""

import os
import re
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from ..pattern import lazy
from ..settings import Settings
from .story import Raw, quoted

KIND_OF_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_ADDRESS = lazy(r"[a-z][a-z0-9+.-]*://|file:/", re.I)


def load(source: str | Path, settings: Settings, stdin: BinaryIO | None = None) -> Raw:
    """The bytes behind a source, at most `settings.max_bytes` of them. Raises ReadError."""
    if not isinstance(source, str | Path):
        kind = type(source).__name__
        raise ReadError(f"A source is a path, a URL, or - for stdin, given as a str or a pathlib.Path, not {kind}.")
    if source == "":
        raise ReadError("No source was given: name a file, a URL, or - for stdin.")
    if source == "-":
        return Raw("-", _limited(stdin or sys.stdin.buffer, "standard input", settings.max_bytes))
    if isinstance(source, str) and _ADDRESS.match(source):
        from .fetch import fetch

        return fetch(source, settings)
    name = name_of(source)
    return Raw(name, _file(source, settings.max_bytes), KIND_OF_SUFFIX.get(Path(source).suffix.lower()))


def name_of(source: str | Path) -> str:
    """The source as an article names it: POSIX slashes; bytes that are no text in a file's name spelled out."""
    name = str(source).replace("\\", "/") if os.sep == "\\" else str(source)
    return name.encode("utf-8", "backslashreplace").decode()


def _file(source: str | Path, limit: int) -> bytes:
    shown = quoted(name_of(source))
    try:
        path = Path(source)
        if stat.S_ISDIR(path.stat().st_mode):
            raise ReadError(f"{shown} is a folder; name one file in it, or `summarizer brief` for all of it.")
        with path.open("rb") as stream:
            return _limited(stream, shown, limit)
    except FileNotFoundError:
        from .missing import hint

        raise ReadError(f"There is no file {shown}{hint(source, set(KIND_OF_SUFFIX))}") from None
    except PermissionError:
        raise ReadError(f"{shown} may not be read by this user; change its permissions or copy it.") from None
    except OSError as error:
        reason = (error.strerror or "unknown fault").lower()
        raise ReadError(f"{shown} cannot be read ({reason}); check the name and the disk.") from error
    except ValueError as error:  # a NUL in the name
        raise ReadError(f"{shown} is no possible file name ({error}); check it.") from error


def _limited(stream: BinaryIO, shown: str, limit: int) -> bytes:
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise too_large(shown, limit)
    return content


def too_large(shown: str, limit: int) -> ReadError:
    """The error for a source of more than `limit` bytes."""
    return ReadError(
        f"{shown} is larger than {limit:,} bytes; split it, or raise the setting max_bytes (SUMMARIZER_MAX_BYTES)."
    )
