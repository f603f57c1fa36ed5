"""Baselines and recorded contestants, on an invented set: what is worked out by hand comes out, offline."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import baselines, plain, scores
from benchmarks.baselines import Usual
from benchmarks.peers.plain_script import SYSTEM, Comparison, Summary
from benchmarks.score_table import as_table
from summarizer.evaluate.gold import Loaded, load
from summarizer.settings import load_settings
from tests import faults, harbour
from tests.conftest import RECORDED_AT
from tests.faults import Body, FaultServer
from tests.watched import watching

fault_server = pytest.fixture(faults.fault_server)

OTHER = "The Pilots' Union of Qb has withdrawn its demand.\n\nThe port authority says no."
FIRST = "The Pilots' Union of Qa demands a raise of 2 percent."


@pytest.fixture
def pair(tmp_path: Path) -> Loaded:
    """Two articles, one demand in the first; the second tells what came of it."""
    place = tmp_path / "pilots"
    place.mkdir()
    (place / "one.txt").write_text(harbour.article(0), "utf-8")
    (place / "two.txt").write_text(OTHER, "utf-8")
    demand = {"kind": "demand", "text": "x", "quotes": [FIRST], "by": ["Pilots' Union"], "says": "outlet"}
    gold = {
        "negotiation": "x",
        "sort": "wages",
        "part": "test",
        "articles": [
            {"file": "one.txt", "items": [demand | {"act": "demand", "made": "undisputed"}]},
            {"file": "two.txt", "items": []},
        ],
        "changes": [
            {
                "party": "Pilots' Union",
                "about": "x",
                "from": {"file": "one.txt", "quote": FIRST},
                "to": {"file": "two.txt", "quote": "has withdrawn its demand"},
            }
        ],
    }
    (place / "gold.yaml").write_text(yaml.safe_dump(gold), "utf-8")
    return load(place / "gold.yaml", load_settings(model="builtin"))


def plain_answer(body: dict[str, Any]) -> dict[str, Any]:
    """What a model answers to the plain script."""
    asked = body["messages"][-1]["content"]
    if "===" in asked:
        quotes = {"before": {"file": "one.txt", "quote": FIRST}, "after": {"file": "two.txt", "quote": "has withdrawn"}}
        return {"copies": [], "disagreements": [], "changes": [{"party": "x", "about": "x", **quotes}]}
    demand = {"statement": "x", "by": ["the Pilots' Union of Qa"], "of": [], "type": "threat", "answer": "rejected"}
    quoted = demand | {"said_by": "outlet", "quotes": [FIRST, "not in it"]}
    return {"agreed_terms": [], "demands": [quoted] if FIRST in asked else [], "open_questions": []}


ANSWERS = {plain.NAME: plain_answer, scores.MODEL: harbour.answer}


def test_what_is_usual_is_counted_over_articles_with_items(pair: Loaded) -> None:
    assert baselines.usual([pair]) == Usual(1, "demand")


def test_first_sentences() -> None:
    text = "One came. Two went.\n\nThree stayed."
    assert [text[s.start : s.end] for s in baselines.first(text, 2)] == ["One came.", "Two went."]


def test_central_sentences_share_words_with_others_and_stand_in_the_order_of_the_text() -> None:
    text = "Rain fell. Pilots strike. Ports close. Pilots leave ports, trams and ferries. Trams stop. Ferries sink."
    taken = [text[s.start : s.end] for s in baselines.central(text, 1)]
    assert taken == ["Pilots leave ports, trams and ferries."]
    several = baselines.central(text, 3)
    assert len(several) == 3 and several == sorted(several)
    assert baselines.central("", 3) == []


def test_a_baseline_has_scores_of_its_sentences_and_none_of_fields(pair: Loaded) -> None:
    scored = baselines.scored("lead", [pair], baselines.first, Usual(1, "demand"))
    counts = scored.total.counts
    assert (counts["all found"], counts["all right"], counts["all gold"]) == (2, 1, 1)
    assert not scored.total.fields_given
    assert [tally.article for tally in scored.tallies] == ["pilots/one.txt", "pilots/two.txt"]


def test_items_of_the_plain_script() -> None:
    said = {"parties": ["A"], "quotes": ["a b", "nowhere"]}
    summary = Summary.model_validate(
        {
            "agreed_terms": [{"statement": "t", "stage": "signed", "said_by": "Outlet", **said}],
            "demands": [],
            "open_questions": [{"question": "q", "said_by": "Ilse", **said}],
        }
    )
    term, question = plain.found_of(summary, "x a b")
    assert (term.kind, term.text, term.says, term.status) == ("agreed_term", "t", (), {"stage": "signed"})
    assert (question.kind, question.text, question.says, question.status) == ("open_question", "q", ("Ilse",), {})
    assert term.stretches == [(2, 5)] and term.quotes == ["a b", "nowhere"] and term.parties == ("A",)


def test_claims_of_the_plain_script_rest_on_quotes_that_are_there(pair: Loaded) -> None:
    comparison = Comparison.model_validate(
        {
            "copies": [{"files": ["one.txt", "two.txt"]}],
            "disagreements": [
                {
                    "about": "x",
                    "versions": [
                        {"who": "a", "says": "x", "quotes": [{"file": "none.txt", "quote": "The"}]},
                        {"who": "b", "says": "x", "quotes": [{"file": "two.txt", "quote": "says no"}]},
                    ],
                }
            ],
            "changes": [],
        }
    )
    claims = plain.claims_of(comparison, pair)
    assert claims.copies == [["one.txt", "two.txt"]]
    (nowhere, there) = claims.disagreements[0]
    assert nowhere == {} and list(there) == ["two.txt"]


@pytest.mark.parametrize("name", scores.ASKED)
def test_what_was_recorded_is_scored_offline(
    name: str, pair: Loaded, tmp_path: Path, fault_server: FaultServer
) -> None:
    fault_server.answer = ANSWERS[name]
    assert scores.record(name, pair.path, fault_server.url, tmp_path).endswith("pilots: recorded")
    asked = len(fault_server.requests)
    assert asked >= 2
    tape = tmp_path / name.replace(" ", "-") / "pilots.yaml"
    kept = yaml.safe_load(tape.read_text("utf-8"))["interactions"]
    assert len(kept) == asked
    assert {each["request"]["uri"] for each in kept} == {f"{RECORDED_AT}/chat/completions"}
    assert all(list(map(str.lower, each["response"]["headers"])) == ["content-type"] for each in kept)
    assert "authorization" not in tape.read_text("utf-8").lower()

    said: list[str] = []
    scored = scores.again(name, [pair], said.append, tmp_path)
    assert not said and len(fault_server.requests) == asked
    assert len(scored.tallies) == 2 and scored.total.counts["all right"] == 1 and not scored.failed
    assert scored.total.cost_usd is None and scored.total.tokens >= 220
    assert scores.record(name, pair.path, fault_server.url, tmp_path).endswith("pilots: fits")
    assert len(fault_server.requests) == asked


def test_what_the_plain_script_says_is_counted(pair: Loaded, tmp_path: Path, fault_server: FaultServer) -> None:
    fault_server.answer = plain_answer
    scored = plain.scored(pair, fault_server.url)
    total, (spanning,) = scored.total, scored.sets
    assert (total.counts["quotes"], total.counts["quotes verbatim"]) == (2, 1)
    assert dict(total.fields_given) == {"says": 1, "by": 1, "act": 1}  # it has no word for `made`
    assert {name for name, right in total.fields_right.items() if right} == {"says", "by"}
    assert (spanning.counts["changes found"], spanning.counts["changes right"]) == (1, 1)
    table = as_table([scored])
    assert "| tokens an article | 110 |" in table and "| dollars an article | unknown |" in table


def test_a_contestant_without_recorded_answers_is_said_to_have_none(pair: Loaded, tmp_path: Path) -> None:
    said: list[str] = []
    scored = scores.again(scores.MODEL, [pair], said.append, tmp_path)
    assert said == [
        f"model: {tmp_path / 'model' / 'pilots.yaml'} is not there: record it "
        "(OPENAI_BASE_URL=... python -m benchmarks scores --record)."
    ]
    assert "| F1 | not recorded |" in as_table([scored])


@pytest.mark.parametrize("name", scores.ASKED)
def test_an_edited_prompt_makes_a_tape_invalid_and_it_is_written_anew(
    name: str, pair: Loaded, tmp_path: Path, fault_server: FaultServer
) -> None:
    fault_server.answer = ANSWERS[name]
    scores.record(name, pair.path, fault_server.url, tmp_path)
    tape = tmp_path / name.replace(" ", "-") / "pilots.yaml"
    before = tape.read_text("utf-8")
    other = before.replace("2 percent", "3 percent")
    tape.write_text(other, "utf-8")

    said: list[str] = []
    assert not scores.again(name, [pair], said.append, tmp_path).tallies
    assert said == [f"{name}: {tape} does not fit what is asked now: record it again{said[0].partition('again')[2]}"]
    assert scores.record(name, pair.path, fault_server.url, tmp_path).endswith("recorded")
    assert "3 percent" not in tape.read_text("utf-8")
    assert len(scores.again(name, [pair], said.append, tmp_path).tallies) == 2


def test_a_server_that_fails_costs_its_set_only(pair: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(body: Body) -> str:  # by what is asked: whether the second article is, once the first failed, is chance
        return "bad_key" if body["messages"][0]["content"].startswith(SYSTEM) else "good"

    said: list[str] = []
    with watching(choose) as server, ThreadPoolExecutor(1) as pool:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert not scores.record_all([pair.path], said.append, pool, tmp_path / "tapes")
    assert len(said) == 2 and "plain script: pilots: not recorded: " in said[0] and "Incorrect API key" in said[0]
    assert said[1] == "model: pilots: recorded"
    assert [each.parent.name for each in (tmp_path / "tapes").glob("*/*")] == ["model"]


def test_an_article_without_a_valid_answer_is_recorded_as_failed(
    pair: Loaded, tmp_path: Path, fault_server: FaultServer
) -> None:
    fault_server.answer = harbour.answer
    fault_server.enqueue("wrong_schema", times=6)  # two articles, each asked about three times
    scores.record(scores.MODEL, pair.path, fault_server.url, tmp_path)
    said: list[str] = []
    scored = scores.again(scores.MODEL, [pair], said.append, tmp_path)
    assert not said and set(scored.failed) == {"pilots/one.txt", "pilots/two.txt"}
    assert "| articles | 2, 2 failed |" in as_table([scored])


def test_a_script_that_raises_finds_nothing(pair: Loaded, tmp_path: Path, fault_server: FaultServer) -> None:
    fault_server.answer = "They met."  # no JSON, however often it is asked for
    scored = plain.scored(pair, fault_server.url)
    assert set(scored.failed) == {"pilots/one.txt", "pilots/two.txt"}
    assert scored.total.counts["all gold"] == 1 and scored.total.counts["all found"] == 0
    assert scored.sets[0].counts["changes gold"] == 1


def test_recording_needs_somebody_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert scores.main(["--record"]) == 2
    printed = capsys.readouterr()
    assert "OPENAI_BASE_URL" in printed.err and printed.out == ""


@pytest.mark.parametrize("flag", ["--record", "--readme"])
def test_only_the_test_part_is_recorded_and_published(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        scores.main([flag, "--part", "development"])
    assert "leave out --part" in capsys.readouterr().err
