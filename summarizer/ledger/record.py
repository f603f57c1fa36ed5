"""A call as rows: what many calls share stands once."""

import hashlib
import json
import sqlite3
from typing import Any

from .asked import Asked, Said, counted

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
    system, shape, messages, parameters = split(on, asked.body)
    on.execute(
        _INSERT,
        (
            run,
            asked.key,
            asked.question,
            storable(asked.about),
            asked.model,
            asked.endpoint,
            system,
            shape,
            messages,
            parameters,
            None if error is not None else storable(said.completion),
            error if error is None else storable(error),
            counted(said.input_tokens),
            counted(said.output_tokens),
            said.cost_usd,
            round(said.seconds, 3),
            said.attempts,
            via,
            at,
        ),
    )


def split(on: sqlite3.Connection, body: dict[str, Any]) -> tuple[str | None, str | None, str, str]:
    """A request's body in four: the hashes of its system message and its shape, which stand in `parts`, and in JSON
    the other messages and the other parameters.
    """
    rest = dict(body)
    messages = list(rest.pop("messages", []))
    system = messages.pop(0)["content"] if messages and _is_system(messages[0]) else None
    shape = {name: rest.pop(name) for name in _SHAPES if name in rest}
    return _part(on, system), _part(on, _json(shape) if shape else None), _json(messages), _json(rest)


def joined(system: str | None, shape: str | None, messages: str, parameters: str) -> dict[str, Any]:
    """The body that was split; the first two are what `parts` holds under the hashes."""
    first = [] if system is None else [{"role": "system", "content": system}]
    return {
        **json.loads(parameters),
        "messages": [*first, *json.loads(messages)],
        **(json.loads(shape) if shape else {}),
    }


def _part(on: sqlite3.Connection, content: str | None) -> str | None:
    if content is None:
        return None
    digest = hashlib.sha256(content.encode()).hexdigest()
    on.execute("INSERT OR IGNORE INTO parts VALUES (?, ?)", (digest, content))
    return digest


def _is_system(message: dict[str, Any]) -> bool:
    """Whether a message is nothing but a system prompt, so that it can be made again from that."""
    content = message.get("content")
    plain = isinstance(content, str) and content == storable(content)
    return plain and message.get("role") == "system" and len(message) == 2


def _json(value: Any) -> str:
    return storable(json.dumps(value, ensure_ascii=False))


def storable(text: str) -> str:
    r"""The text with half characters, which SQLite does not take, as escapes (\ud83d): in JSON they mean the same.

    A file name that is no UTF-8 has some, and an emoji that a model's server cut in two.
    """
    return text.encode("utf-8", "backslashreplace").decode()
