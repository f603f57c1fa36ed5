"""Modality: what is only proposed does not pass as agreed, and what is agreed does."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.ground.modality import modality_conflict
from summarizer.schemas.vocabulary import Stage

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "modality.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['conflict']}: {case['about']}")
def test_modality(case: dict[str, Any]) -> None:
    stage = Stage(case["stage"]) if case["stage"] else None
    found = modality_conflict(case["claim"], case["contexts"], stage)
    assert (found is not None) == case["conflict"], found


def test_the_explanation_names_the_stage_and_the_hedge() -> None:
    found = modality_conflict("Tarsia accepted the patrols.", ["Tarsia might accept the patrols."], Stage.SIGNED)
    assert found == "the item gives the stage 'signed', the article only 'might'"


def test_without_contexts_there_is_no_conflict() -> None:
    assert modality_conflict("Tarsia accepted the patrols.", [], Stage.AGREED) is None
    assert modality_conflict("", [""], None) is None
