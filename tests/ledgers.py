"""Requests, answers and whoever gives them, for tests of the ledger."""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.ledger import Asked, Ledger, Said
from tests.faults import completion

if TYPE_CHECKING:
    from summarizer.settings import Again

T = TypeVar("T")
ENDPOINT = "https://api.example/v1"


def asked(
    text: str = "The ferry crews want a raise.",
    *,
    model: str = "openai/test",
    endpoint: str = ENDPOINT,
    question: str = "draft",
    about: str = "talks.txt",
    **body: Any,
) -> Asked:
    """A request as the client makes it; `body` adds to what is sent, or replaces it."""
    messages = [{"role": "system", "content": "You read reports."}, {"role": "user", "content": text}]
    shape = {"type": "json_schema", "json_schema": {"name": "Draft", "strict": True, "schema": {"type": "object"}}}
    sent = {"model": "test", "messages": messages, "max_completion_tokens": 16000, "response_format": shape}
    return Asked(model, endpoint, {**sent, **body}, question, about)


def said(text: str = "They want a raise.", **took: Any) -> Said:
    """An answer."""
    usual = {"input_tokens": 100, "output_tokens": 10, "cost_usd": 0.25, "seconds": 1.5, "attempts": 1}
    return Said(json.dumps(completion(text)), **{**usual, **took})


@dataclass
class Model:
    """Answers each request with another text, and remembers how often it was asked what."""

    asked: list[str] = field(default_factory=list)

    def about(self, request: Asked) -> Callable[[], Awaitable[Said]]:
        """What to give to `Ledger.answered` with a request."""

        async def ask() -> Said:
            self.asked.append(request.key)
            await asyncio.sleep(0)
            return said(f"Answer {len(self.asked)}")

        return ask


def with_ledger(path: Path, use: Callable[[Ledger], Awaitable[T]], again: "Again" = "never") -> T:
    """What `use` gives, with a ledger opened for it."""

    async def run() -> T:
        ledger = Ledger(path, again)
        try:
            return await use(ledger)
        finally:
            ledger.close()

    return asyncio.run(run())


def rows(path: Path, query: str = "SELECT key, answer, error, usable FROM calls ORDER BY id") -> list[Any]:
    """What a connection of somebody else finds in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def mode(path: Path) -> int:
    """The rights of a file."""
    return path.stat().st_mode & 0o777
