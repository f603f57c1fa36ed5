"""`summarizer article`: one source in, its checked summaries out."""

import sys
from pathlib import Path
from typing import Any

import click

from .options import ledger_options, model_options, output_options
from .output import chosen_format, end_with, keep, look, put, say
from .progress import announce, waiting

EXAMPLES = """\b
Examples:
  summarizer article talks.txt
  summarizer article https://news.example/talks --format json
  summarizer article talks.html --model ollama/qwen3 -o talks.md
  cat talks.txt | summarizer article -
"""


@click.command(epilog=EXAMPLES, short_help="One article in, its checked summary out.")
@click.argument("source")
@output_options
@model_options
@ledger_options
def article(source: str, format_: str | None, output: Path | None, debug: bool, **flags: Any) -> None:
    """What an article says was agreed, who demands what, and what is still open.

    SOURCE is a file (.txt, .md, .html, .json, .jsonl), a URL, or - for stdin. A source with several articles gives
    several summaries; in JSON a list.
    """
    from ..render import render
    from ..run import gravest, run, summarize_source
    from ..settings import load_settings

    settings = load_settings(**flags)
    chosen = chosen_format(format_, output)
    keep([Path(source)], output, "the article itself")
    announce(settings, "The article goes")
    stdin = sys.stdin.buffer if source == "-" else None
    with waiting(settings):
        summaries, errors = run(summarize_source(source, settings, stdin=stdin, say=say))
    if not summaries:
        raise gravest(errors)
    put(render(summaries, chosen, **look(output)), output)
    end_with(errors)
