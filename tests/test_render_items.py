"""items.csv and items.parquet: the same rows in both, typed in one and harmless in the other, one summary at a time."""

import csv
import errno
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest

from summarizer import brief_all, summarize
from summarizer.render import table
from summarizer.render.fields import cell_of, of_article, of_item
from summarizer.render.items import ROWS_A_GROUP, parquet_schema, write_items
from summarizer.render.items_columns import COLUMNS
from summarizer.render.items_places import places
from summarizer.schemas.article import Article
from summarizer.schemas.brief import Brief
from summarizer.schemas.summary import AgreedTerm, ArticleSummary, Demand, OpenQuestion
from summarizer.schemas.vocabulary import Confirmation
from tests.briefs import nothing, river, single
from tests.conftest import ROOT
from tests.summaries import empty, far, talks, with_text

NAMES = [column.name for column in COLUMNS]
OF_BRIEFS = NAMES[NAMES.index("brief") : NAMES.index("copy_of") + 1]
FORMULA, CONTROLS, TWO_LINES = (
    '=HYPERLINK("http://bad.example";"x")',
    "a\x1b[31m\x00\x9b\u202eb\u2028c",
    'two\r\n"lines", ',
)


def files(
    summaries: Iterable[ArticleSummary], briefs: Sequence[Brief] = (), rows_a_group: int = ROWS_A_GROUP
) -> tuple[bytes, bytes, int]:
    """What is written as CSV and as Parquet, and the count of rows."""
    as_csv, as_parquet = io.BytesIO(), io.BytesIO()
    total = write_items(summaries, briefs, as_csv, as_parquet, rows_a_group=rows_a_group)
    return as_csv.getvalue(), as_parquet.getvalue(), total


def both(
    summaries: Iterable[ArticleSummary], briefs: Sequence[Brief] = ()
) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """The rows read back: of the CSV, and of the Parquet file."""
    as_csv, as_parquet, total = files(summaries, briefs)
    lines = list(csv.DictReader(io.StringIO(as_csv.decode(), newline="")))
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(as_parquet)).to_pylist()
    assert len(lines) == len(rows) == total
    return lines, rows


def named(article_id: str) -> ArticleSummary:
    """`talks` as if it were another article."""
    return talks().model_copy(update={"article": talks().article.model_copy(update={"id": article_id})})


def behind(brief: Brief) -> list[ArticleSummary]:
    """Summaries that have the items that the brief has as members, one summary for each article."""
    members = sorted({(m.article_id, m.item_id) for item in brief.items for m in item.members})
    first = {"a": talks().agreed_terms[0], "d": talks().demands[0], "o": talks().open_questions[0]}
    made = []
    for article_id in sorted({article_id for article_id, _ in members}):
        items = [first[id[0]].model_copy(update={"id": id}) for article, id in members if article == article_id]
        lists = {
            "agreed_terms": [item for item in items if isinstance(item, AgreedTerm)],
            "demands": [item for item in items if isinstance(item, Demand)],
            "open_questions": [item for item in items if isinstance(item, OpenQuestion)],
        }
        made.append(named(article_id).model_copy(update=lists))
    return made


def test_every_item_has_a_row_in_the_order_given_and_nothing_else_has() -> None:
    _, rows = both([far(), empty(), talks()])
    expected = [f"{s.article.id}/{item.id}" for s in (far(), talks()) for item in s.items]
    assert [row["row_id"] for row in rows] == expected
    assert [(row["article_id"], row["item_id"]) for row in rows] == [tuple(id.split("/")) for id in expected]
    assert [row["kind"] for row in rows[2:]] == ["agreed_term"] * 3 + ["demand"] * 2 + ["open_question"] * 3


@pytest.mark.parametrize("text", ["plain", FORMULA, CONTROLS, TWO_LINES, "; ", "'", "ال\u200dف", " \t", "\ufeff@x"])
@pytest.mark.parametrize("briefs", [(), (river(), single())], ids=["without briefs", "with briefs"])
def test_the_two_files_agree_cell_by_cell(text: str, briefs: Sequence[Brief]) -> None:
    lines, rows = both([*behind(river()), with_text(text), talks(), far()], briefs)
    for line, row in zip(lines, rows, strict=True):
        assert list(line) == list(row) == NAMES
        assert line == {name: table.written(name, cell_of(value)) for name, value in row.items()}


def test_a_row_in_parquet_has_the_values_of_the_json() -> None:
    for text in (FORMULA, CONTROLS, TWO_LINES):
        item, row = with_text(text).agreed_terms[0], both([with_text(text)])[1][0]
        assert row["text"] == row["article_title"] == item.text == text
        assert row["quotes"] == [evidence.quote for evidence in item.evidence]
        assert row["conditions"] == item.conditions


