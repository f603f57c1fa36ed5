"""The cast of an article: who is meant by a phrase, a pronoun or "the two sides"."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from summarizer.pattern import lazy

from .cues import DEAL_HEAD
from .finder import Finder
from .mentions import Actor, Mention
from .roles import COLLECTIVE

_HE = lazy(r"(?:he|she)\b", re.I)
_IT = lazy(r"(?:it)\b", re.I)
_THEY = lazy(r"(?:they)\b", re.I)
_WE = lazy(r"\b(?:[Ww]e|[Oo]ur|we’ll|we’ve|we're|our|I|I’m|I’ll|my|us)\b")
_LEADER = lazy(
    r"\b(?:leader|president|premier|prime minister|chancellor|minister|negotiator|chief|general"
    r" secretary|boss)\b"
)
_OBLIQUE = lazy(
    r"\b(?:with|to|by|on|of|against|for|from|at|in|than|between|meet|told)\s(?:[A-Z][\w.]*\s){0,2}(?:the\s)?$"
)


_SENTENCE = lazy(r"(?<=[.!?”\"])\s+")
_UMPIRE = lazy(r"\b(?:mediators?|conciliator|arbitrator|[Rr]egulators?|[Cc]onciliation)\b")


class Cast:
    """Finds the actors meant. Party names are those that items show."""

    def __init__(self, text: str) -> None:
        self.text = text
        finder = Finder(text)
        self.mentions = finder.mentions
        self.actors = finder.actors
        self._starts = [mention.start for mention in self.mentions]
        self.ranked = self._rank()
        self.pair: list[str] = []  # the two parties of the deal first reported, once that is known

    def _rank(self) -> list[str]:
        """Parties, the most often named first (persons count for their party, places and independents do not)."""
        counts: dict[str, int] = {}
        umpires = {actor.name for actor in self.actors.values() if _UMPIRE.search(actor.name)}
        for mention in self.mentions:
            actor = mention.actor
            if (
                not mention.located
                and not actor.independent
                and actor.sort not in ("unknown", "place")
                and actor.name not in umpires
            ):
                counts[actor.party] = counts.get(actor.party, 0) + 1
        lone = {m.actor.party for m in self.mentions if m.actor.sort == "person" and m.actor.party == m.actor.name}
        return sorted(counts, key=lambda party: (party in lone, -counts[party]))  # ties: the first named first

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions inside a stretch, in order."""
        found = []
        for mention in self.mentions[bisect_left(self._starts, start) :]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def parties_in(self, start: int, end: int) -> list[str]:
        """The parties that a noun phrase names; "the two sides" are the two most often named."""
        found = [m for m in self.within(start, end) if m.actor.sort != "place"]
        names = _unique(m.actor.party for m in found if not m.located)
        names = names or _unique(m.actor.party for m in found if m.actor.sort == "state")
        if not names and (both := COLLECTIVE.search(self.text, start, end)):
            return self.both(both[0].lower(), start)
        return names

    def both(self, phrase: str, before: int) -> list[str]:
        """Who "the two leaders", "both sides" are: the two last named persons' parties, or the two main parties."""
        if re.search(r"\b(?:leaders|men|women|presidents|ministers)\b", phrase):
            people: dict[str, int] = {}
            for mention in self.mentions:
                if mention.actor.sort == "person" and not mention.actor.independent and mention.start < before + 200:
                    people[mention.actor.party] = people.get(mention.actor.party, 0) + 1
            if len(people) >= 2:
                return sorted(people, key=lambda party: -people[party])[:2]
        if self.pair:
            return self.pair
        if re.search(r"\b(?:governments|countries|capitals|nations|states)\b", phrase):
            states = [party for party in self.ranked if party in self.actors and self.actors[party].sort == "state"]
            if len(states) > 1:
                return states[:2]
        recent = _unique(
            m.actor.party
            for m in reversed(self.mentions[: bisect_left(self._starts, before)])
            if m.actor.sort in ("state", "organisation", "group")
            and not (m.actor.independent or m.located or _UMPIRE.search(m.actor.name))
        )
        main = self.ranked[:2]
        return main if len(main) == 2 else recent[:2]

    def deal_before(self, before: int) -> str | None:
        """The agreement that is the subject of the sentence before, which "it" then means; None where it is none."""
        last = _SENTENCE.split(self.text[max(0, before - 400) : before].rstrip())[-1]
        match = DEAL_HEAD.match(last)
        return match[0] if match and "\n" not in self.text[before - 3 : before] else None

    def sides_before(self, before: int) -> str | None:
        """ "The two sides", where the sentence before begins so, which "they" then means."""
        last = _SENTENCE.split(self.text[max(0, before - 400) : before].rstrip())[-1]
        match = COLLECTIVE.match(last)
        return match[0] if match else None

    def pair_before(self, before: int) -> str | None:
        """The words for two actors joined by "and" that stand last before a place: whom "they" means."""
        near = self.within(max(0, before - 400), before)
        last = None
        for one, other in zip(reversed(near[:-1]), reversed(near[1:]), strict=False):
            joint = self.text[one.end : other.start]
            if (
                re.fullmatch(r"\s(?:[\w.’]+\s){0,3}?and\s(?:[A-Z][\w.]*\s){0,2}", joint)
                and one.actor is not other.actor
            ):
                last = last or self.text[one.start : other.end]
                if one.actor.sort == other.actor.sort == "person":
                    return self.text[one.start : other.end]
        return last

    def holder(self, office: str, before: int) -> Actor | None:
        """The person last named before a place as what "the prime minister" says."""
        role = re.fullmatch(rf"[Tt]he ((?:[a-z]+ )?{_LEADER.pattern})", office)
        for mention in reversed(self.mentions[: bisect_left(self._starts, before)] if role else []):
            if role and mention.actor.sort == "person" and role[1] in mention.actor.role:
                return None if mention.actor.independent else mention.actor
        return None

    def antecedent(self, pronoun: str, before: int) -> Actor | None:
        """Whom he, she, it or they mean: the latest fitting actor, subjects before objects."""
        if _HE.match(pronoun):
            sorts: tuple[str, ...] = ("person",)
        elif _IT.match(pronoun):
            sorts = ("state", "organisation", "group")
        elif _THEY.match(pronoun):
            sorts = ("group", "organisation", "state")
        else:
            return None
        index = bisect_left(self._starts, before)
        fallback: Actor | None = None
        for mention in reversed(self.mentions[max(0, index - 14) : index]):
            if mention.actor.sort not in sorts or mention.located:
                continue
            if not _OBLIQUE.search(self.text, max(0, mention.start - 40), mention.start) and self.text[
                mention.end : mention.end + 1
            ] not in ("’", "'"):
                return mention.actor
            fallback = fallback or mention.actor
        return fallback

    def who(self, start: int, end: int) -> Actor | None:
        """The actor that a noun phrase means: a named person, "the Russian leader", a party, or a pronoun."""
        phrase = self.text[start:end].strip()
        if len(phrase) <= 5 and (actor := self.antecedent(phrase, start)):
            return actor
        found = [m for m in self.within(start, end) if m.actor.sort != "place"]
        free = [m for m in found if self.text[m.end : m.end + 1] not in ("’", "'")]
        found = free or found  # "Corvane's largest investor, Hale Partners"
        for mention in found:
            if mention.actor.sort == "person":
                return mention.actor
        if found and _LEADER.search(phrase) and (person := self._head_of(found[0].actor.party, start)):
            return person
        if not found and re.match(
            r"(?:the|her|his) (?:[a-z]+ )?(?:minister|president|general|leader|negotiator|spokes\w+)", phrase, re.I
        ):
            return self.antecedent("he", start)
        return next((m.actor for m in found if not m.located), None)

    def _head_of(self, party: str, before: int) -> Actor | None:
        for mention in reversed(self.mentions[: bisect_left(self._starts, before)]):
            if mention.actor.sort == "person" and mention.actor.party == party and "spokes" not in mention.actor.role:
                return mention.actor
        return None


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def first_person(clause: str) -> bool:
    """Whether a clause speaks as "we" or "I"."""
    return bool(_WE.search(clause))
