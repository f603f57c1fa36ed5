"""The status words of an item made from its sentences alone: the likeliest ones, and no more than can be seen."""

import re
from collections.abc import Sequence

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import Channel, Confirmation

from ..speaker import OWN, Voice
from .chosen import Chosen
from .features import Features
from .labels import label_features
from .model import Model
from .sentence import Sentence

SURE = 0.65
_TOGETHER = lazy(
    r"\b(?:both|the two|jointly?|together|sign(?:ed|atures?)|initial(?:l?ed|s)|shook|each side|the (?:sides|parties)"
    r"|all (?:three|four|parties))\b", re.I
)  # fmt: skip


class Status:
    """Fields of one article's items."""

    def __init__(self, model: Model, sentences: Sequence[Sentence], known: Sequence[Features]) -> None:
        self._model, self._sentences, self._known = model, sentences, known
        self._group: Chosen | None = None  # the last one asked about, and its features
        self._features: Features = []

    def of(self, field: str, group: Chosen) -> str:
        """The likeliest value."""
        likely = self._likely(field, group)
        return max(likely, key=lambda value: likely[value])

    def sure(self, field: str, group: Chosen, otherwise: str) -> str:
        """The likeliest value if it is likelier than all others together."""
        likely = self._likely(field, group)
        return next((value for value in likely if likely[value] > SURE), otherwise)

    def confirmation(self, group: Chosen, sentence: str, voice: Voice, parties: Sequence[str]) -> str:
        """All parties only where the sentence tells of both; else whose words they are."""
        found = self.sure("confirmation", group, Confirmation.THIRD_PARTY)
        if found == Confirmation.CONTRADICTED or (found == Confirmation.ALL_PARTIES and _TOGETHER.search(sentence)):
            return found
        own = voice is OWN or voice.channel is Channel.OUTLET or voice.party not in parties
        return Confirmation.THIRD_PARTY if own else Confirmation.ONE_PARTY

    def _likely(self, field: str, group: Chosen) -> dict[str, float]:
        if self._group is not group:
            self._group, self._features = group, label_features(self._sentences, self._known, group.numbers)
        return self._model.labels[field].likely(self._features)
