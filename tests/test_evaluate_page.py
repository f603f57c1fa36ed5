"""The page of charts as text: every score is on it, with its figures, and nothing that could act."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from summarizer.evaluate.across import SORTS
from summarizer.evaluate.notes import notes
from summarizer.evaluate.page import Bar, scores_page
from summarizer.evaluate.paired import paired
from summarizer.evaluate.rule import RULE, UNREAD
from summarizer.evaluate.scores import LABELS, Scored
from summarizer.evaluate.table import as_json, as_markdown, cell
from summarizer.evaluate.tally import Tally
from summarizer.render.html.shell import part, policy
from summarizer.schemas.kinds import KINDS
from tests.conftest import ROOT
from tests.golds import GUNS, SIGNED, WATCH, found, gold_at, scored

HOSTILE = '<script>alert(1)</script>"\u202e'


def words(page: str) -> str:
    """What stands in the body, without markup."""
    body = page.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def some(place: Path, name: str = "some/model", **facts: Any) -> Scored:
    return scored(gold_at(place), name, found(KINDS[0], SIGNED, stage="signed"), found(KINDS[1], WATCH), **facts)


def good(place: Path, name: str = "good/model", **facts: Any) -> Scored:
    return scored(gold_at(place), name, found(KINDS[0], SIGNED, stage="signed"), found(KINDS[1], GUNS), **facts)


def across() -> list[Tally]:
    tally = Tally("set")
    tally.counts.update({"copies found": 4, "copies gold": 2, "copies right": 1, "changes gold": 1})
    return [tally] * 8


def test_every_score_of_the_table_is_on_the_page(tmp_path: Path) -> None:
    each = some(tmp_path, sets=across())
    page = words(scores_page([each], [gold_at(tmp_path)]))
    for line in as_markdown([each]).splitlines()[2:-5]:  # all but articles, tokens and dollars
        label, figures = (cell.strip() for cell in line.strip("| ").split(" | "))
        first, _, last = label.partition(", ")
        here = first if last in LABELS.values() else last if first in SORTS else label
        assert f"{here} {figures}" in page, label
    assert page.count("(nothing to score)") == as_markdown([each]).count("| – |")


def test_every_name_in_the_table_is_in_the_document(tmp_path: Path) -> None:
    sets = [gold_at(tmp_path, items=[])]
    table = as_markdown([scored(sets[0], "some/model", sets=across())])
    printed = [line.strip("| ").partition(" | ")[0] for line in table.splitlines()[2:]]
    document = (ROOT / "docs" / "eval.md").read_text("utf-8")
    rows = document.partition("| score | what it is |\n")[2].partition("\n\n")[0].splitlines()[1:]
    told = [name for row in rows for name in row.strip("| ").partition(" | ")[0].split("; ")]
    assert told == printed and "items in articles without any" in told and "changes, recall" in told


def test_what_was_scored_is_said(tmp_path: Path) -> None:
    page = words(scores_page([some(tmp_path)], [gold_at(tmp_path)]))
    assert "some/model , held against gold" in page
    assert "1 article in 1 set of the development part; the gold has 3 items, 2 of them core." in page
    assert "items found 24 of them in the gold 12" in page
    assert "Which is better" not in page and "Failed" not in page and "Across articles" not in page
    counted = page.partition("How it was counted ")[2].partition(" Made by ")[0]
    assert counted.count(". ") + 1 == 4
    assert RULE in counted and UNREAD in counted
    document = " ".join((ROOT / "docs" / "eval.md").read_text("utf-8").split())
    assert RULE in document and UNREAD in document


def test_of_two_engines_the_better_one_is_named(tmp_path: Path) -> None:
    one, other = some(tmp_path), good(tmp_path)
    page = words(scores_page([one, other], [gold_at(tmp_path)]))
    assert "good/model has the higher F1 in 100% of 1,000 draws of the articles (paired bootstrap)." in page
    assert "recall, core: good/model in 100%" in page
    assert paired(other, one) == paired(one, other)
    assert paired(one, one).startswith("Neither some/model nor some/model has the higher F1")
    assert "precision: neither" in words(scores_page([one, one], [gold_at(tmp_path)]))


def test_of_few_articles_there_is_no_whisker_and_no_draw(tmp_path: Path) -> None:
    one, other = some(tmp_path, copies=4), good(tmp_path, copies=4)
    sets = [gold_at(tmp_path)]
    page = scores_page([one, other], sets, notes([one, other], sets))
    assert "<path" not in page and "Note: No intervals: of fewer than 5 articles" in words(page)
    told = "good/model has the higher F1, 0.80 against 0.40; how sure that is cannot be said of fewer than 5 articles."
    assert told in words(page) and paired(other, one) == told
    assert "And by other scores" not in words(page) and "draws." not in words(page)
    assert paired(one, one) == (
        "Neither some/model nor some/model has the higher F1 (0.40); "
        "how sure that is cannot be said of fewer than 5 articles."
    )


def test_items_where_the_gold_has_none_are_a_line_of_their_own(tmp_path: Path) -> None:
    sets = [gold_at(tmp_path, items=[])]
    one = scored(sets[0], "some/model", found(KINDS[0], SIGNED), found(KINDS[1], WATCH), copies=6)
    other = scored(sets[0], "careful/model", copies=6)
    assert "| items in articles without any | 12 in 6 of 6 articles | 0 in 0 of 6 articles |" in as_markdown(
        [one, other]
    )
    assert "items in articles without any 12 in 6 of 6 articles 0 in 0" in words(scores_page([one, other], sets))
    told = json.loads(as_json([one]))["engines"][0]["articles_without_items"]
    assert told == {"articles": 6, "articles_with_items_found": 6, "items_found": 12}
    assert "without any" not in as_markdown([some(tmp_path)]) + scores_page([some(tmp_path)], sets)
    assert json.loads(as_json([some(tmp_path)]))["engines"][0]["articles_without_items"] is None


def test_failed_articles_are_named(tmp_path: Path) -> None:
    page = words(scores_page([some(tmp_path, failed={"truce/a.txt": "It <broke>."})], [gold_at(tmp_path)]))
    assert "1 article failed; there, nothing counts as found." in page and "truce/a.txt : It <broke>." in page


def test_names_can_do_nothing(tmp_path: Path) -> None:
    each = some(tmp_path, HOSTILE, failed={HOSTILE: HOSTILE})
    page = scores_page([each, each], [gold_at(tmp_path)])
    assert "<script" not in page and "\u202e" not in page


def test_nothing_may_be_fetched_or_run(tmp_path: Path) -> None:
    page = scores_page([some(tmp_path)], [gold_at(tmp_path)])
    assert policy(f"{part('base.css')}\n{part('scores.css')}") in unescape(page)
    assert "script-src 'none'" in unescape(page) and " style=" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page) and "url(" not in page


@pytest.mark.parametrize(
    ("value", "within", "width", "whisker"),
    [
        (0.5, (0.25, 0.75), "50.0", "M25.0 10H75.0M25.0 6V14M75.0 6V14"),
        (1.0, (1.0, 1.0), "100.0", "M100.0 10H100.0M100.0 6V14M100.0 6V14"),
        (0.333, None, "33.3", ""),
        (None, None, "0.0", ""),
    ],
)
def test_a_bar_is_as_long_as_its_score(
    value: float | None, within: tuple[float, float] | None, width: str, whisker: str
) -> None:
    bar = Bar("", "x", value, within)
    assert (bar.width, bar.whisker, bar.figures) == (width, whisker, cell(value, within))
