"""`python -m training.train`: fits the two linear models and writes `summarizer/builtin/learned/weights.json`.

The first (log odds of each kind from a sentence's features, weighed by how much a feature tells: Wang & Manning 2012)
is fitted to each sentence; of an item told by several sentences the likeliest counts in full, the others half. The
second is fitted to scores that the first gives to sets which it has not seen. What is printed is cross-validated over
sets; the test part of the gold is not read.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from summarizer.builtin.learned.chosen import chosen
from summarizer.builtin.learned.context import context
from summarizer.builtin.learned.model import BOUND, WEIGHTS
from summarizer.evaluate.match import Marked, pairs
from summarizer.schemas.kinds import KINDS
from summarizer.schemas.summary import ItemKind

from .labels import rows, trained
from .material import STATUS, Single, Text, articles, flat, grouped, singles
from .vectors import FOLDS, folds, narrow, vectorizer

OFTEN = 3  # a feature seen in fewer sentences is left out
STRENGTH, AROUND_STRENGTH = 0.1, 0.1  # inverse of the penalty
EVEN = 0.25  # how much of a feature's weight does not depend on what it tells
SINGLE, SECOND = 0.5, 0.5  # weight of a single sentence, and of an item's other sentences
LEAST = np.arange(0.3, 0.85, 0.05)
Items = list[tuple[str, list[int]]]
Linear = tuple[Any, float]  # weights and bias


def numbered(texts: Sequence[Text]) -> tuple[np.ndarray, Items]:
    """The text that each sentence is of, and all items with sentences counted through all texts."""
    sizes = [len(text.sentences) for text in texts]
    starts = np.cumsum([0, *sizes])
    items = [(k, [int(starts[t]) + n for n in numbers]) for t, text in enumerate(texts) for k, numbers in text.items]
    return np.repeat(np.arange(len(texts)), sizes), items


def fitted(x: Any, kind: str, items: Items, more: tuple[Any, np.ndarray] | None, strength: float) -> Linear:
    """One kind's linear model over rows `x`; `more` are single sentences with their labels."""
    y = np.zeros(x.shape[0], bool)
    mine = [numbers for k, numbers in items if k == kind]
    for numbers in mine:
        y[numbers] = True
    weight, scale = np.ones(len(y)), diags(np.ones(x.shape[1]))
    rows, labels, extra = x, y, np.zeros(0)
    if more is not None:
        rows, labels = csr_matrix(vstack([x, more[0]])), np.concatenate([y, more[1]])
        extra = np.full(more[0].shape[0], SINGLE)
    for _ in range(3):
        w = np.concatenate([weight, extra])
        if more is not None:
            scale = telling(rows[w > SECOND / 2], labels[w > SECOND / 2])
        model = LogisticRegression(C=strength, class_weight="balanced", max_iter=500)
        model.fit(narrow(rows @ scale), labels, sample_weight=w)
        scores = model.decision_function(narrow(x @ scale))
        best = {numbers[int(np.argmax(scores[numbers]))] for numbers in mine}
        weight = np.where(y, [1.0 if n in best else SECOND for n in range(len(y))], 1.0)
    return scale @ model.coef_[0], float(model.intercept_[0])


def telling(x: Any, y: np.ndarray) -> Any:
    """How much each feature tells: its log count ratio, part of it even."""
    p, q = (0.5 + np.asarray(x[rows].sum(0)).ravel() for rows in (y, ~y))
    ratio = np.abs(np.log((p / p.sum()) / (q / q.sum())))
    return diags((1 - EVEN) * ratio + EVEN * ratio.mean())


def models(
    x: Any, items: Items, more: Any, labels: Mapping[ItemKind, np.ndarray] | None, strength: float
) -> list[Linear]:
    """One for each kind."""
    return [fitted(x, k, items, (more, labels[k]) if labels else None, strength) for k in KINDS]


def scored(x: Any, linear: Sequence[Linear]) -> np.ndarray:
    """Log odds of each row, for each kind."""
    return np.column_stack([np.asarray(x @ weights).ravel() + bias for weights, bias in linear])


def unseen(x: Any, fold: np.ndarray, items: Items, more: Any, labels: Any, strength: float) -> np.ndarray:
    """The scores of each row by models of the other folds."""
    out = np.zeros((x.shape[0], len(KINDS)))
    for f in range(FOLDS):
        train, test = np.where(fold != f)[0], np.where(fold == f)[0]
        place = {int(row): n for n, row in enumerate(train)}
        some = [(k, [place[n] for n in numbers]) for k, numbers in items if numbers[0] in place]
        out[test] = scored(x[test], models(x[train], some, more, labels, strength))
    return out


