"""Small invented summaries, groups and findings, for the tests of what is computed over several articles."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from summarizer.merge.card import Card, Group, Item, Report
from summarizer.merge.deal import cards
from summarizer.merge.findings import Findings, FoundChange, FoundDisagreement, FoundState, FoundVersion, Naming, Story
from summarizer.merge.timing import reports
from summarizer.publish_brief import publish_brief
from summarizer.schemas.article import Article
from summarizer.schemas.brief import Brief, BriefProvenance, BriefUsage, Quote
from summarizer.schemas.origin import Copy, Origin
from summarizer.schemas.summary import AgreedTerm, ArticleSummary, Attribution, Demand, Evidence, OpenQuestion
from summarizer.schemas.vocabulary import (
    Apart,
    Channel,
    Confirmation,
    DemandKind,
    Derivation,
    Differs,
    Found,
    Issue,
    Made,
    OpenKind,
    Response,
    Stage,
    Stance,
)
from tests.summaries import BUILTIN

BY_PROGRAM = BriefProvenance(
    engine="builtin",
    program="summarizer 0.1.0",
    model=None,
    answered_by=None,
    mode=None,
    templates=[],
    usage=BriefUsage(),
    summaries_by=["builtin"],
)


def said(party: str | None = None, stance: Stance = Stance.ASSERTS, channel: Channel | None = None) -> Attribution:
    """An attribution to a party, to the article itself if there is none."""
    return Attribution(
        speaker=party, party=party, channel=channel or (Channel.STATEMENT if party else Channel.OUTLET), stance=stance
    )


def _shared(text: str, quote: str | None, fields: dict[str, Any]) -> dict[str, Any]:
    found = Evidence(quote=quote or text, start=0, end=1, paragraph=1, found=Found.EXACT)
    return {
        "id": "?",
        "text": text,
        "issue": Issue.OTHER,
        "attribution": said(),
        "evidence": [found],
        "adjusted": [],
    } | fields


def term(text: str, quote: str | None = None, **fields: Any) -> AgreedTerm:
    """A term between Velmar and Ostrava, agreed by nobody's word but the article's."""
    plain = {"parties": ["Velmar", "Ostrava"], "stage": Stage.AGREED, "confirmation": Confirmation.THIRD_PARTY}
    unsaid: dict[str, Any] = {"conditions": [], "scope": None, "start": None, "duration": None}
    return AgreedTerm.model_validate(_shared(text, quote, plain | unsaid | fields))


def demand(text: str, quote: str | None = None, **fields: Any) -> Demand:
    """A demand of Velmar's on Ostrava, unanswered."""
    whose = {"by": ["Velmar"], "of": ["Ostrava"], "kind": DemandKind.DEMAND}
    return Demand.model_validate(
        _shared(text, quote, whose | {"response": Response.UNANSWERED, "made": Made.UNDISPUTED} | fields)
    )


def question(text: str, quote: str | None = None, **fields: Any) -> OpenQuestion:
    """A question that an article leaves open."""
    plain = {"parties": ["Velmar", "Ostrava"], "kind": OpenKind.NOT_ADDRESSED}
    return OpenQuestion.model_validate(_shared(text, quote, plain | fields))


def summary(source: str, *items: Item, day: int | None = None, **fields: Any) -> ArticleSummary:
    """The summary of an article that consists of the items' quotes; `day` is one of March 2031."""
    quotes = list(dict.fromkeys(piece.quote for item in items for piece in item.evidence)) or [f"{source}."]
    text = "\n\n".join(quotes)
    published = date(2031, 3, day) if day else None
    article = Article.of(text, source=source, published=published, **fields)
    placed: dict[type[Item], list[Item]] = {AgreedTerm: [], Demand: [], OpenQuestion: []}
    for item in items:
        own = placed[type(item)]
        letter = {AgreedTerm: "a", Demand: "d", OpenQuestion: "o"}[type(item)]
        evidence = [
            piece.model_copy(
                update={
                    "start": text.index(piece.quote),
                    "end": text.index(piece.quote) + len(piece.quote),
                    "paragraph": quotes.index(piece.quote) + 1,
                }
            )
            for piece in item.evidence
        ]
        own.append(item.model_copy(update={"id": f"{letter}{len(own) + 1}", "evidence": evidence}))
    return ArticleSummary(
        article=article,
        negotiation="Talks between Velmar and Ostrava",
        agreed_terms=placed[AgreedTerm],
        demands=placed[Demand],
        open_questions=placed[OpenQuestion],
        rejected=[],
        notes=[],
        provenance=BUILTIN,
    )


