"""What is looked at before a batch begins: that there is something to do, and a place for it, and a price known."""

import math
from pathlib import Path

from ..errors import InputError
from ..settings import chosen_model
from .job import Job
from .outputs import Outputs, sha256_of
from .reading import Contents, contents
from .state import State


def checked(job: Job, outputs: Outputs) -> Contents:
    """What the folder holds. Raises InputError where there is nothing to do, or a wish that cannot be met."""
    if not job.folder.is_dir():
        what = "is no folder" if job.folder.exists() else "does not exist"
        raise InputError(f"{str(job.folder)!r} {what}: name the folder with the articles.")
    outputs.check(job.folder)
    _priced(job)
    found = contents(job)
    if not found.files and not found.unlisted:
        among = " that --include and --exclude leave" if job.include or job.exclude else ""
        raise InputError(
            f"There is no article in {str(job.folder)!r}{among}: .txt, .md, .html, .json and .jsonl are read"
            f"{', and globs are held against the path within the folder' if among else ''}."
        )
    return found


def belongs(state: State, job: Job) -> None:
    """Refuse results of another folder, or of a model where none is named now, which this run would replace.

    A folder that was moved is the same: the one before is gone (or not mounted), and most of its files are here.
    """
    here, before = str(job.folder.resolve()), state.get("folder")
    if before not in (None, here) and (Path(before or "").is_dir() or not _moved(state, job.folder)):
        raise InputError(
            f"{str(job.out)!r} holds the results of {before!r}: name another folder with -o, or remove it first (what "
            "was paid for is in the ledger)."
        )
    name, before = chosen_model(job.settings)[0], state.get("model")
    if job.settings.model is None and before not in (None, name):
        raise InputError(
            f"{str(job.out)!r} holds summaries by {before}, and no model is named now, so {name} would replace them: "
            f"name {before} with --model, or {name} if it is to."
        )


def settle(state: State, job: Job) -> None:
    """Remember of which folder and model the results are."""
    state.set("folder", str(job.folder.resolve()))
    state.set("model", chosen_model(job.settings)[0])


def _moved(state: State, folder: Path) -> bool:
    """Whether most of the files that were read before stand here as they were."""
    known = list(state.sources())
    return 2 * sum(sha256_of(folder / path) == sha256 for path, sha256 in known) >= len(known)


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
