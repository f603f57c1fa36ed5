"""`summarizer log --prune`: says what it would delete and what that means, asks, deletes."""

import json
import re
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import InputError
from .log_table import when

if TYPE_CHECKING:
    from ..ledger.prune import Old, Pruned

_DAYS = {"d": 1, "w": 7, "y": 365}
_AGE = re.compile(r"(\d+) ?([dwy])")


def prune_older(path: Path, older_than: str, *, yes: bool, as_json: bool) -> None:
    """Delete what is older, once the user agrees. Raises InputError where nobody is there to be asked."""
    from ..ledger.prune import Pruned, older, prune

    before = _moment(older_than)
    old = older(path, before)
    done = Pruned(0, 0, 0, 0, 0)
    if old is None:
        click.echo(f"There is no ledger at {str(path)!r}: nothing is deleted.", err=True)
    elif not (old.calls or old.runs):
        click.echo(f"Nothing in the ledger is older than {_shown(before)}: nothing is deleted.", err=True)
    else:
        click.echo(_plan(old, before), err=True)
        if not (yes or _agreed()):
            click.echo("Nothing is deleted.", err=True)
            return
        done = prune(path, before)
    if as_json:
        click.echo(json.dumps(asdict(done)))
    elif done.calls or done.runs:
        click.echo(_result(done))


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise InputError("Nothing is deleted, as nobody is at the terminal to agree: say --yes to delete it.")
    return click.confirm("Delete them?", err=True)


def _plan(old: "Old", before: datetime) -> str:
    paid = f"{old.answers:,} {'answer' if old.answers == 1 else 'answers'}"
    cost = f", which cost ${old.cost_usd:,.2f}" if old.cost_usd else ""
    means = (
        f"With them go {paid}{cost}: whoever asks the same again pays again. " if old.answers else ""
    ) + "Summaries and briefs that were written stay as they are."
    return f"Older than {_shown(before)}: {_calls_and_runs(old.calls, old.runs)}.\n{means}"


def _result(done: "Pruned") -> str:
    if not done.shrunk:
        return (
            f"Deleted {_calls_and_runs(done.calls, done.runs)}; another program uses the ledger, so that it keeps "
            f"its {_megabytes(done.bytes_after)}: what comes next takes the room, or a later --prune gives it back."
        )
    sizes = f"the ledger has {_megabytes(done.bytes_after)} now, where it had {_megabytes(done.bytes_before)}"
    return f"Deleted {_calls_and_runs(done.calls, done.runs)}; {sizes}."


def _calls_and_runs(calls: int, runs: int) -> str:
    return f"{calls:,} {'call' if calls == 1 else 'calls'}, {runs:,} {'run' if runs == 1 else 'runs'}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def _shown(moment: datetime) -> str:
    return when(moment.isoformat())


def _moment(text: str) -> datetime:
    """The moment that an age or a date names; without a time zone, that of the user's clock."""
    age = _AGE.fullmatch(text.strip().lower())
    try:
        if age:
            return datetime.now(UTC) - timedelta(days=int(age[1]) * _DAYS[age[2]])
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        raise InputError(f"--prune {text}: write an age (90d, 12w, 1y) or a date (2031-01-01).") from None
