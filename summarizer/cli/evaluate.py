"""`summarizer eval`: an engine held against gold."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import ledger_options, model_options, output_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..evaluate.gold import Loaded
    from ..evaluate.scores import Scored

EXAMPLES = """\b
Examples:
  summarizer eval gold/ --model builtin
  summarizer eval gold/ --part test --compare builtin openai/gpt-5-mini -o scores.html
  summarizer eval gold/development --show missed
"""
ENDINGS = {
    **{".md": "table", ".markdown": "table", ".txt": "table", ".json": "json"},
    **{".html": "html", ".htm": "html"},
}


@click.command("eval", epilog=EXAMPLES, short_help="Scores of an engine against gold.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--part", type=click.Choice(["development", "test"]), help="Only the sets of that part.")
@click.option("--compare", nargs=2, metavar="A B", help="Two engines on the same articles, and which is better.")
@click.option("--show", type=click.Choice(["missed"]), help="What was missed or is wrong, with its paragraph; no test.")
@click.option("--no-brief", is_flag=True, help="Articles only: no copies, disagreements and changes of each set.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "html"]),
    help="html: a page of charts. Default: table, or by the ending of -o.",
)
@output_option
@model_options
@ledger_options
def evaluate(
    gold: Path,
    part: str | None,
    compare: tuple[str, str] | None,
    show: str | None,
    no_brief: bool,
    format_: str | None,
    output: Path | None,
    debug: bool,
    **flags: Any,
) -> None:
    """Precision, recall and F1 of an engine, its fields and quotes, with 95 % intervals.

    GOLD is a gold file, or a folder of them (docs/eval.md has the format). The table is Markdown.
    """
    from ..evaluate.notes import notes
    from ..evaluate.paired import paired
    from ..evaluate.table import took
    from .output import chosen_format, put, say
    from .progress import followed

    chosen = chosen_format(format_, output, ENDINGS, "table")
    sets = _sets(gold, part, show, chosen)
    models = compare or (flags.pop("model"),)
    flags.pop("model", None)
    with followed("reading", lambda line: line.rpartition(":")[0]) as told:
        scored = [_scored(sets, told, briefs=not (no_brief or show), model=model, **flags) for model in models]
        told("intervals: 1,000 draws")
        known = notes(scored, sets)
        written = _written(scored, sets, known, chosen, show, output)
    for note in known:
        say(f"Note: {note}")
    for each in scored:
        for article, why in each.failed.items():
            say(f"Failed: {article}: {why}")
    put(written, output)
    for each in scored:
        say(took(each))
    if compare and not show:
        say(paired(scored[0], scored[1]))


def _sets(gold: Path, part: str | None, show: str | None, chosen: str) -> "list[Loaded]":
    """What is to be scored; of the test part nothing is shown."""
    from ..errors import InputError
    from ..evaluate.gold import load_all
    from ..evaluate.strange import strange_names
    from .output import say

    if show and chosen == "html":
        raise InputError(
            "--show lists items, and the page has scores: leave out --show, or say --format table or json."
        )
    if show and part == "test":
        raise InputError(
            "--show lists nothing of the test part, of which only the scores are looked at: leave out --show for the "
            "scores, or say --part development for the list."
        )
    every = load_all(gold)
    sets = [loaded for loaded in every if part in (None, loaded.gold.part)]
    if not sets:
        raise InputError(f"{str(gold)!r} has no set of the {part} part: leave out --part.")
    chosen_sets = _shown(sets, gold) if show else sets
    for loaded in chosen_sets:
        for name in strange_names(loaded):
            say(f"Warning: {name}")
    return chosen_sets


def _shown(sets: "Sequence[Loaded]", gold: Path) -> "list[Loaded]":
    """Those that --show may list."""
    from ..errors import InputError
    from .output import say

    known = [loaded for loaded in sets if loaded.gold.part == "development"]
    if not known:
        raise InputError(
            f"{str(gold)!r} is of the test part, of which --show lists nothing and only the scores are looked at: "
            "leave out --show."
        )
    if len(known) < len(sets):
        say(f"Note: --show leaves out the test part (sets: {len(sets) - len(known)}).")
    return known


def _scored(sets: "Sequence[Loaded]", told: Any, *, briefs: bool, **flags: Any) -> "Scored":
    from ..evaluate.run import evaluate as scored_of
    from ..run import run
    from ..settings import load_settings

    return run(scored_of(sets, load_settings(**flags), told, briefs=briefs))


def _written(
    scored: "Sequence[Scored]",
    sets: "Sequence[Loaded]",
    known: "Sequence[str]",
    chosen: str,
    show: str | None,
    output: Path | None,
) -> str:
    from ..evaluate.page import scores_page
    from ..evaluate.shown import as_missed, missed_json
    from ..evaluate.table import as_json, as_markdown
    from .output import look

    if show:
        return missed_json(scored) if chosen == "json" else as_missed(scored, **look(output))
    if chosen == "html":
        return scores_page(scored, sets, known)
    return as_json(scored, known) if chosen == "json" else as_markdown(scored, known)
