"""What `summarizer doctor` finds out about a model: does it answer, and does it hold to a strict schema."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from ..errors import InvalidAnswerError, ModelError, RequestRefusedError, SummarizerError
from ..settings import Settings
from .client import Client
from .desk import Desk
from .pace import Pace

PATIENCE = 10.0  # seconds of retries: somebody is waiting


@dataclass(frozen=True)
class Probe:
    """The findings, each with a sentence for the reader. `strict` is None where it could not be found out."""

    answers: bool
    answers_sentence: str
    strict: bool | None
    strict_sentence: str


class Harbour(BaseModel):
    """A shape that no model hits by chance."""

    model_config = ConfigDict(extra="forbid")

    berth_of_the_ferry: int
    state_of_the_tide: Literal["ebbing", "rising"]


class _Question(NamedTuple):
    system: str
    user: str


# Asks for prose: only a server that enforces the schema answers with the shape.
QUESTION = _Question("You describe harbours.", "Describe a harbour in one short sentence of plain prose.")


async def probe(model: str, settings: Settings, pace: Pace | None = None) -> Probe:
    """Ask a model two tiny questions. Raises InputError for a model that is none, and nothing else on purpose."""
    patience = min(settings.retry_seconds, PATIENCE)
    tried = settings.model_copy(update={"mode": "strict", "reasks": 0, "retry_seconds": patience})
    try:
        client = Client(model, tried, Desk(pace or Pace()))
    except RequestRefusedError as error:
        return Probe(False, str(error), None, "not tested: nothing answered.")
    async with client:
        try:
            await client.greet()
        except ModelError:
            pass  # it answered, if only to say no
        except SummarizerError as error:
            return Probe(False, str(error), None, "not tested: nothing answered.")
        answers = f"{model} answers at {client.endpoint.where}."
        strict, sentence = await _strict(client)
    return Probe(True, answers, strict, sentence)


async def _strict(client: Client) -> tuple[bool | None, str]:
    model = client.endpoint.model
    try:
        await client.ask(QUESTION, Harbour)
    except InvalidAnswerError:
        return False, f"{model} takes a strict schema but does not hold to it: use --mode json_schema or md_json."
    except RequestRefusedError as error:
        return False, f"It takes no strict schema: {error}"
    except SummarizerError as error:
        return None, f"Whether it holds to a strict schema is not known: {error}"
    return True, f"{model} takes a strict schema and holds to it."
