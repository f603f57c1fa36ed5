"""The engine with a model behind it, for what several articles say together."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from ..errors import ModelError, UnansweredError, UnreachableError
from ..llm import Client, Desk, Tally
from ..merge.card import Card, Group, Report
from ..merge_engine import Again, Said
from ..prompt import Prompt, fence, render
from ..schemas.brief import Brief
from ..schemas.draft import Draft
from ..schemas.merge_draft import CompareDraft, MergeDraft, OverviewDraft, PartiesDraft, StoriesDraft, TraceDraft
from ..settings import Settings
from .outline import outline
from .sheet import card_lines, head, matters, name_line, one_line, sources

D = TypeVar("D", bound=Draft)
MOST_CARDS = 120  # in one call: of more, a model loses some, however large its window


class ModelMergeEngine:
    """A model behind an OpenAI-compatible endpoint. `model` is `provider/name`."""

    kind: Literal["builtin", "model"] = "model"
    cards_a_call = 40

    def __init__(self, model: str, settings: Settings, desk: Desk | None = None) -> None:
        self.model: str | None = model
        self._name = model
        self._client = Client(model, settings, desk)

    def room(self, cards: Sequence[Card]) -> bool:
        """Whether so many items can be asked about in one call: by number, and by the window."""
        return len(cards) <= MOST_CARDS and self._client.fits(_merge_prompt(cards, None), MergeDraft)

    async def stories(self, reports: Sequence[Report], again: Again[StoriesDraft] | None) -> Said[StoriesDraft]:
        """Which reports are on one negotiation, and in what order they came."""
        return await self._ask("stories", StoriesDraft, again, heads="\n".join(map(head, reports)))

    async def parties(
        self, names: Mapping[str, str], reports: Sequence[Report], again: Again[PartiesDraft] | None
    ) -> Said[PartiesDraft]:
        """Which names mean one party."""
        lines = [name_line(ref, name, reports) for ref, name in names.items()]
        return await self._ask("parties", PartiesDraft, again, names="\n".join(lines))

    async def merge(self, cards: Sequence[Card], again: Again[MergeDraft] | None) -> Said[MergeDraft]:
        """Which items are one, and what they are about."""
        return await self._said(_merge_prompt(cards, again), MergeDraft)

    async def compare(self, groups: Sequence[Group], again: Again[CompareDraft] | None) -> Said[CompareDraft]:
        """Where accounts or positions differ."""
        return await self._ask("compare", CompareDraft, again, **_listed(groups))

    async def trace(self, groups: Sequence[Group], again: Again[TraceDraft] | None) -> Said[TraceDraft]:
        """What moved with time, and which questions were answered."""
        return await self._ask("trace", TraceDraft, again, **_listed(groups))

    async def overview(self, brief: Brief, again: Again[OverviewDraft] | None) -> Said[OverviewDraft]:
        """What a reader needs first."""
        return await self._ask("overview", OverviewDraft, again, brief=outline(brief))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, name: str, shape: type[D], again: Again[D] | None, **material: str) -> Said[D]:
        return await self._said(_prompt(name, again, **material), shape)

    async def _said(self, prompt: Prompt, shape: type[D]) -> Said[D]:
        tally = Tally()
        try:
            answer = await self._client.ask(prompt, shape, tally=tally)
        except ModelError as error:
            error.spent = tally.usage(self._name)
            raise
        except UnansweredError as error:  # a brief needs each of its answers
            raise UnreachableError(str(error)) from error
        return Said(answer.content, tally.usage(self._name), prompt.template, answer.answered_by, answer.mode)


def _merge_prompt(cards: Sequence[Card], again: Again[MergeDraft] | None) -> Prompt:
    items = "\n\n".join(map(card_lines, cards))
    return _prompt("merge", again, sources=sources(cards), items=items)


def _listed(groups: Sequence[Group]) -> dict[str, str]:
    return {"sources": sources(card for group in groups for card in group.cards), "items": matters(groups)}


def _prompt(name: str, again: Again[Any] | None, **material: str) -> Prompt:
    """The prompt of one question; where it is asked again, with the answer before and its faults."""
    answer = again.draft.model_dump_json() if again else ""
    problems = [one_line(problem) for problem in again.problems] if again else []
    mark, added = fence(" ".join(material.values())), " ".join([answer, *problems])
    if mark in added:  # else the request begins as the first did, which a provider's cache knows
        mark = fence(" ".join([*material.values(), added]))
    return render(name, **material, mark=mark, answer=answer, problems=problems)