def origin(first: ArticleSummary, *copies: ArticleSummary) -> Origin:
    """An article and its copies."""
    id = first.article.id
    return Origin(
        id=id,
        members=[
            Copy(article_id=id, derivation=Derivation.ORIGINAL, of=None, similarity=None, reasons=["It came first."]),
            *(
                Copy(
                    article_id=copy.article.id,
                    derivation=Derivation.WIRE_COPY,
                    of=id,
                    similarity=None,
                    reasons=["Same."],
                )
                for copy in copies
            ),
        ],
    )


class Desk:
    """The reports and cards of one story, and what a test makes of them."""

    def __init__(
        self, *summaries: ArticleSummary, origins: Sequence[Origin] = (), naming: Naming | None = None
    ) -> None:
        known = {copy.article_id for each in origins for copy in each.members}
        self.origins = [*origins, *(origin(each) for each in summaries if each.article.id not in known)]
        self.reports: list[Report] = reports(summaries, self.origins)
        self.cards: list[Card] = cards(self.reports)
        self.naming = naming or Naming()

    def card(self, text: str) -> Card:
        """The card whose sentence holds the text."""
        (found,) = [card for card in self.cards if text in card.item.text]
        return found

    def group(self, *texts: str, matter: str = "the talks", text: str | None = None) -> Group:
        """The cards whose sentences hold the texts, as one group."""
        return Group(tuple(self.card(each) for each in texts), matter, text)

    def quote(self, card: Card) -> Quote:
        """A card's first quote."""
        piece = card.item.evidence[0]
        return Quote(article_id=card.key[0], item_id=card.key[1], quote=piece.quote, start=piece.start, end=piece.end)

    def apart(
        self, *versions: tuple[str | None, str], kind: Apart = Apart.ACCOUNTS, field: Differs = Differs.SCOPE
    ) -> FoundDisagreement:
        """A disagreement between versions, each a party and a text of the card that carries it."""
        found = [(party, self.card(text)) for party, text in versions]
        return FoundDisagreement(
            about="what it covers",
            kind=kind,
            field=field,
            versions=tuple(FoundVersion(party, (card,), (self.quote(card),)) for party, card in found),
        )

    def change(
        self, party: str, before: Iterable[str], after: Iterable[str], about: str = "what it asks"
    ) -> FoundChange:
        """A party's move from the cards with some texts to those with others."""
        was, became = ([self.card(text) for text in texts] for texts in (before, after))
        states = [FoundState(tuple(cards), tuple(self.quote(card) for card in cards)) for cards in (was, became)]
        return FoundChange(party=party, about=about, before=states[0], after=states[1])

    def brief(self, *groups: Group, findings: Findings | None = None, notes: Sequence[str] = ()) -> Brief:
        """The brief; cards in none of the groups stand alone."""
        grouped = {card.ref for group in groups for card in group.cards}
        alone = [Group((card,), "the talks") for card in self.cards if card.ref not in grouped]
        return publish_brief(
            Story("Talks between Velmar and Ostrava", tuple(self.reports)),
            [*groups, *alone],
            findings or Findings(),
            self.naming,
            origins=self.origins,
            without_items=[],
            unmerged=[],
            notes=list(notes),
            provenance=BY_PROGRAM,
        )
