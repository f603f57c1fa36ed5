"""Open questions as items: the part of a sentence that leaves something open, with its voice and parties."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftQuestion
from summarizer.schemas.vocabulary import OpenKind

from .cast import Cast
from .cues import DEAL
from .finding import Finding, Place, content_words
from .issues import issue_of
from .questions import Opening
from .speaker import OWN
from .voices import Content
from .wording import sentence_of

ABOUT_TALKS = lazy(
    rf"\b(?:{DEAL}|talks?|discussions?|conversation|negotiat\w+|demands?|strike|walkout|union|tariffs?|mediat\w+"
    r"|agree[ds]?|vote|ballot|prisoners|hostages)\b",
    re.I,
)
"""Words that show that a sentence or paragraph is about negotiating."""
_SURE = frozenset({OpenKind.DISPUTED, OpenKind.DEFERRED, OpenKind.RATIFICATION})
_STATED = lazy(r"\b(?:subject to|vote\w*)\b")
_ASKS = lazy(r",? (?:whether|who|how|when) ")
_CUT = lazy(r";\s|,\s(?:but|though|although|while)\s")
_MAIN_VERB = lazy(r"did|has|have|had|would|does")
_MAIN = 6  # so many of the most often named parties may be named as concerned


def question(
    cast: Cast, place: Place, said: list[Content], at: Opening, context: str, found: list[Finding]
) -> Finding | None:
    """The open question of a sentence, or None where it has nothing to do with negotiating.

    `found` are the sentence's other findings: a ratification that one of them carries as a condition is not said twice.
    """
    text = cast.text
    content = next((c for c in reversed(said) if c.start <= at.start), said[0])
    speaks = content.voice.speaker and _MAIN_VERB.match(text, at.start) and at.start < content.start
    start = content.start if content.start <= at.start and not speaks else place.start
    start, stop = _narrowed(text, start, max(content.end, at.end), at)
    body = text[start:stop]
    if (
        at.kind not in _SURE
        and not ABOUT_TALKS.search(body)
        and not (ABOUT_TALKS.search(context) or _ASKS.match(text, at.end))
    ):
        return None
    if at.kind is OpenKind.RATIFICATION and found and not _STATED.search(body):
        return None
    parties = [name for name in cast.parties_in(start, stop) if name in cast.ranked[:_MAIN]][:3]
    voice = content.voice if at.start >= content.start else OWN
    item = DraftQuestion(
        quotes=[],
        text=sentence_of(cast, start, stop, None, at.end, voice),
        issue=issue_of(text[at.start : stop], f"{body} {context}"),
        speaker=voice.speaker,
        speaker_party=voice.party,
        channel=voice.channel,
        stance=voice.stance,
        parties=parties or cast.ranked[:2],
        kind=at.kind,
    )
    return Finding(item, [place], None, None, content_words(item.text))


def _narrowed(text: str, start: int, end: int, at: Opening) -> tuple[int, int]:
    """The part of a stretch between semicolons and "but" that holds the opening."""
    for cut in _CUT.finditer(text, start, end):
        if cut.end() <= at.start:
            start = cut.end()
        elif cut.start() >= at.end:
            return start, cut.start()
    return start, end
