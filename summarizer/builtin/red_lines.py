"""Red lines said in two sentences: "X said it was a red line. “No observer will be stationed here.”"."""

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftDemand
from summarizer.schemas.vocabulary import DemandKind, Made, Response

from .cast import Cast
from .finding import Finding, Place, content_words
from .issues import issue_of
from .voices import Content
from .wording import sentence_of

_NAMES_ONE = lazy(
    r"\b(?:(?:is|was|were|are|remain(?:s|ed)?)|(?:call|describ|draw|drew)\w*[^.;]{0,40}?)\s(?:as\s)?a(?:nother)?"
    r"\sred\sline[.,:;”’\"]*(?:\s(?:for|to)\s[^.;,]{1,40})?[.”’\"]*$"
)
_QUOTED = lazy(r"[“‘\"]")


def red_line(cast: Cast, said: list[Content], place: Place, following: list[Content], after: Place) -> Finding | None:
    """The quoted sentence `after` one that says only that something is a red line; None where it is not so."""
    text = cast.text
    voice = said[-1].voice
    if not voice.party or voice.independent or not _NAMES_ONE.search(text, said[-1].start, said[-1].end):
        return None
    if not _QUOTED.match(text, after.start):
        return None
    content = following[0]
    words = sentence_of(cast, content.start, content.end, None, content.end, voice)
    item = DraftDemand(
        quotes=[], text=words, issue=issue_of(text[content.start : content.end], text[place.start : place.end]),
        speaker=voice.speaker, speaker_party=voice.party, channel=voice.channel, stance=voice.stance,
        by=[voice.party], of=[], kind=DemandKind.RED_LINE, response=Response.UNANSWERED, made=Made.UNDISPUTED,
    )  # fmt: skip
    return Finding(item, [after, place], None, None, content_words(words))
