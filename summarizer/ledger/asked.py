"""A request to a model, as the ledger knows it: what decides its answer, and what the answer was and took."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_MOST_TOKENS = 2**53  # SQLite takes more, but not their sums; nor does everything that reads JSON


@dataclass(frozen=True)
class Asked:
    """One request. `body` is what is sent: messages, schema, the model's name, parameters; no key, no address.

    `question` is the template's name, `about` what it was asked about (an article's source), both for the reader.
    `repeat` counts how often the very same was asked before on the way to one answer: an empty answer is asked for
    again in the same words, and must not be given again then.
    """

    model: str  # provider/name
    endpoint: str  # the address, without user name, password or query
    body: dict[str, Any]
    question: str = ""
    about: str = ""
    repeat: int = 0

    @cached_property
    def key(self) -> str:
        """SHA-256, in hex, of the model and the body. The address takes no part: a proxy changes no answer."""
        decisive = [self.model, self.body, *([self.repeat] if self.repeat else [])]
        decides = json.dumps(decisive, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(decides.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Said:
    """An answer as it came: the completion in JSON, tokens (null where the server does not say), and what it took."""

    completion: str
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: float | None
    seconds: float
    attempts: int


@dataclass(frozen=True)
class Kept:
    """An answer that stands in the ledger; `fresh` where it was asked for just now, and so paid for."""

    said: Said
    fresh: bool


def counted(tokens: object) -> int | None:
    """A number of tokens as a server states it; None for what can be none, and must not cost the answer its place."""
    if not isinstance(tokens, int) or isinstance(tokens, bool):
        return None
    return tokens if 0 <= tokens <= _MOST_TOKENS else None
