"""The adversary set: what the program makes is what is published, and our own verdict on every case."""

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter

import pytest

from adversaries.case import CASES, HERE, SORTS, TRUE, Case, cases, file_of, letters
from adversaries.make import made, texts
from adversaries.score import right
from benchmarks.adversaries import MISSES, OURS, ours
from tests.conftest import ROOT

REASONS = {name: each["reason"] for each in json.loads(MISSES.read_text("utf-8")) for name in each["ids"]}
PUBLISHED = cases()


def marked(case: Case) -> object:
    """The case, as one that must fail where it is a known miss."""
    known = [pytest.mark.xfail(strict=True, reason=REASONS[case.id])] if case.id in REASONS else []
    return pytest.param(case, id=case.id, marks=known)


@pytest.mark.parametrize("case", [marked(case) for case in PUBLISHED])
def test_our_verdict(case: Case) -> None:
    assert ours(case) == (case.verdict == "pass"), case.why


def test_the_files_are_what_the_program_makes() -> None:
    read = texts()
    for name, text in read.items():
        assert (HERE / file_of(name)).read_text("utf-8") == text, "run: python -m adversaries.make"
    lines = CASES.read_text("utf-8").splitlines()
    assert lines == [case.line() for case in made(read)], "run: python -m adversaries.make"


def test_every_known_miss_is_a_case() -> None:
    assert set(REASONS) <= {case.id for case in PUBLISHED}


def test_there_are_enough_cases_of_each_sort() -> None:
    assert min(Counter(case.sort for case in PUBLISHED).values()) >= 20
    assert {case.sort for case in PUBLISHED} == set(SORTS)
    assert len({case.id for case in PUBLISHED}) == len(PUBLISHED)


def test_a_case_says_what_its_sort_says() -> None:
    for case in PUBLISHED:
        assert (case.verdict == "pass") == (case.sort in TRUE), case.id
        assert (case.text is not None) == case.sort.startswith("statement"), case.id
        assert re.fullmatch(r"[^\n]{6,}[.”]", case.why), case.id


def test_quotes_stand_in_their_article_or_do_not() -> None:
    for case in PUBLISHED:
        text = case.against()
        as_it_stands = case.sort == "quote-verbatim" or case.text is not None
        whole_words = re.search(rf"(?<!\w)(?<!\d,){re.escape(case.quote)}(?!\w)", text)
        assert (whole_words is not None) == as_it_stands, case.id
        if case.sort == "quote-typography":
            assert folded(case.quote) in folded(text), case.id


def folded(text: str) -> str:
    """What is left of a text without its typography, told in another way than the program does."""
    return letters(unicodedata.normalize("NFKC", re.sub("[ʼ′\u00ad\u200b\u2060\ufeff]", "", text)))


def test_the_document_shows_our_own_column_as_it_is() -> None:
    counted = right({case.id: "pass" if ours(case) else "fail" for case in PUBLISHED})
    document = (ROOT / "docs" / "eval.md").read_text("utf-8")
    shown = re.search(r"<!-- adversaries: begin -->\n(.*?)<!-- adversaries: end -->", document, re.S)
    assert shown is not None
    header, _, *rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in shown[1].strip().splitlines()]
    assert header[:3] == ["sort", "cases", OURS]
    expected = [[sort, str(of), str(got)] for sort, (got, of) in counted.items()]
    assert [row[:3] for row in rows] == expected, "run: python -m benchmarks.adversaries"


def test_the_readme_names_every_sort() -> None:
    readme = (HERE / "README.md").read_text("utf-8")
    assert all(f"| `{sort}` | {told} |" in readme for sort, told in SORTS.items())


def test_anybody_can_count_verdicts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    verdicts = tmp_path / "verdicts.jsonl"
    verdicts.write_text("".join(json.dumps({"id": c.id, "verdict": "pass"}) + "\n" for c in PUBLISHED if not c.text))
    printed = score(str(verdicts))
    left = sum(case.text is not None for case in PUBLISHED)
    sorts = ", ".join(sort for sort in SORTS if sort.startswith("statement"))
    assert (printed.returncode, printed.stderr) == (0, f"Not judged, and not counted: {left} cases ({sorts}).\n")
    verbatim = sum(case.sort == "quote-verbatim" for case in PUBLISHED)
    assert f"| quote-verbatim | {verbatim} | {verbatim} |" in printed.stdout
    assert re.search(r"\| quote-number \| \d+ \| 0 \|", printed.stdout)
    assert re.search(r"\| statement-true \| \d+ \| – \|", printed.stdout)


