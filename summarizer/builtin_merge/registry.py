"""Which party each name means in each of several articles."""

from collections import Counter
from collections.abc import Sequence

from ..ground.clauses import fold
from ..merge.card import Report
from .identity import TITLES, Joined, bare_words, is_role, keys, names_in, stated_names


class Registry:
    """Which party each name means in each of several articles, as a key that is the same in all of them."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._joined = Joined()
        for report in reports:
            for several in stated_names(report.summary.article.text):
                self._joined.join(key for name in several for key in keys(name, report))
            for name in sorted(set(names_in(report))):
                self._joined.join(keys(name, report))
        self._voices = self._heard(reports)
        stated = {name for report in reports for some in stated_names(report.summary.article.text) for name in some}
        self._full = sorted((name.lower(), " ".join(bare_words(name))) for name in stated if len(name.split()) > 2)

    def of(self, name: str, report: Report) -> str | None:
        """The party's key; for what only says what somebody is, that of the party whose people speak for it."""
        key = self._said(name, report)
        unnamed = key is not None and not key.startswith(("words:", "alias:")) and is_role(name)
        return (self._left_over(name, report) if unnamed else None) or key

    def _said(self, name: str, report: Report) -> str | None:
        """The party's key by the name itself, or by whose people speak for it."""
        found = sorted(keys(name, report))
        if not found:
            return None
        key = self._joined.of(found[0])
        if key.startswith(("words:", "alias:")):
            return key
        heard = Counter[str]()
        for speaker in _speakers(name, report):
            heard.update(self._voices.get(speaker, ()))
        return min(heard, key=lambda other: (-heard[other], other)) if heard else key

    def _left_over(self, name: str, report: Report) -> str | None:
        """The one party whose full name an article has and that none of its other names means."""
        text = fold(report.summary.article.text).lower()
        full = {self._joined.of(f"words:{words}") for long, words in self._full if long in text}
        taken = {
            self._said(o, report) for o in names_in(report) if o != name and (not is_role(o) or _speakers(o, report))
        }
        return full.pop() if len(full := full - taken) == 1 else None

    def _heard(self, reports: Sequence[Report]) -> dict[str, Counter[str]]:
        """From a speaker to the parties with names of their own for which he speaks somewhere."""
        found: dict[str, Counter[str]] = {}
        for report in reports:
            for name in sorted(set(names_in(report))):
                key = self._joined.of(min(keys(name, report), default=""))
                if key.startswith(("words:", "alias:")):
                    found.setdefault(" ".join(bare_words(name)), Counter())[key] += 1
                    for speaker in _speakers(name, report):
                        found.setdefault(speaker, Counter())[key] += 1
            for several in stated_names(report.summary.article.text):
                for name in several:
                    key = self._joined.of(min(keys(name, report), default=""))
                    found.setdefault(" ".join(bare_words(name)), Counter())[key] += 1
        return found


def _speakers(name: str, report: Report) -> list[str]:
    """Who speaks for a party in an article, as bare words: bodies, and persons with a first name."""
    voices = (item.attribution for item in report.summary.items if item.attribution.party == name)
    words = [_person(voice.speaker) for voice in voices if voice.speaker]
    return sorted(word for word in words if " " in word)


def _person(speaker: str) -> str:
    """The bare words of a speaker's name, without his titles."""
    return " ".join(word for word in bare_words(speaker.split(",")[0]) if word not in TITLES)
