"""From a batch that has ended to the ledger: answers, errors, and what has to be sent again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...errors import EndpointError, StopError, SummarizerError, UnansweredError
from ...ledger.batches import Batches as Rows
from ...ledger.waiting import Fate, Outcome, Waiting
from ...settings import Settings
from ..desk import Desk
from ..endpoint import Endpoint
from .explain import failed, invalid
from .lines import objects
from .outcome import Lines
from .private import private_file
from .server import Server

if TYPE_CHECKING:
    from openai.types import Batch

_NO_ROOM = "token_limit_exceeded"
_NO_LINE = 2**63  # what no ledger can look for
_LOST = {"expired": "the batch expired", "cancelled": "the batch was cancelled"}


@dataclass
class Taken:
    """What came of a batch: how many of its requests had which fate."""

    fates: Counter[str] = field(default_factory=Counter)
    no_room: int = 0  # requests of a batch that did not begin because too many wait already
    words: str = ""  # of the server, about that


class Intake:
    """Takes in batches that have ended. `refused` says why, for requests that were refused for good in this run."""

    def __init__(
        self, server: Server, waiting: Waiting, rows: Rows, endpoint: Endpoint, settings: Settings, desk: Desk
    ) -> None:
        self._server, self._waiting, self._rows, self._endpoint, self._desk = server, waiting, rows, endpoint, desk
        self._lines = Lines(endpoint, settings, desk.spending.factor)
        self.refused: dict[str, SummarizerError] = {}
        self._refusals: list[EndpointError] = []  # by the endpoint, not for what one request holds

    async def take(self, name: str, batch: "Batch") -> Taken:
        """Commit all that came of a batch, and only then that it has ended; any part of it may be done already.

        Raises StopError where any other request would meet the same, once what came is in the ledger.
        """
        taken = Taken()
        stop: StopError | None = None
        if batch.status == "failed":
            stop = await self._failed(name, batch, taken)
        else:
            for file in (batch.output_file_id, batch.error_file_id):
                await self._file(name, file, taken)
            why = _LOST.get(batch.status, "its line is missing")
            while left := self._waiting.left(name):
                await self._commit(name, [self._lines.unanswered(key, why) for key in left], taken)
            await self._rows.end(name, batch.status)
        await self._server.delete((batch.output_file_id, batch.error_file_id, batch.input_file_id))
        if stop := stop or self._lines.stop or self._refuses_all():
            raise stop
        return taken

    async def _file(self, name: str, at: str | None, taken: Taken) -> None:
        """One file of a batch. Where it is gone, its requests are found to be left."""
        if not at:
            return
        with private_file() as file:
            if await self._server.download(at, file):
                for some in objects(file):
                    await self._commit(name, filter(None, map(self._lines.outcome, some)), taken)

    async def _failed(self, name: str, batch: "Batch", taken: Taken) -> StopError | None:
        """A batch that did not begin, for what its `errors` say: lines of its file, its size, or itself."""
        errors = (batch.errors.data if batch.errors else None) or []
        if crowded := [error for error in errors if error.code == _NO_ROOM]:
            taken.words = crowded[0].message or _NO_ROOM
            taken.no_room = await self._rows.dissolve(name, "no room")
            return None
        for error in errors:
            if (key := self._in_line(name, error.line)) is not None:
                self._lines.errors[key] = invalid(self._endpoint, error.message or error.code or "")
        outcomes = [Outcome(key, error=str(error)) for key, error in self._lines.errors.items()]
        fates, left = await self._rows.fail(name, outcomes)
        self._count(fates, taken)
        if fates or not left:  # one request fewer, or another run has taken it in: this comes to an end
            return None
        return failed(self._endpoint, [error.message or error.code or "" for error in errors])

    def _in_line(self, name: str, line: object) -> str | None:
        """The key of the request that an error names by its line; None where it names none of ours."""
        return self._waiting.in_line(name, line) if isinstance(line, int) and 0 < line < _NO_LINE else None

    async def _commit(self, name: str, outcomes: Iterable[Outcome], taken: Taken) -> None:
        self._count(await self._waiting.take(name, list(outcomes)), taken)

    def _count(self, fates: Iterable[tuple[Outcome, Fate]], taken: Taken) -> None:
        for outcome, fate in fates:
            taken.fates[fate] += 1
            if outcome.said is not None:
                said = outcome.said
                self._desk.spending.count(said.input_tokens, said.output_tokens, said.cost_usd)
            elif fate == "refused":
                self._refuse(outcome)
        self._lines.errors.clear()

    def _refuse(self, outcome: Outcome) -> None:
        error = self._lines.errors.get(outcome.key) or UnansweredError(outcome.error)
        if isinstance(error, EndpointError):
            self._refusals.append(error)
            error = UnansweredError(str(error))
        self.refused[outcome.key] = error

    def _refuses_all(self) -> StopError | None:
        """What the endpoint says to every request, as far as can be known: the first few may be the bad ones."""
        spending = self._desk.spending
        answers = spending.requests or spending.cached
        return self._refusals[0] if len(self._refusals) > self._desk.pace.tolerance and not answers else None
