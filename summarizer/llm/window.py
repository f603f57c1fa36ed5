"""How many tokens a text has, roughly: enough to decide whether an article is read in one part.

No tokenizer: tiktoken fetches its tables from the network, and other models have other tokens. English news has 4 to 5
characters a token, other alphabets 2 to 3, Chinese, Japanese and Korean 1 to 2; the estimate takes the low end.
"""

import json
import re
from functools import cache, lru_cache
from math import ceil
from typing import Protocol

from pydantic import BaseModel

from ..settings import Settings
from .strict import strict_schema

_LATIN = re.compile(r"[\u0000-\u024f\u2000-\u206f]+")  # with accents and general punctuation
_CJK = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")


class Question(Protocol):
    """What is asked: `summarizer.prompt.Prompt` is one."""

    @property
    def system(self) -> str:
        """The instructions."""
        ...

    @property
    def user(self) -> str:
        """The article and what to do with it."""
        ...


def tokens(text: str) -> int:
    """The tokens of a text, estimated on the safe side."""
    latin = sum(len(run) for run in _LATIN.findall(text))
    cjk = sum(len(run) for run in _CJK.findall(text))
    return ceil(latin / 4 + cjk + (len(text) - latin - cjk) / 2)


def fits(question: Question, settings: Settings, shape: type[BaseModel] | None = None) -> bool:
    """Whether a question, with the schema of its shape, leaves room for the answer in the model's window."""
    asked = _system_tokens(question.system) + tokens(question.user) + (_schema_tokens(shape) if shape else 0)
    return asked <= settings.window - settings.max_output_tokens


_system_tokens = lru_cache(maxsize=8)(tokens)  # there are as many as templates


@cache
def _schema_tokens(shape: type[BaseModel]) -> int:
    return tokens(json.dumps(strict_schema(shape)))
