"""The quotes of one item, found in the article: evidence with offsets, and the sentences it stands in."""

from collections.abc import Sequence

from ..schemas.summary import Evidence
from ..schemas.vocabulary import Found
from ..words import Stretch, paragraph_number, paragraphs, sentences, sentences_around
from .fold import folded, folded_article
from .locate import Span, carries, locate, occurrences, whole_words


def find_evidence(quotes: Sequence[str], text: str, speaker: str | None = None) -> tuple[list[Evidence], list[str]]:
    """The evidence that the quotes give, without doubles and in the quotes' order, and the quotes not found.

    A quote that stands in the article several times is taken where the item's other quotes stand, else where the
    speaker is named, else at its first place.
    """
    anchor = _anchor(quotes, text)
    spans: list[Span] = []
    missing: list[str] = []
    for quote in quotes:
        near = anchor if anchor is not None else _near_speaker(quote, text, speaker)
        found = locate(quote, text, near=near)
        spans.extend(found)
        if not found:
            missing.append(quote)
    if spans and missing:
        short = {quote: span for quote in missing if (span := _heading(quote, text, spans[0].start))}
        spans += short.values()
        missing = [quote for quote in missing if quote not in short]
    return [evidence_at(text, span.start, span.end, span.found) for span in _without_doubles(spans)], missing


def _heading(quote: str, text: str, near: int) -> Span | None:
    """The last place before others of an item's quotes where one that is too short to be looked for alone stands.

    "VOTES." says nothing, but heads what they say.
    """
    at = text.rfind(quote, 0, near + len(quote)) if quote.strip() and not carries(folded(quote).strip()) else -1
    if at < 0 or not whole_words(text, at, at + len(quote)):
        return None
    return Span(at, at + len(quote), Found.EXACT)


def evidence_at(text: str, start: int, end: int, found: Found) -> Evidence:
    """The evidence that a stretch of the text is."""
    return Evidence(quote=text[start:end], start=start, end=end, paragraph=paragraph_number(text, start), found=found)


def contexts(evidence: Sequence[Evidence], text: str) -> list[str]:
    """The whole sentences that each piece of evidence stands in, in the evidence's order."""
    stretches = dict.fromkeys(sentences_around(text, piece.start, piece.end) for piece in evidence)
    return [text[start:end] for start, end in stretches]


def widen(evidence: Sequence[Evidence], text: str) -> list[Evidence]:
    """The same evidence, each piece extended to the whole sentences it stands in."""
    wide = dict.fromkeys(Span(*sentences_around(text, piece.start, piece.end), piece.found) for piece in evidence)
    return [evidence_at(text, span.start, span.end, span.found) for span in _without_doubles(list(wide))]


def nearest_passage(quote: str, text: str) -> str | None:
    """The sentences of the text most like a quote that does not stand in it; None where nothing is alike."""
    article = folded_article(text)
    wanted = folded(quote)
    if not wanted.strip() or not article.text:
        return None
    from rapidfuzz.fuzz import partial_ratio_alignment  # most runs miss no quote, so do not wait for it

    aligned = partial_ratio_alignment(wanted, article.text, score_cutoff=50)
    if aligned is None or aligned.dest_end <= aligned.dest_start:
        return None
    start, end = article.starts[aligned.dest_start], article.ends[aligned.dest_end - 1]
    share = (end - start) / 4  # a sentence that the alignment only brushes is not shown
    alike = [s for s in sentences(text) if min(s.end, end) - max(s.start, start) > share]
    return text[alike[0].start : alike[-1].end] if alike else text[start:end]


def _anchor(quotes: Sequence[str], text: str) -> int | None:
    """Where the first of the quotes stands that stands in the text only once."""
    for quote in quotes:
        found = occurrences(quote, text)
        if len(found) == 1:
            return found[0].start
    return None


def _near_speaker(quote: str, text: str, speaker: str | None) -> int | None:
    """The first occurrence of a repeated quote whose paragraph names the speaker."""
    surname = speaker.split()[-1] if speaker and speaker.split() else None
    found = occurrences(quote, text) if surname else []
    if surname is None or len(found) < 2:
        return None
    around = [_paragraph(text, span) for span in found]
    named = [span.start for span, (start, end) in zip(found, around, strict=True) if surname in text[start:end]]
    return named[0] if named else None


def _paragraph(text: str, span: Span) -> Stretch:
    return paragraphs(text)[paragraph_number(text, span.start) - 1]


def _without_doubles(spans: Sequence[Span]) -> list[Span]:
    """The spans without those that lie inside another one."""
    kept: list[Span] = []
    for span in spans:
        if any(other.start <= span.start and span.end <= other.end for other in kept):
            continue
        kept = [other for other in kept if not (span.start <= other.start and other.end <= span.end)]
        kept.append(span)
    return kept
