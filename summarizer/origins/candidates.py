"""Which pairs of many articles are worth a close look: MinHash signatures, banded (locality-sensitive hashing).

Two signatures for each article, because each misses what the other sees: word trigrams outside quotations (a story
shortened or put into a longer one keeps them) and neighbouring names and numbers (a machine that exchanges a third of
the words leaves these alone). The signatures are datasketch's; the bands are sorted one after the other in numpy
instead of kept in its index, which by estimate takes many times the memory of the signatures. Method: Broder 1997;
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from .fingerprint import Fingerprint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signatures = NDArray[np.uint32]  # one row an article

_PERMUTATIONS = 128
_TRIGRAM_ROWS, _NAME_ROWS = 2, 3  # values in a band: two of 128 find a Jaccard similarity of 0.2 in 93 of 100 cases
_TRIGRAM_LEAST, _NAME_LEAST = 0.06, 0.3  # estimated Jaccard similarity under which a pair is not looked at
_NEIGHBOURS = 4  # of one band's bucket, how many earlier articles one is paired with, from either end
_CHUNK = 1 << 16  # pairs estimated at a time


class Sketches:
    """Signatures of articles, added one by one in the order in which pairs are asked for. About 1 kB an article."""

    def __init__(self) -> None:
        from datasketch import MinHash  # type: ignore[import-untyped, unused-ignore]

        self._empty = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
        self._trigrams: list[NDArray[np.uint32]] = []
        self._names: list[NDArray[np.uint32]] = []

    def add(self, print_: Fingerprint) -> None:
        """Add the next article."""
        self._trigrams.append(self._signature(_hashes(print_.words, ((0, 1, 2),))))
        names = print_.names if len(print_.names) >= 4 else []
        self._names.append(self._signature(_hashes(names, ((0, 1), (0, 2)))))

    def earlier(self) -> Iterator[list[int]]:
        """For each article in order, the earlier ones that it may be a copy of (or they of it), likeliest first."""
        import numpy as np

        trigrams, names = np.array(self._trigrams), np.array(self._names)
        self._trigrams, self._names = [], []
        pairs = np.unique(np.concatenate([_banded(trigrams, _TRIGRAM_ROWS), _banded(names, _NAME_ROWS)]))
        pairs, likely = _likely(pairs, trigrams, names)
        later, first = np.divmod(pairs, len(trigrams))
        order = np.lexsort((first, -likely, later))
        first = first[order]
        ends = np.searchsorted(later[order], np.arange(len(trigrams)), side="right")
        for start, end in zip(np.concatenate([[0], ends[:-1]]).tolist(), ends.tolist(), strict=True):
            yield first[start:end].tolist()

    def _signature(self, hashes: Sequence[int]) -> NDArray[np.uint32]:
        sketch = self._empty.copy()
        sketch.update_batch(hashes)
        signature: NDArray[np.uint32] = sketch.hashvalues
        return signature


def _hashes(words: Sequence[str], shapes: Sequence[tuple[int, ...]]) -> list[int]:
    """32-bit hashes, equal in every process, of the words at each position that stand in one of the shapes to it."""
    import numpy as np

    numbers = np.array([_word_hash(word) for word in words], dtype=np.uint32)
    found: list[int] = []
    for shape in shapes:
        if (size := len(words) - shape[-1]) > 0:
            mixed = np.full(size, 2166136261, dtype=np.uint32)
            for offset in shape:
                mixed = (mixed ^ numbers[offset : offset + size]) * np.uint32(16777619)
                mixed ^= mixed >> np.uint32(15)
            found += mixed.tolist()
    return found


@lru_cache(maxsize=50_000)
def _word_hash(word: str) -> int:
    return crc32(word.encode())


def _banded(signatures: Signatures, rows: int) -> NDArray[np.int64]:
    """Pairs, as later * n + earlier, that agree in all values of a band. An article without a shingle is in none."""
    import numpy as np

    n = len(signatures)
    present = np.flatnonzero(signatures[:, 0] != np.uint32(0xFFFFFFFF))
    found = np.empty(0, dtype=np.int64)
    for start in range(0, _PERMUTATIONS - rows + 1, rows):
        band = np.zeros(len(present), dtype=np.uint64)
        for value in signatures[present, start : start + rows].T:
            band = (band ^ value) * np.uint64(0x9E3779B97F4A7C15)
            band ^= band >> np.uint64(29)
        by_band = np.argsort(band, kind="stable")  # stable: in each bucket the articles stay in order
        found = np.union1d(found, _in_buckets(present[by_band], band[by_band], n))
    return found


def _in_buckets(members: NDArray[np.int64], keys: NDArray[np.uint64], n: int) -> NDArray[np.int64]:
    """Each article paired with the first and with the last few before it in its bucket: linear in large buckets."""
    import numpy as np

    at = np.arange(len(members))
    begins = np.r_[True, keys[1:] != keys[:-1]] if len(keys) else np.empty(0, dtype=bool)
    start = np.maximum.accumulate(np.where(begins, at, 0))
    found = []
    for step in range(_NEIGHBOURS):
        for partner in (start + step, at - 1 - step):
            valid = (partner >= start) & (partner < at)
            found.append(members[at[valid]] * n + members[partner[valid]])
    return np.unique(np.concatenate(found))


def _likely(
    pairs: NDArray[np.int64], trigrams: Signatures, names: Signatures
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Those pairs whose signatures are alike enough, with a figure that grows with it."""
    import numpy as np

    kept, likely = [], []
    for start in range(0, len(pairs), _CHUNK):
        some = pairs[start : start + _CHUNK]
        later, earlier = np.divmod(some, len(trigrams))
        words = (trigrams[later] == trigrams[earlier]).mean(axis=1)
        named = (names[later] == names[earlier]).mean(axis=1)
        alike = (words >= _TRIGRAM_LEAST) | ((named >= _NAME_LEAST) & (names[later, 0] != np.uint32(0xFFFFFFFF)))
        kept.append(some[alike])
        likely.append((words + named / 4)[alike])
    if not kept:
        return pairs, np.empty(0)
    return np.concatenate(kept), np.concatenate(likely)
