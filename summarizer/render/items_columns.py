"""The columns of items.csv and items.parquet."""

from dataclasses import dataclass
from typing import Literal

Type = Literal["string", "int32", "bool", "date32", "list<string>", "list<int32>"]


@dataclass(frozen=True)
class Column:
    """A column: its type in Parquet, what it holds, and whether a row may leave it out (null, in CSV empty)."""

    name: str
    type: Type
    holds: str
    nullable: bool = True


def _always(name: str, holds: str, type: Type = "string") -> Column:
    return Column(name, type, holds, nullable=False)


def _string(name: str, holds: str) -> Column:
    return Column(name, "string", holds)


# Those that `table` has too bear its names and stand in its order.
COLUMNS: tuple[Column, ...] = (
    _always("row_id", "ARTICLE_ID/ITEM_ID: unique in the file, and the key to join on"),
    _always("article_id", "the source's name and its text's hash; the article's summary is articles/ARTICLE_ID.json"),
    _string("article_title", "this and the next three: as the article states them"),
    _string("outlet", ""),
    Column("published", "date32", ""),
    _string("url", ""),
    _always("source", "what was read: a file's name, an address"),
    _string("language", "BCP 47 tag, as the article states it"),
    Column("date", "date32", "for time series: published, else by the address, the file's name, or a copy"),
    _string("dated", "where the date comes from: stated, address, file_name; copy: a report of the same origin"),
    _string("article_negotiation", "what is negotiated between whom, by this article alone"),
    _always("kind", "agreed_term, demand, open_question"),
    _always("item_id", "unique in its article: a1, d1, o1"),
    _always("text", "the item in one sentence"),
    _always("status", "in words: what the columns from stage to open_kind say together"),
    _always("issue", "this and the columns up to open_kind: the words of the schema"),
    _string("stage", "agreed terms"),
    _string("confirmation", "agreed terms"),
    _string("demand_kind", "demands"),
    _string("response", "demands"),
    _string("made", "demands"),
    _string("open_kind", "open questions"),
    Column("parties", "list<string>", "agreed terms and open questions"),
    Column("by", "list<string>", "demands: who makes it"),
    Column("of", "list<string>", "demands: of whom"),
    Column("conditions", "list<string>", "agreed terms"),
    _string("scope", "agreed terms"),
    _string("start", "agreed terms: when it starts, in the article's words"),
    _string("duration", "agreed terms: how long it lasts, in the article's words"),
    _string("speaker", "empty where the article says it in its own voice"),
    _string("speaker_party", "whom the speaker speaks for"),
    _always("channel", "the words of the schema"),
    _always("stance", "the words of the schema"),
    _always("quotes", "verbatim from the article, at least one", "list<string>"),
    _always("paragraphs", "of each quote, from 1", "list<int32>"),
    _always("quote_starts", "of each quote: offset in the article's text, in code points", "list<int32>"),
    _always("quote_ends", "of each quote: offset after its last code point", "list<int32>"),
    _always("found", "of each quote: exact or normalised", "list<string>"),
    _always("adjusted", "what the program set otherwise: field: drafted -> published (reason)", "list<string>"),
    Column("brief", "int32", "number of the brief in brief.json, from 1"),
    _string("negotiation", "the brief's: what is negotiated between whom"),
    _string("brief_item", "the item of the brief that this one is part of: A1, D1, O1; unique together with brief"),
    _string("brief_text", "that item in one sentence; from here to changes all its rows are alike"),
    _string("matter", "the point under negotiation; items of one matter belong together"),
    _string("brief_stage", "stage, by the latest account; this and the next five: the words of the schema"),
    _string("brief_confirmation", "confirmation, over all its articles: contradicted where accounts differ"),
    _string("brief_demand_kind", "demand_kind, by the latest account"),
    _string("brief_response", "response, by the latest account"),
    _string("brief_made", "made, over all its articles"),
    _string("brief_open_kind", "open_kind, by the latest account"),
    Column("brief_parties", "list<string>", "parties, each under one name in all articles of the brief"),
    Column("brief_by", "list<string>", "by, under those names"),
    Column("brief_of", "list<string>", "of, under those names"),
    Column("origins", "int32", "how many origins stand behind it: copies add none"),
    Column("articles", "int32", "how many articles say it"),
    Column("superseded", "bool", "whether others hold in its place by the latest account"),
    Column("superseded_by", "list<string>", "those items of the brief"),
    Column("answered", "bool", "open questions: whether a later account answers it"),
    Column("disagreements", "list<string>", "disagreements of the brief that touch it, settled ones too: X1"),
    Column("changes", "list<string>", "changes in the brief that touch it: C1"),
    Column("day", "int32", "the article's place in time among those of its brief, from 1; empty where unknown"),
    _string("origin", "id of the article whose text this one goes back to; its own where it is original"),
    _string("derivation", "original, wire_copy, rewrite, unknown"),
    _string("copy_of", "copies: id of the article that this one was copied from"),
    _always("engine", "builtin, or the model asked for"),
    _string("answered_by", "the model's name in the server's answer"),
    _always("program", "name and version of the program that wrote the summary"),
)
"""In both files, in this order. From `brief` to `copy_of` all are null where no brief was made."""
