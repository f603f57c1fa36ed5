"""Summaries over invented articles, for the tests of everything that shows summaries."""

from datetime import date

from summarizer.schemas.article import Article, Removed
from summarizer.schemas.draft import DraftDemand, DraftTerm
from summarizer.schemas.summary import (
    Adjustment,
    AgreedTerm,
    ArticleSummary,
    Attribution,
    Demand,
    Evidence,
    OpenQuestion,
    Provenance,
    Rejected,
    Usage,
)
from summarizer.schemas.vocabulary import (
    Channel,
    Confirmation,
    DemandKind,
    Found,
    Issue,
    Made,
    OpenKind,
    Reason,
    Response,
    Stage,
    Stance,
)

TALKS = """Velmar and Ostrava agreed on Tuesday to stop shelling each other's waterworks for 40 days, the presidency \
of Ostrava said after eleven hours of talks in the lakeside town of Brenn.

“Both armies will leave pumps, dams and pipelines alone from midnight on Friday,” the presidency said in its account \
of the meeting, adding that the pause depends on “the other side doing the same.”

The foreign ministry of Velmar described the understanding differently. It spoke of “waterworks and the roads that \
lead to them,” words that are missing from the text issued in Ostrava.

The two delegations signed a protocol on the return of 62 wounded prisoners, who are to cross the Salt Bridge on \
Sunday. The Red Crescent, which will escort the buses, confirmed the figure.

Ostrava's chief negotiator, Ilse Maron, said her government would not sign a wider truce unless Velmar withdrew its \
artillery 15 kilometres from the river. “Guns first, signatures later,” she told reporters.

Velmar rejected that at once. Officials in its delegation, who asked not to be named, said that Ostrava had also \
asked for a veto over the border patrols; Ms. Maron denied having raised it.

Who would watch over the pause was left unsaid. Neither side mentioned observers, and the mediators from Kesh said \
only that the matter would be taken up in April.

The parliament of Velmar must still approve the protocol. A vote is expected within a fortnight."""

FAR = """代表团星期二在布伦举行会谈。双方同意在四十天内停止炮击对方的水厂，但没有公布协议文本。

قال المتحدث باسم الوفد إن الهدنة لن تبدأ قبل عودة الأسرى."""


def evidence(article: Article, quote: str, found: Found = Found.EXACT) -> Evidence:
    """The evidence for a quote that stands in the article."""
    start = article.text.index(quote)
    paragraph = article.text.count("\n\n", 0, start) + 1
    return Evidence(quote=quote, start=start, end=start + len(quote), paragraph=paragraph, found=found)


def says(
    speaker: str | None,
    party: str | None = None,
    channel: Channel = Channel.STATEMENT,
    stance: Stance = Stance.ASSERTS,
) -> Attribution:
    """An attribution, a plain statement if nothing else is said."""
    return Attribution(speaker=speaker, party=party, channel=channel, stance=stance)


OUTLET = says(None, None, Channel.OUTLET)
BUILTIN = Provenance(
    engine="builtin",
    program="summarizer 0.1.0",
    model=None,
    answered_by=None,
    mode=None,
    templates=[],
    parts=1,
    repaired=0,
    usage=Usage(seconds=0.04),
)
MODEL = Provenance(
    engine="model",
    program="summarizer 0.1.0",
    model="openai/gpt-5-mini",
    answered_by="gpt-5-mini-2031-01-09",
    mode="strict",
    templates=[],
    parts=2,
    repaired=1,
    usage=Usage(calls=3, input_tokens=5210, output_tokens=1874, cost_usd=0.0051, seconds=8.23),
)


def talks() -> ArticleSummary:
    """Three agreed terms, three demands, three open questions, two rejected drafts, over eight paragraphs."""
    article = Article.of(
        TALKS,
        source="brenn-talks.txt",
        title="Velmar and Ostrava to spare waterworks, but a wider truce stays out of reach",
        outlet="The Lakeland Courier",
        url="https://courier.example/2031/03/12/velmar-ostrava-spare-waterworks-in-40-day-pause",
        published=date(2031, 3, 12),
        language="en",
        repairs=["quotation marks from a wrong code page"],
        removed=[
            Removed(text="Featured", reason="page furniture", line=1),
            Removed(text="Related Posts", reason="page furniture", line=19),
            Removed(text="A. Lind contributed reporting.", reason="credit line", line=20),
        ],
    )
    return ArticleSummary(
        article=article,
        negotiation="Talks between Velmar and Ostrava on a ceasefire along the river, mediated by Kesh",
        agreed_terms=_terms(article),
        demands=_demands(article),
        open_questions=_questions(article),
        rejected=_rejected(),
        notes=["The article was longer than the model's window and was read in two parts."],
        provenance=MODEL,
    )


