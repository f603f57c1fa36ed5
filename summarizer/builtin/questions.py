"""Open questions: what the article itself says is unclear, deferred, disputed, unconfirmed or still to be ratified."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import OpenKind

_NOT_OPEN = lazy(
    r"\b(?:not clear cut|made (?:it )?clear|requests? for comment|declined to comment|no doubt|without doubt"
    r"|declined to be|did not (?:name|identify|mention|give) (?:the|his|her|him)|be seen as|take a"
    r" second round|do not know)\b"
)
_FILE = json.loads(Path(__file__).with_name("questions.json").read_text(encoding="utf-8"))
_ROWS: list[tuple[OpenKind, list[str], str]] = [
    (OpenKind(kind), triggers.split("|"), row) for kind, triggers, row in _FILE["rows"]
]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    for name, words in _FILE["words"].items():
        pattern = pattern.replace("{" + name + "}", words)
    return re.compile(pattern)


@lru_cache(maxsize=8)
def _rows_for(text: str) -> list[tuple[OpenKind, list[str], str]]:
    """The rows that a text can match at all, each with those of its triggers that the text holds somewhere."""
    low = text.lower()
    held = [(kind, [trigger for trigger in triggers if trigger in low], pattern) for kind, triggers, pattern in _ROWS]
    return [row for row in held if row[1]]


class Opening(NamedTuple):
    """Where a sentence leaves something open, and why."""

    start: int
    end: int
    kind: OpenKind


def opening(text: str, start: int, end: int) -> Opening | None:
    """The first reason for which a sentence is open, in the order of the table; None where it is not."""
    low = text[start:end].lower()
    if len(low) != end - start:  # a letter that grows when lowered would shift the offsets
        low = text[start:end]
    for kind, triggers, pattern in _rows_for(text):
        if not any(map(low.__contains__, triggers)):
            continue
        for match in _compiled(pattern).finditer(low):
            if not _NOT_OPEN.search(low) and not re.search(r"\b(?:if|unless)\s[^,;]{0,40}$", low[: match.start()]):
                return Opening(start + match.start(), start + match.end(), kind)
    return None
