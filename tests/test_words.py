"""Sentences and paragraphs are spans of code points in the text itself."""

from summarizer.words import paragraph_number, paragraphs, reads_english, sentences, sentences_around

TEXT = "Mr. Ödegård 🙂 met the U.S. envoy. He left.\n\n“We will not sign,” she said. “Never.”"


def test_sentences_are_slices_with_abbreviations_and_emoji_in_them() -> None:
    assert [TEXT[a:b] for a, b in sentences(TEXT)] == [
        "Mr. Ödegård 🙂 met the U.S. envoy.",
        "He left.",
        "“We will not sign,” she said.",
        "“Never.”",
    ]


def test_paragraphs_are_numbered_from_one() -> None:
    assert len(paragraphs(TEXT)) == 2
    assert paragraph_number(TEXT, TEXT.index("left")) == 1
    assert paragraph_number(TEXT, TEXT.index("sign")) == 2


def test_a_cut_quote_widens_to_its_sentences() -> None:
    start = TEXT.index("will not")
    around = sentences_around(TEXT, start, start + 8)
    assert TEXT[around.start : around.end] == "“We will not sign,” she said."


def test_english_is_told_from_other_languages() -> None:
    assert reads_english("The union said that it will not accept the offer of the employers.")
    assert not reads_english("Die Gewerkschaft erklärte, sie werde das Angebot der Arbeitgeber nicht annehmen.")
    assert not reads_english("工会表示不会接受雇主的提议。")
    assert not reads_english("")
