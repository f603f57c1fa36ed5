"""What came of the requests that waited."""

from collections import Counter
from dataclasses import dataclass


@dataclass
class Settled:
    """Requests that were answered, refused for good in this run, and those that have to be asked for again."""

    answered: int = 0
    refused: int = 0
    again: int = 0

    def count(self, fates: Counter[str]) -> None:
        """Add what came of some more."""
        self.answered += fates["answered"]
        self.refused += fates["refused"]
        self.again += fates["again"]
