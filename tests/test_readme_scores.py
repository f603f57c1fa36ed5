"""The README's table of scores is what the program prints."""

from benchmarks.score_table import BEGIN, END, as_table, put_into
from benchmarks.scores import README, contestants


def test_the_readme_shows_the_scores_as_they_are() -> None:
    """Offline: the baselines and the built-in engine run, the others by their recorded answers."""
    missing: list[str] = []
    table = as_table(contestants("test", missing.append))
    shown = README.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown == table, "\n".join(["run: python -m benchmarks scores --readme", *missing])


def test_the_table_goes_between_its_marks() -> None:
    assert put_into(f"a\n{BEGIN}old\n{END}b\n", "new\n") == f"a\n{BEGIN}new\n{END}b\n"
