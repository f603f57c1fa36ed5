"""What `summarizer log` shows of the ledger: runs, calls, or one call; in columns or in JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import InputError
from ..ledger.history import Call, History, Run, opened
from .log_exchange import exchange_lines
from .log_table import call_lines, run_lines
from .output import put_all

T = TypeVar("T", Run, Call)

SHOWN = 20  # runs or calls, where no number is asked for


def show(
    path: Path, *, calls: bool, call: int | None, schema: bool, as_json: bool, limit: int | None, **of: Any
) -> None:
    """The latest runs; the latest `calls` that fit what they are to be `of`; or one `call`. Raises InputError."""
    with opened(path) as history:
        if history is None:
            click.echo(f"There is no ledger at {str(path)!r} yet: a model's first answer begins it.", err=True)
        elif call is not None:
            _show_call(history, call, schema=schema, as_json=as_json)
        elif calls:
            _show_calls(history, **of, limit=limit, as_json=as_json)
        else:
            _list(history.runs, run_lines, "runs", limit, as_json)


def _show_calls(
    history: History, *, run: str | None, about: str | None, failed: bool, limit: int | None, as_json: bool
) -> None:
    of = None if run is None else _run(history, run)
    number = None if of is None else of.id
    if of is not None and not as_json:
        put_all([*run_lines([of]), "\n"])
    _list(partial(history.calls, run=number, about=about, failed=failed), call_lines, "such calls", limit, as_json)


def _show_call(history: History, number: int, *, schema: bool, as_json: bool) -> None:
    exchange = history.exchange(number)
    if exchange is None:
        raise InputError(f"The ledger has no call {number}: `summarizer log --calls` lists the latest.")
    if as_json:
        whole = asdict(exchange)
        put_all([_json({**whole.pop("call"), **whole}, indent=2)])
    else:
        put_all(exchange_lines(exchange, schema))


def _list(
    read: Callable[..., Iterator[T]],
    lines: Callable[[Iterable[T]], Iterator[str]],
    what: str,
    limit: int | None,
    as_json: bool,
) -> None:
    """So many of the latest, 0 for all; tools get all that they do not limit themselves."""
    if as_json:
        put_all(_json(vars(row)) for row in read(limit=limit or None))
        return
    most = SHOWN if limit is None else min(limit, sys.maxsize)
    rows = read(limit=most + 1 if most else None)
    first = next(rows, None)
    if first is None:
        click.echo(f"The ledger has no {what}.", err=True)
        return
    put_all(lines(islice(chain([first], rows), most or None)))
    if next(rows, None) is not None:
        click.echo(f"These are the latest {most}; -n {most * 5} shows more, -n 0 all.", err=True)


def _run(history: History, named: str) -> Run:
    """The run of a number, or the last."""
    found = None
    if named == "last":
        found = next(history.runs(limit=1), None)
    elif named.isascii() and named.isdigit() and len(named) < 20:
        found = history.run(int(named))
    if found is None:
        raise InputError(f"The ledger has no run {named!r}: `summarizer log` lists the latest.")
    return found


def _json(value: Any, indent: int | None = None) -> str:
    """JSON in ASCII: what an article or a model wrote cannot act on a terminal, and reads back as it was."""
    return json.dumps(value, indent=indent).replace("\x7f", "\\u007f") + "\n"
