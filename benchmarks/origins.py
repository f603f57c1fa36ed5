"""Copies found and missed: over the fixtures, over generated rewordings, and in a large folder, with time and memory.

`python -m benchmarks.origins --size 20000` measures a folder of that many articles. Precision and recall count pairs
of articles that are, or are said to be, of one origin.
"""

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, combinations
from multiprocessing import get_context
from pathlib import Path

from summarizer.origins import find_origins
from summarizer.read import read
from summarizer.schemas.article import Article
from summarizer.settings import load_settings
from tests.rewording import SPARED, reworded

from .figure import Figure, cpu, ratio
from .peak import peak

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "cases" / "origins"
SHARES = (0.1, 0.2, 0.3)
SIZE = 2_000
SEEDS = 5
SLOWEST, LARGEST = 60, 16  # times one pass over all word trigrams, times the bytes of the texts
# By file: copies among the examples, each with its original.
EXAMPLE_COPIES = {
    "2031-03-05-port-hallen-packet-customs-house-talks.txt": "2031-03-04-pelorus-port-attacks-in-principle.txt",
    "2031-09-17-newsmill-24-walkout-union-slashes-claim.txt": "2031-09-16-pelorus-union-cuts-pay-claim.txt",
}
Labelled = list[tuple[Article, str]]  # an article, and a name that those of one origin share
Pair = tuple[str, str]


def measure(size: int = SIZE) -> list[Figure]:
    """Precision and recall by kind of copy; at `size`, seconds and memory too."""
    known = [*_fixtures(), *_examples()]
    figures = [*_scored("fixtures and examples", [known], 1.0, 1.0)]
    for share in SHARES:
        runs = [[*known, *_rewordings(known, share, seed)] for seed in range(SEEDS)]
        figures += _scored(f"with rewordings of {share:.0%} of the words", runs, 0.98, 0.95)
    with get_context("spawn").Pool(1) as fresh:  # the peak of a process counts all that it ever did
        return figures + fresh.apply(_large, (size,))


def _scored(what: str, runs: Sequence[Labelled], precision: float, recall: float) -> list[Figure]:
    right = said = true = 0
    for number, labelled in enumerate(runs):
        unique = [(a.model_copy(update={"id": f"{number}-{i}"}), label) for i, (a, label) in enumerate(labelled)]
        found = _pairs((m.article_id for m in o.members) for o in find_origins([a for a, _ in unique]))
        wanted = _pairs(_by_label(unique))
        right, said, true = right + len(found & wanted), said + len(found), true + len(wanted)
    return [
        Figure(f"copies, precision, {what}", f"{right / said:.3f}", f"≥ {precision}", right / said >= precision),
        Figure(f"copies, recall, {what} ({true} pairs)", f"{right / true:.3f}", f"≥ {recall}", right / true >= recall),
    ]


def _by_label(labelled: Labelled) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = {}
    for article, label in labelled:
        groups.setdefault(label, []).append(article.id)
    yield from groups.values()


