"""How many verdicts of a tool are right, by sort: `python adversaries/score.py VERDICTS.jsonl`. Python alone will do.

VERDICTS.jsonl has one line a case: {"id": "quote-number-hull-1", "verdict": "pass"}. A sort without any verdict is
shown as "–"; a case without one, in a sort that has some, is a wrong one.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Right(NamedTuple):
    """Right verdicts, of how many cases; None where a tool gave none on the sort."""

    verdicts: int | None
    cases: int


def right(verdicts: Mapping[str, str]) -> dict[str, Right]:
    """How many of the verdicts (pass or fail, by id) are right, by sort. A ValueError names ids that are no cases."""
    cases = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text("utf-8").splitlines()]
    if unknown := sorted(set(verdicts) - {case["id"] for case in cases}):
        raise ValueError(f"no such case: {', '.join(unknown)}; cases.jsonl has the ids")
    found = {}
    for sort in dict.fromkeys(case["sort"] for case in cases):
        own = [case for case in cases if case["sort"] == sort]
        given = any(case["id"] in verdicts for case in own)
        counted = sum(verdicts.get(case["id"]) == case["verdict"] for case in own)
        found[sort] = Right(counted if given else None, len(own))
    return found


def table(tools: Mapping[str, Mapping[str, Right]]) -> str:
    """A Markdown table, sort by tool."""
    rows = [f"| sort | cases | {' | '.join(tools)} |", "|---|--:|" + "--:|" * len(tools)]
    for sort, (_, cases) in next(iter(tools.values())).items():
        counts = [counted[sort].verdicts for counted in tools.values()]
        shown = " | ".join("–" if count is None else str(count) for count in counts)
        rows.append(f"| {sort} | {cases} | {shown} |")
    return "\n".join([*rows, ""])


def read_verdicts(path: Path) -> dict[str, str]:
    """The verdicts of a file, by id. A ValueError names the line that is none."""
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            verdict = json.loads(line)
            found[verdict["id"]] = verdict["verdict"]
        except (ValueError, KeyError, TypeError):
            raise ValueError(f'line {number} is not of the form {{"id": "...", "verdict": "pass"}}') from None
    return found


def main() -> int:
    """Print the table for one file of verdicts; 2 where there is none to count."""
    if len(sys.argv) != 2:
        print("One file of verdicts is needed: python adversaries/score.py VERDICTS.jsonl", file=sys.stderr)
        return 2
    try:
        print(table({"right": right(read_verdicts(Path(sys.argv[1])))}), end="")
    except (OSError, ValueError) as error:
        print(f"{sys.argv[1]}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
