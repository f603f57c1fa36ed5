"""--budget: a limit that the server's own bill never passes, whatever comes of the requests; and then it goes on."""

import asyncio
import math
import random
from collections.abc import Callable
from functools import reduce
from operator import add, sub
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from summarizer.batch import Result
from summarizer.cli import cli
from summarizer.errors import BudgetError, InputError
from summarizer.llm import Spending, price
from summarizer.llm.window import tokens

from . import harbour
from .faults import FAULTS, Body, Reply, serving
from .watched import MODEL, NO_CERTIFICATES, Watched, batch, number_of, pairs, watching

SIZE = 20
OUTPUT = 1_000  # max_output_tokens


@pytest.fixture(autouse=True)
def no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(*NO_CERTIFICATES)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return harbour.folder(tmp_path / "news", SIZE)


def usage(body: Body) -> Body:
    """What a request takes: a token for four characters, and an answer of any length up to the limit."""
    asked, said = len(str(body)) // 4, random.Random(str(body)).randrange(OUTPUT + 1)
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def most(body: Body) -> float:
    return price(MODEL, tokens(str(body)), OUTPUT) or math.nan


class Billed:
    """Keeps the server's bill: every request that it worked on, whether its answer arrived or not."""

    def __init__(self, fault: Callable[[Body], str] = lambda _body: "good") -> None:
        self.fault = fault
        self.bill = 0.0
        self.server: Watched

    def __call__(self, body: Body) -> str | Reply:
        fault, took = self.fault(body), usage(body)
        reply = FAULTS[fault]({}, body) if fault != "good" else Reply()
        if reply.status == 200:
            with self.server.account:
                self.bill += price(MODEL, took["prompt_tokens"], took["completion_tokens"]) or math.nan
        return fault


def run(news: Path, budget: float, billed: Billed, *, with_usage: bool = True, **how: Any) -> tuple[Result, Watched]:
    with watching(billed, pairs) as server:
        billed.server = server
        server.usage = usage if with_usage else lambda _body: None
        result = batch(news, server.url, budget=budget, max_output_tokens=OUTPUT, **how)
    return result, server


@pytest.mark.parametrize("concurrency", [1, 8])
def test_the_bill_never_passes_the_budget_and_nothing_is_on_it_twice(news: Path, concurrency: int) -> None:
    budget, asked, runs = 0.0105, list[str](), 0
    while True:
        billed, runs = Billed(), runs + 1
        result, server = run(news, budget, billed, concurrency=concurrency)
        asked += server.keys
        assert billed.bill <= budget
        assert result.cost_usd == pytest.approx(billed.bill)
        if result.exit_code == 0:
            break
        assert isinstance(result.stopped, BudgetError) and result.exit_code == 4
        assert "The budget of $0.0105 is reached" in str(result.stopped)
        assert "run again to go on" in str(result.stopped)
        assert result.done == len(server.answered) > 0 and result.failed == []
        assert budget - billed.bill < max(map(most, server.bodies)) * 1.05  # it stops no earlier than it must
        assert runs < SIZE
    assert len(asked) == len(set(asked)) == SIZE
    assert runs > 2


def test_more_money_goes_on_where_less_has_ended(news: Path) -> None:
    less, _ = run(news, 0.01, Billed())
    more, server = run(news, 1.0, Billed())
    assert (less.exit_code, more.exit_code) == (4, 0)
    assert (more.unchanged, more.done, len(server.requests)) == (less.done, SIZE - less.done, SIZE - less.done)


def test_who_has_too_little_left_waits_for_those_in_flight(news: Path) -> None:
    """Two requests at their worst fit; as each takes far less, all of them do."""
    billed = Billed()
    with watching(billed) as server:
        billed.server = server
        taken = {"prompt_tokens": 100, "completion_tokens": 1, "total_tokens": 101}
        server.usage = lambda _body: taken
        worst = 2.5 * (price(MODEL, 7_000, OUTPUT) or math.nan)
        result = batch(news, server.url, budget=worst, max_output_tokens=OUTPUT, concurrency=8)
        assert (result.done, result.exit_code) == (SIZE, 0)
        assert max(server.flying) <= 4


@pytest.mark.parametrize("budget", [0.0, 0.0001])
def test_a_budget_too_small_for_one_request_sends_none(news: Path, budget: float) -> None:
    result, server = run(news, budget, Billed())
    assert (result.exit_code, result.done, result.failed, server.requests) == (4, 0, [], [])
    assert "is less than one request may cost (up to $0.00" in str(result.stopped)


def test_what_the_ledger_has_needs_no_budget(news: Path, tmp_path: Path) -> None:
    assert run(news, 1.0, Billed())[0].done == SIZE
    (tmp_path / "out").rename(tmp_path / "before")
    result, server = run(news, 0.0, Billed())
    assert (result.exit_code, result.done, result.cached, server.requests) == (0, SIZE, SIZE, [])


