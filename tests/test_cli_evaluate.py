"""`summarizer eval` as a user meets it: formats, files, what stderr says, what is refused."""

import json
import threading
from pathlib import Path

import pytest

from summarizer.cli import progress
from summarizer.evaluate.run import evaluate
from summarizer.evaluate.scores import scores
from summarizer.run import run
from summarizer.settings import load_settings
from tests import test_cli
from tests.golds import ITEMS, gold_at

Run = test_cli.Run
summarizer = test_cli.summarizer
BUILTIN = ("--model", "builtin", "--ledger", "off")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for place, part in (("known", "development"), ("secret", "test")):
        gold_at(tmp_path / place, part=part)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "flags", "begins"),
    [
        ("s.html", (), "<!doctype html>"),
        ("s.htm", (), "<!doctype html>"),
        ("s.json", (), "{"),
        ("s.md", (), "| | builtin |"),
        ("s.txt", (), "| | builtin |"),
        ("s", (), "| | builtin |"),
        ("s.txt", ("--format", "html"), "<!doctype html>"),
        ("s.txt", ("--show", "missed"), "builtin: "),
        ("s.json", ("--show", "missed"), "["),
    ],
)
def test_the_ending_of_the_output_chooses_the_format(
    name: str, flags: tuple[str, ...], begins: str, summarizer: Run, gold: Path, tmp_path: Path
) -> None:
    ended = summarizer("eval", gold, *BUILTIN, *flags, "-o", tmp_path / name)
    assert (ended.code, ended.out) == (0, "")
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_stdout_has_the_scores_and_stderr_what_they_took(summarizer: Run, gold: Path) -> None:
    ended = summarizer("eval", gold, *BUILTIN)
    assert ended.code == 0 and all(f"| {label} |" in ended.out for label in scores())
    *told, took = ended.err.splitlines(keepends=True)
    assert [line.partition(":")[0] for line in told] == ["Note", "Note"] and all(line in ended.out for line in told)
    assert "learned from the development part" in told[0] and "No intervals" in told[1]
    assert took.startswith("builtin: ") and took.endswith(" s, 0 tokens, $0.0000 an article\n")
    assert "second" not in ended.out and "time" not in ended.out


def test_a_name_that_the_article_lacks_is_a_warning(summarizer: Run, tmp_path: Path) -> None:
    gold_at(tmp_path / "one", [ITEMS[1] | {"by": ["Ostrva"]}], "test")
    ended = summarizer("eval", "one", *BUILTIN)
    assert ended.code == 0
    assert ended.err.startswith('Warning: one/gold.yaml: article 1 "talks.txt", item 1 (by): no word of the name ')


def test_of_two_the_better_one_is_named_last(summarizer: Run, gold: Path) -> None:
    (gold / "mine.json").write_text('{"articles": []}', "utf-8")
    ended = summarizer("eval", gold, "--compare", "builtin", "mine.json", "--ledger", "off", "--format", "html")
    assert ended.code == 0 and ended.out.startswith("<!doctype html>")
    assert ended.err.splitlines()[-1].startswith("builtin has the higher F1")


@pytest.mark.parametrize("twice", [("builtin", "builtin"), ("mine.json", "./mine.json")])
def test_the_same_is_not_compared_with_itself(twice: tuple[str, str], summarizer: Run, gold: Path) -> None:
    (gold / "mine.json").write_text('{"articles": []}', "utf-8")
    ended = summarizer("eval", gold, "--compare", *twice, "--ledger", "off")
    assert (ended.code, ended.out) == (2, "") and ended.err.count("\n") == 1
    assert f"--compare {' '.join(twice)} names the same twice" in ended.err


