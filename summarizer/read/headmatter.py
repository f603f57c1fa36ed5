"""What an HTML page states about its article, in metadata made for machines. Nothing is guessed."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ..pattern import lazy
from .blocks import Tree
from .stated import parse_date, parse_language, parse_url, stated_in
from .story import Stated, quoted

_DATES = [
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "parsely-pub-date",
    "pubdate",
    "date",
]
_ARTICLE = lazy(r"Article|Report|BlogPosting|LiveBlog")


def stated_by(tree: Tree) -> tuple[Stated, list[str]]:
    """Title, outlet, address, day and language as the page states them; notes on what could not be understood."""
    meta = _meta(tree)
    linked, notes = _linked_data(tree)
    outlet = meta.get("og:site_name") or linked.outlet or meta.get("application-name")
    stated = Stated(
        title=_without_outlet(meta.get("og:title") or linked.title or _heading(tree), outlet),
        outlet=outlet,
        url=_canonical(tree) or parse_url(meta.get("og:url")) or linked.url,
        language=parse_language(
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
        ),
    )
    written = next((meta[key] for key in _DATES if key in meta), None)
    stated.published = parse_date(written) or linked.published or _time(tree)
    if written and stated.published is None:
        notes.append(f"date {quoted(written[:60])} could not be understood and was left out")
    return stated, [note for note in notes if stated.published is None or not note.startswith("date")]


def _meta(tree: Tree) -> dict[str, str]:
    """`<meta>` by property, name or itemprop, in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _linked_data(tree: Tree) -> tuple[Stated, list[str]]:
    """What the first JSON-LD object of an article's type states."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD states nothing
        for item in _objects(value):
            if _ARTICLE.search(str(item.get("@type"))):
                wanted = {k: item.get(k) for k in ("headline", "publisher", "datePublished", "url")}
                return stated_in(wanted)
    return Stated(), []


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            yield from _objects(item.get("@graph", []))


def _canonical(tree: Tree) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return parse_url(link.get("href"))
    return None


def _heading(tree: Tree) -> str | None:
    """The page's one `<h1>`; else its `<title>`."""
    headings = [text for h in tree.iter("h1") if (text := " ".join(h.text_content().split()))]
    if len(headings) == 1:
        return headings[0]
    element = tree.find(".//head/title")
    return " ".join((element.text_content() if element is not None else "").split()) or None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name behind a bar or a dash."""
    if title and outlet:
        return re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}$", "", title, flags=re.I)
    return title


def _time(tree: Tree) -> Any:
    """`<time datetime>` inside the article, where all of them name one day; an update would be a second."""
    for article in tree.iter("article"):
        days = {parse_date(t.get("datetime")) for t in article.iter("time") if t.get("datetime")}
        return days.pop() if len(days) == 1 else None
    return None
