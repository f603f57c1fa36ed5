"""`summarizer eval`: an engine held against gold."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import ledger_options, model_options

if TYPE_CHECKING:
    from ..evaluate.scores import Scored

EXAMPLES = """\b
Examples:
  summarizer eval gold/ --model builtin
  summarizer eval gold/ --part test --compare builtin openai/gpt-5-mini
  summarizer eval gold/development --show missed
"""


@click.command("eval", epilog=EXAMPLES, short_help="Scores of an engine against gold.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--part", type=click.Choice(["development", "test"]), help="Only the sets of that part.")
@click.option("--compare", nargs=2, metavar="A B", help="Two engines on the same articles, and which is better.")
@click.option("--show", type=click.Choice(["missed"]), help="What was missed or is not in the gold; no test articles.")
@click.option("--no-brief", is_flag=True, help="Articles only: no copies, disagreements and changes of each set.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@model_options
@ledger_options
def evaluate(
    gold: Path,
    part: str | None,
    compare: tuple[str, str] | None,
    show: str | None,
    no_brief: bool,
    format_: str,
    debug: bool,
    **flags: Any,
) -> None:
    """Precision, recall and F1 of an engine, its fields and quotes, with 95 % intervals.

    GOLD is a gold file, or a folder of them (docs/eval.md has the format). The table is Markdown.
    """
    from ..errors import InputError
    from ..evaluate.gold import load_all
    from ..evaluate.run import evaluate as scored_of
    from ..evaluate.table import as_json, as_markdown, as_missed
    from ..run import run
    from ..settings import load_settings
    from .output import put

    sets = [loaded for loaded in load_all(gold) if part in (None, loaded.gold.part)]
    if show:
        sets = [loaded for loaded in sets if loaded.gold.part == "development"]
    if not sets:
        raise InputError(f"{str(gold)!r} has no set of that part: leave out --part or --show.")
    models = compare or (flags.pop("model"),)
    flags.pop("model", None)
    scored = [run(scored_of(sets, load_settings(**flags, model=model), briefs=not no_brief)) for model in models]
    for each in scored:
        for article, why in each.failed.items():
            click.echo(f"Failed: {article}: {why}", err=True)
    if show:
        put("\n".join(line for each in scored for line in as_missed(each.missed)).lstrip("\n") + "\n", None)
        return
    put(as_json(scored) if format_ == "json" else as_markdown(scored), None)
    if compare:
        _tell(scored)


def _tell(scored: "list[Scored]") -> None:
    from ..evaluate.bootstrap import better
    from ..evaluate.tally import f1

    one, other = scored
    won = better(one.tallies, other.tallies, f1)
    click.echo(
        f"{one.name} has the higher F1 in {won:.0%} of 1,000 draws of the articles (paired bootstrap).", err=True
    )
