"""What is said of an engine: every score by name, with the articles that it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from ..schemas.kinds import KINDS
from .across import SORTS
from .bootstrap import Score, ahead, draws, within
from .missed import Missed
from .tally import Tally, f1, precision, recall, share, total

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
    measured: bool = True  # whether tokens, dollars and seconds are known
    notes: Sequence[str] = ()  # what to know of it, in sentences

    @cached_property
    def total(self) -> Tally:
        """All articles together."""
        return total(self.tallies)

    @cached_property
    def _draws(self) -> list[Tally]:
        return draws(self.tallies)

    def interval(self, score: Score) -> tuple[float, float] | None:
        """The score in 95 of 100 draws; None of fewer than five articles."""
        return within(self._draws, score)

    def ahead_of(self, other: "Scored", score: Score) -> float | None:
        """In which share of the draws of the articles, the same for both, it scores higher; ties count half.

        None of fewer than five articles.
        """
        return ahead(self._draws, other._draws, score)

    def across(self) -> dict[str, tuple[float | None, tuple[float, float] | None]]:
        """Precision and recall of copies, disagreements and changes, with their intervals over draws of the sets."""
        found: dict[str, tuple[float | None, tuple[float, float] | None]] = {}
        whole, drawn = total(self.sets), draws(self.sets)
        for sort in SORTS:
            for name, of in (("precision", precision), ("recall", recall)):
                score: Score = partial(of, kind=sort)
                found[f"{sort}, {name}"] = score(whole), within(drawn, score)
        return found


def scores() -> dict[str, Score]:
    """Every score by its name, in the order of the table."""
    found: dict[str, Score] = {
        "F1": f1,
        "precision": precision,
        "recall": recall,
        "recall, core": partial(recall, weight="core"),
    }
    for kind in KINDS:
        found |= {
            f"F1, {LABELS[kind]}": partial(f1, kind=kind),
            f"precision, {LABELS[kind]}": partial(precision, kind=kind),
            f"recall, {LABELS[kind]}": partial(recall, kind=kind),
        }
    found["F1, whatever the kind"] = _any_kind
    found["F1, of the right parties"] = lambda tally: share(
        2 * tally.counts["named right"], tally.counts["all found"] + tally.counts["all gold"]
    )
    for name, label in FIELDS.items():
        found[label] = partial(_field, name=name)
    found["quotes verbatim"] = lambda tally: share(tally.counts["quotes verbatim"], tally.counts["quotes"])
    found["numbers and polarity as in the quotes"] = lambda tally: share(
        tally.counts["items agreeing"], tally.counts["all found"]
    )
    return found


def _field(tally: Tally, name: str) -> float | None:
    return share(tally.fields_right[name], tally.fields_given[name])


def _any_kind(tally: Tally) -> float | None:
    return share(2 * tally.counts["any right"], tally.counts["all found"] + tally.counts["all gold"])
