"""A call as rows: what many calls share stands once."""

import hashlib
import json
import sqlite3
from typing import Any

from .asked import Asked, Said

_SHAPES = ("response_format", "tools", "tool_choice")
_INSERT = """
INSERT INTO calls (run, key, question, about, model, endpoint, system, shape, messages, parameters,
                   answer, error, input_tokens, output_tokens, cost_usd, seconds, attempts, via, answered)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def insert_call(
    on: sqlite3.Connection,
    run: int | None,
    asked: Asked,
    said: Said,
    *,
    at: str,
    error: str | None = None,
    via: str = "direct",
) -> None:
    """Write one call; with an `error` there is no answer."""
    body = dict(asked.body)
    messages = list(body.pop("messages", []))
    system = messages.pop(0)["content"] if messages and messages[0].get("role") == "system" else None
    shape = {name: body.pop(name) for name in _SHAPES if name in body}
    on.execute(
        _INSERT,
        (
            run,
            asked.key,
            asked.question,
            asked.about,
            asked.model,
            asked.endpoint,
            _part(on, system),
            _part(on, _json(shape) if shape else None),
            _json(messages),
            _json(body),
            None if error else said.completion,
            error,
            said.input_tokens,
            said.output_tokens,
            said.cost_usd,
            round(said.seconds, 3),
            said.attempts,
            via,
            at,
        ),
    )


def _part(on: sqlite3.Connection, content: str | None) -> str | None:
    if content is None:
        return None
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    on.execute("INSERT OR IGNORE INTO parts VALUES (?, ?)", (digest, content))
    return digest


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
