"""One article in, one checked summary out: draft, ground, ask again for what failed, publish.

Not named after its function `summarize`: a submodule of that name would hide it in the package.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from .builtin_engine import BuiltinEngine
from .desk import desk_for, replayed
from .engine import Engine, Repair
from .errors import EndpointError, InputError, PartialError, ReadError, StopError, SummarizerError
from .ground.check import Failure, Standing, check
from .ground.doubles import without_doubles
from .ground.item import Drafted
from .publish import Grounded, publish
from .read import read_all
from .schemas.article import Article
from .schemas.draft import ArticleDraft, RepairDraft
from .schemas.summary import ArticleSummary
from .schemas.vocabulary import Reason
from .settings import Settings, chosen_model, load_settings

if TYPE_CHECKING:
    from .llm import Desk

T = TypeVar("T")
Source = str | Path | Article


def engine_for(settings: Settings, desk: "Desk | None" = None) -> Engine:
    """The engine that the settings choose. Raises InputError or RequestRefusedError where it cannot be used."""
    name, _ = chosen_model(settings)
    if name == "builtin":
        return BuiltinEngine()
    from .model_engine import ModelEngine  # a run without a model does not wait for templates and clients

    return ModelEngine(name, settings, desk)


async def summarize_article(article: Article, engine: Engine) -> ArticleSummary:
    """The checked summary of one article. Raises ModelError or EndpointError where the engine gives no draft."""
    began = time.perf_counter()
    drafting = await engine.draft(article)
    standing, failures = _ground(drafting.draft, article)
    repair = Repair(None)
    mended: list[tuple[str, Standing]] = []
    left: list[Failure] = []
    if failures:
        repair = await engine.repair(article, failures)
        mended, left = _reground(failures, repair.answer, article)
    kept, doubles = without_doubles([*standing, *(item for _, item in mended)], parts=drafting.parts)
    asked_again = answers_of(repair.answer)
    repaired = sum(ref in asked_again for ref, _ in mended)
    seconds = time.perf_counter() - began
    return publish(article, engine, drafting, repair, Grounded(kept, [*left, *doubles], repaired, seconds))


async def summarize_source(
    source: Source, settings: Settings, *, stdin: BinaryIO | None = None, say: Callable[[str], None] = lambda _: None
) -> tuple[list[ArticleSummary], list[SummarizerError]]:
    """Summaries of every article in a source, in order, and one error for each of the others.

    One article that fails costs itself only. Where the endpoint cannot serve, the rest is not tried, and says so.
    `say` hears what a user should know of how the answers came.
    """
    articles, errors = await asyncio.to_thread(_articles, source, settings, stdin)
    summaries: list[ArticleSummary] = []
    failed: list[SummarizerError] = [*errors]
    async with desk_for(settings, "article") as desk, aclosing(engine_for(settings, desk)) as engine:
        for number, article in enumerate(articles, 1):
            outcome = await outcome_of(article, engine)
            if isinstance(outcome, ArticleSummary):
                summaries.append(outcome)
                continue
            failed.append(outcome)
            if isinstance(outcome, StopError):
                if untried := len(articles) - number:
                    failed.append(EndpointError(f"{untried} more articles of {source} were not tried; run again."))
                break
        for line in replayed(desk):
            say(line)
    return summaries, failed


async def outcome_of(article: Article, engine: Engine) -> ArticleSummary | SummarizerError:
    """The summary of one article, or what went wrong with it; a StopError where nothing more can be done at all."""
    try:
        return await summarize_article(article, engine)
    except SummarizerError as error:
        return error
    except Exception as error:
        return unexpected(article.source, error)


def gravest(errors: Sequence[SummarizerError]) -> SummarizerError:
    """The error that a caller should hear of first: an unusable endpoint before a bad line before a failed answer."""
    return max(errors, key=lambda error: error.exit_code)


async def asummarize_all(
    source: Source, *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> list[ArticleSummary]:
    """Summaries of every article in a source (a .jsonl has several), in order.

    `model` is `builtin` or `provider/name`; `flags` are fields of `Settings`, such as `base_url`. Raises
    SummarizerError; PartialError carries the summaries that are done where only some articles failed.
    """
    if settings is not None and (model is not None or flags):
        raise InputError("Give either settings or single flags, not both: the flags would be lost.")
    summaries, errors = await summarize_source(source, settings or load_settings(model=model, **flags))
    if errors and summaries:
        raise PartialError(summaries, errors) from errors[0]
    if errors:
        raise gravest(errors)
    return summaries


async def asummarize(
    source: Source, *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> ArticleSummary:
    """The summary of the one article in a source: a path, a URL, or an Article. See `asummarize_all`."""
    summaries = await asummarize_all(source, model=model, settings=settings, **flags)
    if len(summaries) != 1:
        raise InputError(f"{source} holds {len(summaries)} articles; use summarize_all for a list of summaries.")
    return summaries[0]


def summarize(
    source: Source, *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> ArticleSummary:
    """The summary of the one article in a source; also where an event loop already runs. See `asummarize`."""
    return run(asummarize(source, model=model, settings=settings, **flags))


def summarize_all(
    source: Source, *, model: str | None = None, settings: Settings | None = None, **flags: Any
) -> list[ArticleSummary]:
    """Summaries of every article in a source; also where an event loop already runs. See `asummarize_all`."""
    return run(asummarize_all(source, model=model, settings=settings, **flags))


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end; in a thread of its own where this one already runs a loop (a notebook).

    Interrupted there, it is stopped, so that nothing goes on unseen.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    outcome: list[T] = []
    failed: list[BaseException] = []
    stop: list[Callable[[], object]] = []

    async def stoppable() -> T:
        task = asyncio.current_task()
        assert task is not None
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(task.cancel))
        return await work

    def target() -> None:
        try:
            outcome.append(asyncio.run(stoppable()))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=target)
    thread.start()
    try:
        thread.join()
    except BaseException:
        for ask in stop:
            ask()
        thread.join()
        raise
    if failed:
        raise failed[0]
    return outcome[0]


def _articles(source: Source, settings: Settings, stdin: BinaryIO | None) -> tuple[list[Article], list[ReadError]]:
    return ([source], []) if isinstance(source, Article) else read_all(source, settings, stdin=stdin)


def unexpected(source: str, error: Exception) -> SummarizerError:
    """A fault of the program, as the one article's failure; its cause is kept for --debug."""
    said = " ".join(str(error).split())
    sentence = f"{source}: the program itself failed ({type(error).__name__}: {said}); please report it."
    wrapped = SummarizerError(sentence)
    wrapped.__cause__ = error
    return wrapped


