"""The lists of `summarizer log`: a line for each run or call, in columns."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..render.neutral import neutral

if TYPE_CHECKING:
    from ..ledger.history import Call, Run

# A head that begins with a blank stands over figures, which end where it ends.
_RUNS = (" RUN", "BEGAN", "COMMAND", " FRESH", " LEDGER", " FAILED", " TOKENS", " COST", "MODEL", "ENDED")
_CALLS = (" CALL", "ANSWERED", "ASKED", " IN", " OUT", " COST", " SECONDS", " TRIES", "VIA", "ABOUT")
_BLOCK = 200  # lines whose columns are made to fit together; the rest is not read yet
_NARROWEST = 20  # columns that the last one gets at least
_INTERRUPTED = ("interrupted", "CancelledError", "KeyboardInterrupt")  # a batch says it in a word
_NONE = "-"
Row = tuple[tuple[str, ...], str | None]  # cells, and what is to be said below them


def run_lines(runs: "Iterable[Run]") -> Iterator[str]:
    """A head, a line for each run, and one below for what stopped it."""
    return _table(_RUNS, map(_run_row, runs))


def call_lines(calls: "Iterable[Call]") -> Iterator[str]:
    """A head, a line for each call, and one below for what is wrong with it."""
    return _table(_CALLS, map(_call_row, calls))


def when(moment: str) -> str:
    """A moment of the ledger as the clock on the wall showed it."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):  # what no calendar has
        return neutral(moment)


def _dollars(cost: float | None) -> str:
    """A cost; prices of some models are not known."""
    return _NONE if cost is None else f"${cost:,.4f}"


def _figure(number: int | None) -> str:
    """A number; some servers do not say what they counted."""
    return _NONE if number is None else f"{number:,}"


def _how_it_ended(run: "Run") -> tuple[str, str | None]:
    """How a run ended, in a few words, and the error that ended it."""
    if run.ended is None:
        return "still going, or killed", None
    error = _said(run, "error")
    took = _took(run.began, run.ended)
    if error is None:
        return f"done in {took}", None
    if error in _INTERRUPTED:
        return f"interrupted after {took}", None
    return f"stopped after {took}", f"stopped: {neutral(str(error))}"


def _said(run: "Run", name: str) -> Any:
    """What the run said of itself when it ended."""
    return run.outcome.get(name) if isinstance(run.outcome, dict) else None


def _run_row(run: "Run") -> Row:
    ended = run.outcome is not None
    tokens = [_said(run, name) if ended else getattr(run, name) for name in ("input_tokens", "output_tokens")]
    ended_how, note = _how_it_ended(run)
    cells = (
        str(run.id),
        when(run.began),
        neutral(run.command),
        _figure(_said(run, "requests") if ended else run.calls - run.failed),
        _figure(_said(run, "cached")),
        _figure(run.failed),
        _figure(sum(number or 0 for number in tokens)),
        _dollars(_said(run, "cost_usd") if ended else run.cost_usd),
        neutral(run.model),
        ended_how,
    )
    return cells, note


def _call_row(call: "Call") -> Row:
    cells = (
        str(call.id),
        when(call.answered),
        neutral(call.question) or _NONE,
        _figure(call.input_tokens),
        _figure(call.output_tokens),
        _dollars(call.cost_usd),
        f"{call.seconds:,.1f}",
        _figure(call.attempts),
        neutral(call.via),
        neutral(call.about) or _NONE,
    )
    return cells, _note(call)


def _note(call: "Call") -> str | None:
    if call.error is not None:
        return f"failed: {neutral(call.error) or 'no reason is given'}"
    return None if call.usable else "of no use: a refusal, or no answer in the shape asked for"


def _took(began: str, ended: str) -> str:
    try:
        took = datetime.fromisoformat(ended) - datetime.fromisoformat(began)
    except (ValueError, TypeError):
        return "an unknown time"
    minutes = round(took / timedelta(minutes=1))
    if minutes < 2:
        return f"{took.total_seconds():.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def _table(heads: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    widths = [len(head.strip()) for head in heads]
    rows = iter(rows)
    head: Sequence[str] | None = [head.strip() for head in heads]
    while block := list(islice(rows, _BLOCK)):
        widths = [max(width, *(len(cells[place]) for cells, _ in block)) for place, width in enumerate(widths)]
        if head is not None:
            yield _line(heads, head, widths)
            head = None
        for cells, note in block:
            yield _line(heads, cells, widths)
            if note is not None:
                yield f"{' ' * widths[0]}  {note}\n"


def _line(heads: Sequence[str], cells: Sequence[str], widths: Sequence[int]) -> str:
    *before, last = (
        cell.rjust(width) if head.startswith(" ") else cell.ljust(width)
        for head, cell, width in zip(heads, cells, widths, strict=True)
    )
    front = "  ".join(before)
    return f"{front}  {_fitting(last.rstrip(), len(front) + 2)}\n"


def _fitting(text: str, left: int) -> str:
    """The text, or its end where a terminal is too narrow: of a path, that tells most."""
    if not sys.stdout.isatty():
        return text
    from rich.cells import cell_len

    room = max(_NARROWEST, shutil.get_terminal_size().columns - left)
    if cell_len(text) <= room:
        return text
    while cell_len(text) > room - 1:
        text = text[max(1, (cell_len(text) - room) // 2) :]
    return f"…{text}"
