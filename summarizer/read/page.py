"""The article of an HTML page: trafilatura decides what is article, the page itself gives the words.

trafilatura is asked to favour recall, and what it leaves out of the article's own container comes back: a lost
paragraph may be the one that says what was agreed. What stays out is recorded.
"""

import re
from typing import Any

from ..errors import ReadError
from ..pattern import lazy
from ..schemas.article import Removed
from .blocks import Block, Tree, blocks, parsed
from .headmatter import stated_by
from .mend import mend
from .story import Paragraph, Story, quoted

_SHORT = 20  # letters; a shorter block may occur anywhere by chance: only a whole line, or the very next words, count
_WITHIN = frozenset(["ul", "ol", "dl", "li", "blockquote", "table", "tbody", "tr"])
_END = lazy(r"[.!?…。！？؟۔।][”’\"'»)\]]*$")
_LEAST_PARAGRAPH = 40  # characters outside links that one paragraph of an article has at least


def read_page(html: str, name: str) -> Story:
    """The story of a page. Raises ReadError where the page holds no article."""
    try:
        tree = parsed(html)
    except Exception as error:  # lxml has several kinds of parse errors, and none of them is the program's fault
        raise ReadError(f"{quoted(name)} cannot be parsed as HTML ({error}); save the page again.") from error
    stated, repairs = stated_by(tree)
    every = blocks(tree)
    kept = _kept(every, _main_text(tree))
    if not any(_is_prose(block) for block in kept):
        raise ReadError(
            f"{quoted(name)} holds no article: only links, forms or nothing; "
            "give the article's own page, or its text without the markup."
        )
    inside = {id(block) for block in kept}
    removed = [
        Removed(text=block.text, reason="outside the page's main text", line=block.line)
        for block in every
        if id(block) not in inside and _within(block, "article", "main")
    ]
    headline = kept.pop(0) if kept[0].element.tag == "h1" and len(kept) > 1 else None
    if headline is not None:
        stated.title = stated.title or headline.text
        removed.append(Removed(text=headline.text, reason="the page's headline", line=headline.line))
    text, notes = mend("\n".join(block.text for block in kept))
    found = [Paragraph(line.strip(), block.line) for line, block in zip(text.split("\n"), kept, strict=True)]
    if stated.title:
        stated.title = mend(stated.title)[0]
    return Story([p for p in found if p.text], stated, repairs + notes, removed)


def _main_text(tree: Tree) -> str:
    from trafilatura import bare_extraction

    document = bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=True)
    return getattr(document, "text", "") or ""


def _kept(every: list[Block], main: str) -> list[Block]:
    """The blocks that are in the main text, and those beside them in the same container."""
    lines, whole, reached = {_letters(line) for line in main.split("\n")}, _letters(main), 0
    sure: list[Block] = []
    for block in every:
        key = _letters(block.text)
        place = whole.find(key, reached) if len(key) >= _SHORT else reached if whole.startswith(key, reached) else -1
        if place >= 0 and key:
            reached = place + len(key)
        if key and not _is_menu(block) and (place >= 0 or key in lines or (len(key) >= _SHORT and key in whole)):
            sure.append(block)
    if not sure:
        return []
    certain = {id(b) for b in sure}
    first, last = every.index(sure[0]), len(every) - 1 - every[::-1].index(sure[-1])
    # Held, not only counted: an element of lxml keeps its identity as long as somebody holds it.
    homes = {id(home): home for b in sure if _is_prose(b) for home in [_home(b)]}
    return [
        b
        for index, b in enumerate(every)
        if id(b) in certain or (first < index < last and _is_sentence(b) and id(_home(b)) in homes)
    ]


def _home(block: Block) -> Any:
    """The container that a paragraph, a list or a quotation stands in."""
    home = block.element.getparent()
    while home is not None and home.tag in _WITHIN:
        home = home.getparent()
    return home


def _letters(text: str) -> str:
    """What is compared: trafilatura tidies spaces and marks, never letters."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_prose(block: Block) -> bool:
    least = _LEAST_PARAGRAPH // 3 if re.search("[\u3040-\u9fff\uac00-\ud7af]", block.text) else _LEAST_PARAGRAPH
    return len(block.text) - block.linked >= least and bool(_END.search(block.text))


def _is_sentence(block: Block) -> bool:
    return len(block.text.split()) >= 4 and block.linked * 2 < len(block.text) and bool(_END.search(block.text))


def _is_menu(block: Block) -> bool:
    """Links that lead elsewhere, which trafilatura lets pass on short pages."""
    if _within(block, "nav", "form", "footer"):
        return True
    return block.element.tag != "h1" and block.linked > len(block.text) * 0.8 and not _END.search(block.text)


def _within(block: Block, *tags: str) -> bool:
    return block.element.tag in tags or next(block.element.iterancestors(*tags), None) is not None
