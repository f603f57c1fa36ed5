"""What stderr hears while a command runs: which engine reads, where a text goes, that something is going on."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from ..settings import Settings

T = TypeVar("T")
EVERY, SOON = 30.0, 5.0  # seconds between lines in a log, and to the first one about a new step


def announce(settings: "Settings", goes: str) -> None:
    """One line on stderr where nobody said which engine reads: that none is configured, or where the text goes.

    `goes` begins the second sentence: "The article goes".
    """
    from ..settings import chosen_model

    name, why = chosen_model(settings)
    if settings.model is None and name == "builtin":
        click.echo(
            "No model is configured, so the built-in engine reads. For a model: set OPENAI_API_KEY, or --model "
            "ollama/NAME; `summarizer doctor` tells more.",
            err=True,
        )
    elif settings.model is None:
        from ..llm.endpoint import endpoint

        where = endpoint(name, settings).where
        kept = "it" if goes.endswith("goes") else "them"
        click.echo(f"{goes} to {name} at {where}, because {why}; --model builtin keeps {kept} here.", err=True)


def waiting(settings: "Settings") -> Any:
    """A spinner on stderr while a model answers; nothing where stderr is no terminal."""
    from contextlib import nullcontext

    from ..settings import chosen_model

    name, _ = chosen_model(settings)
    if name == "builtin" or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(f"{name} is reading ...")


@contextmanager
def following(begins: str) -> Iterator[Callable[[str], None]]:
    """Takes one line at each step of a long run; each replaces the one before. Nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _line: None
        return
    from rich.console import Console
    from rich.text import Text

    from ..render.neutral import neutral

    with Console(stderr=True).status(Text(begins)) as status:
        yield lambda line: status.update(Text(neutral(line)))


@contextmanager
def logged(line: Callable[[T], str], step: Callable[[T], str]) -> Iterator[Callable[[T], None]]:
    """Takes the state of a run at every step, for where stderr is no terminal.

    A line every half minute, whether anything changed or not, and one a little after a new step has begun.
    """
    latest: list[T] = []
    last, told, over = time.monotonic(), "", threading.Event()

    def look() -> None:
        nonlocal last, told
        while not over.wait(SOON):
            if latest and time.monotonic() - last >= (EVERY if step(latest[0]) == told else SOON):
                last, told = time.monotonic(), step(latest[0])
                click.echo(f"{time.strftime('%H:%M:%S')} {line(latest[0])}", err=True)

    def changed(state: T) -> None:
        latest[:] = [state]

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield changed
    finally:
        over.set()
        looking.join()


@contextmanager
def followed(begins: str, step: Callable[[str], str]) -> Iterator[Callable[[str], None]]:
    """Takes one line at each step of a long run: one that changes on a terminal, one now and then elsewhere."""
    if sys.stderr.isatty():
        with following(begins) as changed:
            yield changed
        return
    with logged(str, step) as changed:
        yield changed
