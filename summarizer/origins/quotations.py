"""Where a text quotes: what stands between quotation marks belongs to the speaker, not to the reporter.

Two reporters at one lectern write down the same words. So copies are judged by the words outside quotation marks.
"""

import re

from ..words import Stretch

# Opening mark and what closes it. German opens with what English closes with; French puts spaces inside.
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›"}
_MARKED = tuple(rf"{opening}[^\n{opening}]*?[{closing}]" for opening, closing in _PAIRS.items())
# Single marks are apostrophes too: they open before a word and close where none follows.
_SINGLE = tuple(
    rf"(?<!\w){opening}(?=\S)[^\n{opening}{closing}]*(?:(?<=\w){closing}(?=\w)[^\n{opening}{closing}]*)*{closing}(?!\w)"
    for opening, closing in (("‘", "’"), ("'", "'"))
)
# A quotation that runs on in the next paragraph is closed only in its last one.
_UNCLOSED = r"[“\"„«][^\n“”\"„«»]*$"
_QUOTED = re.compile("|".join((*_MARKED, *_SINGLE, r'"[^\n"]*"', _UNCLOSED)), re.M)
_ANY_MARK = re.compile("[“„«»「『‹‘'\"]")


def quotations(text: str) -> list[Stretch]:
    """The stretches between quotation marks, marks included, in order and without overlap; none across a line break."""
    found = []
    at = 0
    while mark := _ANY_MARK.search(text, at):
        quoted = _QUOTED.match(text, mark.start())
        at = quoted.end() if quoted else mark.end()
        if quoted:
            found.append(Stretch(quoted.start(), quoted.end()))
    return found
