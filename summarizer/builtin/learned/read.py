"""From what the rules have read to what the model weighs."""

from collections.abc import Sequence

from summarizer.schemas.kinds import kind_of
from summarizer.words import Stretch

from ..finding import Finding
from ..reading import Reader
from ..speaker import OWN
from .sentence import Sentence
from .tokens import names, tokens


def sentences_of(reader: Reader, findings: Sequence[Finding]) -> list[Sentence]:
    """Every sentence of an article, in order; `findings` are what the rules found in it."""
    named = names(reader.text)
    found = [_sentence(reader, number, named) for number in range(len(reader.places))]
    for number, sentence in enumerate(found):
        if number and sentence.place.start not in reader.starts:
            sentence.behind = found[number - 1].behind + 1
    for sentence, following in zip(found[-2::-1], found[:0:-1], strict=True):
        sentence.ahead = following.ahead + 1 if following.behind else 0
    for finding in findings:
        for place in finding.places:
            found[place.number].found.add(kind_of(finding.item))
    return found


def _sentence(reader: Reader, number: int, named: frozenset[str]) -> Sentence:
    place = reader.places[number]
    voices = [content.voice for content in reader.said.get(number, ())]
    return Sentence(
        place=place,
        tokens=tokens(reader.text, Stretch(place.start, place.end), named),
        opening=reader.text[place.start : place.start + 1],
        voices=voices or [OWN],
        parties=len({mention.actor.party for mention in reader.cast.within(place.start, place.end)}),
        clauses=reader.clauses.get(number, []),
    )
