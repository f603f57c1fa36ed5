"""Makes the set anew: `python -m adversaries.make`. The same input gives the same files, to the byte.

What a program can make is made from the texts of examples/; what it cannot is in `by_hand.yaml` (quotes) and
`statements.yaml` (statements, true and false, each about a verbatim quote).
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from summarizer.read import read
from summarizer.settings import load_settings

from .case import ARTICLES, CASES, HERE, NAMES, SORTS, TRUE, Case, file_of
from .changed import changed
from .joined import ellipses, elsewhere, merged, verbatim
from .typography import variants

EXAMPLES = HERE.parent / "examples"
# The keys of statements.yaml.
_KINDS = {
    "right": "statement-true", "negation": "statement-negation", "number": "statement-number",
    "party": "statement-party",
}  # fmt: skip


def texts() -> dict[str, str]:
    """The texts of the example articles as the project reads them, by short name."""
    settings = load_settings(model="builtin")
    paths: dict[str, Path] = {path.stem: path for path in EXAMPLES.glob("*/*")}
    return {name: read(paths[stem], settings)[0].text for name, stem in NAMES.items()}


def made(read: dict[str, str]) -> list[Case]:
    """All cases, sort by sort: those of a program, then those written by hand."""
    programs = (verbatim, variants, ellipses, changed, merged, elsewhere)
    found = list(chain(*(program(read) for program in programs), _quotes(), _statements()))
    return sorted(found, key=lambda case: [*SORTS].index(case.sort))


def _quotes() -> Iterator[Case]:
    """The quotes written by hand."""
    by_sort: dict[str, list[dict[str, str]]] = _yaml("by_hand.yaml")
    for sort, entries in by_sort.items():
        for number, entry in enumerate(entries, 1):
            verdict = "pass" if sort in TRUE else "fail"
            of = file_of(entry["article"])
            yield Case(f"{sort}-hand-{number:02}", sort, of, entry["quote"], verdict, entry["why"], "hand")


def _statements() -> Iterator[Case]:
    """The statements: of each quote a true one, and false ones."""
    for entry in _yaml("statements.yaml"):
        for kind, sort in _KINDS.items():
            for number, (text, why) in enumerate(entry.get(kind, []), 1):
                verdict = "pass" if sort in TRUE else "fail"
                ending = f"{entry['id']}-{number}" if number > 1 else entry["id"]
                of = file_of(entry["article"])
                yield Case(f"{sort}-{ending}", sort, of, entry["quote"], verdict, why, "hand", text=text)


def _yaml(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text("utf-8"))


def main() -> None:
    """Write the articles and the cases."""
    read = texts()
    ARTICLES.mkdir(exist_ok=True)
    for name, text in read.items():
        (HERE / file_of(name)).write_text(text, "utf-8", newline="\n")
    lines = [case.line() for case in made(read)]
    CASES.write_text("\n".join([*lines, ""]), "utf-8", newline="\n")
    print(f"{len(lines)} cases, {len(read)} articles")


if __name__ == "__main__":
    main()
