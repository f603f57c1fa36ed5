"""What the built-in engine has learned: features, scores, which sentences make an item, what becomes of them."""

import json
import math

import pytest

from summarizer.builtin import draft
from summarizer.builtin.drafting import FEW, rules
from summarizer.builtin.finding import Place
from summarizer.builtin.learned.chosen import DOUBTFUL, UNFOUND, chosen
from summarizer.builtin.learned.context import NAMES, context
from summarizer.builtin.learned.features import classes, features, of_words
from summarizer.builtin.learned.labels import Labels
from summarizer.builtin.learned.model import WEIGHTS, model
from summarizer.builtin.learned.read import sentences_of
from summarizer.builtin.learned.sentence import Sentence
from summarizer.builtin.learned.tokens import names, tokens
from summarizer.builtin.learned.weights import packed, summed, table
from summarizer.builtin.reading import Reader
from summarizer.evaluate.gold import Loaded, load_all
from summarizer.evaluate.run import evaluate
from summarizer.evaluate.tally import f1
from summarizer.ground.check import Standing, check
from summarizer.ground.item import Drafted
from summarizer.run import run
from summarizer.schemas.article import Article
from summarizer.schemas.kinds import KINDS
from summarizer.settings import load_settings
from summarizer.words import Stretch
from tests.conftest import ROOT
from training.material import articles

LEAST = (0.5, 0.5, 0.5)
SENTENCES = ROOT / "training" / "sentences.tsv"


def sentence(number: int, behind: int = 0, ahead: int = 0, words: str = "they signed", found: str = "") -> Sentence:
    place = Place(number, number * 100, number * 100 + 90)
    return Sentence(place, words.split(), "T", behind, ahead, found={found} if found else set())


def article(text: str) -> Article:
    return Article.of(text, source="a.txt")


@pytest.fixture(scope="module")
def development() -> list[Loaded]:
    return [loaded for loaded in load_all(ROOT / "gold") if loaded.gold.part == "development"]


def test_names_and_numbers_are_all_one() -> None:
    text = "Velmar wants 3.5 percent, and the Velmar Coast Union wants “nothing” less. Nothing else."
    named = names(text)
    assert named == {"Velmar", "Coast", "Union"}
    assert tokens(text, Stretch(0, len(text)), named)[:8] == [
        "#C",
        "wants",
        "#n",
        "percent",
        "and",
        "the",
        "#C",
        "wants",
    ]
    assert "nothing" in tokens(text, Stretch(75, len(text)), named)  # written small elsewhere


def test_words_pairs_and_classes() -> None:
    groups = {group.name: group.members for group in of_words(["they", "signed", "it"])}
    assert groups["word"] == {"they", "signed", "it"}
    assert groups["pair"] == {("^", "they"), ("they", "signed"), ("signed", "it"), ("it", "$")}
    assert "agree" in groups["class"] and ("pron", "agree") in groups["class pair"]
    assert classes()["#n"] == ("#n",)


@pytest.mark.parametrize(
    ("before", "behind", "group"),
    [("What do you want ?", 0, "question"), ("Still open", 0, "heading"), ("Both have agreed on this :", 0, "list")],
)
def test_what_stands_above_a_sentence_is_known(before: str, behind: int, group: str) -> None:
    below = features([sentence(0, words=before), sentence(1, behind)])[1]
    assert any(each.name == group for each in below)


def test_the_weights_of_known_features_are_summed() -> None:
    shipped = {
        "word": {"signed": (1.0, -1.0, 0.5), "never": (9.0, 9.0, 9.0)},
        "pair": {"^ signed": (0.25, 0.0, 0.0)},
    }
    assert summed(of_words(["signed"]), table(shipped), packed((0.1, 0.2, 0.3)), 3) == [1.35, -0.8, 0.8]


def test_the_numbers_of_the_context() -> None:
    scores = [(1.0, -1.0, 0.0), (2.0, 0.0, -1.0), (-2.0, 3.0, 0.5)]
    rows = context([sentence(0, ahead=1), sentence(1, behind=1), sentence(2)], scores)
    second = dict(zip(NAMES, rows[1], strict=True))
    assert len(rows[0]) == len(NAMES)
    assert second["own agreed_term"] == 2.0 and second["before agreed_term"] == 1.0 == second["paragraph agreed_term"]
    assert second["after, apart demand"] == 3.0 and second["after demand"] == 0.0
    assert second["mean agreed_term"] == pytest.approx(1 / 3) and second["rank agreed_term"] == 1.0
    assert second["below the best open_question"] == -3.0


