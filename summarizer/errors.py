"""What can go wrong, each with the sentence a user reads and the exit code a script sees.

SummarizerError
├── InputError          2   unusable arguments or input
│   └── ReadError       2   one source that is no readable article
├── ModelError          1   the model answered, but not usably (refusal, filter, invalid JSON ...)
│   ├── RefusalError
│   ├── ContentFilterError
│   ├── TruncatedError      the answer hit its length limit; the article is split
│   └── InvalidAnswerError
├── UnansweredError     1   this one request fails, where the endpoint answers others
├── PartialError        1   some articles of a source failed; carries the summaries of the others
└── StopError               the run cannot go on, whatever article comes next
    ├── EndpointError   3   the model cannot be reached or refuses the key, the model name or the schema
    │   ├── UnreachableError
    │   └── RequestRefusedError
    ├── LedgerError     2   the ledger cannot be read or written
    ├── OutputError     2   the folder for the results cannot be used, or is in use
    └── BudgetError     4   the next request might cost more than is left to spend
"""

from collections.abc import Sequence
from typing import Any


class SummarizerError(Exception):
    """Base of all errors that the program raises on purpose. `str()` is one sentence: what, where, what to do."""

    exit_code = 1


class InputError(SummarizerError):
    """Unusable arguments or input."""

    exit_code = 2


class ReadError(InputError):
    """A source that is no readable article: missing, empty, binary, too large, unreachable."""


class ModelError(SummarizerError):
    """The model answered, but not with something usable. `spent` is the usage of the answer, where known."""

    spent: Any = None


class RefusalError(ModelError):
    """The model refused to answer."""


class ContentFilterError(ModelError):
    """The provider's content filter stopped the answer."""


class TruncatedError(ModelError):
    """The answer, or the article in the request, does not fit the model's window."""


class InvalidAnswerError(ModelError):
    """The answer is not the JSON that was asked for, after all re-asks."""


class UnansweredError(SummarizerError):
    """This one request gets no answer, while the endpoint answers others: what needs it is not whole without."""


class PartialError(SummarizerError):
    """Some articles of a source failed. `summaries` are those of the others, `errors` what went wrong."""

    def __init__(self, summaries: Sequence[Any], errors: Sequence[SummarizerError]) -> None:
        super().__init__(f"{len(errors)} of {len(summaries) + len(errors)} articles failed, the first: {errors[0]}")
        self.summaries = list(summaries)
        self.errors = list(errors)


class StopError(SummarizerError):
    """The run cannot go on: whatever comes next would fail in the same way. `result` is what a batch had done."""

    result: Any = None


class EndpointError(StopError):
    """The model's endpoint cannot serve: asking again changes nothing."""

    exit_code = 3

    def of_one_request(self, others: bool) -> UnansweredError:
        """The same as one article's failure; `others`: whether the endpoint has answered other requests."""
        return UnansweredError(f"{self} (Other requests were answered.)" if others else str(self))


class UnreachableError(EndpointError):
    """No usable reply within the time limit, after retries."""


class RequestRefusedError(EndpointError):
    """The endpoint refuses the key, the model's name, or the schema."""


class LedgerError(StopError):
    """The ledger cannot be read or written, so that an answer might have to be paid for again."""

    exit_code = 2


class OutputError(StopError):
    """The folder for the results cannot be written, or another run writes into it."""

    exit_code = 2


class BudgetError(StopError):
    """What is left of the budget does not cover the next request."""

    exit_code = 4
