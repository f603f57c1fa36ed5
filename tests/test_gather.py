"""What a brief is made from: files of articles and of summaries, folders, standard input; each article once."""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer import Article, ArticleSummary, Brief, Settings
from summarizer.errors import InputError
from summarizer.read.gather import Gathered, gather, inputs
from summarizer.render import render, render_briefs
from tests.briefs import nothing, river, single
from tests.summaries import empty, far, talks

SETTINGS = Settings()
NEWS = "The ferry owners and the Deckhands' Union met on Monday, the mediator said."


def write(path: Path, *values: Any) -> Path:
    """A file with one JSON object, or with a list of several."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values[0] if len(values) == 1 else list(values)), encoding="utf-8")
    return path


def record(summary: ArticleSummary) -> dict[str, Any]:
    """A summary as it stands in a file, to be spoiled."""
    found: dict[str, Any] = json.loads(summary.model_dump_json())
    return found


def names(found: Gathered) -> list[str]:
    return [article.source for article in (*(summary.article for summary in found.summaries), *found.articles)]


def told(path: Path) -> str:
    """The one error for a file beside a good article."""
    found = gather([path, Article.of(NEWS, source="good")], SETTINGS)
    assert names(found) == ["good"]
    (error,) = found.errors
    assert "\n" not in str(error)
    return str(error)


# Summaries in JSON


@pytest.mark.parametrize("name", ["s.json", "s.txt", "s.md", "s.jsonl", "s"])
def test_a_summary_is_recognised_by_its_fields_whatever_its_file_is_called(name: str, tmp_path: Path) -> None:
    found = gather([write(tmp_path / name, record(talks()))], SETTINGS)
    assert found.summaries == [talks()]
    assert (found.articles, found.errors, found.notes) == ([], [], [])


def test_a_list_and_lines_of_summaries(tmp_path: Path) -> None:
    several = write(tmp_path / "list.json", record(talks()), record(far()))
    lines = tmp_path / "lines.jsonl"
    lines.write_text(f"{talks().model_dump_json()}\r\n\r\n{far().model_dump_json()}\r\n", encoding="utf-8-sig")
    assert gather([several], SETTINGS).summaries == [talks(), far()]
    assert gather([lines], SETTINGS).summaries == [talks(), far()]


def test_a_good_summary_does_not_suffer_from_a_bad_line_beside_it(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(f'{talks().model_dump_json()}\n{{"article"\n{{"text": "{NEWS}"}}\n[]\n', encoding="utf-8")
    found = gather([lines], SETTINGS)
    assert found.summaries == [talks()]
    assert [article.text for article in found.articles] == [NEWS]
    assert ["line 2" in str(error) or "line 4" in str(error) for error in found.errors] == [True, True]


def test_summaries_on_standard_input(tmp_path: Path) -> None:
    content = io.BytesIO(json.dumps([record(talks()), record(far())]).encode())
    assert gather(["-", "-"], SETTINGS, stdin=content).summaries == [talks(), far()]


def test_an_article_in_json_stays_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", {"title": "Ferries", "text": NEWS, "notes": ["mine"], "sources": []})
    assert [article.title for article in gather([path], SETTINGS).articles] == ["Ferries"]


def test_a_file_of_summaries_may_be_longer_than_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "s.json", record(talks()))
    tight = Settings(max_bytes=path.stat().st_size // 2)
    assert gather([path], tight).summaries == [talks()]
    article = write(tmp_path / "a.json", {"schema_version": "1.0", "text": NEWS * 500})
    with pytest.raises(InputError, match="max_bytes"):
        gather([article], tight)


def spoil(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    value = record(talks())
    change(value)
    return value


SPOILT: dict[str, tuple[Callable[[dict[str, Any]], Any], list[str]]] = {
    "edited text": (lambda v: v["article"].update(text=v["article"]["text"] + "!"), ["article.text", "sha256"]),
    "edited hash": (lambda v: v["article"].update(sha256="0" * 64), ["sha256"]),
    "edited quote": (lambda v: v["demands"][0]["evidence"][0].update(quote="more"), ["'d1'", "quote 1"]),
    "moved quote": (lambda v: v["demands"][0]["evidence"][0].update(start=3), ["'d1'", "article.text"]),
    "negative end": (lambda v: v["demands"][0]["evidence"][0].update(end=-5), ["'d1'"]),
    "far end": (lambda v: v["open_questions"][0]["evidence"][0].update(end=10**9), ["'o1'"]),
    "one id twice": (lambda v: v["demands"][1].update(id="d1"), ["'d1'"]),
    "newer version": (lambda v: v.update(schema_version="2.0"), ["'2.0'", "'1.0'", "update"]),
    "no version": (lambda v: v.update(schema_version=None), ["schema_version"]),
    "unknown word": (lambda v: v["demands"][0].update(kind="wish"), ["demands.0.kind"]),
    "unknown field": (lambda v: v["demands"][0].update(mood="bad"), ["demands.0.mood"]),
    "missing field": (lambda v: v["agreed_terms"][1].pop("stage"), ["agreed_terms.1.stage", "missing"]),
    "no article": (lambda v: v.pop("article"), ["article", "missing"]),
    "no evidence": (lambda v: v["demands"][0].update(evidence=[]), ["demands.0.evidence"]),
    "half a letter": (lambda v: v["article"].update(text="\ud800"), ["article.text"]),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_summary_that_does_not_fit_is_not_taken_and_one_sentence_says_why(case: str, tmp_path: Path) -> None:
    change, says = SPOILT[case]
    sentence = told(write(tmp_path / "spoilt.json", spoil(change)))
    for words in ["spoilt.json", "summarizer article", *says]:
        assert words in sentence


def test_the_place_in_a_list_is_named(tmp_path: Path) -> None:
    spoilt = spoil(SPOILT["edited quote"][0])
    found = gather([write(tmp_path / "s.json", record(far()), spoilt)], SETTINGS)
    assert found.summaries == [far()]
    assert "object 2 of the list" in str(found.errors[0])


def test_a_summary_object_is_checked_too() -> None:
    edited = talks()
    edited.demands[0].evidence[0].quote = "something else"
    with pytest.raises(InputError, match="'d1', quote 1"):
        gather([edited], SETTINGS)


@pytest.mark.parametrize("briefs", [[river()], [river(), single()], [nothing()]])
def test_a_brief_by_mistake(briefs: list[Brief], tmp_path: Path) -> None:
    (tmp_path / "made.txt").write_text(render_briefs(briefs, "json"), encoding="utf-8")
    found = gather([tmp_path / "made.txt", Article.of(NEWS, source="good")], SETTINGS)
    assert len(found.errors) == len(briefs)
    assert all("is no article" in str(error) for error in found.errors)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_a_summary_or_a_brief_as_text_is_no_article(form: str, width: int, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(render([talks()], form, width=width, color=False), encoding="utf-8")
    (tmp_path / "b.md").write_text(render_briefs([river()], form, width=width, color=False), encoding="utf-8")
    assert "in JSON" in told(tmp_path / "s.txt")
    assert "in JSON" in told(tmp_path / "b.md")


# Folders


def test_a_folder_is_read_whole_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.TXT", "c.html", "a/deep/x.text"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<html><p>{name}: {NEWS}</p></html>" if "html" in name else f"{name}: {NEWS}")
    write(tmp_path / "d.json", record(talks()))
    found = gather([tmp_path], SETTINGS)
    assert found.summaries == [talks()]
    assert [Path(article.source).relative_to(tmp_path).as_posix() for article in found.articles] == [
        "a/deep/x.text", "a/y.TXT", "a/z.md", "b.txt", "c.html",
    ]  # fmt: skip
    assert (found.errors, found.notes) == ([], [])


def test_what_is_no_article_is_skipped_with_a_note_and_what_is_hidden_without(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    for name in ("photo.jpg", "Makefile", "w.pdf", "x.csv", "y.docx"):
        (tmp_path / name).write_bytes(b"\xff")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/x.txt").write_text("hidden")
    (tmp_path / ".b.txt").write_text("hidden")
    found = gather([tmp_path], SETTINGS)
    assert [article.text for article in found.articles] == [NEWS]
    (note,) = found.notes
    assert "'Makefile', 'photo.jpg', 'w.pdf' and 2 more" in note


def test_an_unreadable_file_in_a_folder_is_an_error_and_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").symlink_to("nowhere.txt")
    found = gather([tmp_path], SETTINGS)
    assert len(found.articles) == 1
    assert ["b.txt" in str(found.errors[0]), "c.txt" in str(found.errors[1])] == [True, True]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_folder_with_pipes_and_circles_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.txt")
    found = gather([tmp_path], SETTINGS)
    assert len(found.articles) == 1
    assert any("pipe.txt" in note for note in found.notes)
    assert any("'round'" in note for note in found.notes)


def test_the_output_of_a_batch_is_read_for_its_summaries(tmp_path: Path) -> None:
    write(tmp_path / "articles/talks.json", record(talks()))
    write(tmp_path / "articles/far.json", record(far()))
    (tmp_path / "brief.json").write_text(render_briefs([river()], "json"), encoding="utf-8")
    write(tmp_path / "failures.json", [{"source": "x.txt", "text": "x.txt is empty"}])
    for name in ("items.csv", "brief.md", "report.html"):
        (tmp_path / name).write_text("What was agreed")
    found = gather([tmp_path], SETTINGS)
    assert {summary.article.id for summary in found.summaries} == {talks().article.id, far().article.id}
    assert (found.articles, found.errors) == ([], [])
    (note,) = found.notes
    assert "batch" in note
    assert "failures.json" in note


def test_an_earlier_brief_in_a_folder_is_skipped_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "old.json").write_text(render_briefs([river(), single()], "json"), encoding="utf-8")
    found = gather([tmp_path], SETTINGS)
    assert found.errors == []
    assert "'old.json'" in found.notes[0]


def test_the_files_of_a_folder_are_known_before_any_is_read(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text(NEWS)
    assert list(inputs([tmp_path / "sub", tmp_path / "b.txt", "-", "https://news.example/x", "\0"])) == [
        (tmp_path / "sub/a.txt", False),
        (tmp_path / "b.txt", True),
    ]


# Each once


def same_article(summary: ArticleSummary, folder: Path) -> Path:
    """The article's own file, under the name and with the text that the summary has."""
    path = folder / summary.article.source
    path.write_text(summary.article.text, encoding="utf-8")
    return path


