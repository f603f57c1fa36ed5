"""What the calls of one run share, opened for it: the ledger, with the run noted in it, and the pace."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from .errors import SummarizerError
from .settings import Settings, chosen_model
from .version import __version__

if TYPE_CHECKING:
    from .ledger import Ledger
    from .llm import Desk


@asynccontextmanager
async def desk_for(settings: Settings, command: str | None, **shared: Any) -> "AsyncIterator[Desk | None]":
    """The desk of one run, closed at its end; None for the built-in engine, which asks nobody.

    Without a `command` the run is not noted, and no ledger is made. `shared` are fields of `llm.Desk`. Raises
    LedgerError where the ledger cannot be used, InputError or RequestRefusedError where the model cannot be asked at
    all.
    """
    name, _ = chosen_model(settings)
    if name == "builtin":
        yield None
        return
    from .ledger import Ledger, ledger_path
    from .llm import Desk
    from .llm.endpoint import endpoint

    where = endpoint(name, settings, unsent=shared.get("unsent", False)).where
    path = ledger_path(settings.ledger)
    if command is None and path is not None and not path.exists():
        path = None
    ledger = await asyncio.to_thread(Ledger, path, settings.ask_again) if path else None
    if ledger is None:
        yield Desk(**shared)
        return
    desk = Desk(ledger=ledger, **shared)
    try:
        if command is None:
            yield desk
            return
        await ledger.begin(command, f"summarizer {__version__}", name, where)
        error: BaseException | None = None
        try:
            yield desk
        except BaseException as raised:
            error = raised
            raise
        finally:
            await _end(ledger, desk, error)
    finally:
        await asyncio.to_thread(ledger.close)


def replayed(desk: "Desk | None") -> list[str]:
    """A line for the user where answers came from the ledger: that it is so, and how to have others."""
    if desk is None or not desk.spending.cached:
        return []
    cached, answers = desk.spending.cached, desk.spending.cached + desk.spending.requests
    return [f"{cached} of {answers} answers are from the ledger and cost nothing; --ask-again always asks anew."]


async def _end(ledger: "Ledger", desk: "Desk", error: BaseException | None) -> None:
    spent = desk.spending
    outcome = {
        "requests": spent.requests,
        "cached": spent.cached,
        "input_tokens": spent.input_tokens,
        "output_tokens": spent.output_tokens,
        "cost_usd": round(spent.cost, 6) if spent.priced else None,
        "error": str(error) if isinstance(error, SummarizerError) else type(error).__name__ if error else None,
        **desk.told,
    }
    try:
        await ledger.end(outcome)
    except SummarizerError:
        if error is None:
            raise
