"""What a competent user writes in an hour: one prompt and one pydantic model with instructor, an article at a time.

And one more prompt over all articles of a folder. Nothing of this project is used; `benchmarks.scores` holds its
answers against the same gold, with the same rule, as everything else.
"""

import asyncio
from collections.abc import Mapping
from typing import Literal, TypeVar

import instructor
from openai import AsyncOpenAI
from pydantic import BaseModel, Field

Answer = TypeVar("Answer", bound=BaseModel)

SYSTEM = """You summarize news reports about negotiations for an analyst. List every agreed term, every demand and every
open question in the article. An agreed term is something the parties have agreed on. A demand is something that a
party asks for, proposes, refuses or threatens. An open question is something that the article says is not settled.
Support each item with one or more quotes, copied verbatim from the article. Do not list the same thing twice. If the
article does not report on a negotiation, return empty lists."""

ACROSS = """You compare news reports about one negotiation for an analyst. List the articles that are copies of another
one, the points on which the accounts or the parties contradict each other, and the positions that changed over time.
Support everything with quotes, copied verbatim from the articles, and give the file that each quote is from."""


class AgreedTerm(BaseModel):
    statement: str = Field(description="What was agreed, in one sentence.")
    parties: list[str]
    stage: Literal["in_principle", "tentative", "agreed", "signed", "in_force", "suspended", "collapsed"]
    said_by: str = Field(description="Who says so: a name, or 'outlet' for the article itself.")
    quotes: list[str]


class Demand(BaseModel):
    statement: str = Field(description="What is demanded, in one sentence.")
    by: list[str]
    of: list[str]
    type: Literal["demand", "proposal", "precondition", "red_line", "refusal", "threat", "request"]
    answer: Literal["unanswered", "rejected", "accepted", "partly_accepted", "countered", "withdrawn"]
    said_by: str = Field(description="Who says so: a name, or 'outlet' for the article itself.")
    quotes: list[str]


class OpenQuestion(BaseModel):
    question: str
    parties: list[str]
    said_by: str = Field(description="Who says so: a name, or 'outlet' for the article itself.")
    quotes: list[str]


class Summary(BaseModel):
    agreed_terms: list[AgreedTerm]
    demands: list[Demand]
    open_questions: list[OpenQuestion]


class Quoted(BaseModel):
    file: str
    quote: str


class Version(BaseModel):
    who: str
    says: str
    quotes: list[Quoted]


class Disagreement(BaseModel):
    about: str
    versions: list[Version]


class Change(BaseModel):
    party: str
    about: str
    before: Quoted
    after: Quoted


class Copies(BaseModel):
    files: list[str] = Field(description="Articles that tell one and the same text, the original first.")


class Comparison(BaseModel):
    copies: list[Copies]
    disagreements: list[Disagreement]
    changes: list[Change]


async def summarized(client: instructor.AsyncInstructor, title: str, text: str) -> tuple[Summary, int]:
    """The summary of an article, and the tokens it took."""
    return await asked(client, SYSTEM, f"{title}\n\n{text}", Summary)


async def compared(client: instructor.AsyncInstructor, articles: Mapping[str, str]) -> tuple[Comparison, int]:
    """What several articles say against each other, and the tokens it took."""
    listed = "\n\n".join(f"=== {name} ===\n{text}" for name, text in articles.items())
    return await asked(client, ACROSS, listed, Comparison)


async def asked(client: instructor.AsyncInstructor, system: str, user: str, model: type[Answer]) -> tuple[Answer, int]:
    """An answer in the form of a model, and the tokens it took."""
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    found, raw = await client.chat.completions.create_with_completion(
        model="claude",
        response_model=model,
        messages=messages,  # type: ignore[arg-type]
        max_retries=2,
    )
    return found, raw.usage.total_tokens


async def whole(
    articles: Mapping[str, tuple[str, str]], base_url: str
) -> tuple[dict[str, tuple[Summary, int]], tuple[Comparison, int]]:
    """Both, for a folder: title and text by file name -> summaries by file name, and the comparison."""
    async with AsyncOpenAI(base_url=base_url, timeout=3500) as connection:
        client = instructor.from_openai(connection, mode=instructor.Mode.JSON_SCHEMA)
        summaries = await asyncio.gather(*(summarized(client, *each) for each in articles.values()))
        comparison = await compared(client, {name: text for name, (_, text) in articles.items()})
    return dict(zip(articles, summaries, strict=True)), comparison