@pytest.mark.parametrize("turned", [False, True])
def test_an_article_and_its_summary_are_one_and_the_summary_is_used(turned: bool, tmp_path: Path) -> None:
    summary = ArticleSummary.model_validate(record(empty()))
    article = summary.article
    both: list[Any] = [article, summary]
    found = gather(both[::-1] if turned else both, SETTINGS)
    assert (found.summaries, found.articles, found.errors) == ([summary], [], [])
    assert article.source in found.notes[0]


def test_the_file_of_an_article_and_its_summary_are_one(tmp_path: Path) -> None:
    path = tmp_path / "ferries.txt"
    path.write_text(NEWS)
    (article,) = gather([path], SETTINGS).articles
    made = empty().model_copy(update={"article": article})
    found = gather([path, write(tmp_path / "s.json", record(made))], SETTINGS)
    assert (len(found.summaries), found.articles) == (1, [])


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_summaries_the_models_is_used_whatever_the_order(turned: bool) -> None:
    model = talks()
    builtin = model.model_copy(
        update={"provenance": empty().provenance.model_copy(update={"engine": "builtin", "model": None})}
    )
    found = gather([builtin, model] if turned else [model, builtin], SETTINGS)
    assert found.summaries == [model]
    assert "openai/gpt-5-mini" in found.notes[0]