def test_values_have_their_types() -> None:
    _, (row, *_) = both([talks()])
    assert row["published"] == row["date"] == date(2031, 3, 12)
    assert row["dated"] == "stated"
    assert row["parties"] == ["Velmar", "Ostrava"]
    assert row["conditions"] == ["the other side doing the same"]
    assert (row["paragraphs"], row["found"]) == ([1, 2], ["exact", "normalised"])
    assert (row["stage"], row["confirmation"], row["channel"]) == ("in_principle", "one_party", "readout")
    assert (row["engine"], row["answered_by"]) == ("openai/gpt-5-mini", "gpt-5-mini-2031-01-09")
    assert (row["program"], row["language"], row["source"]) == ("summarizer 0.1.0", "en", "brenn-talks.txt")


def test_offsets_lead_to_the_quotes() -> None:
    for summary in (talks(), far()):
        for row in both([summary])[1]:
            places = zip(row["quote_starts"], row["quote_ends"], strict=True)
            assert [summary.article.text[start:end] for start, end in places] == row["quotes"]


def test_what_is_not_stated_is_null_and_a_list_without_members_is_empty() -> None:
    _, (term, demand) = both([far()])
    assert [name for name in ("outlet", "url", "published", "date", "dated", "scope", "start") if term[name]] == []
    assert term["outlet"] is term["scope"] is term["speaker"] is term["demand_kind"] is term["by"] is None
    assert term["conditions"] == demand["of"] == term["adjusted"] == []
    assert demand["parties"] is demand["conditions"] is demand["stage"] is None
    empty_texts = [name for name, value in both([with_text("")])[1][0].items() if value == ""]
    assert empty_texts == ["item_id", "text"], "which no row may leave out"


def test_the_schema_has_the_documented_types() -> None:
    schema = pq.read_schema(io.BytesIO(files([talks()])[1]))
    shown = [str(field.type).replace("element: ", "").replace(" not null", "").replace("[day]", "") for field in schema]
    assert dict(zip(schema.names, shown, strict=True)) == {column.name: column.type for column in COLUMNS}
    assert [field.nullable for field in schema] == [column.nullable for column in COLUMNS]
    assert schema.equals(parquet_schema())


@pytest.mark.parametrize("summaries", [[], [empty()]], ids=["no article", "no item"])
def test_without_a_row_both_files_have_their_columns(summaries: list[ArticleSummary]) -> None:
    as_csv, as_parquet, total = files(summaries, [nothing()])
    assert total == 0
    assert as_csv == (",".join(NAMES) + "\r\n").encode()
    read = pq.read_table(io.BytesIO(as_parquet))
    assert (read.column_names, read.num_rows, read.schema) == (NAMES, 0, parquet_schema())


def test_the_columns_are_those_of_the_csv_of_articles_where_they_are_the_same() -> None:
    shared = [name for name in table.COLUMNS if name in NAMES]
    assert sorted(shared, key=NAMES.index) == shared
    assert set(table.COLUMNS) - set(shared) == {"drafted_as", "reason", "detail", "drafted_quotes"}
    lines, _ = both([talks(), far()])
    old = list(csv.DictReader(io.StringIO(table.table([talks(), far()]), newline="")))
    assert [{name: line[name] for name in shared} for line in lines] == [
        {name: line[name] for name in shared} for line in old if line["kind"] != "rejected"
    ]


def test_no_field_of_an_item_is_without_a_column() -> None:
    for summary in (talks(), far()):
        for item in summary.items:
            assert set(of_article(summary) | of_item(item)) <= set(NAMES)


def test_no_cell_of_a_hostile_article_is_a_formula_or_a_control() -> None:
    for line in both([with_text(FORMULA)])[0]:
        assert not [name for name, cell in line.items() if cell.lstrip().startswith(("=", "+", "-", "@"))]
    for line in both([with_text(CONTROLS)])[0]:
        for name, cell in line.items():
            assert name == "quotes" or not set(cell) & set("\x1b\x00\x9b\u202e\u2028"), name
    assert both([with_text(CONTROLS)])[0][0]["text"] == "a␛[31m␀��b c"


def test_csv_is_rfc_4180_without_a_byte_order_mark() -> None:
    as_csv, _, total = files([with_text("two\nlines"), talks()])
    assert as_csv.startswith(b"row_id,")
    assert as_csv.count(b"\r\n") == 1 + total
    assert b'"two\nlines"' in as_csv


# Briefs


def test_without_a_brief_what_a_brief_says_is_null() -> None:
    for row in both([talks(), far()])[1]:
        assert [name for name in OF_BRIEFS if row[name] is not None] == []
        assert row["article_negotiation"] == (talks().negotiation if row["outlet"] else None)


