"""Reading files and standard input: what comes out as text, what is recorded, and what is said when nothing comes."""

import io
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ReadError
from summarizer.read import ReadWarning, read, read_all
from summarizer.read.boilerplate import reason_to_remove
from summarizer.read.mend import mend
from summarizer.schemas.article import Article
from summarizer.settings import Settings

CASES = Path(__file__).parent / "cases"
SETTINGS = Settings()
LEAD = "The union and the harbour board agreed on Tuesday to pause the strike for ten days, the mediator said."
NEXT = "No date was set for the next round, and the question of night pay was put off until the spring."


def cases(name: str) -> list[Any]:
    loaded: list[Any] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return loaded


def one(folder: Path, content: str | bytes, name: str = "a.txt", encoding: str = "utf-8") -> Article:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    articles = read(path, SETTINGS)
    assert len(articles) == 1
    return articles[0]


def failure(source: str | Path, settings: Settings = SETTINGS, **options: Any) -> str:
    with pytest.raises(ReadError) as caught:
        read(source, settings, **options)
    message = str(caught.value)
    assert "\n" not in message, "an error is one line"
    return message


# --- plain text


def test_title_stays_out_of_the_text(tmp_path: Path) -> None:
    article = one(tmp_path, f"Harbour strike paused for ten days\n\n{LEAD}\n\n{NEXT}\n")
    assert article.title == "Harbour strike paused for ten days"
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert article.removed == []


@pytest.mark.parametrize(
    "first",
    [
        LEAD,
        "PORT HALLEN, March 4 (Meridian) — Talks resumed",
        "The strike is over.",
        "“Nobody will sign,” she said, “not today”",
    ],
)
def test_a_first_paragraph_is_no_title(tmp_path: Path, first: str) -> None:
    article = one(tmp_path, f"{first}\n\n{NEXT}\n")
    assert article.title is None
    assert article.text.startswith(first)


def test_nothing_is_guessed_from_a_dateline(tmp_path: Path) -> None:
    article = one(tmp_path, f"PORT HALLEN, March 4 (Meridian) — {LEAD}\n\n{NEXT}\n")
    assert (article.published, article.outlet, article.url, article.language) == (None, None, None, None)


def test_every_line_is_a_paragraph_without_blank_lines(tmp_path: Path) -> None:
    article = one(tmp_path, f"{LEAD}\r\n{NEXT}  \r\n{LEAD}")
    assert article.text == f"{LEAD}\n\n{NEXT}\n\n{LEAD}"


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    article = one(
        tmp_path,
        "The union and the harbour board agreed on Tuesday to pause the strike\n"
        "for ten days and to observe a cease-fire in the courts, with a cease-\n"
        "fire on posters too, the mediator said.\n"
        "\n"
        "No date was set for the next round. The question of night pay was put\n"
        "off until the spring, when the two sides expect an arbiter's report.\n",
    )
    assert [len(p.split(". ")) for p in article.text.split("\n\n")] == [1, 2]
    assert "with a cease-fire on posters" in article.text
    assert "put off until" in article.text


def test_one_endless_wrapped_paragraph(tmp_path: Path) -> None:
    """A third of a megabyte: where every joint looks at all that came before, this takes minutes."""
    text = " ".join([LEAD, NEXT] * 1_700)
    assert one(tmp_path, textwrap.fill(text, 72, break_on_hyphens=False)).text == text


def test_unbroken_lines_at_the_end_are_not_joined(tmp_path: Path) -> None:
    article = one(
        tmp_path, f"{LEAD}\n\n{NEXT}\n\nIda Marsh contributed reporting from Tavrin.\nhttps://news.example/2031/pause"
    )
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert article.url == "https://news.example/2031/pause"


def test_headlines_under_related_posts_go_and_sentences_stay(tmp_path: Path) -> None:
    article = one(tmp_path, f"{LEAD}\n\nRelated Posts\nFerry: the winter timetable\nWho pays for the pier?\n\n{NEXT}\n")
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert [(r.line, r.text) for r in article.removed] == [
        (3, "Related Posts"),
        (4, "Ferry: the winter timetable"),
        (5, "Who pays for the pier?"),
    ]


