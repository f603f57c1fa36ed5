"""What is said of an engine: every score by name, with the articles that it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from .across import SORTS
from .bootstrap import interval
from .compare import Missed
from .tally import KINDS, Tally, f1, precision, recall, share, total

Score = Callable[[Tally], float | None]
LABELS = {"agreed_term": "agreed terms", "demand": "demands", "open_question": "open questions"}
FIELDS = {
    "says": "who says so",
    "parties": "parties",
    "by": "by whom",
    "of": "of whom",
    "stage": "stage",
    "confirmation": "confirmation",
    "act": "kind of demand",
    "response": "answer",
    "made": "whether made",
    "why": "why open",
}


@dataclass(frozen=True)
class Scored:
    """One engine over some articles."""

    name: str
    tallies: Sequence[Tally]
    missed: Sequence[Missed]
    failed: Mapping[str, str]  # articles without a summary, and why; they count as nothing found
    sets: Sequence[Tally] = ()  # what their briefs say across the articles of each set

    @property
    def total(self) -> Tally:
        """All articles together."""
        return total(self.tallies)

    def interval(self, score: Score) -> tuple[float, float] | None:
        """The score in 95 of 100 draws."""
        return interval(self.tallies, score)

    def across(self) -> dict[str, tuple[float | None, tuple[float, float] | None]]:
        """Precision and recall of copies, disagreements and changes, with their intervals over draws of the sets."""
        found: dict[str, tuple[float | None, tuple[float, float] | None]] = {}
        for sort in SORTS:
            for name, of in (("precision", precision), ("recall", recall)):
                score: Score = partial(of, kind=sort)
                found[f"{sort}, {name}"] = score(total(self.sets)), interval(self.sets, score)
        return found


def scores() -> dict[str, Score]:
    """Every score by its name, in the order of the table."""
    found: dict[str, Score] = {
        "F1": f1,
        "precision": precision,
        "recall": recall,
        "recall, core": lambda tally: recall(tally, weight="core"),
    }
    for kind in KINDS:
        found |= {
            f"F1, {LABELS[kind]}": lambda tally, kind=kind: f1(tally, kind),  # type: ignore[misc]
            f"precision, {LABELS[kind]}": lambda tally, kind=kind: precision(tally, kind),  # type: ignore[misc]
            f"recall, {LABELS[kind]}": lambda tally, kind=kind: recall(tally, kind),  # type: ignore[misc]
        }
    found["F1, whatever the kind"] = _any_kind
    for name, label in FIELDS.items():
        found[label] = lambda tally, name=name: share(tally.fields_right[name], tally.fields_given[name])  # type: ignore[misc]
    found["quotes verbatim"] = lambda tally: share(tally.counts["quotes verbatim"], tally.counts["quotes"])
    return found


def _any_kind(tally: Tally) -> float | None:
    return share(2 * tally.counts["any right"], tally.counts["all found"] + tally.counts["all gold"])
