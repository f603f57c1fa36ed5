"""What was spent: requests, tokens and seconds, summed over every attempt, the failed ones too."""

from dataclasses import dataclass
from typing import Any

from ..ledger import Said
from ..ledger.asked import counted
from ..schemas.summary import Usage
from .price import price


@dataclass
class Tally:
    """A running sum. Give one to `Client.ask` to know what a call took that ended in an error.

    `calls` counts requests sent, also those that failed; tokens stay None until a server states some.
    """

    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    seconds: float = 0.0

    def count(self, usage: Any) -> None:
        """Add the `usage` of a completion. Copied at once: instructor overwrites it with its running total."""
        self.input_tokens = _sum(self.input_tokens, getattr(usage, "prompt_tokens", None))
        self.output_tokens = _sum(self.output_tokens, getattr(usage, "completion_tokens", None))

    def replay(self, said: Said) -> None:
        """Add an answer from the ledger: what it took when it was asked for."""
        self.calls += said.attempts
        self.input_tokens = _sum(self.input_tokens, said.input_tokens)
        self.output_tokens = _sum(self.output_tokens, said.output_tokens)

    def add(self, other: "Tally") -> None:
        """Add another sum."""
        self.calls += other.calls
        self.input_tokens = _sum(self.input_tokens, other.input_tokens)
        self.output_tokens = _sum(self.output_tokens, other.output_tokens)
        self.seconds += other.seconds

    def usage(self, model: str) -> Usage:
        """The sum as it is published, with its price for `model`."""
        known = self.input_tokens is not None and self.output_tokens is not None
        return Usage(
            calls=self.calls,
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
            cost_usd=price(model, self.input_tokens or 0, self.output_tokens or 0) if known else None,
            seconds=self.seconds,
        )


def _sum(total: int | None, more: object) -> int | None:
    tokens = counted(more)
    return total if tokens is None else (total or 0) + tokens
