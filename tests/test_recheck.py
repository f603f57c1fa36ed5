"""A summary from a file is held against its article again: edited sentences and labels are found."""

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer import ArticleSummary, summarize
from summarizer.briefing.recheck import rechecked
from tests.conftest import ROOT

ARTICLE = ROOT / "examples" / "ceasefire" / "2031-03-06-kanal-tavrin-observers-denied.html"


@pytest.fixture(scope="module")
def summary() -> ArticleSummary:
    return summarize(ARTICLE, model="builtin")


def test_what_the_program_wrote_passes(summary: ArticleSummary) -> None:
    stand, errors = rechecked([summary])
    assert (stand, errors) == ([summary], [])


def _claimed(summary: ArticleSummary) -> None:
    summary.agreed_terms[0].text = "Kessara accepted 120 observers."


def _of_nobody(summary: ArticleSummary) -> None:
    summary.demands[0].attribution.speaker = "Donald Trump"


@pytest.mark.parametrize("edit", [_claimed, _of_nobody], ids=["a sentence", "a speaker"])
def test_an_edited_item_is_refused_with_its_id(summary: ArticleSummary, edit: Callable[[ArticleSummary], None]) -> None:
    edited = summary.model_copy(deep=True)
    edit(edited)
    stand, errors = rechecked([edited, summary])
    assert stand == [summary]
    (error,) = errors
    assert Path(ARTICLE).name in str(error)
    assert "item" in str(error) and "summarize the article again" in str(error)