def test_a_repeated_title_is_recorded(tmp_path: Path) -> None:
    article = one(tmp_path, f"Harbour strike paused\n\nHarbour Strike Paused\n\n{LEAD}\n")
    assert article.text == LEAD
    assert [(r.line, r.reason) for r in article.removed] == [(3, "the title again")]


@pytest.mark.parametrize("case", cases("read_lines.json"), ids=lambda c: c["line"][:40])
def test_whole_lines_only(case: dict[str, Any], tmp_path: Path) -> None:
    article = one(tmp_path, f"{LEAD}\n{case['line']}\n{NEXT}")
    assert (case["line"] not in article.text) == case["removed"]
    assert [r.text for r in article.removed] == ([case["line"]] if case["removed"] else [])


def test_every_reason_is_readable() -> None:
    assert reason_to_remove("Advertisement") == "an advertisement"
    assert reason_to_remove(LEAD) is None


# --- characters


@pytest.mark.parametrize("case", cases("read_residue.json"), ids=lambda c: c["about"])
def test_lost_quotation_marks(case: dict[str, str]) -> None:
    text, repairs = mend(case["text"])
    assert text == case["mended"]
    assert bool(repairs) == (case["text"] != case["mended"])


def test_repairs_say_what_and_how_often(tmp_path: Path) -> None:
    article = one(tmp_path, f"{LEAD} โYes,โ he said. The portโs crews and the boardโs men left.")
    assert article.repairs == ["4 letters U+0E42 turned back into quotation marks"]


def test_mojibake_is_mended_and_typography_kept(tmp_path: Path) -> None:
    broken = "â€œWe wait,â€\x9d she said in a cafÃ©."
    article = one(tmp_path, f"{broken}\n\nThe ﬁnal ‘draft’ stays… as “it” is, ＡＢＣ and e\u0301.")
    assert article.text == "“We wait,” she said in a café.\n\nThe ﬁnal ‘draft’ stays… as “it” is, ＡＢＣ and e\u0301."
    assert article.repairs == ["1 line of wrongly decoded characters mended (UTF-8 once read as windows-1252)"]


def test_control_characters_go_with_a_note(tmp_path: Path) -> None:
    article = one(tmp_path, "The union\x00 said \x07no to \x1b[31mthe\x1b[0m offer.")
    assert article.text == "The union said no to the offer."
    assert article.repairs == ["4 control characters dropped"]


def test_entities_in_plain_text(tmp_path: Path) -> None:
    article = one(tmp_path, "Pay &amp; hours were &#8220;settled&#8221; on Monday.")
    assert article.text == "Pay & hours were “settled” on Monday."


