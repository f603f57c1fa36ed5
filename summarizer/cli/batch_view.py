"""What stderr shows of a batch: a bar that moves on a terminal, a line now and then elsewhere, a table at the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from .progress import logged

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.table import Table

    from ..batch import Progress, Result

_IN_ORDER = "\r\x1b[2K\x1b[?25h"  # the bar's line empty, and the cursor back
SHOWN = 10  # failures named on the screen; all are in failures.json


@contextmanager
def shown() -> "Iterator[tuple[Callable[[Progress], None], Callable[[str], None], str]]":
    """Takes the progress at every step, and lines to be read as they come; the third puts the terminal in order."""
    if not sys.stderr.isatty():
        with logged(line, lambda progress: progress.step) as changed:
            yield changed, partial(click.echo, err=True), ""
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    told = TextColumn("{task.fields[told]}", table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1))
    columns = [SpinnerColumn(), BarColumn(bar_width=12), told]
    with Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4, expand=True) as bar:
        say = partial(bar.console.print, markup=False, highlight=False)
        yield _moving(bar), say, _IN_ORDER


class _Now:
    """The state of a run in a line: that of the moment in which it is shown, however long ago anything changed."""

    progress: "Progress | None" = None

    def __str__(self) -> str:
        from rich.markup import escape

        return escape(line(self.progress)) if self.progress else ""


def _moving(bar: "Bar") -> "Callable[[Progress], None]":
    now = _Now()
    task = bar.add_task("", total=None, told=now)

    def changed(progress: "Progress") -> None:
        now.progress = progress
        bar.update(task, total=progress.files, completed=progress.read)

    return changed


def line(progress: "Progress") -> str:
    """The state of a run in one line, what matters most first."""
    from ..render.neutral import neutral

    counts = [f"{getattr(progress, name):,} {name}" for name in ("done", "unchanged", "failed", "skipped")]
    if progress.put_off:
        counts.append(f"{progress.put_off:,} to be sent")
    files = f"{progress.read:,} of {progress.files:,} files" if progress.files is not None else ""
    pieces = [files, ", ".join(count for count in counts if not count.startswith("0 "))]
    pieces += _money(progress)
    if (left := progress.seconds_left) is not None:
        pieces.append(f"{duration(left)} left")
    pieces += _calls(progress)
    if 0 < progress.read < (progress.files or 0) and progress.seconds > 1:
        pieces.append(f"{progress.read / progress.seconds:.1f} files/s")
    return f"{neutral(progress.step)}: {' · '.join(filter(None, pieces))}"


def _money(progress: "Progress") -> list[str]:
    spent = progress.spending
    if spent is None or not spent.requests:
        return []
    return [f"${spent.cost:.2f}" if spent.priced else "price unknown"]


def _calls(progress: "Progress") -> list[str]:
    """Requests and tokens, and what the server last had against one."""
    spent, pace = progress.spending, progress.pace
    if spent is None or pace is None:
        return []
    pieces = [f"trying again ({pace.fault})"] if pace.fault and pace.trying else []
    if spent.requests or spent.cached:
        pieces.append(f"{spent.requests:,} requests, {spent.cached:,} cached")
        pieces.append(f"{short(spent.input_tokens + spent.output_tokens)} tokens")
    return pieces


def summary(result: "Result", seconds: float) -> "Table":
    """The table at the end."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(justify="right")
    rows: list[tuple[str, str]] = [
        ("articles done", f"{result.done:,}"),
        ("unchanged", f"{result.unchanged:,}"),
        ("failed", f"{len(result.failed):,}"),
        ("skipped", f"{len(result.skipped):,}"),
        ("summaries removed: gone or replaced", f"{result.removed:,}"),
        ("items in the tables", f"{result.items:,}"),
        ("requests", f"{result.requests:,}"),
        ("answers from the ledger", f"{result.cached:,}"),
        ("tokens in, out", f"{short(result.input_tokens)}, {short(result.output_tokens)}"),
        ("cost", "unknown" if result.cost_usd is None else f"${result.cost_usd:.4f}"),
        ("time", duration(seconds)),
    ]
    told = {"articles done", "unchanged", "failed", "time"}
    for name, value in rows:
        if name in told or value not in ("0", "0, 0", "$0.0000"):
            table.add_row(name, value)
    return table


def console() -> "Console":
    """Where the table goes: stderr."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True)


def short(number: int) -> str:
    """`950`, `12.3 k`, `1.2 M`."""
    if number < 1_000:
        return str(number)
    return f"{number / 1_000:.1f} k" if number < 1_000_000 else f"{number / 1_000_000:.1f} M"


def duration(seconds: float) -> str:
    """`4 s`, `12 min`, `3 h 20 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
