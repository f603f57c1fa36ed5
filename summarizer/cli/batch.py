"""`summarizer batch`: a folder of articles in, a folder of summaries, a brief and tables out."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import ledger_options, model_options

if TYPE_CHECKING:
    from ..batch import Job, Result

EXAMPLES = """\b
Examples:
  summarizer batch articles/ -o out --dry-run
  summarizer batch articles/ -o out --model openai/gpt-5-mini --budget 2.50
  summarizer batch articles/ -o out --batch-api
  summarizer batch articles/ -o out --include '2031/**' --exclude '*draft*'
"""
PATH = click.Path(path_type=Path)
DOLLARS = click.FloatRange(min=0)


@click.command(epilog=EXAMPLES, short_help="A folder of articles in, their summaries, brief and tables out; resumable.")
@click.argument("folder", type=PATH)
@click.option("-o", "--output", "out", type=PATH, required=True, metavar="OUT", help="The folder for the results.")
@click.option("--dry-run", is_flag=True, help="Say what it would take: articles, tokens, cost, time. Sends nothing.")
@click.option("--budget", type=DOLLARS, metavar="DOLLARS", help="Stop before more than this is spent in this run.")
@click.option("--concurrency", type=int, metavar="N", help="Articles in flight. Default: 16.")
@click.option("--batch-api", is_flag=True, help="Through OpenAI's Batch API: half the price, answers within a day.")
@click.option("--no-brief", is_flag=True, help="Summaries and tables only.")
@click.option("--include", multiple=True, metavar="GLOB", help="Only files that match, as in .gitignore; repeatable.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="No files that match; repeatable.")
@model_options
@ledger_options
def batch(folder: Path, out: Path, dry_run: bool, debug: bool, **flags: Any) -> None:
    """Summarize every article in FOLDER and below, and write a brief over all of them.

    OUT gets report.html (the brief beside its articles), brief.json, brief.md, articles/<id>.json, items.csv,
    items.parquet (one row an item) and failures.json (what has no summary, and why). Run it again to go on where it
    stopped: unchanged articles are skipped, articles that are gone leave the brief, and no answer is paid for twice.
    Exit code 1 where some articles failed, 4 where the budget is reached, 130 after Ctrl-C.
    """
    job = _job(folder, out, flags)
    from .notices import unread_at_will
    from .progress import announce

    with unread_at_will():
        announce(job.settings, "The articles go")
        if dry_run:
            _estimate(job)
            return
        began = time.monotonic()
        result = _run(job)
        _tell(result, time.monotonic() - began)
    sys.exit(result.exit_code)


def _job(folder: Path, out: Path, flags: dict[str, Any]) -> "Job":
    from ..batch import Job
    from ..settings import load_settings

    own = {name: flags.pop(name) for name in ("budget", "include", "exclude", "batch_api", "no_brief")}
    brief = not own.pop("no_brief")
    return Job(folder, out, load_settings(**flags), brief=brief, **own)


def _run(job: "Job") -> "Result":
    from ..batch import Progress, Stop, run_batch
    from ..run import run
    from .batch_view import shown
    from .interrupt import interruptible

    stop = Stop()
    with shown() as (changed, say, in_order), interruptible(stop.ask, say, in_order):
        return run(run_batch(job, Progress(changed), stop))


def _estimate(job: "Job") -> None:
    from ..batch import Progress, Stop
    from ..batch.estimate import estimate
    from ..run import run
    from .batch_estimate import lines
    from .batch_view import shown
    from .interrupt import interruptible

    stop = Stop()
    with shown() as (changed, say, in_order), interruptible(stop.ask, say, in_order):
        told = run(estimate(job, Progress(changed), stop))
    if stop.asked:
        click.echo("Interrupted: nothing was sent.", err=True)
        sys.exit(130)
    for line in lines(told, job):
        click.echo(line)


def _tell(result: "Result", seconds: float) -> None:
    from ..render.neutral import neutral
    from .batch_view import SHOWN, console, summary

    for failure in result.failed[:SHOWN]:
        which = "" if failure.source in failure.reason else f"{failure.source}: "
        click.echo(f"Failed: {neutral(which + failure.reason)}", err=True)
    if (more := len(result.failed) - SHOWN) > 0:
        click.echo(f"... and {more:,} more, all in {result.out / 'failures.json'}", err=True)
    for note in result.notes:
        click.echo(note, err=True)
    console().print(summary(result, seconds))
    click.echo(_last_line(result), err=True)


def _last_line(result: "Result") -> str:
    from ..batch.outputs import BRIEF_TEXT, REPORT

    lost = result.given_up
    were = "1 request was" if lost == 1 else f"{lost} requests were"
    charged = f"{were} in flight and may be charged; " if lost else ""
    if result.stopped is not None:
        return f"Error: {result.stopped}{f' {were} in flight and may be charged.' if lost else ''}"
    if result.interrupted:
        return f"Interrupted: {charged}run the same command again to go on; what was answered is kept."
    first = next((file for name in (REPORT, BRIEF_TEXT) if (file := result.out / name).exists()), None)
    return f"Results in {result.out}{f': begin with {first}' if first else ''}."
