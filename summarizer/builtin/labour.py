"""Talks between a union and employers: a "truce" or a "peace deal" in a strike is no ceasefire."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import Issue

from .cast import Cast
from .finding import Finding
from .issues import issue_of

_LABOUR = lazy(
    r"\b(?:unions?|employers?|workers|dockers|dockworkers|nurses|teachers|pilots|drivers|strikers|guild|management)\b",
    re.I,
)
_MAIN = 3  # the parties most often named


def labour(cast: Cast) -> bool:
    """Whether the article's main parties are a union or employers, and no two of them are states."""
    main = cast.ranked[:_MAIN]
    states = [party for party in main if party in cast.actors and cast.actors[party].sort == "state"]
    return len(states) < 2 and any(_LABOUR.search(party) for party in main)


def without_war(findings: list[Finding]) -> None:
    """Gives items about a "truce" the issue of their other words."""
    for finding in findings:
        if finding.item.issue is Issue.CEASEFIRE_SCOPE:
            finding.item.issue = issue_of(finding.item.text, never=Issue.CEASEFIRE_SCOPE)
