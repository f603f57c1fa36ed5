"""Attribution: who says a sentence, through what channel, and which part of it is what they say.

Peels "..., the Kremlin said in a statement", "X said (that) ...", "According to X, ..." and quotes followed by
"he said" off the content. What is left carries the speaker as a `Voice`.
"""

import re
from dataclasses import dataclass

from summarizer.schemas.vocabulary import Channel

from .cast import Cast
from .speaker import OWN, Voice, voice_of
from .speech import (
    ACCORDING,
    ADDING,
    ADDS,
    AND_SAYS,
    ASIDE,
    INNER_END,
    LEAD,
    OPENING_ONLY,
    PRONOUN,
    SAYING,
    TRAIL,
    WORDS,
)


@dataclass(frozen=True)
class Content:
    """A stretch of a sentence and whose words it gives."""

    start: int
    end: int
    voice: Voice


def contents(cast: Cast, start: int, end: int, carried: Voice) -> list[Content]:
    """A sentence, cut into what is said and by whom; `carried` speaks where a quotation runs on."""
    text = cast.text
    speaks = not SAYING.isdisjoint(WORDS.findall(text, start, end))
    if text[start] in '“"‘' and not speaks:
        return [Content(start, end, carried)]
    outer = OWN
    pieces = [(start, end)]
    if speaks or "ccording to" in text[start:end]:
        trail = _last(TRAIL, text, start, end)
        if trail and OPENING_ONLY.fullmatch(text, start, trail.start()):
            trail = None
        if trail and (voice := _voice(cast, trail, start, end)):
            outer = voice
            rest = re.match(r",\s(?:but|and|while|though|adding that|adding|although)\s", text[trail.end() : end])
            pieces = [(start, trail.start())] + ([(trail.end() + rest.end(), end)] if rest else [])
        if outer is OWN and (aside := ASIDE.search(text, start, end)):
            outer = _aside(cast, aside, start, end) or OWN
    sentence = text[start:end]
    adds = any(word in sentence for word in ADDS)
    adds = adds or (speaks and AND_SAYS.search(sentence) is not None)
    found = []
    for piece_start, piece_end in pieces:
        inner, inner_start = _leading(cast, piece_start, piece_end, outer, speaks)
        added = ADDING.search(text, inner_start, piece_end) if adds else None
        speaker = _adder(cast, piece_start, added.start(), inner) if added else None
        if added and speaker:
            found.append(Content(inner_start, added.start(), inner))
            inner, inner_start = speaker, added.end()
        found += [Content(s, e, inner) for s, e in _split(text, inner_start, piece_end)]
    return found


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch cut where a sentence ends inside it, as sentences do inside quotations."""
    cuts = [m.end() for m in INNER_END.finditer(text, start, end)]
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _aside(cast: Cast, aside: re.Match[str], start: int, end: int) -> Voice | None:
    """The voice of ", she said, ": somebody named before the sentence, for its subject is another."""
    if PRONOUN.fullmatch(aside["who"]) and (actor := cast.antecedent(aside["who"], start)):
        return Voice(actor.name, None if actor.independent else actor.party, Channel.STATEMENT)
    return voice_of(cast, aside.start("who"), aside.end("who"), "said", cast.text[start:end])


def _adder(cast: Cast, start: int, end: int, inner: Voice) -> Voice | None:
    """Who adds something in ", adding that ...": the speaker so far, or the sentence's subject."""
    if inner is not OWN and inner.party is not None:
        return inner
    first = next((m for m in cast.within(_subject_start(cast.text, start, end), end) if not m.located), None)
    if first is None:
        return None
    person = next(
        (m for m in cast.within(first.start, end) if m.actor.sort == "person" and m.start - first.end < 25), first
    )
    return voice_of(cast, person.start, person.end, "said", cast.text[start:end])


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    place = start
    while match := pattern.search(text, place, end):
        found, place = match, match.start() + 1
    return found


def _leading(cast: Cast, start: int, end: int, outer: Voice, speaks: bool) -> tuple[Voice, int]:
    """The voice of "X said that ..." at the head of a stretch and where its content starts."""
    text = cast.text
    if match := ACCORDING.match(text, start, end):
        return voice_of(cast, match.start("who"), match.end("who"), "said", text[start:end]) or outer, match.end()
    match = LEAD.search(text, start, min(end, start + 260)) if speaks else None
    if not match or text[start : match.start()].count("“") > text[start : match.start()].count("”"):
        return outer, start
    rest = text[match.end() : match.end() + 30]
    if (
        not match["that"]
        and match["verb"] not in ("said", "says", "say", "told", "tells", "added")
        and not re.match(r"(?:he|she|it|they|there|no|“|‘|[A-Z]|its|the \w+ (?:was|is|were|had|would|will))", rest)
    ):
        return outer, start
    who_start = _subject_start(text, start, match.start())
    voice = voice_of(cast, who_start, match.start(), match["verb"], text[start:end])
    if voice is None or re.search(
        r"\b(?:if|whether|as)\b|\b(?:that|which|who)\b[^,]*$", text[who_start : match.start()]
    ):
        return outer, start
    return voice, match.end()


def _subject_start(text: str, start: int, end: int) -> int:
    """Where the subject begins behind an opening like "In its statement, "."""
    opening = re.match(
        r"(?:But |And |Still, |However, |Meanwhile, )?(?:In|On|At|After|During|Before|Speaking|Talking"
        r"|Addressing|Following|Asked|Late|Early|Two|When|As)\b[^,]{2,120},\s",
        text[start:end],
    )
    return start + opening.end() if opening else start


def _voice(cast: Cast, match: re.Match[str], start: int, end: int) -> Voice | None:
    name = "who" if match["who"] else "who2" if match["who2"] else "who3"
    verb = match["verb"] or match["verb2"] or "said"
    return voice_of(
        cast,
        match.start(name),
        match.end(name),
        verb,
        cast.text[match.start() : match.end()] + " " + cast.text[start : start + 60],
    )
