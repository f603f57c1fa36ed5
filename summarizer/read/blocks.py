"""The blocks of text of an HTML page, in the page's order, each with the line it starts on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..pattern import lazy

Tree = Any  # an lxml element: the library has no types of its own

_INLINE = lazy(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|rp|rt|ruby|s|samp|small"
    "|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_SILENT = lazy(
    "script|style|noscript|template|svg|math|head|title|select|option|datalist|button|input|textarea|iframe|object"
    "|audio|video|canvas|map"
)
_CELLS = frozenset(["td", "th", "dt"])
_SPACE = lazy("[ \t\n\r\f\u2028\u2029]+")


@dataclass
class Block:
    """A stretch of text between block-level tags."""

    text: str
    line: int
    element: Any  # the block-level element that holds it
    linked: int = 0  # how many of its characters are link text


def parsed(html: str) -> Tree:
    """The tree of a page or of a fragment of one; comments are left out."""
    from lxml import html as lxml_html  # type: ignore[import-untyped]

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return lxml_html.document_fromstring(f"{html}\n".encode("utf-8", "replace"), parser=parser)


def blocks(tree: Tree) -> list[Block]:
    """Every non-empty block; `<br><br>` parts two, one `<br>` is a space, cells of a row are joined by ` | `."""
    found: list[Block] = []
    pending: list[tuple[str, bool]] = []
    holder: Any = tree

    def close() -> None:
        text = "".join(piece for piece, _ in pending)
        linked = sum(len(piece.strip()) for piece, link in pending if link)
        for part in re.split(r"\v[ \t\n\r\f]*\v[\s\v]*", text):
            clean = _SPACE.sub(" ", part.replace("\v", " ")).strip(" |")
            if clean.strip():
                found.append(Block(clean, holder.sourceline or 0, holder, linked))
        pending.clear()

    for event, element, link in _walk(tree):
        if event == "text":
            pending.append((element, link))
        elif event == "block":
            close()
            holder = element
    close()
    return found


def _walk(tree: Any) -> Iterator[tuple[str, Any, bool]]:
    """Text and block borders in the page's order, without recursion: pages nest deeper than Python's stack."""
    stack: list[tuple[str, Any, Any, bool]] = [("open", tree, tree, False)]
    while stack:
        event, element, holder, link = stack.pop()
        if event != "open":
            yield event, element, link
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        tail = [("text", element.tail, holder, link)] if element.tail and element is not tree else []
        if _SILENT.fullmatch(tag) or not tag or element.get("hidden") is not None:
            stack += tail
        elif tag == "br":
            stack += [*tail, ("text", "\v", holder, link)]
        else:
            stack += [*tail, *reversed(_inside(element, tag, holder, link))]


def _inside(element: Any, tag: str, holder: Any, link: bool) -> list[tuple[str, Any, Any, bool]]:
    is_block = not _INLINE.fullmatch(tag) and tag not in _CELLS
    inner = element if is_block else holder
    steps: list[tuple[str, Any, Any, bool]] = [("block", element, holder, link)] if is_block else []
    if element.text:
        steps.append(("text", element.text, inner, link or tag == "a"))
    steps += [("open", child, inner, link or tag == "a") for child in element]
    if tag in _CELLS:
        steps.append(("text", " | ", inner, link))
    return [*steps, ("block", holder, holder, link)] if is_block else steps
