"""The whole way with a model's recorded answers, for every example article: offline, no key, the promises held."""

import os
from pathlib import Path

import pytest

from summarizer import Article, ArticleSummary, summarize
from summarizer.engine import Drafting
from summarizer.model_engine import ModelEngine
from summarizer.read import read
from summarizer.run import run, summarize_article
from summarizer.schemas.draft import ArticleDraft
from summarizer.schemas.vocabulary import Reason
from summarizer.settings import load_settings
from tests.conftest import RECORDED_AT, RECORDED_MODEL, ROOT

EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*/*") if path.suffix in {".txt", ".html", ".md", ".json"})


# Articles of which the recorded answer had items that failed a check at first.
ASKED_AGAIN = {
    "2031-09-12-norvane-labour-gazette-record-of-sittings",
    "2031-09-22-estuary-one-strike-suspended",
}


def recorded(path: Path) -> ArticleSummary:
    """The summary of an example by the recorded model (when recording: by the one at OPENAI_BASE_URL)."""
    os.environ.setdefault("OPENAI_API_KEY", "none")
    base_url = os.environ.get("OPENAI_BASE_URL", RECORDED_AT)
    return summarize(path, model=RECORDED_MODEL, base_url=base_url, timeout=3500, retry_seconds=0)


@pytest.mark.vcr
@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_recorded(path: Path) -> None:
    summary = recorded(path)
    assert summary.items, "a recorded answer to an example has items"
    for item in summary.items:
        assert all(summary.article.text[e.start : e.end] == e.quote for e in item.evidence)
    assert summary.provenance.engine == "model"
    assert summary.provenance.answered_by
    assert {template.name for template in summary.provenance.templates} <= {"draft", "repair"}
    assert summary.provenance.usage.input_tokens
    assert summary.rejected == [], "no true item is lost"
    asked_again = len(summary.provenance.templates) == 2
    assert asked_again == (path.stem in ASKED_AGAIN), "an item failed a check at first, and stood once mended"


WRONG_ITEMS = ROOT / "tests" / "cases" / "repair.json"


class ForgetfulEngine(ModelEngine):
    """A model's engine whose first draft is given: what a careless answer would be. Its repair is the model's own."""

    async def draft(self, article: Article) -> Drafting:
        return Drafting(ArticleDraft.model_validate_json(WRONG_ITEMS.read_text("utf-8")))


@pytest.mark.vcr
def test_a_repair_round_mends_what_can_be_mended_and_leaves_out_the_rest() -> None:
    """Five careless items about one article: a wrong number, a changed word in a quote, a "not" left out, a name
    that is not in the article, and an agreement that was only a "could". One sound item is not asked about again."""
    os.environ.setdefault("OPENAI_API_KEY", "none")
    base_url = os.environ.get("OPENAI_BASE_URL", RECORDED_AT)
    settings = load_settings(model=RECORDED_MODEL, base_url=base_url, timeout=3500, retry_seconds=0)
    path = ROOT / "examples/ceasefire/2031-03-04-pelorus-port-attacks-in-principle.txt"
    (article,) = read(path, settings)
    engine = ForgetfulEngine(RECORDED_MODEL, settings)

    async def work() -> ArticleSummary:
        try:
            return await summarize_article(article, engine)
        finally:
            await engine.aclose()

    summary = run(work())
    assert [template.name for template in summary.provenance.templates] == ["repair"]
    assert summary.provenance.repaired + len(summary.rejected) == 5
    assert summary.provenance.repaired >= 3
    texts = " ".join(item.text for item in summary.items)
    assert "31 days" not in texts
    assert "Osterby" not in texts
    for left in summary.rejected:
        assert left.reason in set(Reason)
    for item in summary.items:
        assert all(article.text[e.start : e.end] == e.quote for e in item.evidence)
