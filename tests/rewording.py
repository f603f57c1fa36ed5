"""A machine that rewords articles, for tests and benchmarks: seeded, so that every run gives the same texts.

It does what content farms do: another word for every so many words, names and numbers left alone, here and there a
sentence dropped or two made one. Its words come from a small table of odd synonyms and, for all others, from
syllables: no such word stands in the original, which is the worst case for whoever compares words.
"""

import random
import re

SPARED = frozenset(
    """
    a about after all also an and any are as at be been before but by can could did do for from had has have
    he her his how if in into is it its may might more most no nor not of off on one only or other our out
    over said she should so some than that the their them then there they this those to under until up was
    we were what when where which while who will with would yet you
    """.split()
)
ODD = dict(
    pair.split("/")
    for pair in """
    agreed/concurred agreement/accord asked/queried boats/vessels broke/fractured called/labelled
    ceasefire/armistice day/daytime demand/insistence demanded/insisted employers/bosses energy/vitality
    first/primary foreign/overseas government/regime harbour/haven hours/spans house/dwelling islands/isles
    killed/slain leader/chief meeting/gathering minister/clergyman new/novel night/nocturne offer/proffer
    officials/functionaries part/portion party/celebration peace/tranquillity pay/remuneration people/folks
    plan/blueprint police/constabulary power/potency round/spherical rise/ascent set/positioned side/facet
    signed/autographed statement/assertion strike/walkout table/desk talks/chats text/wording time/interval
    told/knowledgeable union/syndicate war/warfare water/aqua week/sennight work/labour workers/labourers
    year/annum
    """.split()
)
# No capital: a name stays, and so does what opens a sentence.
_WORD = re.compile(r"(?<![\w’'-])[a-z][a-z]+(?![\w’'-])")
_SENTENCE_END = re.compile(r"(?<=[.!?][”\"’]|[a-z][.!?]) (?=[A-Z“\"‘])")


def reworded(text: str, share: float, seed: int) -> str:
    """The text with `share` of all its words exchanged, function words, names and numbers spared."""
    chance = random.Random(f"{seed}/{share}")
    paragraphs = [_restructured(paragraph, chance) for paragraph in text.split("\n\n")]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    places = [match for match in _WORD.finditer(text) if match.group() not in SPARED]
    wanted = min(len(places), round(share * len(text.split())))
    for match in sorted(chance.sample(places, wanted), key=re.Match.start, reverse=True):
        text = text[: match.start()] + other_word(match.group(), seed) + text[match.end() :]
    return text


def other_word(word: str, seed: int) -> str:
    """What this machine puts for a word: the same throughout, and longer than most."""
    if seed % 2 and word in ODD:
        return ODD[word]
    chance = random.Random(f"{seed}/{word}")
    return "".join(chance.choice("bdfglmnprstv") + chance.choice("aeiou") for _ in range(3)) + word[-1]


def _restructured(paragraph: str, chance: random.Random) -> str:
    """A sentence in ten dropped, one in ten joined to the one before it."""
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(paragraph):
        luck = chance.random()
        if luck < 0.1:
            continue
        if luck < 0.2 and kept and kept[-1].endswith("."):
            kept[-1] = f"{kept[-1][:-1]}, and {sentence}"
        else:
            kept.append(sentence)
    return " ".join(kept)
