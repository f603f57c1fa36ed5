"""One batch from its folder to its results: locked, resumable, and stopped cleanly by a budget, a fault or the user."""

import asyncio
from collections.abc import Awaitable
from contextlib import aclosing, closing, suppress
from typing import TYPE_CHECKING, Any

from ..desk import desk_for
from ..errors import LedgerError, OutputError, StopError
from ..run import engine_for
from ..settings import Settings, chosen_model
from .checks import belongs, checked, settle
from .fingerprint import made_by
from .finish import Finish, put_failures, sweep
from .job import Job, Result
from .outputs import STATE, Outputs
from .passes import passes
from .progress import Progress
from .reading import Contents
from .state import State
from .stop import Stop
from .work import GRACE, Work

if TYPE_CHECKING:
    from ..llm import Desk, Pace

HALF = 0.5  # of the list price, through the Batch API
_REFUSALS = 3  # of the first requests, before a run holds that the endpoint refuses them all
_GIVEN_UP = 3  # requests one after another, before it holds that the endpoint, not they, is the cause


async def run_batch(
    job: Job, progress: Progress | None = None, stop: Stop | None = None, pace: "Pace | None" = None
) -> Result:
    """Do the job, as far as it can be done; `Result.stopped` says what ended it early. `pace` is that of `pace_of`.

    Raises SummarizerError where it cannot be begun at all: bad arguments, no article, no key, a folder in use.
    """
    progress, stop = progress or Progress(), stop or Stop()
    outputs = Outputs(job.out)
    found = await asyncio.to_thread(checked, job, outputs)
    with outputs.locked(), closing(State(job.out / STATE)) as state:
        belongs(state, job)
        settle(state, job)
        async with desk_for(job.settings, "batch", **shared(job, pace)) as desk:
            result = Result(job.out)
            if desk is not None:
                progress.spending = desk.spending
                progress.pace = desk.pace
                desk.pace.proven = state.any_by(made_by(job.settings))
            try:
                result.stopped = await _run(job, found, desk, state, outputs, result, progress, stop)
            except StopError as error:
                result.stopped = error
            result.interrupted = stop.asked
            try:
                put_failures(outputs, result)
            except StopError as error:
                result.stopped = result.stopped or error
            _account(result, desk)
    return result


def shared(job: Job, pace: "Pace | None" = None) -> dict[str, Any]:
    """What the calls of a batch share beside the ledger; nothing for the built-in engine."""
    if chosen_model(job.settings)[0] == "builtin":
        return {}
    from ..llm import Spending

    spending = Spending(limit=job.budget, factor=HALF if job.batch_api else 1.0)
    return {"pace": pace or pace_of(job.settings), "spending": spending}


def pace_of(settings: Settings, **time: Any) -> "Pace":
    """The pace of a batch; `time` are a clock and a sleep other than the real ones."""
    from ..llm import Pace

    return Pace(
        most=settings.concurrency, patience=settings.outage_seconds, tolerance=_REFUSALS, spare=_GIVEN_UP, **time
    )


async def _run(
    job: Job,
    found: Contents,
    desk: "Desk | None",
    state: State,
    outputs: Outputs,
    result: Result,
    progress: Progress,
    stop: Stop,
) -> StopError | None:
    """The articles, then the brief, then the tables; returns what stopped it early."""
    async with aclosing(engine_for(job.settings, desk)) as engine:
        work = Work(job, engine, state, outputs, result, progress)
        for thing in found.said:
            work.note(thing)
        if desk is not None:
            desk.closed = lambda: stop.asked or work.over
        stopped = await _until_stopped(passes(job, found.files, desk, work, progress, stop))
    finish = Finish(job, state, outputs, result, progress)
    if stop.asked or isinstance(stopped, LedgerError | OutputError):
        with suppress(OutputError):
            finish.clear()
        return stopped
    if stopped is None:
        sweep(state, outputs, work.seen, work.unread, found.unlisted, result)
        stopped = await _until_stopped(_brief(finish, desk, stop))
    if stopped is not None:
        finish.clear()
    if not stop.asked:
        for step in (finish.tables(), finish.report()):
            fault = await _until_stopped(step)
            stopped = stopped or fault
    return stopped


async def _until_stopped(work: Awaitable[object]) -> StopError | None:
    """Why the work did not come to its end; None where it did."""
    try:
        await work
    except StopError as error:
        return error
    return None


async def _brief(finish: Finish, desk: "Desk | None", stop: Stop) -> None:
    if desk is not None:
        desk.closed = lambda: stop.asked
        desk.pace.needed, desk.pace.tolerance = True, 0  # for these answers the run waits, or ends
    await stop.unless(finish.brief(desk), GRACE)


def _account(result: Result, desk: "Desk | None") -> None:
    if desk is None:
        return
    spent = desk.spending
    result.requests, result.cached, result.given_up = spent.requests, spent.cached, spent.given_up
    result.input_tokens, result.output_tokens = spent.input_tokens, spent.output_tokens
    result.cost_usd = spent.cost if spent.priced else None
    desk.told |= {"done": result.done, "unchanged": result.unchanged, "failed": len(result.failed)}
    if result.stopped is not None:
        desk.told["error"] = str(result.stopped)
    elif result.interrupted:
        desk.told["error"] = "interrupted"
