"""`summarizer doctor`: which engine would run and why, does its endpoint answer, what would an article cost."""

import sys
from typing import TYPE_CHECKING, Any

import click

from .options import model_options

if TYPE_CHECKING:
    from ..settings import Settings

# A news report of 900 words, as measured over the example articles: characters read, tokens answered.
TYPICAL_CHARACTERS = 5_500
TYPICAL_ANSWER = 2_500


EXAMPLES = """\b
Examples:
  summarizer doctor
  summarizer doctor --model ollama/qwen3 --base-url http://localhost:11434/v1
"""


@click.command(epilog=EXAMPLES, short_help="Which engine would run and why, and is its model usable.")
@model_options
def doctor(debug: bool, **flags: Any) -> None:
    """Which engine would run and why, whether its endpoint answers, takes a strict schema, and what an article costs.

    Sends two tiny requests to the model, if one is configured. Exit code 3 where it cannot be used.
    """
    from ..settings import chosen_model, load_settings

    settings = load_settings(**flags)
    name, why = chosen_model(settings)
    if name == "builtin":
        click.echo(f"Engine:    the built-in engine, because {why}; it needs no network and costs nothing.")
        click.echo("A model:   set OPENAI_API_KEY, or name one with --model or SUMMARIZER_MODEL (openai/gpt-5-mini,")
        click.echo("           ollama/NAME); --base-url takes any OpenAI-compatible server.")
        return
    click.echo(f"Engine:    {name}, because {why}.")
    _ask(name, settings)


def _ask(name: str, settings: "Settings") -> None:
    from ..llm import probe
    from ..run import run

    found = run(probe(name, settings))
    click.echo(f"Endpoint:  {found.answers_sentence}")
    click.echo(f"Schema:    {found.strict_sentence}")
    click.echo(f"Cost:      {_cost(name)}")
    click.echo(f"Ledger:    {_ledger(settings)}")
    if not found.answers:
        sys.exit(3)


def _ledger(settings: "Settings") -> str:
    from ..ledger import ledger_path

    path = ledger_path(settings.ledger)
    if path is None:
        return "off: an answer is paid for each time it is needed."
    return f"{path}, where answers are kept{'' if path.exists() else ' (none so far)'}; `summarizer log` shows them."


def _cost(name: str) -> str:
    from ..llm import price, tokens
    from ..model_engine import draft_prompt
    from ..schemas.article import Article

    text = ("Both sides read the same text. " * TYPICAL_CHARACTERS)[:TYPICAL_CHARACTERS]
    prompt = draft_prompt(Article.of(text), text)
    asked = tokens(prompt.system) + tokens(prompt.user)
    cost = price(name, asked, TYPICAL_ANSWER)
    took = f"a report of 900 words takes about {asked:,} tokens in and {TYPICAL_ANSWER:,} out"
    if cost is None:
        return f"unknown, the price of {name} is not listed; {took}."
    return f"about ${cost:.4f} an article; {took}."
