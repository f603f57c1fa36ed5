"""CSV: one row an item, nothing lost, nothing that a spreadsheet would run."""

import csv
import io

import pytest

from summarizer.render import render
from summarizer.render.table import COLUMNS, inert
from summarizer.schemas.summary import ArticleSummary
from tests.summaries import empty, far, talks, with_text


def rows(*summaries: ArticleSummary) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(summaries, "csv"), newline="")))


def test_every_item_and_every_rejected_draft_has_a_row() -> None:
    kinds = [row["kind"] for row in rows(talks())]
    assert kinds == ["agreed_term"] * 3 + ["demand"] * 2 + ["open_question"] * 3 + ["rejected"] * 2
    assert [row["item_id"] for row in rows(talks())][:8] == [item.id for item in talks().items]


def test_an_article_without_items_keeps_a_row() -> None:
    (row,) = rows(empty())
    assert (row["kind"], row["article_id"]) == ("none", empty().article.id)
    assert row["text"] == "No agreement, demand or open question found."


def test_the_columns_are_the_documented_ones_whatever_the_items() -> None:
    for summaries in ([], [empty()], [talks(), far()]):
        assert render(summaries, "csv").split("\r\n")[0] == ",".join(COLUMNS)


def test_a_row_holds_the_status_in_words_and_in_the_schema() -> None:
    row = rows(talks())[0]
    assert row["status"] == "agreed in principle, terms still to be settled; only Ostrava's readout says so"
    assert (row["stage"], row["confirmation"]) == ("in_principle", "one_party")
    assert row["adjusted"] == "confirmation: all_parties -> one_party (only one side's readout is quoted)"
    assert (row["parties"], row["paragraphs"], row["found"]) == ("Velmar; Ostrava", "1; 2", "exact; normalised")


def test_offsets_lead_to_the_quote() -> None:
    for row in rows(far()):
        start, end = int(row["quote_starts"]), int(row["quote_ends"])
        assert far().article.text[start:end] == row["quotes"]


def test_a_rejected_row_shows_no_quote_as_if_it_were_found() -> None:
    rejected = rows(talks())[-1]
    assert rejected["quotes"] == rejected["paragraphs"] == rejected["item_id"] == ""
    assert (rejected["drafted_as"], rejected["reason"]) == ("demand", "quote_not_found")
    assert rejected["drafted_quotes"] == "Kesh insists on blue helmets"


FORMULAS = ["=1+1", "+49", "-7 per cent", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\u00a0=1", "\u200b=1", "\ufeff@x"]
FORMULAS += ["＝1", "＋1", "－1", "＠x", "﹦1", "\t", "　＝1"]
PLAIN = ["", " ", "5 per cent", "'quoted'", "a=b", "– a dash", "Ostrava; =1", "“=”", "۴۰"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", PLAIN)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


def test_no_cell_of_a_hostile_article_is_a_formula() -> None:
    for row in rows(with_text('=HYPERLINK("http://bad.example";"x")')):
        assert not [name for name, cell in row.items() if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_line_ends_are_rfc_4180_and_line_breaks_in_cells_survive() -> None:
    text = render([with_text('two\nlines, "quoted"')], "csv")
    assert text.count("\r\n") == 1 + 6 + 2
    assert '"two\nlines, ""quoted"""' in text
    assert rows(with_text('two\nlines, "quoted"'))[0]["text"] == 'two\nlines, "quoted"'


def test_controls_are_shown_and_not_passed_on_outside_the_quotes() -> None:
    text = "a\x1b[31m\x00\x9b\u202eb\u2028c"
    for row in rows(with_text(text)):
        for name, cell in row.items():
            if name not in ("quotes", "drafted_quotes"):
                assert not set(cell) & set("\x1b\x00\x9b\u202e\u2028"), name
    first = rows(with_text(text))[0]
    assert first["text"] == first["article_title"] == "a␛[31m␀��b c"
    assert first["quotes"] == text


@pytest.mark.parametrize("text", ["two\nlines", "a\ttab", "40\u00a0days", "ال\u200dف", "soft\u00adhyphen", "  two"])
def test_what_does_nothing_stays_as_it_is(text: str) -> None:
    assert rows(with_text(text))[0]["text"] == text
