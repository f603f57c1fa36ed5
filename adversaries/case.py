"""One case of the set, the twelve articles it speaks of, and the sentences that a program takes its cases from."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
CASES, ARTICLES = HERE / "cases.jsonl", HERE / "articles"

# What each sort asks for, in the order of the tables.
SORTS = {
    "quote-verbatim": "a quote as it stands",
    "quote-typography": "other quotation marks, dashes, spaces, hyphens, ligatures, line breaks",
    "quote-ellipsis": "an omission that is marked and changes nothing",
    "quote-negation": "a “not” put in or taken out",
    "quote-number": "another number",
    "quote-party": "another party or person",
    "quote-merged": "two sentences made one, or an omission that turns the sense",
    "quote-elsewhere": "a sentence of another article",
    "quote-prompt": "a sentence of the prompt or the schema",
    "statement-true": "a statement that its quote bears out",
    "statement-negation": "a statement that says yes where its quote says no, or the reverse",
    "statement-number": "a statement with another number",
    "statement-party": "a statement with another party or person",
}
TRUE = ("quote-verbatim", "quote-typography", "quote-ellipsis", "statement-true")

# The short name of each article and the stem of its file, here and under examples/.
NAMES = {
    "agency-truce": "2031-03-04-pelorus-port-attacks-in-principle",
    "packet": "2031-03-05-port-hallen-packet-customs-house-talks",
    "kanal": "2031-03-06-kanal-tavrin-observers-denied",
    "standard": "2031-03-06-lormund-standard-truce-for-the-harbours",
    "hull": "2031-03-11-hull-and-hold-thirty-day-halt",
    "bridge": "2031-03-14-ambrel-today-live-vessik-bridge",
    "echo": "2031-09-09-brackmouth-echo-day-two",
    "gazette": "2031-09-12-norvane-labour-gazette-record-of-sittings",
    "agency-pay": "2031-09-16-pelorus-union-cuts-pay-claim",
    "newsmill": "2031-09-17-newsmill-24-walkout-union-slashes-claim",
    "rocket": "2031-09-20-norvane-rocket-weve-accepted-nothing",
    "estuary": "2031-09-22-estuary-one-strike-suspended",
}
TRUCE = ("agency-truce", "packet", "kanal", "standard", "hull", "bridge")
PAY = ("echo", "gazette", "agency-pay", "newsmill", "rocket", "estuary")

_BREAK = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\"’]))(?<!\b[A-Z]\.)(?<!\bGen\.)\s+(?=[A-Z“‘\"])")
_UNSEEN = re.compile("[\u00a0\u00ad\u0300-\u036f\u200b\u2011\u202f\u2060\ufeff]")
_SHORTEST, _LONGEST = 40, 260  # characters of a sentence that a program makes a case of


@dataclass(frozen=True)
class Case:
    """One case: does `quote` stand in the article, or does it bear out `text`?"""

    id: str
    sort: str
    article: str  # a file under this folder
    quote: str
    verdict: str  # pass or fail
    why: str
    made: str  # program or hand
    text: str | None = None  # the statement, in sorts about one
    article_text: str | None = None  # where the case brings its own text: instead of the article's

    def line(self) -> str:
        """The case as one line of JSON, without what it lacks; characters that nobody sees are escapes."""
        held = {key: value for key, value in asdict(self).items() if value is not None}
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(held, ensure_ascii=False))

    def against(self) -> str:
        """The text that the quote is looked for in."""
        return self.article_text if self.article_text is not None else text_of(self.article)


def cases() -> list[Case]:
    """The published set."""
    return [Case(**json.loads(line)) for line in CASES.read_text("utf-8").splitlines()]


def text_of(article: str) -> str:
    """The text of one of the set's articles."""
    return (HERE / article).read_text("utf-8")


def file_of(name: str) -> str:
    """Where the article of a short name stands in the set."""
    return f"articles/{NAMES[name]}.txt"


def paragraphs(text: str) -> list[list[str]]:
    """The sentences of each paragraph, cut at full stops: a rough cut serves, every piece of a text being verbatim."""
    return [[piece for piece in _BREAK.split(part) if piece] for part in text.split("\n\n")]


def sentences(text: str) -> list[str]:
    """Its sentences of a middling length, each once."""
    found = dict.fromkeys(sentence for part in paragraphs(text) for sentence in part)
    return [sentence for sentence in found if _SHORTEST <= len(sentence) <= _LONGEST]


def own_sentences(texts: dict[str, str]) -> dict[str, list[str]]:
    """The sentences of each text that no text before it has: of a wire copy, what is its own."""
    seen = ""
    found: dict[str, list[str]] = {}
    for name, text in texts.items():
        found[name] = [sentence for sentence in sentences(text) if letters(sentence) not in seen]
        seen += letters(text)
    return found


def letters(text: str) -> str:
    """Its letters and digits alone: what typography leaves."""
    return re.sub(r"[\W_]+", "", text).casefold()
