"""Faults in gold: all of a file at once, each with its place in words, its line, and what was probably meant."""

import json
import re
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.evaluate.faults import meant, words
from summarizer.evaluate.gold import load
from summarizer.evaluate.nearest import nearest_words
from summarizer.evaluate.strange import strange_names
from summarizer.schemas.gold import (
    GoldArticle,
    GoldChange,
    GoldDisagreement,
    GoldItem,
    GoldQuote,
    GoldSet,
    GoldVersion,
)
from summarizer.settings import load_settings
from tests.conftest import ROOT
from tests.golds import GUNS, SIGNED, gold_at
from tests.summaries import TALKS

FULL_OF_FAULTS = """\
negotiation: waterworks
sort: [truce]
part: developement
articels: []
articles:
  - file: talks.txt
    items:
      - kind: agreed term
        text: A protocol is signed.
        quotes: ["The two delegations signed a protocol on the return of 26 wounded prisoners"]
        parties: Ostrava
      - kind: demand
        quote: x
        quotes:
          - “Guns first, signatures later,”
          - '"Guns first, signatures later,"'
        by: [No, Ostrava]
  - file: tlaks.txt
    items: []
  - file: talks.txt
    items:
copies:
  - [talks.txt, herald.txt]
disagreements:
  - about: x
    versions:
      - {party: Velmar, quotes: [{file: talk.txt, quote: x}]}
changes:
  - party: Velmar
    about: x
    from: {file: talks.txt, qoute: "..."}
"""
TOLD = """\
sort (line 2): should be text, not ['truce']; put it in quotation marks
part (line 3): 'developement' is none of development, test; did you mean 'development'?
the whole (line 4): unknown key 'articels'; did you mean 'articles'?
article 1 "talks.txt", item 1, kind (line 8): 'agreed term' is none of agreed_term, demand, open_question; \
did you mean 'agreed_term'?
article 1 "talks.txt", item 1, quote 1 (line 10): the quote 'The two delegations signed a protocol on the return of \
26 wounded prisoners' does not stand in talks.txt; did you mean 'The two delegations signed a protocol on the return \
of 62 wounded prisoners'?
article 1 "talks.txt", item 1, parties (line 11): should be a list, not 'Ostrava'; write [a, b], or a line that \
begins with - for each
article 1 "talks.txt", item 2 (line 12): 'text' is missing
article 1 "talks.txt", item 2 (line 13): unknown key 'quote'; did you mean 'quotes'?
article 1 "talks.txt", item 2, quote 2 (line 16): the quote '"Guns first, signatures later,"' does not stand in \
talks.txt; did you mean '“Guns first, signatures later,”'?
article 1 "talks.txt", item 2, by 1 (line 17): should be text, not False; put it in quotation marks
article 2 "tlaks.txt", file (line 18): There is no file 'PLACE/tlaks.txt'; did you mean 'PLACE/talks.txt'?
article 3 "talks.txt", file (line 20): this article is there already; give each once
article 3 "talks.txt", items (line 21): should be a list, not nothing; write [a, b], or a line that begins with - \
for each
copies 1, file 2 (line 23): 'herald.txt' is none of its articles
disagreement 1, versions (line 26): has 1, and needs at least 2
disagreement 1, version 1, quote 1 (line 27): 'talk.txt' is none of its articles; did you mean 'talks.txt'?
change 1 (line 29): 'to' is missing
change 1, from (line 31): 'quote' is missing
change 1, from (line 31): unknown key 'qoute'; did you mean 'quote'?
""".splitlines()


TWO_FAULTS = """\
negotiation: x
sort: truce
part: test
articles:
- file: talks.txt
  items:
  - kind: agreed_term
    stage: sigend
    text: x
    quotes: [The two delegations]
  - {kind: demand, text: x, quotes: [
      the return of 26 wounded prisoners
    ]}
"""


def refused(place: Path, text: str, name: str = "gold.yaml") -> str:
    (place / "talks.txt").write_text(TALKS, "utf-8")
    (place / name).write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load(place / name, load_settings(model="builtin"))
    return str(caught.value)


