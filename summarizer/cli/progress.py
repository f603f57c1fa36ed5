"""What stderr hears while a command runs: which engine reads, where a text goes, that something is going on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..settings import Settings


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
