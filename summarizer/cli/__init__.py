"""The command line. stdout carries the result and nothing else; progress and notices go to stderr.

Commands import what they need when they run: `--help` is instant.
"""

import os
import sys

import click

from ..errors import SummarizerError
from ..version import __version__
from .article import article
from .batch import batch
from .brief import brief
from .doctor import doctor
from .evaluate import evaluate
from .log import log
from .report import report
from .schema import schema

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="summarizer")
def cli() -> None:
    """What was agreed, who demands what, what is still open: news about a negotiation, in lines you can check.

    \b
    Examples:
      summarizer article talks.txt
      summarizer brief articles/
      summarizer batch articles/ -o out
    """


for command in (article, batch, brief, report, evaluate, schema, doctor, log):
    cli.add_command(command)


def main() -> None:
    """The program `summarizer`: every error it raises on purpose is one sentence and an exit code."""
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except SummarizerError as error:
        if "--debug" in sys.argv:
            raise
        click.echo(f"Error: {error}", err=True)
        code = error.exit_code
    except Exception as error:
        if isinstance(error, BrokenPipeError):  # the reader of our output left, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        if "--debug" in sys.argv:
            raise
        click.echo(
            f"Error: the program itself failed ({type(error).__name__}: {error}); --debug shows where.", err=True
        )
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
