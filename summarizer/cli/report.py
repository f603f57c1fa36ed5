"""`summarizer report`: the HTML page of a folder of results."""

from pathlib import Path

import click

EXAMPLES = """\b
Examples:
  summarizer report out
  summarizer report out -o talks.html
"""
PATH = click.Path(path_type=Path)


@click.command(epilog=EXAMPLES, short_help="The HTML report again, from what a batch wrote.")
@click.argument("out", type=PATH)
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write there, - for stdout. Default: OUT/report.html.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def report(out: Path, output: Path | None, debug: bool) -> None:
    """One HTML file in which every claim is one click from its words in the articles.

    OUT is the folder that `summarizer batch` wrote. The file needs no network and can be mailed as it is; it carries
    the articles' texts and all data. Nothing is asked of a model.
    """
    from ..batch.outputs import REPORT
    from ..batch.report import report_of
    from ..errors import InputError
    from ..render.html.page import page
    from .output import ENDINGS, put

    target = output or out / REPORT
    if str(output) != "-" and ENDINGS.get(target.suffix.lower()) != "html":
        raise InputError(f"{target}: a report is a page of HTML; name a file that ends in .html with -o.")
    text = page(report_of(out))
    if str(output) == "-":
        put(text, None)
        return
    put(text, target)
    click.echo(f"Report in {target}.", err=True)