def _ground(draft: ArticleDraft, article: Article) -> tuple[list[Standing], dict[str, Failure]]:
    """The items that stand, and those that do not under the references that a repair uses (t1, d1, q1 ...)."""
    standing: list[Standing] = []
    failures: dict[str, Failure] = {}
    kinds: dict[str, Sequence[Drafted]] = {"t": draft.agreed_terms, "d": draft.demands, "q": draft.open_questions}
    for letter, items in kinds.items():
        for number, item in enumerate(items, 1):
            verdict = check(item, article)
            if isinstance(verdict, Standing):
                standing.append(verdict)
            else:
                failures[f"{letter}{number}"] = verdict
    return standing, failures


def _reground(
    failures: dict[str, Failure], answer: RepairDraft | None, article: Article
) -> tuple[list[tuple[str, Standing]], list[Failure]]:
    """What stands after the second try, by its reference, and what is left out for good.

    An item given again in two pieces (a term that was two demands) stands as both.
    """
    mended: list[tuple[str, Standing]] = []
    left: list[Failure] = []
    again = answers_of(answer)
    for ref, failure in failures.items():
        if answer and ref in answer.withdrawn and ref not in again:
            left.append(Failure(failure.draft, Reason.WITHDRAWN, f"taken back when asked again: {failure.detail}"))
            continue
        for draft in again.get(ref, [failure.draft]):
            verdict = check(draft, article, last=True)
            if isinstance(verdict, Standing):
                mended.append((ref, verdict))
            else:
                left.append(verdict)
    return mended, left


def answers_of(answer: RepairDraft | None) -> dict[str, list[Drafted]]:
    """The items of a repair by the references they replace."""
    again: dict[str, list[Drafted]] = {}
    if answer:
        for items in (answer.agreed_terms, answer.demands, answer.open_questions):
            for item in items:
                again.setdefault(item.ref, []).append(item)
    return again
