"""One model, asked through instructor: a prompt and a shape in, an answer in that shape out."""

import logging
from dataclasses import dataclass
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import ContentFilterError, InvalidAnswerError, RefusalError
from ..schemas.summary import Usage
from ..settings import Settings
from .call import Call
from .connection import connection
from .desk import Desk
from .endpoint import Endpoint, endpoint
from .fault import short
from .shape import instructors, ours
from .strict import response_format
from .tally import Tally
from .window import Question, fits, tokens

if TYPE_CHECKING:
    from instructor import Mode
    from openai import AsyncOpenAI

T = TypeVar("T", bound=BaseModel)

_INSTRUCTORS_MODES = {
    "strict": "JSON_SCHEMA",
    "json_schema": "JSON_SCHEMA",
    "json": "JSON",
    "md_json": "MD_JSON",
    "tools": "TOOLS",
}


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a model answered, what it took, which model says that it answered, and how the shape was asked for."""

    content: T
    usage: Usage
    answered_by: str | None
    mode: str


class Client:
    """A model at its endpoint, for one event loop; close it with `aclose` or `async with`.

    `model` is `provider/name`. Raises InputError or RequestRefusedError where it cannot be asked at all (unknown
    provider, no key), before anything is sent or a heavy library is imported.
    """

    def __init__(self, model: str, settings: Settings, desk: Desk | None = None) -> None:
        self.desk = desk or Desk()
        self.endpoint: Endpoint = endpoint(model, settings, unsent=self.desk.unsent)
        self.settings = settings
        self._openai: AsyncOpenAI | None = None

    async def ask(
        self, question: Question, shape: type[T], *, tally: Tally | None = None, about: str = ""
    ) -> Answer[T]:
        """The answer to a question, in the shape asked for; `tally` is added to whether it succeeds or not.

        `about` is for the log. Raises RefusalError, ContentFilterError, TruncatedError, InvalidAnswerError (after
        `settings.reasks` re-asks), UnreachableError (after `settings.retry_seconds`), RequestRefusedError,
        UnansweredError; LedgerError, BudgetError; Deferred.
        """
        import instructor
        from instructor.core.exceptions import InstructorRetryException

        call = self._call(shape, name_of(question), about)
        create: Any = instructor.patch(create=call.create, mode=self._mode())
        started = self.desk.pace.clock()
        try:
            content = await create(
                response_model=instructors(shape),
                max_retries=self.settings.reasks,
                strict=False,  # pydantic's strictness, not OpenAI's
                **self._request(question),
            )
        except InstructorRetryException as error:
            raised = self._unwrapped(error, call.answers)
            await self._spoil(call, raised)
            raise raised from None
        finally:
            call.tally.seconds = self.desk.pace.clock() - started
            if tally is not None:
                tally.add(call.tally)
        usage = call.tally.usage(self.endpoint.model)
        return Answer(ours(content, shape), usage, call.answered_by, self.endpoint.mode)

    async def greet(self) -> None:
        """One tiny question without any shape, to see whether the model answers at all. Raises what `ask` raises."""
        call = self._call(None)
        messages = [{"role": "system", "content": "Answer in one word."}, {"role": "user", "content": "Say hello."}]
        try:
            await call.create(**{**self._request(None), "messages": messages})
        except JSONDecodeError:
            return  # an empty answer is one

    def fits(self, question: Question, shape: type[BaseModel] | None = None) -> bool:
        """Whether the question leaves room for an answer in the window; an estimate."""
        return fits(question, self.settings, shape)

    @staticmethod
    def tokens(text: str) -> int:
        """The tokens of a text; an estimate."""
        return tokens(text)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._openai is not None:
            await self._openai.close()
            self._openai = None

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def _request(self, question: Question | None) -> dict[str, Any]:
        """The request but for its shape. No `context` goes to instructor: it would run the article as a template."""
        request: dict[str, Any] = {"model": self.endpoint.name}
        if question is not None:
            request["messages"] = [
                {"role": "system", "content": question.system},
                {"role": "user", "content": question.user},
            ]
        request[self.endpoint.output_field] = self.settings.max_output_tokens
        if self.settings.temperature is not None:
            request["temperature"] = self.settings.temperature
        return request

    def _call(self, shape: type[BaseModel] | None, question: str = "", about: str = "") -> Call:
        by_schema = shape is not None and self.endpoint.mode in ("strict", "json_schema")
        form = response_format(shape, self.endpoint.mode == "strict") if shape and by_schema else None
        create = self._connected().chat.completions.create
        return Call(create, self.endpoint, self.settings, self.desk, form=form, question=question, about=about)

    async def _spoil(self, call: Call, raised: BaseException) -> None:
        """Mark an answer of no use as such in the ledger, so that it can be asked for again on request."""
        useless = isinstance(raised, (RefusalError, ContentFilterError, InvalidAnswerError))
        if self.desk.ledger is not None and call.last is not None and useless:
            await self.desk.ledger.spoil(call.last.key)

    def _connected(self) -> "AsyncOpenAI":
        if self._openai is None:
            # instructor logs what we raise as errors of its own; without a handler they would land on stderr.
            logging.getLogger("instructor").addHandler(logging.NullHandler())
            self._openai = connection(self.endpoint, self.settings)
        return self._openai

    def _mode(self) -> "Mode":
        from instructor import Mode

        return Mode[_INSTRUCTORS_MODES[self.endpoint.mode]]

    def _unwrapped(self, error: Exception, answers: int) -> BaseException:
        cause = error.__cause__
        if isinstance(cause, UnicodeError) or not isinstance(cause, _invalid()):
            return cause or error
        return InvalidAnswerError(
            f"{self.endpoint.model} did not answer in the shape asked for ({_first(cause)}; "
            f"{answers} {'answer' if answers == 1 else 'answers'}, --mode {self.endpoint.mode}): "
            "try another --mode (md_json asks least of a server) or another --model."
        )


def name_of(question: Question) -> str:
    """The name of the template that a question was made from; empty for one without."""
    record = getattr(question, "template", None)
    return getattr(record, "name", "")


def _invalid() -> tuple[type[Exception], ...]:
    """What instructor raises for an answer that it cannot use. ValueError is the parent of most."""
    from instructor.core.exceptions import ResponseParsingError

    return ValueError, ResponseParsingError


def _first(cause: BaseException) -> str:
    """The first thing wrong with an answer, without the answer's own text."""
    if isinstance(cause, JSONDecodeError):
        return cause.msg
    if not isinstance(cause, ValidationError):
        return short(str(cause).split("\n")[0])
    first = cause.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    return short(f"{place}: {first['msg']}" if place else first["msg"])