def test_with_a_brief_each_row_says_which_item_it_is_part_of() -> None:
    _, rows = both(behind(river()), [single(), river()])
    parts = Counter((row["brief"], row["brief_item"]) for row in rows)
    assert parts == Counter((2, item.id) for item in river().items for _ in item.members)
    items = {item.id: item for item in river().items}
    for row in rows:
        item = items[row["brief_item"]]
        assert (row["negotiation"], row["brief_text"], row["matter"]) == (river().negotiation, item.text, item.matter)
        assert (row["origins"], row["articles"]) == (item.origins, item.articles)
        assert (row["superseded"], row["superseded_by"]) == (bool(item.superseded_by), item.superseded_by)


def test_only_a_question_is_answered_and_only_a_demand_made_by_someone() -> None:
    _, rows = both(behind(river()), [river()])
    answered = {question.id: question.answered is not None for question in river().open_questions}
    assert set(answered.values()) == {True, False}
    for row in rows:
        assert row["answered"] == answered.get(row["brief_item"])
        assert (row["brief_by"] is None) == (row["brief_of"] is None) == (row["kind"] != "demand")
        assert (row["brief_parties"] is None) == (row["kind"] == "demand")


def test_a_term_that_only_the_brief_calls_contradicted_is_found_and_leads_to_the_disagreement() -> None:
    pause, *others = river().agreed_terms
    contradicted = pause.model_copy(update={"confirmation": Confirmation.CONTRADICTED})
    brief = river().model_copy(update={"agreed_terms": [contradicted, *others]})
    _, rows = both(behind(brief), [brief])
    found = [row for row in rows if row["brief_confirmation"] == "contradicted"]
    assert [(row["article_id"], row["item_id"]) for row in found] == sorted(
        (m.article_id, m.item_id) for m in pause.members
    )
    for row in found:
        assert (row["confirmation"], row["brief_stage"]) == ("one_party", "signed")
        assert (row["disagreements"], row["changes"]) == (["X1"], ["C1"])


BRIEF_S_OWN = {
    "brief_stage": ("A", "stage"),
    "brief_confirmation": ("A", "confirmation"),
    "brief_demand_kind": ("D", "kind"),
    "brief_response": ("D", "response"),
    "brief_made": ("D", "made"),
    "brief_open_kind": ("O", "kind"),
}


def test_each_row_has_what_the_brief_says_of_its_item_whatever_the_article_says() -> None:
    _, rows = both(behind(river()), [river()])
    items = {item.id: item for item in river().items}
    for row in rows:
        item = items[row["brief_item"]]
        for column, (letter, field) in BRIEF_S_OWN.items():
            assert row[column] == (getattr(item, field) if item.id.startswith(letter) else None), column
    assert [row for row in rows if row["brief_stage"] != row["stage"]]
    assert [row for row in rows if row["brief_response"] != row["response"]]


def test_an_item_has_all_disagreements_and_changes_that_touch_it_or_an_empty_list() -> None:
    more = river().disagreements[0].model_copy(update={"id": "X4", "items": ["D1", "A1"]})
    brief = river().model_copy(update={"disagreements": [*river().disagreements, more]})
    touched = {row["brief_item"]: (row["disagreements"], row["changes"]) for row in both(behind(brief), [brief])[1]}
    assert touched == {
        "A1": (["X1", "X4"], ["C1"]),
        "A2": ([], []),
        "A3": ([], []),
        "D1": (["X4"], ["C2"]),
        "D2": (["X2"], ["C2"]),
        "D3": (["X2"], []),
        "D4": ([], []),
        "D5": (["X3"], []),
        "O1": ([], []),
        "O2": ([], []),
        "O3": (["X1"], []),
    }


def test_an_article_has_its_origin_and_its_date_from_the_brief() -> None:
    _, rows = both(behind(river()), [river()])
    sources = {source.article_id: source for source in river().sources}
    assert len({row["article_id"] for row in rows}) == len(sources) == 4
    for row in rows:
        source = sources[row["article_id"]]
        assert (row["date"], row["dated"], row["day"]) == (source.published, source.dated, source.day)
        assert (row["origin"], row["derivation"], row["copy_of"]) == (source.origin, source.derivation, source.of)
    assert {row["copy_of"] for row in rows} > {None}


def test_an_article_that_the_briefs_do_not_know_stands_beside_those_they_do() -> None:
    _, rows = both([*behind(river()), talks()], [river()])
    assert {row["brief"] for row in rows} == {1, None}
    assert {row["origin"] for row in rows if row["brief"] is None} == {None}


