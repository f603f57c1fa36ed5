"""Disputes told in several sentences: two sides' accounts side by side, rival counts, a claim and its denial."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from summarizer.pattern import lazy
from summarizer.schemas.draft import DraftQuestion, DraftTerm
from summarizer.schemas.vocabulary import Confirmation, Issue, OpenKind

from .cast import Cast
from .finding import Finding, Place, content_words
from .issues import issue_of
from .readable import plain
from .speaker import OWN, Voice
from .voices import contents

_ANNOUNCED = lazy(
    r"\b(?=[adnNtrc])(?:different accounts"
    r"|(?:[Nn]or do|do not|don[’']t) (?:the (?:two )?(?:sides|parties) )?agree (?:on|about)"
    r"|depending on wh(?:om|o) you ask|(?:two|different|rival|conflicting) (?:versions|readings)"
    r"|at odds (?:over|about)|tell it differently)\b"
)
# Of these each match of the pattern above holds one: most articles have none, and are not searched.
_ANNOUNCING = (
    "different accounts",
    "agree on",
    "agree about",
    "depending on",
    "versions",
    "readings",
    "at odds",
    "tell it",
)
_READ = lazy(r"\b(?=[mr])(?:means?|reads? (?:that|it|this) (?:to|as))\b")
_COUNT = (
    r"(?:puts?|gave|gives|says?|counts?)\s(?:(?:it|(?:the|its|their) [a-z]+)\s(?:at|as)\s)?(?:about |some |only )?"
    r"(\d[\d,.]*\d|\d)(?: in all)?(?=[.;]|,? (?:but|while)\b)"
)
_READING = ("mean", "read that", "read it", "read this", "reads that", "reads it", "reads this")
_COUNTED = lazy(r"\d(?: in all)?(?:[.;]|,? (?:but|while)\b)")
_RIVAL = lazy(rf"\b(?=[pgscr]){_COUNT}|\b(?=r)returns? [\d,.]+ [^.;]{{3,50}}? and the [A-Z]\w+ (\d[\d,.]*\d)(?=[.;])")
_NUMBER = lazy(r"(?<![\d.,:$€£])\d[\d,.]*\d(?![%:])(?! per ?cent)|(?<![\d.,:$€£])\d(?![\d.,:%])(?! per ?cent)")
_DENIED = lazy(
    r"\b(?=d)den(?:y|ies|ied) (?:it|that|this|having|giving|agreeing|accepting|making)\b"
    r"(?! (?:attack|str(?:ik|uck)|shell))"
    r"|\b(?:accepted|agreed to|signed|promised) nothing\b"
)
_DENYING = ("deny", "denies", "denied", " nothing")
_ANSWERING = ("answering", "responding to", "replying to", "contradicting")
_ANSWERED = lazy(r"\b(?=w)(?:was|were) (?:answering|responding to|replying to|contradicting)\b[^.;]{3,80}?\bwho\b")
_ACCOUNT = lazy(
    r"\b(?:sa(?:id|ys?)|saying|states?|stated|told|tells|insists?|insisted|declare[sd]?|claim(?:s|ed)|reads|spoke"
    r"|puts?|gave|gives|returns?|means?|den(?:y|ies|ied)|stormed|statement|readout|summary|count)\b|: “"
)
_SPEAKS = lazy(r"(?:[A-Z][\w.]*\s){0,3}[A-Z]\w+: “|“")  # Colonel Orr: “No unit of ours ...”
_READS = lazy(r"\s(?:reads|puts|says|gives|denies|insists)\b")
_CUT = lazy(r";\s")
_NEAR = 4  # sentences in which the other side speaks
_RATIO = 2  # two counts of one thing lie no farther apart


class TwoSides:
    """Finds the passages of one article in which two sides tell one thing in two ways."""

    def __init__(self, cast: Cast, places: Sequence[Place], opens: set[int]) -> None:
        self.cast = cast
        self.places = places
        self.opens = opens  # offsets at which paragraphs begin
        self._starts = [place.start for place in places]
        self._tellers: dict[Place, Voice | None] = {}
        self.denied: set[Place] = set()  # what one side claims and the other denies

    def findings(self) -> list[Finding]:
        """A disputed question for each passage, in the order of the text; no sentence is in two."""
        found: list[Finding] = []
        taken: set[Place] = set()
        for passage in sorted(self._passages()):
            finding = None if taken & set(passage) else self._finding(passage)
            if finding:
                taken |= set(passage)
                found.append(finding)
        return found

    def _passages(self) -> Iterator[list[Place]]:
        text = self.cast.text
        for match in _ANNOUNCED.finditer(text) if any(word in text for word in _ANNOUNCING) else ():
            yield from self._told_after(self._at(match.start()))
        for match in _READ.finditer(text) if any(word in text for word in _READING) else ():
            yield from self._pair(self._at(match.start()))
        for match in _RIVAL.finditer(text) if _COUNTED.search(text) else ():
            yield from self._counts(self._at(match.start()), match)
        for match in _DENIED.finditer(text) if any(word in text for word in _DENYING) else ():
            yield from self._denial(self._at(match.start()))
        for match in _ANSWERED.finditer(text) if any(word in text for word in _ANSWERING) else ():
            yield from self._answer(self._at(match.start()))

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _told_after(self, at: int) -> Iterator[list[Place]]:
        """ "They put out different accounts. A said ... B's readout spoke of ..." """
        told: list[Place] = []
        for place in self.places[at + 1 : at + 1 + _NEAR]:
            if not self._teller(place) or (told and place.start in self.opens and len(told) > 1):
                break
            told.append(place)
            if len({v for p in told for v in self._sides(p)}) > 1:
                yield [self.places[at], *told]
                return

    def _pair(self, at: int) -> Iterator[list[Place]]:
        """ "A says the words mean all. B says that they mean two." """
        if at + 1 < len(self.places) and self.places[at + 1].start not in self.opens:
            here, after = self.places[at], self.places[at + 1]
            if self._apart(here, after):
                yield [here, after]

    def _counts(self, at: int, match: re.Match[str]) -> Iterator[list[Place]]:
        """ "A says 900 are out. B puts the number at 700." """
        here = self.places[at]
        number = match[1] or match[2]
        inside = self.cast.text[here.start : match.start(1) if match[1] else match.start(2)]
        if self._rivals(inside, number) and len(self._sides(here)) > 1:
            before = self.places[at - 1 : at] if here.start not in self.opens and "figure" in match[0] else []
            yield [*before, here]
        elif at and here.start not in self.opens:
            before_it = self.places[at - 1]
            text = self.cast.text[before_it.start : before_it.end]
            if self._rivals(text, number) and self._apart(before_it, here):
                yield [before_it, here]

    def _rivals(self, text: str, number: str) -> bool:
        value = _value(number)
        others = [_value(match[0]) for match in _NUMBER.finditer(text)]
        return any(other != value and max(other, value) <= _RATIO * min(other, value) for other in others)

    def _denial(self, at: int) -> Iterator[list[Place]]:
        """ "A says X. ... B denies it." and what B says next."""
        here = self.places[at]
        denier = self._speaks(at)
        if denier is None:
            return
        claim = next((p for p in self._before(at) if self._claims(p, denier)), None)
        if claim is None:
            return
        lead = self.places[claim.number - 1 : claim.number] if claim.start not in self.opens else []
        self.denied.add(claim)
        after = [p for p in self.places[at + 1 : at + 2] if p.start not in self.opens]
        more = [p for p in after if self._goes_on(p, denier)]
        yield [*(lead if _IT.search(self.cast.text, claim.start, claim.end) else []), claim, here, *more]

    def _before(self, at: int) -> list[Place]:
        """The sentences that a denial may be of: those before it in its paragraph, or the one before, from its head."""
        here = self.places[at]
        first = at if here.start in self.opens else at - 1
        while first > 0 and self.places[first].start not in self.opens:
            first -= 1
        if first < at:
            return list(reversed(self.places[first:at]))
        head = first - 1
        while head > 0 and self.places[head].start not in self.opens:
            head -= 1
        before = self.places[max(head, at - _NEAR) : at]
        return [*before, *reversed(self.places[max(0, head - 1) : head])]

    def _claims(self, place: Place, denier: str) -> bool:
        voice = self._teller(place)
        return voice is not None and voice.party not in (None, denier) and not _DENIED.search(
            self.cast.text, place.start, place.end
        )  # fmt: skip

    def _answer(self, at: int) -> Iterator[list[Place]]:
        """ "“We did not agree to it,” A said. She was answering B, who told ... that A had." """
        if at:
            yield list(self.places[max(0, at - 2) : at + 1])

    def _speaks(self, at: int) -> str | None:
        voice = self._teller(self.places[at])
        if voice and voice.party:
            return voice.party
        before = self._teller(self.places[at - 1]) if at else None
        return before.party if before else None

    def _goes_on(self, place: Place, denier: str) -> bool:
        """Whether a sentence gives more of what the denier says."""
        voice = self._teller(place)
        speaks = _SPEAKS.match(self.cast.text, place.start, place.end)
        return bool(speaks) or (voice is not None and voice.party == denier)

    def _teller(self, place: Place) -> Voice | None:
        """Whose account a sentence gives; None where it gives nobody's."""
        if place not in self._tellers:
            self._tellers[place] = self._heard(place)
        return self._tellers[place]

    def _heard(self, place: Place) -> Voice | None:
        text = self.cast.text
        if not _ACCOUNT.search(text, place.start, place.end):
            return None
        voices = [c.voice for c in contents(self.cast, place.start, place.end, OWN)]
        voice = next((v for v in reversed(voices) if v.party), None)
        if voice is not None:
            return voice
        end = min(place.end, place.start + 110)
        first = next((m for m in self.cast.within(place.start, end) if not m.located), None)
        if first is None or first.actor.independent or first.actor.sort == "place":
            return None
        if first.actor.sort == "unknown" and not _READS.match(text, first.end):
            return None
        return Voice(first.actor.name if first.actor.sort == "person" else None, first.actor.party)

    def _sides(self, place: Place) -> set[str]:
        cuts = [m.end() for m in _CUT.finditer(self.cast.text, place.start, place.end)]
        parts = zip([place.start, *cuts], [*cuts, place.end], strict=True)
        several = {v.party for s, e in parts if (v := self._teller(Place(place.number, s, e))) and v.party}
        if re.search(r"\band the [A-Z]\w+ [\d,.]+\W*$", self.cast.text[place.start : place.end]):
            several |= set(self.cast.parties_in(place.start, place.end))
        if owner := re.search(r"\bby the (\w+)[’']s? count\b", self.cast.text[place.start : place.end]):
            several |= set(self.cast.parties_in(place.start + owner.start() + 3, place.start + owner.end(1)))
        return {party for party in several if party}

    def _apart(self, one: Place, other: Place) -> bool:
        ours, theirs = self._sides(one), self._sides(other)
        return bool(ours and theirs and theirs - ours)

    def _is_person(self, party: str) -> bool:
        """Whether a name is that of somebody whose side the article does not tell."""
        return party in self.cast.actors and self.cast.actors[party].sort == "person"

    def _finding(self, passage: list[Place]) -> Finding | None:
        text = self.cast.text
        sides = list(dict.fromkeys(name for p in passage for name in sorted(self._sides(p))))
        if len(passage) > 2 and _SPEAKS.match(text, passage[-1].start):  # whose words they are, not what capital denied
            spoken = {side for side in self._sides(passage[-1]) if not self._is_person(side)}
            sides = [side for side in sides if not self._is_person(side)]
            sides = [side for side in sides if not spoken or side in spoken or side not in self._sides(passage[-2])]
        told = [p for p in passage if not _ANNOUNCED.search(text, p.start, p.end)] or passage
        words = " ".join(plain(text[p.start : p.end]) for p in told)
        if len(sides) < 2 or len(words.split()) > _LONGEST:
            return None
        voices = [v for p in reversed(told) if (v := self._teller(p)) and v.speaker and v.party in sides]
        voice = next((v for v in voices if " " in (v.speaker or "") and v.party != v.speaker), [*voices, OWN][0])
        item = DraftQuestion(
            quotes=[], text=words, issue=_issue(text, told), speaker=voice.speaker, speaker_party=voice.party,
            channel=voice.channel, stance=voice.stance, parties=sides[:3], kind=OpenKind.DISPUTED,
        )  # fmt: skip
        return Finding(item, passage, None, None, content_words(words))


