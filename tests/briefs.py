"""Briefs over invented articles, for the tests of everything that shows briefs."""

from datetime import date
from typing import Any

from summarizer.schemas.article import Article
from summarizer.schemas.brief import (
    Account,
    Answered,
    Brief,
    BriefDemand,
    BriefProvenance,
    BriefQuestion,
    BriefTerm,
    BriefUsage,
    Change,
    Coverage,
    Disagreement,
    Member,
    Particular,
    Position,
    Quote,
    ResponseAt,
    Sentence,
    Source,
    StageAt,
    State,
    Unmerged,
    Version,
    Voice,
)
from summarizer.schemas.origin import Similarity
from summarizer.schemas.summary import Attribution, Template
from summarizer.schemas.vocabulary import (
    Apart,
    Channel,
    Confirmation,
    Dated,
    DemandKind,
    Derivation,
    Differs,
    Issue,
    Made,
    Moved,
    OpenKind,
    Response,
    Stage,
    Stance,
)
from tests.summaries import OUTLET, evidence, says

COURIER = """Velmar and Ostrava have agreed in principle to leave each other's waterworks alone for 40 days, mediators \
from Kesh said.

The presidency of Ostrava said in its account of the meeting that the pause covers “pumps, dams and pipelines.”

Velmar wants 90 observers along the river. “Ninety pairs of eyes, not one fewer,” said its envoy, Tomas Reyl.

Ostrava would not sign a wider truce unless Velmar withdrew its artillery 15 kilometres from the river.

The two delegations did not say who would watch over the pause."""

HERALD = """Mediators from Kesh said that Velmar and Ostrava have agreed in principle to leave each other's waterworks \
alone for 40 days.

Velmar wants 90 observers along the river. “Ninety pairs of eyes, not one fewer,” said its envoy, Tomas Reyl."""

WIRE = """The foreign ministry of Velmar said that the pause on waterworks also covers “the roads that lead to them.”

Ostrava's negotiator, Ilse Maron, said no observer would set foot on her country's bank of the river.

Velmar rejected the demand to pull back its guns at once.

Officials in Velmar's delegation said that Ostrava had also asked for a veto over the border patrols; Ms. Maron denied \
having raised it.

The parliament of Velmar must still approve the return of 62 wounded prisoners."""

POST = """The pause on attacks against waterworks was signed on Wednesday by both delegations and runs for 40 days \
from Friday.

Velmar can now work with 60 observers, Mr. Reyl told this newspaper, if they may cross the Salt Bridge freely.

The pause holds “for as long as the other side does the same,” both readouts say.

Observers from Kesh will watch over the pause, 60 of them, according to the text.

Velmar's parliament approved the return of the 62 prisoners by 88 votes to 41."""

_SOURCES = {
    "courier": Article.of(
        COURIER,
        source="2031-03-12-courier-brenn.txt",
        title="Waterworks to be spared for 40 days",
        outlet="The Lakeland Courier",
        url="https://courier.example/2031/03/12/waterworks",
        published=date(2031, 3, 12),
    ),
    "herald": Article.of(HERALD, source="herald.txt", outlet="Brenn Herald", published=date(2031, 3, 13)),
    "wire": Article.of(WIRE, source="2031-03-14-kesh-wire.txt"),
    "post": Article.of(
        POST, source="river-post.html", title="Pause signed", outlet="River Post", published=date(2031, 3, 20)
    ),
    "museum": Article.of("The harbour museum reopens on Sunday.", source="museum.txt"),
}
_DAYS = {
    "courier": date(2031, 3, 12),
    "herald": date(2031, 3, 13),
    "wire": date(2031, 3, 14),
    "post": date(2031, 3, 20),
}
_WHERE = {"courier": 1, "herald": 2, "wire": 3, "post": 4}
BUILTIN = BriefProvenance(
    engine="builtin",
    program="summarizer 0.1.0",
    model=None,
    answered_by=None,
    mode=None,
    templates=[],
    usage=BriefUsage(),
    summaries_by=["builtin"],
)
MODEL = BriefProvenance(
    engine="model",
    program="summarizer 0.1.0",
    model="openai/gpt-5-mini",
    answered_by="gpt-5-mini-2031-01-09",
    mode="strict",
    templates=[Template(name="merge", version="1", sha256="0" * 64)],
    usage=BriefUsage(calls=7, input_tokens=15210, output_tokens=4874, cost_usd=0.0151),
    summaries_by=["openai/gpt-5-mini", "builtin"],
)