@pytest.mark.parametrize("concurrency", [1, 8])
@pytest.mark.parametrize("fault", ["cut", "garbage_body", "slow"])
def test_answers_that_were_lost_count_in_full(news: Path, fault: str, concurrency: int) -> None:
    """Every other article's first answer is lost; it is on the bill all the same."""
    lost: set[int | None] = set()

    def faulty(body: Body) -> str:
        number = number_of(body)
        if number is None or number % 2 or number in lost:
            return "good"
        lost.add(number)
        return fault

    budget, billed = 0.025, Billed(faulty)
    result, _ = run(news, budget, billed, concurrency=concurrency, timeout=2 if fault == "slow" else 30)
    assert result.exit_code == 4
    assert billed.bill <= budget
    assert "for answers that were lost or did not say" in str(result.stopped)


@pytest.mark.parametrize("concurrency", [1, 8])
def test_answers_that_do_not_say_what_they_took_count_in_full(news: Path, concurrency: int) -> None:
    budget, billed = 0.02, Billed()
    result, server = run(news, budget, billed, with_usage=False, concurrency=concurrency)
    assert result.exit_code == 4
    assert billed.bill <= budget
    assert 0 < len(server.requests) < SIZE
    assert result.cost_usd is None


def test_the_brief_is_within_the_budget(news: Path) -> None:
    billed, budget = Billed(), 0.03
    articles, _ = run(news, 1.0, billed)
    assert articles.exit_code == 0
    runs = 0
    while True:
        billed, runs = Billed(), runs + 1
        result, server = run(news, budget, billed, brief=True)
        assert billed.bill <= budget
        assert len(set(server.keys)) == len(server.keys)
        if result.exit_code == 0:
            break
        assert result.exit_code == 4
        assert not (result.out / "brief.json").exists()
        assert runs < 20
    assert runs > 1
    assert sum(brief.articles for brief in result.briefs()) == SIZE


@pytest.mark.parametrize("budget", [math.nan, math.inf, -1.0])
def test_a_budget_that_is_none(news: Path, budget: float) -> None:
    with serving(harbour.answer) as server, pytest.raises(InputError, match=r"A budget of .* dollars is none"):
        batch(news, server.url, budget=budget)
    assert not server.requests and not (news.parent / "out").exists()
    done = CliRunner().invoke(cli, ["batch", str(news), "-o", str(news.parent / "out"), "--budget", str(budget)])
    assert done.exit_code == (2 if budget < 0 else 1)  # a SummarizerError that main() says
    assert isinstance(done.exception, InputError if budget != -1 else SystemExit)


def test_a_model_without_a_known_price_is_refused_before_anything(news: Path) -> None:
    with serving(harbour.answer) as server, pytest.raises(InputError, match="price of openai/own is not known"):
        batch(news, server.url, budget=1.0, model="openai/own")
    assert not server.requests and not (news.parent / "out").exists()


@pytest.mark.parametrize("sums", [(0.2, 0.2, 0.2, 0.3), (0.2, 0.5, 0.2, 0.1)])
def test_with_nothing_in_flight_nobody_waits_for_money(sums: tuple[float, ...]) -> None:
    """Numbers added up less each of them are a little more than nothing, for a computer, or a little less."""
    limit = reduce(add, sums)
    rest = reduce(sub, sums, limit)
    more = math.nextafter(limit, 1)
    assert rest + limit > limit if rest > 0 else rest + more <= limit  # it would tell

    async def held() -> None:
        spending = Spending(limit=limit)
        for most_ in sums:
            await spending.hold(most_)
        for most_ in sums:
            spending.release(most_)
        with pytest.raises(BudgetError):
            await asyncio.wait_for(spending.hold(more), 5)
        await asyncio.wait_for(spending.hold(limit), 5)

    asyncio.run(held())


@pytest.mark.parametrize("seed", range(5))
def test_at_no_moment_more_is_spent_or_promised_than_the_limit(seed: int) -> None:
    dice = random.Random(seed)
    spending = Spending(limit=10.0)
    ended = 0

    async def one() -> None:
        nonlocal ended
        most_ = dice.uniform(0.1, 1.0)
        try:
            await spending.hold(most_)
        except BudgetError:
            return
        within()
        for _ in range(dice.randrange(4)):
            await asyncio.sleep(0)
        fate = dice.choice(("answered", "lost", "refused"))
        if fate == "answered":
            spending.count(1, 1, dice.uniform(0.0, most_))
        spending.release(most_, lost=fate == "lost")
        within()
        ended += 1

    def within() -> None:
        assert spending.cost + spending.unsure + spending._held <= 10.0 + 1e-9

    async def all_of_them() -> None:
        await asyncio.wait_for(asyncio.gather(*(one() for _ in range(60))), 20)

    asyncio.run(all_of_them())
    assert ended > 10
