"""The engine with a model behind it: templates from `prompts/`, shapes from `schemas/`, calls through `llm`."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Literal

from .engine import Drafting, Repair
from .errors import ModelError, StopError, SummarizerError, TruncatedError
from .ground.check import Failure
from .llm import Answer, Client, Desk, Tally
from .parts import excerpt, halves
from .prompt import Prompt, fence, render, template
from .schemas.article import Article
from .schemas.draft import ArticleDraft, RepairDraft
from .schemas.kinds import kind_of
from .settings import Settings

Part = Answer[ArticleDraft] | ModelError


class ModelEngine:
    """A model behind an OpenAI-compatible endpoint. `model` is `provider/name`."""

    kind: Literal["builtin", "model"] = "model"

    def __init__(self, model: str, settings: Settings, desk: Desk | None = None) -> None:
        self.model: str | None = model
        self._name = model
        self._client = Client(model, settings, desk)

    async def draft(self, article: Article) -> Drafting:
        """The items of the article, read whole, or in parts where it or its answer does not fit the window.

        A part that fails is a note, as long as another one gives an answer. Raises ModelError where the model gives
        no usable answer at all, EndpointError or UnansweredError where it cannot be asked.
        """
        tally = Tally()
        read = await self._read(article.text, article, tally)
        answers = [part for part in read if not isinstance(part, ModelError)]
        failed = [part for part in read if isinstance(part, ModelError)]
        if not answers:
            raise failed[0]
        drafts = [answer.content for answer in answers]
        return Drafting(
            ArticleDraft(
                negotiation=next((draft.negotiation for draft in drafts if draft.negotiation), None),
                agreed_terms=[item for draft in drafts for item in draft.agreed_terms],
                demands=[item for draft in drafts for item in draft.demands],
                open_questions=[item for draft in drafts for item in draft.open_questions],
            ),
            parts=len(read),
            usage=tally.usage(self._name),
            templates=(template("draft"),),
            answered_by=answers[0].answered_by,
            mode=answers[0].mode,
            notes=tuple(f"One of {len(read)} parts of the article was not read: {error}" for error in failed),
        )

    async def repair(self, article: Article, failures: Mapping[str, Failure]) -> Repair:
        """The failing items asked for once more. An answer of no use is a note: the items stay rejected.

        Raises EndpointError or UnansweredError where the model cannot be asked: without its repair the summary is not
        whole.
        """
        prompt = repair_prompt(article, article.text, failures)
        if not self._client.fits(prompt, RepairDraft):
            shown = [passage for failure in failures.values() for passage in (failure.nearest, *failure.draft.quotes)]
            prompt = repair_prompt(article, excerpt(article.text, filter(None, shown)), failures)
        tally = Tally()
        answer, notes = None, []
        try:
            answer = (await self._client.ask(prompt, RepairDraft, tally=tally, about=article.source)).content
        except ModelError as error:
            notes.append(f"The items that failed a check could not be asked for again: {error}")
        return Repair(answer, tally.usage(self._name), (prompt.template,), tuple(notes))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _read(self, text: str, article: Article, tally: Tally, partial: bool = False) -> list[Part]:
        """The answers about a text: one, or those about its halves, and theirs; an error in place of one not given."""
        prompt = draft_prompt(article, text, partial)
        too_long = TruncatedError(
            f"{article.source}: one sentence alone does not fit the model's window; raise --window."
        )
        if self._client.fits(prompt, ArticleDraft):
            try:
                return [await self._client.ask(prompt, ArticleDraft, tally=tally, about=article.source)]
            except TruncatedError as error:
                too_long = error
            except ModelError as error:
                return [error]
        parts = halves(text)
        if parts is None:
            return [too_long]
        reading = (self._read(part, article, tally, partial=True) for part in parts)
        read = await asyncio.gather(*reading, return_exceptions=True)  # no part is left alone when another one ends
        if errors := [error for error in read if isinstance(error, BaseException)]:
            raise max(errors, key=lambda error: (isinstance(error, SummarizerError), isinstance(error, StopError)))
        return [answer for answers in read if not isinstance(answers, BaseException) for answer in answers]


def draft_prompt(article: Article, text: str, partial: bool = False) -> Prompt:
    """What is asked about a text that is the article, or a part of it."""
    return render("draft", **_header(article, text), partial=partial)


def repair_prompt(article: Article, text: str, failures: Mapping[str, Failure]) -> Prompt:
    """What is asked about the items that failed the checks; `text` is the article or what of it fits."""
    listed = [
        {
            "ref": ref,
            "kind": kind_of(failure.draft),
            "reason": failure.reason.value,
            "detail": failure.detail,
            "nearest": failure.nearest,
            "item": json.dumps(failure.draft.model_dump(mode="json"), ensure_ascii=False),
        }
        for ref, failure in failures.items()
    ]
    return render("repair", **_header(article, text), failures=listed)


def _header(article: Article, text: str) -> dict[str, Any]:
    """What both templates say about the article. One line each: a title with line breaks could pass for more."""
    stated = {"title": article.title, "outlet": article.outlet, "published": article.published}
    lines = {name: " ".join(str(value).split()) if value else None for name, value in stated.items()}
    return {**lines, "text": text, "mark": fence(f"{text} {lines['title']} {lines['outlet']}")}
