"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
MODES = ("strict", "json_schema", "json", "md_json", "tools")  # settings.Mode; a test holds the two equal
AGAIN = ("never", "failed", "always")  # settings.Again; a test holds the two equal
FORMATS = ("terminal", "markdown", "json", "csv", "html")  # render.FORMATS; a test holds the two equal


def model_options(command: F) -> F:
    """--model, --base-url, --mode, --window and --debug."""
    return _with(
        command,
        click.option("--model", metavar="NAME", help="builtin, or provider/name: openai/gpt-5-mini, ollama/qwen3, ..."),
        click.option("--base-url", metavar="URL", help="An OpenAI-compatible server (llama.cpp, vLLM, LM Studio)."),
        click.option("--mode", type=click.Choice(MODES), help="How the shape of the answer is asked for."),
        click.option("--window", type=int, metavar="TOKENS", help="The model's window, prompt and answer together."),
        click.option("--debug", is_flag=True, help="Show the traceback of an error."),
    )


def output_options(command: F) -> F:
    """--format and -o."""
    return _with(
        output_option(command),
        click.option(
            "--format", "format_", type=click.Choice(FORMATS), help="Default: terminal, or by the ending of -o."
        ),
    )


def output_option(command: F) -> F:
    """-o; `-o -` is stdout, given to the command as None."""
    return _with(
        command,
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            metavar="FILE",
            callback=lambda _context, _option, path: None if path is not None and str(path) == "-" else path,
            help="Write there instead of stdout.",
        ),
    )


def ledger_option(command: F) -> F:
    """--ledger."""
    return _with(
        command,
        click.option("--ledger", metavar="FILE", help="Where answers are kept, or `off`. Default: your data folder."),
    )


def ledger_options(command: F) -> F:
    """--ledger and --ask-again."""
    again = click.option(
        "--ask-again",
        type=click.Choice(AGAIN),
        help="Ask anew where the ledger has an answer: failed (it was of no use) or always. Default: never.",
    )
    return ledger_option(_with(command, again))


def _with(command: F, *options: Callable[[F], F]) -> F:
    for option in reversed(options):
        command = option(command)
    return command
