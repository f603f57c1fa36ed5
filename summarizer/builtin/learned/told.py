"""The text of an item made from its sentence: the article's words, with the sentence before where it hangs on it."""

from collections.abc import Sequence

from summarizer.pattern import lazy

from ..cast import first_person
from ..finding import Place
from ..readable import hangs, plain
from ..reading import Reader
from ..speaker import Voice
from ..voices import Content

SHORT = 8  # words: fewer are hardly understood alone
LONGEST = 60
_PERSON = lazy(r"(?:He|She)\b")


def told(reader: Reader, place: Place, said: Sequence[Content], voice: Voice) -> tuple[str, list[Place]]:
    """The text, and the sentences that it is made of. What is said in the first person is given as a quotation."""
    text = plain(reader.text[place.start : place.end])
    if first_person(text) and voice.speaker and len(said) == 1:
        bare = text.strip('“”"‘’ ').rstrip(".,")
        return f"{voice.speaker}: “{bare}.”", [place]
    if voice.speaker and voice.party and (pronoun := _PERSON.match(text)):
        return f"{voice.speaker}{text[pronoun.end() :]}", [place]
    places = [place]
    while (hangs(text, asked=False) or len(text.split()) < SHORT) and places[0].number:
        before = reader.places[places[0].number - 1]
        if _apart(reader, before, places[0]):
            break
        longer = f"{plain(reader.text[before.start : before.end])} {text}"
        if len(longer.split()) > LONGEST or len(places) > 2:
            break
        text, places = longer, [before, *places]
    return text if text[-1:] in '.!?”"' else f"{text}.", places


def _apart(reader: Reader, before: Place, place: Place) -> bool:
    """Whether a paragraph ends between them; a question or a heading goes with what stands under it."""
    if place.start not in reader.starts:
        return False
    words = reader.text[before.start : before.end]
    return not words.rstrip().endswith(("?", ":"))
