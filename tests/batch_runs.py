"""Runs against a batch server: a ledger, a clock that nobody waits for, requests with numbers."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from summarizer.ledger import Asked, Ledger
from summarizer.llm import Desk, Pace, Spending
from summarizer.llm.batches import Batches, Settled
from summarizer.settings import Settings

from .faults import Body, FakeTime

T = TypeVar("T")
MODEL = "openai/gpt-5-mini"
SYSTEM = "You read reports about negotiations. " * 50


class Run:
    """One run: its ledger, its money, its clock, and what it heard."""

    def __init__(self, url: str, path: Path, model: str = MODEL, **how: Any) -> None:
        self.time, self.heard = FakeTime(), list[str]()
        self.ledger = Ledger(path / "ledger.sqlite")
        spending = Spending(limit=how.pop("budget", None), factor=0.5)
        self.desk = Desk(Pace(self.time.clock, self.time.sleep, tolerance=3), self.ledger, spending)
        self.settings = Settings(base_url=url)
        self.batches = Batches(model, self.settings, self.desk, self.heard.append, **how)
        self.url, self.model = url, model

    def asked(self, number: int) -> Asked:
        """The request with that number."""
        body = {
            "model": self.model.partition("/")[2],
            "messages": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": f"Article {number}"}],
            "max_completion_tokens": 1000,
            "response_format": {"type": "json_schema", "json_schema": {"name": "S", "schema": {"b": 1, "a": 2}}},
        }
        return Asked(self.model, self.url, body, "draft", f"{number}.txt")

    async def put_off(self, *numbers: int) -> None:
        """Put requests off."""
        for number in numbers:
            await self.batches.put_off(self.asked(number))

    async def settle(self, *numbers: int) -> Settled:
        """Put requests off, and settle them."""
        await self.put_off(*numbers)
        return await self.batches.settle()

    def answered(self, *numbers: int) -> list[bool]:
        """Which requests have an answer in the ledger."""
        return [self.ledger.find(self.asked(number).key) is not None for number in numbers]

    async def aclose(self) -> None:
        """Close what is open."""
        await self.batches.aclose()
        self.ledger.close()


def go(run: Run, work: Callable[[Run], Awaitable[T]]) -> T:
    """Do the work, and end the run."""

    async def all_of_it() -> T:
        try:
            return await work(run)
        finally:
            await run.aclose()

    return asyncio.run(all_of_it())


def rows(path: Path, query: str) -> list[Any]:
    """What a query finds in a run's ledger."""
    with closing(sqlite3.connect(path / "ledger.sqlite")) as on:
        return on.execute(query).fetchall()


def number_in(body: Body) -> int:
    """The number of a request."""
    return int(body["messages"][-1]["content"].split()[-1])


def only(*numbers: int, fate: Body) -> Callable[[Body], Body | None]:
    """A fate for some requests; the others are answered."""
    return lambda body: fate if number_in(body) in numbers else None
