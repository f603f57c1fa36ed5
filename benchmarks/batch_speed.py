"""A folder through a model: wall time and CPU against instructor alone and LangExtract, 8, 64 and 256 in flight.

All read the same articles and ask one server on loopback that answers after half a second, so that with 64 in flight
and more the program's own work decides; then one that takes five seconds, as hosted models do at the least. Each is a
process of its own, and they take turns; the server runs beside them on the same cores. Imports do not count, nor the
first dozen of articles. The copies of an example differ in one sentence, so what the checks remember of a sentence
helps them more than in a folder of different articles: `fresh_text` says by how much.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from .example_folder import prepare
from .figure import Figure, compared, ratio
from .late_answering import serving

SECONDS, LATER = 0.5, 5.0  # until the server answers
RUNS = {8: 1, 64: 3, 256: 3}  # by how many are in flight
RUNS_LATER = {64: 1, 256: 1}
SIZE, FEW, FIRST = 360, 120, 12  # articles; a few for LangExtract, which takes its time
MOST = 1.25
PIECES = "1000"  # characters, LangExtract's default
PEERS = Path(".venv/peers/bin/python")
OURS, INSTRUCTOR = ([sys.executable, "-m", "benchmarks.contestants", name] for name in ("ours", "instructor"))
LANGEXTRACT = [str(PEERS), "benchmarks/peers/langextract_batch.py"]
Took = dict[str, float]


def measure() -> list[Figure]:
    """For each number in flight: walls and CPU; then the whole processes, imports and all."""
    os.environ["OPENAI_API_KEY"] = "none"
    with TemporaryDirectory() as place, serving(SECONDS) as url, serving(LATER) as later:
        all_of_them, few, first = (str(prepare(Path(place) / str(size), size)) for size in (SIZE, FEW, FIRST))
        figures = []
        for in_flight, runs in RUNS_LATER.items():
            how = [later, str(in_flight), all_of_them, first]
            ours, theirs = _in_turn(*([*who, *how] for who in (OURS, INSTRUCTOR)), runs=runs)
            wall, wall_theirs = _of("wall", ours, theirs)
            what = f"{in_flight} in flight, answers after {LATER:g} s, wall, ours / instructor alone"
            figures.append(ratio(what, wall, wall_theirs, MOST))
        for in_flight, runs in RUNS.items():
            how = [url, str(in_flight)]
            ours, theirs = _in_turn(*([*who, *how, all_of_them, first] for who in (OURS, INSTRUCTOR)), runs=runs)
            figures += _against_instructor(f"{in_flight} in flight", ours, theirs, SIZE * SECONDS / in_flight)
            extracted = _took([*LANGEXTRACT, *how, PIECES, few, first])
            what = (
                f"{in_flight} in flight, wall, ours / LangExtract ({extracted['calls']:.0f} calls for {FEW} articles)"
            )
            figures.append(ratio(what, _took([*OURS, *how, few, first])["wall"], extracted["wall"], 1.0))
        cold = _in_turn(*([*who, url, "64", all_of_them] for who in (OURS, INSTRUCTOR)), runs=3)
    return [*figures, compared("64 in flight, the whole process with its imports, wall", *_of("whole", *cold), "s")]


def _against_instructor(what: str, ours: list[Took], theirs: list[Took], floor: float) -> list[Figure]:
    wall, wall_theirs = _of("wall", ours, theirs)
    cpu, cpu_theirs = (seconds * 1000 / SIZE for seconds in _of("cpu", ours, theirs))
    return [
        ratio(f"{what}, wall, ours / instructor alone", wall, wall_theirs, MOST),
        compared(f"{what}, CPU an article, ours / instructor alone", cpu, cpu_theirs, "ms"),
        compared(f"{what}, wall, ours / the server's half seconds", wall, floor, "s"),
    ]


def _of(name: str, *runs: list[Took]) -> list[float]:
    return [statistics.median(took[name] for took in one) for one in runs]


def _in_turn(first: Sequence[str], second: Sequence[str], runs: int) -> tuple[list[Took], list[Took]]:
    pairs = [(_took(first), _took(second)) for _ in range(runs)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def _took(command: Sequence[str]) -> Took:
    """What a contestant says of itself, and the `whole` time of its process."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    took: Took = json.loads(done.stdout.splitlines()[-1])
    if not took["done"]:
        raise RuntimeError(f"{' '.join(command)}: nothing was done: {done.stderr}")
    return took | {"whole": time.perf_counter() - began}
