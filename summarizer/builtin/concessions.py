"""What a party gives up: "dropped its demand for ...", "no longer asks for ...": a term that binds it alone."""

from summarizer.schemas.draft import DraftTerm
from summarizer.schemas.vocabulary import Confirmation, Stage, Stance

from .actors import parties_of
from .cast import Cast
from .clauses import Clause
from .issues import issue_of
from .speaker import claimed
from .wording import of_clause


def concession(cast: Cast, clause: Clause) -> DraftTerm | None:
    """The term of a clause that takes a demand or a threat back, or None where it is not done, or by nobody named."""
    by = parties_of(cast, clause)
    unsure = clause.modal or clause.future or clause.voice.stance is not Stance.ASSERTS
    if len(by) != 1 or unsure or any(word in ("not", "never", "to") for word in clause.aux):
        return None
    voice = claimed(clause.voice, by)
    return DraftTerm(
        quotes=[],
        text=of_clause(cast, clause),
        issue=issue_of(cast.text[clause.cue_start + len(clause.form) : clause.end]),  # "withdrew" is no territory here
        speaker=voice.speaker, speaker_party=voice.party, channel=voice.channel, stance=voice.stance,
        parties=by,
        stage=Stage.AGREED,
        confirmation=Confirmation.ONE_PARTY if voice.party in (None, *by) else Confirmation.THIRD_PARTY,
        conditions=[], scope=None, start=None, duration=None,
    )  # fmt: skip
