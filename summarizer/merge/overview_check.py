"""The overview of a brief: each sentence held against the items, disagreements and changes that it cites."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..schemas.brief import Brief, BriefItem, BriefTerm, Change, Disagreement, Member, Quote, Sentence
from ..schemas.merge_draft import DraftSentence, OverviewDraft
from ..words import paragraph_number, paragraphs
from .card import Key
from .faults import Faults, quoted
from .findings import Verdict
from .sentence import Ground, unsupported

MOST_WORDS = 150
_Part = BriefItem | Disagreement | Change


def check_overview(draft: OverviewDraft, brief: Brief, texts: Mapping[str, str]) -> Verdict[list[Sentence]]:
    """The sentences that what they cite carries, at most 150 words of them; `texts` are the articles' by id.

    A sentence may use the cited items' sentences and quotes and the paragraphs these stand in. Of an overview that is
    too long, the sentences at its beginning stand. Of an overview of which none stands, the engine is asked for one.
    """
    parts: dict[str, _Part] = {part.id: part for part in (*brief.items, *brief.disagreements, *brief.changes)}
    faults = Faults({ref: ref for ref in parts})
    said = _Said(brief, texts)
    sentences: list[Sentence] = []
    words, full = 0, False
    for drafted in draft.sentences:
        sentence = _sentence(drafted, parts, said, faults)
        if sentence is None or any(sentence.text == other.text for other in sentences):
            continue
        words += len(sentence.text.split())
        full = full or words > MOST_WORDS
        if full:
            left = f"{quoted(drafted.text)} goes beyond {MOST_WORDS} words in all"
            faults.leave("sentence", sentence.refs, left, "it is left out", drafted)
        else:
            sentences.append(sentence)
    if not sentences and brief.items:
        faults.ask(
            [], "no sentence of the overview stands", "say what comes first, and cite what each sentence rests on"
        )
    if full:
        total = sum(len(drafted.text.split()) for drafted in draft.sentences)
        faults.ask([], f"the overview has {total} words", f"write at most {MOST_WORDS} in all")
    return Verdict(sentences, faults.problems, tuple(faults.unmerged))


def _sentence(drafted: DraftSentence, parts: Mapping[str, _Part], said: "_Said", faults: Faults) -> Sentence | None:
    refs = list(dict.fromkeys(drafted.refs))
    unknown = [ref for ref in refs if ref not in parts]
    refs = [ref for ref in refs if ref in parts]
    if unknown:
        faults.ask(unknown, f"in {quoted(drafted.text)}, there is no such reference", "use only the references shown")
        faults.leave("sentence", unknown, "no such reference", "it is passed over")
    fault = "the sentence cites nothing"
    if refs:
        grounds = [ground for ref in refs for ground in said.grounds(parts[ref])]
        fault = unsupported(drafted.text, grounds) or ""
    if not fault:
        return Sentence(text=" ".join(drafted.text.split()), refs=refs)
    faults.ask(
        refs or unknown, f"in {quoted(drafted.text)}, {fault}", "say only what is cited, and cite all it rests on"
    )
    faults.leave("sentence", refs or unknown, f"in {quoted(drafted.text)}, {fault}", "it is left out", drafted)
    return None


class _Said:
    """What the parts of a brief say, with the paragraphs behind them; each is put together once."""

    def __init__(self, brief: Brief, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._days = {source.article_id: source.published for source in brief.sources}
        self._items = {item.id: item for item in brief.items}
        accounts = ((account, item) for item in brief.items for account in item.members)
        self._item_of: dict[Key, BriefItem] = {(a.article_id, a.item_id): item for a, item in accounts}
        self._made: dict[str, list[Ground]] = {}

    def grounds(self, part: _Part) -> list[Ground]:
        """What one item, disagreement or change gives a sentence to rest on, article by article."""
        if part.id not in self._made:
            self._made[part.id] = [*self._grounds(part)]
        return self._made[part.id]

    def _grounds(self, part: _Part) -> Iterator[Ground]:
        yield Ground((*_own_words(part), *_days(part)))
        for article, quotes in _by_article(_quotes(part)).items():
            text = self._texts.get(article, "")
            support = tuple(
                dict.fromkeys(words for at, quote in quotes for words in (quote, _paragraph(text, at)) if words)
            )
            yield Ground(support, text, self._days.get(article))
        if not isinstance(part, BriefItem):
            members = {self._item_of[key].id for key in _keys(part) if key in self._item_of}
            for ref in sorted(members):
                yield from self.grounds(self._items[ref])


def _own_words(part: _Part) -> Iterator[str]:
    if isinstance(part, BriefItem):
        yield part.text
        yield from (account.text for account in part.members)
        yield f"{part.origins} origins, {part.articles} articles"
        if isinstance(part, BriefTerm):
            yield from (particular.value for particular in part.particulars)
        return
    yield part.about
    if isinstance(part, Change):
        yield from (part.before.text, part.after.text)


def _days(part: _Part) -> Iterator[str]:
    """The days of its accounts, which a sentence may name."""
    days: list[date | None]
    if isinstance(part, BriefItem):
        days = [part.first_reported, part.last_reported]
    elif isinstance(part, Change):
        days = [part.before.published, part.after.published]
    else:
        days = [version.published for version in part.versions]
    yield from (f"On {day.day} {day:%B} {day.year}." for day in days if day)


def _quotes(part: _Part) -> Iterator[tuple[str, int, str]]:
    """Article, place and words of each quote behind a part."""
    if isinstance(part, BriefItem):
        for account in part.members:
            yield from ((account.article_id, piece.start, piece.quote) for piece in account.evidence)
        return
    found: list[Quote] = [*part.before.quotes, *part.after.quotes] if isinstance(part, Change) else []
    if isinstance(part, Disagreement):
        found = [quote for version in part.versions for quote in version.quotes]
    yield from ((quote.article_id, quote.start, quote.quote) for quote in found)


def _keys(part: Disagreement | Change) -> Iterator[Key]:
    ends: list[list[Member]]
    ends = [part.before.members, part.after.members] if isinstance(part, Change) else [v.members for v in part.versions]
    yield from ((member.article_id, member.item_id) for members in ends for member in members)


def _by_article(quotes: Iterable[tuple[str, int, str]]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for article, start, quote in quotes:
        found.setdefault(article, []).append((start, quote))
    return found


def _paragraph(text: str, at: int) -> str:
    """The paragraph in which an offset lies; nothing where the article is not at hand."""
    if not text.strip():
        return ""
    start, end = paragraphs(text)[paragraph_number(text, at) - 1]
    return text[start:end]
