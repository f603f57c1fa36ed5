"""A completion as the ledger keeps it, and as it comes back from there."""

import json
import re
from typing import TYPE_CHECKING, Any

from .endpoint import Endpoint

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

_HALVES = re.compile("[\ud800-\udfff]")


def kept(completion: dict[str, Any], endpoint: Endpoint) -> str:
    """A completion in JSON, as the ledger has it: without the key, which a server may repeat, and without half an
    emoji, which some servers send: it is no character, and could not go into a re-ask.
    """
    return _HALVES.sub("\ufffd", endpoint.without_key(json.dumps(completion, ensure_ascii=False)))


def restored(completion: str) -> "ChatCompletion":
    """The completion that a text of the ledger stands for."""
    from openai.types.chat import ChatCompletion

    return ChatCompletion.construct(**json.loads(completion))