def test_a_source_of_one_brief_may_be_without_items_in_another() -> None:
    source = river().sources[0]
    other = river().model_copy(update={"without_items": [source.model_copy(update={"day": 9})], "sources": []})
    for briefs in ([river(), other], [other, river()]):
        assert places(briefs).sources[source.article_id] == source


def test_the_tables_fit_the_briefs_that_the_program_makes() -> None:
    """Every row of real summaries is part of an item of a real brief."""
    texts = sorted((ROOT / "examples" / "ceasefire").glob("*.txt"))
    summaries = [summarize(path, model="builtin") for path in texts]
    briefs = brief_all(summaries, model="builtin")
    _, rows = both(summaries, briefs)
    assert rows
    assert not [row["row_id"] for row in rows if not (row["brief_item"] and row["origin"] and row["matter"])]
    assert len({row["row_id"] for row in rows}) == len(rows)


def test_the_date_is_the_file_s_where_no_brief_knows_better() -> None:
    article = Article.of("The talks go on.", source="2031-03-14-kesh-wire.txt")
    _, rows = both([talks().model_copy(update={"article": article})])
    assert {(row["published"], row["date"], row["dated"]) for row in rows} == {(None, date(2031, 3, 14), "file_name")}


# Many


def many(count: int, taken: list[int]) -> Iterator[ArticleSummary]:
    """Summaries one at a time, each noted as it is taken."""
    summary = talks()
    for number in range(count):
        taken.append(number)
        article = summary.article.model_copy(update={"id": f"talks-{number:05}"})
        yield summary.model_copy(update={"article": article})


def test_thousands_of_rows_stand_in_row_groups() -> None:
    as_csv, as_parquet, total = files(many(1_300, []))
    assert total == 1_300 * 8
    parquet = pq.ParquetFile(io.BytesIO(as_parquet))
    groups = [parquet.metadata.row_group(at).num_rows for at in range(parquet.num_row_groups)]
    assert groups == [5_000, 5_000, 400]
    ids = parquet.read(["row_id"])["row_id"].to_pylist()
    lines = csv.DictReader(io.StringIO(as_csv.decode(), newline=""))
    assert ids == [line["row_id"] for line in lines]
    assert len(set(ids)) == total


class Watched(io.BytesIO):
    """A file that notes how many summaries were taken at each write."""

    def __init__(self, taken: list[int]) -> None:
        super().__init__()
        self.taken, self.at = taken, list[int]()

    def write(self, some: Any) -> int:
        self.at.append(len(self.taken))
        return super().write(some)


def test_summaries_are_taken_one_at_a_time() -> None:
    taken: list[int] = []
    as_csv, as_parquet = Watched(taken), Watched(taken)
    assert write_items(many(20, taken), [], as_csv, as_parquet, rows_a_group=40) == 160
    assert as_csv.at == [0, *(number for number in range(1, 21) for _ in range(8))]
    assert set(as_parquet.at) == {0, 5, 10, 15, 20}


def test_the_bytes_are_the_same_from_run_to_run() -> None:
    assert files(behind(river()), [river()]) == files(behind(river()), [river()])


def test_an_article_more_changes_no_other_id() -> None:
    before = {row["row_id"]: row["text"] for row in both([talks(), far()])[1]}
    after = {row["row_id"]: row["text"] for row in both([named("another-00000000"), far(), talks()])[1]}
    assert before.items() <= after.items()


# Faults


class Full(io.BytesIO):
    """A file on a disk that is full after `room` bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, some: Any) -> int:
        if self.tell() + len(memoryview(some)) > self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(some)


@pytest.mark.parametrize("room", [0, 4, 2_000, 12_000])
@pytest.mark.parametrize("which", ["csv", "parquet"])
def test_a_full_disk_is_said_as_it_is(room: int, which: str) -> None:
    files = {"csv": io.BytesIO(), "parquet": io.BytesIO()} | {which: Full(room)}
    with pytest.raises(OSError, match="No space left") as raised:
        write_items(many(50, []), [], rows_a_group=100, **files)
    assert raised.value.errno == errno.ENOSPC


def test_what_reading_raises_is_passed_on_and_the_files_stay_open() -> None:
    def broken() -> Iterator[ArticleSummary]:
        yield talks()
        raise LookupError("summary 2")

    as_csv, as_parquet = io.BytesIO(), io.BytesIO()
    with pytest.raises(LookupError, match="summary 2"):
        write_items(broken(), [], as_csv, as_parquet)
    assert not as_csv.closed
    assert not as_parquet.closed


def test_pyarrow_is_loaded_only_when_a_file_is_written() -> None:
    code = "import sys, summarizer.render.items; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
