"""The terminal view of briefs. tests/expected/brief-80.txt is what a reader sees at 80 columns; after a wanted change,

python -m tests.test_render_brief_terminal

from the checkout writes it again; read the difference."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from summarizer.render import render_briefs
from tests.briefs import nothing, river, single, undated, with_text

EXPECTED = Path(__file__).with_name("expected") / "brief-80.txt"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "the [bold]deal[/] \\[x] :smile: \x1b[31mred\x1b]0;title\x07 \u202eton\u202c \x9b2J \u2066end\u2069\x00"


def view() -> str:
    return render_briefs([river(), single(), undated(), nothing()], "terminal", width=80, color=False)


def test_the_view_at_80_columns_is_the_one_that_was_looked_at() -> None:
    assert view() == EXPECTED.read_text("utf-8")


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 120, 1000])
@pytest.mark.parametrize("filling", [None, "Rindfleischetikettierung" * 12, "双方同意在四十天内停止炮击" * 9, HOSTILE])
def test_no_line_is_wider_than_the_terminal_or_than_is_readable(width: int, filling: str | None) -> None:
    briefs = [river(), undated()] if filling is None else [with_text(filling)]
    lines = render_briefs(briefs, "terminal", width=width, color=False).splitlines()
    assert max(map(cell_len, lines)) <= min(width, 100)
    assert all(line == line.rstrip() for line in lines)
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_colour_changes_nothing_but_colour(width: int) -> None:
    colored = render_briefs([river()], "terminal", width=width, color=True)
    assert "\x1b[" in colored
    plain = render_briefs([river()], "terminal", width=width, color=False)
    assert "\x1b" not in plain
    assert ESCAPE.sub("", colored) == plain


@pytest.mark.parametrize("color", [True, False])
def test_an_article_cannot_steer_the_terminal(color: bool) -> None:
    text = ESCAPE.sub("", render_briefs([with_text(HOSTILE)], "terminal", width=100, color=color))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold]deal[/]" in text and "␛[31mred␛]0;title␇ �ton�" in re.sub(r"\s+", " ", text)


def test_a_reader_finds_first_what_is_agreed_then_what_is_contested_then_what_is_open() -> None:
    headings = re.findall(r"^[A-Z][A-Z ,]+$", render_briefs([river()], "terminal", width=80, color=False), re.M)
    assert headings == [
        "IN SHORT",
        "WHAT IS AGREED, AND HOW FIRMLY",
        "WHERE ACCOUNTS DIFFER",
        "WHERE THE PARTIES ARE APART",
        "WHAT IS STILL OPEN",
        "WHO DEMANDS WHAT",
        "WHAT CHANGED",
        "WHO STANDS WHERE",
        "SOURCES",
        "NOTES AND WHAT IS LEFT OUT",
    ]


def test_what_a_single_article_cannot_have_is_said_to_be_absent() -> None:
    text = render_briefs([single()], "terminal", width=80, color=False)
    assert text.startswith("Negotiation not named\n1 origin (1 article) · 12 March 2031\n")
    assert text.count("  None found.\n") == 4
    assert "alone on" not in text


def test_several_briefs_are_parted_and_each_has_its_title() -> None:
    parts = view().split("\n" + "─" * 80 + "\n\n")
    assert [part.split("\n")[0] for part in parts][1:] == [
        "Negotiation not named",
        "Talks between Velmar and Ostrava on a ceasefire along the river, mediated by",
        "No negotiation reported",
    ]


if __name__ == "__main__":
    EXPECTED.write_text(view(), "utf-8")
