"""The status words of an item made from its sentences alone: the likeliest ones, and no more than can be seen."""

import re
from collections.abc import Sequence

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import Channel, Confirmation

from ..speaker import OWN, Voice
from .features import Features
from .model import Model

SURE = 0.65
_TOGETHER = lazy(
    r"\b(?:both|the two|jointly?|together|sign(?:ed|atures?)|initial(?:l?ed|s)|shook|each side|the (?:sides|parties)"
    r"|all (?:three|four|parties))\b", re.I
)  # fmt: skip


class Status:
    """The fields of one item, by its features."""

    def __init__(self, model: Model, features: Features) -> None:
        self._model, self._features = model, features

    def of(self, field: str) -> str:
        """The likeliest value."""
        likely = self._likely(field)
        return max(likely, key=lambda value: likely[value])

    def sure(self, field: str, otherwise: str) -> str:
        """The value that is likelier than SURE, if one is."""
        likely = self._likely(field)
        return next((value for value in likely if likely[value] > SURE), otherwise)

    def confirmation(self, sentence: str, voice: Voice, parties: Sequence[str]) -> str:
        """All parties only where the sentence tells of both; else whose words they are."""
        found = self.sure("confirmation", Confirmation.THIRD_PARTY)
        if found == Confirmation.CONTRADICTED or (found == Confirmation.ALL_PARTIES and _TOGETHER.search(sentence)):
            return found
        own = voice is OWN or voice.channel is Channel.OUTLET or voice.party not in parties
        return Confirmation.THIRD_PARTY if own else Confirmation.ONE_PARTY

    def _likely(self, field: str) -> dict[str, float]:
        return self._model.labels[field].likely(self._features)