@pytest.mark.parametrize(
    ("encoding", "text", "said"),
    [
        ("utf-8-sig", "Die Züge fahren wieder.", "utf-8"),
        ("utf-16", "“No,” she said in the café.", "utf-16-le"),
        ("utf-16-le", "“No,” she said in the café.", "utf-16-le"),
        ("utf-16-be", "“No,” she said in the café.", "utf-16-be"),
        ("utf-16-le", "Стороны договорились о перемирии на тридцать дней, сказал посредник.", "utf-16-le"),
        ("cp1252", "“No,” the envoy’s aide said – “not yet.”", "windows-1252"),
        ("cp1252", "They offered £40 in the café; Señor Peña said “no”.", "windows-1252"),
        ("cp1252", "Die Gewerkschaft fordert höhere Löhne für Bäcker und Müller, sagte sie.", "windows-1252"),
        ("cp1250", "Związkowcy odrzucili ofertę rządu, rozmowy będą wznowione w środę w Łodzi.", "windows-1250"),
        ("cp1250", "Předseda řekl, že jednání budou pokračovat ve čtvrtek, a žádá vyšší mzdy.", "windows-1250"),
        ("cp1251", "Стороны договорились о перемирии на тридцать дней, сообщил посредник.", "windows-1251"),
        ("cp1253", "Τα συνδικάτα απέρριψαν την πρόταση της κυβέρνησης και ζήτησαν νέες συνομιλίες.", "windows-1253"),
        ("cp1254", "Sendika hükümetin teklifini reddetti; görüşmeler çarşamba günü başlayacak, dedi.", "windows-1254"),
        ("cp1257", "Profesinės sąjungos atmetė pasiūlymą, derybos tęsiamos trečiadienį, sakė ji.", "windows-1257"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, text: str, said: str) -> None:
    article = one(tmp_path, text, encoding=encoding)
    assert (article.text, article.encoding) == (text, said)


def test_a_foreign_byte_in_utf8_does_not_spoil_the_rest(tmp_path: Path) -> None:
    article = one(tmp_path, "Ein “schöner” Übergang für die Züge – später größer. ".encode() + b"It\x92s so.")
    assert article.text.endswith("größer. It’s so.")
    assert article.repairs == ["1 byte that no UTF-8 allows read as Windows-1252"]


ONE_LOST = "1 byte that no UTF-8 allows shown as U+FFFD"
THREE_LOST = "3 bytes that no UTF-8 allows shown as U+FFFD"
GARBLED = "Ein “schöner” Tag. The crews’ envoy said no. " * 3


@pytest.mark.parametrize(
    ("before", "bad", "shown", "repairs"),
    [
        (GARBLED, b"\xff\xfe\x81", "\ufffd" * 3, [THREE_LOST]),
        ("Стороны договорились о паузе. ", b"\xff", "\ufffd", [ONE_LOST]),
        ("“No,” she said. ", b"\xff\xfe\x81", "\ufffd" * 3, [THREE_LOST]),
        (LEAD * 40, b"\xff\xfe\x81", "\ufffd" * 3, [THREE_LOST]),
        (GARBLED, b"Ren\xe9", "René", ["1 byte that no UTF-8 allows read as Windows-1252"]),
        (GARBLED, b"envoy\xe2s", "envoy\ufffds", [ONE_LOST]),
        (GARBLED, b"\xe2\x80", "\ufffd\ufffd", ["2 bytes that no UTF-8 allows shown as U+FFFD"]),
    ],
)
def test_a_few_bad_bytes_do_not_change_the_encoding(
    tmp_path: Path, before: str, bad: bytes, shown: str, repairs: list[str]
) -> None:
    article = one(tmp_path, before.encode() + bad + b" and then they left.")
    assert article.text == f"{before}{shown} and then they left."
    assert (article.encoding, article.repairs) == ("utf-8", repairs)


def test_windows_text_that_holds_a_valid_sequence_by_chance(tmp_path: Path) -> None:
    text = "Er sagte „Spaß“ und ging für immer."  # ß and “ are the bytes DF 93, which UTF-8 allows
    article = one(tmp_path, text, encoding="cp1252")
    assert (article.text, article.encoding, article.repairs) == (text, "windows-1252", [])


# --- Markdown


def test_front_matter(tmp_path: Path) -> None:
    article = one(
        tmp_path,
        "---\nheadline: 'Strait talks: a pause'\npublisher: Tideline\ndate: 2031-03-11\nlink: https://t.example/1\n"
        f"lang: en_GB\nmood: calm\n---\n\n# Strait talks: a pause\n\n"
        f"**In short.** {LEAD}\n\n- [Night pay](https://t.example/2) stays\n",
        name="a.md",
    )
    assert article.title == "Strait talks: a pause"
    assert article.outlet == "Tideline"
    assert str(article.published) == "2031-03-11"
    assert article.url == "https://t.example/1"
    assert article.language == "en-GB"
    assert article.text == f"In short. {LEAD}\n\nNight pay stays"
    assert [(r.line, r.reason) for r in article.removed] == [(10, "the title again")]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (
            "The [[second] draft](https://t.example/a_(b)) stands, and **in *all* parts**.",
            "The [second] draft stands, and in all parts.",
        ),
        (
            'See [![the pier](a.png)](b.html "x") and ***both*** piers, ![a map](m (1).png).',
            "See the pier and both piers, a map.",
        ),
        ("Rates: **4 per cent, ** not **5**.", "Rates: **4 per cent, ** not 5."),
    ],
)
def test_markdown_marks(tmp_path: Path, written: str, read_as: str) -> None:
    assert one(tmp_path, f"{LEAD}\n\n{written}\n", name="a.md").text == f"{LEAD}\n\n{read_as}"