def _pairs(groups: Iterable[Iterable[str]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _fixtures() -> Labelled:
    index = json.loads((FIXTURES / "index.json").read_text("utf-8"))
    label = {name: o["origin"] for o in index["origins"] for name in (o["origin"], *o["copies"])}
    found = []
    for name, about in index["articles"].items():
        text = (FIXTURES / f"{name}.txt").read_text("utf-8").strip()
        published = date.fromisoformat(about["published"]) if about["published"] else None
        article = Article.of(text, source=name, outlet=about["outlet"], language=about["language"], published=published)
        found.append((article, label[name]))
    return found


def _examples() -> Labelled:
    settings = load_settings(model="builtin")
    paths = [p for p in sorted((ROOT / "examples").glob("*/*")) if p.suffix in {".txt", ".html", ".md", ".json"}]
    return [(article, EXAMPLE_COPIES.get(p.name, p.name)) for p in paths for article in read(p, settings)]


def _rewordings(known: Labelled, share: float, seed: int) -> Labelled:
    """One of each article that is long enough to have a wording, in a script that has words."""
    return [
        (Article.of(reworded(a.text, share, seed), source=f"{a.source}-{share}-{seed}"), label)
        for a, label in known
        if len(a.text.split()) >= 100
    ]


def _large(size: int) -> list[Figure]:
    labelled = [(a, label) for a, label in generated(size)]
    find_origins([article for article, _ in labelled[:250]])  # the libraries, and what does not grow
    before = peak()
    began = time.process_time()
    origins = find_origins([article for article, _ in labelled])
    seconds = time.process_time() - began
    memory = peak() - before
    found, wanted = _pairs((m.article_id for m in o.members) for o in origins), _pairs(_by_label(labelled))
    right = len(found & wanted)
    what = f"{size} generated articles"
    articles = [article for article, _ in labelled]
    floor = cpu(lambda: [_trigrams(article.text) for article in articles], rounds=1)
    text = sum(len(article.text.encode()) for article in articles) / 2**20
    return [
        Figure(f"copies, precision, {what}", f"{right / len(found):.3f}", "≥ 0.98", right / len(found) >= 0.98),
        Figure(f"copies, recall, {what}", f"{right / len(wanted):.3f}", "≥ 0.95", right / len(wanted) >= 0.95),
        ratio(f"copies, CPU against one pass over all word trigrams, {what}", seconds, floor, SLOWEST),
        ratio(f"copies, memory against the texts, {what}", memory, text, LARGEST, "MB"),
    ]


def _trigrams(text: str) -> int:
    words = text.casefold().split()
    return len(set(zip(words, words[1:], words[2:], strict=False)))


def generated(size: int, seed: int = 7) -> Iterator[tuple[Article, str]]:
    """Articles on invented events: of each several independent reports, and copies of some, all kinds."""
    chance = random.Random(seed)
    words = [_pseudo(chance) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(words))))
    count = event = 0
    while count < size:
        event += 1
        day = date(2032, 1, 1) + timedelta(days=event % 300)
        for text, label in _event(event, chance, words, weights):
            if count < size:
                count += 1
                yield Article.of(text, source=f"s{count}", published=day, language="en"), label


def _event(event: int, chance: random.Random, words: list[str], weights: list[float]) -> Iterator[tuple[str, str]]:
    names = [_pseudo(chance).capitalize() for _ in range(14)]
    quotes = [f"“{_sentence(chance, words, weights, [])}”" for _ in range(3)]
    for number in range(chance.randint(1, 5)):
        label = f"{event}/{number}"
        paragraphs = [
            " ".join(_sentence(chance, words, weights, names) for _ in range(chance.randint(1, 3))) for _ in range(9)
        ]
        for quote in quotes:
            paragraphs.insert(chance.randrange(len(paragraphs)), f"{quote} {chance.choice(names)} said.")
        text = "\n\n".join(paragraphs)
        yield text, label
        if chance.random() < 0.4:
            yield from ((copy, label) for copy in _copies(text, chance, words, weights))


def _copies(text: str, chance: random.Random, words: list[str], weights: list[float]) -> Iterator[str]:
    paragraphs = text.split("\n\n")
    local = _sentence(chance, words, weights, [_pseudo(chance).capitalize()])
    kinds = [text, "\n\n".join([*paragraphs[:8], local]), *(reworded(text, s, chance.randrange(99)) for s in SHARES)]
    yield from chance.sample(kinds, chance.randint(1, len(kinds)))


def _sentence(chance: random.Random, words: list[str], weights: list[float], names: Sequence[str]) -> str:
    """Function words, common and rare words, names and numbers in about the shares of news English."""
    spared = sorted(SPARED)
    content = iter(chance.choices(words, cum_weights=weights, k=30))
    sentence = []
    for _ in range(chance.randint(9, 28)):
        luck = chance.random()
        if luck < 0.42:
            sentence.append(spared[int(len(spared) * chance.random() ** 2)])
        elif luck < 0.54 and names:
            sentence.append(chance.choice(names))
        elif luck < 0.56:
            sentence.append(str(chance.randint(2, 9_000)))
        else:
            sentence.append(next(content))
    return " ".join(sentence).capitalize() + "." if not names else f"The {' '.join(sentence)}."


def _pseudo(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfghklmnprstvw") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="articles in the large folder")
    for figure in measure(parser.parse_args().size):
        print(figure.row(), flush=True)
