"""The HTML report as a file: complete, self-contained, and nothing in it is markup that is not ours."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from summarizer.cli import cli
from summarizer.render import render, render_briefs
from summarizer.render.html.page import page
from summarizer.render.html.texts import Shelf
from summarizer.schemas.report import Report
from tests.briefs import river, undated
from tests.pages import HOSTILE, hostile, large
from tests.recorded_brief import recorded_report
from tests.summaries import far, talks

VOID = {"meta", "input", "br", "img", "link", "hr"}


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, and the text that each holds, at any depth."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told: list[str] = []
        self.elements.append((tag, dict(attrs), told))
        assert len({name for name, _ in attrs}) == len(attrs), attrs
        if tag not in VOID:
            self._open.append((tag, told))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, told in self._open:
            told.append(data)

    def of(self, tag: str, **wanted: str) -> list[tuple[dict[str, str | None], str]]:
        """The elements of that name with all those attributes, each with its text."""
        return [
            (attributes, "".join(told))
            for name, attributes, told in self.elements
            if name == tag and all(attributes.get(key.rstrip("_")) == value for key, value in wanted.items())
        ]


REPORTS: dict[str, Callable[[], Report]] = {
    "ceasefire": lambda: recorded_report("ceasefire"),
    "strike": lambda: recorded_report("strike"),
    "article": lambda: Report(briefs=[], summaries=[talks()]),
    "articles": lambda: Report(briefs=[], summaries=[talks(), far()]),
    "no texts": lambda: Report(briefs=[river(), undated()], summaries=[]),
    "hostile": hostile,
    "large": lambda: large(6, 9),
}


@pytest.fixture(params=REPORTS, ids=str)
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]()


def test_the_data_in_the_page_are_the_report(report: Report) -> None:
    ((_, data),) = Page(page(report)).of("script", id="report-data", type="application/json")
    assert Report.model_validate_json(data) == report
    assert not set(data) & set("<>&\u202e\u2028")


def test_the_data_in_the_page_fit_the_printed_schema(report: Report) -> None:
    schema = json.loads(CliRunner().invoke(cli, ["schema", "report"]).stdout)
    Draft202012Validator.check_schema(schema)
    ((_, data),) = Page(page(report)).of("script", id="report-data")
    validator, shown = Draft202012Validator(schema), json.loads(data)
    assert list(validator.iter_errors(shown)) == []
    for name in shown:
        assert list(validator.iter_errors({**shown, name: 7})), name  # it would tell


def test_every_article_is_there_letter_for_letter(report: Report) -> None:
    told = Page(page(report))
    shelf = Shelf(report.summaries)
    for text in shelf:
        pieces = "\n\n".join("".join(piece.text for piece in paragraph) for paragraph in text.paragraphs())
        assert pieces == text.summary.article.text
        (_, shown), *_ = told.of("article", id=f"s{text.number}")
        for paragraph in text.paragraphs():
            whole = "".join(piece.text for piece in paragraph)
            assert whole in shown or not whole.isprintable()


def test_every_quote_of_every_finding_leads_to_its_words(report: Report) -> None:
    told = Page(page(report))
    marks: dict[str, list[str]] = {}
    for _, attributes, pieces in told.elements:
        for ref in (attributes.get("data-refs") or "").split():
            marks.setdefault(ref, []).append("".join(pieces))
    quotes = [e.quote for s in report.summaries for item in s.items for e in item.evidence]
    if report.briefs:
        members = [told_by for brief in report.briefs for item in brief.items for told_by in item.members]
        quotes = [e.quote for told_by in members for e in told_by.evidence]
    if not report.summaries:
        quotes = []
    shown = {"".join(pieces) for pieces in marks.values()}
    for quote in quotes:
        assert quote.replace("\n\n", "") in shown or not quote.isprintable()
    anchors = [attributes["id"] for _, attributes, _ in told.elements if "id" in attributes]
    assert len(anchors) == len(set(anchors))
    for attributes, _ in told.of("a"):
        href = attributes["href"] or ""
        assert href.startswith(("#&", "https://", "http://")) or href[1:] in anchors, href
    for attributes, _ in told.of("a", class_="to-quote"):
        assert attributes["data-ref"] in marks


def test_every_item_and_every_rejected_one_is_there(report: Report) -> None:
    text = page(report)
    shown = Page(text)
    entries = [a for a, _ in shown.of("li") if (a.get("class") or "").startswith("entry")]
    expected = (
        sum(len([*brief.items, *brief.disagreements, *brief.changes]) for brief in report.briefs)
        if report.briefs
        else sum(len(summary.items) for summary in report.summaries)
    )
    assert len(entries) == expected
    (_, left_out), *_ = shown.of("section", id="left-out")
    for summary in report.summaries:
        for rejected in summary.rejected:
            assert rejected.draft.text in left_out
        for line in summary.article.removed:
            assert line.text in left_out or not line.text.isprintable()


def hashed(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def test_the_page_may_reach_nothing(report: Report) -> None:
    told = Page(page(report))
    ((policy, _),) = told.of("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.split(" ", 1) for rule in (policy["content"] or "").split("; "))
    assert rules["default-src"] == "'none'" and rules["base-uri"] == "'none'" and rules["form-action"] == "'none'"
    ((_, style),) = told.of("style")
    scripts = [text for attributes, text in told.of("script") if "type" not in attributes]
    assert rules["style-src"] == hashed(style) and rules["script-src"] == " ".join(map(hashed, scripts))
    for _, attributes, _ in told.elements:
        assert not {"src", "srcset", "style", "onload", "onerror", "onclick", "action", "ping"} & set(attributes)
    assert not re.search(
        r"url\(|@import|fetch\(|XMLHttpRequest|innerHTML|insertAdjacentHTML|eval\(", style + "".join(scripts)
    )


def test_what_articles_and_models_write_is_never_markup() -> None:
    told = Page(page(hostile()))
    names = {name for name, _, _ in told.elements}
    assert names <= set(
        "html head meta title style body a div main header h1 h2 h3 h4 p form label input select option output button "
        "figure figcaption svg line circle text nav ul ol li section span bdi strong q dl dt dd details summary table "
        "thead tbody tr th td footer code aside article dialog kbd script sup".split()
    )
    texts = "".join(text for _, text in told.of("h4") + told.of("h3"))
    for line in HOSTILE[:3]:
        assert line in texts
    for attributes, _ in told.of("a"):
        assert not (attributes["href"] or "").startswith("javascript")


def test_what_reorders_text_is_shown_as_a_sign() -> None:
    written = page(hostile())
    assert "\u202e" not in written and "will \ufffdton\ufffd accept" in written
    assert "\x1b" not in written and "\x00" not in written


def test_a_page_is_the_same_every_time(report: Report) -> None:
    assert page(report) == page(report.model_copy(deep=True))


def test_formats_elsewhere_give_the_same_page() -> None:
    whole = recorded_report("strike")
    assert render_briefs(whole.briefs, "html", summaries=whole.summaries) == page(
        whole.model_copy(update={"failures": None})
    )
    assert render([talks()], "html") == page(Report(briefs=[], summaries=[talks()]))


def test_a_quote_that_is_not_in_its_article_leads_nowhere_and_the_page_says_so() -> None:
    whole = recorded_report("ceasefire").model_copy(deep=True)
    forged = whole.briefs[0].agreed_terms[0].members[0].evidence[0]
    forged.quote = forged.quote[:-1] + "!"
    told = Page(page(whole))
    assert any(text == forged.quote for _, text in told.of("q"))
    assert all(text != forged.quote for _, text in told.of("a", class_="to-quote"))
    (_, checked), *_ = told.of("p", class_="checked")
    found = re.search(r"(\d+) of (\d+) quoted passages stand", checked)
    assert found and int(found[1]) == int(found[2]) - 1


def _facets(text: str) -> dict[str, Any]:
    return {attributes["name"] or "": told for attributes, told in Page(text).of("select") if "name" in attributes}


def test_what_can_be_filtered_by() -> None:
    assert list(_facets(page(recorded_report("ceasefire")))) == ["party", "issue", "kind", "source", "confirmation"]
    assert json.loads(Page(page(large(2, 3))).of("script", id="report-data")[0][1])["schema_version"] == "1.0"
