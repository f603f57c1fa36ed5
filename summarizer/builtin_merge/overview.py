"""An overview of whole sentences that stand in the brief: what is agreed, where sides differ, what is open."""

from collections.abc import Iterator

from ..pattern import lazy
from ..schemas.brief import Brief, BriefItem, BriefQuestion, BriefTerm, Disagreement
from ..schemas.merge_draft import DraftSentence, OverviewDraft
from ..schemas.vocabulary import Confirmation, Issue, OpenKind, Response, Stage

_MOST = 150  # words in all
_SHARES = (70, 115, 150)  # words after which the next kind of sentence has its turn
_FIRM = (
    Stage.IN_FORCE, Stage.SIGNED, Stage.AGREED, Stage.TENTATIVE, Stage.IN_PRINCIPLE, Stage.SUSPENDED, Stage.COLLAPSED,
)  # fmt: skip
_SURE = (
    Confirmation.ALL_PARTIES, Confirmation.SOME_PARTIES, Confirmation.THIRD_PARTY, Confirmation.ONE_PARTY,
    Confirmation.CONTRADICTED,
)  # fmt: skip
_FEW = 6  # words; with fewer it hardly says what it is about
# What a sentence of its article leans on, and what says nothing without the article's date.
_LEANS = lazy(
    r"(?i)\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening))\b"
    r"|^[“\"‘']|^(?:it|they|he|she|this|that|these|those|such|the (?:parties|sides|two sides))\b|\b(?:for|to|of) one\.$"
)
_SHORT = 45  # words; a sentence with more leaves no room for others


def overview(brief: Brief) -> OverviewDraft:
    """At most 150 words; each sentence is one of the brief's own and cites what it is taken from."""
    found: list[DraftSentence] = []
    used = 0
    for share, sentences in zip(_SHARES, (_agreed(brief), _apart(brief), _open(brief)), strict=True):
        for sentence in sentences:
            words = len(sentence.text.split())
            if (
                _FEW <= words <= _SHORT
                and not _LEANS.search(sentence.text)
                and used + words <= share
                and all(s.text != sentence.text for s in found)
            ):
                found.append(sentence)
                used += words
    return OverviewDraft(sentences=found)


def _agreed(brief: Brief) -> Iterator[DraftSentence]:
    """Terms of two parties and more before one side's, told by most origins first, then the firmest."""
    terms = [item for item in brief.agreed_terms if not item.superseded_by]
    yield from (_own(term) for term in sorted(terms, key=_weight))


def _weight(term: BriefTerm) -> tuple[object, ...]:
    latest = term.last_reported.toordinal() if term.last_reported else 0
    next_steps = term.issue is Issue.PROCESS_NEXT_STEPS
    firm = (_FIRM.index(term.stage), _SURE.index(term.confirmation), _number(term.id))
    disputed = term.confirmation is Confirmation.CONTRADICTED
    return (len(term.parties) < 2, disputed, next_steps, -term.origins, -latest, *firm)


def _apart(brief: Brief) -> Iterator[DraftSentence]:
    """For each disagreement the item that tells both sides, and it; demands that were rejected where there is none."""
    items = {item.id: item for item in brief.items}
    for one in sorted(brief.disagreements, key=_reach):
        told = [items[ref] for ref in one.items if isinstance(items.get(ref), BriefQuestion)]
        if told:
            best = min(told, key=lambda item: (-item.origins, len(item.text), item.id))
            yield DraftSentence(text=best.text, refs=[one.id, best.id])
    demands = [d for d in brief.demands if not d.superseded_by and d.response is Response.REJECTED]
    yield from (_own(d) for d in sorted(demands, key=lambda d: (-d.origins, _number(d.id))))


def _open(brief: Brief) -> Iterator[DraftSentence]:
    asked = [q for q in brief.open_questions if q.answered is None and not q.superseded_by]
    asked.sort(key=lambda q: (q.kind is OpenKind.DISPUTED, -q.origins, _number(q.id)))
    yield from (_own(question) for question in asked)


def _reach(one: Disagreement) -> tuple[int, int]:
    return -sum(version.origins for version in one.versions), _number(one.id)


def _own(item: BriefItem) -> DraftSentence:
    """An item's sentence; what not all sides say, with who says so."""
    firm = isinstance(item, BriefTerm) and item.confirmation is Confirmation.ALL_PARTIES
    said = item.members[-1].attribution
    who = said.speaker or said.party
    if firm or not who or who.casefold() in item.text.casefold():
        return DraftSentence(text=item.text, refs=[item.id])
    return DraftSentence(text=f"{item.text.rstrip('.')}, according to {who}.", refs=[item.id])


def _number(ref: str) -> int:
    digits = "".join(filter(str.isdigit, ref))
    return int(digits) if digits else 0
