"""What can go wrong, each with the sentence a user reads and the exit code a script sees.

SummarizerError
├── InputError          2   unusable arguments or input
│   └── ReadError       2   one source that is no readable article
├── ModelError          1   the model answered, but not usably (refusal, filter, invalid JSON ...)
│   ├── RefusalError
│   ├── ContentFilterError
│   ├── TruncatedError      the answer hit its length limit; the article is split
│   └── InvalidAnswerError
├── PartialError        1   some articles of a source failed; carries the summaries of the others
└── EndpointError       3   the model cannot be reached or refuses the key, the model name or the schema
    ├── UnreachableError
    └── RequestRefusedError
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


class PartialError(SummarizerError):
    """Some articles of a source failed. `summaries` are those of the others, `errors` what went wrong."""

    def __init__(self, summaries: Sequence[Any], errors: Sequence[SummarizerError]) -> None:
        super().__init__(f"{len(errors)} of {len(summaries) + len(errors)} articles failed, the first: {errors[0]}")
        self.summaries = list(summaries)
        self.errors = list(errors)


class EndpointError(SummarizerError):
    """The model's endpoint cannot serve: asking again changes nothing."""

    exit_code = 3


class UnreachableError(EndpointError):
    """No usable reply within the time limit, after retries."""


class RequestRefusedError(EndpointError):
    """The endpoint refuses the key, the model's name, or the schema."""
