"""`summarizer log`: what was asked of models and what they answered, from the ledger."""

import os
from pathlib import Path
from typing import Any

import click

from .options import ledger_option

EXAMPLES = """\b
Examples:
  summarizer log                      the latest runs
  summarizer log 12                   the calls of run 12; `last` is the latest run
  summarizer log --failed             the latest calls without a usable answer
  summarizer log last --about kanal   calls of the latest run on articles with "kanal" in their name
  summarizer log --call 345           one call in full: prompts, answer, numbers
  summarizer log last --json | jq .cost_usd
  summarizer log --prune 90d          delete what is older
"""
CONFIG_FILE = "summarizer.toml"  # settings.CONFIG_FILE, without the wait for pydantic; a test holds the two equal


@click.command(epilog=EXAMPLES, short_help="What was asked of models, what they answered, what it cost.")
@click.argument("run", required=False)
@click.option("--calls", is_flag=True, help="The latest calls of all runs.")
@click.option("--about", metavar="TEXT", help="Only calls on articles with TEXT in their name.")
@click.option("--failed", is_flag=True, help="Only calls that got no answer, or one of no use.")
@click.option(
    "-n", "limit", type=click.IntRange(0), metavar="N", help="So many; 0 is all. Default: 20, all with --json."
)
@click.option("--call", type=int, metavar="CALL", help="One call in full.")
@click.option("--schema", is_flag=True, help="With --call: the schema that was sent, too.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, every value as it stands; with --call one document.")
@click.option("--prune", metavar="WHEN", help="Delete what is older: 90d, 12w, 1y, or a date. Asks before it does.")
@click.option("--yes", is_flag=True, help="With --prune: do not ask.")
@click.option("--path", "tell_path", is_flag=True, help="Where the ledger is: for sqlite3, datasette, a backup.")
@ledger_option
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def log(
    as_json: bool, prune: str | None, yes: bool, tell_path: bool, ledger: str | None, debug: bool, **wanted: Any
) -> None:
    """The runs that asked a model, newest first; with RUN its calls.

    The ledger has every request with its answer, tokens and cost. A call belongs to the run that paid for it: what a
    later run takes from the ledger is no call of its own.
    """
    calls = any(wanted[name] not in (None, False) for name in ("run", "calls", "about", "failed"))
    if [calls, wanted["call"] is not None, prune is not None, tell_path].count(True) > 1:
        raise click.UsageError("A list of calls, --call, --prune and --path do not go together: choose one.")
    path = _path(ledger)
    if path is None:
        click.echo("No ledger is kept (the setting is `off`), so that there is nothing to show.", err=True)
    elif tell_path:
        click.echo(path.absolute())
    elif prune is not None:
        from .log_prune import prune_older

        prune_older(path, prune, yes=yes, as_json=as_json)
    else:
        from .log_show import show

        show(path, **{**wanted, "calls": calls}, as_json=as_json)


def _path(ledger: str | None) -> Path | None:
    """The ledger that the flag names, or the environment, or the file of settings; None where none is kept."""
    from ..ledger.location import ledger_path

    named = ledger or os.environ.get("SUMMARIZER_LEDGER")
    if not named and Path(CONFIG_FILE).exists():
        from ..settings import load_settings

        named = load_settings().ledger
    return ledger_path(named)
