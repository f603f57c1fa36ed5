"""Reports over invented articles, for the tests of the HTML page."""

from summarizer.schemas.article import Article
from summarizer.schemas.batch import Failure, Failures, Skipped
from summarizer.schemas.report import Report
from summarizer.schemas.summary import (
    AgreedTerm,
    ArticleSummary,
    Demand,
    Evidence,
    OpenQuestion,
)
from summarizer.schemas.vocabulary import (
    Confirmation,
    DemandKind,
    Found,
    Issue,
    Made,
    OpenKind,
    Response,
    Stage,
)
from tests.summaries import BUILTIN, says

HOSTILE = [
    "<script>document.title = 'broken'</script>",
    '"><img src=x onerror="document.title = \'broken\'">',
    "</template></script></style><!-- --><svg onload=alert(1)>",
    "will \u202eton\u202c accept",
    "{{ 7 * 7 }} {% raw %} ${7*7} &amp; &lt;b&gt;",
    "javascript:alert(1)",
    "line\u2028separator \x1b[31m red \x00",
]


def hostile() -> Report:
    """A summary in which every text is an attack; its name as well."""
    text = "\n\n".join(f"{number}. {line} they agreed." for number, line in enumerate(HOSTILE))
    article = Article.of(
        text, source=f"{HOSTILE[0]}.txt", title=HOSTILE[2], outlet=HOSTILE[1], url="javascript:alert(1)//https://x"
    )
    items = [_agreed(number, line, article) for number, line in enumerate(HOSTILE)]
    summary = ArticleSummary(
        article=article,
        negotiation=HOSTILE[1],
        agreed_terms=items,
        demands=[],
        open_questions=[],
        rejected=[],
        notes=[HOSTILE[0]],
        provenance=BUILTIN,
    )
    listed = Failures(
        failed=[Failure(source=HOSTILE[0], article_id=None, kind="ReadError", reason=HOSTILE[1])],
        skipped=[Skipped(source=HOSTILE[2], reason=HOSTILE[3])],
    )
    return Report(briefs=[], summaries=[summary], failures=listed)


def large(articles: int = 100, items: int = 10) -> Report:
    """So many articles with so many items each: a demand, a term and a question in turn, each with two quotes."""
    return Report(briefs=[], summaries=[_summary(number, items) for number in range(articles)])


def _agreed(number: int, line: str, article: Article) -> AgreedTerm:
    quote = f"{line} they agreed."
    start = article.text.index(quote)
    return AgreedTerm(
        id=f"a{number + 1}",
        text=quote,
        issue=Issue.OTHER,
        attribution=says(line, line),
        evidence=[Evidence(quote=quote, start=start, end=start + len(quote), paragraph=number + 1, found=Found.EXACT)],
        adjusted=[],
        parties=[line],
        stage=Stage.AGREED,
        confirmation=Confirmation.ONE_PARTY,
        conditions=[line],
        scope=line,
        start=None,
        duration=None,
    )


def _summary(number: int, items: int) -> ArticleSummary:
    paragraphs = [
        f"In round {number} the dockers of quay {at} asked the port for {at + 2} more cranes. The port said that "
        f"{at + 1} cranes would come in week {number + at}, and that the rest was for the arbiter of quay {at} to say."
        for at in range(items)
    ]
    article = Article.of("\n\n".join(paragraphs), source=f"round-{number:03}.txt", title=f"Round {number} at the quays")
    summary = ArticleSummary(
        article=article,
        negotiation="Dockers and port: cranes",
        agreed_terms=[],
        demands=[],
        open_questions=[],
        rejected=[],
        notes=[],
        provenance=BUILTIN,
    )
    for at, paragraph in enumerate(paragraphs):
        _add(summary, at, article.text.index(paragraph), paragraph)
    return summary


def _add(summary: ArticleSummary, at: int, start: int, paragraph: str) -> None:
    first, second = paragraph.split(". ", 1)
    evidence = [
        Evidence(quote=first, start=start, end=start + len(first), paragraph=at + 1, found=Found.EXACT),
        Evidence(
            quote=second,
            start=start + len(first) + 2,
            end=start + len(paragraph),
            paragraph=at + 1,
            found=Found.EXACT,
        ),
    ]
    common = {"text": first, "issue": list(Issue)[at % 5], "attribution": says("The port"), "evidence": evidence}
    parties = ["Dockers", "Port", f"Quay {at % 7}"]
    match at % 3:
        case 0:
            summary.demands.append(
                Demand(
                    **common,
                    id=f"d{at}",
                    adjusted=[],
                    by=parties[:1],
                    of=parties[1:],
                    kind=DemandKind.DEMAND,
                    response=Response.UNANSWERED,
                    made=Made.UNDISPUTED,
                )
            )
        case 1:
            summary.agreed_terms.append(
                AgreedTerm(
                    **common,
                    id=f"a{at}",
                    adjusted=[],
                    parties=parties,
                    stage=Stage.AGREED,
                    confirmation=Confirmation.ALL_PARTIES,
                    conditions=[],
                    scope=None,
                    start=None,
                    duration=None,
                )
            )
        case _:
            summary.open_questions.append(
                OpenQuestion(
                    **common,
                    id=f"o{at}",
                    adjusted=[],
                    parties=parties,
                    kind=OpenKind.DEFERRED,
                )
            )
