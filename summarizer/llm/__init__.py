"""Asking a model: any endpoint that speaks OpenAI's chat completions, one prompt and one shape at a time.

Only this package imports openai, instructor and tenacity, and only when a question is asked: they take two seconds.
Transport faults are retried beneath instructor (`call`), answers that do not fit are asked for again by it (`client`).
"""

from .client import Answer, Client
from .desk import Deferred, Desk
from .pace import Pace
from .price import price
from .probe import Probe, probe
from .spending import Spending
from .tally import Tally
from .window import fits, tokens

__all__ = [
    "Answer",
    "Client",
    "Deferred",
    "Desk",
    "Pace",
    "Probe",
    "Spending",
    "Tally",
    "fits",
    "price",
    "probe",
    "tokens",
]
