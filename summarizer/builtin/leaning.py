"""Items that cannot be read alone: their clause speaks of "it", "the idea", "such a force"."""

import re

from summarizer.pattern import lazy

from .clauses import Clause

_THING = (
    r"(?:the (?:idea|concept|notion|suggestion)|such an? [a-z]+|these (?:negotiations|talks|conditions|demands)"
    r"|those (?:conditions|demands|terms))\b"
)
_BREAK = r"(?=\W*$|\W?[.,;:”]|\s(?:and|but|in|on|at|as|down|outright|when|too|again|either)\b)"
_SUBJECT = lazy(
    rf"(?:{_THING}|(?:it|this|that|one) (?:is|was|were|would|will|has|had|must|should|can|could|wo)\b)", re.I
)
_OBJECT = lazy(rf"\s(?:(?:to|on|with|down|formally|again)\s)?(?:{_THING}|(?:it|this|that|one|them)\b{_BREAK})", re.I)
_SPOKEN_OF = lazy(rf"{_THING}", re.I)
_OWN_NOUN = lazy(r"of\b|that\s\w+\s(?:would|will|should|could)\b")  # "the idea of a joint force" says enough


def leans(text: str, clause: Clause, article: str) -> bool:
    """Whether the item `text` of a clause needs the sentence before it to be understood."""
    return _bare(_SUBJECT, text, 0, len(text)) or _bare(
        _OBJECT, article, clause.cue_start + len(clause.form), clause.end
    )


def explains(lead: str) -> bool:
    """Whether what stands before the clause in its sentence names what the clause means by "it"."""
    return len(lead.split()) > 8 and not _SPOKEN_OF.search(lead)


def _bare(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    match = pattern.match(text, start, end)
    return bool(match) and not _OWN_NOUN.match(text[match.end() if match else 0 :].lstrip())
