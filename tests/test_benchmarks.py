"""`python -m benchmarks` as whoever measures meets it."""

import sys

import pytest

from benchmarks.__main__ import MEASUREMENTS, main


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["verdicts", "--help"]])
def test_help_lists_the_measurements(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", *arguments])
    assert main() == 0
    printed = capsys.readouterr()
    assert all(name in printed.out for name in (*MEASUREMENTS, "scores")) and not printed.err


def test_an_unknown_measurement_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "verdict"])
    assert main() == 2
    assert capsys.readouterr().err.startswith("No such measurement: verdict; there are verdicts, ")
