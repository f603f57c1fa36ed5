"""`python -m benchmarks` as whoever measures meets it."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--help"], 0, "Measurements: verdicts, "),
        (["verdicts", "-h"], 0, "report_page; and scores, by itself."),
        (["verdict"], 2, "No such measurement: verdict; there are verdicts, "),
    ],
)
def test_what_there_is_to_measure_is_listed(arguments: list[str], code: int, told: str) -> None:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert printed.returncode == code and told in (printed.stderr if code else printed.stdout)
