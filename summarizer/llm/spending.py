"""What a run spends, and the limit it is held to. Only fresh answers count: those from the ledger are paid for."""

import asyncio
from dataclasses import dataclass, field

from ..errors import BudgetError


@dataclass
class Spending:
    """Requests, tokens and US dollars of one run. `limit` in dollars; `factor` is the share of the list price paid.

    The limit holds for what was spent and what is in flight at its worst, so that it is never passed (by list prices
    and estimated input tokens). An answer that was lost on its way, or that does not say what it took, may have been
    charged: `unsure` counts it in full.
    """

    limit: float | None = None
    factor: float = 1.0
    requests: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    priced: bool = True  # false once an answer came whose price is unknown
    unsure: float = 0.0
    given_up: int = 0  # requests in flight when the run was stopped: they may be charged
    _held: float = 0.0
    _holders: int = 0
    _queue: "list[asyncio.Future[None]]" = field(default_factory=list)

    async def hold(self, most: float) -> None:
        """Set aside what a request may cost at most; waits for those in flight where too little is left.

        Raises BudgetError where too little is left even without them.
        """
        if self.limit is None:
            return
        while self.cost + self.unsure + self._held + most > self.limit:
            if not self._holders:
                raise self._reached(most)
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._queue.append(turn)
            await turn
        self._held += most
        self._holders += 1

    def release(self, most: float, *, lost: bool = False) -> None:
        """Let go of what was set aside; `lost` where the request may have been charged all the same.

        What the answer cost is to be counted before: nobody may see neither.
        """
        if self.limit is None:
            return
        self._holders -= 1
        self._held = self._held - most if self._holders else 0.0  # exactly: a rest of rounding would hold up the last
        self.unsure += most if lost else 0.0
        waiting, self._queue = self._queue, []
        for turn in waiting:
            if not turn.done():
                turn.set_result(None)

    def count(self, input_tokens: int | None, output_tokens: int | None, cost: float | None) -> None:
        """Add a fresh answer."""
        self.requests += 1
        self.input_tokens += input_tokens or 0
        self.output_tokens += output_tokens or 0
        self.cost += cost or 0.0
        self.priced = self.priced and cost is not None

    def _reached(self, most: float) -> BudgetError:
        if not (self.cost or self.unsure or self._held):
            return BudgetError(
                f"The budget of {in_dollars(self.limit)} is less than one request may cost (up to ${most:.4f}): give "
                "more, or set SUMMARIZER_MAX_OUTPUT_TOKENS lower."
            )
        lost = f", up to ${self.unsure:.2f} more for answers that were lost or did not say" if self.unsure else ""
        return BudgetError(
            f"The budget of {in_dollars(self.limit)} is reached (${self.cost:.4f} spent{lost}; the next request may "
            f"cost up to ${most:.4f}): what is done is kept; a budget holds for one run, so run again to go on."
        )


def in_dollars(limit: float | None) -> str:
    """A limit as it was given: $2.50, $0.0049."""
    text = f"{limit or 0:.2f}"
    return f"${text}" if float(text) == limit else f"${limit}"
