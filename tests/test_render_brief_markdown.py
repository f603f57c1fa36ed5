"""Briefs as Markdown: links that lead somewhere, and no text that could break the page."""

import re

import pytest
from markdown_it import MarkdownIt

from summarizer.render import render_briefs
from tests.briefs import nothing, river, with_text
from tests.test_render_markdown import BREAKING

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_every_link_leads_to_an_anchor_on_the_page() -> None:
    page = render_briefs([river(), river()], "markdown")
    anchors = re.findall(r'<a id="([^"]+)"></a>', page)
    links = re.findall(r"\]\(#([^)]+)\)", page)
    assert len(anchors) == len(set(anchors)) == 2 * (11 + 3 + 2)
    assert links and set(links) <= set(anchors)


def test_the_overview_links_to_what_it_rests_on() -> None:
    html = PARSER.render(render_briefs([river()], "markdown"))
    assert 'signed on Wednesday. [<a href="#a1">A1</a>, <a href="#c1">C1</a>]' in html


def test_a_reference_to_nothing_is_text() -> None:
    brief = river()
    brief.overview[0].refs = ["A9"]
    assert "Wednesday. \\[A9\\]" in render_briefs([brief], "markdown")


@pytest.mark.parametrize("text", [*BREAKING, "\u202eton \x1b[31m\x00", "one<br>two</td>"])
def test_no_text_changes_the_structure_of_the_page(text: str) -> None:
    def structure(filling: str) -> list[str]:
        tokens = PARSER.parse(render_briefs([with_text(filling)], "markdown"))
        return [token.type for token in tokens]

    assert structure(text) == structure("plain")
    page = render_briefs([with_text(text)], "markdown")
    html = PARSER.render(page)
    assert "<script" not in html and "\u202e" not in page and "\x1b" not in page
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)


def test_positions_are_a_table_of_issues_by_party() -> None:
    html = PARSER.render(render_briefs([river()], "markdown"))
    assert re.findall(r"<th>([^<]+)</th>", html) == ["Issue", "Velmar", "Ostrava"]
    brief = river()
    brief.positions += [brief.positions[0].model_copy(update={"party": name}) for name in ("Kesh", "Dorn", "Ulm")]
    html = PARSER.render(render_briefs([brief], "markdown"))
    assert re.findall(r"<th>([^<]+)</th>", html) == ["Issue", "Party", "Where it stands"]


def test_a_brief_without_items_says_so_in_bold() -> None:
    assert "**No agreement, demand or open question found.**" in render_briefs([nothing()], "markdown")
