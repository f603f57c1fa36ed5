"""Summaries from files are not trusted: every item is held against its article again, as when it was drafted."""

from collections.abc import Sequence

from ..errors import ReadError
from ..ground.check import Failure, Standing, check
from ..merge.card import Item
from ..schemas.draft import DraftDemand, DraftItem, DraftQuestion, DraftTerm
from ..schemas.summary import AgreedTerm, ArticleSummary, Demand


def rechecked(summaries: Sequence[ArticleSummary]) -> tuple[list[ArticleSummary], list[ReadError]]:
    """The summaries whose items all stand, and an error for each of the others."""
    stand: list[ArticleSummary] = []
    errors: list[ReadError] = []
    for summary in summaries:
        fault = next((found for item in summary.items if (found := _fault(item, summary))), None)
        if fault is None:
            stand.append(summary)
        else:
            errors.append(
                ReadError(
                    f"The summary of {summary.article.source!r} does not pass the checks ({fault}): it was edited, or "
                    "made by another version; summarize the article again."
                )
            )
    return stand, errors


def _fault(item: Item, summary: ArticleSummary) -> str | None:
    verdict = check(_drafted(item), summary.article, last=True)
    if isinstance(verdict, Failure):
        return f"item {item.id}: {verdict.detail}"
    if isinstance(item, AgreedTerm) and _firmer(item, verdict):
        return f"item {item.id}: its quotes do not show who is said to confirm it"
    return None


def _firmer(item: AgreedTerm, verdict: Standing) -> bool:
    return isinstance(verdict.draft, DraftTerm) and verdict.draft.confirmation != item.confirmation


def _drafted(item: Item) -> DraftTerm | DraftDemand | DraftQuestion:
    """The item as an engine would have drafted it."""
    said = item.attribution
    shape: type[DraftTerm | DraftDemand | DraftQuestion] = (
        DraftTerm if isinstance(item, AgreedTerm) else DraftDemand if isinstance(item, Demand) else DraftQuestion
    )
    own = set(shape.model_fields) - set(DraftItem.model_fields)
    return shape(
        quotes=[piece.quote for piece in item.evidence],
        text=item.text,
        issue=item.issue,
        speaker=said.speaker,
        speaker_party=said.party,
        channel=said.channel,
        stance=said.stance,
        **{name: getattr(item, name) for name in own},
    )
