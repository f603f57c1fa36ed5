"""Clauses: the part of a sentence around one cue, with its subject and the auxiliaries before the verb.

The first cue of a stretch governs it ("declined to agree" is a refusal); a later cue counts where a conjunction
opens a new clause ("agreed to X but refused Y"). Cues in subordinate clauses ("if X agrees", "the deal that Y signed")
and bare infinitives ("expected to sign") do not count.
"""

from dataclasses import dataclass

from summarizer.pattern import lazy

from .cast import Cast
from .cues import CUES, Act
from .grammar import (
    COORDINATOR,
    FINITE,
    MODAL,
    NEGATIVE,
    STRONG,
    VERBAL,
    WORD,
    Token,
    subordinate,
)
from .hits import Hit, hit_at, reported_after
from .speaker import Voice
from .voices import Content


@dataclass(frozen=True)
class Clause:
    """One cue and the clause it governs; offsets count in the article's text."""

    start: int
    end: int
    act: Act
    cue_start: int
    cue_end: int
    form: str
    subject: tuple[int, int]
    inherited: tuple[int, int] | None  # the subject of the clause before, where this has none
    aux: tuple[str, ...]
    voice: Voice

    @property
    def negative(self) -> bool:
        """Whether the verb is negated."""
        return any(NEGATIVE.match(word) for word in self.aux)

    @property
    def modal(self) -> bool:
        """Whether the verb stands under would, could, may ..."""
        return any(word in MODAL for word in self.aux)

    @property
    def future(self) -> bool:
        """Whether the verb stands under will."""
        return "will" in self.aux

    @property
    def passive(self) -> bool:
        """Whether the verb is passive."""
        return self.form.endswith(("ed", "t", "k", "n")) and any(
            w in self.aux for w in ("is", "are", "was", "were", "been", "being", "be")
        )


def clauses(cast: Cast, content: Content) -> list[Clause]:
    """The clauses of a content that carry a cue, in order."""
    text = cast.text
    tokens = [Token(m.start(), m.end(), m[0].lower()) for m in WORD.finditer(text, content.start, content.end)]
    found: list[Clause] = []
    bounds: list[tuple[Hit, int]] = []  # hit, first token of its clause
    place = 0
    for index in range(len(tokens)):
        if index < place or tokens[index].low not in CUES:
            continue
        opening = (
            _opening(cast, tokens, bounds[-1][0].index + 1, index) if bounds else _first_opening(cast, tokens, index)
        )
        if opening is None:
            continue
        hit = hit_at(cast, tokens, index, opening)
        if hit and (after := reported_after(tokens, opening, hit)):
            opening = after
        if hit and not subordinate(tokens, opening, hit.first_aux, index):
            if bounds and not _independent(cast, tokens, opening, hit):
                continue
            bounds.append((hit, opening))
            place = index + 1
    for number, (hit, opening) in enumerate(bounds):
        end = tokens[bounds[number + 1][1] - 1].start if number + 1 < len(bounds) else content.end
        found.append(_clause(cast, tokens, hit, opening, end, content, found[-1] if found else None))
    return found


def _opening(cast: Cast, tokens: list[Token], after: int, index: int) -> int | None:
    """The first token of a new clause between the last cue and this one, or None where nothing separates them."""
    for place in range(index - 1, after - 1, -1):
        low = tokens[place].low
        if low in COORDINATOR:
            if low == "," and not (index - place <= 3 or tokens[index].low.endswith("ing")):
                continue
            return place + 1
        if low == "that" and tokens[place - 1].low in ("and", "but"):
            return place + 1
    return None


def _first_opening(cast: Cast, tokens: list[Token], index: int) -> int:
    """Where the first clause with a cue begins: behind "... ; " or ", but " if somebody is named after it."""
    for place in range(index - 1, 0, -1):
        if tokens[place].low == "that" and tokens[place - 1].low in ("and", "but", "reveal", "reveals"):
            return place + 1
        if tokens[place].low in STRONG and index - place > 1 and cast.within(tokens[place].end, tokens[index].start):
            return place + 1
    return 0


def _independent(cast: Cast, tokens: list[Token], opening: int, hit: Hit) -> bool:
    """Whether a coordinated cue opens a clause of its own: finite, and with a subject that can act or none."""
    form = tokens[hit.index].low
    subject = tokens[opening : hit.first_aux]
    aux = tokens[hit.first_aux : hit.index]
    if not subject:
        return form.endswith("ing") or bool(aux) or form.endswith("ed") or bool(FINITE.match(form) and not _plain(form))
    if len(subject) > 14 or any(t.low in (",", "said", "says") or t.low in VERBAL for t in subject):
        return False
    return bool(FINITE.match(form) or aux)


def _plain(form: str) -> bool:
    return form in (
        "want",
        "seek",
        "demand",
        "insist",
        "refuse",
        "reject",
        "offer",
        "need",
        "oppose",
        "open",
        "set",
        "cut",
        "put",
    )


def _clause(
    cast: Cast, tokens: list[Token], hit: Hit, opening: int, end: int, content: Content, last: Clause | None
) -> Clause:
    start = tokens[opening].start
    stop = tokens[hit.first_aux].start
    subject = _subject(cast, start, stop)
    return Clause(
        start=content.start if opening == 0 else start,
        end=end,
        act=hit.act,
        cue_start=tokens[hit.index].start,
        cue_end=hit.cue_end,
        form=tokens[hit.index].low,
        subject=subject,
        inherited=(last.subject if last.subject[1] > last.subject[0] else last.inherited)
        if last and subject[1] <= subject[0]
        else None,
        aux=tuple(token.low for token in tokens[hit.first_aux : hit.index]),
        voice=content.voice,
    )


_LEAD_IN = lazy(
    r"[“‘\"]?(?:(?:But|And|Still|However|Nonetheless|Nevertheless|Meanwhile|Additionally|Also|Then"
    r"|Yet|So|Instead|Separately|though|although|while|that|as|Hopefully|Under|In|On|At|After"
    r"|During|Before|Late|Early|For|Following|With|By|To|Last|Earlier|Since|From|Speaking|If|When"
    r"|Despite|As)\b[^,“”]{0,110},\s)+(?=\S)"
    r"|(?:[A-Z][A-Z .]+(?:, [\w. ]+)? )?\([^)]*\) [—–-]+ |(?:But|And|Then|Yet|So|Still|though"
    r"|although|while|that) ",
)


def _subject(cast: Cast, start: int, stop: int) -> tuple[int, int]:
    """The subject's noun phrase: without openings before it and appositions behind it."""
    text = cast.text
    while match := _LEAD_IN.match(text, start, stop):
        if match.end() >= stop or match.end() == match.start():
            break
        start = match.end()
    phrase = text[start:stop]
    if "," in phrase and " and " not in phrase.rsplit(",", 1)[1]:
        head = phrase.split(",", 1)[0]
        if cast.within(start, start + len(head)) or len(head.split()) <= 4:
            stop = start + len(head)
    return start, start + len(text[start:stop].rstrip(" ,"))
