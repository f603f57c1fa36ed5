"""Briefs as CSV: one row an item and a finding, offsets that lead to the quotes, nothing that a spreadsheet runs."""

import csv
import io

from summarizer.render import render_briefs
from summarizer.render.brief_columns import COLUMNS
from summarizer.schemas.brief import Brief
from tests.briefs import nothing, river, single, texts, with_text


def rows(*briefs: Brief) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_briefs(briefs, "csv"), newline="")))


def test_every_item_and_finding_has_a_row() -> None:
    found = [(row["kind"], row["id"]) for row in rows(river())]
    expected = ["A1", "A2", "A3", "D1", "D2", "D3", "D4", "D5", "O1", "O2", "O3", "X1", "X2", "X3", "C1", "C2"]
    assert [i for _, i in found[:16]] == expected
    assert [kind for kind, _ in found[16:]] == ["source"] * 4 + ["without_items", "unmerged"]


def test_the_columns_are_the_documented_ones_whatever_the_brief() -> None:
    for briefs in ([], [nothing()], [river(), single()]):
        assert render_briefs(briefs, "csv").split("\r\n")[0] == ",".join(COLUMNS)
    assert [row["brief"] for row in rows(nothing(), single())] == ["1", "1", "2", "2"]
    assert rows(nothing())[0]["kind"] == "none"


def test_a_row_holds_counts_members_and_the_status_in_words_and_in_the_schema() -> None:
    term = rows(river())[0]
    assert (term["origins"], term["articles"], term["count"]) == ("3", "4", "3 origins (4 articles)")
    assert (term["stage"], term["stages"]) == ("signed", "in_principle (2031-03-12); signed (2031-03-20)")
    assert term["status"] == "Signed; both readouts say so"
    assert term["members"].split("; ") == [f"{m.article_id}#{m.item_id}" for m in river().agreed_terms[0].members]
    assert term["see"] == "X1; C1"
    older = rows(river())[3]
    assert (older["superseded_by"], older["first_reported"]) == ("D2", "2031-03-12")
    assert rows(river())[8]["answered_by"] == "A2"


def test_a_disagreement_has_its_versions_and_a_change_its_two_states() -> None:
    found = {row["id"]: row for row in rows(river())}
    assert found["X1"]["versions"] == (
        "Ostrava: pumps, dams and pipelines (1 origin (1 article)); "
        "Velmar: the roads that lead to them (1 origin (1 article))"
    )
    change = found["C2"]
    assert (change["from"], change["to"]) == ("90 observers along the river", "can now work with 60 observers")
    assert (change["from_date"], change["to_date"]) == ("2031-03-12", "2031-03-20")


def test_offsets_lead_to_the_quotes() -> None:
    checked = 0
    for row in rows(river()):
        places = zip(*(row[c].split("; ") for c in ("quote_articles", "quote_starts", "quote_ends")), strict=True)
        found = [texts()[a][int(start) : int(end)] for a, start, end in places if a]
        assert "; ".join(found) == row["quotes"]
        checked += len(found)
    assert checked == 28


def test_no_cell_of_a_hostile_brief_is_a_formula() -> None:
    for row in rows(with_text('=HYPERLINK("http://bad.example";"x")')):
        assert not [name for name, cell in row.items() if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_controls_are_shown_and_not_passed_on_outside_the_quotes() -> None:
    text = "a\x1b[31m\x00\x9b\u202eb\u2028c"
    for row in rows(with_text(text)):
        for name, cell in row.items():
            if name != "quotes":
                assert not set(cell) & set("\x1b\x00\x9b\u202e\u2028"), name
    first = rows(with_text(text))[0]
    assert first["text"] == "a␛[31m␀��b c"
    assert text in first["quotes"]
