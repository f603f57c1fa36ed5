"""How far a batch is, for whoever shows it. Counters only: what they look like is not decided here."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..llm import Pace, Spending


@dataclass
class Progress:
    """The state of a run; `changed` hears of every step. `files` is null until the folder has been listed."""

    changed: Callable[["Progress"], None] = lambda _progress: None
    clock: Callable[[], float] = time.monotonic
    files: int | None = None
    read: int = 0  # files
    done: int = 0  # articles, as the following
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    put_off: int = 0
    step: str = "Listing the folder"
    spending: "Spending | None" = None
    pace: "Pace | None" = None
    began: float = field(init=False)
    pass_began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.pass_began = self.clock()

    def tell(self, **counters: int | str) -> None:
        """Set some counters, and say so."""
        if counters.get("read") == 0:
            self.pass_began = self.clock()
        for name, value in counters.items():
            setattr(self, name, value)
        self.changed(self)

    def count(self, name: str) -> None:
        """One more of something."""
        self.tell(**{name: getattr(self, name) + 1})

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return self.clock() - self.began

    @property
    def seconds_left(self) -> float | None:
        """By the files read so far; null before there are any, or once all are."""
        if not self.files or not self.read or self.read >= self.files:
            return None
        return (self.clock() - self.pass_began) / self.read * (self.files - self.read)
