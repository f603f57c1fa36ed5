"""Grounding: every quote found in the article by a program, every item held against its quotes.

Usable alone::

    from summarizer.ground import locate

    locate("the union's offer", "He took the union’s offer.")   # spans, or nothing
"""

from .locate import Span, locate

__all__ = ["Span", "locate"]
