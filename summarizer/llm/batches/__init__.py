"""OpenAI's Batch API: the same requests at half the price, answered within a day, into the same ledger.

Where a run stands is in the ledger at every moment, so that one that was killed goes on where it was: what was sent is
not sent again, and what was answered is taken in.
"""

from .batches import Batches
from .settled import Settled

__all__ = ["Batches", "Settled"]
