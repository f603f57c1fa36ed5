"""stderr for a long run: whoever reads it may leave, the disk of its log may fill up, and the run goes on without."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast


@contextmanager
def unread_at_will() -> Iterator[None]:
    """stderr, as before, but that a line which cannot be written ends nothing; the rest then goes nowhere."""
    before = sys.stderr
    sys.stderr = cast(TextIO, _Unfailing(before))
    try:
        yield
    finally:
        sys.stderr.flush()
        sys.stderr = before


class _Unfailing:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            self._give_up()
        return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        """Let what is still in the buffer, and all that follows, go nowhere: else the interpreter ends with 120."""
        with suppress(OSError):  # io.UnsupportedOperation is one: a stream without a descriptor
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
