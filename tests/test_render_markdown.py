"""Markdown: what article text could break is escaped, as a CommonMark parser reads it."""

import re

import pytest
from markdown_it import MarkdownIt

from summarizer.render import render
from summarizer.render.markdown import escape
from tests.summaries import empty, far, talks, with_text

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BREAKING = [
    "# a heading",
    "- a list",
    "+ a list",
    "12. a numbered list",
    "3) a numbered list",
    "> a quote",
    "*bold* and **bolder** and _this_ and __that__",
    "a | b | c",
    "`code` and ```more```",
    "<script>alert(1)</script> <https://bad.example>",
    "[a link](javascript:alert(1)) ![image](x.png)",
    "[a reference][1] and [^1]",
    "&lt;b&gt; &amp;",
    "~~gone~~",
    "back\\slash \\*",
    "--- and ===",
    "===",
    "1\\. text",
    "    indented",
]


@pytest.mark.parametrize("text", BREAKING)
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    paragraph, inline, _ = PARSER.parse(escape(text))
    assert paragraph.type == "paragraph_open"
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children or []) == text.strip()


@pytest.mark.parametrize("text", BREAKING)
def test_no_text_changes_the_structure_of_the_page(text: str) -> None:
    def structure(filling: str) -> list[str]:
        page = render([with_text(filling)], "markdown")
        return [token.type for token in PARSER.parse(page)]

    assert structure(text) == structure("plain")
    assert "<script" not in PARSER.render(render([with_text(text)], "markdown"))


def test_quotes_are_blockquotes_with_their_paragraph() -> None:
    page = render([talks()], "markdown")
    assert "\n  > **¶7** Who would watch over the pause was left unsaid.\n" in page
    assert "\n  > **¶2 ≈** “Both armies" in page
    assert PARSER.render(page).count("<blockquote>") == 10


def test_sections_come_in_the_order_of_the_questions() -> None:
    headings = re.findall(r"^## (.+)$", render([talks()], "markdown"), re.M)
    assert headings == ["What was agreed", "Who demands what", "What is still open", "Left out"]


def test_a_plain_web_address_is_a_link_and_nothing_else_is() -> None:
    assert "· <https://courier.example/" in render([talks()], "markdown")
    page = render([with_text("https://x.example/ onclick=a>")], "markdown")
    assert "<a " not in PARSER.render(page)


def test_an_article_without_items_says_so_in_bold() -> None:
    page = render([empty()], "markdown")
    assert "**No agreement, demand or open question found.**" in page
    assert "**Note:** The article reports on no negotiation." in page


def test_bidi_overrides_become_visible_and_foreign_text_stays() -> None:
    assert "\u202e" not in render([with_text("a\u202eb")], "markdown")
    assert "> **¶2** إن الهدنة لن تبدأ قبل عودة الأسرى\n" in render([far()], "markdown")


def test_summaries_are_parted_by_rules() -> None:
    kinds = [token.type for token in PARSER.parse(render([talks(), far(), empty()], "markdown"))]
    assert kinds.count("hr") == 2
    assert kinds.count("heading_open") == 1 + 4 + 1 + 3 + 1
