"""What of an article is compared with others: its words outside quotations, its sentences, its names and numbers."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from ..schemas.article import Article
from .tokens import characters_per_word, tokenised

_CHARACTERS = 5
_MANY = 4  # sentences
_LEAST_SENTENCE = 5  # words; shorter ones ("No date was set.") match by chance


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """One article, folded for comparison. Sets of shingles hold hashes of this process, made when first asked for."""

    words: list[str]  # outside quotations
    whole: list[str]  # with them
    names: list[str]  # names and numbers outside quotations, in order
    sentences: list[list[str]]  # words outside quotations, sentence by sentence, without the shortest

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Hashes of the word trigrams outside quotations."""
        return frozenset(map(hash, zip(self.words, self.words[1:], self.words[2:], strict=False)))

    @cached_property
    def characters(self) -> frozenset[int]:
        """Hashes of the sequences of five characters outside quotations, one space between words."""
        text = " ".join(self.words)
        return frozenset(map(hash, zip(*(text[i:] for i in range(_CHARACTERS)), strict=False)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words, those in quotations too."""
        return frozenset(self.whole)

    @cached_property
    def sentence_words(self) -> int:
        """How many words the sentences have together."""
        return sum(map(len, self.sentences))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each word the sentences that have it; words of many sentences are left out, as they tell none apart."""
        found: dict[str, list[int]] = {}
        for index, sentence in enumerate(self.sentences):
            for word in set(sentence):
                found.setdefault(word, []).append(index)
        many = max(_MANY, len(self.sentences) // 3)
        return {word: places for word, places in found.items() if len(places) <= many}


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's text. Pure; nothing of it depends on other articles."""
    found = tokenised(article.text, article.language)
    size = characters_per_word(article.text)
    return Fingerprint(
        words=_as_words([word for sentence in found for word in sentence.own], size),
        whole=_as_words([word for sentence in found for word in sentence.words], size),
        names=[name for sentence in found for name in sentence.names],
        sentences=[words for s in found if len(words := _as_words(s.own, size)) >= _LEAST_SENTENCE],
    )


def digest(print_: Fingerprint) -> bytes:
    """Equal for texts of the same words, whatever their typography and house spelling. 16 bytes."""
    return hashlib.blake2b("\0".join(print_.whole).encode(), digest_size=16).digest()


def _as_words(found: list[str], size: int) -> list[str]:
    return found if not size else ["".join(found[i : i + size]) for i in range(len(found) - size + 1)]