def far() -> ArticleSummary:
    """Quotes in Chinese and Arabic."""
    article = Article.of(FAR, source="far.txt", title="布伦会谈 / محادثات برين", language="zh")
    term = AgreedTerm(
        id="a1",
        text="The two sides agreed to stop shelling each other's waterworks for 40 days.",
        issue=Issue.CEASEFIRE_SCOPE,
        attribution=OUTLET,
        evidence=[evidence(article, "双方同意在四十天内停止炮击对方的水厂，但没有公布协议文本。")],
        adjusted=[],
        parties=["双方"],
        stage=Stage.AGREED,
        confirmation=Confirmation.THIRD_PARTY,
        conditions=[],
        scope=None,
        start=None,
        duration="四十天",
    )
    demand = Demand(
        id="d1",
        text="The delegation will not begin the truce before the prisoners return.",
        issue=Issue.DETAINEES_HUMANITARIAN,
        attribution=says("المتحدث باسم الوفد"),
        evidence=[evidence(article, "إن الهدنة لن تبدأ قبل عودة الأسرى")],
        adjusted=[],
        by=["الوفد"],
        of=[],
        kind=DemandKind.PRECONDITION,
        response=Response.UNANSWERED,
        made=Made.UNDISPUTED,
    )
    return empty().model_copy(update={"article": article, "agreed_terms": [term], "demands": [demand], "notes": []})


def empty() -> ArticleSummary:
    """An article that reports on no negotiation."""
    return ArticleSummary(
        article=Article.of("The harbour museum reopens on Sunday.", source="museum.txt"),
        negotiation=None,
        agreed_terms=[],
        demands=[],
        open_questions=[],
        rejected=[],
        notes=["The article reports on no negotiation."],
        provenance=BUILTIN,
    )


def with_text(text: str) -> ArticleSummary:
    """A summary in which every field that an article or a model fills holds `text`."""
    summary = talks()
    term = summary.agreed_terms[0]
    said = term.attribution.model_copy(update={"speaker": text, "party": text})
    quote = term.evidence[0].model_copy(update={"quote": text})
    changed = term.adjusted[0].model_copy(update={"drafted": text, "reason": text})
    filled = {"text": text, "scope": text, "start": text, "duration": text, "conditions": [text], "parties": [text]}
    hostile = term.model_copy(
        update=filled | {"attribution": said, "evidence": [quote], "adjusted": [changed], "id": text}
    )
    article = summary.article.model_copy(update={"title": text, "outlet": text, "url": text, "repairs": [text]})
    return summary.model_copy(
        update={"article": article, "negotiation": text, "notes": [text], "agreed_terms": [hostile]}
    )


def _terms(article: Article) -> list[AgreedTerm]:
    return [
        AgreedTerm(
            id="a1",
            text="Velmar and Ostrava will stop shelling each other's waterworks for 40 days.",
            issue=Issue.CEASEFIRE_SCOPE,
            attribution=says("the presidency of Ostrava", "Ostrava", Channel.READOUT),
            evidence=[
                evidence(
                    article,
                    "Velmar and Ostrava agreed on Tuesday to stop shelling each other's waterworks for 40 days",
                ),
                evidence(
                    article,
                    "“Both armies will leave pumps, dams and pipelines alone from midnight on Friday,” "
                    "the presidency said in its account of the meeting",
                    Found.NORMALISED,
                ),
            ],
            adjusted=[
                Adjustment(
                    field="confirmation",
                    drafted="all_parties",
                    published="one_party",
                    reason="only one side's readout is quoted",
                )
            ],
            parties=["Velmar", "Ostrava"],
            stage=Stage.IN_PRINCIPLE,
            confirmation=Confirmation.ONE_PARTY,
            conditions=["the other side doing the same"],
            scope="pumps, dams and pipelines",
            start="from midnight on Friday",
            duration="40 days",
        ),
        AgreedTerm(
            id="a2",
            text="Velmar says that the pause also covers the roads that lead to the waterworks.",
            issue=Issue.CEASEFIRE_SCOPE,
            attribution=says("the foreign ministry of Velmar", "Velmar", stance=Stance.CLAIMS),
            evidence=[
                evidence(
                    article,
                    "It spoke of “waterworks and the roads that lead to them,” words that are missing from the "
                    "text issued in Ostrava.",
                )
            ],
            adjusted=[],
            parties=["Velmar", "Ostrava"],
            stage=Stage.AGREED,
            confirmation=Confirmation.CONTRADICTED,
            conditions=[],
            scope="waterworks and the roads that lead to them",
            start=None,
            duration=None,
        ),
        AgreedTerm(
            id="a3",
            text="Velmar and Ostrava return 62 wounded prisoners across the Salt Bridge on Sunday.",
            issue=Issue.DETAINEES_HUMANITARIAN,
            attribution=OUTLET,
            evidence=[
                evidence(
                    article,
                    "The two delegations signed a protocol on the return of 62 wounded prisoners, who are to cross "
                    "the Salt Bridge on Sunday.",
                )
            ],
            adjusted=[],
            parties=["Velmar", "Ostrava"],
            stage=Stage.SIGNED,
            confirmation=Confirmation.ALL_PARTIES,
            conditions=[],
            scope=None,
            start="on Sunday",
            duration=None,
        ),
    ]


