"""What a run spends, and the limit it is held to. Only fresh answers count: those from the ledger are paid for."""

import asyncio
from dataclasses import dataclass, field

from ..errors import BudgetError


@dataclass
class Spending:
    """Requests, tokens and US dollars of one run. `limit` in dollars; `factor` is the share of the list price paid.

    The limit holds for what was spent and what is in flight at its worst, so that it is never passed (by list prices
    and estimated input tokens). An answer that was lost on its way may have been charged: `unsure` counts it in full.
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
    _held: float = 0.0
    _freed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def hold(self, most: float) -> None:
        """Set aside what a request may cost at most; waits for those in flight where too little is left.

        Raises BudgetError where too little is left even without them.
        """
        if self.limit is None:
            return
        async with self._freed:
            while self.cost + self.unsure + self._held + most > self.limit:
                if self._held <= 0:
                    raise self._reached(most)
                await self._freed.wait()
            self._held += most

    async def release(self, most: float, *, lost: bool = False) -> None:
        """Let go of what was set aside; `lost` where the request may have been charged all the same."""
        if self.limit is None:
            return
        async with self._freed:
            self._held = max(0.0, self._held - most)
            self.unsure += most if lost else 0.0
            self._freed.notify_all()

    def count(self, input_tokens: int | None, output_tokens: int | None, cost: float | None) -> None:
        """Add a fresh answer."""
        self.requests += 1
        self.input_tokens += input_tokens or 0
        self.output_tokens += output_tokens or 0
        self.cost += cost or 0.0
        self.priced = self.priced and cost is not None

    def _reached(self, most: float) -> BudgetError:
        lost = f", up to ${self.unsure:.2f} more for answers that were lost on their way" if self.unsure else ""
        return BudgetError(
            f"The budget of ${self.limit:.2f} is reached (${self.cost:.4f} spent{lost}; the next request may cost up "
            f"to ${most:.4f}): what is done is kept, run again with a higher --budget to go on."
        )
