"""Findings of any tool, from a file: fitted to the articles, scored by the same rule, refused where they do not fit."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.own_gold import as_findings, of_itself
from summarizer.errors import InputError
from summarizer.evaluate.gold import Loaded, load_all
from summarizer.evaluate.items import read_items
from summarizer.evaluate.notes import notes
from summarizer.evaluate.rule import UNREAD
from summarizer.evaluate.scores import FIELDS, Scored, scores
from summarizer.evaluate.table import as_json, as_markdown
from summarizer.evaluate.tool import scored_items
from tests import test_cli
from tests.conftest import ROOT
from tests.golds import GUNS, ITEMS, SIGNED, WATCH, gold_at
from tests.summaries import TALKS

Run = test_cli.Run
summarizer = test_cli.summarizer

PLAIN = [{key: value for key, value in item.items() if key != "weight"} for item in ITEMS]
BARE = [{"kind": item["kind"], "text": "x", "quotes": item["quotes"]} for item in ITEMS]
OTHER = "Velmar has withdrawn its demand, the Ostrava Courier says.\n\nThe port is closed."


def written(place: Path, articles: Any, **more: Any) -> Path:
    """A file of findings; `articles` are items by file."""
    listed = [{"file": file, "items": items} for file, items in articles.items()]
    (place / "my-tool.json").write_text(json.dumps({"articles": listed} | more), "utf-8")
    return place / "my-tool.json"


def of(place: Path, sets: list[Loaded], articles: Any, **more: Any) -> Scored:
    return scored_items(read_items(written(place, articles, **more), sets), sets)


def pair(place: Path, name: str) -> Path:
    """A set of two articles with one copy and one change."""
    (place / name / "texts").mkdir(parents=True)
    for file, text in (("one.txt", TALKS), ("two.txt", OTHER), ("three.txt", OTHER)):
        (place / name / "texts" / file).write_text(text, "utf-8")
    gold = {
        "negotiation": "x",
        "sort": "truce",
        "part": "test",
        "folder": "texts",
        "articles": [
            {"file": "one.txt", "items": ITEMS},
            *({"file": f"{n}.txt", "items": []} for n in ("two", "three")),
        ],
        "copies": [["two.txt", "three.txt"]],
        "changes": [
            {
                "party": "Velmar",
                "about": "x",
                "from": {"file": "one.txt", "quote": GUNS},
                "to": {"file": "two.txt", "quote": "Velmar has withdrawn its demand"},
            }
        ],
    }
    (place / name / "gold.yaml").write_text(yaml.safe_dump(gold), "utf-8")
    return place / name


def test_gold_that_is_handed_in_as_findings_has_full_scores(tmp_path: Path) -> None:
    sets = load_all(ROOT / "gold" / "test")
    (tmp_path / "own.json").write_text(json.dumps(as_findings(sets)), "utf-8")
    each = scored_items(read_items(tmp_path / "own.json", sets), sets)
    measured = {label: score(each.total) for label, score in scores().items()}
    del measured["numbers and polarity as in the quotes"]  # of the sentences that a person wrote
    assert set(measured.values()) == {1.0}
    assert {value for value, _ in each.across().values()} == {1.0}
    assert {missed.what for missed in each.missed} == {"statement"}
    assert each.name == "the gold" and notes([each], sets) == [UNREAD]


def test_the_document_has_what_the_gold_itself_scores_for_its_sentences() -> None:
    document = (ROOT / "docs" / "eval.md").read_text("utf-8")
    for part in ("development", "test"):
        shown = of_itself(load_all(ROOT / "gold" / part))
        assert f"{shown} on gold/{part}" in " ".join(document.split()), shown


def test_an_article_that_is_not_named_is_one_where_nothing_was_found(tmp_path: Path) -> None:
    sets = [gold_at(tmp_path / "known"), gold_at(tmp_path / "secret", part="test")]
    items = read_items(written(tmp_path, {"known/talks.txt": PLAIN}), sets)
    each = scored_items(items, sets)
    assert (each.total.counts["all found"], each.total.counts["all gold"], each.total.counts["all right"]) == (3, 6, 3)
    assert [missed.file for missed in each.missed] == ["secret/talks.txt"] * 3
    lacking = f"my-tool: 1 of 2 articles are not in {items.file}; there, nothing counts as found."
    assert notes([each], sets)[0] == lacking and not each.failed
    part = scored_items(items, sets[1:])
    assert part.notes[1] == f"my-tool: 1 of 1 articles in {items.file} are of no set that is scored here."


def test_fields_that_the_tool_never_gives_are_not_scored(tmp_path: Path) -> None:
    sets = [gold_at(tmp_path / "known")]
    each = of(tmp_path, sets, {"talks.txt": BARE})
    assert each.total.counts["all right"] == 3 and not each.total.fields_given and not each.missed
    some = [{**BARE[0], "says": "outlet", "stage": "tentative"}, {**BARE[1], "by": ["the Ostrava side"]}, BARE[2]]
    each = of(tmp_path, sets, {"talks.txt": some})
    assert dict(each.total.fields_given) == {"says": 1, "stage": 1, "by": 1}
    assert {name for name, right in each.total.fields_right.items() if right} == {"says", "by"}
    assert [[field.name for field in missed.fields] for missed in each.missed] == [["stage"]]


def test_a_field_that_one_item_lacks_is_wrong_where_others_have_it(tmp_path: Path) -> None:
    sets = [gold_at(tmp_path / "known", [ITEMS[1], ITEMS[1] | {"quotes": [WATCH]}])]
    each = of(tmp_path, sets, {"talks.txt": [BARE[1] | {"by": ["Ostrava"]}, BARE[1] | {"quotes": [WATCH]}]})
    assert (each.total.fields_right["by"], each.total.fields_given["by"]) == (1, 2)


@pytest.mark.parametrize(("says", "right"), [("Maron", 1), (["Velmar", "Ilse Maron"], 1), ("outlet", 0), ([], 0)])
def test_who_says_so_is_a_name_or_several_for_one(says: Any, right: int, tmp_path: Path) -> None:
    sets = [gold_at(tmp_path / "known", [ITEMS[1] | {"says": "Ilse Maron"}])]
    each = of(tmp_path, sets, {"talks.txt": [BARE[1] | {"says": says}]})
    assert (each.total.fields_right["says"], each.total.fields_given["says"]) == (right, 1)


def test_a_quote_counts_where_it_stands_letter_for_letter(tmp_path: Path) -> None:
    sets = [gold_at(tmp_path / "known")]
    each = of(
        tmp_path, sets, {"talks.txt": [BARE[0] | {"quotes": [SIGNED, "nobody wrote this"]}, BARE[2] | {"quotes": []}]}
    )
    counts = each.total.counts
    assert (counts["quotes"], counts["quotes verbatim"], counts["all found"], counts["all right"]) == (2, 1, 2, 1)


def test_what_spans_articles_is_scored_as_far_as_the_file_says_anything(tmp_path: Path) -> None:
    sets = load_all(pair(tmp_path, "a"))
    change = {"from": {"file": "one.txt", "quote": GUNS}, "to": {"file": "two.txt", "quote": "withdrawn its demand"}}
    wrong = {"from": change["to"], "to": change["from"]}
    nowhere = {"from": {"file": "one.txt", "quote": "nobody wrote this"}, "to": change["to"]}
    assert of(tmp_path, sets, {"one.txt": PLAIN}).sets == []
    across = of(tmp_path, sets, {}, changes=[change, wrong, nowhere]).across()
    assert {label: value for label, (value, _) in across.items() if value is not None} == {
        "changes, precision": 1 / 3,
        "changes, recall": 1.0,
    }
    across = of(tmp_path, sets, {}, copies=[["a/three.txt", "two.txt", "one.txt"]], disagreements=[]).across()
    assert across["copies, precision"][0] == 1 / 3 and across["copies, recall"][0] == 1.0
    assert across["disagreements, precision"][0] is None and across["changes, recall"][0] is None
    (spanning,) = of(tmp_path, sets, {}, copies=[]).sets
    assert spanning.counts["copies gold"] == 1 and "changes gold" not in spanning.counts
    items = read_items(written(tmp_path, {}, copies=[]), sets)
    assert scored_items(items, sets, briefs=False).sets == []


def test_what_spans_sets_is_wrong_in_that_of_its_first_file(tmp_path: Path) -> None:
    sets = [*load_all(pair(tmp_path, "a")), *load_all(pair(tmp_path, "b"))]
    versions = [
        {"quotes": []},
        {"quotes": [{"file": "b/one.txt", "quote": GUNS}, {"file": "a/two.txt", "quote": "has"}]},
    ]
    told = {"copies": [["b/two.txt", "a/three.txt"]], "disagreements": [{"versions": versions}]}
    one, other = of(tmp_path, sets, {}, **told).sets
    assert one.counts["copies found"] == one.counts["disagreements found"] == 0
    assert (other.counts["copies found"], other.counts["copies right"]) == (1, 0)
    assert (other.counts["disagreements found"], other.counts["disagreements right"]) == (1, 0)


def test_an_article_is_called_by_the_end_of_its_path(tmp_path: Path) -> None:
    sets = [*load_all(pair(tmp_path, "a")), *load_all(pair(tmp_path, "b"))]
    for name in ("a/one.txt", "a/texts/one.txt", "./a/texts/one.txt", str(tmp_path / "a" / "texts" / "one.txt")):
        each = of(tmp_path, sets, {name: PLAIN})
        assert [tally.article for tally in each.tallies if tally.counts["all found"]] == ["a/one.txt"], name


def refused(place: Path, sets: list[Loaded], articles: Any, **more: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        of(place, sets, articles, **more)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("articles", "more", "says"),
    [
        (
            {"tow.txt": []},
            {},
            "article 1 \"tow.txt\", file (line 1): 'tow.txt' is no article of the gold; did you mean 'two.txt'?",
        ),
        ({"a/tow.txt": []}, {}, "'a/tow.txt' is no article of the gold; did you mean 'a/two.txt'?"),
        ({"herald.html": []}, {}, "'herald.html' is no article of the gold."),
        ({"texts/two.txt": []}, {}, "is a file of several sets; write 'a/two.txt' or 'b/two.txt'."),
        (
            {"a/two.txt": [], "a/texts/two.txt": []},
            {},
            'article 2 "a/texts/two.txt", file (line 1): this article is there',
        ),
        (
            {},
            {"copies": [["a/two.txt", "a/thre.txt"]]},
            "copies 1, file 2 (line 1): 'a/thre.txt' is no article of the gold;",
        ),
        ({}, {"changes": [{"from": {"file": "x", "quote": "x"}}]}, "changes 1"),
        (
            {},
            {"disagreements": [{"versions": [{"quotes": []}] * 2}]},
            "disagreement 1 (line 1): no version has a quote",
        ),
        ({"a/two.txt": [{"kind": "demand"}]}, {}, "item 1 (line 1): 'text' is missing"),
        ({"a/two.txt": [BARE[0] | {"by": ["Velmar"]}]}, {}, "by: of demand, and the item is of agreed_term."),
        ({"a/two.txt": [BARE[0] | {"stage": "sigend"}]}, {}, "did you mean 'signed'?"),
        ({"a/two.txt": [BARE[0] | {"weight": "core"}]}, {}, "unknown key 'weight'"),
        ({}, {"name": "x"}, "the whole (line 1): unknown key 'name'"),
    ],
)
def test_what_does_not_fit_says_where_and_what_was_meant(articles: Any, more: Any, says: str, tmp_path: Path) -> None:
    sets = [*load_all(pair(tmp_path, "a")), *load_all(pair(tmp_path, "b"))]
    told = refused(tmp_path, sets, articles, **more)
    if says == "changes 1":
        assert len(told) == 3 and "change 1 (line 1): 'to' is missing" in told[1] and "change 1, from, file" in told[2]
    elif "missing" in says:
        assert len(told) == 3 and says in told[1] and "'quotes' is missing" in told[2]
    else:
        assert len(told) == 1 and says in told[0]


def test_the_table_and_the_json_say_what_is_unknown(tmp_path: Path) -> None:
    sets = [gold_at(tmp_path / "known")]
    each = of(tmp_path, sets, {"talks.txt": PLAIN}, tool="a|b")
    table = as_markdown([each])
    assert table.startswith("| | a\\|b |\n") and "| tokens an article | unknown |" in table
    (told,) = json.loads(as_json([each]))["engines"]
    assert told["engine"] == "a|b" and told["tokens"] is told["cost_usd"] is told["seconds"] is None


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    gold_at(tmp_path / "known")
    written(tmp_path, {"talks.txt": PLAIN[:2]}, tool="mine")
    return tmp_path


def test_a_file_is_scored_from_the_command_line(summarizer: Run, gold: Path) -> None:
    ended = summarizer("eval", "known", "--items", "my-tool.json")
    assert ended.code == 0 and ended.out.startswith("| | mine |") and "| precision | 1.00 |" in ended.out
    assert ended.err == f"Note: No intervals: of fewer than 5 articles they would say nothing.\nNote: {UNREAD}\n"
    page = summarizer("eval", "known", "--items", "my-tool.json", "--format", "html").out
    assert page.startswith("<!doctype html>") and "<td>unknown</td>" in page
    shown = summarizer("eval", "known", "--items", "my-tool.json", "--show", "missed").out
    assert shown.startswith("mine: 1 missed (0 core)")


def test_it_is_compared_with_an_engine_or_another_file(summarizer: Run, gold: Path) -> None:
    ended = summarizer("eval", "known", "--compare", "builtin", "my-tool.json", "--ledger", "off", "--format", "json")
    told = json.loads(ended.out)
    assert [each["engine"] for each in told["engines"]] == ["builtin", "mine"]
    assert (told["comparison"]["first"], told["comparison"]["second"]) == ("builtin", "mine")
    assert [line.partition(":")[0] for line in ended.err.splitlines()[-2:-1]] == ["builtin"]  # what it took
    (gold / "its-twin.json").write_bytes((gold / "my-tool.json").read_bytes())
    both = summarizer("eval", "known", "--compare", "my-tool.json", "its-twin.json")
    assert both.code == 0 and both.err.endswith(
        "Neither mine nor mine has the higher F1 (0.80); how sure that is cannot be said of fewer than 5 articles.\n"
    )


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--items", "my-tool.json", "--model", "builtin"), "leave out one, or say --compare builtin my-tool.json."),
        (("--items", "my-tool.json", "--compare", "builtin", "x/y"), "leave out --items"),
        (("--model", "builtin", "--compare", "builtin", "x/y"), "leave out --model"),
        (("--items", "my-tol.json"), "There is no file 'my-tol.json'; did you mean 'my-tool.json'?"),
        (("--compare", "no-server/model", "my-tol.json"), "There is no file 'my-tol.json'"),
        (("--items", "known/talks.txt"), 'the whole: should be an entry with keys, not "Velmar'),
    ],
)
def test_what_cannot_be_done_is_one_sentence(flags: tuple[str, ...], says: str, summarizer: Run, gold: Path) -> None:
    ended = summarizer("eval", "known", *flags)
    assert ended.code == 2 and ended.out == "" and says in ended.err and ended.err.count("\n") == 1


def test_the_documented_example_is_scored_as_the_document_shows(summarizer: Run, tmp_path: Path) -> None:
    document = (ROOT / "docs" / "eval.md").read_text("utf-8")
    example = document.partition("<!-- items: begin -->\n```json\n")[2].partition("<!-- items: end -->")[0]
    findings, _, printed = example.partition("```\n\n```\n$ ")
    command, *table = printed.partition("```")[0].splitlines()
    (tmp_path / "my-tool.json").write_text(findings, "utf-8")
    program, *arguments = command.replace("gold/", f"{ROOT}/gold/").split()
    ended = summarizer(*arguments)
    assert program == "summarizer" and ended.code == 0
    assert ended.out.splitlines()[: len(table)] == table
    assert "| changes, recall | 0.08 |" in ended.out and "| disagreements, recall | – |" in ended.out
    assert "4 of 6 articles are not in my-tool.json" in ended.err
    assert all(f"`{name}`" in document for name in FIELDS)