def _demands(article: Article) -> list[Demand]:
    return [
        Demand(
            id="d1",
            text="Ostrava will sign a wider truce only if Velmar withdraws its artillery 15 kilometres from the river.",
            issue=Issue.SECURITY_GUARANTEES,
            attribution=says("Ilse Maron", "Ostrava"),
            evidence=[
                evidence(
                    article,
                    "her government would not sign a wider truce unless Velmar withdrew its artillery 15 kilometres "
                    "from the river",
                ),
                evidence(article, "“Guns first, signatures later,” she told reporters."),
            ],
            adjusted=[],
            by=["Ostrava"],
            of=["Velmar"],
            kind=DemandKind.PRECONDITION,
            response=Response.REJECTED,
            made=Made.UNDISPUTED,
        ),
        Demand(
            id="d2",
            text="Ostrava asked for a veto over the border patrols.",
            issue=Issue.GOVERNANCE_RIGHTS,
            attribution=says(None, "Velmar", Channel.UNNAMED_OFFICIALS, Stance.CLAIMS),
            evidence=[
                evidence(
                    article,
                    "Officials in its delegation, who asked not to be named, said that Ostrava had also asked for a "
                    "veto over the border patrols; Ms. Maron denied having raised it.",
                )
            ],
            adjusted=[],
            by=["Ostrava"],
            of=["Velmar"],
            kind=DemandKind.REQUEST,
            response=Response.UNANSWERED,
            made=Made.DENIED,
        ),
    ]


def _questions(article: Article) -> list[OpenQuestion]:
    return [
        OpenQuestion(
            id="o1",
            text="Who will watch over the pause?",
            issue=Issue.MONITORING_VERIFICATION,
            attribution=OUTLET,
            evidence=[evidence(article, "Who would watch over the pause was left unsaid.")],
            adjusted=[],
            parties=["Velmar", "Ostrava", "Kesh"],
            kind=OpenKind.NOT_ADDRESSED,
        ),
        OpenQuestion(
            id="o2",
            text="Does the pause cover the roads to the waterworks?",
            issue=Issue.CEASEFIRE_SCOPE,
            attribution=OUTLET,
            evidence=[evidence(article, "The foreign ministry of Velmar described the understanding differently.")],
            adjusted=[],
            parties=["Velmar", "Ostrava"],
            kind=OpenKind.DISPUTED,
        ),
        OpenQuestion(
            id="o3",
            text="The parliament of Velmar must still approve the protocol on the prisoners.",
            issue=Issue.PROCESS_NEXT_STEPS,
            attribution=OUTLET,
            evidence=[evidence(article, "The parliament of Velmar must still approve the protocol.")],
            adjusted=[],
            parties=["Velmar"],
            kind=OpenKind.RATIFICATION,
        ),
    ]


def _rejected() -> list[Rejected]:
    return [
        Rejected(
            kind="agreed_term",
            reason=Reason.NUMBER,
            detail="The item says 26, its quotes say 62.",
            draft=DraftTerm(
                quotes=["a protocol on the return of 62 wounded prisoners"],
                text="The two sides return 26 wounded prisoners.",
                issue=Issue.DETAINEES_HUMANITARIAN,
                speaker=None,
                speaker_party=None,
                channel=Channel.OUTLET,
                stance=Stance.ASSERTS,
                parties=["Velmar", "Ostrava"],
                stage=Stage.SIGNED,
                confirmation=Confirmation.ALL_PARTIES,
                conditions=[],
                scope=None,
                start=None,
                duration=None,
            ),
        ),
        Rejected(
            kind="demand",
            reason=Reason.QUOTE_NOT_FOUND,
            detail="“Kesh insists on blue helmets” does not stand in the article.",
            draft=DraftDemand(
                quotes=["Kesh insists on blue helmets"],
                text="Kesh demands an international force along the river.",
                issue=Issue.MONITORING_VERIFICATION,
                speaker="the mediators from Kesh",
                speaker_party="Kesh",
                channel=Channel.STATEMENT,
                stance=Stance.ASSERTS,
                by=["Kesh"],
                of=["Velmar", "Ostrava"],
                kind=DemandKind.DEMAND,
                response=Response.UNANSWERED,
                made=Made.UNDISPUTED,
            ),
        ),
    ]
