"""Features as rows of numbers, and sets dealt to folds: what all that is trained needs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer

FOLDS = 8


def vectorizer(rows: Iterable[Mapping[str, float]], often: int) -> DictVectorizer:
    """Of the features that at least so many rows have."""
    count = Counter(name for row in rows for name in row)
    return DictVectorizer(dtype=np.float64).fit([{name: 1.0 for name in count if count[name] >= often}])


def narrow(x: Any) -> Any:
    """A sparse matrix with indices of 32 bits, as scikit-learn's solvers take it; a dense one as it is."""
    if not isinstance(x, np.ndarray):
        x = csr_matrix(x)
        x.indices, x.indptr = x.indices.astype(np.int32), x.indptr.astype(np.int32)
    return x


def folds(sets: Sequence[str]) -> np.ndarray:
    """The fold of each row by the set that it is of, so that no set is in two."""
    names = sorted(set(sets))
    return np.array([names.index(name) % FOLDS for name in sets])
