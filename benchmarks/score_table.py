"""The scores of several contestants as one table in Markdown, and its place in the README."""

from collections.abc import Callable, Sequence

from summarizer.evaluate.across import SORTS
from summarizer.evaluate.scores import Scored, scores
from summarizer.evaluate.table import ALARMS, SPANNING, articles, cell, spanning, tokens
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
    for label, told in _rows():
        cells = [told(each) if each.tallies else "not recorded" if label == ROWS[0] else NONE for each in contestants]
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
        ("articles", articles),
        ("tokens an article", tokens),
        (SPANNING, spanning),
        ("dollars an article", _dollars),
    ]


def _score(label: str) -> Callable[[Scored], str]:
    score = scores()[label]
    return lambda each: cell(score(each.total), each.interval(score) if label in SURE else None)


def _across(sort: str) -> Callable[[Scored], str]:
    def told(each: Scored) -> str:
        whole = total(each.sets)
        return f"{cell(precision(whole, sort), None)} / {cell(recall(whole, sort), None)}" if each.sets else NONE

    return told


def _dollars(each: Scored) -> str:
    cost = each.total.cost_usd
    return "unknown" if cost is None else f"{cost / len(each.tallies):.4f}" if cost else "0"