def texts() -> dict[str, str]:
    """The texts of the articles behind `river`, by article id."""
    return {article.id: article.text for article in _SOURCES.values()}


def river() -> Brief:
    """Three origins, four articles: three terms, three disagreements, five demands, three questions, two changes."""
    return Brief(
        negotiation="talks between Velmar and Ostrava on a ceasefire along the river, mediated by Kesh",
        articles=4,
        origins=3,
        overview=[
            Sentence(text="The pause on attacks against waterworks was signed on Wednesday.", refs=["A1", "C1"]),
            Sentence(text="Whether it covers the roads that lead to them is disputed.", refs=["X1"]),
            Sentence(text="Velmar now accepts 60 observers; Ostrava wants none on its bank.", refs=["D2", "D3", "C2"]),
        ],
        agreed_terms=_terms(),
        disagreements=_disagreements(),
        demands=_demands(),
        open_questions=_questions(),
        changes=_changes(),
        positions=[
            Position(issue=Issue.CEASEFIRE_SCOPE, party="Velmar", items=["A1"], superseded=[]),
            Position(issue=Issue.CEASEFIRE_SCOPE, party="Ostrava", items=["A1"], superseded=[]),
            Position(issue=Issue.MONITORING_VERIFICATION, party="Velmar", items=["D2", "A2"], superseded=["D1"]),
            Position(issue=Issue.MONITORING_VERIFICATION, party="Ostrava", items=["D3", "A2"], superseded=[]),
            Position(issue=Issue.SECURITY_GUARANTEES, party="Ostrava", items=["D4"], superseded=[]),
        ],
        coverage=[
            Coverage(
                article_id=_id("courier"), origin=_id("courier"), items=["A1"], alone_on=["D4", "O1"], silent_on=[]
            ),
            Coverage(article_id=_id("herald"), origin=_id("courier"), items=["A1"], alone_on=[], silent_on=["D4"]),
            Coverage(article_id=_id("wire"), origin=_id("wire"), items=["O2"], alone_on=["D3", "D5"], silent_on=["D1"]),
            Coverage(
                article_id=_id("post"), origin=_id("post"), items=["A1"], alone_on=["D2", "A2"], silent_on=["D3", "D5"]
            ),
        ],
        sources=[_source(name) for name in ("courier", "herald", "wire", "post")],
        without_items=[_source("museum")],
        unmerged=[
            Unmerged(
                kind="group",
                detail="The items on the veto and on the patrols name different parties; they stand apart.",
                draft='{"members": ["i4", "i9"]}',
            )
        ],
        notes=["The files tell of one negotiation; one article reports none."],
        provenance=MODEL,
    )


def single() -> Brief:
    """One article, one demand."""
    brief = river()
    demand = brief.demands[3].model_copy(update={"id": "D1", "members": brief.demands[3].members[:1]})
    return _bare(brief).model_copy(
        update={"articles": 1, "origins": 1, "demands": [demand], "sources": brief.sources[:1], "negotiation": None}
    )


def undated() -> Brief:
    """The same with two articles, neither of which has a date."""
    brief = river()
    lost = {"published": None, "dated": None, "day": None}
    term = brief.agreed_terms[0]
    stages = [at.model_copy(update={"published": None}) for at in term.stages]
    never = {"first_reported": None, "last_reported": None, "stages": stages}
    sources = [source.model_copy(update=lost) for source in brief.sources]
    return _bare(brief).model_copy(
        update={"agreed_terms": [term.model_copy(update=never)], "sources": sources, "articles": 4, "origins": 3}
    )


def nothing() -> Brief:
    """One article that reports no negotiation."""
    brief = river()
    return _bare(brief).model_copy(
        update={"negotiation": None, "articles": 0, "origins": 0, "sources": [], "without_items": brief.without_items}
    )


