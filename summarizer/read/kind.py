"""Which format a content is in: what its name or its server says, unless the content plainly says otherwise."""

import re

# Possessive, so that many comments, or one without an end, cost one look each.
_BEFORE = r"(?>[\s\ufeff]+|<!--.*?-->|<\?xml[^>]*>)*+"
_PAGE = rf"{_BEFORE}<(?:!doctype\s+html|html)\b"
_PIECE = rf"{_BEFORE}<(?:head|body|article|main|section|div|p|h[1-6])\b[^<>]*>"
_CLOSED = r"</(?:p|div|h[1-6]|section|article|main|body)\s*>"


def kind_of(text: str, stated: str | None) -> str:
    """`text`, `markdown`, `html`, `json` or `jsonl`.

    A page under any name is a page; a piece of one is so under the name of a plain text only, as Markdown may begin
    with a tag and go on in Markdown.
    """
    if re.match(r"[\s\ufeff]*<", text):  # the other patterns are compiled only where there may be markup
        if re.match(_PAGE, text, re.I | re.S):
            return "html"
        if stated == "text" and re.match(_PIECE, text, re.I | re.S) and len(re.findall(_CLOSED, text, re.I)) >= 2:
            return "html"
    return stated or _seen(text)


def _seen(text: str) -> str:
    """The format that a content without a telling name has."""
    start = text[:2000].lstrip()
    if re.match(r"<(?:head|body|article|main)\b", start, re.I):
        return "html"
    if re.search(r"<(?:html|body|article)\b", start, re.I) and re.search(r"</(?:p|div)>", text, re.I):
        return "html"
    if re.match(r"---[ \t]*\n[\w-]+:", start):
        return "markdown"
    return "json" if re.match(r"\{\s*\"|\[\s*\{\s*\"", start) else "text"
