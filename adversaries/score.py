"""How many verdicts of a tool are right, by sort: `python adversaries/score.py VERDICTS.jsonl`. Python alone will do.

VERDICTS.jsonl has one line a case: {"id": "quote-number-hull-1", "verdict": "pass"}. A sort without any verdict is
shown as "–"; a case without one, in a sort that has some, is not right, and stderr says how many these are.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

CASES = Path(__file__).parent / "cases.jsonl"
VERDICTS = ("pass", "fail")
MOST = 20  # lines at fault that are told at once
FORM = '{"id": "quote-number-hull-1", "verdict": "pass"}'
HELP = f"""\
VERDICTS.jsonl has one line a case, in any order:

  {FORM}

The verdict on each case of cases.jsonl is pass (the quote stands in the article word for word, the statement is borne
out) or fail, in capitals or not. README.md beside this file says what the sorts are.

Leave out the sorts that your tool does not judge: a sort without any verdict is shown as "–". Single cases without a
verdict are counted as not right, and stderr says how many there are. Below the table stands how many of the true cases,
of the false ones, and of all are right: who rejects everything is right on every false one. Exit code 2, and no table:
there is no line, or lines are of another form, their verdict is another word, or their id is no case or stands twice.

  python adversaries/score.py my-verdicts.jsonl
"""


class Right(NamedTuple):
    """Right verdicts, of how many cases; None where a tool gave none on the sort."""

    verdicts: int | None
    cases: int


def right(verdicts: Mapping[str, str]) -> dict[str, Right]:
    """How many of the verdicts (pass or fail, by id) are right, by sort."""
    found = {}
    for sort, own in _by_sort().items():
        given = any(case["id"] in verdicts for case in own)
        counted = sum(verdicts.get(case["id"]) == case["verdict"] for case in own)
        found[sort] = Right(counted if given else None, len(own))
    return found


def unanswered(verdicts: Mapping[str, str]) -> list[str]:
    """What has no verdict, in sentences: whole sorts, which do not count, and cases of others, which are not right."""
    lacking = {sort: sum(case["id"] not in verdicts for case in own) for sort, own in _by_sort().items()}
    whole = [sort for sort, own in _by_sort().items() if lacking[sort] == len(own)]
    single = {sort: count for sort, count in lacking.items() if count and sort not in whole}
    told = []
    if single:
        sorts = ", ".join(f"{sort} {count}" for sort, count in single.items())
        told.append(f"Not answered, counted as not right: {_count(sum(single.values()))} ({sorts}).")
    if whole:
        told.append(
            f"Not judged, and not counted: {_count(sum(lacking[sort] for sort in whole))} ({', '.join(whole)})."
        )
    return told


def sums(verdicts: Mapping[str, str]) -> list[str]:
    """Right ones of the cases that should pass, of those that should fail, and of all, of the sorts that are judged.

    Who rejects everything is right on every false case, and on no true one.
    """
    judged = [own for own in _by_sort().values() if any(case["id"] in verdicts for case in own)]
    every = [case for own in judged for case in own]

    def right_of(cases: Sequence[Mapping[str, Any]]) -> str:
        return f"{sum(verdicts.get(case['id']) == case['verdict'] for case in cases)} right of {len(cases)}"

    true, false = ([case for case in every if case["verdict"] == verdict] for verdict in VERDICTS)
    return [f"true ones (pass): {right_of(true)}; false ones (fail): {right_of(false)}", f"all: {right_of(every)}"]


def table(tools: Mapping[str, Mapping[str, Right]]) -> str:
    """A Markdown table, sort by tool."""
    rows = [f"| sort | cases | {' | '.join(tools)} |", "|---|--:|" + "--:|" * len(tools)]
    for sort, (_, cases) in next(iter(tools.values())).items():
        counts = [counted[sort].verdicts for counted in tools.values()]
        shown = " | ".join("–" if count is None else str(count) for count in counts)
        rows.append(f"| {sort} | {cases} | {shown} |")
    return "\n".join([*rows, ""])


def read_verdicts(path: Path) -> dict[str, str]:
    """The verdicts of a file, pass or fail by id; empty lines are passed over.

    A ValueError names each line at fault, all of them at once; or says that there is none.
    """
    known = [case["id"] for own in _by_sort().values() for case in own]
    found: dict[str, str] = {}
    first: dict[str, int] = {}
    faults: list[str] = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case, verdict = _verdict(line, known)
            if case in first:
                raise ValueError(f"is on {case}, as line {first[case]} is; give one verdict on each case")
            found[case], first[case] = verdict, number
        except ValueError as error:
            faults.append(f"line {number} {error}")
    if faults:
        more = [f"... and {len(faults) - MOST} more"] * (len(faults) > MOST)
        lead = f"{len(faults)} lines cannot be counted; correct them:"
        raise ValueError(faults[0] if len(faults) == 1 else "\n  ".join([lead, *faults[:MOST], *more]))
    if not found:
        raise ValueError(f"there is no verdict in it; write a line for each case, of the form {FORM}")
    return found


def _verdict(line: str, known: Sequence[str]) -> tuple[str, str]:
    """The case of a line, and what is said of it. A ValueError goes on from "line 3"."""
    try:
        told = json.loads(line)
        case, verdict = told["id"], told["verdict"]
    except (ValueError, KeyError, TypeError):
        case = verdict = None
    if not isinstance(case, str):
        raise ValueError(f"is not of the form {FORM}")
    if case not in known:
        near = get_close_matches(case, known, 1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise ValueError(f"has {case}, which is no case; {meant}cases.jsonl has the ids")
    said = verdict.strip().lower() if isinstance(verdict, str) else None
    if said not in VERDICTS:
        raise ValueError(f"has {json.dumps(verdict)}, which is no verdict on {case}; write pass or fail")
    return case, said


def _by_sort() -> dict[str, list[dict[str, Any]]]:
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return {sort: [c for c in cases if c["sort"] == sort] for sort in dict.fromkeys(case["sort"] for case in cases)}


def _count(number: int) -> str:
    return f"{number} case{'s' * (number != 1)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table for one file of verdicts; 2 where there is none to count."""
    parser = argparse.ArgumentParser(
        prog="python adversaries/score.py",
        description="How many verdicts of a tool on the adversary set are right, by sort, as a table in Markdown.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verdicts", type=Path, metavar="VERDICTS.jsonl", help="what your tool says of each case")
    path: Path = parser.parse_args(arguments).verdicts
    try:
        verdicts = read_verdicts(path)
        print(table({"right": right(verdicts)}), *sums(verdicts), sep="\n")
    except UnicodeDecodeError:
        print(f"{path} is not UTF-8: write it so.", file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"{path}: {error.strerror if isinstance(error, OSError) else error}.", file=sys.stderr)
        return 2
    for line in unanswered(verdicts):
        print(line, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