@pytest.mark.parametrize("piece", ["[", "![", "![a](", "**a ", "__a ", '[a](b "'])
def test_marks_that_never_close_cost_no_minutes(tmp_path: Path, piece: str) -> None:
    written = (piece * (300_000 // len(piece))).strip()
    assert piece.strip("![]") in one(tmp_path, f"{LEAD}\n\n{written}\n", name="a.md").text


def test_broken_front_matter_is_recorded_not_fatal(tmp_path: Path) -> None:
    article = one(tmp_path, f"---\ntitle: [x\n---\n\n{LEAD}\n", name="a.md")
    assert article.text == LEAD
    assert "no valid YAML" in article.repairs[0]
    assert "title: [x" in article.removed[0].text


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ('"2031-03-06T23:30:00+02:00"', "2031-03-06"),
        ('"6 March 2031"', "2031-03-06"),
        ('"March 6, 2031"', "2031-03-06"),
        ('"Sept. 6, 2031"', "2031-09-06"),
        ('"Thu, 06 Mar 2031 09:30:00 +0000"', "2031-03-06"),
        ('"03/06/2031"', None),
        ('"next week"', None),
        ('"2031-13-40"', None),
        ("1930000000", None),
    ],
)
def test_dates(tmp_path: Path, written: str, day: str | None) -> None:
    article = one(tmp_path, f'{{"text": "{LEAD}", "date": {written}}}', name="a.json")
    assert (str(article.published) if article.published else None) == day
    assert bool(article.repairs) == (day is None), "what could not be understood is noted"


# --- JSON


def test_json_with_html_in_the_body(tmp_path: Path) -> None:
    body = f"<p>{LEAD}</p><h2>Open</h2><p>Night <b>pay</b> &amp; hours.</p><script>x()</script>"
    article = one(tmp_path, json.dumps({"title": "Pause", "body": body, "source": {"name": "Tideline"}}), name="a.json")
    assert article.text == f"{LEAD}\n\nOpen\n\nNight pay & hours."
    assert article.outlet == "Tideline"


def test_json_list_gives_several(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": LEAD}, {"content": [NEXT, LEAD]}]))
    articles = read(path, SETTINGS)
    assert [a.text for a in articles] == [LEAD, f"{NEXT}\n\n{LEAD}"]
    assert len({a.id for a in articles}) == 2


def test_a_bad_line_is_not_lost_and_costs_no_good_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{LEAD}"}}\n{{broken\n\n{{"title": "no text"}}\n{{"text": "{NEXT}"}}\n')
    articles, errors = read_all(path, SETTINGS)
    assert [a.text for a in articles] == [LEAD, NEXT]
    assert "line 2: no valid JSON" in str(errors[0])
    assert "line 4: no text under any of the keys 'text', 'body', 'content', 'article'" in str(errors[1])
    with pytest.warns(ReadWarning) as warned:
        assert len(read(path, SETTINGS)) == 2
    assert len(warned) == 2


@pytest.mark.parametrize("content", ["[]", '"text"', '{"text": ""}', '{"text": ', "[" * 100_000, "{broken\n{also"])
def test_unusable_json(tmp_path: Path, content: str) -> None:
    for name in ("a.json", "a.jsonl"):
        (tmp_path / name).write_text(content)
        assert name in failure(tmp_path / name)


def test_a_lone_surrogate_survives_as_a_mark(tmp_path: Path) -> None:
    article = one(tmp_path, r'{"text": "Half \ud83d of it; whole \ud83d\ude00."}', name="a.json")
    assert article.text == "Half \ufffd of it; whole 😀."
    assert article.model_dump_json()


# --- sources


def test_stdin() -> None:
    [article] = read("-", SETTINGS, stdin=io.BytesIO(f"Pause agreed\n\n{LEAD}\n".encode()))
    assert (article.source, article.title, article.text) == ("-", "Pause agreed", LEAD)


@pytest.mark.parametrize(
    "content",
    [
        f"<!DOCTYPE html><html><body><p>{LEAD}</p><p>{NEXT}</p></body></html>",
        json.dumps({"text": f"{LEAD}\n\n{NEXT}"}),
        f"{LEAD}\n\n{NEXT}",
    ],
)
def test_the_content_tells_the_format_where_the_name_does_not(content: str, tmp_path: Path) -> None:
    assert one(tmp_path, content, name="page").text == f"{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a"])
