"""What `summarizer batch --dry-run` prints."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .batch_view import duration, short

if TYPE_CHECKING:
    from ..batch import Job
    from ..batch.estimate import Estimate


def lines(told: "Estimate", job: "Job") -> Iterator[str]:
    """The estimate, a line for each thing, with its label."""
    for label, value in _rows(told, job):
        yield f"{label:<10} {value}"


def _rows(told: "Estimate", job: "Job") -> Iterator[tuple[str, str]]:
    from ..settings import chosen_model

    model, _ = chosen_model(job.settings)
    yield "Articles", _articles(told)
    if told.leaving:
        yield "", f"{told.leaving:,} summaries in {job.out} would be replaced or removed"
    if model == "builtin":
        yield "Cost", "nothing: the built-in engine asks nobody"
        yield "Time", f"about {duration(told.seconds)} for the articles, on one core"
        return
    yield "Requests", f"about {told.requests:,} to {model}"
    if told.answered:
        yield "", f"{told.answered:,} articles need none: their answers are in the ledger"
    by = "by the model's answers in the ledger" if told.known else "by typical answers of a model"
    yield "Tokens", f"about {short(told.input_tokens)} in and {short(told.output_tokens)} out, {by}"
    yield "Cost", _cost(told, job)
    if job.batch_api:
        yield "Time", "each round of a batch is done within a day; then the brief"
    else:
        yield "Time", f"about {duration(told.seconds)} at {job.settings.concurrency} articles in flight"
    if job.budget is not None and told.cost_usd:
        yield "Budget", f"${job.budget:.2f} covers about {min(job.budget / told.cost_usd, 1):.0%} of it"
    yield "Brief", _brief(told, job)
    if told.brief and not told.to_do:
        yield "", "at most: what the ledger has of its answers is not known before"


def _brief(told: "Estimate", job: "Job") -> str:
    if told.brief:
        return "included, by articles of usual length"
    return "up to date" if job.brief else "not included"


def _articles(told: "Estimate") -> str:
    result = told.result
    pieces = [f"{told.to_do:,} to do", f"{result.unchanged:,} done already"]
    if result.failed:
        pieces.append(f"{len(result.failed):,} that fail (unread, or refused before)")
    if result.skipped:
        pieces.append(f"{len(result.skipped):,} skipped")
    return ", ".join(pieces)


def _cost(told: "Estimate", job: "Job") -> str:
    if told.cost_usd is None:
        return "unknown: the model's price is not listed"
    half = ", the articles at half of them" if job.batch_api else ""
    return f"about ${told.cost_usd:.2f} at list prices{half}"