def test_all_faults_of_a_file_are_told_at_once_with_what_was_meant(tmp_path: Path) -> None:
    first, *told = refused(tmp_path, FULL_OF_FAULTS).splitlines()
    assert first == f"{tmp_path / 'gold.yaml'}: {len(TOLD)} things do not fit; correct them:"
    assert [line.strip().replace(str(tmp_path), "PLACE") for line in told] == TOLD


def test_of_more_than_twenty_the_rest_is_counted(tmp_path: Path) -> None:
    items = [{"kind": "demand", "text": "x", "quotes": [f"nobody said {number}"]} for number in range(23)]
    gold = {"negotiation": "x", "sort": "x", "part": "test", "articles": [{"file": "talks.txt", "items": items}]}
    told = refused(tmp_path, json.dumps(gold, indent=1), "gold.json").splitlines()
    assert told[0].endswith(": 23 things do not fit; correct them:") and len(told) == 22
    assert told[1] == (
        "  article 1 \"talks.txt\", item 1, quote 1 (line 13): the quote 'nobody said 0' does not stand in talks.txt; "
        "copy it from there"
    )
    assert told[-1] == "  ... and 3 more"


TWICE = """\
negotiation: x
sort: truce
part: test
part: test
articles:
- file: talks.txt
  items:
  - kind: agreed_term
    text: x
    quotes: [The two delegations]
    kind: demand
"""
MERGED = """\
negotiation: x
sort: truce
part: test
articles:
- file: talks.txt
  items:
  - &first {kind: demand, text: x, quotes: [The two delegations]}
  - {<<: *first, text: another}
"""


def test_a_key_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    first, *told = refused(tmp_path, TWICE).splitlines()
    assert first.endswith(": 2 things do not fit; correct them:")
    assert told == [
        "  the whole (line 4): the key 'part' stands there more than once; give it once",
        "  article 1 \"talks.txt\", item 1 (line 11): the key 'kind' stands there more than once; give it once",
    ]


def test_a_key_that_overrides_what_is_merged_is_none(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, "utf-8")
    (tmp_path / "gold.yaml").write_text(MERGED, "utf-8")
    loaded = load(tmp_path / "gold.yaml", load_settings(model="builtin"))
    assert [item.text for item in loaded.gold.articles[0].items] == ["x", "another"]


@pytest.mark.parametrize(("indent", "line"), [("  ", "(line 4)"), ("\t", "")])  # tabs may hide the line
def test_in_json_too(indent: str, line: str, tmp_path: Path) -> None:
    keys = ['"sort": "x"', '"part": "test"', '"part": "test"', '"negotiation": "x"']
    articles = '"articles": [{"file": "talks.txt", "items": []}]'
    text = "{\n" + ",\n".join(indent + key for key in [*keys, articles]) + "\n}"
    told = refused(tmp_path, text, "gold.json")
    assert told.endswith(": the key 'part' stands there more than once; give it once.")
    assert "gold.json: the whole" in told and line in told


def test_a_colon_in_a_text_is_said_to_need_quotation_marks(tmp_path: Path) -> None:
    told = refused(tmp_path, TWO_FAULTS.replace("text: x\n", "text: One thing: another\n"))
    assert told.endswith('line 9, column 20; put a text that has ": " in it in quotation marks.'), told
    assert "<" not in told


def test_a_quote_of_another_article_is_said_to_stand_there(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("The port is closed. Nobody knows for how long.", "utf-8")
    items = [{"kind": "demand", "text": "x", "quotes": ["The port is closed."]}]
    articles = [{"file": "talks.txt", "items": items}, {"file": "other.txt", "items": []}]
    gold = {"negotiation": "x", "sort": "x", "part": "test", "articles": articles}
    told = refused(tmp_path, json.dumps(gold), "gold.json")
    assert told.endswith("the quote 'The port is closed.' does not stand in talks.txt; it stands in other.txt.")


def test_a_broken_json_file_is_one_sentence(tmp_path: Path) -> None:
    assert "gold.json is not JSON: Expecting" in refused(tmp_path, '{"part": }', "gold.json")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("gold.yaml", f"{TWO_FAULTS}1: x\n", "the whole: the key 1 should be text; put it in quotation marks"),
        ("gold.yaml", f"{TWO_FAULTS}null: x\n", "the whole: the key None should be text"),
        ("gold.json", "[" * 100_000, "gold.json has lists within lists without end; correct it."),
    ],
)
def test_what_yaml_and_json_allow_and_gold_does_not_is_told(tmp_path: Path, name: str, text: str, says: str) -> None:
    assert says in refused(tmp_path, text, name)