def test_capitals_make_no_difference_and_cases_without_a_verdict_are_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    verdicts = tmp_path / "verdicts.jsonl"
    own = [case for case in PUBLISHED if case.sort == "quote-number"]
    lines = [json.dumps({"id": case.id, "verdict": f" {case.verdict.upper()}"}) for case in own[2:]]
    verdicts.write_text("\ufeff" + "\n\n".join(lines), "utf-8")
    printed = score(str(verdicts))
    assert printed.returncode == 0 and f"| quote-number | {len(own)} | {len(own) - 2} |" in printed.stdout
    told, others = printed.stderr.splitlines()
    assert told == "Not answered, counted as not right: 2 cases (quote-number 2)."
    assert others.startswith(f"Not judged, and not counted: {len(PUBLISHED) - len(own)} cases (quote-verbatim, ")


def test_the_script_tells_how_it_is_used() -> None:
    printed = score("--help")
    assert printed.returncode == 0 and '{"id": "quote-number-hull-1", "verdict": "pass"}' in printed.stdout
    assert "python adversaries/score.py my-verdicts.jsonl" in printed.stdout
    assert score().returncode == 2 and "VERDICTS.jsonl" in score().stderr


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("", "there is no verdict in it; write a line for each case, of the form"),
        ("\n  \n", "there is no verdict in it"),
        (
            '{"id": "quote-nunber-hull-2", "verdict": "pass"}\n',
            "line 1 has quote-nunber-hull-2, which is no case; did you mean quote-number-hull-2? cases",
        ),
        ('{"id": "quote-none-1"}\n', "line 1 is not of the form"),
        ('{"id": 1, "verdict": "pass"}\n', "line 1 is not of the form"),
        ("pass\n", "line 1 is not of the form"),
        (
            '\n{"id": "quote-number-hull-2", "verdict": "Failed"}',
            'line 2 has "Failed", which is no verdict on quote-number-hull-2',
        ),
        ('{"id": "quote-number-hull-2", "verdict": true}', "line 1 has true, which is no verdict"),
        (
            '{"id": "quote-number-hull-2", "verdict": "fail"}\n{"id": "quote-number-hull-2", "verdict": "pass"}',
            "line 2 is on quote-number-hull-2, as line 1 is",
        ),
    ],
)
def test_verdicts_that_cannot_be_counted(tmp_path, lines: str, told: str) -> None:  # type: ignore[no-untyped-def]
    verdicts = tmp_path / "verdicts.jsonl"
    verdicts.write_text(lines)
    printed = score(str(verdicts))
    assert printed.returncode == 2
    assert told in printed.stderr
    assert printed.stderr.count("\n") == 1 and not printed.stdout


def test_all_lines_at_fault_are_told_at_once(tmp_path) -> None:  # type: ignore[no-untyped-def]
    verdicts = tmp_path / "verdicts.jsonl"
    good = '{"id": "quote-number-hull-2", "verdict": "fail"}'
    verdicts.write_text("\n".join([good, "pass", '{"id": "zzz", "verdict": "pass"}', good]))
    printed = score(str(verdicts))
    assert printed.returncode == 2 and not printed.stdout
    lead, *told = printed.stderr.splitlines()
    assert lead == f"{verdicts}: 3 lines cannot be counted; correct them:"
    assert [line.split()[:2] for line in told] == [["line", "2"], ["line", "3"], ["line", "4"]]
    assert "zzz, which is no case; cases.jsonl has the ids" in told[1]
    verdicts.write_text("pass\n" * 23)
    assert score(str(verdicts)).stderr.splitlines()[-1] == "  ... and 3 more."


@pytest.mark.parametrize("said", ["pass", "fail"])
def test_who_says_the_same_of_everything_is_seen(tmp_path, said: str) -> None:  # type: ignore[no-untyped-def]
    verdicts = tmp_path / "verdicts.jsonl"
    verdicts.write_text("".join(json.dumps({"id": case.id, "verdict": said}) + "\n" for case in PUBLISHED))
    of = Counter(case.verdict for case in PUBLISHED)
    right_of = {verdict: of[verdict] * (verdict == said) for verdict in of}
    assert score(str(verdicts)).stdout.splitlines()[-2:] == [
        f"true ones (pass): {right_of['pass']} right of {of['pass']}; "
        f"false ones (fail): {right_of['fail']} right of {of['fail']}",
        f"all: {of[said]} right of {len(PUBLISHED)}",
    ]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path) -> None:  # type: ignore[no-untyped-def]
    printed = score(str(tmp_path / "none.jsonl"))
    assert printed.returncode == 2 and printed.stderr == f"{tmp_path / 'none.jsonl'}: No such file or directory.\n"


def score(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What the script prints, run as anybody would."""
    command = [sys.executable, str(HERE / "score.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONUTF8": "1"})
