"""The linear models of the status fields: stage, confirmation, kind of demand, answer, why open."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from summarizer.builtin.learned.labels import label_features

from .material import Text, flat, grouped
from .vectors import folds, narrow, vectorizer

OFTEN, STRENGTH = 4, 0.3
LEAST = 0.05  # smaller weights are left out
Row = tuple[str, dict[str, float], str]  # set, features, value


def rows(texts: Sequence[Text], field: str) -> list[Row]:
    """Every gold item that gives the field."""
    return [
        (text.set, flat(label_features(text.sentences, text.features, numbers)), status[field])
        for text in texts
        for (_, numbers), status in zip(text.items, text.status, strict=True)
        if field in status
    ]


def trained(given: Sequence[Row]) -> tuple[dict[str, Any], float, float]:
    """The model to ship; how often it is right on sets that it has not seen; how often the commonest value is."""
    features = [features for _, features, _ in given]
    vector = vectorizer(features, OFTEN)
    x, y = narrow(vector.transform(features)), np.array([value for _, _, value in given])
    fold = folds([name for name, _, _ in given])
    right = sum(
        int((_fit(x[fold != f], y[fold != f]).predict(x[fold == f]) == y[fold == f]).sum()) for f in sorted(set(fold))
    )
    model = _fit(x, y)
    names = vector.get_feature_names_out()
    weights = {str(n): [round(float(w), 2) for w in model.coef_[:, k]] for k, n in enumerate(names)}
    weights = {name: each for name, each in weights.items() if max(map(abs, each)) >= LEAST}
    shipped = {
        "values": [str(value) for value in model.classes_],
        "weights": grouped(list(weights), list(weights.values())),
        "bias": [round(float(b), 3) for b in model.intercept_],
    }
    return shipped, right / len(y), Counter(y).most_common(1)[0][1] / len(y)


def _fit(x: Any, y: Any) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(x, y)
