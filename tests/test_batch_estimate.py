"""What a dry run says of cost and time: requests are priced one by one, and no time is nothing."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch import Job
from summarizer.batch.estimate import DRAFT_SECONDS, DRAFT_TOKENS, Estimate, _price, estimate
from summarizer.ledger import Ledger
from summarizer.llm import price
from summarizer.settings import load_settings

from . import harbour
from .ledgers import asked, said, with_ledger

MODEL = "openai/gpt-5-mini"
DEARER = ("openai/gpt-5.4", "google/gemini-2.5-pro")  # where a request is long


def estimated(news: Path, *, model: str = MODEL, brief: bool = False, **how: Any) -> Estimate:
    return asyncio.run(estimate(Job(news, news.parent / "out", load_settings(model=model, **how), brief=brief)))


@pytest.mark.parametrize("model", DEARER)
def test_a_thousand_requests_cost_a_thousand_times_one(model: str) -> None:
    one, together = price(model, 7_000, DRAFT_TOKENS), price(model, 7_000_000, 1_000 * DRAFT_TOKENS)
    assert one and together and together > 1_200 * one  # as one request, which no model would take
    assert _price(model, 1_000, 7_000_000, 1_000 * DRAFT_TOKENS) == pytest.approx(1_000 * one)
    assert _price(model, 0, 0, 0) == 0.0
    assert _price("openai/own", 1_000, 7_000_000, 1_000 * DRAFT_TOKENS) is None


@pytest.mark.parametrize("model", DEARER)
@pytest.mark.parametrize("brief", [False, True])
def test_a_folder_costs_as_much_as_its_articles(tmp_path: Path, model: str, brief: bool) -> None:
    size = 100
    one = estimated(harbour.folder(tmp_path / "one", 1), model=model, brief=brief)
    all_ = estimated(harbour.folder(tmp_path / "news", size), model=model, brief=brief)
    together = price(model, all_.input_tokens, all_.output_tokens)
    assert one.cost_usd and all_.cost_usd and together
    assert all_.cost_usd == pytest.approx(size * one.cost_usd, rel=0.01)
    assert together > 1.2 * all_.cost_usd


@pytest.mark.parametrize("direct", [0, 20])
def test_where_the_ledger_knows_no_time_an_answer_takes_a_usual_one(tmp_path: Path, direct: int) -> None:
    """How long an answer through the Batch API took is not known; how long it is, is."""
    news = harbour.folder(tmp_path / "news", 5)

    async def kept(ledger: Ledger) -> None:
        for number in range(20 + direct):
            via, seconds = ("direct", 1.5) if number < direct else ("batch", 0.0)
            answer = said(output_tokens=10, seconds=seconds)
            await ledger.keep(asked(f"Article {number}", model=MODEL), answer, via)

    with_ledger(Path(os.environ["SUMMARIZER_LEDGER"]), kept)
    told = estimated(news, concurrency=2)
    assert told.known and (told.requests, told.output_tokens) == (5, 50)
    assert told.seconds == pytest.approx(5 * (1.5 if direct else DRAFT_SECONDS) / 2)