def around(texts: Sequence[Text], scores: np.ndarray) -> list[list[float]]:
    """The second model's values."""
    bounded = [tuple(map(float, row)) for row in np.clip(scores, -BOUND, BOUND)]
    rows: list[list[float]] = []
    for text in texts:
        rows += context(text.sentences, bounded[len(rows) : len(rows) + len(text.sentences)])
    return rows


def found_in(texts: Sequence[Text], likely: np.ndarray, least: Sequence[float]) -> Iterator[tuple[Text, list[Marked]]]:
    """The items that these thresholds choose of each text."""
    at = 0
    for text in texts:
        rows = [tuple(map(float, row)) for row in likely[at : at + len(text.sentences)]]
        at += len(text.sentences)
        items = chosen(text.sentences, rows, least)
        places = [tuple((text.sentences[n].place.start, text.sentences[n].place.end) for n in i.numbers) for i in items]
        yield text, [Marked(item.kind, stretches) for item, stretches in zip(items, places, strict=True)]


def f1(texts: Sequence[Text], likely: np.ndarray, least: Sequence[float]) -> float:
    """Of the items that these thresholds choose."""
    right = size = 0
    for text, found in found_in(texts, likely, least):
        right += len(pairs(found, text.gold))
        size += len(found) + len(text.gold)
    return 2 * right / size


def thresholds(texts: Sequence[Text], likely: np.ndarray) -> tuple[list[float], float]:
    """The best, one kind after the other."""
    best = max(([t] * len(KINDS) for t in LEAST), key=lambda least: f1(texts, likely, least))
    for k in range(len(KINDS)):
        best = max(([*best[:k], t, *best[k + 1 :]] for t in LEAST), key=lambda least: f1(texts, likely, least))
    return [round(float(t), 2) for t in best], f1(texts, likely, best)


def main() -> int:
    """Train, print what cross-validation says, write the weights."""
    texts, more = list(articles()), list(singles())
    text_of, items = numbered(texts)
    fold = folds([texts[t].set for t in text_of])
    vector, x, y = _vectors(texts, more)
    labels = {k: np.array([k in single.kinds for single in more]) for k in KINDS}
    first = unseen(x, fold, items, y, labels, STRENGTH)
    z = np.array(around(texts, first))
    mean, deviation = z.mean(0), z.std(0) + 1e-6
    z = (z - mean) / deviation
    likely = 1 / (1 + np.exp(-unseen(z, fold, items, None, None, AROUND_STRENGTH)))
    least, score = thresholds(texts, likely)
    print(f"{len(texts)} articles, {len(items)} items, {len(more)} single sentences, {x.shape[1]} features")
    print(f"F1 over sets left out: {score:.3f} (words alone {thresholds(texts, 1 / (1 + np.exp(-first)))[1]:.3f})")
    needless = [len(found) for text, found in found_in(texts, likely, least) if not text.gold]
    print(f"items in the {len(needless)} articles without any: {sum(needless)}")
    words, context_ = models(x, items, y, labels, STRENGTH), models(z, items, None, None, AROUND_STRENGTH)
    plain = [(w / deviation, b - float((w / deviation) @ mean)) for w, b in context_]
    fields: dict[str, Any] = {}
    for name in STATUS:
        fields[name], right, common = trained(rows(texts, name))
        print(f"{name}: right {right:.2f} over sets left out (the commonest value: {common:.2f})")
    shipped = {
        "made by": "python -m training.train",
        "words": _table(vector.get_feature_names_out(), words),
        "words_bias": [round(b, 4) for _, b in words],
        "around": [[round(float(w), 4) for w in weights] for weights, _ in plain],
        "around_bias": [round(b, 4) for _, b in plain],
        "least": least,
        "labels": fields,
    }
    WEIGHTS.write_text(json.dumps(shipped, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    return 0


def _vectors(texts: Sequence[Text], more: Sequence[Single]) -> tuple[DictVectorizer, Any, Any]:
    rows = [flat(row) for text in texts for row in text.features]
    alone = [flat(single.features) for single in more]
    vector = vectorizer([*rows, *alone], OFTEN)
    return vector, narrow(vector.transform(rows)), narrow(vector.transform(alone))


def _table(names: Sequence[str], linear: Sequence[Linear]) -> dict[str, dict[str, list[float]]]:
    rows = [[round(float(w), 3) for w in row] for row in zip(*(weights for weights, _ in linear), strict=True)]
    some = [n for n, row in enumerate(rows) if any(row)]
    return grouped([str(names[n]) for n in some], [rows[n] for n in some])


if __name__ == "__main__":
    sys.exit(main())
