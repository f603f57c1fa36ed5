"""Items from chosen sentences: what the rules found there, or the sentence itself with who says it and whose it is."""

from collections import Counter
from collections.abc import Callable, Sequence

from summarizer.schemas.draft import DraftDemand, DraftQuestion, DraftTerm
from summarizer.schemas.kinds import kind_of
from summarizer.schemas.vocabulary import Confirmation, DemandKind, Made, OpenKind, Response, Stage

from ..finding import Finding, Place, content_words
from ..issues import issue_of
from ..particulars import conditions, duration_of, start_of
from ..reading import Reader
from ..speaker import OWN, Voice, claimed
from ..terms import stage_in
from .chosen import Chosen
from .status import Status
from .told import told


class Items:
    """Makes the items of one article. `findings` are what the rules found in it, `status` reads that of sentences."""

    def __init__(self, reader: Reader, findings: Sequence[Finding], status: Callable[[Sequence[int]], Status]) -> None:
        self.reader, self.cast = reader, reader.cast
        self.findings = findings
        self.status = status
        self.main = self._main_parties()

    def of(self, groups: Sequence[Chosen]) -> list[Finding]:
        """The findings of the chosen sentences, in the order of the text; others that the rules have are left out."""
        made: list[Finding] = [finding for finding in self.findings if _is_dispute(finding)]
        disputed = set[int]().union(*map(_numbers, made))
        for group in groups:
            if group.best in disputed:
                continue
            here = [f for f in self.findings if kind_of(f.item) == group.kind and _numbers(f) & set(group.numbers)]
            mine = [f for f in here if not any(f is other for other in made)]
            if not here:
                made.append(self._made(group))
            if not mine:
                continue
            covered = set[int]().union(*map(_numbers, mine))
            for number in (n for n in group.numbers if n not in covered):
                near = min(mine, key=lambda f: min(abs(place.number - number) for place in f.places))
                near.places.append(self.reader.places[number])
            made += mine
        return sorted(made, key=lambda finding: finding.places[0].number)

    def _main_parties(self) -> list[str]:
        """The two that the rules' findings are about most often, then those most often named."""
        if self.cast.pair:
            return self.cast.pair
        count = Counter[str]()
        for finding in self.findings:
            item = finding.item
            count.update([*item.by, *item.of] if isinstance(item, DraftDemand) else item.parties)
        about = sorted(count, key=lambda name: -count[name])
        return list(dict.fromkeys([*(name for name in about if count[name] > 1), *self.cast.ranked]))[:2]

    def _made(self, group: Chosen) -> Finding:
        place = self.reader.places[group.best]
        said = self.reader.said.get(group.best, [])
        voice = next((content.voice for content in said if content.voice is not OWN), OWN)
        text, places = told(self.reader, place, said, voice)
        item = self._item(group, place, voice, text)
        every = {p.number: p for p in [*places, *(self.reader.places[n] for n in group.numbers)]}
        return Finding(item, [every[number] for number in sorted(every)], None, None, content_words(text))

    def _item(self, group: Chosen, place: Place, voice: Voice, text: str) -> DraftTerm | DraftDemand | DraftQuestion:
        status = self.status(group.numbers)
        if group.kind == "agreed_term":
            return self._term(status, place, voice, text)
        make = self._demand if group.kind == "demand" else self._question
        return make(status, place, voice, text)

    def _named(self, place: Place, most: int) -> list[str]:
        """The parties that a sentence names, as far as they are named often."""
        found = self.cast.parties_in(place.start, place.end)
        return [name for name in found if name in self.cast.ranked[:8]][:most]

    def _term(self, status: Status, place: Place, voice: Voice, text: str) -> DraftTerm:
        named = self._named(place, 4)
        parties = named if len(named) > 1 else list(dict.fromkeys([*named, *self.main]))[:2]
        voice = claimed(voice, parties)
        sentence = self.reader.text[place.start : place.end]
        return DraftTerm(
            quotes=[], text=text, issue=issue_of(sentence), speaker=voice.speaker, speaker_party=voice.party,
            channel=voice.channel, stance=voice.stance, parties=parties,
            stage=stage_in(sentence) or Stage(status.sure("stage", Stage.AGREED)),
            confirmation=Confirmation(status.confirmation(sentence, voice, parties)),
            conditions=conditions(sentence), scope=None, start=start_of(sentence), duration=duration_of(sentence),
        )  # fmt: skip

    def _demand(self, status: Status, place: Place, voice: Voice, text: str) -> DraftDemand:
        named = self._named(place, 3)
        by = [voice.party] if voice.party and not voice.independent else named[:1]
        if not by:
            actor = self.cast.antecedent("they", place.start)
            by = [actor.party] if actor else self.main[:1]
        of = [name for name in self.main if name not in by] if set(by) & set(self.main) else []
        voice = claimed(voice, by)
        return DraftDemand(
            quotes=[], text=text, issue=issue_of(self.reader.text[place.start : place.end]), speaker=voice.speaker,
            speaker_party=voice.party, channel=voice.channel, stance=voice.stance, by=by, of=of,
            kind=DemandKind(status.of("act")),
            response=Response(status.sure("response", Response.UNANSWERED)), made=Made.UNDISPUTED,
        )  # fmt: skip

    def _question(self, status: Status, place: Place, voice: Voice, text: str) -> DraftQuestion:
        return DraftQuestion(
            quotes=[], text=text, issue=issue_of(self.reader.text[place.start : place.end]), speaker=voice.speaker,
            speaker_party=voice.party, channel=voice.channel, stance=voice.stance,
            parties=self._named(place, 3) or self.main, kind=OpenKind(status.of("why")),
        )  # fmt: skip


def _is_dispute(finding: Finding) -> bool:
    """Whether it sets two sides' accounts against each other: more than a sentence alone can say."""
    item = finding.item
    return isinstance(item, DraftQuestion) and item.kind is OpenKind.DISPUTED and len(finding.places) > 1


def _numbers(finding: Finding) -> set[int]:
    return {place.number for place in finding.places}
