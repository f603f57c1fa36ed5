"""The files and batches of one endpoint: each call retried as long as it may yet succeed, and explained where not."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

from ...settings import Settings
from ..connection import connection
from ..endpoint import Endpoint
from ..fault import Fault, Kind, fault_of
from ..pace import Pace
from ..retry import retrying
from .explain import unserved

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types import Batch

T = TypeVar("T")

MARK = "summarizer"  # under which a batch's name stands in its metadata
ASKED: Final = "/v1/chat/completions"
UNSURE_SECONDS = 10.0  # for a batch to show up whose creation got no reply
_PER_PAGE = 100
_JSON_LINES = "application/jsonl"


class Server:
    """The Batch API of an endpoint, for one event loop; close it. Raises errors of `summarizer.errors`."""

    def __init__(self, endpoint: Endpoint, settings: Settings, pace: Pace) -> None:
        self._endpoint, self._settings, self._pace = endpoint, settings, pace
        self._openai: AsyncOpenAI | None = None

    async def upload(self, name: str, file: IO[bytes]) -> str:
        """Hand in a batch's requests; the server's id of the file. Sent from the file as it is read."""
        files = self._connected().files

        async def send() -> str:
            sent = await files.create(file=(f"{name}.jsonl", file, _JSON_LINES), purpose="batch")
            return _id(sent)

        return await self._tried(send)

    async def create(self, name: str, file: str) -> str:
        """Have the requests of a file answered; the server's id of the batch.

        Where no reply came to the first try, the batch may be there all the same: it is looked for before the next.
        """
        batches = self._connected().batches
        unsure = False

        async def send() -> str:
            nonlocal unsure
            if unsure:
                await self._pace.sleep(UNSURE_SECONDS)
                if found := (await self._named({name})).get(name):
                    return found
            unsure = True
            async with asyncio.timeout(self._settings.timeout):
                made = await batches.create(
                    input_file_id=file, endpoint=ASKED, completion_window="24h", metadata={MARK: name}
                )
            return _id(made)

        return await self._tried(send)

    async def find(self, names: Collection[str]) -> dict[str, str]:
        """The ids of the batches that the server has under these names."""
        return await self._tried(lambda: self._named(names))

    async def batch(self, at: str) -> "Batch | None":
        """How a batch stands; None where the server does not know it."""
        batches = self._connected().batches

        async def ask() -> "Batch":
            async with asyncio.timeout(self._settings.timeout):
                found = await batches.retrieve(at)
            _id(found)
            return found

        return await self._or_none(ask)

    async def download(self, at: str, into: IO[bytes]) -> bool:
        """Write a file of the server's into one of ours; false where the server has it no more."""
        files = self._connected().files

        async def fetch() -> bool:
            into.seek(0)
            into.truncate()
            async with files.with_streaming_response.content(at) as reply:
                async for chunk in reply.iter_bytes():
                    into.write(chunk)
            return True

        return await self._or_none(fetch) is not None

    async def delete(self, files: Iterable[str | None]) -> None:
        """Have files forgotten, as far as the server does it at once: they expire anyway."""
        for at in filter(None, files):
            try:
                async with asyncio.timeout(self._settings.timeout):
                    await self._connected().files.delete(at)
            except Exception as error:
                if fault_of(error) is None:
                    raise

    async def aclose(self) -> None:
        """Close the connections."""
        if self._openai is not None:
            await self._openai.close()
            self._openai = None

    async def _named(self, names: Collection[str]) -> dict[str, str]:
        """All pages are read: that the newest batches come first is nowhere promised."""
        found: dict[str, str] = {}
        after: dict[str, str] = {}
        while True:
            async with asyncio.timeout(self._settings.timeout):
                page = await self._connected().batches.list(limit=_PER_PAGE, **after)  # type: ignore[arg-type]
            listed = getattr(page, "data", None)
            if not isinstance(listed, list):
                raise Fault(Kind.FOREIGN)
            for batch in listed:
                name = (batch.metadata or {}).get(MARK, "")
                if name in names:
                    found[name] = batch.id
            after, before = {"after": listed[-1].id} if listed else {}, after
            if len(found) == len(names) or page.has_more is False or after in ({}, before):
                return found

    async def _or_none(self, call: Callable[[], Awaitable[T]]) -> T | None:
        """As `_tried`; None where there is no such thing."""
        from openai import NotFoundError

        async def none_for_missing() -> T | None:
            try:
                return await call()
            except NotFoundError:
                return None

        return await self._tried(none_for_missing)

    async def _tried(self, call: Callable[[], Awaitable[T]]) -> T:
        tries = 0

        async def once() -> T:
            nonlocal tries
            tries += 1
            try:
                answer = await call()
            except Fault:
                raise
            except Exception as error:
                if (fault := fault_of(error)) is None:
                    raise
                raise fault from error
            self._pace.answer()
            return answer

        try:
            return await retrying(self._pace, self._settings.retry_seconds)(once)
        except Fault as fault:
            raise unserved(fault, self._endpoint, self._settings, tries) from None

    def _connected(self) -> "AsyncOpenAI":
        if self._openai is None:
            self._openai = connection(self._endpoint, self._settings)
        return self._openai


def _id(thing: Any) -> str:
    """The id of what the server has made. Raises Fault where what came is no such thing: a web page, say."""
    found = getattr(thing, "id", None)
    if not isinstance(found, str) or not found:
        raise Fault(Kind.FOREIGN)
    return found
