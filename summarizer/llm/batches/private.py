"""A file for what is sent or fetched: nobody else can read it, and no way of ending leaves it behind."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from ...errors import OutputError


@contextmanager
def private_file() -> Iterator[IO[bytes]]:
    """A file without a name, so that it is gone with us. Raises OutputError where there is no room for it."""
    try:
        with tempfile.TemporaryFile() as file:
            yield file
    except OSError as error:
        reason = (error.strerror or "unknown fault").lower()
        raise OutputError(
            f"The folder for temporary files {tempfile.tempdir!r} cannot be written ({reason}): make room there, or "
            "set TMPDIR to another."
        ) from error
