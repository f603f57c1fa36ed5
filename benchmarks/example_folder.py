"""The example articles by the hundred, in a folder: each file a text of its own, so that no request is made twice."""

import json
import re
from codecs import BOM_UTF16_LE
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.model_engine import draft_prompt
from summarizer.schemas.article import Article

from .answering import recorded
from .around_a_call import EXAMPLES, articles

ARTICLES, MESSAGES, TEXTS = "articles", "messages.json", "texts.json"
LINE = "Filed as report {:05}."
NUMBER = re.compile(rb"Filed as report (\d{5})\.")  # in a request, too

_ADDED: dict[str, Callable[[str, str], str]] = {
    ".txt": lambda content, line: f"{content.rstrip()}\n\n{line}\n",
    ".md": lambda content, line: f"{content.rstrip()}\n\n{line}\n",
    ".html": lambda content, line: content.replace("</article>", f"<p>{line}</p>\n</article>"),
    ".json": lambda content, line: json.dumps(_with(json.loads(content), line), ensure_ascii=False, indent=2),
}


def prepare(folder: Path, size: int) -> Path:
    """A folder with the articles as files, with their texts, and with what is said to a model about each of them."""
    write(folder / ARTICLES, size)
    read = articles(folder / ARTICLES)
    (folder / TEXTS).write_text(json.dumps([article.text for article in read]), "utf-8")
    (folder / MESSAGES).write_text(json.dumps([_messages(article) for article in read]), "utf-8")
    return folder


def write(folder: Path, size: int) -> None:
    """Write so many articles, a hundred to each folder below; number `n` is made from the example `n % count()`."""
    paths = _paths()
    read = {path: path.read_bytes() for path in paths}
    for number in range(size):
        path = paths[number % len(paths)]
        place = folder / f"{number // 100:03}"
        place.mkdir(parents=True, exist_ok=True)
        encoding = "utf-16" if read[path].startswith(BOM_UTF16_LE) else "latin-1"  # this keeps the bytes of any other
        content = _ADDED[path.suffix](read[path].decode(encoding), LINE.format(number))
        (place / f"{number:05}-{path.name}").write_bytes(content.encode(encoding))


@cache
def answers() -> list[str]:
    """The recorded answer about each example, in their order: the body of the response."""
    drafts = {messages: body for messages, body in recorded().items() if "withdrawn" not in content(body)}
    return [_about(article, drafts) for article in articles()]


def content(body: str) -> dict[str, Any]:
    """The draft that the body of a response holds."""
    draft: dict[str, Any] = json.loads(json.loads(body)["choices"][0]["message"]["content"])
    return draft


def _about(article: Article, drafts: dict[str, str]) -> str:
    found = (body for messages, body in drafts.items() if article.text in json.loads(messages)[1]["content"])
    return next(found)


def _messages(article: Article) -> list[dict[str, str]]:
    prompt = draft_prompt(article, article.text)
    return [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]


def _paths() -> list[Path]:
    return [path for path in sorted(EXAMPLES.glob("*/*")) if path.suffix in _ADDED]


def _with(record: dict[str, str], line: str) -> dict[str, str]:
    return {**record, "text": f"{record['text']}\n\n{line}"}