@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html>\n<html>",
        "\ufeff\n<HTML lang=en>",
        "<!-- saved from a page -->\n<!-- twice -->\n<!doctype HTML><html>",
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>',
        "<!-- " + "x" * 5_000 + " --><html>",
    ],
    ids=["doctype", "mark", "comments", "xml", "long comment"],
)
def test_a_page_is_a_page_whatever_its_name(tmp_path: Path, name: str, start: str) -> None:
    article = one(tmp_path, f"{start}<title>Pause</title><body><p>{LEAD}</p><p>{NEXT}</p></body></html>", name=name)
    assert (article.title, article.text) == ("Pause", f"{LEAD}\n\n{NEXT}")


def test_a_piece_of_a_page_in_a_text_file(tmp_path: Path) -> None:
    assert one(tmp_path, f"<p>{LEAD}</p>\n<p>{NEXT}</p>\n").text == f"{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize(
    "text",
    [
        f"<b>Pause</b> was the word. {LEAD}",
        f"The draft said <html> and </p> and </p>. {LEAD}",
        f"<p> stood on the poster. {LEAD}",
        f"<!-- a note --> {LEAD}",
        "<!---->" * 5_000 + LEAD,
        "<!--" * 5_000 + LEAD,
    ],
    ids=["bold", "quoted", "one tag", "comment", "comments", "open comments"],
)
def test_a_text_with_a_tag_is_no_page(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, text).text == text


