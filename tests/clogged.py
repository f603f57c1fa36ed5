"""A pipe in place of a file, which takes less than all of it: whoever writes the file is caught in the middle."""

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

F_SETPIPE_SZ = 1031  # Linux
SMALLEST = 4096  # bytes; files are larger


@dataclass
class Pipe:
    """The end that nobody reads."""

    end: int

    @property
    def begun(self) -> bool:
        """Whether something was written, and so not the rest."""
        import fcntl
        import termios

        (held,) = struct.unpack("i", fcntl.ioctl(self.end, termios.FIONREAD, b"\0" * 4))
        return bool(held)


@contextmanager
def clogged(path: Path) -> Iterator[Pipe]:
    """Such a pipe; afterwards there is nothing. Raises FileExistsError."""
    import fcntl

    os.mkfifo(path)
    end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        fcntl.fcntl(end, F_SETPIPE_SZ, SMALLEST)
        yield Pipe(end)
    finally:
        os.close(end)
        path.unlink(missing_ok=True)
