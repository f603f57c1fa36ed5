"""The terminal view. tests/expected/terminal-80.txt is what a reader sees at 80 columns; after a wanted change, run

python -m tests.test_render_terminal

from the checkout to write it again, and read the difference."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from summarizer.render import render
from summarizer.schemas.summary import Usage
from tests.summaries import empty, far, talks, with_text

EXPECTED = Path(__file__).with_name("expected") / "terminal-80.txt"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = (
    "the [bold]deal[/] \\[x] [/nothing] :smile: \x1b[31mred\x1b]0;title\x07 \u202eton\u202c \x9b2J \u2066end\u2069\x00"
)


def view() -> str:
    return render([talks(), far(), empty()], "terminal", width=80, color=False)


def flowed(text: str) -> str:
    """The text without wrapping, bars and indents."""
    return "".join(re.sub(r"\n[ │]*", " ", text).split())


def test_the_view_at_80_columns_is_the_one_that_was_looked_at() -> None:
    assert view() == EXPECTED.read_text("utf-8")


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 160, 1000])
def test_no_line_is_wider_than_the_terminal_or_than_is_readable(width: int) -> None:
    lines = render([talks(), far(), empty()], "terminal", width=width, color=False).splitlines()
    assert max(map(cell_len, lines)) <= min(width, 100)
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [1, 20, 40, 80, 160])
def test_nothing_is_cut_off_at_any_width(width: int) -> None:
    for summary in (talks(), far()):
        text = flowed(render([summary], "terminal", width=width, color=False))
        assert "…" not in text
        shown = [summary.article.title or "", summary.article.url or summary.article.source, *summary.notes]
        shown += [i.text for i in summary.items] + [e.quote for i in summary.items for e in i.evidence]
        shown += [r.draft.text for r in summary.rejected] + [r.detail for r in summary.rejected]
        for piece in shown:
            assert "".join(piece.split()) in text


@pytest.mark.parametrize("width", [40, 80])
def test_colour_changes_nothing_but_colour(width: int) -> None:
    colored = render([talks()], "terminal", width=width, color=True)
    assert "\x1b[" in colored
    assert ESCAPE.sub("", colored) == render([talks()], "terminal", width=width, color=False)


def test_agreed_is_green_and_disputed_is_red() -> None:
    colored = render([talks()], "terminal", width=80, color=True)
    assert "\x1b[32mSigned; confirmed by all parties" in colored
    assert "\x1b[31mAgreed; the other side's account differs" in colored


SHOW = (
    "import sys; from summarizer.render import render; from tests.summaries import talks; "
    "sys.stdout.write(render([talks()], 'terminal'))"
)


def in_terminal(**variables: str) -> str:
    """What a process writes to a pseudo-terminal."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "COLUMNS")}
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb") as reader:
        process = subprocess.Popen([sys.executable, "-c", SHOW], stdout=theirs, env=kept | variables)
        os.close(theirs)
        written = b""
        try:
            while chunk := reader.read1():
                written += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
        assert process.wait() == 0
    return written.decode()


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[" in in_terminal(TERM="xterm")


@pytest.mark.parametrize("variables", [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_codes_where_they_are_not_wanted(variables: dict[str, str]) -> None:
    assert "\x1b" not in in_terminal(**variables)


def test_no_codes_in_a_pipe() -> None:
    piped = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, check=True).stdout
    assert b"\x1b" not in piped


@pytest.mark.parametrize("width", [40, 100])
def test_markup_in_an_article_is_text(width: int) -> None:
    text = flowed(
        render([with_text("the [bold]deal[/] \\[x] [/nothing] :smile:")], "terminal", width=width, color=True)
    )
    assert ESCAPE.sub("", text).count("the[bold]deal[/]\\[x][/nothing]:smile:") >= 12


@pytest.mark.parametrize("color", [True, False])
def test_an_article_cannot_steer_the_terminal(color: bool) -> None:
    text = ESCAPE.sub("", render([with_text(HOSTILE)], "terminal", width=80, color=color))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "␛[31mred␛]0;title␇ �ton�" in re.sub(r"\s+", " ", text)


def test_right_to_left_marks_and_joiners_stay() -> None:
    text = "می\u200cخواهد \u200fשלום\u200f"
    assert text in render([with_text(text)], "terminal", width=100, color=False)


def test_an_article_without_items_says_so() -> None:
    text = render([empty()], "terminal", width=80, color=False)
    assert "\nNo agreement, demand or open question found.\n" in text
    assert "The article reports on no negotiation." in text
    assert "AGREED" not in text and "quote" not in text


def test_the_footer_counts_the_quotes_itself() -> None:
    assert "✓ 8 items; 10 quotes, all found in the article (1 marked ≈: drafted with other" in view()
    summary = talks()
    summary.demands[0].evidence[0].quote += " and the hills"
    assert "≠ 8 items; only 9 of 10 quotes found in the article; 2 left out" in render(
        [summary], "terminal", width=80, color=False
    )


COSTS = [
    (Usage(calls=1, seconds=3.25), "tokens unknown · cost unknown · 3.2 s"),
    (Usage(calls=1, input_tokens=1200, output_tokens=40, cost_usd=0.00002, seconds=125), "2 min 5 s"),
    (Usage(calls=1, input_tokens=1200, output_tokens=40, cost_usd=0.00002, seconds=1), "less than US$0.0001"),
    (Usage(calls=1, input_tokens=1200, output_tokens=None, cost_usd=0, seconds=1), "1,200 tokens in, unknown out"),
    (Usage(calls=1, input_tokens=1, output_tokens=1, cost_usd=0, seconds=1), "· US$0 ·"),
]


@pytest.mark.parametrize(("usage", "shown"), COSTS, ids=[s for _, s in COSTS])
def test_cost_is_shown_as_far_as_it_is_known(usage: Usage, shown: str) -> None:
    summary = talks()
    summary.provenance = summary.provenance.model_copy(update={"usage": usage})
    assert shown.replace(" ", "") in flowed(render([summary], "terminal", width=80, color=False))


def test_the_builtin_engine_has_no_cost() -> None:
    text = render([empty()], "terminal", width=80, color=False)
    assert "built-in engine, no model · 0.04 s" in text
    assert "tokens" not in text and "cost" not in text


if __name__ == "__main__":
    EXPECTED.write_text(view(), "utf-8")
