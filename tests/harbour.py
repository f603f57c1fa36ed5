"""Invented wage disputes by the hundred, and a model that answers about any of them: for tests of whole folders."""

import re
from pathlib import Path
from typing import Any

_DEMAND = re.compile(r"^The (?P<union>Pilots' Union of \w+) demands a raise of (?P<percent>\d+) percent\.$", re.M)


def article(number: int) -> str:
    """The text of one article; each says something else."""
    return (
        f"The Pilots' Union of {_name(number)} demands a raise of {number + 2} percent.\n\n"
        f"The port authority has not answered the letter of {number + 1} March.\n"
    )


def folder(path: Path, size: int, of: int = 25) -> Path:
    """A folder with so many articles, `of` in each folder of it."""
    for number in range(size):
        place = path / f"week-{number // of:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"port-{number:05}.txt").write_text(article(number), "utf-8")
    return path


def answer(body: dict[str, Any]) -> dict[str, Any]:
    """What a good model answers to a request about an article; nothing at all to one about several."""
    shape = body["response_format"]["json_schema"]
    if shape["name"] != "ArticleDraft":
        return {name: [] for name in shape["schema"]["properties"]}
    found = _DEMAND.search(body["messages"][1]["content"])
    return draft(found) if found else {"negotiation": None, "agreed_terms": [], "demands": [], "open_questions": []}


def draft(found: "re.Match[str]") -> dict[str, Any]:
    """A draft with the one demand of an article."""
    demand = {
        "quotes": [found[0]],
        "text": found[0],
        "issue": "pay_benefits",
        "speaker": None,
        "speaker_party": None,
        "channel": "outlet",
        "stance": "asserts",
        "by": [found["union"]],
        "of": [],
        "kind": "demand",
        "response": "unanswered",
        "made": "undisputed",
    }
    return {"negotiation": None, "agreed_terms": [], "demands": [demand], "open_questions": []}


def _name(number: int) -> str:
    letters = "abcdefghij"
    return "Q" + "".join(letters[int(digit)] for digit in str(number))
