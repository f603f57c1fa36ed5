"""`summarizer article`: one source in, its checked summaries out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import model_options

if TYPE_CHECKING:
    from ..settings import Settings

FORMATS = ("terminal", "markdown", "json", "csv")  # render.FORMATS; a test holds the two equal
ENDINGS = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".csv": "csv", ".txt": "terminal"}


EXAMPLES = """\b
Examples:
  summarizer article talks.txt
  summarizer article https://news.example/talks --format json
  summarizer article talks.html --model ollama/qwen3 -o talks.md
  cat talks.txt | summarizer article -
"""


@click.command(epilog=EXAMPLES, short_help="One article in, its checked summary out.")
@click.argument("source")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: terminal, or by the ending of -o.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there instead of stdout.")
@model_options
def article(source: str, format_: str | None, output: Path | None, debug: bool, **flags: Any) -> None:
    """What an article says was agreed, who demands what, and what is still open.

    SOURCE is a file (.txt, .md, .html, .json, .jsonl), a URL, or - for stdin. A source with several articles gives
    several summaries; in JSON a list.
    """
    from ..errors import EndpointError
    from ..render import render
    from ..run import gravest, run, summarize_source
    from ..settings import load_settings

    settings = load_settings(**flags)
    output = None if output is not None and str(output) == "-" else output
    chosen = format_ or _format_of(output)
    _protect(source, output)
    _announce(settings)
    stdin = sys.stdin.buffer if source == "-" else None
    with _waiting(settings):
        summaries, errors = run(summarize_source(source, settings, stdin=stdin))
    if not summaries:
        raise gravest(errors)
    _put(render(summaries, chosen, **_look(output)), output)
    for error in errors:
        click.echo(f"Error: {error}", err=True)
    if errors:
        sys.exit(3 if any(isinstance(error, EndpointError) for error in errors) else 1)


def _protect(source: str, output: Path | None) -> None:
    """Refuse to write the summary over the article."""
    from ..errors import InputError

    if output is not None and output.exists() and Path(source).exists() and output.samefile(source):
        raise InputError(f"{output} is the article itself; name another file with -o.")


def _announce(settings: "Settings") -> None:
    """One line on stderr where nobody said which engine reads: that none is configured, or where the text goes."""
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
        click.echo(f"The article goes to {name} at {where}, because {why}; --model builtin keeps it here.", err=True)


def _waiting(settings: "Settings") -> Any:
    """A spinner on stderr while a model answers; nothing where stderr is no terminal."""
    from contextlib import nullcontext

    from ..settings import chosen_model

    name, _ = chosen_model(settings)
    if name == "builtin" or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(f"{name} is reading ...")


def _look(output: Path | None) -> dict[str, Any]:
    """Files get neither colour nor the width of whoever's terminal."""
    return {"width": 100, "color": False} if output else {}


def _format_of(output: Path | None) -> str:
    """The format that the ending of a file stands for; the terminal view where nothing is said."""
    from ..errors import InputError

    ending = output.suffix.lower() if output and output.is_file() | (not output.exists()) else ""
    if ending and ending not in ENDINGS:
        known = ", ".join(sorted(ENDINGS))
        raise InputError(f"{output}: no format goes with the ending {ending}; take one of {known}, or say --format.")
    return ENDINGS.get(ending, "terminal")


def _put(text: str, output: Path | None) -> None:
    """Write to stdout, or whole or not at all to a file; into a pipe or device as it is."""
    from ..errors import InputError

    if output is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure:  # a terminal that lacks ¶ shows ? for it; CSV brings its own line ends
            reconfigure(errors="replace", newline="" if text.endswith("\r\n") else None)
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise InputError(f"The output cannot be written: {error.strerror}; write to a file with -o.") from error
        return
    try:
        target = output.resolve()
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="")
            return
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_text(text, encoding="utf-8", newline="")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}; name another file with -o.") from error
