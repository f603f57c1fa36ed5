"""items.csv and items.parquet: one row for each item of many articles, for pandas, R or a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from csv import writer
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from ..merge.timing import dated
from ..schemas.brief import Brief, BriefDemand, BriefQuestion, BriefTerm, Source
from ..schemas.summary import ArticleSummary
from .fields import Fields, Value, cell_of, of_article, of_item
from .items_columns import COLUMNS
from .items_places import Place, places
from .table import written

if TYPE_CHECKING:
    from pyarrow import Schema

ROWS_A_GROUP = 5_000
_NAMES = tuple(column.name for column in COLUMNS)
_EMPTY = tuple((column.name, None if column.nullable else "") for column in COLUMNS)  # what an empty text is written as
Row = list[Value]  # in the order of the columns


def write_items(
    summaries: Iterable[ArticleSummary],
    briefs: Sequence[Brief],
    csv: BinaryIO,
    parquet: BinaryIO,
    *,
    rows_a_group: int = ROWS_A_GROUP,
) -> int:
    """The items of the summaries as CSV and as Parquet, in the order given; returns how many rows that is.

    Each article comes once; the briefs are counted from 1, as they come. Takes one summary at a time and holds at most
    `rows_a_group` rows. The files are buffered binary ones; they stay open, and are whole once this returns, also
    without a row. What reading a summary or writing raises is passed on.
    """
    from pyarrow import RecordBatch, array
    from pyarrow.parquet import ParquetWriter

    schema = parquet_schema()
    total = 0
    rows = _through_csv(_rows(summaries, briefs), csv)
    with ParquetWriter(parquet, schema) as table:
        while group := list(islice(rows, rows_a_group)):
            columns = zip(*group, strict=True)
            arrays = [array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            table.write_batch(RecordBatch.from_arrays(arrays, schema=schema))
            total += len(group)
    return total


def parquet_schema() -> "Schema":
    """The columns as Arrow has them."""
    import pyarrow as pa

    types = {"string": pa.string(), "int32": pa.int32(), "bool": pa.bool_(), "date32": pa.date32()}
    for name in ("string", "int32"):
        types[f"list<{name}>"] = pa.list_(pa.field("element", types[name], nullable=False))
    return pa.schema([pa.field(each.name, types[each.type], each.nullable) for each in COLUMNS])


def _through_csv(rows: Iterable[Row], csv: BinaryIO) -> Iterator[Row]:
    """The rows, each written as CSV as it passes: RFC 4180, with the protections of `table.written`."""
    lines = writer(_InUtf8(csv), lineterminator="\r\n")
    lines.writerow(_NAMES)
    for row in rows:
        named = zip(_NAMES, row, strict=True)
        lines.writerow(["" if value is None else written(name, cell_of(value)) for name, value in named])
        yield row


class _InUtf8:
    """A binary file for the csv module to write text to; unlike a TextIOWrapper it never closes the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode())


def _rows(summaries: Iterable[ArticleSummary], briefs: Sequence[Brief]) -> Iterator[Row]:
    """A row for each item; what is not stated is None."""
    known = places(briefs)
    for summary in summaries:
        article_id = summary.article.id
        article = of_article(summary) | _article(summary, known.sources.get(article_id))
        for item in summary.items:
            place = known.items.get((article_id, item.id))
            row = article | of_item(item) | {"row_id": f"{article_id}/{item.id}"} | (_place(place) if place else {})
            yield [empty if (value := row.get(name)) == "" else value for name, empty in _EMPTY]


def _article(summary: ArticleSummary, source: Source | None) -> Fields:
    """What `of_article` does not say of the article; `source` is the article in its brief."""
    article, provenance = summary.article, summary.provenance
    date, where = (source.published, source.dated) if source else dated(article)
    return {
        "source": article.source,
        "language": article.language,
        "date": date,
        "dated": where,
        "article_negotiation": summary.negotiation,
        "answered_by": provenance.answered_by,
        "program": provenance.program,
    } | (_source(source) if source else {})


def _source(source: Source) -> Fields:
    return {"day": source.day, "origin": source.origin, "derivation": source.derivation, "copy_of": source.of}


def _place(place: Place) -> Fields:
    item = place.item
    return {
        "brief": place.brief,
        "negotiation": place.negotiation,
        "brief_item": item.id,
        "brief_text": item.text,
        "matter": item.matter,
        "origins": item.origins,
        "articles": item.articles,
        "superseded": bool(item.superseded_by),
        "superseded_by": item.superseded_by,
        "disagreements": place.disagreements,
        "changes": place.changes,
    } | _of_its_kind(item)


def _of_its_kind(item: BriefTerm | BriefDemand | BriefQuestion) -> Fields:
    """What the brief says of the item that it does not say of the other kinds."""
    match item:
        case BriefTerm():
            return {
                "brief_stage": item.stage,
                "brief_confirmation": item.confirmation,
                "brief_parties": item.parties,
            }
        case BriefDemand():
            return {
                "brief_demand_kind": item.kind,
                "brief_response": item.response,
                "brief_made": item.made,
                "brief_by": item.by,
                "brief_of": item.of,
            }
    return {
        "brief_open_kind": item.kind,
        "brief_parties": item.parties,
        "answered": item.answered is not None,
    }
