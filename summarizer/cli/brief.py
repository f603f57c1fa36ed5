"""`summarizer brief`: several articles in, one brief for each negotiation out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import ledger_options, model_options, output_options
from .output import chosen_format, end_with, look, put, say, tell
from .progress import announce, following

if TYPE_CHECKING:
    from ..schemas.brief import Brief
    from ..settings import Settings

EXAMPLES = """\b
Examples:
  summarizer brief monday.txt tuesday.html https://news.example/talks
  summarizer brief articles/ -o brief.md
  summarizer brief summaries/*.json --format json
  summarizer article feed.jsonl --format json | summarizer brief -
"""


@click.command(epilog=EXAMPLES, short_help="Several articles in, one brief out: who says what, where accounts differ.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@output_options
@model_options
@ledger_options
def brief(paths: tuple[str, ...], format_: str | None, output: Path | None, debug: bool, **flags: Any) -> None:
    """What several articles on a negotiation say together: how many origins stand behind each item, where their
    accounts differ, and how positions moved.

    PATH is an article (as for `summarizer article`), a file of summaries that `summarizer article --format json`
    wrote, a folder of either, a URL, or - for stdin. Each negotiation gets a brief of its own; in JSON, several
    are a list.
    """
    from ..settings import load_settings

    settings = load_settings(**flags)
    chosen = chosen_format(format_, output)
    _protect(paths, output, settings)
    announce(settings, "The articles go")

    # What merges is loaded only once the arguments are known to be good.
    from ..briefing import brief_sources
    from ..render import render_briefs
    from ..run import gravest, run

    stdin = sys.stdin.buffer if "-" in paths else None
    with following("Reading ...") as told:
        briefs, summaries, errors = run(brief_sources(paths, settings, stdin=stdin, told=told, note=say))
    if not briefs:
        worst = gravest(errors)
        tell([error for error in errors if error is not worst])
        raise worst
    _tell_apart(briefs)
    put(render_briefs(briefs, chosen, summaries=summaries, **look(output)), output)
    end_with(errors)


def _protect(paths: tuple[str, ...], output: Path | None, settings: "Settings") -> None:
    """Refuse to write the brief over anything it is made from; an earlier brief in a folder may be replaced."""
    from ..errors import InputError
    from ..read.gather import inputs
    from ..read.input import OwnOutput, opened

    if output is None or not output.exists():
        return
    for file, named in inputs(paths):
        if not file.exists() or not output.samefile(file):
            continue
        if not named and all(isinstance(thing, OwnOutput) for thing in opened(file, settings)):
            continue
        raise InputError(f"{output} is one of the files that the brief is made from; name another with -o.")


def _tell_apart(briefs: "list[Brief]") -> None:
    """A line where the articles turned out to tell of several negotiations."""
    from ..render.neutral import neutral

    if len(briefs) > 1:
        names = "; ".join(neutral(brief.negotiation) if brief.negotiation else "one without a name" for brief in briefs)
        click.echo(f"These articles tell of {len(briefs)} negotiations: {names}; each has its brief.", err=True)
