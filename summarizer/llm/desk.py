"""What all calls of one run share: the pace, the ledger, the money, and who answers instead of the endpoint."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from ..ledger import Asked, Ledger
from .pace import Pace
from .spending import Spending


class Deferred(BaseException):  # no Exception: whoever handles what went wrong has nothing to handle here
    """A request that is not sent now: it was put off, or only counted."""


class Closed(Deferred):
    """A request that is not sent because the run is to end."""


@dataclass
class Desk:
    """Shared by the clients of one run. Without a `ledger` nothing is kept; `instead` takes what would be sent.

    Once `closed` says so, nothing more is sent; where all is `unsent`, no key is needed either. `told` is what else
    the log says of the run.
    """

    pace: Pace = field(default_factory=Pace)
    ledger: Ledger | None = None
    spending: Spending = field(default_factory=Spending)
    instead: Callable[[Asked], Awaitable[None]] | None = None
    closed: Callable[[], bool] = lambda: False
    unsent: bool = False
    told: dict[str, Any] = field(default_factory=dict)
