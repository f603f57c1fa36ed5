"""Both errors of the checks, counted over all recorded answers: true items that fail, false ones let through.

True items are the recorded ones as they are. False ones are made from them by one change each: a number, a "not", a
name, a word of a quote, two parties exchanged. The last is named although the checks do not claim it yet.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarizer.ground.check import Standing, check
from summarizer.ground.item import Drafted
from summarizer.schemas.article import Article
from summarizer.schemas.draft import ArticleDraft

from .answering import recorded
from .around_a_call import articles
from .figure import Figure

NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w,]|\.\d)")
FLIPS = tuple((re.compile(pattern), becomes) for pattern, becomes in (
    (r"\bwill not\b(?! only)", "will"), (r"\bwill\b(?! not| never| only)", "will not"),
    (r"\brejected\b", "accepted"), (r"\baccepted\b", "rejected"),
    (r"\brefuses to\b", "agrees to"), (r"\brefused to\b", "agreed to"), (r"\bagreed to\b", "refused to"),
    (r"\bagreed on\b(?! [A-Z])", "failed to agree on"),
    (r"(?<!not )(?<!been )\bsigned (?=an? |the )", "refused to sign "),
    (r"\bmust not\b", "must"), (r"\bmust\b", "must not"), (r"\b(has|have) not been\b", r"\1 been"),
    (r"\bwould not\b(?! say)", "would"),
))  # fmt: skip
# A "not" more makes no clear falsehood of what is asked, supposed or denied: "whether it will not", "no ship will not".
ASKED = re.compile(r"\bwhether\b[^,;:]*$", re.IGNORECASE)
DENIED = re.compile(r"\b(?:if|unless|no|neither|nor)\b[^,;]*$", re.IGNORECASE)
MOST = 0.03  # of true items; `tests/test_cassettes.py` holds that all of them stand in the end


@dataclass(frozen=True)
class Recorded:
    """One recorded item and its article."""

    item: Drafted
    article: Article


def measure() -> list[Figure]:
    """True items lost, and the share of false ones caught by kind of change."""
    items = list(recorded_items())
    lost = [r.item.text for r in items if not isinstance(check(r.item, r.article), Standing)]
    few = len(lost) <= MOST * len(items)
    what = f"true items that fail at first and are asked for again, of {len(items)} recorded"
    figures = [Figure(what, str(len(lost)), f"≤ {MOST:.0%}", few)]
    for name, change, least in CHANGES:
        wrong = [Recorded(item, r.article) for r in items for item in [change(r)] if item is not None]
        caught = sum(not isinstance(check(r.item, r.article), Standing) for r in wrong)
        share = caught / len(wrong)
        figures.append(Figure(f"caught: {name}, of {len(wrong)}", f"{share:.0%}", f"≥ {least:.0%}", share >= least))
    return figures


def recorded_items() -> Iterator[Recorded]:
    """Every item of every recorded first answer, with its article."""
    read = articles()
    for messages, answer in recorded().items():
        prompt = json.loads(messages)[1]["content"]
        article = next(article for article in read if article.text in prompt)
        content = json.loads(json.loads(answer)["choices"][0]["message"]["content"])
        if "withdrawn" in content:
            continue
        draft = ArticleDraft.model_validate(content)
        items: list[Drafted] = [*draft.agreed_terms, *draft.demands, *draft.open_questions]
        for item in items:
            yield Recorded(item, article)


def another_number(recorded: Recorded) -> Drafted | None:
    """The item with the first of its figures changed to one that the article lacks."""
    found = NUMBER.search(recorded.item.text)
    if found is None:
        return None
    value = int(found[0]) + 3
    while re.search(rf"(?<!\d){value}(?!\d)", recorded.article.text):
        value += 7
    text = recorded.item.text[: found.start()] + str(value) + recorded.item.text[found.end() :]
    return recorded.item.model_copy(update={"text": text})


def turned(recorded: Recorded) -> Drafted | None:
    """The item with its first telling verb turned into the opposite."""
    text = recorded.item.text
    for pattern, becomes in FLIPS:
        for found in pattern.finditer(text):
            before, put = text[: found.start()], found.expand(becomes)
            if not ASKED.search(before) and not (put.endswith("not") and DENIED.search(before)):
                turn = before + put + text[found.end() :]
                return recorded.item.model_copy(update={"text": turn})
    return None


def another_name(recorded: Recorded) -> Drafted | None:
    """The item with one of its parties, in the sentence, changed to one that the article lacks."""
    parties = [*getattr(recorded.item, "parties", []), *getattr(recorded.item, "by", [])]
    for party in parties:
        if party[0].isupper() and party in recorded.item.text:
            return recorded.item.model_copy(update={"text": recorded.item.text.replace(party, "Bolivia")})
    return None


def another_word(recorded: Recorded) -> Drafted | None:
    """The item with one word of its first quote changed."""
    words = recorded.item.quotes[0].split(" ")
    words[len(words) // 2] = "nevertheless"
    return recorded.item.model_copy(update={"quotes": [" ".join(words), *recorded.item.quotes[1:]]})


def exchanged(recorded: Recorded) -> Drafted | None:
    """The item with two parties exchanged in its sentence."""
    by, of = getattr(recorded.item, "by", []), getattr(recorded.item, "of", [])
    if not by or not of or by[0] not in recorded.item.text or of[0] not in recorded.item.text:
        return None
    text = recorded.item.text.replace(by[0], "\0").replace(of[0], by[0]).replace("\0", of[0])
    return recorded.item.model_copy(update={"text": text})


CHANGES: tuple[tuple[str, Callable[[Recorded], Drafted | None], float], ...] = (
    ("a number changed", another_number, 1.0),
    ("a verb turned", turned, 0.85),
    ("a name changed", another_name, 1.0),
    ("a word of a quote changed", another_word, 1.0),
    ("two parties exchanged (not claimed)", exchanged, 0.0),
)
