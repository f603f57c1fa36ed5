"""The ledger against a list of what was answered: random histories of asking, failing, stopping, killing, reopening."""

import asyncio
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from summarizer.errors import UnreachableError
from summarizer.ledger import Asked, Kept, Ledger, Said
from summarizer.ledger.database import BESIDE
from summarizer.ledger.history import opened
from summarizer.settings import Again
from tests.ledgers import asked, mode, rows, said

AGAIN: list[Again] = ["never", "failed", "always"]
# Few, so that they come again; some differ in the model or in a parameter alone, the last is the first in other words.
REQUESTS = [
    asked("a"),
    asked("b"),
    asked("a", model="ollama/test"),
    asked("a", temperature=0.5),
    asked("a", endpoint="http://localhost/v1", about="copy.txt"),
]
requests = st.sampled_from(REQUESTS)
Ask = Callable[[], Any]


@dataclass
class Row:
    """A call as it should stand in the file."""

    key: str
    answer: str | None
    usable: bool = True
    before: bool = False  # from before the ledger was opened


class Histories(RuleBasedStateMachine):
    """What the ledger does, and beside it what it should have."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.loop = asyncio.new_event_loop()
        self.rows: list[Row] = []
        self.number = 0
        self.opened = 0

    @initialize(again=st.sampled_from(AGAIN))
    def open_first(self, again: Again) -> None:
        self.path = self.folder / "ledger.sqlite"
        self.open(again)

    @rule(request=requests)
    def ask(self, request: Asked) -> None:
        expected = self.found(request.key)
        kept = self.run(self.ledger.answered(request, self.answering(request)))
        assert kept.fresh == (expected is None)
        assert kept.said.completion == (expected or self.rows[-1].answer)

    @rule(request=requests)
    def fail(self, request: Asked) -> None:
        expected = self.found(request.key)

        async def failing() -> Said:
            error = UnreachableError("Nobody answers.")
            await self.ledger.note_failure(request, error, 1.0, 3)
            raise error

        (outcome,) = self.run(together(self.ledger.answered(request, failing)))
        if expected is None:
            self.rows.append(Row(request.key, None))
            assert isinstance(outcome, UnreachableError)
        else:
            assert outcome.said.completion == expected

    @rule(request=requests, followers=st.integers(0, 2))
    def stop_before_the_answer(self, request: Asked, followers: int) -> None:
        """Whoever asks is stopped; one of those who wait asks in his place, and all of them get his answer."""
        expected = self.found(request.key)

        async def use() -> list[Kept]:
            leader = asyncio.ensure_future(self.ledger.answered(request, hang))
            await asyncio.sleep(0)
            rest = [self.ledger.answered(request, self.answering(request)) for _ in range(followers)]
            waiting = [asyncio.ensure_future(one) for one in rest]
            await asyncio.sleep(0)
            leader.cancel()
            await asyncio.wait([leader])
            assert leader.cancelled() == (expected is None)
            return await asyncio.gather(*waiting)

        kept = self.run(use())
        assert sum(one.fresh for one in kept) == (expected is None and followers > 0)
        if kept:
            assert {one.said.completion for one in kept} == {expected or self.rows[-1].answer}

    @rule(request=requests)
    def stop_after_the_answer(self, request: Asked) -> None:
        """Paid for, and on its way into the file: it gets there, and nobody asks for it again."""
        if self.found(request.key) is not None:
            return
        gate = threading.Event()

        async def use() -> Kept:
            held = asyncio.ensure_future(self.ledger.write(lambda _on: gate.wait(30)))
            leader = asyncio.ensure_future(self.ledger.answered(request, self.answering(request)))
            for _ in range(5):
                await asyncio.sleep(0)
            leader.cancel()
            await asyncio.wait([leader])
            late = asyncio.ensure_future(self.ledger.answered(request, hang))
            await asyncio.sleep(0)
            gate.set()
            await held
            return await late

        kept = self.run(use())
        assert (kept.fresh, kept.said.completion) == (False, self.rows[-1].answer)

    @rule(several=st.lists(requests, min_size=2, max_size=12))
    def ask_at_once(self, several: list[Asked]) -> None:
        expected = {request.key: self.found(request.key) for request in several}
        before = len(self.rows)
        kept = self.run(together(*(self.ledger.answered(one, self.answering(one)) for one in several)))
        added = {row.key: row.answer for row in self.rows[before:]}
        assert len(added) == len(self.rows) - before, "asked twice"
        assert set(added) == {key for key, answer in expected.items() if answer is None}
        for request, one in zip(several, kept, strict=True):
            assert one.said.completion == (expected[request.key] or added[request.key])
        fresh = Counter(request.key for request, one in zip(several, kept, strict=True) if one.fresh)
        assert fresh == Counter(added.keys())

    @rule(request=requests)
    def spoil(self, request: Asked) -> None:
        self.run(self.ledger.spoil(request.key))
        answered = [row for row in self.rows if row.key == request.key and row.answer is not None]
        if answered:
            answered[-1].usable = False

    @rule(again=st.sampled_from(AGAIN))
    def reopen(self, again: Again) -> None:
        self.ledger.close()
        self.open(again)

    @rule(again=st.sampled_from(AGAIN))
    def kill(self, again: Again) -> None:
        """The next run finds what a killed one leaves: the file and its log, as they are while it is going."""
        self.opened += 1
        left = self.folder / str(self.opened)
        left.mkdir()
        for file in (self.path, self.path.with_name(self.path.name + BESIDE[0])):
            shutil.copy(file, left)
        self.ledger.close()
        self.path = left / self.path.name
        self.open(again)

    @invariant()
    def the_file_has_it_all(self) -> None:
        """Committed, as whoever opens it now can see, and for nobody else to see."""
        if not hasattr(self, "ledger"):
            return
        found = rows(self.path)
        assert [(key, answer, bool(usable)) for key, answer, _, usable in found] == [
            (row.key, row.answer, row.usable) for row in self.rows
        ]
        assert all((error is None) == (answer is not None) for _, answer, error, _ in found)
        assert {mode(file) for file in self.path.parent.glob("ledger.sqlite*")} == {0o600}

    @invariant()
    def the_log_shows_it_all(self) -> None:
        if not hasattr(self, "ledger"):
            return
        with opened(self.path) as history:
            assert history is not None
            shown = list(history.calls())
            assert [call.key for call in reversed(shown)] == [row.key for row in self.rows]
            if shown:
                exchange = history.exchange(shown[0].id)
                assert exchange is not None
                assert Asked(shown[0].model, "", exchange.request).key == shown[0].key

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()
        self.loop.close()
        shutil.rmtree(self.folder)

    def open(self, again: Again) -> None:
        self.ledger, self.again = Ledger(self.path, again), again
        for row in self.rows:
            row.before = True

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def found(self, key: str) -> str | None:
        """The answer that should be given again."""
        for row in reversed(self.rows):
            if row.key == key and row.answer is not None:
                counts = {"never": True, "failed": row.usable, "always": False}
                if not row.before or counts[self.again]:
                    return row.answer
        return None

    def answering(self, request: Asked) -> Ask:
        """Gives an answer of its own to everyone who asks."""

        async def ask() -> Said:
            self.number += 1
            answer = said(f"Answer {self.number}")
            await asyncio.sleep(0)
            self.rows.append(Row(request.key, answer.completion))
            return answer

        return ask


async def together(*works: Any) -> list[Any]:
    return await asyncio.gather(*works, return_exceptions=True)


async def hang() -> Said:
    await asyncio.Event().wait()
    raise AssertionError


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
bodies = st.dictionaries(st.text(), values, max_size=4)


@given(bodies, bodies)
def test_the_key_is_that_of_the_body_whatever_its_order(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert Asked("m", "", one).key == Asked("m", "x", turned(one)).key
    assert (Asked("m", "", one).key == Asked("m", "", other).key) == same(one, other)
    assert Asked("m", "", one).key != Asked("n", "", one).key


def turned(value: Any) -> Any:
    """The same value with the names in every dictionary the other way round."""
    if isinstance(value, dict):
        return {name: turned(value[name]) for name in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


def same(one: Any, other: Any) -> bool:
    """Equal in JSON, where 1 is not true, nor 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(repr(one) == repr(other))
