"""Items that a reader understands without the article: those that hang on the sentence before are told with it."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftQuestion
from summarizer.schemas.vocabulary import Issue

from .finding import Finding, Place
from .issues import issue_of

_OPENING = lazy(r"(?:\d\d[.:]\d\d|\d{1,2}\.)\s+(?=[A-Z“])|(?:[A-Z][A-Z .]+,[^()]{0,20}|[A-Z .]+)?\([A-Z]\w+\) [—–-]+ ")
_HANGS = lazy(
    r"^[“\"‘']?(?:(?:But|And|Or|So|Yet|Then|Nor),? )?(?:(?:they|he|she|that|these|those|one|its|their|his|her|such)\b"
    r"|this(?! (?:week|month|year|morning|afternoon|evening))|it (?!(?:is|was|remains?|remained) (?:not |still )?"
    r"(?:clear|unclear|known|unknown|uncertain|immediately)))"
    r"|\b(?:to \w+ (?:one|it|that|them)(?=[.,;]|\s(?:by|in|at|to)\b)|of them\b"
    r"|(?:which|whether|when) (?:\w+ ){0,2}(?:it|they)\b|that to\b"
    r"|(?:the|that|this) (?:matter|condition|move|clause|idea|offer|plan|dates?|numbers?)\b"
    r"(?! of| on| for| barring))",
    re.I,
)
_LEANS = lazy(
    r"^(?:it|that|this|they|these) (?!week|month|year)"
    r"|\b(?:to \w+ (?:one|it)(?=[.,])|of them\b|(?:that|the) matter(?=[.,]))"
    r"|\b(?:that|this) (?:condition|precondition|demand|threat|claim|clause|objection)\b", re.I,
)  # fmt: skip
_SHORT = 9  # words; a question with no more says hardly what it is about
_LONGEST = 60
_SMALL = 4
_OF_THEM = lazy(r"\bof them\b")  # stands beside what it means, in a whole sentence


def plain(sentence: str) -> str:
    """A sentence without the time of day, the number or the dateline before it."""
    match = _OPENING.match(sentence)
    return " ".join(sentence[match.end() if match else 0 :].split())


def hangs(text: str, asked: bool) -> bool:
    """Whether a sentence cannot be read alone; a question's less so the shorter it is."""
    return bool(_HANGS.search(text)) or (asked and len(text.split()) <= _SHORT)


def made_readable(finding: Finding, text: str, places: list[Place], opens: set[int]) -> None:
    """Gives an item that hangs on its sentence or on the one before the words that it lacks, and quotes them."""
    item = finding.item
    asked = isinstance(item, DraftQuestion)
    here = finding.places[0]
    several = asked and finding.clause is None and len(finding.places) > 1  # the first of them explains the others
    shown = text[here.start : here.end] if several else item.text
    if not (hangs(shown, asked and not several) if asked else _LEANS.search(shown)):
        return
    whole = plain(text[here.start : here.end])
    if len(whole.split()) > len(item.text.split()) + _SMALL and len(whole.split()) <= _LONGEST:
        item.text = whole
        if not (hangs(whole, asked) if asked else _OF_THEM.search(whole) or not _LEANS.search(whole)):
            return
    if here.start in opens or here.number == 0:
        return
    before = places[here.number - 1]
    lead = plain(text[before.start : before.end])
    if len(lead.split()) < _SMALL or _OF_THEM.search(item.text):
        return
    if len(lead.split()) + len(item.text.split()) <= _LONGEST:
        item.text = f"{lead} {item.text}"
        item.issue = issue_of(item.text) if item.issue is Issue.OTHER else item.issue
        finding.places = [before, *(place for place in finding.places if place != before)]
