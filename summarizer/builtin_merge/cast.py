"""Who a stretch of text speaks of: the parties of the items at hand, under their names and through their people."""

import re
from collections import Counter
from collections.abc import Sequence

from ..ground.alias_table import stands_for, surface_words
from ..ground.clauses import fold
from ..merge.card import Card, all_parties
from .identity import bare_words, is_role, stated_names


class Cast:
    """The parties of some items, and the words by which their articles mean them."""

    def __init__(self, cards: Sequence[Card]) -> None:
        known: dict[str, Counter[str]] = {}
        for card in cards:
            for word, party in _words_of(card):
                known.setdefault(word, Counter())[party] += 1
        # A word that means two parties means neither.
        self._of = {word: next(iter(some)) for word, some in known.items() if len(some) == 1 and len(word) > 1}
        self._aliases = {a: party for party in set(self._of.values()) for a in _aliases(party)}
        some = sorted(self._of, key=lambda word: (-len(word), word))
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, some)) + r")(?:a?n|ian)?\b") if some else None

    def mentions(self, text: str) -> list[tuple[int, str]]:
        """Where a text mentions which party, in order; offsets count in the folded text."""
        folded = fold(text)
        found: list[tuple[int, str]] = []
        if self._pattern:
            for match in self._pattern.finditer(folded):
                word = match[0]
                party = self._of.get(word) or next(
                    (self._of[word[:-n]] for n in (1, 2, 3) if word[:-n] in self._of), ""
                )
                if party:
                    found.append((match.start(), party))
        for match in re.finditer(r"\b[A-Z][\w.]*(?:\s[A-Z]\w+)?", folded):
            for name in (match[0], match[0].split()[0]):
                parties = stands_for(tuple(word.lower() for word in surface_words(name)))
                known = self._aliases.get(next(iter(parties))) if len(parties) == 1 else None
                if known:
                    found.append((match.start(), known))
                    break
        return sorted(set(found))

    def subject(self, text: str) -> str | None:
        """The party a sentence begins with; None where it begins with two together, or with somebody else."""
        found = self.mentions(text)
        if not found or found[0][0] > max(60, len(text) // 2):
            return None
        for at, party in found[1:]:
            between = fold(text)[found[0][0] : at]
            if party != found[0][1] and re.fullmatch(r"\S+(?:\s\S+)?\s(?:and|or|nor)\s(?:the\s)?", between):
                return None
        return found[0][1]


def _words_of(card: Card) -> list[tuple[str, str]]:
    """The words by which a card's article means its parties, each with the party's name."""
    found = []
    raw = next((item for item in card.report.summary.items if item.id == card.item.id), card.item)
    for name, party in zip(all_parties(raw), all_parties(card.item), strict=False):
        found += [(word, party) for word in (*_forms(name), *_forms(party))]
    voice, party_of_voice = card.item.attribution, card.item.attribution.party
    if voice.speaker and party_of_voice and (surname := _surname(voice.speaker)):
        found.append((surname, party_of_voice))
    named = dict(zip(all_parties(raw), all_parties(card.item), strict=False))
    for said in (item.attribution for item in card.report.summary.items):  # who speaks for them elsewhere
        if said.party in named and said.speaker and (surname := _surname(said.speaker)):
            found.append((surname, named[said.party]))
    for several in stated_names(card.report.summary.article.text):
        own = [party for party in all_parties(card.item) if any(bare_words(party) == bare_words(n) for n in several)]
        found += [(word, own[0]) for name in several if own for word in _forms(name)]
    return found


def _forms(name: str) -> list[str]:
    plain = fold(name).removeprefix("the ").removeprefix("The ")
    forms = [plain]
    if is_role(name):
        forms += [plain.lower(), plain[:1].upper() + plain[1:]]
    elif len(head := plain.split()[-1:]) and head[0].lower() in ("union", "association", "company", "federation"):
        forms += [head[0], head[0].lower()]
    if re.search(r"(?i)\bemployers\b", plain):
        forms += ["employers", "Employers"]
    return [form for form in forms if form]


def _surname(speaker: str) -> str | None:
    words = fold(speaker.split(",")[0]).removesuffix("'s").split()
    return words[-1] if len(words) > 1 and words[-1][:1].isupper() and words[-2][:1].isupper() else None


def _aliases(party: str) -> frozenset[str]:
    return stands_for(tuple(word.lower() for word in surface_words(party)))