def test_a_folder_that_is_no_text_is_one_fault_whatever_is_quoted(tmp_path: Path) -> None:
    gold = TWO_FAULTS.replace("stage: sigend", "stage: signed")
    told = refused(tmp_path, f"{gold}folder: 5\ncopies: [[talks.txt, talks.txt]]\n")
    assert told == f"{tmp_path / 'gold.yaml'}: folder (line 14): should be text, not 5; put it in quotation marks."


@pytest.mark.parametrize(
    ("quote", "near"),
    [
        (SIGNED, SIGNED),
        (GUNS.replace("her government", "their government"), GUNS),
        (SIGNED.replace("protocol", "accord"), SIGNED),
        (SIGNED.upper(), None),
        ("nix", None),
        ("an entirely different sentence about sardines", None),
    ],
)
def test_the_nearest_words_are_whole_and_alike(quote: str, near: str | None) -> None:
    assert nearest_words(quote, TALKS) == near


def test_the_document_shows_faults_as_they_are_told(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "eval.md").read_text("utf-8")
    told = refused(tmp_path, TWO_FAULTS).replace(f"{tmp_path}/", "")
    assert f"\n```\n{told}\n```\n" in document


def test_the_document_names_what_is_required() -> None:
    document = (ROOT / "docs" / "eval.md").read_text("utf-8")
    told = document.partition("Required are ")[2].partition("All else may be left out")[0]
    models = (GoldSet, GoldArticle, GoldItem, GoldDisagreement, GoldVersion, GoldChange, GoldQuote)
    fields = [(name, field) for model in models for name, field in model.model_fields.items()]
    required = {field.alias or name for name, field in fields if field.is_required()}
    assert set(re.findall(r"`(\w+)`", told)) == required
    assert GoldItem.model_fields["weight"].default == "core" and "A `weight` left out is core" in document


def test_names_that_the_article_lacks_are_told_and_are_no_fault(tmp_path: Path) -> None:
    items = [
        {
            "kind": "demand",
            "text": "x",
            "quotes": [GUNS],
            "says": "Ilse Marron",
            "by": ["Ostrva"],
            "of": ["Velmar's army"],
        },
        {
            "kind": "agreed_term",
            "text": "x",
            "quotes": [SIGNED],
            "says": "outlet",
            "parties": ["Ostrva", "the bees", "the delegatoins"],
        },
        {"kind": "agreed_term", "text": "x", "quotes": [SIGNED], "parties": ["Bees"]},
        {"kind": "agreed_term", "text": "x", "quotes": [SIGNED], "says": "Ms. Maron's", "parties": ["of the"]},
    ]
    loaded = gold_at(tmp_path, items)
    begins = f'{tmp_path / "gold.yaml"}: article 1 "talks.txt", '
    assert [told.removeprefix(begins) for told in strange_names(loaded)] == [
        "item 1 (by), item 2 (parties): no word of the name 'Ostrva' stands in the article; did you mean 'Ostrava'?",
        "item 2 (parties): no word of the name 'the delegatoins' stands in the article; did you mean 'delegations'?",
        "item 3 (parties): no word of the name 'Bees' stands in the article.",
    ]


def test_a_place_in_words() -> None:
    assert words((), {}) == "the whole" and words(("copies", 0, 1), {}) == "copies 1, file 2"
    assert words(("articles", 1, "items", 2), {"articles": [{}, {"file": "a.txt"}]}) == 'article 2 "a.txt", item 3'


def test_what_is_meant_is_near_whatever_its_capitals_and_spaces() -> None:
    known = ["not_addressed", "deferred"]
    assert meant("Not Addressed", known) == meant("not-adressed", known) == "; did you mean 'not_addressed'?"
    assert meant("sardines", known) == ""
    assert meant("all", ["one_party", "all_parties"]) == "; did you mean 'all_parties'?"
    assert meant("it", ["it_one", "it_two", "x"]) == ""
