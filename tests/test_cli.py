"""The command line as a user meets it: stdout is the result, stderr the notices, the exit code the outcome."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from summarizer.cli import main
from summarizer.cli.article import article as article_command
from summarizer.render import FORMATS
from tests.conftest import ROOT
from tests.faults import FAULTS, FaultServer, fault_server

EXAMPLE = ROOT / "examples/ceasefire/2031-03-04-pelorus-port-attacks-in-principle.txt"
server = pytest.fixture(fault_server)


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def summarizer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Outcome]]:
    """Runs the program in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, out, err)

    yield run


Run = Callable[..., Outcome]


def test_without_a_model_the_built_in_engine_reads_and_one_line_says_so(summarizer: Run) -> None:
    outcome = summarizer("article", EXAMPLE)
    assert outcome.code == 0
    assert "WHAT WAS AGREED" in outcome.out
    assert "\x1b" not in outcome.out
    assert outcome.err.count("\n") == 1
    assert "built-in engine" in outcome.err
    assert "OPENAI_API_KEY" in outcome.err


def test_asked_for_by_name_it_needs_no_notice(summarizer: Run) -> None:
    assert summarizer("article", EXAMPLE, "--model", "builtin").err == ""


def test_json_is_one_object_that_fits_the_printed_schema(summarizer: Run) -> None:
    schema = json.loads(summarizer("schema", "article").out)
    summary = json.loads(summarizer("article", EXAMPLE, "--model", "builtin", "--format", "json").out)
    assert list(Draft202012Validator(schema).iter_errors(summary)) == []
    assert summary["provenance"]["engine"] == "builtin"