def with_text(text: str) -> Brief:
    """A brief in which every field that an article or a model fills holds `text`."""
    return Brief.model_validate(_filled(river().model_dump(by_alias=True, mode="json"), text))


_FILLED = set(
    "text matter title outlet negotiation quote speaker party about scope start duration detail draft".split()
)
_LISTS = {"parties", "by", "of", "conditions", "reasons", "notes"}


def _filled(value: object, text: str, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _filled(inner, text, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [text if key in _LISTS else _filled(inner, text) for inner in value]
    return text if key in _FILLED and isinstance(value, str) else value


def _bare(brief: Brief) -> Brief:
    empty: dict[str, list[object]] = {
        name: []
        for name in "overview agreed_terms disagreements demands open_questions changes positions coverage".split()
    }
    rest: dict[str, object] = {"without_items": [], "unmerged": [], "notes": [], "provenance": BUILTIN}
    return brief.model_copy(update=empty | rest)


def _id(name: str) -> str:
    return _SOURCES[name].id


def _source(name: str) -> Source:
    article, copied = _SOURCES[name], name == "herald"
    dated = {"wire": Dated.FILE_NAME, "museum": None}.get(name, Dated.STATED)
    return Source(
        article_id=article.id,
        source=article.source,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=_DAYS.get(name),
        dated=dated,
        day=_WHERE.get(name),
        origin=_id("courier") if copied else article.id,
        derivation=Derivation.WIRE_COPY if copied else Derivation.ORIGINAL,
        of=_id("courier") if copied else None,
        similarity=Similarity(
            word_containment=0.91,
            word_jaccard=0.4,
            character_containment=0.93,
            aligned_sentences=0.8,
            names_and_numbers=1.0,
        )
        if copied
        else None,
        reasons=["91 % of its word trigrams stand in the other, in the same order."] if copied else [],
        agreed_terms=0 if name == "museum" else 1,
        demands=0 if name == "museum" else 2,
        open_questions=0 if name == "museum" else 1,
        rejected=2 if name == "courier" else 0,
    )


def _account(name: str, item_id: str, text: str, said: Attribution, *quotes: str) -> Account:
    found = [evidence(_SOURCES[name], quote) for quote in quotes]
    return Account(article_id=_id(name), item_id=item_id, text=text, attribution=said, evidence=found)


def _member(name: str, item_id: str) -> Member:
    return Member(article_id=_id(name), item_id=item_id)


def _quote(name: str, item_id: str, words: str) -> Quote:
    start = _SOURCES[name].text.index(words)
    return Quote(article_id=_id(name), item_id=item_id, quote=words, start=start, end=start + len(words))


KESH = says("mediators from Kesh", "Kesh")
REYL = says("Tomas Reyl", "Velmar")
MARON = says("Ilse Maron", "Ostrava")
_EYES = ("Velmar wants 90 observers along the river.", "“Ninety pairs of eyes, not one fewer,”")
_PAUSE = "have agreed in principle to leave each other's waterworks alone for 40 days"


def _terms() -> list[BriefTerm]:
    readout = says("the presidency of Ostrava", "Ostrava", Channel.READOUT)
    claim = says("the foreign ministry of Velmar", "Velmar", Channel.READOUT)
    pause = BriefTerm(
        id="A1",
        text="Velmar and Ostrava leave each other's waterworks alone for 40 days.",
        own_words_of=None,
        issue=Issue.CEASEFIRE_SCOPE,
        matter="pause on waterworks",
        members=[
            _account("courier", "a1", "A pause of 40 days.", KESH, f"Velmar and Ostrava {_PAUSE}"),
            _account("courier", "a2", "What it covers.", readout, "the pause covers “pumps, dams and pipelines.”"),
            _account("herald", "a1", "A pause of 40 days.", KESH, f"Velmar and Ostrava {_PAUSE}"),
            _account(
                "wire", "a1", "Roads, too.", claim, "the pause on waterworks also covers “the roads that lead to them.”"
            ),
            _account(
                "post",
                "a1",
                "Signed.",
                OUTLET,
                "The pause on attacks against waterworks was signed on Wednesday by both delegations and runs for 40 "
                "days from Friday.",
                "The pause holds “for as long as the other side does the same,” both readouts say.",
            ),
        ],
        articles=4,
        origins=3,
        first_reported=_DAYS["courier"],
        last_reported=_DAYS["post"],
        superseded_by=[],
        parties=["Velmar", "Ostrava"],
        stage=Stage.SIGNED,
        stages=[
            StageAt(stage=Stage.IN_PRINCIPLE, published=_DAYS["courier"], members=[_member("courier", "a1")]),
            StageAt(stage=Stage.SIGNED, published=_DAYS["post"], members=[_member("post", "a1")]),
        ],
        confirmation=Confirmation.ALL_PARTIES,
        voices=[
            _voice("Ostrava", Channel.READOUT, Stance.ASSERTS, "courier"),
            _voice("Velmar", Channel.READOUT, Stance.ASSERTS, "wire"),
            _voice(None, Channel.OUTLET, Stance.ASSERTS, "post"),
        ],
        conditions=["as long as the other side does the same"],
        scope="waterworks",
        start="from Friday",
        duration="40 days",
        particulars=[
            _particular("scope", "waterworks", "courier", "post"),
            _particular("scope", "waterworks and the roads to them", "wire"),
            _particular("start", "from Friday", "post"),
            _particular("duration", "40 days", "courier", "wire", "post"),
            _particular("conditions", "as long as the other side does the same", "wire"),
        ],
    )
    watchers = pause.model_copy(
        update={
            "particulars": [],
            "id": "A2",
            "text": "Sixty observers from Kesh will watch over the pause.",
            "issue": Issue.MONITORING_VERIFICATION,
            "matter": "observers",
            "members": [
                _account(
                    "post",
                    "a2",
                    "Observers.",
                    says(None, None, Channel.DOCUMENT),
                    "Observers from Kesh will watch over the pause, 60 of them, according to the text.",
                )
            ],
            "articles": 1,
            "origins": 1,
            "first_reported": _DAYS["post"],
            "stage": Stage.AGREED,
            "stages": [StageAt(stage=Stage.AGREED, published=_DAYS["post"], members=[_member("post", "a2")])],
            "confirmation": Confirmation.THIRD_PARTY,
            "voices": [_voice(None, Channel.DOCUMENT, Stance.ASSERTS, "post")],
            "conditions": [],
            "scope": None,
            "start": None,
            "duration": None,
        }
    )
    prisoners = watchers.model_copy(
        update={
            "particulars": [],
            "id": "A3",
            "text": "Velmar returns 62 wounded prisoners, as its parliament has approved.",
            "issue": Issue.DETAINEES_HUMANITARIAN,
            "matter": "wounded prisoners",
            "members": [
                _account(
                    "post",
                    "a3",
                    "Approved.",
                    says("the parliament of Velmar", "Velmar"),
                    "Velmar's parliament approved the return of the 62 prisoners by 88 votes to 41.",
                )
            ],
            "confirmation": Confirmation.ONE_PARTY,
            "voices": [_voice("Velmar", Channel.STATEMENT, Stance.ASSERTS, "post")],
        }
    )
    return [pause, watchers, prisoners]


def _particular(field: Any, value: str, *sources: str) -> Particular:
    return Particular(field=field, value=value, members=[_member(s, "a1") for s in sources], origins=len(sources))


def _voice(party: str | None, channel: Channel, stance: Stance, name: str) -> Voice:
    return Voice(party=party, channels=[channel], stances=[stance], members=[_member(name, "a1")])


def _demands() -> list[BriefDemand]:
    ninety = BriefDemand(
        id="D1",
        text="Velmar wants 90 observers along the river.",
        own_words_of=_member("courier", "d1"),
        issue=Issue.MONITORING_VERIFICATION,
        matter="observers",
        members=[
            _account("courier", "d1", "Velmar wants 90 observers along the river.", REYL, *_EYES),
            _account("herald", "d1", "Velmar wants 90 observers along the river.", REYL, *_EYES),
        ],
        articles=2,
        origins=1,
        first_reported=_DAYS["courier"],
        last_reported=_DAYS["herald"],
        superseded_by=["D2"],
        by=["Velmar"],
        of=["Ostrava"],
        kind=DemandKind.DEMAND,
        response=Response.UNANSWERED,
        responses=[_answer(Response.UNANSWERED, "courier", "d1")],
        made=Made.UNDISPUTED,
    )
    return [
        ninety,
        ninety.model_copy(
            update={
                "id": "D2",
                "text": "Velmar can work with 60 observers if they may cross the Salt Bridge freely.",
                "members": [
                    _account(
                        "post",
                        "d1",
                        "Velmar can work with 60 observers.",
                        says("Tomas Reyl", "Velmar", Channel.INTERVIEW),
                        "Velmar can now work with 60 observers, Mr. Reyl told this newspaper, if they may cross the "
                        "Salt Bridge freely.",
                    )
                ],
                "articles": 1,
                "superseded_by": [],
                "kind": DemandKind.PROPOSAL,
            }
        ),
        ninety.model_copy(
            update={
                "id": "D3",
                "text": "Ostrava will let no observer set foot on its bank of the river.",
                "members": [
                    _account(
                        "wire",
                        "d1",
                        "No observers.",
                        MARON,
                        "Ostrava's negotiator, Ilse Maron, said no observer would set foot on her country's bank of "
                        "the river.",
                    )
                ],
                "articles": 1,
                "superseded_by": [],
                "by": ["Ostrava"],
                "of": ["Velmar"],
                "kind": DemandKind.RED_LINE,
            }
        ),
        ninety.model_copy(
            update={
                "id": "D4",
                "text": "Ostrava will sign a wider truce only if Velmar withdraws its artillery 15 kilometres.",
                "issue": Issue.SECURITY_GUARANTEES,
                "matter": "artillery by the river",
                "members": [
                    _account(
                        "courier",
                        "d2",
                        "The guns must go.",
                        OUTLET,
                        "Ostrava would not sign a wider truce unless Velmar withdrew its artillery 15 kilometres from "
                        "the river.",
                    ),
                    _account(
                        "wire",
                        "d2",
                        "The guns must go.",
                        OUTLET,
                        "Velmar rejected the demand to pull back its guns at once.",
                    ),
                ],
                "origins": 2,
                "superseded_by": [],
                "by": ["Ostrava"],
                "of": ["Velmar"],
                "kind": DemandKind.PRECONDITION,
                "response": Response.REJECTED,
                "responses": [_answer(Response.UNANSWERED, "courier", "d2"), _answer(Response.REJECTED, "wire", "d2")],
            }
        ),
        ninety.model_copy(
            update={
                "id": "D5",
                "text": "Ostrava asked for a veto over the border patrols.",
                "issue": Issue.GOVERNANCE_RIGHTS,
                "matter": "border patrols",
                "members": [
                    _account(
                        "wire",
                        "d3",
                        "A veto.",
                        says(None, "Velmar", Channel.UNNAMED_OFFICIALS, Stance.CLAIMS),
                        "Officials in Velmar's delegation said that Ostrava had also asked for a veto over the border "
                        "patrols; Ms. Maron denied having raised it.",
                    )
                ],
                "articles": 1,
                "superseded_by": [],
                "by": ["Ostrava"],
                "of": ["Velmar"],
                "kind": DemandKind.REQUEST,
                "made": Made.DENIED,
            }
        ),
    ]


def _answer(response: Response, name: str, item_id: str) -> ResponseAt:
    return ResponseAt(response=response, published=_DAYS[name], members=[_member(name, item_id)])


def _questions() -> list[BriefQuestion]:
    unwatched = BriefQuestion(
        id="O1",
        text="Who will watch over the pause?",
        own_words_of=_member("courier", "o1"),
        issue=Issue.MONITORING_VERIFICATION,
        matter="observers",
        members=[
            _account("courier", "o1", "Who?", OUTLET, "The two delegations did not say who would watch over the pause.")
        ],
        articles=1,
        origins=1,
        first_reported=_DAYS["courier"],
        last_reported=_DAYS["courier"],
        superseded_by=[],
        parties=["Velmar", "Ostrava"],
        kind=OpenKind.NOT_ADDRESSED,
        answered=Answered(items=["A2"], members=[_member("post", "a2")], published=_DAYS["post"]),
    )
    approval = unwatched.model_copy(
        update={
            "id": "O2",
            "text": "The parliament of Velmar must still approve the return of the prisoners.",
            "issue": Issue.DETAINEES_HUMANITARIAN,
            "matter": "wounded prisoners",
            "members": [
                _account(
                    "wire",
                    "o1",
                    "Approval.",
                    OUTLET,
                    "The parliament of Velmar must still approve the return of 62 wounded prisoners.",
                )
            ],
            "parties": ["Velmar"],
            "kind": OpenKind.RATIFICATION,
            "answered": Answered(items=["A3"], members=[_member("post", "a3")], published=_DAYS["post"]),
        }
    )
    roads = unwatched.model_copy(
        update={
            "id": "O3",
            "text": "Does the pause cover the roads that lead to the waterworks?",
            "issue": Issue.CEASEFIRE_SCOPE,
            "matter": "pause on waterworks",
            "members": [_account("wire", "o2", "The roads.", OUTLET, "also covers “the roads that lead to them.”")],
            "kind": OpenKind.DISPUTED,
            "answered": None,
        }
    )
    return [unwatched, approval, roads]


def _disagreements() -> list[Disagreement]:
    return [
        Disagreement(
            id="X1",
            kind=Apart.ACCOUNTS,
            field=Differs.SCOPE,
            about="What the pause covers",
            issue=Issue.CEASEFIRE_SCOPE,
            matter="pause on waterworks",
            items=["A1", "O3"],
            versions=[
                _version("Ostrava", [("courier", "a2", "pumps, dams and pipelines")]),
                _version("Velmar", [("wire", "a1", "the roads that lead to them")]),
            ],
            settled=None,
        ),
        Disagreement(
            id="X2",
            kind=Apart.POSITIONS,
            field=Differs.NUMBER,
            about="How many observers there are to be",
            issue=Issue.MONITORING_VERIFICATION,
            matter="observers",
            items=["D2", "D3"],
            versions=[
                _version("Velmar", [("post", "d1", "can now work with 60 observers")]),
                _version("Ostrava", [("wire", "d1", "no observer would set foot on her country's bank")]),
            ],
            settled=None,
        ),
        Disagreement(
            id="X3",
            kind=Apart.ACCOUNTS,
            field=Differs.SAID,
            about="Whether Ostrava asked for a veto over the patrols",
            issue=Issue.GOVERNANCE_RIGHTS,
            matter="border patrols",
            items=["D5"],
            versions=[
                _version("Velmar", [("wire", "d3", "had also asked for a veto over the border patrols")]),
                _version("Ostrava", [("wire", "d3", "denied having raised it")]),
            ],
            settled=None,
        ),
    ]


def _version(party: str | None, found: list[tuple[str, str, str]]) -> Version:
    names = {name for name, _, _ in found}
    return Version(
        party=party,
        quotes=[_quote(*place) for place in found],
        members=[_member(name, item_id) for name, item_id, _ in found],
        articles=len(names),
        origins=len({"courier" if name == "herald" else name for name in names}),
        published=max(_DAYS[name] for name in names),
    )


def _changes() -> list[Change]:
    return [
        Change(
            id="C1",
            kind=Moved.STAGE,
            party="Velmar, Ostrava",
            issue=Issue.CEASEFIRE_SCOPE,
            matter="pause on waterworks",
            about="The pause on waterworks came further",
            before=State(
                text="in_principle", quotes=[], members=[_member("courier", "a1")], published=_DAYS["courier"]
            ),
            after=State(text="signed", quotes=[], members=[_member("post", "a1")], published=_DAYS["post"]),
            items=["A1"],
        ),
        Change(
            id="C2",
            kind=Moved.POSITION,
            party="Velmar",
            issue=Issue.MONITORING_VERIFICATION,
            matter="observers",
            about="How many observers it wants",
            before=State(
                text="90 observers along the river",
                quotes=[_quote("courier", "d1", "90 observers along the river")],
                members=[_member("courier", "d1"), _member("herald", "d1")],
                published=_DAYS["courier"],
            ),
            after=State(
                text="can now work with 60 observers",
                quotes=[_quote("post", "d1", "can now work with 60 observers")],
                members=[_member("post", "d1")],
                published=_DAYS["post"],
            ),
            items=["D1", "D2"],
        ),
    ]
