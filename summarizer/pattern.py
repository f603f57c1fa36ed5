"""Regular expressions that are compiled when they are first used: one article needs about half of them."""

import re
from typing import Any, cast


class _Pattern:
    """Stands for a pattern that is not compiled yet; from the first use on, its methods are the compiled pattern's."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled with its first use. An error in it shows only then; a test compiles them all."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