def test_the_same_file_by_two_names_counts_once_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS)
    found = gather([path, tmp_path, str(path)], SETTINGS)
    assert len(found.articles) == 1
    assert len(found.notes) == 2


def test_one_text_from_two_outlets_stays_two_articles() -> None:
    one, other = Article.of(NEWS, source="packet.txt"), Article.of(NEWS, source="courier.txt")
    assert gather([one, other], SETTINGS).articles == [one, other]


@pytest.mark.parametrize("turned", [False, True])
def test_two_texts_under_one_id_are_an_error(turned: bool) -> None:
    one = Article.of(NEWS, source="a")
    other = Article.of(NEWS + " More.", source="b").model_copy(update={"id": one.id})
    found = gather([other, one] if turned else [one, other], SETTINGS)
    assert found.articles == [min(one, other, key=lambda article: article.sha256)]
    assert "another id" in str(found.errors[0])


# Nothing


def test_nothing_to_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff")
    for sources, says in (
        ([], "Nothing was given"),
        ([tmp_path], "no article and no summary"),
        ([tmp_path / "none.txt"], "There is no file"),
        ([tmp_path / "none.txt", tmp_path / "nothing.txt"], "None of 2 sources is readable; the first: There is no"),
        ([""], "No source was given"),
        ([7], "A source is a path"),
    ):
        with pytest.raises(InputError, match=says) as caught:
            gather(sources, SETTINGS)  # type: ignore[arg-type]
        assert "\n" not in str(caught.value)


def test_a_single_source_needs_no_list(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS)
    assert len(gather(str(path), SETTINGS).articles) == len(gather(path, SETTINGS).articles) == 1
