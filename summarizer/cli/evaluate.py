"""`summarizer eval`: an engine held against gold."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import ledger_options, model_options, output_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..evaluate.gold import Loaded
    from ..evaluate.items import Items
    from ..evaluate.scores import Scored

Named = str | Path | None  # an engine, a file of findings, or the engine that is configured
EXAMPLES = """\b
Examples:
  summarizer eval gold/ --model builtin
  summarizer eval gold/ --part test --compare builtin openai/gpt-5-mini -o scores.html
  summarizer eval gold/development --show missed
  summarizer eval gold/test --items my-tool.json
  summarizer eval gold/test --compare builtin my-tool.json
"""
ENDINGS = {
    **{".md": "table", ".markdown": "table", ".txt": "table", ".json": "json"},
    **{".html": "html", ".htm": "html"},
}


@click.command("eval", epilog=EXAMPLES, short_help="Scores of an engine or another tool against gold.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--part", type=click.Choice(["development", "test"]), help="Only the sets of that part.")
@click.option(
    "--items",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What another tool found, in a file of JSON (docs/eval.md has its form), instead of an engine.",
)
@click.option(
    "--compare",
    nargs=2,
    metavar="A B",
    help="Two engines, or files of --items, on the same articles, and which is better.",
)
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
    items: Path | None,
    compare: tuple[str, str] | None,
    show: str | None,
    no_brief: bool,
    format_: str | None,
    output: Path | None,
    debug: bool,
    **flags: Any,
) -> None:
    """Precision, recall and F1 of an engine or another tool, its fields and quotes, with 95 % intervals.

    GOLD is a gold file, or a folder of them (docs/eval.md has the format). The table is Markdown.
    """
    from ..evaluate.notes import notes
    from ..evaluate.paired import paired
    from ..evaluate.table import took
    from .evaluate_sets import chosen_sets, files_of
    from .output import chosen_format, keep, put, say
    from .progress import followed

    named = _named(items, compare, flags.pop("model"))
    chosen = chosen_format(format_, output, ENDINGS, "table")
    sets, every = chosen_sets(gold, part, show, chosen)
    tools = _read(named, every)  # before anything is asked of a model
    keep([*files_of(every), *(each.file for each in tools.values())], output, "one of the files that are scored")
    briefs = not (no_brief or show)
    with followed("reading", lambda line: line.rpartition(":")[0]) as told:
        scored = [_scored(sets, told, name, tools, briefs=briefs, **flags) for name in named]
        told("intervals: 1,000 draws")
        known = notes(scored, sets)
        written = _written(scored, sets, known, chosen, show, output)
    _warn(scored, known)
    put(written, output)
    for each in scored:
        if each.measured:
            say(took(each))
    if compare and not show:
        say(paired(scored[0], scored[1]))


def _warn(scored: "Sequence[Scored]", known: "Sequence[str]") -> None:
    """What to know of the scores, and which articles failed, on stderr."""
    from .output import say

    for note in known:
        say(f"Note: {note}")
    for each in scored:
        for article, why in each.failed.items():
            say(f"Failed: {article}: {why}")


def _named(items: Path | None, compare: tuple[str, str] | None, model: str | None) -> "Sequence[Named]":
    """What is scored. Raises InputError where options do not go together."""
    from ..errors import InputError
    from ..evaluate.items import is_items

    if compare and (items or model):
        left = "--items" if items else "--model"
        raise InputError(f"--compare names both that are scored: leave out {left}, or name it in --compare A B.")
    if compare and _same(*compare):
        raise InputError(f"--compare {' '.join(compare)} names the same twice: name another engine or file for one.")
    if items and model:
        raise InputError(f"--items scores a file, --model an engine: leave out one, or say --compare {model} {items}.")
    return [Path(each) if is_items(each) else each for each in compare] if compare else [items or model]


def _same(one: str, other: str) -> bool:
    """Whether two that are compared are one engine, or one file."""
    return one == other or (Path(one).is_file() and Path(other).is_file() and Path(one).samefile(other))


def _read(named: "Iterable[Named]", every: "Sequence[Loaded]") -> "dict[Named, Items]":
    from ..evaluate.items import read_items

    return {each: read_items(each, every) for each in named if isinstance(each, Path)}


def _scored(
    sets: "Sequence[Loaded]", told: Any, named: Named, tools: "dict[Named, Items]", *, briefs: bool, **flags: Any
) -> "Scored":
    """Of a file of findings, or else of an engine."""
    if isinstance(named, Path):
        from ..evaluate.tool import scored_items

        return scored_items(tools[named], sets, briefs=briefs)
    from ..evaluate.run import evaluate as scored_of
    from ..run import run
    from ..settings import load_settings

    return run(scored_of(sets, load_settings(model=named, **flags), told, briefs=briefs))


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