A, D = (0.9, 0.0, 0.0), (0.0, 0.9, 0.0)
NO = (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("behind", "likely", "expected"),
    [
        ((0, 1, 2), (A, NO, A), [("agreed_term", [0, 2])]),
        ((0, 1, 2), (A, D, A), [("agreed_term", [0, 2]), ("demand", [1])]),
        ((0, 0, 1), (A, A, A), [("agreed_term", [0]), ("agreed_term", [1, 2])]),
        ((0, 1, 2), (NO, NO, NO), []),
    ],
    ids=["near", "another kind between", "a paragraph ends", "none"],
)
def test_sentences_of_a_kind_near_each_other_make_an_item(
    behind: tuple[int, ...], likely: tuple[tuple[float, ...], ...], expected: list[tuple[str, list[int]]]
) -> None:
    sentences = [sentence(number, steps) for number, steps in enumerate(behind)]
    assert [(each.kind, each.numbers) for each in chosen(sentences, likely, LEAST)] == expected


def test_what_the_rules_found_need_not_be_as_likely() -> None:
    hardly = (0.5 + UNFOUND / 2, 0.0, 0.0)
    assert not chosen([sentence(0)], [hardly], LEAST)
    assert chosen([sentence(0, found="agreed_term")], [hardly], LEAST)


def test_an_article_that_is_unlikely_on_the_whole_gives_what_is_likely_all_the_same() -> None:
    sure, less = (0.5 + DOUBTFUL, 0.0, 0.0), (0.5 + DOUBTFUL / 2, 0.0, 0.0)
    said = [sentence(number, found="agreed_term") for number in range(6)]
    among_likely = [sure, (0.4, 0.4, 0.4), (0.4, 0.4, 0.4), (0.4, 0.4, 0.4), less, less]
    among_others = [sure, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), less]
    assert [each.numbers for each in chosen(said, among_likely, LEAST)] == [[0], [4], [5]]
    assert [each.numbers for each in chosen(said, among_others, LEAST)] == [[0]]


@pytest.mark.parametrize("words", ["they may have signed", "talks ended without a deal", "they failed to sign"])
def test_what_may_be_or_was_not_is_not_agreed(words: str) -> None:
    assert not chosen([sentence(0, words=words)], [A], LEAST)


def test_a_label_is_as_likely_as_its_weights_say() -> None:
    labels = Labels(("yes", "no"), table({"word": {"signed": (math.log(3), 0.0)}}), packed((0.0, 0.0)))
    assert labels.likely(of_words(["signed"])) == pytest.approx({"yes": 0.75, "no": 0.25}, abs=1e-4)


def test_the_shipped_model_fits_what_uses_it() -> None:
    shipped = json.loads(WEIGHTS.read_text("utf-8"))
    assert all(len(weights) == len(NAMES) for weights in shipped["around"]) and len(shipped["around"]) == len(KINDS)
    groups = {group.name for group in features([sentence(0, ahead=1), sentence(1, behind=1)])[1]}
    assert groups <= set(shipped["words"])
    assert set(model().labels) == {"stage", "confirmation", "act", "response", "why"}


def test_single_sentences_are_well_formed_and_there_once() -> None:
    lines = SENTENCES.read_text("utf-8").splitlines()
    assert len(set(lines)) == len(lines)
    for line in lines:
        letters, text = line.split("\t")
        assert set(letters) <= set("ADON") and text.strip() == text and len(text.split()) > 1, line


def test_a_text_of_a_few_sentences_is_left_to_the_rules() -> None:
    text = "Velmar and Ostrava signed a truce on Monday. Velmar wants ten monitors."
    reader = Reader(article(text))
    assert len(reader.places) < FEW
    found = draft(article(text))
    assert len(found.agreed_terms) + len(found.demands) == len(rules(reader))


def test_every_item_rests_on_sentences_of_its_article_and_passes_the_checks(development: list[Loaded]) -> None:
    failed, items = [], 0
    for loaded in development:
        for each in loaded.articles.values():
            found = draft(each)
            drafted: list[Drafted] = [*found.agreed_terms, *found.demands, *found.open_questions]
            for item in drafted:
                items += 1
                assert item.quotes and all(quote in each.text for quote in item.quotes)
                if not isinstance(check(item, each, last=True), Standing):
                    failed.append(item.text)
    assert items > 400
    assert len(failed) <= 0.03 * items, failed


def test_sentences_know_their_paragraphs() -> None:
    text = "One here. Two here. Three here.\n\nFour here. Five here."
    reader = Reader(article(text))
    assert [(s.behind, s.ahead) for s in sentences_of(reader, [])] == [(0, 2), (1, 1), (2, 0), (0, 1), (1, 0)]


def test_the_built_in_engine_keeps_what_it_reached_on_the_test_part() -> None:
    """Looked at through its score only (docs/eval.md)."""
    sets = [loaded for loaded in load_all(ROOT / "gold") if loaded.gold.part == "test"]
    scored = run(evaluate(sets, load_settings(model="builtin"), briefs=False))
    assert (f1(scored.total) or 0) >= 0.60


def test_nothing_of_the_test_part_is_learned_from() -> None:
    parts = {str(loaded.path): loaded.gold.part for loaded in load_all(ROOT / "gold")}
    learned = {text.set for text in articles()}
    assert learned == {path for path, part in parts.items() if part == "development"}
    assert "test" in parts.values()
