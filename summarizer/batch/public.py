"""The functions that a user calls for a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..run import run
from ..settings import Settings, load_settings
from .job import Job, Result
from .progress import Progress
from .run import run_batch


async def asummarize_folder(
    folder: str | Path,
    out: str | Path,
    *,
    model: str | None = None,
    settings: Settings | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    budget: float | None = None,
    brief: bool = True,
    batch_api: bool = False,
    changed: Callable[[Progress], None] | None = None,
    **flags: Any,
) -> Result:
    """Summarize every article in a folder and below into the folder `out`, and go on where an earlier run stopped.

    Articles that fail stand in the result's `failed` (and in `failures.json`). `budget` is in US dollars; `changed`
    hears of every step; `flags` are fields of `Settings`. Raises SummarizerError where the run cannot begin or go on:
    what is done by then is kept, and so is what was paid for; the error's `result` says what, once it had begun.
    """
    if settings is not None and (model is not None or flags):
        raise InputError("Give either settings or single flags, not both: the flags would be lost.")
    job = Job(
        Path(folder),
        Path(out),
        settings or load_settings(model=model, **flags),
        include=[include] if isinstance(include, str) else list(include),
        exclude=[exclude] if isinstance(exclude, str) else list(exclude),
        budget=budget,
        brief=brief,
        batch_api=batch_api,
    )
    result = await run_batch(job, Progress(changed) if changed else None)
    if result.stopped is not None:
        result.stopped.result = result
        raise result.stopped
    return result


def summarize_folder(
    folder: str | Path,
    out: str | Path,
    *,
    model: str | None = None,
    settings: Settings | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    budget: float | None = None,
    brief: bool = True,
    batch_api: bool = False,
    changed: Callable[[Progress], None] | None = None,
    **flags: Any,
) -> Result:
    """Summarize every article in a folder; also where an event loop already runs. See `asummarize_folder`."""
    return run(
        asummarize_folder(
            folder,
            out,
            model=model,
            settings=settings,
            include=include,
            exclude=exclude,
            budget=budget,
            brief=brief,
            batch_api=batch_api,
            changed=changed,
            **flags,
        )
    )