def test_several_articles_in_one_source_are_a_list(summarizer: Run, tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text('{"text": "The union met the owners."}\n{"text": "The owners left."}\n')
    summaries = json.loads(summarizer("article", "feed.jsonl", "--model", "builtin", "--format", "json").out)
    assert [summary["article"]["text"] for summary in summaries] == ["The union met the owners.", "The owners left."]


def test_the_good_articles_of_a_source_are_printed_and_the_bad_ones_named(summarizer: Run, tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text('{"text": "The union met the owners."}\nnot json\n')
    outcome = summarizer("article", "feed.jsonl", "--model", "builtin", "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["article"]["text"] == "The union met the owners."
    assert "line 2" in outcome.err


def test_stdin(summarizer: Run) -> None:
    outcome = summarizer("article", "-", "--model", "builtin", "--format", "json", stdin=EXAMPLE.read_bytes())
    assert json.loads(outcome.out)["article"]["source"] == "-"


@pytest.mark.parametrize(("ending", "begins"), [("md", "#"), ("json", "{"), ("csv", "article_id"), ("txt", "")])
def test_the_ending_of_the_output_chooses_the_format(ending: str, begins: str, summarizer: Run, tmp_path: Path) -> None:
    outcome = summarizer("article", EXAMPLE, "--model", "builtin", "-o", f"out.{ending}")
    assert outcome == (0, "", "")
    assert (tmp_path / f"out.{ending}").read_text("utf-8").lstrip("\ufeff").startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [f"out.{ending}"]


HOSTILE_NAMES = ["with space.txt", "quo'te\".txt", "-dash.txt", "ünïcode 停火.txt", "new\nline.txt", "[bold].txt"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_work(name: str, summarizer: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(EXAMPLE.read_bytes())
    assert summarizer("article", "--model", "builtin", "--", name).code == 0


BAD = [
    ("missing.txt", None, "missing.txt"),
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "blank.txt"),
    ("photo.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "photo.txt"),
    ("big.txt", b"word " * 1_200_000, "max_bytes"),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_one_sentence_and_exit_2(
    name: str, content: bytes | None, says: str, summarizer: Run, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    outcome = summarizer("article", name, "--model", "builtin")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: ")
    assert outcome.err.count("\n") == 1
    assert says in outcome.err


def test_a_folder_is_no_article(summarizer: Run, tmp_path: Path) -> None:
    outcome = summarizer("article", tmp_path, "--model", "builtin")
    assert outcome.code == 2
    assert "folder" in outcome.err


def test_an_output_that_cannot_be_written_is_one_sentence(summarizer: Run) -> None:
    outcome = summarizer("article", EXAMPLE, "--model", "builtin", "-o", "no/such/folder/out.md")
    assert outcome.code == 2
    assert "no/such/folder/out.md" in outcome.err


def test_an_unknown_model_name_is_one_sentence(summarizer: Run) -> None:
    outcome = summarizer("article", EXAMPLE, "--model", "nonsense")
    assert outcome.code == 2
    assert "nonsense" in outcome.err


@pytest.mark.parametrize("fault", ["bad_key", "refusal"])
def test_a_model_that_fails_says_why(fault: str, summarizer: Run, server: FaultServer) -> None:
    assert fault in FAULTS
    server.enqueue(fault)
    outcome = summarizer("article", EXAMPLE, "--model", "openai/m", "--base-url", server.url)
    assert outcome.code == (3 if fault == "bad_key" else 1)
    assert outcome.err.count("\n") == 1
    assert outcome.out == ""


def test_doctor_without_a_model(summarizer: Run) -> None:
    outcome = summarizer("doctor")
    assert outcome.code == 0
    assert "built-in engine" in outcome.out


def test_doctor_with_a_model_that_answers(summarizer: Run, server: FaultServer) -> None:
    outcome = summarizer("doctor", "--model", "openai/gpt-5-mini", "--base-url", server.url)
    assert "answers at" in outcome.out
    assert "$" in outcome.out


def test_doctor_with_a_model_that_does_not(summarizer: Run) -> None:
    outcome = summarizer("doctor", "--model", "ollama/m", "--base-url", "http://127.0.0.1:9/v1")
    assert outcome.code == 3


def test_the_formats_offered_are_those_rendered() -> None:
    assert article_command.params[1].type.choices == FORMATS  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", [[], ["article"], ["schema"], ["doctor"]])
def test_every_command_has_help_with_an_example(command: list[str], summarizer: Run) -> None:
    outcome = summarizer(*command, "--help")
    assert outcome.code == 0
    assert "Example" in outcome.out


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv=['summarizer','article','--help']\n"
        "from summarizer.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy={'openai','instructor','tenacity','pydantic','rich','httpx','trafilatura'}&set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "HEAVY []" in printed


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m summarizer article '{EXAMPLE}' --model builtin | head -n 1"
    finished = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env={**os.environ}, check=False
    )
    assert "Traceback" not in finished.stderr
    assert finished.stdout


def test_the_article_itself_is_never_overwritten(summarizer: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_bytes(EXAMPLE.read_bytes())
    outcome = summarizer("article", "talks.txt", "--model", "builtin", "-o", "talks.txt")
    assert outcome.code == 2
    assert (tmp_path / "talks.txt").read_bytes() == EXAMPLE.read_bytes()


def test_a_dash_as_output_is_stdout(summarizer: Run, tmp_path: Path) -> None:
    assert "WHAT" in summarizer("article", EXAMPLE, "--model", "builtin", "-o", "-").out
    assert list(tmp_path.iterdir()) == []


def test_an_output_with_an_unknown_ending_is_refused_before_any_work(summarizer: Run) -> None:
    outcome = summarizer("article", EXAMPLE, "--model", "builtin", "-o", "talks.docx")
    assert outcome.code == 2
    assert ".docx" in outcome.err


def test_a_link_as_output_keeps_its_target(summarizer: Run, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    assert summarizer("article", EXAMPLE, "--model", "builtin", "-o", "link.md").code == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text("utf-8").startswith("#")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_one_sentence() -> None:
    command = [sys.executable, "-m", "summarizer", "article", str(EXAMPLE), "--model", "builtin"]
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert finished.returncode == 2
    assert finished.stderr.startswith("Error: The output cannot be written")


def test_where_the_article_goes_is_said_unless_the_model_was_asked_for(
    summarizer: Run, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    assert f"The article goes to openai/gpt-5-mini at {server.url}" in summarizer("article", EXAMPLE).err
    assert summarizer("article", EXAMPLE, "--model", "openai/m").err == ""


@pytest.mark.parametrize(
    ("model", "meant"), [("gpt-5-mini", "openai/gpt-5-mini"), ("Builtin", "builtin"), ("olama/qwen3", "ollama/qwen3")]
)
def test_a_model_name_that_is_nearly_one_is_guessed_at(model: str, meant: str, summarizer: Run) -> None:
    assert f"did you mean {meant}?" in summarizer("article", EXAMPLE, "--model", model).err


def test_a_misspelt_setting_in_the_environment_is_named(summarizer: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MODELL", "builtin")
    outcome = summarizer("article", EXAMPLE)
    assert outcome.code == 2
    assert "did you mean model?" in outcome.err
