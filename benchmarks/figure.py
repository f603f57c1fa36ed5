"""One measured figure and the bound it is held to."""

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A row of the table. `met` is true where there is no bound."""

    what: str
    value: str
    bound: str = "–"
    met: bool = True

    def row(self) -> str:
        """The Markdown row."""
        return f"| {self.what} | {self.value} | {self.bound} | {'yes' if self.met else 'NO'} |"


def ratio(what: str, ours: float, theirs: float, most: float, unit: str = "s") -> Figure:
    """Ours against a peer's or a floor's, which must stay at or under `most`."""
    value = ours / theirs
    return Figure(f"{what}: {ours:.3f} {unit} / {theirs:.3f} {unit}", f"{value:.2f}", f"≤ {most}", value <= most)


def compared(what: str, ours: float, theirs: float, unit: str) -> Figure:
    """Ours against a peer's or a floor's, without a bound."""
    return Figure(f"{what}: {ours:.3f} {unit} / {theirs:.3f} {unit}", f"{ours / theirs:.2f}")


def alternating(first: Sequence[str], second: Sequence[str], runs: int = 7) -> tuple[float, float]:
    """The median wall times of two commands run in turn, so that a slow moment of the machine hits both."""
    for command in (first, second):
        _timed(command)
    pairs = [(_timed(first), _timed(second)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def cpu(work: Callable[[], object], rounds: int = 5) -> float:
    """The median CPU seconds of this process for one call of `work`, after one that does not count."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def _timed(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
