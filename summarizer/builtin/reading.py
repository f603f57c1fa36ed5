"""Reads an article sentence by sentence and collects its findings."""

import re
from dataclasses import replace

from summarizer.pattern import lazy
from summarizer.schemas.article import Article
from summarizer.schemas.draft import DraftDemand, DraftTerm
from summarizer.schemas.vocabulary import DemandKind, Issue, Made, Response
from summarizer.words import Stretch, paragraphs, sentences

from . import demands, terms
from .actors import parties_of
from .background import is_background, is_given_up, is_headline, is_hypothesis, is_lapsed, is_no_news
from .cast import Cast
from .clauses import Clause, clauses
from .concessions import concession
from .cues import DEAL, Act
from .finding import LEAST_WORDS, Finding, Place, content_words
from .issues import issue_of
from .leaning import explains, leans
from .left_open import ABOUT_TALKS, question
from .questions import opening
from .red_lines import red_line
from .speaker import OWN, Voice, claimed
from .straight import curled
from .voices import Content, contents
from .wording import LIMIT, of_clause

_REACHED = lazy(
    rf"\b(?:agreed|accepted|signed|reached|struck|clinched|concluded|approved|sealed|attained"
rf"|yield(?:ed)?)\b[^.]{{0,60}}\b{DEAL}\b|\b(?:tentative|preliminary|provisional) (?:deal"
rf"|agreement|accord)\b|\bagreed (?:in principle|to|on|that)\b", re.I
)  # fmt: skip
_PAPER = lazy(r"(?:[Tt]he|[Ii]ts) (?:readout|statement)$")
_WEAK = frozenset({Act.REQUEST, Act.READY, Act.PROPOSE, Act.DEMAND})


def _idle(item: DraftDemand, clause: Clause, body: str, main: list[str]) -> bool:
    """Whether a weak cue asks for nothing that is negotiated: "A corporal asked a medic to light his cigarette"."""
    if item.issue is not Issue.OTHER or clause.act not in _WEAK or ABOUT_TALKS.search(body):
        return False
    return not set(item.by) & set(main) or body.startswith(("A ", "An "))


def _overlap(one: Finding, other: Finding) -> bool:
    """Whether two findings of one sentence say the same kind of thing: clauses with subjects of their own may not."""
    if type(one.item) is not type(other.item):
        return False
    if (
        isinstance(one.item, DraftDemand)
        and isinstance(other.item, DraftDemand)
        and one.item.kind is not other.item.kind
    ):
        return False
    return (
        other.clause is None
        or other.clause.inherited is not None
        or len(one.words & other.words) * 2 > len(other.words)
    )


