"""What there is to learn from: the development part of the gold, read as the engine reads it, and single sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.builtin.drafting import rules
from summarizer.builtin.english import is_english
from summarizer.builtin.learned.features import Features, features, of_words
from summarizer.builtin.learned.read import sentences_of
from summarizer.builtin.learned.sentence import Sentence
from summarizer.builtin.learned.tokens import names, tokens
from summarizer.builtin.reading import Reader
from summarizer.evaluate.gold import Loaded, load_all
from summarizer.evaluate.match import Marked, likeness
from summarizer.schemas.gold import GoldArticle
from summarizer.schemas.kinds import KINDS
from summarizer.words import Stretch

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "training" / "sentences.tsv"
STATUS = ("stage", "confirmation", "act", "response", "why")
LETTERS = dict(zip("ADO", KINDS, strict=True))


@dataclass
class Text:
    """An article: its sentences with their features, and its gold items with the numbers of their sentences."""

    set: str
    sentences: list[Sentence]
    features: list[Features]
    gold: list[Marked]
    items: list[tuple[str, list[int]]]  # kind, numbers
    status: list[dict[str, str]]  # of each of `items`, the fields that its gold gives


@dataclass
class Single:
    """A sentence without an article, and the kinds it has."""

    features: Features
    kinds: frozenset[str]


def articles() -> Iterator[Text]:
    """Those of the development part, by set and file."""
    for loaded in load_all(ROOT / "gold"):
        if loaded.gold.part == "development":
            for gold in loaded.gold.articles:
                yield _text(loaded, gold)


def flat(features: Features) -> dict[str, float]:
    """Features as the vectorizers take them: the group and the feature, a tab between, pairs as two words."""
    return {
        f"{group}\t{' '.join(member) if isinstance(member, tuple) else member}": value
        for group, members, value in features
        for member in members
    }


def grouped(names: Sequence[str], weights: Sequence[Sequence[float]]) -> dict[str, dict[str, list[float]]]:
    """Weights of flat features in the form of the file."""
    found: dict[str, dict[str, list[float]]] = {}
    for name, each in zip(names, weights, strict=True):
        group, feature = name.split("\t")
        found.setdefault(group, {})[feature] = list(each)
    return found


def singles() -> Iterator[Single]:
    """The sentences of training/sentences.tsv: letters of the kinds (N for none), a tab, the sentence."""
    for line in SENTENCES.read_text("utf-8").splitlines():
        letters, text = line.split("\t")
        words = tokens(text, Stretch(0, len(text)), names(text))
        yield Single(of_words(words), frozenset(LETTERS[letter] for letter in letters if letter in LETTERS))


def _text(loaded: Loaded, gold: GoldArticle) -> Text:
    article = loaded.articles[gold.file]
    assert is_english(article), gold.file
    reader = Reader(article)
    sentences = sentences_of(reader, rules(reader))
    marked = [Marked(item.kind, loaded.stretches(gold.file, item.quotes)) for item in gold.items]
    items = [(item.kind, _numbers(item, sentences)) for item in marked]
    status = [{name: str(v) for name in STATUS if (v := getattr(item, name)) is not None} for item in gold.items]
    told = [n for n, (_, numbers) in enumerate(items) if numbers]
    return Text(
        str(loaded.path), sentences, features(sentences), marked, [items[n] for n in told], [status[n] for n in told]
    )


def _numbers(item: Marked, sentences: list[Sentence]) -> list[int]:
    places = (Marked(item.kind, ((s.place.start, s.place.end),)) for s in sentences)
    return [number for number, place in enumerate(places) if likeness(place, item) > 0]
