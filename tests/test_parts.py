"""Long articles in parts: nothing between the parts is lost, and they overlap."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.parts import excerpt, halves

PARAGRAPHS = [f"Paragraph {i} says that party {i} asked for {i} days. It said so twice." for i in range(40)]
TEXT = "\n\n".join(PARAGRAPHS)


def test_halves_hold_every_paragraph_whole_and_overlap() -> None:
    first, second = halves(TEXT) or ("", "")
    assert all(paragraph in first or paragraph in second for paragraph in PARAGRAPHS)
    assert TEXT.startswith(first)
    assert TEXT.endswith(second)
    assert len(TEXT) < len(first) + len(second) < 1.5 * len(TEXT)
    assert 0.4 < len(first) / len(TEXT) < 0.6


def test_one_paragraph_is_cut_between_sentences() -> None:
    first, second = halves("The union met. The employer met. Both left. Nobody spoke.") or ("", "")
    assert first == "The union met. The employer met."
    assert second.endswith("Both left. Nobody spoke.")


def test_one_sentence_cannot_be_cut() -> None:
    assert halves("The union met.") is None


@given(
    st.lists(
        st.sampled_from(["One met. ", "Two left.\n\n", "Three? ", "Fourth paragraph\n\n"]), min_size=1, max_size=30
    )
)
def test_cutting_ends_and_loses_no_sentence(pieces: list[str]) -> None:
    text = "".join(pieces)
    waiting, done = [text], []
    while waiting:
        part = waiting.pop()
        cut = halves(part)
        if cut is None:
            done.append(part.strip())
        else:
            assert len(cut[0]) < len(part)
            assert len(cut[1]) < len(part)
            waiting.extend(cut)
    assert all(any(piece.strip() in part for part in done) for piece in pieces)


def test_an_excerpt_shows_the_paragraphs_around_a_passage() -> None:
    assert excerpt(TEXT, [PARAGRAPHS[5], "not there"]) == "\n\n".join(PARAGRAPHS[4:7])
