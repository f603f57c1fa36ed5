"""The scores of several contestants as one table in Markdown, and its place in the README."""

from collections.abc import Callable, Sequence

from summarizer.evaluate.across import SORTS
from summarizer.evaluate.scores import Scored, scores
from summarizer.evaluate.table import ALARMS
from summarizer.evaluate.tally import alarms, precision, recall, total

BEGIN, END = "<!-- scores: begin -->\n", "<!-- scores: end -->"
SURE = ("F1", "precision", "recall", "recall, core")  # with their intervals
ROWS = (
    *SURE,
    *(
        f"F1, {kind}"
        for kind in ("agreed terms", "demands", "open questions", "whatever the kind", "of the right parties")
    ),
    *("who says so", "parties", "by whom", "of whom", "stage", "confirmation", "kind of demand", "answer"),
    *("quotes verbatim", "numbers and polarity as in the quotes"),
)
NONE = "–"


def as_table(contestants: Sequence[Scored]) -> str:
    """A column for each contestant; one without articles is said to be not recorded."""
    lines = [f"| | {' | '.join(each.name for each in contestants)} |", f"|---{'|--:' * len(contestants)}|"]
    for label, cell in _rows():
        cells = [cell(each) if each.tallies else "not recorded" if label == ROWS[0] else NONE for each in contestants]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def put_into(document: str, table: str) -> str:
    """The document with the table between its two marks. Raises ValueError where it has none."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document has no {BEGIN.strip()} and {END}")
    return f"{before}{BEGIN}{table}{END}{after}"


def _rows() -> list[tuple[str, Callable[[Scored], str]]]:
    return [
        *((label, _score(label)) for label in ROWS),
        *((f"{sort}, precision / recall", _across(sort)) for sort in SORTS),
        (ALARMS, lambda each: str(alarms(each.total) or NONE)),
        ("articles", _articles),
        ("tokens an article", lambda each: f"{each.total.tokens / len(each.tallies):,.0f}"),
        ("tokens for what spans articles, a set", _spanning),
        ("dollars an article", _dollars),
    ]


def _score(label: str) -> Callable[[Scored], str]:
    score = scores()[label]

    def cell(each: Scored) -> str:
        within = each.interval(score) if label in SURE else None
        return _figure(score(each.total)) + (f" [{within[0]:.2f}, {within[1]:.2f}]" if within else "")

    return cell


def _across(sort: str) -> Callable[[Scored], str]:
    def cell(each: Scored) -> str:
        whole = total(each.sets)
        return f"{_figure(precision(whole, sort))} / {_figure(recall(whole, sort))}" if each.sets else NONE

    return cell


def _articles(each: Scored) -> str:
    return f"{len(each.tallies)}" + (f", {len(each.failed)} failed" if each.failed else "")


def _spanning(each: Scored) -> str:
    return f"{total(each.sets).tokens / len(each.sets):,.0f}" if each.sets else NONE


def _dollars(each: Scored) -> str:
    cost = each.total.cost_usd
    return "unknown" if cost is None else f"{cost / len(each.tallies):.4f}" if cost else "0"


def _figure(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"
