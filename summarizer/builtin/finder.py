"""Who occurs where in an article: states, organisations, persons with the party they speak for, groups by role.

Found by capital letters, titles ("President"), appositions ("Ana Brel, the union's chief negotiator") and the
light gazetteer; demonyms of unlisted states are matched to their state by the stem ("Orskian" ~ "Orsk").
"""

import re

from summarizer.pattern import lazy

from .countries import CAPITALS, DEMONYMS, HOLDERS, NAMES
from .mentions import (
    ACRONYM,
    ACTS,
    DEMONYM,
    LINKED,
    OF_NAME,
    PLACED,
    RULED,
    RUN,
    Actor,
    Word,
    demonyms,
)
from .ministries import give_ministries
from .roles import APPOSED_ROLE, GOVERNING, GROUP, INDEPENDENT, NO_NAME, ORGANISATION, PLACES, TITLES
from .roster import Roster

_WORD = lazy(r"\S+")


class Finder(Roster):
    """Collects the actors of one text; `mentions` is sorted by place."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        runs = [(m.start(), m.end()) for m in RUN.finditer(text)]
        self.demonyms = demonyms({word for start, end in runs for word in text[start:end].split()})
        for start, end in runs:
            self._take(start, end)
        covered = {place for mention in self.mentions for place in (mention.start, mention.end)}
        for match in GROUP.finditer(text):
            if match.end() not in covered:
                self._group(match)
        self.mentions.sort(key=lambda mention: mention.start)
        self._promote()
        give_ministries(self.mentions, text)
        for actor in self.actors.values():
            holds = (
                HOLDERS.get(actor.name.split()[-1]) if actor.sort == "person" and actor.party == actor.name else None
            )
            if holds in self.actors:
                actor.party = str(holds)

    def _promote(self) -> None:
        """Names of no known kind that act, or have a government, are parties: states that no list knows."""
        for mention in self.mentions:
            if mention.actor.sort == "unknown" and not mention.located and len(mention.actor.name.split()) <= 2:
                before = self.text[max(0, mention.start - 45) : mention.start]
                if ACTS.match(self.text, mention.end, mention.end + 60) or RULED.search(before):
                    mention.actor.sort = "state"

    def _take(self, start: int, end: int) -> None:
        """One run of capitalised words, cut into the names it holds."""
        if self.mentions and start < self.mentions[-1].end:
            return
        words = [Word._make((*match.span(), match[0])) for match in _WORD.finditer(self.text, start, end)]
        while words and words[0].text in NO_NAME:
            words.pop(0)
        state: Actor | None = None
        while words:
            size, found = self._state(words)
            if not found:
                break
            state, words = found, words[size:]
        while words and words[-1].text in NO_NAME:
            words.pop()
        shouted = len(words) > 1 and all(word.text.isupper() for word in words)
        shouted = shouted or (len(words) == 1 and self.is_shout(words[0].text))
        if words and len(words) <= 7 and not shouted:  # more is a headline in capitals
            self._named(words, state)

    def _state(self, words: list[Word]) -> tuple[int, Actor | None]:
        """A state at the head of the words: how many words it takes, and the state."""
        for size in (3, 2, 1)[max(0, 3 - len(words)) :]:
            name = " ".join(word.text for word in words[:size])
            state = NAMES.get(name) or CAPITALS.get(name) or self.demonyms.get(name)
            if not state:
                continue
            if (
                len(words) > size
                and (words[size].text in PLACES or ORGANISATION.fullmatch(words[size].text))
                and (not GOVERNING.search(words[size].text))
            ):
                return 0, None  # "Kessara Steel", "Ukraine Strait": a name of its own
            start, end = words[0].start, words[size - 1].end
            demonym = name in DEMONYMS or (name in self.demonyms and name != state)
            located = not demonym and len(words) == size and self.text[end : end + 1] not in ("’", "'")
            located = located and bool(PLACED.search(self.text, max(0, start - 12), start))
            actor = self.actor(state, "state")
            self.add(start, end, actor, located)
            return size, actor
        return 0, None

    def _named(self, words: list[Word], state: Actor | None) -> None:
        middle = next((k for k in range(1, len(words) - 1) if words[k].text.rstrip(".") in TITLES), 0)
        belongs = middle > 0 and self._is_owner(self.text[words[0].start : words[middle - 1].end])
        if middle and belongs and words[0].text.rstrip(".") not in TITLES and not self.is_organisation(words[-1].text):
            self._named(words[:middle], state)  # "Orskian President X", "Corvane Chief Executive X"
            owner = self.mentions[-1].actor if self.mentions else None
            if owner and owner.sort == "unknown" and state is None:
                owner.sort = "state"
            state, words = owner or state, words[middle:]
        titles = middle if middle and not belongs else 0
        while titles < len(words) and words[titles].text.rstrip(".") in TITLES:
            titles += 1
        start, end = words[0].start, words[-1].end
        if titles < len(words) - 1 and words[titles].text == "State" and titles:
            titles += 1  # Secretary of State X
        name = self.text[words[titles].start if titles < len(words) else start : end]
        if words[-1].text in PLACES:
            self.add(start, end, self.actor(name, "place"), located=True)
        elif titles and titles < len(words) and not ORGANISATION.search(name):
            self._person(start, end, name, state, " ".join(word.text for word in words[:titles]))
        elif self.is_organisation(name) or (titles == 0 and self.is_acronym(name)):
            self._organisation(start, end, self.text[start:end], state)
        elif titles == 0:
            self._plain(start, end, name, state)

    def _is_owner(self, left: str) -> bool:
        """Whether what stands before a title inside a run names whose president, minister ... it is."""
        known = left in self.aliases or left in self.actors
        return known or " " in left or left.isupper() or bool(DEMONYM.search(left))

    def _person(self, start: int, end: int, name: str, state: Actor | None, title: str) -> None:
        surname = name.split()[-1]
        actor = self.aliases.get(name) or self.aliases.get(surname)
        if actor is None:
            actor = self.actor(name, "person")
            self.aliases[name] = self.aliases[surname] = actor
        if actor.party == actor.name:
            self._belongs(actor, start, end, state)
        actor.role = actor.role or title.lower()
        actor.independent = actor.independent or bool(INDEPENDENT.search(title))
        self.add(start, end, actor)

    def _belongs(self, actor: Actor, start: int, end: int, state: Actor | None) -> None:
        """The party a person speaks for, from what stands before and behind the name."""
        before = self.role_before(start)
        after = APPOSED_ROLE.match(self.text, end, min(len(self.text), end + 140))
        described = f"{self.text[before:start] if before is not None else ''} {after[0] if after else ''}"
        actor.independent = bool(INDEPENDENT.search(described))
        actor.role = actor.role or described.strip(" ,").lower()
        party = state.party if state else None
        if party is None and (linked := OF_NAME.match(self.text, end, end + 60)):
            party = NAMES.get(linked[1]) or NAMES.get(linked[1].split()[0]) or self.linked(linked.start(1))
        if party is None and self.text[start - 3 : start] in ("’s ", "'s ") and self.mentions:
            last = self.mentions[-1]
            party = last.actor.party if last.end == start - 3 else None  # "Orsk's President X"
        if party is None and before is not None:
            party = self.party_in(before, start)
        if party is None and after:
            party = self.party_in(*after.span())
        if party and not actor.independent:
            actor.party = party

    def _organisation(self, start: int, end: int, name: str, state: Actor | None) -> None:
        last = ORGANISATION.search(name.split()[-1])
        if last and (linked := LINKED.match(self.text, end)) and not NAMES.get(linked[1]):
            name, end = self.text[start : linked.end()], linked.end()
        if " " not in name and (whole := next((a for n, a in self.actors.items() if n.endswith(f" {name}")), None)):
            self.aliases[name] = whole  # "the Front" is the Liberation Front
        actor = self.aliases.get(name) or self.actor(name, "organisation", self._owner(start, name, state))
        if acronym := ACRONYM.match(self.text, end):
            self.aliases[acronym[1]] = actor
            actor.party = acronym[1] if actor.party == actor.name else actor.party
        self.add(start, end, actor)

    def _owner(self, start: int, name: str, state: Actor | None) -> str | None:
        """A ministry, a parliament or an army speaks for its state."""
        if not GOVERNING.search(name):
            return None
        if state:
            return state.party
        last = self.mentions[-1] if self.mentions else None
        return last.actor.party if last and last.actor.sort == "state" and 0 < start - last.end <= 3 else None

    def _plain(self, start: int, end: int, name: str, state: Actor | None) -> None:
        head = f"{name} "
        whole = next((a for n, a in self.actors.items() if n.startswith(head) and a.sort == "organisation"), None)
        known = whole or self.aliases.get(name) or self.aliases.get(name.split()[-1]) or self.actors.get(name)
        if known and known.sort in ("person", "organisation", "state"):
            self.add(start, end, known)
        elif " " in name and len(name.split()) <= 3 and self._is_person(start, end):
            self._person(start, end, name, state, "")
        else:
            actor = self.actor(name, "state" if name in self.demonyms.values() else "unknown")
            placed = actor.sort != "state" or self.text[end : end + 1] not in ("’", "'")
            self.add(start, end, actor, placed and bool(PLACED.search(self.text, max(0, start - 12), start)))

    def _is_person(self, start: int, end: int) -> bool:
        after = APPOSED_ROLE.match(self.text, end, min(len(self.text), end + 140))
        return bool(after) or self.role_before(start) is not None

    def _group(self, match: re.Match[str]) -> None:
        """ "the union", "employers": a party by its role, the organisation of that kind where one is named."""
        party = self.role_party(match[0])
        owner = self.actors.get(party) or next((a for a in self.actors.values() if a.party == party), None)
        self.add(match.start(), match.end(), owner or self.actor(party, "group"))