class Reader:
    """One pass over one article."""

    def __init__(self, article: Article) -> None:
        self.text = curled(article.text)
        self.cast = Cast(self.text)
        self.year = article.published.year if article.published else None
        self.reached = bool(_REACHED.search(self.text))
        self.proposer: list[str] = []  # who made the last offer: "The offer depends on ..."
        self.places = [Place(number, s.start, s.end) for number, s in enumerate(sentences(self.text))]
        self.paragraph = Stretch(0, 0)  # the one being read
        self.said: dict[int, list[Content]] = {}  # by number of the sentence: whose words
        self.clauses: dict[int, list[Clause]] = {}
        self.starts = {p.start for p in paragraphs(self.text)}
        self.ends = {p.end for p in paragraphs(self.text)}

    def findings(self) -> list[Finding]:
        """Everything found, in the order of the text."""
        found: list[Finding] = []
        carried = OWN
        blocks = iter(paragraphs(self.text))
        for index, place in enumerate(self.places):
            if place.start in self.starts:
                carried = OWN
                self.paragraph = next(blocks)
            sentence = self.text[place.start : place.end]
            if len(sentence.split()) < 4 or (
                place.start in self.starts and place.end in self.ends and is_headline(sentence)
            ):
                continue
            if carried is OWN and sentence[0] in '“"‘' and place.end not in self.ends:
                carried = self._ahead(index)
            said = [self._paper(c, found) for c in contents(self.cast, place.start, place.end, carried)]
            self.said[place.number] = said
            if said[-1].voice is not OWN:
                carried = said[-1].voice
            if not is_no_news(sentence):
                found += self._sentence(place, said) or self._red_line(index, said)
        return found

    def _red_line(self, index: int, said: list[Content]) -> list[Finding]:
        """The next sentence, where this one says that it is a red line."""
        if index + 1 == len(self.places) or "red line" not in self.text[said[0].start : said[-1].end]:
            return []
        after = self.places[index + 1]
        following = contents(self.cast, after.start, after.end, said[-1].voice)
        found = red_line(self.cast, said, self.places[index], following, after)
        return [found] if found else []

    def _paper(self, content: Content, found: list[Finding]) -> Content:
        """ "the readout said": the readout of whoever spoke last."""
        voice = content.voice
        if voice.party or not voice.speaker or not found or not _PAPER.match(voice.speaker):
            return content
        return replace(content, voice=replace(voice, party=found[-1].item.speaker_party))

    def _ahead(self, index: int) -> Voice:
        """The voice named in the next sentence, where a quotation opens before its speaker is named."""
        if index + 1 >= len(self.places) or "”" in self.text[self.places[index].start : self.places[index].end]:
            return OWN
        following = self.places[index + 1]
        return contents(self.cast, following.start, following.end, OWN)[-1].voice

    def _sentence(self, place: Place, said: list[Content]) -> list[Finding]:
        """The findings of one sentence: at most one question, and one item for each clause of another kind."""
        open_at = opening(self.text, place.start, place.end)
        context = self.text[self.paragraph.start : self.paragraph.end]
        found: list[Finding] = []
        for content in said:
            for clause in clauses(self.cast, content):
                self.clauses.setdefault(place.number, []).append(clause)
                if open_at and open_at.start < clause.cue_end and clause.cue_start < open_at.end:
                    continue
                finding = self._clause(clause, place, context)
                if finding is None:
                    continue
                if not any(_overlap(other, finding) for other in found):
                    found.append(finding)
        if open_at:
            asked = question(self.cast, place, said, open_at, context, found)
            found += [asked] if asked else []
        return found

    def _clause(self, clause: Clause, place: Place, context: str) -> Finding | None:
        body = self.text[clause.start : clause.end]
        lead = self.text[place.start : clause.start] if clause.start - place.start < 60 else ""
        core = re.split(r",\s", self.text[clause.cue_end : clause.end], maxsplit=1)[0]
        if is_background(f"{lead}{self.text[clause.start : clause.cue_end]}{core}", self.year):
            return None
        if is_hypothesis(body):
            return None
        if clause.act is Act.WITHDRAW or is_given_up(self.text[clause.start : clause.cue_start]):
            return self._given_up(clause, place)
        if clause.act in terms.ACTS and clause.act is not Act.COLLAPSE and is_lapsed(body):
            return None
        item: DraftTerm | DraftDemand | None = None
        if clause.act in terms.ACTS:
            if demands.offer_if(clause, body):
                item = self._conditional(clause, context)
            else:
                item = terms.term(self.cast, clause, context, self.reached)
        elif clause.act in demands.ACTS:
            item = demands.demand(self.cast, clause, context, self.proposer)
            if item is not None and _idle(item, clause, body, self.cast.ranked[:6]):
                return None
        if item is None and clause.act in (Act.AGREE, Act.SIGN):
            item = demands.refusal(self.cast, clause, context)
        if item is None:
            return None
        if isinstance(item, DraftDemand) and clause.act is Act.PROPOSE:
            self.proposer = list(item.by)
        if isinstance(item, DraftTerm) and len(item.parties) == 2 and not self.cast.pair:
            self.cast.pair = list(item.parties)
        words = content_words(item.text)
        named = bool(self.cast.within(place.start, place.end))
        if named and len(words) < LEAST_WORDS and len(sentence := self.text[place.start : place.end].split()) <= LIMIT:
            item.text = " ".join(sentence)  # "her country could not accept it" needs its sentence
            words = content_words(item.text)
        places = [place]
        if leans(item.text, clause, self.text):
            if explains(self.text[place.start : clause.start]):
                whole = self.text[place.start : place.end].split()
                item.text = " ".join(whole) if clause.voice is OWN and len(whole) <= LIMIT else item.text
            else:
                places += self._before(place)
        return Finding(item, places, clause.act, clause, words)

    def _given_up(self, clause: Clause, place: Place) -> Finding | None:
        """A demand taken back, where it says whose and which."""
        item = concession(self.cast, clause)
        words = content_words(item.text) if item else frozenset()
        return Finding(item, [place], Act.WITHDRAW, clause, words) if item and words else None

    def _before(self, place: Place) -> list[Place]:
        """The sentence before, where it is one."""
        before = self.places[max(0, place.number - 1) : place.number]
        return [p for p in before if len(self.text[p.start : p.end].split()) >= 4]

    def _conditional(self, clause: Clause, context: str) -> DraftDemand | None:
        """ "Orsk could accept X if ...": an offer with a condition."""
        by = parties_of(self.cast, clause)
        if not by:
            return None
        voice = claimed(clause.voice, by)
        return DraftDemand(
            quotes=[],
            text=of_clause(self.cast, clause),
            issue=issue_of(self.text[clause.cue_start : clause.end], context),
            speaker=voice.speaker, speaker_party=voice.party, channel=voice.channel, stance=voice.stance,
            by=by, of=[], kind=DemandKind.PROPOSAL, response=Response.UNANSWERED, made=Made.UNDISPUTED,
        )  # fmt: skip