@pytest.mark.parametrize(
    "name", ["with space.txt", "-v.txt", "q'u\"o`te$.txt", "Größe – ✓.txt", "new\nline.txt", "тест.txt"]
)
def test_hostile_names(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(LEAD)
    [article] = read(name, SETTINGS)
    assert article.source == name
    Path(name).write_text(" \n")
    assert "is empty" in failure(name)


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff.txt")
    try:
        path.write_text(LEAD)
    except OSError:
        pytest.skip("this file system takes no such names")
    assert read(path, SETTINGS)[0].model_dump_json()


def test_the_source_is_named_as_the_user_wrote_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.txt").write_text(LEAD)
    assert read("./talks.txt", SETTINGS)[0].source == "./talks.txt"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF file"),
        (b"PK\x03\x04....", "is a ZIP archive"),
        (b"\xff\xd8\xff\xe0JFIF", "is a JPEG picture"),
        (b"\x00\x01\x02\x03" * 50, "is binary"),
        (bytes(range(256)) * 4, "is binary"),
        (b"Advertisement\n\nFeatured\n", "has no article text"),
    ],
)
def test_what_is_no_article(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    message = failure(path)
    assert said in message
    assert repr(str(path)) in message


@pytest.mark.parametrize(
    ("content", "what", "advice"),
    [
        (b"%PDF-1.7 ...", "a PDF file", "export it as text"),
        (b"PK\x03\x04....", "a ZIP archive or an office document", "unpack it, or export the document as text"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture", "type out its text, or find the article as a page or a text"),
        (b"\x1f\x8b\x08\x00", "a gzip archive", "unpack it"),
        (b"\x00\x01\x02\x03" * 50, "binary", "export the article as text"),
    ],
)
def test_what_is_no_text_is_named_with_a_way_out(tmp_path: Path, content: bytes, what: str, advice: str) -> None:
    for suffix in (".txt", ".text", ".TXT", ".md", ".html", ".bin", ""):
        path = tmp_path / f"bin{suffix}"
        path.write_bytes(content)
        message = failure(path)
        assert f"is {what}, not text" in message
        assert advice in message
        assert "save it as" not in message
    message = failure("-", stdin=io.BytesIO(content))
    assert message.startswith(f"standard input is {what}, not text")
    assert ".txt" not in message


@pytest.mark.parametrize("word", ["RIFF", "ID3", "GIF8", "OggS", "Rar!", "BZh"])
def test_a_text_may_begin_like_a_format(tmp_path: Path, word: str) -> None:
    assert one(tmp_path, f"{word} was the crews’ own word for it. {LEAD}").text.startswith(word)


def test_no_source() -> None:
    assert failure("") == "No source was given: name a file, a URL, or - for stdin."


@pytest.mark.parametrize("source", [3, None, b"talks.txt", ["talks.txt"], 1.5])
def test_what_is_no_source(source: Any) -> None:
    message = failure(source)
    assert "a str or a pathlib.Path" in message
    assert f"not {type(source).__name__}" in message
    articles, errors = read_all(source, SETTINGS)
    assert (articles, len(errors)) == ([], 1)


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("www.tideline.example/news", "https://www.tideline.example/news"),
        ("www.tideline.example", "https://www.tideline.example"),
        ("tideline.example/2031/pause.html", "https://tideline.example/2031/pause.html"),
        ("tideline.com", "https://tideline.com"),
        ("tideline.co.uk:8080/a?b=c", "https://tideline.co.uk:8080/a?b=c"),
        ("https:/tideline.example/a", "https://tideline.example/a"),
        ("http:tideline.example/a", "http://tideline.example/a"),
    ],
)
def test_an_address_without_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, meant: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert failure(source) == f"There is no file {source!r}; if it is a web address, write {meant!r}."


@pytest.mark.parametrize(
    "source", ["talks.txt", "talks.md", "notes/talks.txt", "./tideline.com", "../a.example/b", "talks", "talks.docx"]
)
def test_a_missing_path_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert "web address" not in failure(source)


def test_a_file_named_like_an_address_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("www.tideline.com").write_text(LEAD)
    assert read("www.tideline.com", SETTINGS)[0].text == LEAD
    assert "did you mean 'www.tideline.com'?" in failure("www.tidelin.com")


@pytest.mark.parametrize("source", ["file:///srv/talks.txt", "FILE:///srv/talks.txt", "file:/srv/talks.txt"])
def test_a_file_address_is_echoed_as_given(source: str) -> None:
    message = failure(source)
    assert message == (
        f"{source!r} is no http or https address, and only those are fetched; for a file, name its path itself."
    )


def test_a_missing_file_suggests_a_near_name(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(LEAD)
    assert "did you mean" in failure(tmp_path / "tlaks.txt")
    assert "talks.txt" in failure(tmp_path / "tlaks.txt")
    assert "nor a folder" in failure(tmp_path / "none" / "talks.txt")


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    assert (
        failure(tmp_path) == f"{str(tmp_path)!r} is a folder; name one file in it, or `summarizer brief` for all of it."
    )


def test_too_large_names_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(LEAD)
    small = Settings(max_bytes=10)
    assert "max_bytes" in failure(path, small)
    assert "max_bytes" in failure("-", small, stdin=io.BytesIO(LEAD.encode()))


def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(LEAD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "may not be read" in failure(path)


def test_impossible_names() -> None:
    assert "no possible file name" in failure("a\0b.txt")
    assert len(failure("x" * 50_000)) < 1_000


def test_plain_text_needs_no_heavy_library(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"“Yes,” they said – café.\n\n{LEAD}", encoding="utf-8")
    heavy = ["httpx", "trafilatura", "charset_normalizer", "frontmatter", "ftfy", "lxml", "yaml"]
    code = (
        "import sys; from summarizer.read import read; from summarizer.settings import Settings\n"
        f"read({str(path)!r}, Settings()); print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "[]"
