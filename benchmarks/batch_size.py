"""A folder of 100, 1,000 and 10,000 articles: peak memory, and how long it takes to see that nothing is to be done.

`python -m benchmarks.batch_size --brief 10000` gives the peak with a brief over so many (the built-in engine's, the
articles being the twelve examples over and over); it takes an hour.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from . import example_folder
from .figure import Figure, alternating, ratio
from .late_answering import serving
from .startup import IMPORT, PROGRAM

SIZES, BRIEFS = (100, 1_000, 10_000), (100, 1_000)
LARGEST = 400  # MB
AGAIN, LONGEST = 1_000, 3.0  # articles, seconds
NO_BRIEF = ["--no-brief", "--concurrency", "64"]
PEAK = [sys.executable, "-m", "benchmarks.peak"]


def measure() -> list[Figure]:
    """With a model that answers at once and without a brief; then with the built-in engine and its brief."""
    with _environment(), TemporaryDirectory() as place, serving(0) as url:
        model = ["--model", "openai/claude", "--base-url", url, "--ledger", f"{place}/ledger.sqlite", *NO_BRIEF]
        peaks, figures = [], []
        for size in SIZES:
            command = _batch(Path(place), size, *model)
            peaks.append(_peak(command))
            if size == AGAIN:
                figures = _again(command)
        briefs = [_peak(_batch(Path(place), size, "--model", "builtin", out="brief")) for size in BRIEFS]
    figures += [
        Figure(f"peak memory, {size:,} articles, a model", f"{peak:.0f} MB", f"≤ {LARGEST} MB", peak <= LARGEST)
        for size, peak in zip(SIZES, peaks, strict=True)
    ]
    return figures + [_with_brief(size, peak) for size, peak in zip(BRIEFS, briefs, strict=True)]


def _again(command: list[str]) -> list[Figure]:
    """The same command once more, with all articles finished."""
    ours, imported = alternating([*PROGRAM, *command], IMPORT, runs=5)
    told = subprocess.run([sys.executable, "-X", "importtime", *PROGRAM[1:], *command], capture_output=True, text=True)
    loaded = any(line.rsplit("|", 1)[-1].strip() == "openai" for line in told.stderr.splitlines())
    what = f"{AGAIN:,} finished articles again"
    return [
        Figure(f"{what}, the whole process", f"{ours:.2f} s", f"≤ {LONGEST:g} s", ours <= LONGEST),
        ratio(f"{what} / `import openai`", ours, imported, LONGEST),
        Figure(f"{what}: is openai imported", "yes" if loaded else "no", "no", not loaded),
    ]


def _batch(place: Path, size: int, *how: str, out: str = "out") -> list[str]:
    """The command for a folder of that many articles, which is written if it is not there."""
    folder = place / f"articles-{size}"
    if not folder.exists():
        example_folder.write(folder, size)
    return ["batch", str(folder), "-o", f"{place}/{out}-{size}", *how]


def _peak(command: list[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run([*PEAK, *command], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    print(f"({' '.join(command[:2])}: {time.perf_counter() - began:.0f} s)", file=sys.stderr)
    return float(done.stdout)


def _with_brief(size: int, peak: float) -> Figure:
    return Figure(f"peak memory, {size:,} articles, the built-in engine and its brief", f"{peak:.0f} MB")


@contextmanager
def _environment() -> Iterator[None]:
    """No settings of the user's, and a key."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("SUMMARIZER_")]:
        del os.environ[name]
    os.environ["OPENAI_API_KEY"] = "none"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brief", type=int, required=True, metavar="ARTICLES", help="how many")
    with _environment(), TemporaryDirectory() as place:
        size = parser.parse_args().brief
        print(_with_brief(size, _peak(_batch(Path(place), size, "--model", "builtin"))).row())