@pytest.mark.parametrize(
    ("flags", "output"),
    [
        (("--items", "mine.json"), "mine.json"),
        (("--items", "mine.json"), "./mine.json"),
        (("--compare", "builtin", "mine.json"), "mine.json"),
        (("--compare", "mine.json", "other.json"), "other.json"),
        (("--items", "mine.json", "--show", "missed"), "mine.json"),
        (("--items", "mine.json", "--format", "json"), "known/gold.yaml"),
        (("--model", "builtin", "--part", "test"), "known/talks.txt"),
    ],
)
def test_nothing_that_is_read_is_written_over(flags: tuple[str, ...], output: str, summarizer: Run, gold: Path) -> None:
    for name in ("mine.json", "other.json"):
        (gold / name).write_text('{"articles": []}', "utf-8")
    before = (gold / output).read_bytes()
    ended = summarizer("eval", gold, *flags, "--ledger", "off", "-o", output)
    assert (ended.code, ended.out) == (2, "") and (gold / output).read_bytes() == before
    told = f"{Path(output)} is one of the files that are scored; name another file with -o."
    assert ended.err.splitlines()[-1].endswith(told)


def test_nothing_of_the_test_part_is_shown(summarizer: Run, gold: Path) -> None:
    ended = summarizer("eval", gold, *BUILTIN, "--show", "missed", "--format", "json")
    (told,) = json.loads(ended.out)
    assert told["shown"] and {each["file"] for each in told["shown"]} == {"known/talks.txt"}
    assert ended.err.startswith("Note: --show leaves out the test part (sets: 1).\n")


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--show", "missed", "--format", "html"), "leave out --show"),
        (("--show", "missed", "-o", "x.html"), "leave out --show"),
        (("-o", "x.csv"), "no format goes with the ending .csv; take one of .htm, .html, .json"),
        (
            ("-o", "x.xlsx"),
            "no format goes with the ending .xlsx; take one of .htm, .html, .json, .markdown, .md",
        ),
        (("--part", "test", "--show", "missed"), "leave out --show for the scores, or say --part development"),
        (("-o", "no/such/x.md"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(flags: tuple[str, ...], says: str, summarizer: Run, gold: Path) -> None:
    ended = summarizer("eval", gold, *BUILTIN, *flags)
    assert ended.code == 2 and ended.out == ""
    assert says in ended.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("part", "flags", "says"),
    [
        ("test", ("--part", "development"), "has no set of the development part: leave out --part."),
        ("test", ("--part", "development", "--show", "missed"), "no set of the development part: leave out --part."),
        ("test", ("--show", "missed"), "is of the test part, of which --show lists nothing"),
        ("development", ("--part", "test"), "has no set of the test part: leave out --part."),
    ],
)
def test_a_part_that_is_not_there_says_what_to_leave_out(
    part: str, flags: tuple[str, ...], says: str, summarizer: Run, tmp_path: Path
) -> None:
    gold_at(tmp_path / "one", part=part)
    ended = summarizer("eval", "one", *BUILTIN, *flags)
    assert ended.code == 2 and says in ended.err and ended.err.count("\n") == 1


def test_a_run_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[str] = []
    sets = [gold_at(tmp_path / "one"), gold_at(tmp_path / "two")]
    run(evaluate(sets, load_settings(model="builtin", ledger="off"), told.append))
    assert told == [f"builtin: {read} of 2 articles" for read in range(3)]


def test_a_log_has_a_line_for_each_step_and_not_for_each_article(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    heard = threading.Event()

    def echo(line: str, *, err: bool) -> None:
        lines.append(line[9:])
        heard.set()

    monkeypatch.setattr("click.echo", echo)
    monkeypatch.setattr(progress, "SOON", 0.0)
    monkeypatch.setattr(progress, "EVERY", float("inf"))
    with progress.followed("reading", lambda line: line.rpartition(":")[0]) as told:
        for step in ("a/b:4: 1 of 9 articles", "a/b:4, briefs: 0 of 2 sets"):
            heard.clear()
            told(step)
            assert heard.wait(30)
            told(step.replace("1 of 9", "2 of 9"))
    assert lines == ["a/b:4: 1 of 9 articles", "a/b:4, briefs: 0 of 2 sets"]
