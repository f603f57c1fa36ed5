"""Both errors of the checks over all recorded answers (benchmarks/verdicts.py): none lost, changed ones caught."""

from benchmarks import verdicts


def test_no_recorded_item_is_lost_and_changed_ones_are_caught() -> None:
    figures = verdicts.measure()
    assert len(figures) > 4
    assert [figure.row() for figure in figures if not figure.met] == []
