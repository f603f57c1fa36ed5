"""One batch from its folder to its results: locked, resumable, and stopped cleanly by a budget, a fault or the user."""

import asyncio
import math
from collections.abc import Awaitable
from contextlib import aclosing, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..desk import desk_for
from ..errors import BudgetError, InputError, LedgerError, OutputError, StopError
from ..run import engine_for
from ..settings import Settings, chosen_model
from .fingerprint import made_by
from .finish import Finish, put_failures, sweep
from .job import Job, Result
from .outputs import STATE, Outputs
from .progress import Progress
from .reading import Contents, contents
from .state import State
from .stop import Stop
from .work import GRACE, Work

if TYPE_CHECKING:
    from ..llm import Desk, Pace
    from ..llm.batches import Batches

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
        _belongs(state, job)
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


def checked(job: Job, outputs: Outputs) -> Contents:
    """What the folder holds. Raises InputError where there is nothing to do, or a wish that cannot be met."""
    if not job.folder.is_dir():
        what = "is no folder" if job.folder.exists() else "does not exist"
        raise InputError(f"{str(job.folder)!r} {what}: name the folder with the articles.")
    outputs.check(job.folder)
    _priced(job)
    found = contents(job)
    if not found.files and found.whole:
        among = " that --include and --exclude leave" if job.include or job.exclude else ""
        raise InputError(
            f"There is no article in {str(job.folder)!r}{among}: .txt, .md, .html, .json and .jsonl are read."
        )
    return found


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
        stopped = await _until_stopped(_passes(job, found.files, desk, work, progress, stop))
    if stop.asked or isinstance(stopped, LedgerError | OutputError):
        return stopped
    finish = Finish(job, state, outputs, result, progress)
    if stopped is None:
        if found.whole:  # else an article may be there that was not seen
            sweep(state, outputs, work.seen, work.unread, result)
        stopped = await _until_stopped(_brief(finish, desk, stop))
    if stopped is not None:
        finish.clear()
    if not stop.asked:
        await finish.tables()
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


async def _passes(job: Job, files: list[Path], desk: "Desk | None", work: Work, progress: Progress, stop: Stop) -> None:
    """The articles; through the Batch API in as many passes as it takes until no request has to wait."""
    progress.tell(step="Reading")
    if not job.batch_api or desk is None:
        await work.of(files, stop)
        return
    from ..llm.batches import Batches

    model, _ = chosen_model(job.settings)
    batches = Batches(model, job.settings, desk, lambda line: progress.tell(step=line))
    desk.instead = batches.put_off
    try:
        await _through(batches, files, work, progress, stop)
    finally:
        await batches.aclose()
        # The brief's questions wait for each other's answers: they are asked directly.
        desk.instead, desk.spending.factor = None, 1.0


async def _through(batches: "Batches", files: list[Path], work: Work, progress: Progress, stop: Stop) -> None:
    while True:
        reached: BudgetError | None = None
        try:
            await work.of(files, stop)
        except BudgetError as error:  # what was put off before is within it, and may cost less than it might
            reached = error
        if stop.asked or not work.put_off:
            break
        await stop.unless(batches.settle(), GRACE)
        if stop.asked:
            break
        progress.tell(step="Reading")
    if reached:
        raise reached


def _belongs(state: State, job: Job) -> None:
    """Refuse results of another folder, whose summaries this run would remove; a folder that was moved is the same."""
    here, before = str(job.folder.resolve()), state.get("folder")
    if before not in (None, here) and Path(before or "").is_dir():
        raise InputError(
            f"{str(job.out)!r} holds the results of {before!r}: name another folder with -o, or remove it first (what "
            "was paid for is in the ledger)."
        )
    state.set("folder", here)


def _priced(job: Job) -> None:
    name, _ = chosen_model(job.settings)
    if job.budget is not None and not (0 <= job.budget < math.inf):
        raise InputError(f"A budget of {job.budget} dollars is none: give a number like 2.50, or leave --budget out.")
    if name == "builtin":
        if job.batch_api:
            raise InputError(
                "The built-in engine has no Batch API: name a model with --model, or leave out --batch-api."
            )
        return
    if job.batch_api and job.settings.ledger == "off":
        raise InputError("The Batch API needs the ledger, where its answers arrive: leave out `--ledger off`.")
    if job.budget is not None:
        from ..llm import price

        if price(name, 1, 1) is None:
            raise InputError(f"The price of {name} is not known, so no --budget can be kept: leave it out.")


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
