"""Quotes as they stand, quotes with an omission, and quotes joined from what does not belong together."""

import re
from collections.abc import Iterator

from .case import NAMES, PAY, TRUCE, Case, file_of, letters, own_sentences, paragraphs, sentences

MARKS = ("...", "…", "[...]", "[…]", "(...)", ". . .")
# What is left out of `Ambrel’s foreign minister, Lucan Estremoy, announces that the annex was signed`.
_APPOSITION = re.compile(
    r"([A-Z][^,;:“”\"]{15,}), "
    r"((?:who|which|a copy|seen|signed|speaking|starting|when|in place|[A-Z])[^,;:“”\"]{7,90}), "
    r"((?!the\b)[a-z][^;:]{20,})"
)
_TURNING = re.compile(
    r"[“”]|\b(?:not|no|nor|never|neither|nobody|nothing|without|refus\w+|reject\w+|den(?:y|ied)|fail\w+|only|if|unless|until"
    r"|could|would|but|said)\b|n[’']t\b",
    re.I,
)


def verbatim(texts: dict[str, str]) -> Iterator[Case]:
    """From each article a sentence, a stretch of ten words from inside one, and two that follow each other."""
    own = own_sentences(texts)
    for name in NAMES:
        found = own[name]
        words = max(found, key=len).split(" ")
        pair = next(part[i : i + 2] for part in paragraphs(texts[name]) for i in (1, 0) if len(part) > i + 1)
        quotes = (found[len(found) // 2], " ".join(words[3:13]), " ".join(pair))
        told = ("A whole sentence.", "Ten words from inside a sentence.", "Two sentences that follow each other.")
        for number, (quote, why) in enumerate(zip(quotes, told, strict=True), 1):
            yield _case("quote-verbatim", name, number, quote, "pass", why)


def ellipses(texts: dict[str, str]) -> Iterator[Case]:
    """Sentences without what stands between two commas, and passages without the sentence in their middle."""
    made = 0
    for name, own in own_sentences(texts).items():
        found = [_without_apposition(sentence) for sentence in own]
        found += [_without_middle(part) for part in paragraphs(texts[name]) if part[0] in own]
        for number, (before, left_out, after) in enumerate([each for each in found if each][:2], 1):
            made += 1
            mark = MARKS[made % len(MARKS)]
            why = f"“{mark}” stands for “{left_out}”."
            yield _case("quote-ellipsis", name, number, f"{before} {mark} {after}", "pass", why)


def _without_apposition(sentence: str) -> tuple[str, str, str] | None:
    found = _APPOSITION.fullmatch(sentence)
    return None if not found or _TURNING.search(found[2]) else (found[1], found[2], found[3])


def _without_middle(part: list[str]) -> tuple[str, str, str] | None:
    if len(part) < 3 or _TURNING.search(part[1]):
        return None
    return part[0], part[1], part[2]


def merged(texts: dict[str, str]) -> Iterator[Case]:
    """Two sentences of an article as though they followed each other, and the halves of two as though they were one."""
    for name, own in own_sentences(texts).items():
        found = [sentence for sentence in own if len(sentence.split(" ")) > 9]
        first, second, third, fourth = found[0], found[len(found) // 2], found[1], found[-1]
        if letters(f"{first} {second}") in letters(texts[name]):
            continue
        why = "The two sentences stand apart in the article."
        yield _case("quote-merged", name, 1, f"{first} {second}", "fail", why)
        words, others = third.split(" "), fourth.split(" ")
        quote = " ".join([*words[: len(words) // 2], *others[len(others) // 2 :]])
        yield _case("quote-merged", name, 2, quote, "fail", "The halves of two sentences that stand apart.")
    for number, name in enumerate(("hull", "bridge", "estuary"), 3):
        found = sentences(texts[name])
        quote = f"{found[-1].split(',')[0]} {MARKS[number]} {found[1].split(',')[0]}"
        yield _case("quote-merged", name, 3, quote, "fail", "The two pieces stand in the article in the other order.")


def elsewhere(texts: dict[str, str]) -> Iterator[Case]:
    """Sentences of another report on the same talks, of its reworded copy, and of the other talks."""
    for names, others in ((TRUCE, PAY), (PAY, TRUCE)):
        for place, name in enumerate(names):
            near, far = names[(place + 2) % len(names)], others[place]
            strange, stranger = _strange(texts, near, name), _strange(texts, far, name)
            why = f"It stands in another report on these talks ({near})."
            yield _case("quote-elsewhere", name, 1, strange[len(strange) // 2], "fail", why)
            why = f"It stands in a report on other talks ({far})."
            yield _case("quote-elsewhere", name, 2, stranger[len(stranger) // 4], "fail", why)
    for name, source in (("agency-pay", "newsmill"), ("newsmill", "agency-pay")):
        for number, sentence in enumerate(_strange(texts, source, name)[1:6], 3):
            why = f"It is the wording of {source}; one of the two is a reworded copy of the other."
            yield _case("quote-elsewhere", name, number, sentence, "fail", why)


def _strange(texts: dict[str, str], source: str, name: str) -> list[str]:
    """The sentences of one article that another lacks."""
    return [sentence for sentence in sentences(texts[source]) if letters(sentence) not in letters(texts[name])]


def _case(sort: str, name: str, number: int, quote: str, verdict: str, why: str) -> Case:
    return Case(f"{sort}-{name}-{number}", sort, file_of(name), quote, verdict, why, "program")
