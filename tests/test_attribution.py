"""One side's readout never turns into "they agreed": who confirms a term, by the sentences its quotes stand in."""

import pytest

from summarizer.ground.attribution import confirmed
from summarizer.schemas.draft import DraftTerm
from tests.test_run import term

READOUT = "Russia and Ukraine agreed to halt strikes on Monday, the Kremlin said in a readout."
CASES = [
    # sentences, speaker, speaker's party, channel -> confirmation
    ([READOUT], "the Kremlin", "Russia", "readout", "one_party"),
    ([READOUT], "the Kremlin", None, "readout", "one_party"),
    ([READOUT, "Kyiv confirmed the halt."], "the Kremlin", "Russia", "readout", "all_parties"),
    ([READOUT, "Kyiv said it had agreed to nothing."], "the Kremlin", "Russia", "readout", "contradicted"),
    ([READOUT, "Ukraine denied that."], "the Kremlin", "Russia", "readout", "contradicted"),
    (["The two agreed, the Swiss envoy said."], "the Swiss envoy", None, "statement", "third_party"),
    (["Russia and Ukraine agreed to a halt."], None, None, "outlet", "third_party"),
    (["Russia and Ukraine agreed to a halt.", "Kyiv confirmed it."], None, None, "outlet", "all_parties"),
    (["They agreed, both delegations said."], "both delegations", None, "statement", "all_parties"),
    (["They agreed, it was said."], "Russia and Ukraine", "Russia and Ukraine", "statement", "all_parties"),
    (["They agreed, a joint statement says."], "joint statement", None, "statement", "all_parties"),
    (["Article 1 says that strikes stop."], None, None, "document", "all_parties"),
]


def said(contexts: list[str], speaker: str | None, party: str | None, channel: str, parties: list[str]) -> DraftTerm:
    """A term that a draft calls confirmed by all."""
    voice = {"speaker": speaker, "speaker_party": party, "channel": channel}
    return DraftTerm(**term("They agreed.", contexts[0], parties=parties, confirmation="all_parties", **voice))


@pytest.mark.parametrize(("contexts", "speaker", "party", "channel", "expected"), CASES)
def test_who_confirms(contexts: list[str], speaker: str | None, party: str | None, channel: str, expected: str) -> None:
    drafted = DraftTerm(
        **term(
            "Russia and Ukraine agreed to halt strikes.",
            contexts[0],
            parties=["Russia", "Ukraine"],
            speaker=speaker,
            speaker_party=party,
            channel=channel,
            confirmation="all_parties",
        )
    )
    settled, adjusted = confirmed(drafted, contexts, " ".join(contexts))
    assert settled.confirmation == expected
    assert bool(adjusted) == (expected != "all_parties")


def test_sides_in_lower_case_are_heard_too() -> None:
    contexts = ["They agreed to meet, the union said.", "The company confirmed it."]
    drafted = DraftTerm(
        **term(
            "They agreed to meet.",
            contexts[0],
            parties=["union", "company"],
            speaker="the union",
            speaker_party="union",
            confirmation="all_parties",
        )
    )
    assert confirmed(drafted, contexts, " ".join(contexts))[1] == []


def test_an_undertaking_of_one_side_is_that_sides_word() -> None:
    contexts = ["The union said it was suspending the strike."]
    drafted = DraftTerm(
        **term(
            "The union suspends its strike.",
            contexts[0],
            parties=["union"],
            speaker="the union",
            speaker_party="union",
            confirmation="all_parties",
        )
    )
    assert confirmed(drafted, contexts, contexts[0])[0].confirmation == "one_party"


@pytest.mark.parametrize("confirmation", ["one_party", "third_party", "some_parties", "contradicted"])
def test_only_confirmed_by_all_is_doubted(confirmation: str) -> None:
    drafted = DraftTerm(**term("They agreed.", READOUT, parties=["Russia", "Ukraine"], confirmation=confirmation))
    assert confirmed(drafted, [READOUT], READOUT) == (drafted, [])
