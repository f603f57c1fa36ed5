"""The short pattern that folds most texts finds what the whole pattern finds."""

import random

import pytest

from summarizer.ground import fold as folding  # the module: the package exports no function of this name
from summarizer.ground.fold import fold

MARKS = "  \t\n\x1c--..\"'`‘’“”–—…ab12,;éž€"


@pytest.mark.parametrize("seed", range(4))
def test_both_patterns_fold_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(seed)
    texts = ["".join(pick.choices(MARKS, k=pick.randint(1, 9))) for _ in range(3000)]
    assert all(folding._PLAIN.fullmatch(text) for text in texts)
    short = [fold(text) for text in texts]
    monkeypatch.setattr(folding, "_MARKS", folding._whole_pattern())
    assert [fold(text) for text in texts] == short


def test_no_character_of_most_texts_needs_the_whole_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"a {chr(code)} b" for code in range(0x2100) if folding._PLAIN.fullmatch(chr(code))]
    short = [fold(text) for text in texts]
    monkeypatch.setattr(folding, "_MARKS", folding._whole_pattern())
    assert [fold(text) for text in texts] == short
