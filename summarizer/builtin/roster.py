"""The actors known so far: their names and acronyms, and the party that a description names."""

import re

from .countries import NAMES
from .mentions import (
    KIN,
    ROLE_GROUP,
    RUN,
    Actor,
    Mention,
)
from .roles import NO_NAME, ORGANISATION, ROLES


class Roster:
    """The actors of one text as far as they are known while it is read from the start."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.actors: dict[str, Actor] = {}
        self.aliases: dict[str, Actor] = {}
        self.mentions: list[Mention] = []
        self.demonyms: dict[str, str] = {}

    def actor(self, name: str, sort: str, party: str | None = None) -> Actor:
        """The actor of that name, made where there is none yet."""
        found = self.actors.setdefault(name, Actor(name, party or name, sort))
        if found.sort == "unknown":
            found.sort = sort
        return found

    def add(self, start: int, end: int, actor: Actor, located: bool = False) -> None:
        """Note a mention; a located one is a place and does not count."""
        actor.count += not located
        self.mentions.append(Mention(start, end, actor, located))

    def is_organisation(self, name: str) -> bool:
        """Whether a run of capitals names an organisation and is no headline."""
        found = ORGANISATION.search(name)
        return bool(found) and (len(name.split()) <= 4 or bool(ORGANISATION.search(name.split()[-1])))

    def is_acronym(self, name: str) -> bool:
        """Capitals that the article explains or uses again, so no shouting."""
        return (
            2 <= len(name) <= 6
            and name.isalpha()
            and name.isupper()
            and (name in self.aliases or len(re.findall(rf"\b{name}\b", self.text)) > 1)
        )

    def role_before(self, start: int) -> int | None:
        """Where a role begins that ends right before a name ("the union's chief negotiator, "), or None."""
        left = self.text[max(0, start - 80) : start]
        while left[-1:] in (" ", ","):
            left, start = left[:-1], start - 1
        words = left.replace("retired ", "").rstrip(" ,").split()
        if not words or words[-1].lower() not in ROLES:
            return None
        cut = max(
            left.rfind(mark) for mark in (". ", "; ", "“", "”", ", ", "\n", ": ", "’ ")[: 5 if "," in left[-10:] else 8]
        )
        clause = left[cut + 1 :] if cut < len(left) - 12 else left
        return start - len(" ".join(clause.split(" ")[-9:]))

    def party_in(self, start: int, end: int) -> str | None:
        """The party that a description such as "the union's chief negotiator" names."""
        for match in RUN.finditer(self.text, start, end):
            word = " ".join(part for part in match[0].split() if part not in NO_NAME) or match[0]
            name = NAMES.get(word) or NAMES.get(word.split()[0]) or self.demonyms.get(word.split()[0])
            known = self.aliases.get(word) or self.actors.get(word)
            if name:
                return name
            if (
                self.text[max(0, match.start() - 8) : match.start()].endswith((" of ", " of the "))
                and word not in NO_NAME
                and not ORGANISATION.search(word)
            ):
                return word
            if known and (known.sort in ("state", "organisation") or re.search(r"(?:ian|ese|ish)$", word)):
                return known.party
            if (
                known
                and known.sort == "unknown"
                and re.match(r"[’']s\s[a-z]", self.text[match.end() : match.end() + 4])
            ):
                return known.party  # "Veldania's prime minister"
            if ORGANISATION.search(word) or (self.is_acronym(word)):
                return word
        group = ROLE_GROUP.search(self.text, start, end)
        return self.role_party(f"the {group[0].lower()}") if group else None

    def role_party(self, phrase: str) -> str:
        """The organisation that "the union" means, or the phrase itself."""
        noun = phrase.split()[-1].lower()
        if noun in ("officials", "leaders", "negotiators"):
            noun = phrase.split()[0].lower()
        kin = KIN.get(noun) or rf"\b{noun.rstrip('s').capitalize()}"
        if noun not in ("government", "coalition", "opposition"):
            for actor in self.actors.values():
                if actor.sort == "organisation" and re.search(kin, actor.name):
                    return actor.party
        return phrase[0].lower() + phrase[1:]

    def is_shout(self, word: str) -> bool:
        """ "TRANSPORT": an ordinary word in capitals, unless the article explains it."""
        if len(word) < 4 or not (word.isalpha() and word.isupper()) or word in self.aliases:
            return False
        return len(word) > 6 or re.search(rf"\b{word.lower()}\b", self.text) is not None

    def linked(self, start: int) -> str:
        """Whom "of the Dockers Union" means: the whole name of an organisation, the first word of another."""
        run = RUN.match(self.text, start)
        name = run[0] if run else self.text[start:].split()[0]
        known = self.aliases.get(name) or self.actors.get(name)
        return known.party if known else name if ORGANISATION.search(name) else name.split()[0]
