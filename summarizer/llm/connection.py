"""The connection to an endpoint: openai's client, without the retries that are ours."""

from typing import TYPE_CHECKING

from ..settings import Settings
from .endpoint import Endpoint

if TYPE_CHECKING:
    from openai import AsyncOpenAI

CONNECT_SECONDS = 10.0


def connection(endpoint: Endpoint, settings: Settings) -> "AsyncOpenAI":
    """A client of the endpoint, for one event loop; close it."""
    from openai import AsyncOpenAI, Timeout

    return AsyncOpenAI(
        api_key=endpoint.key,
        base_url=endpoint.base_url,
        max_retries=0,  # `retry` does it
        timeout=Timeout(settings.timeout, connect=min(settings.timeout, CONNECT_SECONDS)),
    )
