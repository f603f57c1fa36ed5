"""From findings to the draft: answers folded in, repeats joined, contradictions marked."""

from collections.abc import Sequence

from summarizer.schemas.article import Article
from summarizer.schemas.draft import ArticleDraft, DraftDemand, DraftQuestion, DraftTerm

from .corrections import corrected
from .finding import LEAST_WORDS, Finding
from .labour import labour, without_war
from .learned.chosen import chosen
from .learned.features import features
from .learned.items import Items
from .learned.labels import label_features
from .learned.model import model
from .learned.read import sentences_of
from .learned.status import Status
from .listed import listed
from .one_of_two import without_doubles
from .provisions import provisions
from .readable import made_readable
from .reading import Reader
from .repeats import without_repeats
from .responses import with_contradictions, with_responses
from .topic import negotiation
from .two_sides import TwoSides, with_disputes

FEW = 6  # sentences


def drafted(article: Article) -> ArticleDraft:
    """The draft of an English article; every quote is a slice of its text."""
    reader = Reader(article)
    findings = learned(reader, rules(reader))
    for finding in findings:
        made_readable(finding, reader.text, reader.places, reader.starts)
    if labour(reader.cast):
        without_war(findings)
    for finding in findings:
        finding.item.quotes = [article.text[place.start : place.end] for place in finding.places]
    items = [finding.item for finding in findings]
    return ArticleDraft(
        negotiation=negotiation(reader.cast, findings),
        agreed_terms=[item for item in items if isinstance(item, DraftTerm)],
        demands=[item for item in items if isinstance(item, DraftDemand)],
        open_questions=[item for item in items if isinstance(item, DraftQuestion)],
    )


def learned(reader: Reader, findings: list[Finding]) -> list[Finding]:
    """What the trained model takes for items: those that the rules found, without some and with others.

    It weighs a sentence against the article around it, so a text of a few sentences is left to the rules.
    """
    if len(reader.places) < FEW:
        return findings
    sentences = sentences_of(reader, findings)
    known, weighed = features(sentences), model()
    groups = chosen(sentences, weighed.likely(sentences, known), weighed.least)

    def status(numbers: Sequence[int]) -> Status:
        return Status(weighed, label_features(sentences, known, numbers))

    return without_repeats(Items(reader, findings, status).of(groups))


def rules(reader: Reader) -> list[Finding]:
    """What cue words and clause structure find, each thing once."""
    found = reader.findings()
    found += provisions(reader.cast, reader.places, reader.starts, found)
    findings = with_responses(sorted(found, key=lambda finding: finding.places[0].number), reader.text)
    corrected(findings, reader.text, reader.places)
    findings = without_repeats([finding for finding in findings if _says_enough(finding)])
    with_contradictions(findings, reader.cast, reader.places)
    findings = without_doubles(findings)
    findings = with_disputes(findings, TwoSides(reader.cast, reader.places, reader.starts))
    return listed(findings)


def _says_enough(finding: Finding) -> bool:
    return finding.clause is None or len(finding.words) >= LEAST_WORDS
