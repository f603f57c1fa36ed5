"""What a batch would take, before a cent is spent: the same way as the real run, but nothing is sent or written.

Input tokens are estimated from the very requests. What is not known yet goes by the answers in the ledger, or, where
there are too few, by the recorded answers about the example articles (`cassettes/`): 2,400 tokens for a draft, and for
the brief 7,400 tokens in and 630 out for each article.
"""

import json
from contextlib import aclosing, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..builtin_engine import BuiltinEngine
from ..desk import desk_for
from ..engine import Drafting
from ..llm.desk import Deferred
from ..run import engine_for
from ..schemas.article import Article
from ..schemas.summary import ArticleSummary
from ..settings import chosen_model
from .checks import belongs, checked
from .job import Job, Result
from .outputs import BRIEF, STATE, Outputs
from .progress import Progress
from .reading import ToDo
from .run import HALF, shared
from .state import State
from .stop import Stop
from .work import Work

if TYPE_CHECKING:
    from ..ledger import Asked, Ledger
    from ..llm import Desk

DRAFT_TOKENS, DRAFT_SECONDS = 2_400, 20.0
BRIEF_IN, BRIEF_OUT, BRIEF_CALLS = 7_400, 630, 1.4  # for each article
_ENOUGH = 20  # answers in the ledger, to go by them
_BUILTIN_SECONDS = 0.02  # an article


@dataclass
class Estimate:
    """Articles, requests, tokens, US dollars (null: no known price) and seconds; all but the articles roughly.

    `answered` are articles whose answers all stand in the ledger, `result` what the run would skip or fail to read.
    """

    result: Result
    to_do: int = 0
    answered: int = 0
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    seconds: float = 0.0
    leaving: int = 0  # summaries in OUT that would be replaced or removed
    brief: bool = False  # whether one is to be made
    known: bool = False  # whether the ledger knows the model's usual answers


class _Dry(Work):
    """Goes through the articles as the real run, and writes nothing."""

    answered = 0

    async def finish(self, asked: ToDo, summary: ArticleSummary) -> None:
        """Count what needs no request."""
        self.answered += 1


class _Nobody(BuiltinEngine):
    """Reads nothing: what the built-in engine would find costs nothing."""

    async def draft(self, article: Article) -> Drafting:
        """Put the article off."""
        raise Deferred


async def estimate(job: Job, progress: Progress | None = None, stop: Stop | None = None) -> Estimate:
    """What the job would take. Raises what `run_batch` raises before it begins, but for want of a key or a right."""
    outputs = Outputs(job.out)
    found = checked(job, outputs)
    result = Result(job.out)
    told = Estimate(result)
    with closing(_copy(job.out / STATE)) as state:
        belongs(state, job)
        async with desk_for(job.settings, None, unsent=True, **shared(job)) as desk:
            if desk is not None:
                desk.instead = lambda asked: _counted(told, asked)
            async with aclosing(engine_for(job.settings, desk) if desk else _Nobody()) as engine:
                work = _Dry(job, engine, state, outputs, result, progress or Progress())
                for thing in found.said:
                    work.note(thing)
                await work.of(found.files, stop or Stop())
            told.answered, told.to_do = work.answered, work.answered + work.put_off
            told.leaving = sum(made.id not in work.seen for made in state.all_made())
            _priced(told, job, desk)
    return told


async def _counted(told: Estimate, asked: "Asked") -> None:
    from ..llm import tokens

    told.requests += 1
    told.input_tokens += tokens(json.dumps(asked.body, ensure_ascii=False))


def _priced(told: Estimate, job: Job, desk: "Desk | None") -> None:
    """What the answers would take, and the brief."""
    if desk is None:
        told.seconds = told.to_do * _BUILTIN_SECONDS
        return
    model, _ = chosen_model(job.settings)
    usual = _usual(desk.ledger, model)
    told.known = usual is not None
    tokens, seconds = usual or (DRAFT_TOKENS, DRAFT_SECONDS)
    told.output_tokens = round(told.requests * tokens)
    told.seconds = told.requests * seconds / job.settings.concurrency
    cost = _price(model, told.requests, told.input_tokens, told.output_tokens)
    factor = HALF if job.batch_api else 1.0
    articles = told.to_do + told.result.unchanged
    brief = _price(model, articles, articles * BRIEF_IN, articles * BRIEF_OUT)
    told.cost_usd = None if cost is None else cost * factor
    if job.brief and (told.to_do or not (job.out / BRIEF).exists()):
        told.brief = True
        told.requests += round(articles * BRIEF_CALLS)
        told.input_tokens += articles * BRIEF_IN
        told.output_tokens += articles * BRIEF_OUT
        told.seconds += articles * BRIEF_CALLS * seconds / min(8, job.settings.concurrency)
        told.cost_usd = None if told.cost_usd is None or brief is None else told.cost_usd + brief


def _price(model: str, requests: int, input_tokens: int, output_tokens: int) -> float | None:
    """US dollars for so many requests; each by itself, as some models cost more where one is long."""
    from ..llm import price

    if not requests:
        return 0.0
    one = price(model, round(input_tokens / requests), round(output_tokens / requests))
    return None if one is None else one * requests


def _usual(ledger: "Ledger | None", model: str) -> tuple[float, float] | None:
    """Mean output tokens and seconds of the model's drafts so far; None where there are too few."""
    if ledger is None:
        return None
    count, tokens, seconds = ledger.usual(model)
    return (tokens, seconds or DRAFT_SECONDS) if count >= _ENOUGH else None


def _copy(path: Path) -> State:
    """What earlier runs remember, in memory: an estimate leaves no trace."""
    copy = State(Path(":memory:"))
    if path.exists():
        copy.take(path)
    return copy
