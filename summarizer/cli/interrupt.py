"""Ctrl-C in a long run: the first lets it end in order within two seconds, the second ends it at once."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

PATIENCE = 1.8  # seconds for the end in order
LAST_WORDS = 0.2  # seconds for a line to a terminal that may have stopped
INTERRUPTED = 130
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
GO_ON = "Interrupted: run the same command again to go on; what was answered is kept."


@contextmanager
def interruptible(ask: Callable[[], None], say: Callable[[str], None], in_order: str = "") -> Iterator[None]:
    """Call `ask` at the first SIGINT, SIGTERM or SIGHUP; end the process at the second, or when the end takes too long.

    Everything that matters is on the disk by then: answers are committed as they come, files replaced whole. `in_order`
    puts the terminal in order.
    """
    timers: list[threading.Timer] = []

    def end() -> None:
        _after(LAST_WORDS, lambda: os._exit(INTERRUPTED))
        with suppress(Exception):  # a terminal that is gone
            # Straight to it: whoever holds a lock on stderr now may hold it for longer than we have.
            os.write(sys.stderr.fileno(), f"{in_order}{GO_ON}\n".encode())
        os._exit(INTERRUPTED)

    def handle(_signal: int, _frame: Any) -> None:
        if timers:
            end()
        timers.append(_after(PATIENCE, end))
        ask()
        with suppress(Exception):
            say("Stopping (Ctrl-C again stops at once) ...")

    before = {number: signal.signal(number, handle) for number in SIGNALS}
    try:
        yield
    finally:
        for timer in timers:
            timer.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)


def _after(seconds: float, act: Callable[[], None]) -> threading.Timer:
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
    return timer
