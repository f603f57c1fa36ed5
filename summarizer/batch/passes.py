"""The articles of a batch, gone through once, or as often as it takes until the Batch API has answered all of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BudgetError
from ..settings import chosen_model
from .job import Job
from .progress import Progress
from .stop import Stop
from .work import GRACE, Work

if TYPE_CHECKING:
    from ..llm import Desk
    from ..llm.batches import Batches


async def passes(job: Job, files: list[Path], desk: "Desk | None", work: Work, progress: Progress, stop: Stop) -> None:
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
