"""The plain script (benchmarks/peers/plain_script.py) as a contestant: what it answers, in the form that is scored."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.errors import EndpointError
from summarizer.evaluate.across import Claims, Words, counted, words
from summarizer.evaluate.compare import compare, nothing
from summarizer.evaluate.found import Found, located
from summarizer.evaluate.gold import Loaded
from summarizer.evaluate.scores import FIELDS, Scored
from summarizer.evaluate.tally import Tally
from summarizer.run import run

if TYPE_CHECKING:
    from .peers.plain_script import Comparison, Quoted, Summary

NAME = "plain script"
# Its own names of fields, by those of the gold; the others it does not ask for, so that they have no score.
STATUS = {"stage": "stage", "type": "act", "answer": "response"}
NOT_ASKED = set(FIELDS) - {"says", "parties", "by", "of", *STATUS.values()}


def scored(loaded: Loaded, base_url: str) -> Scored:
    """What it makes of a set. Where it raises, nothing of the set is found: its user has a traceback.

    Raises EndpointError where the server gives no answer.
    """
    from instructor.core.exceptions import InstructorError  # a run without recordings does not wait for it
    from openai import OpenAIError

    from .peers.plain_script import whole

    os.environ.setdefault("OPENAI_API_KEY", "none")
    articles = {file: (article.title or "", article.text) for file, article in loaded.articles.items()}
    try:
        summaries, (comparison, tokens) = run(whole(articles, base_url))
    except (InstructorError, OpenAIError) as error:
        if (lost := _within(error, OpenAIError)) is not None:
            raise EndpointError(f"{base_url}: {loaded.path.parent.name}: {lost}: see to the server.") from error
        return _nothing(loaded, error)
    tallies = []
    for gold in loaded.gold.articles:
        summary, took = summaries[gold.file]
        tally, _ = compare(found_of(summary, loaded.articles[gold.file].text), gold, loaded)
        for name in NOT_ASKED:
            del tally.fields_given[name], tally.fields_right[name]
        tally.article, tally.tokens, tally.cost_usd = loaded.called(gold.file), took, None
        tallies.append(tally)
    counts = counted(claims_of(comparison, loaded), loaded)
    return Scored(NAME, tallies, [], {}, [Tally(str(loaded.path), counts=counts, tokens=tokens, cost_usd=None)])


def found_of(summary: "Summary", text: str) -> list[Found]:
    """Its items; a quote counts where it stands in the article to the letter."""
    listed: list[tuple[str, str, Any]] = [
        *(("agreed_term", item.statement, item) for item in summary.agreed_terms),
        *(("demand", item.statement, item) for item in summary.demands),
        *(("open_question", item.question, item) for item in summary.open_questions),
    ]
    return [
        Found(
            kind=kind,
            text=told,
            quotes=item.quotes,
            stretches=located(item.quotes, text),
            says=() if item.said_by.strip().casefold() == "outlet" else (item.said_by,),
            names={name: getattr(item, name) for name in ("parties", "by", "of") if hasattr(item, name)},
            status={ours: getattr(item, theirs) for theirs, ours in STATUS.items() if hasattr(item, theirs)},
        )
        for kind, told, item in listed
    ]


def claims_of(comparison: "Comparison", loaded: Loaded) -> Claims:
    """What it says across the articles of a set; a quote counts where it stands in the file that it names."""
    return Claims(
        [each.files for each in comparison.copies],
        [[_words(version.quotes, loaded) for version in each.versions] for each in comparison.disagreements],
        [(_words([each.before], loaded), _words([each.after], loaded)) for each in comparison.changes],
    )


def _words(quotes: "Sequence[Quoted]", loaded: Loaded) -> Words:
    known = [each for each in quotes if each.file in loaded.articles]
    return words((q.file, *at) for q in known for at in located([q.quote], loaded.articles[q.file].text))


def _nothing(loaded: Loaded, error: Exception) -> Scored:
    tallies = [nothing(gold, loaded)[0] for gold in loaded.gold.articles]
    for tally in tallies:
        tally.cost_usd = None
    failed = {loaded.called(gold.file): str(error) for gold in loaded.gold.articles}
    return Scored(NAME, tallies, [], failed, [Tally(str(loaded.path), counts=counted(Claims(), loaded))])


def _within(error: BaseException, kind: type[Exception]) -> BaseException | None:
    """The error of a kind that this one is, or was raised for."""
    return next((each for each in _causes(error) if isinstance(each, kind)), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
