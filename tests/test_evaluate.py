"""Gold that people write, and what is counted against it, on cases worked out by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from summarizer.errors import InputError
from summarizer.evaluate.bootstrap import ahead, draws, within
from summarizer.evaluate.compare import compare
from summarizer.evaluate.found import found_of
from summarizer.evaluate.gold import load, load_all
from summarizer.evaluate.notes import notes
from summarizer.evaluate.rule import UNREAD
from summarizer.evaluate.run import evaluate
from summarizer.evaluate.scores import FIELDS, Scored, scores
from summarizer.evaluate.strange import strange_names
from summarizer.evaluate.table import as_json, as_markdown
from summarizer.evaluate.tally import Tally, f1, precision, recall, total
from summarizer.run import run
from summarizer.schemas.gold import GoldSet
from summarizer.settings import load_settings
from tests.conftest import ROOT
from tests.golds import WATCH, found, gold_at, scored
from tests.summaries import TALKS, talks

SIGNED = "The two delegations signed a protocol on the return of 62 wounded prisoners"
GOLD = {
    "negotiation": "Velmar and Ostrava: waterworks",
    "sort": "truce",
    "part": "development",
    "articles": [
        {
            "file": "talks.txt",
            "items": [
                {
                    "kind": "agreed_term",
                    "text": "A protocol on 62 wounded prisoners is signed.",
                    "quotes": [SIGNED],
                    "stage": "signed",
                    "says": "outlet",
                },
                {
                    "kind": "open_question",
                    "text": "Who watches?",
                    "weight": "minor",
                    "quotes": ["Who would watch over the pause was left unsaid"],
                },
                {"kind": "demand", "text": "No item has this.", "quotes": ["A vote is expected within a fortnight."]},
            ],
        }
    ],
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "talks.txt").write_text(TALKS, "utf-8")
    return tmp_path


def written(place: Path, **changes: object) -> Path:
    file = place / "gold.yaml"
    file.write_text(yaml.safe_dump(GOLD | changes), "utf-8")
    return file


def articles(**changes: object) -> list[object]:
    article = json.loads(json.dumps(GOLD["articles"][0]))
    article["items"][0] |= changes
    return [article]


def test_gold_is_read_and_its_quotes_are_found(place: Path) -> None:
    (loaded,) = load_all(written(place).parent)
    (span,) = loaded.spans("talks.txt", SIGNED)
    assert loaded.articles["talks.txt"].text[span.start : span.end] == SIGNED


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"articles": articles(quotes=["The two delegations sign a protocol"])},
            r"item 1, quote 1 \(line 6\): the quote .* does not stand in .*; did you mean '.* signed a protocol'\?$",
        ),
        (
            {"articles": articles(stage="nearly")},
            r'article 1 "talks\.txt", item 1, stage \(line 8\): .nearly. is none of .*collapsed\.$',
        ),
        ({"articles": articles(act="demand")}, "act: of demand, and the item is of agreed_term"),
        ({"articles": articles(quote="x")}, r"item 1 \(line 5\): unknown key 'quote'; did you mean 'quotes'\?$"),
        ({"articles": articles(quotes=[])}, "quotes"),
        ({"part": "secret"}, "part"),
        (
            {"copies": [["talks.txt", "other.txt"]]},
            r"copies 1, file 2 \(line 21\): 'other.txt' is none of its ",
        ),
        (
            {
                "changes": [
                    {
                        "party": "Velmar",
                        "about": "x",
                        "from": {"file": "talks.txt", "quote": "no"},
                        "to": {"file": "talks.txt", "quote": "nix"},
                    }
                ]
            },
            r"change 1, to \(line 25\): the quote 'nix' does not stand in talks.txt; copy it",
        ),
        ({"articles": [{"file": "none.txt", "items": []}]}, "none.txt"),
    ],
)
def test_what_does_not_fit_is_one_sentence_that_says_where(place: Path, changes: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        load(written(place, **changes), load_settings(model="builtin"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"), [("a: [", "is not YAML"), ("a: 2031-13-01", "is not YAML: month must be"), ("", "the whole")]
)
def test_a_broken_file_is_one_sentence(place: Path, text: str, says: str) -> None:
    (place / "gold.yaml").write_text(text)
    with pytest.raises(InputError, match=says):
        load_all(place)


def test_a_folder_without_gold_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.yaml"):
        load_all(tmp_path)
    with pytest.raises(InputError, match="does not exist"):
        load_all(tmp_path / "none")


def test_counts_against_gold(place: Path) -> None:
    (loaded,) = load_all(written(place).parent)
    summary = talks().model_copy(update={"article": loaded.articles["talks.txt"]})
    tally, missed = compare(found_of(summary, TALKS), loaded.gold.articles[0], loaded)
    found = len(summary.items)
    assert tally.counts["all found"] == found and tally.counts["all gold"] == 3 and tally.counts["all core"] == 2
    assert tally.counts["all right"] == 2 and tally.counts["demand right"] == 0
    assert precision(tally) == 2 / found and recall(tally) == 2 / 3 and recall(tally, weight="core") == 1 / 2
    assert f1(tally) == 4 / (found + 3)
    assert tally.fields_given["stage"] == 1 == tally.fields_right["stage"]
    assert [m.text for m in missed if m.what == "missed"] == ["No item has this."]
    assert sum(m.what == "wrong" for m in missed) == found - 2


def test_of_nothing_there_is_no_score() -> None:
    assert precision(Tally("")) is None and recall(Tally("")) is None and f1(Tally("")) is None


def test_tallies_add_up() -> None:
    one, other = Tally("a", seconds=1.0, cost_usd=None), Tally("b", seconds=2.0)
    one.counts["all gold"] = 2
    assert total([one, other]).counts["all gold"] == 2 and total([one, other]).seconds == 3.0
    assert total([one, other]).cost_usd is None


def made(right: int, found: int, gold: int) -> Tally:
    tally = Tally("x")
    tally.counts.update({"all right": right, "all found": found, "all gold": gold})
    return tally


def test_intervals_are_the_same_every_time_and_hold_the_score() -> None:
    tallies = [made(n % 4, 4, 4) for n in range(20)]
    found = within(draws(tallies), f1)
    assert found is not None and found == within(draws(tallies), f1)
    assert found[0] < (f1(total(tallies)) or 0) < found[1]
    assert within(draws([made(0, 0, 0)] * 9), f1) is None


def test_of_fewer_than_five_articles_there_is_no_interval_and_no_paired_test() -> None:
    for articles in range(5):
        drawn = draws([made(1, 4, 4)] * articles)
        assert within(drawn, f1) is None and ahead(drawn, drawn, f1) is None
    assert within(draws([made(1, 4, 4)] * 5), f1) == (0.25, 0.25)


def test_the_paired_test_knows_better_from_equal() -> None:
    weak, strong = draws([made(1, 4, 4)] * 12), draws([made(3, 4, 4)] * 12)
    assert ahead(strong, weak, f1) == 1.0 and ahead(weak, strong, f1) == 0.0 and ahead(weak, weak, f1) == 0.5


def test_the_tables_have_every_score(place: Path) -> None:
    each = run(evaluate(load_all(written(place).parent), load_settings(model="builtin")))
    table = as_markdown([each])
    assert all(f"| {label} |" in table for label in scores()) and "| articles | 1 |" in table
    told = json.loads(as_json([each], ["A note."]))
    assert list(told["engines"][0]["scores"]) == list(scores())
    assert told["comparison"] is None and told["notes"] == ["A note."]
    assert as_markdown([each], ["A note."]) == f"{table}\nNote: A note.\n"
    assert set(FIELDS.values()) <= set(scores())


def test_the_json_of_two_engines_compares_them(tmp_path: Path) -> None:
    loaded = gold_at(tmp_path)
    one = scored(loaded, "one", found("agreed_term", SIGNED, stage="signed"))
    other = scored(loaded, "other", found("agreed_term", SIGNED), found("open_question", WATCH))
    told = json.loads(as_json([one, other]))["comparison"]
    assert (told["first"], told["second"], told["draws"]) == ("one", "other", 1000)
    assert told["told"].startswith("other has the higher F1 in 100%")
    assert list(told["scores"]) == list(scores())
    assert told["scores"]["F1"] == {"difference": pytest.approx(2 / 4 - 4 / 5), "first_higher": 0.0}
    assert told["scores"]["stage"] == {"difference": 1.0, "first_higher": 1.0}
    assert told["scores"]["answer"] == {"difference": None, "first_higher": None}
    few = json.loads(as_json([replace(each, tallies=each.tallies[:3]) for each in (one, other)]))
    assert few["comparison"]["draws"] == 0
    assert few["comparison"]["scores"]["stage"] == {"difference": 1.0, "first_higher": None}
    assert few["engines"][0]["scores"]["F1"] == {"value": 0.5, "interval": None}


def test_what_is_to_be_known_before_scores_are_believed(tmp_path: Path) -> None:
    known, secret = gold_at(tmp_path / "known"), gold_at(tmp_path / "secret", part="test")
    assert notes([scored(known, "builtin")], [secret]) == [] == notes([scored(known, "some/model")], [known])
    learned, unread = notes([scored(known, "builtin")] * 2, [known, secret])
    assert unread == UNREAD and "has learned from the development part" in learned
    few = Tally("set")
    assert notes([scored(known, "x", copies=4, sets=[few])], [known]) == [
        "No intervals: of fewer than 5 articles they would say nothing."
    ]
    assert "fewer than 5 sets" in notes([scored(known, "x", sets=[few])], [known])[0]


@pytest.mark.parametrize("file", sorted((ROOT / "gold").rglob("*gold.yaml")), ids=lambda file: file.parent.name)
def test_the_gold_of_the_project_holds(file: Path) -> None:
    loaded = load(file, load_settings(model="builtin"))
    assert loaded.gold.part == ("test" if "test" in file.parts else "development")
    assert strange_names(loaded) == []
    for article in loaded.gold.articles:
        assert loaded.articles[article.file].url is None or ".example" in (loaded.articles[article.file].url or "")


def test_a_gold_item_has_the_fields_of_its_kind_only() -> None:
    with pytest.raises(ValueError, match="stage"):
        GoldSet.model_validate(
            {
                **GOLD,
                "articles": [
                    {"file": "a", "items": [{"kind": "demand", "text": "x", "quotes": ["y"], "stage": "signed"}]}
                ],
            }
        )


def test_what_briefs_take_stands_beside_what_articles_take() -> None:
    each = Scored("x", [Tally("a", tokens=10)], [], {}, [Tally("s", tokens=30, cost_usd=0.5), Tally("t", tokens=50)])
    table, (told,) = as_markdown([each]), json.loads(as_json([each]))["engines"]
    assert "| tokens an article | 10 |" in table and "| tokens for what spans articles, a set | 40 |" in table
    assert "| dollars for it, a set | 0.2500 |" in table
    assert told["briefs"] == {"sets": 2, "tokens": 80, "cost_usd": 0.5}
    unpriced = replace(each, sets=[Tally("s", tokens=30, cost_usd=None)])
    assert "| dollars for it, a set | unknown |" in as_markdown([unpriced])
    without = replace(each, sets=[])
    assert "spans" not in as_markdown([without]) and json.loads(as_json([without]))["engines"][0]["briefs"] is None
