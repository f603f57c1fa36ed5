"""From grounded items to what is published: ids, order, provenance."""

from collections.abc import Sequence
from dataclasses import dataclass

from .engine import Drafting, Engine, Repair, total
from .ground.check import Failure, Standing
from .ground.names import unknown_name
from .ground.numbers import unsupported_quantity
from .schemas.article import Article
from .schemas.draft import DraftDemand, DraftItem, DraftQuestion, DraftTerm
from .schemas.kinds import kind_of
from .schemas.summary import (
    AgreedTerm,
    ArticleSummary,
    Attribution,
    Demand,
    OpenQuestion,
    Provenance,
    Rejected,
)
from .version import __version__
from .words import reads_english

# What an engine that finds nothing can say of the article: no more than that it found nothing.
_NOTHING = {
    "builtin": "The built-in engine found nothing agreed, demanded or left open; it knows its cue words only.",
    "model": "The model found no negotiation in the article: nothing agreed, demanded or left open.",
}


@dataclass(frozen=True)
class Grounded:
    """What the checks made of a draft. `repaired` counts items that passed when asked for again."""

    standing: list[Standing]
    failures: list[Failure]
    repaired: int
    seconds: float


def publish(article: Article, engine: Engine, drafting: Drafting, repair: Repair, grounded: Grounded) -> ArticleSummary:
    """The published summary of one article. Items stand in the order of their first quote in the article."""
    ordered = sorted(grounded.standing, key=lambda item: (_first(item), item.draft.text))
    notes = [*drafting.notes, *repair.notes]
    negotiation, doubt = _negotiation(drafting.draft.negotiation, article)
    if doubt:
        notes.append(doubt)
    if grounded.standing and not reads_english(article.text):
        notes.append("The article is not in English: whether items are as firm as their quotes was not checked.")
    if not grounded.standing and not grounded.failures and not notes:
        notes.append(_NOTHING[engine.kind])
    usage = total([drafting.usage, repair.usage]).model_copy(update={"seconds": round(grounded.seconds, 3)})
    return ArticleSummary(
        article=article,
        negotiation=negotiation if grounded.standing else None,
        agreed_terms=[_term(f"a{i}", item) for i, item in enumerate(_of(ordered, DraftTerm), 1)],
        demands=[_demand(f"d{i}", item) for i, item in enumerate(_of(ordered, DraftDemand), 1)],
        open_questions=[_question(f"o{i}", item) for i, item in enumerate(_of(ordered, DraftQuestion), 1)],
        rejected=[_rejected(failure) for failure in grounded.failures],
        notes=notes,
        provenance=Provenance(
            engine=engine.kind,
            program=f"summarizer {__version__}",
            model=engine.model,
            answered_by=drafting.answered_by,
            mode=drafting.mode,
            templates=[*drafting.templates, *repair.templates],
            parts=drafting.parts,
            repaired=grounded.repaired,
            usage=usage,
        ),
    )


def _first(item: Standing) -> int:
    return min(piece.start for piece in item.evidence)


def _negotiation(line: str | None, article: Article) -> tuple[str | None, str | None]:
    """What is negotiated, unless the line holds a name or number that the article lacks; then a note says so."""
    if line is None:
        return None, None
    extra = [words for words in (article.title, article.outlet) if words]
    unknown = unknown_name(line, [], article.text, extra) or unsupported_quantity(line, [article.text, *extra])
    if unknown is None:
        return line, None
    what = unknown if isinstance(unknown, str) else unknown.surface
    return None, f"The line on what is negotiated was left out: “{what}” does not occur in the article."


def _of(standing: Sequence[Standing], kind: type[DraftItem]) -> list[Standing]:
    return [item for item in standing if isinstance(item.draft, kind)]


def _attribution(draft: DraftItem) -> Attribution:
    return Attribution(speaker=draft.speaker, party=draft.speaker_party, channel=draft.channel, stance=draft.stance)


def _shared(id: str, item: Standing) -> dict[str, object]:
    draft = item.draft
    return {
        "id": id,
        "text": draft.text,
        "issue": draft.issue,
        "attribution": _attribution(draft),
        "evidence": item.evidence,
        "adjusted": item.adjusted,
    }


def _term(id: str, item: Standing) -> AgreedTerm:
    assert isinstance(item.draft, DraftTerm)
    fields = ("parties", "stage", "confirmation", "conditions", "scope", "start", "duration")
    return AgreedTerm.model_validate(_shared(id, item) | {name: getattr(item.draft, name) for name in fields})


def _demand(id: str, item: Standing) -> Demand:
    assert isinstance(item.draft, DraftDemand)
    fields = ("by", "of", "kind", "response", "made")
    return Demand.model_validate(_shared(id, item) | {name: getattr(item.draft, name) for name in fields})


def _question(id: str, item: Standing) -> OpenQuestion:
    assert isinstance(item.draft, DraftQuestion)
    fields = ("parties", "kind")
    return OpenQuestion.model_validate(_shared(id, item) | {name: getattr(item.draft, name) for name in fields})


def _rejected(failure: Failure) -> Rejected:
    return Rejected(
        kind=kind_of(failure.draft), reason=failure.reason, detail=failure.detail, draft=_plain(failure.draft)
    )


def _plain(draft: DraftItem) -> DraftTerm | DraftDemand | DraftQuestion:
    """The draft without the reference that a repaired item carries."""
    fields = draft.model_dump(exclude={"ref"})
    if isinstance(draft, DraftTerm):
        return DraftTerm(**fields)
    return DraftDemand(**fields) if isinstance(draft, DraftDemand) else DraftQuestion(**fields)
