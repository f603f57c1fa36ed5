"""What a run has of the Batch API: a place to put requests off to, and a way to have them settled."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...errors import BudgetError, UnansweredError
from ...ledger import Asked
from ...ledger.batches import Batches as Rows
from ...ledger.batches import Sent
from ...ledger.waiting import Waiting
from ...settings import Settings
from ..desk import Desk
from ..endpoint import endpoint
from ..spending import in_dollars
from ..worst import most
from .explain import failed, unknown
from .intake import Intake, Taken
from .lines import line_of
from .room import Room
from .sending import Sender
from .server import ASKED, Server
from .settled import Settled

if TYPE_CHECKING:
    from openai.types import Batch

MOST_REQUESTS = 50_000  # of one batch
MOST_BYTES = 200_000_000  # of its file
FIRST_POLL, LONGEST_POLL, GROWTH = 5.0, 60.0, 1.5  # seconds between looks at a batch
_ENDED = ("completed", "failed", "expired", "cancelled")


class Batches:
    """The Batch API of one model's endpoint, through the ledger; close it with `aclose`.

    `told` hears a line now and then of how far a batch is. Raises InputError or RequestRefusedError where the model
    cannot be asked at all, before anything is sent or a heavy library is imported.
    """

    def __init__(
        self,
        model: str,
        settings: Settings,
        desk: Desk,
        told: Callable[[str], None] = lambda _line: None,
        *,
        most_requests: int = MOST_REQUESTS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        assert desk.ledger is not None, "answers arrive in the ledger"
        self._endpoint, self._settings, self._desk, self._told = endpoint(model, settings), settings, desk, told
        self._server = Server(self._endpoint, settings, desk.pace)
        self._waiting = Waiting(desk.ledger, self._endpoint.model, self._endpoint.where)
        self._rows = Rows(desk.ledger, self._waiting)
        self._sender = Sender(self._server, desk.ledger, self._waiting, self._rows, desk.pace, told)
        self._intake = Intake(self._server, self._waiting, self._rows, self._endpoint, settings, desk)
        self._room, self._most_bytes = Room(most_requests), most_bytes
        self._planned = 0.0  # dollars that what was put off may cost at most
        self._heard: dict[str, tuple[str, int]] = {}  # what was told last of each batch
        self._foreign: set[str] = set()  # ids of batches that the server does not know and nobody here wants

    async def put_off(self, asked: Asked) -> None:
        """Commit a request to the ledger, to be sent by `settle`; one that is there already stays as it is.

        Raises what its refusal was where the Batch API refused it in this run (UnansweredError, TruncatedError,
        ContentFilterError), BudgetError where it might cost more than is left beside what was put off, LedgerError.
        """
        if (error := self._intake.refused.get(asked.key)) is not None:
            raise type(error)(str(error))
        in_batch, wanted = self._waiting.standing(asked.key)
        if wanted:
            return
        size = len(line_of(asked, ASKED))
        if size > self._most_bytes:
            raise UnansweredError(
                f"The request is too large for a batch ({size} bytes of {self._most_bytes}): leave out --batch-api."
            )
        dollars = most(asked.body, self._endpoint, self._settings) * self._desk.spending.factor
        if not in_batch:  # else it has been ordered, and will be paid for
            self._afford(dollars)
        self._planned += dollars
        await self._waiting.put(asked, size, dollars)

    async def settle(self) -> Settled:
        """Send what waits, and take in what comes of it, until no batch is under way that this run waits for.

        Batches that an earlier run left are looked after first; of those that hold nothing this run wants, what is
        there is taken in. Raises StopError; what is under way goes on, here or in the next run.
        """
        settled, seconds = Settled(), FIRST_POLL
        try:
            await self._sender.recover()
            while True:
                if not (self._room.full and self._wanted()):
                    await self._sender.send(self._room.most, self._most_bytes, one=self._room.careful)
                await self._poll(settled)
                if not (self._wanted() or self._waiting.unsent()):
                    return settled
                await self._desk.pace.sleep(seconds)
                seconds = min(LONGEST_POLL, seconds * GROWTH)
        finally:
            self._planned = self._waiting.planned()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._server.aclose()

    async def _poll(self, settled: Settled) -> None:
        """Look at every batch that is under way, and take in those that have ended."""
        crowded = Taken()
        for sent in self._rows.sent():
            if sent.id in self._foreign or (batch := await self._looked_at(sent)) is None:
                continue
            if batch.status not in _ENDED:
                continue
            taken = await self._intake.take(sent.name, batch)
            settled.count(taken.fates)
            crowded = max(crowded, taken, key=lambda some: some.no_room)
            if not taken.words:
                self._room.has_ended()
        if crowded.no_room:
            self._wait_for_room(crowded)

    def _wait_for_room(self, crowded: Taken) -> None:
        pace, others = self._desk.pace, bool(self._wanted())
        waited = self._room.was_too_much(crowded.no_room, others, pace.clock())
        if not others and waited > max(self._settings.retry_seconds, pace.patience):
            raise failed(self._endpoint, [crowded.words])

    async def _looked_at(self, sent: Sent) -> "Batch | None":
        batch = await self._server.batch(sent.id)
        if batch is None:
            if sent.wanted:
                raise unknown(self._endpoint, sent.id)
            self._foreign.add(sent.id)
            return None
        counts = batch.request_counts
        done = counts.completed + counts.failed if counts else 0
        if self._heard.get(sent.id) != (batch.status, done):
            self._heard[sent.id] = (batch.status, done)
            of = f", {done} of {counts.total} done" if counts and counts.total else ""
            self._told(f"Batch {sent.id}: {batch.status.replace('_', ' ')}{of}")
        return batch

    def _wanted(self) -> list[Sent]:
        return [sent for sent in self._rows.sent() if sent.wanted]

    def _afford(self, dollars: float) -> None:
        """Refuse a request that may pass the limit, with all that was put off before."""
        spent = self._desk.spending
        if spent.limit is None or spent.cost + spent.unsure + self._planned + dollars <= spent.limit:
            return
        raise BudgetError(
            f"The budget of {in_dollars(spent.limit)} is reached (${spent.cost:.4f} spent, up to ${self._planned:.4f} "
            f"for requests that wait; the next may cost up to ${dollars:.4f}): what is done is kept; a budget holds "
            "for one run, so run again to go on."
        )
