"""Figures that the article itself corrects further down: its items give the corrected one, and quote both places."""

from collections.abc import Sequence

from summarizer.pattern import lazy

from .finding import Finding, Place

_CORRECTS = lazy(r"\b(?:CORRECTION|Correction)\b")
_NOT_THAT = lazy(r"(\d[\d.,]*\d|\d),? not (\d[\d.,]*\d|\d)(?=\W)")
_REPORTED = lazy(r"\b[Tt]he (\d[\d.,]*\d|\d)(%| per ?cent)? [^.;]{0,40}?reported (?:above|earlier)")
_SAYS = lazy(r"\b(?:says|is|was|gives) (\d[\d.,]*\d|\d)(%| per ?cent)?")
_NEAR = 2  # sentences in which the right figure stands


def corrected(findings: Sequence[Finding], text: str, places: Sequence[Place]) -> None:
    """Puts right what the article says it had wrong."""
    for match in _CORRECTS.finditer(text) if "CORRECTION" in text or "Correction" in text else ():
        at = next((p.number for p in places if p.start <= match.start() < p.end), None)
        if at is None:
            continue
        several = places[at : at + 1 + _NEAR]
        end = several[-1].end
        if wrong := _REPORTED.search(text, match.start(), end):
            right = _SAYS.search(text, wrong.end(), end)
            pair = (wrong[1], right[1]) if right and right[2] == wrong[2] else None
        else:
            said = _NOT_THAT.search(text, match.start(), end)
            pair = (said[2], said[1]) if said else None
        if pair:
            _put_right(findings, *pair, [p for p in several if _holds(text, p, pair)])


def _holds(text: str, place: Place, pair: tuple[str, str]) -> bool:
    return any(number in text[place.start : place.end] for number in pair)


def _put_right(findings: Sequence[Finding], wrong: str, right: str, where: list[Place]) -> None:
    for finding in findings:
        words = finding.item.text.split(" ")
        if wrong in words and finding.places[0] not in where:
            finding.item.text = " ".join(right if word == wrong else word for word in words)
            finding.places = [*finding.places, *where]
