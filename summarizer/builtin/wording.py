"""The item's text: its clause as one sentence, with the attribution peeled off and names for pronouns.

Nothing is added but names that the article uses, and nothing that carries a verb's polarity is taken away.
"""

import re

from summarizer.pattern import lazy

from .cast import Cast, first_person
from .clauses import Clause
from .speaker import Voice

LIMIT = 35  # words; a longer clause loses its trailing relative or participial part where that is safe
_OPENING = lazy(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ .]+(?:,\s[\w. ]+?)?\s(?:\([\w ]+\)\s)?[—–-]+\s|\d\d[.:]\d\d\s|(?:But|And"
    r"|However|Still|Nonetheless|Nevertheless|Meanwhile|Additionally|Moreover|Then|Yet|So|Also"
    r"|That is|though|although|while|that|but|and|yet),?\s)+"
)
_PRONOUN = lazy(r"(?:he|she|it|they)\b", re.I)
_OWN = lazy(r"(?:[Hh]er|[Hh]is|[Ii]ts|[Tt]heir)\s(?=(?:government|union|delegation|side|team)\b)")
_TRAILING = lazy(
    r",\s(?:which|who|whom|meaning|although|though|while|as|adding|saying|including|following"
    r"|jeopardi[sz]ing|leaving|giving|making|calling|describing|after|with|but)\s"
)
_SPACES = lazy(r"\s\s+|[^\S ]")  # all but one plain space
_LAST_MARK = lazy(r"(?<=\w)[,.](?=”$)")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def sentence_of(
    cast: Cast, start: int, end: int, subject: tuple[int, int] | None, keep_until: int, voice: Voice
) -> str:
    """The stretch as a sentence; `subject` is prefixed where the clause has none of its own.

    `keep_until` is the offset up to which nothing may be cut (the cue and its object's head).
    """
    text = cast.text
    if opening := _OPENING.match(text, start, end):
        start = opening.end() if opening.end() < keep_until else start
    end = _shortened(text, start, end, keep_until)
    body = _trimmed(text[start:end])
    if first_person(body):
        return _spoken(body, voice)
    if subject is not None and re.match(r"\w+ing\b", body):
        body = _trimmed(text[subject[0] : end])  # "X refused, offering instead ..." needs its verb
    elif subject is not None:
        body = f"{_name(cast, *subject)} {body}"
    elif voice.party and (own := _OWN.match(body)):
        body = f"{voice.party}’s {body[own.end() :]}"  # "Her government has given up ..."
    elif re.match(r"it\b", body, re.I) and (deal := cast.deal_before(start)):
        body = deal + body[2:]
    elif re.match(r"they\b", body, re.I) and (pair := cast.sides_before(start) or cast.pair_before(start)):
        body = pair + body[4:]
    elif pronoun := _PRONOUN.match(body):
        actor = cast.antecedent(pronoun[0], start)
        if actor is not None and actor.sort == "person":  # whom "they" or "it" means is guessed wrong too often
            body = _as_named(cast, actor.name) + body[pronoun.end() :]
    return _finished(body)


def of_clause(cast: Cast, clause: Clause) -> str:
    """The item text of a clause."""
    return sentence_of(cast, clause.start, clause.end, clause.inherited, clause.cue_end, clause.voice)


def _name(cast: Cast, start: int, end: int) -> str:
    phrase = cast.text[start:end].strip(" ,")
    if _PRONOUN.fullmatch(phrase) and (actor := cast.antecedent(phrase, start)) and actor.sort == "person":
        return _as_named(cast, actor.name)
    return phrase


def _as_named(cast: Cast, name: str) -> str:
    """A lower-case role keeps its small letter, for it may stand inside."""
    return name


def _shortened(text: str, start: int, end: int, keep_until: int) -> int:
    while len(text[start:end].split()) > LIMIT:
        cuts = [m.start() for m in _TRAILING.finditer(text, keep_until, end)]
        cuts = [
            cut for cut in cuts if cut > keep_until + 15 and text[start:cut].count("“") == text[start:cut].count("”")
        ]
        if not cuts or "if " in text[cuts[-1] : end]:
            break
        end = cuts[-1]
    return end


def _trimmed(body: str) -> str:
    body = body.strip().strip(",;:—– ")
    body = _SPACES.sub(" ", body).rstrip(".,!")
    if body.endswith(("”", '"', "’", "'")):
        body = body[:-1].rstrip(".,!") + body[-1]
    for left, right in _PAIRS:
        if body.count(left) != body.count(right):
            body = body.replace(left, "").replace(right, "")
    if body.count('"') % 2:
        body = body.replace('"', "")
    if body.startswith("‘") or body.count("‘") > body.count("’"):
        body = body.replace("‘", "")
    if body.endswith("”"):
        body = _LAST_MARK.sub("", body)
    return body.rstrip(" ,.;—–")


def _spoken(body: str, voice: Voice) -> str:
    """First person stays a quotation of its speaker."""
    bare = body.strip('“”"‘’ ').rstrip(".,")
    return f"{voice.speaker}: “{bare[0].upper()}{bare[1:]}.”" if voice.speaker and bare else _finished(body)


def _finished(body: str) -> str:
    if body.startswith("“") and body.endswith("”") and body.count("“") == 1:
        body = body[1:-1]
    body = body[:1].upper() + body[1:] if not body.startswith("“") else body[:2].upper() + body[2:]
    return body.rstrip(".") + "."
