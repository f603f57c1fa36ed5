"""Where each party stands on each issue."""

from summarizer.merge.findings import Findings, Naming
from summarizer.schemas.vocabulary import Issue, Stage
from tests.brief_inputs import Desk, demand, question, summary, term

PAY, HOURS = Issue.PAY_BENEFITS, Issue.HOURS_CONDITIONS_JOBS


def test_what_a_party_demands_and_has_agreed_by_issue_the_latest_first() -> None:
    some = Desk(
        summary("a", demand("Velmar asks for 9 crowns.", issue=PAY), question("Who pays?", issue=PAY), day=1),
        summary("b", term("They meet on pay.", issue=PAY), day=2),
        summary("c", demand("Ostrava wants shorter days.", by=["Ostrava"], issue=HOURS), day=3),
    )
    found = [(p.issue, p.party, p.items) for p in some.brief().positions]
    assert found == [
        (PAY, "Ostrava", ["A1"]),
        (PAY, "Velmar", ["A1", "D2"]),
        (HOURS, "Ostrava", ["D1"]),
    ]


def test_what_has_moved_or_collapsed_stands_apart() -> None:
    some = Desk(
        summary("a", demand("Velmar asks for 9 crowns."), term("The truce is off.", stage=Stage.COLLAPSED), day=1),
        summary("b", demand("Velmar asks for 7 crowns."), day=2),
    )
    found = Findings(changes=(some.change("Velmar", ["9"], ["7"]),))
    (velmar,) = [p for p in some.brief(findings=found).positions if p.party == "Velmar"]
    assert velmar.items == ["D1"]
    assert sorted(velmar.superseded) == ["A1", "D2"]


def test_one_party_under_two_names_has_one_position() -> None:
    some = Desk(
        summary("a", demand("One."), demand("Two.", by=["the Velmar side"])),
        naming=Naming({"the Velmar side": "Velmar"}),
    )
    assert [(p.party, sorted(p.items)) for p in some.brief().positions] == [("Velmar", ["D1", "D2"])]
