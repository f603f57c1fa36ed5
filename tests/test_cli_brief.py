"""`summarizer brief` as a user meets it: what it takes, where it writes, what it says, how it ends."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from summarizer.cli.brief import brief as brief_command
from summarizer.render import FORMATS
from tests import test_cli
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
CEASEFIRE = sorted((EXAMPLES / "ceasefire").iterdir())
NEWS = "The ferry owners and the Deckhands' Union agreed on Monday to halt the lockout for 30 days, the mediator said."
BUILTIN = ("--model", "builtin")
Run = test_cli.Run
summarizer = test_cli.summarizer
server = test_cli.server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles on one negotiation, two of them one text, in a folder of the current one."""
    (tmp_path / "in").mkdir()
    for path in CEASEFIRE[:3]:
        shutil.copy(path, tmp_path / "in")
    return tmp_path / "in"


# What it says before any work


@pytest.mark.parametrize("arguments", [(), ("none.txt",), ("in", "-o", "out.docx"), ("in", "--format", "docx")])
def test_unusable_arguments_are_exit_2_and_nothing_on_stdout(
    arguments: tuple[str, ...], summarizer: Run, folder: Path
) -> None:
    outcome = summarizer("brief", *arguments, *BUILTIN)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.strip()


def test_a_folder_without_articles_is_one_sentence(summarizer: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.jpg").write_bytes(b"\xff")
    outcome = summarizer("brief", "photos", *BUILTIN)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "a.jpg" in outcome.err


@pytest.mark.parametrize("output", ["in/{}", "link.txt", "hard.txt"])
def test_nothing_that_the_brief_is_made_from_is_overwritten(output: str, summarizer: Run, folder: Path) -> None:
    article = folder / CEASEFIRE[0].name
    (folder.parent / "link.txt").symlink_to(article)
    (folder.parent / "hard.txt").hardlink_to(article)
    before = article.read_bytes()
    for paths in (["in"], [str(article), "in"]):
        outcome = summarizer("brief", *paths, *BUILTIN, "-o", output.format(article.name))
        assert outcome.code == 2
        assert "made from" in outcome.err
    assert article.read_bytes() == before


def test_a_summary_that_it_reads_is_not_overwritten_either(summarizer: Run, folder: Path) -> None:
    summarizer("article", CEASEFIRE[0], *BUILTIN, "-o", "s.json")
    before = (folder.parent / "s.json").read_bytes()
    assert summarizer("brief", ".", *BUILTIN, "-o", "s.json").code == 2
    assert (folder.parent / "s.json").read_bytes() == before


def test_a_folder_for_one_article_points_to_the_brief(summarizer: Run, folder: Path) -> None:
    assert "summarizer brief" in summarizer("article", folder, *BUILTIN).err


def test_the_formats_offered_are_those_rendered() -> None:
    (offered,) = [option.type for option in brief_command.params if option.name == "format_"]
    assert offered.choices == FORMATS  # type: ignore[attr-defined]


def test_help_names_what_a_path_may_be(summarizer: Run) -> None:
    printed = summarizer("brief", "--help").out
    for word in ("folder", "URL", "stdin", "--format json", "Example"):
        assert word in printed


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv=['summarizer','brief','--help']\n"
        "from summarizer.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('HEAVY', sorted({'openai','instructor','pydantic','rich','datasketch','numpy'}&set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "HEAVY []" in printed


def test_where_the_articles_go_is_said_unless_the_model_was_asked_for(
    summarizer: Run, server: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    server.enqueue("bad_key", "bad_key", "bad_key")
    outcome = summarizer("brief", "in")
    assert f"The articles go to openai/gpt-5-mini at {server.url}" in outcome.err
    assert (outcome.code, outcome.out) == (3, "")


def test_the_schema_of_a_brief_is_a_schema_with_the_names_of_the_json(summarizer: Run) -> None:
    schema = json.loads(summarizer("schema", "brief").out)
    Draft202012Validator.check_schema(schema)
    assert {"from", "to"} <= schema["$defs"]["Change"]["properties"].keys()


# What it writes


def counted(text: str) -> tuple[int, int]:
    made = json.loads(text)
    return made["origins"], made["articles"]


def test_articles_and_their_copies_in_one_brief(summarizer: Run, folder: Path) -> None:
    outcome = summarizer("brief", "in", *BUILTIN, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert counted(outcome.out) == (2, 3)
    schema = json.loads(summarizer("schema", "brief").out)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(outcome.out))) == []


def test_summaries_give_the_same_brief_as_their_articles(summarizer: Run, folder: Path) -> None:
    files = sorted(folder.iterdir())
    made = [summarizer("article", file, *BUILTIN, "--format", "json").out for file in files]
    several = "[" + ",".join(made) + "]"
    from_articles = summarizer("brief", *files, *BUILTIN, "--format", "json")
    from_summaries = summarizer("brief", "-", *BUILTIN, "--format", "json", stdin=several.encode())
    assert from_articles.code == 0
    assert from_summaries == from_articles


@pytest.mark.parametrize(("ending", "begins"), [("md", "#"), ("json", "{"), ("csv", ""), ("txt", "")])
def test_the_ending_of_the_output_chooses_the_format(ending: str, begins: str, summarizer: Run, folder: Path) -> None:
    assert summarizer("brief", "in", *BUILTIN, "-o", f"brief.{ending}") == (0, "", "")
    written = (folder.parent / f"brief.{ending}").read_text("utf-8").lstrip("\ufeff")
    assert written.strip().startswith(begins)


@pytest.mark.parametrize("ending", ["json", "md", "txt", "csv"])
def test_an_earlier_brief_among_the_articles_is_replaced_and_never_read(
    ending: str, summarizer: Run, folder: Path
) -> None:
    for _ in range(2):
        assert summarizer("brief", "in", *BUILTIN, "-o", f"in/brief.{ending}").code == 0
    made = json.loads(summarizer("brief", "in", *BUILTIN, "--format", "json").out)
    assert (made["origins"], made["articles"]) == (2, 3)
    assert any(f"brief.{ending}" in note for note in made["notes"])


def test_one_bad_article_is_named_and_the_rest_is_written(summarizer: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    outcome = summarizer("brief", "in", "missing.txt", *BUILTIN, "--format", "json")
    assert outcome.code == 1
    assert counted(outcome.out) == (2, 3)
    assert [line.startswith("Error: ") for line in outcome.err.splitlines()] == [True, True]
    assert "empty.txt" in outcome.err
    assert "missing.txt" in outcome.err


def test_two_negotiations_are_two_briefs_and_a_line_says_so(summarizer: Run) -> None:
    outcome = summarizer("brief", EXAMPLES / "ceasefire", EXAMPLES / "strike", *BUILTIN, "--format", "json")
    assert outcome.code == 0
    assert len(json.loads(outcome.out)) == 2
    assert "2 negotiations" in outcome.err
    assert outcome.err.count("\n") == 1


def test_the_order_of_the_paths_does_not_matter(summarizer: Run) -> None:
    there = summarizer("brief", *CEASEFIRE, *BUILTIN, "--format", "json")
    back = summarizer("brief", *reversed(CEASEFIRE), *BUILTIN, "--format", "json")
    assert there.code == 0
    assert there == back
