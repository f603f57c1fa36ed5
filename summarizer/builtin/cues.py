"""The cue words: verbs that agree, demand, refuse, threaten or propose, and what must follow them.

The table is `cues.json`. A form that is not there says nothing; what governs the verb ("refused to agree") is
`clauses.py`'s part.
"""

import json
import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from summarizer.pattern import lazy


class Act(StrEnum):
    """What a clause does."""

    AGREE = "agree"
    SUPPORT = "support"  # in principle
    SIGN = "sign"
    REACH = "reach"
    COMMIT = "commit"
    FORCE = "force"
    SUSPEND = "suspend"
    COLLAPSE = "collapse"
    CONTAIN = "contain"  # the deal provides ...
    CONVENE = "convene"  # talks will resume ...
    DEMAND = "demand"
    INSIST = "insist"
    OBLIGE = "oblige"  # X must ..., a demand where a party says it
    CONDITION = "condition"
    RED_LINE = "red_line"
    PROPOSE = "propose"
    READY = "ready"
    REQUEST = "request"
    REFUSE = "refuse"
    WILL_NOT = "will_not"
    THREATEN = "threaten"
    WARN = "warn"
    WITHDRAW = "withdraw"  # dropped its demand


class Cue:
    """A cue: its act, and the pattern of what must follow, compiled when first needed."""

    def __init__(self, act: Act, after: str) -> None:
        self.act = act
        self._after = after

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match of what must follow, from `start` on."""
        return _compiled(self._after).match(text, start, end)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_FILE = json.loads(Path(__file__).with_name("cues.json").read_text(encoding="utf-8"))
DEAL: str = _FILE["words"]["DEAL"]
"""The nouns of agreements, as a pattern."""


def _filled(pattern: str) -> str:
    for name, words in _FILE["words"].items():
        pattern = pattern.replace("{" + name + "}", words)
    return pattern


def _table() -> dict[str, list[Cue]]:
    table: dict[str, list[Cue]] = {}
    for forms, act, after in sorted(_FILE["rows"], key=lambda row: row[1] == Act.CONTAIN):  # the weakest cue last
        cue = Cue(Act(act), _filled(after))
        for form in forms.split():
            table.setdefault(form, []).append(cue)
    return table


CUES: dict[str, list[Cue]] = _table()
"""Word form, lower case -> the cues it may be, in order of trial."""

DEAL_HEAD = lazy(
    rf"(?:the|this|that|its|their|a|[A-Z]\w+[’']s|these)\s(?:[\w-]+\s){{0,3}}?{DEAL}\b(?: {DEAL}\b)?", re.I
)
PLAN_WORDS = lazy(r"\b(?:plan|proposal|offer|draft|blueprint|package)s?\b", re.I)