def _issue(text: str, told: Sequence[Place]) -> Issue:
    """What the last two sentences are about; where they do not tell, what all are."""
    several = [text[place.start : place.end] for place in told]
    return issue_of(" ".join(several[-2:]), " ".join(several))


_IT = lazy(r"\b(?:it|them)\b")
_LONGEST = 90  # words of a passage that can still be read as one item


def _value(number: str) -> float:
    return float(number.replace(",", "").rstrip(".") or 0)


def with_disputes(findings: list[Finding], found: TwoSides) -> list[Finding]:
    """The findings with the disputes in the places of what their sentences gave as questions and as denied terms.

    A term that is marked as contradicted says already that it is disputed.
    """
    disputes = [one for one in found.findings() if not _is_told(one, findings)]
    taken = {place for finding in disputes for place in finding.places}
    kept = [f for f in findings if not (f.places[0] in taken and _gives_way(f, found.denied))]
    return sorted([*kept, *disputes], key=lambda finding: finding.places[0].number)


def _is_told(dispute: Finding, findings: Sequence[Finding]) -> bool:
    here = [f.item for f in findings if f.places[0] in dispute.places]
    asked = any(isinstance(item, DraftQuestion) for item in here)
    return not asked and any(_contradicted(item) for item in here)


def _contradicted(item: object) -> bool:
    return isinstance(item, DraftTerm) and item.confirmation is Confirmation.CONTRADICTED


def _gives_way(finding: Finding, denied: set[Place]) -> bool:
    item = finding.item
    if isinstance(item, DraftTerm):
        return finding.clause is not None and finding.places[0] in denied and not _contradicted(item)
    return isinstance(item, DraftQuestion)
