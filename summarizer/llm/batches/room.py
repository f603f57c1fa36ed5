"""How much an account lets wait in the Batch API at a time. It says so only by failing what was too much."""

from dataclasses import dataclass, field


@dataclass
class Room:
    """`limit` is the most requests of one batch by the API's own rules.

    After a first batch that was too much, they are sent one by one; one that is too much alone was too large, and half
    of it is sent next. Every batch that ends well lets the next be larger again.
    """

    limit: int
    most: int = field(init=False)
    careful: bool = False
    full: bool = False  # nothing is to be sent until a batch that is under way has ended
    since: float | None = None  # when the first did not fit, after the last that did

    def __post_init__(self) -> None:
        self.most = self.limit

    def was_too_much(self, requests: int, others: bool, now: float) -> float:
        """A batch of so many requests did not fit beside the `others` that are under way; how long none has, by now."""
        self.careful, self.full = True, others
        if not others:
            self.most = max(1, requests // 2)
        self.since = now if self.since is None else self.since
        return now - self.since

    def has_ended(self) -> None:
        """A batch has ended, and left its room."""
        self.full, self.since = False, None
        self.most = min(self.limit, self.most * 2)
