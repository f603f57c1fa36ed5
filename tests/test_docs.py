"""The documents show what the program prints: the README's demo and the help texts are compared, not trusted."""

import re
import subprocess
import sys
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from summarizer.cli import cli
from summarizer.render import render_briefs
from summarizer.render.items_columns import COLUMNS
from tests.conftest import ROOT
from tests.recorded_brief import recorded_brief

README = (ROOT / "README.md").read_text("utf-8")
SHOWN = ("IN SHORT", "WHAT IS AGREED", "WHERE ACCOUNTS DIFFER", "WHAT CHANGED")
HELP = ROOT / "docs" / "cli.md"
OUTPUT = ROOT / "docs" / "output.md"
DRY_RUN = "<!-- sample of a dry run: begin -->\n", "<!-- sample of a dry run: end -->"
ITEMS = "<!-- columns of the items: begin -->\n", "<!-- columns of the items: end -->"


def help_pages() -> str:
    """The text of docs/cli.md: `python -m tests.test_docs` writes it."""
    pages = ["# Command line", "", "The help texts of the program, as it prints them.", ""]
    for command in ([], *([name] for name in sorted(cli.commands))):
        printed = CliRunner().invoke(cli, [*command, "--help"], prog_name="summarizer", terminal_width=100).output
        pages += [f"## {' '.join(['summarizer', *command])}", "", "```", printed.rstrip(), "```", ""]
    return "\n".join(pages)


def test_the_help_page_is_what_the_program_prints() -> None:
    assert HELP.read_text("utf-8") == help_pages(), "run: python -m tests.test_docs"


def test_the_readme_shows_what_make_demo_prints() -> None:
    shown = re.search(r"```\n\$ make demo\n(.*?)```", README, re.S)
    assert shown is not None
    assert without_time(shown[1]).strip() == without_time(demo()).strip()


def test_the_readme_shows_a_brief_as_it_is_printed() -> None:
    """Of the brief on examples/ceasefire by the recorded model: how it begins, and the first of each section shown."""
    shown = re.search(r"<!-- sample of a brief: begin -->\n(.*?)<!-- sample of a brief: end -->", README, re.S)
    assert shown is not None
    assert shown[1] == sample(), "run: python -m tests.test_docs"


def test_the_readme_shows_a_dry_run_as_it_is_printed() -> None:
    assert between(README, *DRY_RUN) == dry_run(), "run: python -m tests.test_docs"


def test_the_columns_of_the_items_are_the_documented_ones() -> None:
    assert between(OUTPUT.read_text("utf-8"), *ITEMS) == items_columns(), "run: python -m tests.test_docs"


def test_the_readme_has_the_two_commands() -> None:
    assert "make demo" in README
    assert "make test" in README


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_document_is_linked_from_the_readme(path) -> None:  # type: ignore[no-untyped-def]
    assert f"docs/{path.name}" in README


def without_time(text: str) -> str:
    """The text without what differs from run to run: the seconds."""
    return re.sub(r"\d+\.\d+ s", "N s", text)


def items_columns() -> str:
    """The columns of items.csv and items.parquet as a table in Markdown."""
    rows = [f"| `{each.name}` | `{each.type}{'?' * each.nullable}` | {each.holds} |" for each in COLUMNS]
    return "\n".join(["", "| column | in Parquet | |", "|---|---|---|", *rows, "", ""])


def between(text: str, begin: str, end: str) -> str:
    """What stands between two marks."""
    return text.partition(begin)[2].partition(end)[0]


def demo() -> str:
    """What the demo command prints at 80 columns."""
    command = re.search(r"\$\(BIN\)/summarizer (article .+)", (ROOT / "Makefile").read_text("utf-8"))
    assert command is not None
    run = [sys.executable, "-m", "summarizer", *command[1].split()]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, env={"COLUMNS": "80"}).stdout


def sample() -> str:
    """The beginning of a brief at 80 columns, and the first entries of some sections, as a block of Markdown."""
    printed = render_briefs([recorded_brief("ceasefire")], "terminal", width=80, color=False)
    top, *sections = re.split(r"\n\n(?=[A-Z][A-Z, ]+\n)", printed)
    shown = [top, *(_first_entry(section) for section in sections if section.startswith(SHOWN))]
    return "```\n$ summarizer brief examples/ceasefire\n" + "\n\n".join(shown) + "\n\n...\n```\n"


def dry_run() -> str:
    """What a dry run over the examples prints, with a ledger that is empty, as a block of Markdown."""
    arguments = ["batch", "examples", "-o", "out", "--model", "openai/gpt-5-mini", "--dry-run"]
    with TemporaryDirectory() as folder:
        environment = {"SUMMARIZER_LEDGER": f"{folder}/ledger.sqlite"}  # no key: nothing is sent
        run = [sys.executable, "-m", "summarizer", *arguments]
        printed = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, env=environment).stdout
    return f"```\n$ summarizer {' '.join(arguments)}\n{printed}```\n"


def _first_entry(section: str) -> str:
    """A section's heading with its first entry; the whole of the overview."""
    if section.startswith("IN SHORT"):
        return section
    heading, *blocks = section.split("\n\n")
    entry = next(number for number, block in enumerate(blocks, 1) if not block.startswith("─"))
    return "\n\n".join([heading, *blocks[:entry]])


if __name__ == "__main__":
    HELP.write_text(help_pages(), encoding="utf-8")
    output = OUTPUT.read_text("utf-8")
    OUTPUT.write_text(output.replace("".join([ITEMS[0], between(output, *ITEMS)]), ITEMS[0] + items_columns()), "utf-8")
    before, _, rest = README.partition("$ make demo\n")
    _, _, after = rest.partition("```")
    text = f"{before}$ make demo\n{demo()}```{after}"
    marks = "<!-- sample of a brief: begin -->\n", "<!-- sample of a brief: end -->"
    before, _, rest = text.partition(marks[0])
    text = f"{before}{marks[0]}{sample()}{marks[1]}{rest.partition(marks[1])[2]}"
    shown = DRY_RUN[0] + between(text, *DRY_RUN) + DRY_RUN[1]
    (ROOT / "README.md").write_text(text.replace(shown, DRY_RUN[0] + dry_run() + DRY_RUN[1]), "utf-8")
