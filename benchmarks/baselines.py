"""What anybody gets without reading: the first sentences of an article, or those that TextRank takes for central.

Both take as many as an article of the development part has items, where it has any, and call them what most items are
there. They say nothing about parties or stages, so that these have no score.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from summarizer.evaluate.compare import compare
from summarizer.evaluate.found import Found
from summarizer.evaluate.gold import Loaded
from summarizer.evaluate.scores import Scored
from summarizer.evaluate.tally import Tally
from summarizer.words import Stretch, sentences

Choose = Callable[[str, int], Sequence[Stretch]]  # of a text, so many


class Usual(NamedTuple):
    """How many items an article has, and of which kind most are."""

    items: int
    kind: str


def usual(sets: Sequence[Loaded]) -> Usual:
    """The mean over articles that have any, and the most frequent kind."""
    articles = [article.items for loaded in sets for article in loaded.gold.articles if article.items]
    kinds = Counter(item.kind for items in articles for item in items)
    return Usual(round(sum(kinds.values()) / len(articles)), max(kinds, key=lambda kind: kinds[kind]))


def first(text: str, count: int) -> Sequence[Stretch]:
    """The first sentences of a text."""
    return sentences(text)[:count]


def central(text: str, count: int) -> Sequence[Stretch]:
    """The sentences that sumy's TextRank ranks highest, as its README sets it up, in the order of the text."""
    # Here, for it loads all of nltk.
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    summarizer = TextRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    stretches = sentences(text)
    given = [Sentence(text[start:end], _Words()) for start, end in stretches]
    taken = {id(sentence) for sentence in summarizer(ObjectDocumentModel([Paragraph(given)]), count)}
    return [stretch for sentence, stretch in zip(given, stretches, strict=True) if id(sentence) in taken]


class _Words:
    """A tokenizer for sumy; its own needs data that has to be downloaded."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of a text."""
        return tuple(text[start:end] for start, end in sentences(text))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """What sumy's own tokenizer counts as words."""
        return tuple(re.findall(r"[^\W\d_](?:[^\W\d_]|['’-])*", sentence))


def scored(name: str, sets: Sequence[Loaded], choose: Choose, likely: Usual) -> Scored:
    """The scores of sentences that are taken for items."""
    tallies: list[Tally] = []
    for loaded in sets:
        for gold in loaded.gold.articles:
            text = loaded.articles[gold.file].text
            items = [_item(text[s.start : s.end], s, likely.kind) for s in choose(text, likely.items)]
            tally, _ = compare(items, gold, loaded)
            tally.article = loaded.called(gold.file)
            tally.fields_right.clear()
            tally.fields_given.clear()
            tallies.append(tally)
    return Scored(name, tallies, [], {})


def _item(sentence: str, stretch: Stretch, kind: str) -> Found:
    return Found(kind=kind, text=sentence, quotes=[sentence], stretches=[stretch])
