"""What a request may cost at its worst: with the longest answer that it asks for."""

import json
from typing import Any

from ..settings import Settings
from .endpoint import Endpoint
from .price import price
from .window import tokens


def most(request: dict[str, Any], endpoint: Endpoint, settings: Settings) -> float:
    """What a request may cost at most by the list, in dollars; 0 where the list does not know the model."""
    asked = tokens(json.dumps(request, ensure_ascii=False))
    return price(endpoint.model, asked, settings.max_output_tokens) or 0.0
