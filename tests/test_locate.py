"""Quotes are found verbatim or after folding typography, and never nearly."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ground import locate
from summarizer.ground.fold import fold
from summarizer.schemas.vocabulary import Found

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of one file, and those of known_failures.json that belong to it, which must fail until they pass."""
    found = json.loads((CASES / name).read_text("utf-8"))
    failing = json.loads((CASES / "known_failures.json").read_text("utf-8"))
    return [pytest.param(case, id=case["id"]) for case in found] + [
        pytest.param(case, id=case["id"], marks=pytest.mark.xfail(strict=True))
        for case in failing
        if f"{case['file']}.json" == name
    ]


@pytest.mark.parametrize("case", cases("locate.json"))
def test_locate(case: dict[str, Any]) -> None:
    spans = locate(case["quote"], case["text"], near=case.get("near"))
    found = [case["text"][span.start : span.end] for span in spans]
    assert found == (case["expect"] or [])
    if "start" in case:
        assert spans[0].start == case["start"]


def test_an_exact_quote_is_told_from_a_folded_one() -> None:
    text = "He took the union’s offer."
    assert locate("union’s offer", text)[0].found == Found.EXACT
    assert locate("union's offer", text)[0].found == Found.NORMALISED


ALPHABET = st.text(alphabet="ab cé’'\"“—-–….\n\u00a0\u00ad\u200b«»ﬁ不要3,", max_size=60)


@given(ALPHABET)
def test_every_folded_character_comes_from_its_stretch_of_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))
    assert folded.starts == sorted(folded.starts)


@given(ALPHABET, st.data())
def test_what_is_found_is_the_quote_but_for_typography(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for span in locate(text[start:end], text):
        assert fold(text[span.start : span.end]).text.strip(" '-.") in fold(text[start:end]).text
