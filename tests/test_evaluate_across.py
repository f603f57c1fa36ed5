"""Copies, disagreements and changes of a brief against gold: worked out by hand on an invented pair of reports."""

from pathlib import Path

import pytest
import yaml

from summarizer.evaluate.across import across, told
from summarizer.evaluate.gold import Loaded, load
from summarizer.evaluate.match import Marked, rests_on
from summarizer.schemas.brief import Brief, Quote
from summarizer.settings import load_settings
from tests.briefs import river, texts


@pytest.fixture
def brief() -> Brief:
    return river()


def quoted(quote: Quote) -> dict[str, str]:
    return {"file": f"{quote.article_id}.txt", "quote": quote.quote}


def gold_of(brief: Brief, place: Path, **changes: object) -> Loaded:
    """Gold that says just what the brief says."""
    for article_id, text in texts().items():
        (place / f"{article_id}.txt").write_text(text, "utf-8")
    groups: dict[str, list[str]] = {}
    for source in brief.sources:
        groups.setdefault(source.origin, []).append(f"{source.article_id}.txt")
    gold = {
        "negotiation": "x",
        "sort": "truce",
        "part": "development",
        "articles": [{"file": f"{article_id}.txt", "items": []} for article_id in texts()],
        "copies": [files for files in groups.values() if len(files) > 1],
        "disagreements": [
            {"about": d.about, "versions": [{"quotes": [quoted(q) for q in v.quotes]} for v in d.versions]}
            for d in brief.disagreements
        ],
        "changes": [
            {
                "party": c.party,
                "about": c.about,
                "from": quoted(told(c.before, brief)[0]),
                "to": quoted(told(c.after, brief)[0]),
            }
            for c in brief.changes
        ],
    }
    (place / "gold.yaml").write_text(yaml.safe_dump(gold | changes), "utf-8")
    loaded = load(place / "gold.yaml", load_settings(model="builtin"))
    # The brief's articles have ids of their own.
    articles = {file: article.model_copy(update={"id": file[:-4]}) for file, article in loaded.articles.items()}
    return Loaded(loaded.path, loaded.gold, articles)


def test_a_brief_is_right_about_gold_that_says_the_same(brief: Brief, tmp_path: Path) -> None:
    counts = across(gold_of(brief, tmp_path), [brief])
    assert counts["disagreements right"] == counts["disagreements gold"] == len(brief.disagreements) > 0
    assert counts["changes right"] == counts["changes gold"] == len(brief.changes) > 0
    assert counts["copies right"] == counts["copies gold"] == counts["copies found"] > 0


def test_what_only_one_of_them_has_is_not_right(brief: Brief, tmp_path: Path) -> None:
    counts = across(gold_of(brief, tmp_path, copies=[], disagreements=[], changes=[]), [brief])
    assert counts["disagreements found"] > 0 == counts["disagreements right"] == counts["changes right"]
    assert counts["copies gold"] == 0 == counts["copies right"] < counts["copies found"]
    nothing = across(gold_of(brief, tmp_path), [])
    assert nothing["disagreements found"] == 0 < nothing["disagreements gold"]


def test_a_change_told_the_other_way_round_is_another(brief: Brief, tmp_path: Path) -> None:
    turned = [
        {
            "party": c.party,
            "about": c.about,
            "from": quoted(told(c.after, brief)[0]),
            "to": quoted(told(c.before, brief)[0]),
        }
        for c in brief.changes
    ]
    assert across(gold_of(brief, tmp_path, changes=turned), [brief])["changes right"] == 0


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ((100, 104), True),  # a few words of the passage
        ((0, 300), True),  # sentences around it
        ((140, 180), True),  # half of the shorter
        ((0, 1200), False),  # more than ten times as long
        ((140, 330), False),  # a third of the passage, less of the words
        ((0, 100), False),  # beside it
    ],
)
def test_words_rest_on_a_passage_that_they_are_of(found: tuple[int, int], right: bool) -> None:
    assert rests_on(Marked("", (found,)), Marked("", ((100, 160),))) is right


def test_a_version_rests_on_its_words_and_on_the_quotes_of_its_items(brief: Brief) -> None:
    for disagreement in brief.disagreements:
        for version in disagreement.versions:
            places = {(quote.article_id, quote.item_id) for quote in told(version, brief)}
            assert places == {(member.article_id, member.item_id) for member in version.members}
            assert told(version, brief)[: len(version.quotes)] == version.quotes
