"""Dispatch, JSON and the words of the vocabulary."""

import json
import re
import subprocess
import sys
from enum import StrEnum

import pytest

from summarizer.errors import InputError
from summarizer.render import FORMATS, render
from summarizer.render.phrases import WORDS, words
from summarizer.render.standing import adjustment, status, who_says
from summarizer.schemas import vocabulary
from summarizer.schemas.summary import Adjustment, ArticleSummary
from summarizer.schemas.vocabulary import Channel, Confirmation, Made, OpenKind, Response, Stance
from tests.summaries import empty, far, says, talks

LISTS = [v for v in vars(vocabulary).values() if isinstance(v, type) and issubclass(v, StrEnum) and v is not StrEnum]


@pytest.mark.parametrize("member", [m for words_of in LISTS for m in words_of], ids=repr)
def test_every_word_of_the_vocabulary_is_put_in_plain_english(member: StrEnum) -> None:
    assert re.fullmatch(r"[a-z(][^_]*[a-z)]", words(member))


def test_members_that_share_a_value_keep_their_own_words() -> None:
    assert words(Response.DEFERRED) != words(OpenKind.DEFERRED)
    assert all(len(set(table.values())) == len(table) for table in WORDS.values())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_format_ends_with_one_line_end_and_takes_any_number(name: str, count: int) -> None:
    text = render([talks(), far()][:count], name, width=80, color=False)
    assert not text or (text.endswith("\n") and not text.endswith(("\n\n", "\n\r\n")))


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(InputError, match=r"'docx' is unknown; choose one of terminal, markdown, json, csv, html\."):
        render([talks()], "docx")


@pytest.mark.parametrize("name", ["markdown", "json", "csv"])
def test_rich_is_loaded_for_the_terminal_only(name: str) -> None:
    code = (
        "import sys; from summarizer.render import render; from tests.summaries import talks; "
        f"render([talks()], {name!r}); sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_json_of_one_summary_is_the_published_object() -> None:
    summary = far()
    text = render([summary], "json")
    assert text == summary.model_dump_json(indent=2) + "\n"
    assert "\\u" not in text and "عودة الأسرى" in text
    assert ArticleSummary.model_validate_json(text) == summary


def test_json_of_several_summaries_is_a_list_in_their_order() -> None:
    several = [talks(), empty(), far()]
    text = render(several, "json")
    assert [ArticleSummary.model_validate(entry) for entry in json.loads(text)] == several
    assert text.startswith('[\n  {\n    "schema_version": "1.0",')
    assert json.loads(render([], "json")) == []


SPEAKERS = [
    (says("Ilse Maron", "Ostrava"), "Ilse Maron (Ostrava), in public"),
    (
        says("the presidency of Ostrava", "Ostrava", Channel.READOUT),
        "the presidency of Ostrava, in an official readout",
    ),
    (says(None, None, Channel.OUTLET), "the article itself"),
    (says(None, None, Channel.OUTLET, Stance.PREDICTS), "the article itself, as a prediction"),
    (says(None, "Velmar", Channel.UNNAMED_OFFICIALS, Stance.CLAIMS), "unnamed officials (Velmar), as a claim"),
    (says("a diplomat", None, Channel.UNNAMED_OFFICIALS), "a diplomat, not named"),
    (says(None, "Velmar", Channel.INTERVIEW, Stance.DENIES), "Velmar, in an interview, as a denial"),
    (says(None, None, Channel.OTHER_OUTLET), "a speaker not named, as another outlet reports"),
]


@pytest.mark.parametrize(("attribution", "sentence"), SPEAKERS, ids=[s for _, s in SPEAKERS])
def test_who_says_so_is_said_with_channel_and_stance(attribution: object, sentence: str) -> None:
    assert who_says(attribution) == sentence  # type: ignore[arg-type]


def test_the_status_names_the_side_that_stands_alone() -> None:
    term = talks().agreed_terms[0]
    assert status(term)[1] == "only Ostrava's readout says so"
    stated = term.model_copy(update={"attribution": says("Ilse Maron", "Ostrava")})
    assert status(stated)[1] == "only Ostrava says so"
    nameless = term.model_copy(update={"attribution": says("a diplomat")})
    assert status(nameless)[1] == "only one side says so"


def test_the_status_says_whose_account_contradicts() -> None:
    disputed = talks().agreed_terms[1]
    assert status(disputed)[1] == "the other side's account differs or denies it"
    of_three = disputed.model_copy(update={"parties": ["Velmar", "Ostrava", "Kesh"]})
    assert status(of_three)[1] == words(Confirmation.CONTRADICTED)
    denied = talks().demands[1]
    assert status(denied)[-1] == "Ostrava denies having made it"
    assert status(denied.model_copy(update={"by": []}))[-1] == words(Made.DENIED)


ADJUSTMENTS = [
    ("confirmation", "all_parties", "one_party", "confirmed by all parties", "only one side says so"),
    ("attribution.stance", "asserts", "claims", "as a plain assertion", "as a claim"),
    ("kind", "demand", "red_line", "demand", "red line"),
    ("start", "on Friday", "", "on Friday", "nothing"),
    ("somewhat", "in_force", "x", "in_force", "x"),
]


@pytest.mark.parametrize(("field", "drafted", "published", "before", "after"), ADJUSTMENTS)
def test_adjustments_are_told_in_words(field: str, drafted: str, published: str, before: str, after: str) -> None:
    change = Adjustment(field=field, drafted=drafted, published=published, reason="the quotes say less.")
    assert adjustment(change) == f"the engine drafted “{before}”; set to “{after}”: the quotes say less"
