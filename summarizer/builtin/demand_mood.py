"""Whether the mood of a verb and its complement make a demand of a clause."""

import re

from summarizer.pattern import lazy
from summarizer.schemas.vocabulary import Stance

from .cast import Cast
from .clauses import Clause
from .cues import Act
from .speaker import OWN

_FINITE = lazy(r"\b(?:is|was|were|are|has|had|have|\w+ed)\b")
_DEONTIC = lazy(r"\b(?:must|should|need(?:s|ed)?|ha(?:s|d|ve) to|depend\w*|be|only|not|on|upon|would have|never|no)\b")
_VAGUE = lazy(
    r"\b(?:peace|the right thing|careful|patient|hopeful|calm|clear|optimis\w+|proud|remembered"
    r"|noted|seen|understood|said)\s*[.”]?$",
    re.I,
)
_TALKED_ABOUT = lazy(r"\b(?:to know|to be (?:seen|clear)|to (?:talk|speak) about)\b")


def demands_it(cast: Cast, clause: Clause, body: str, by: list[str]) -> bool:
    """Whether mood and complement make a demand of it."""
    rest = cast.text[clause.cue_start : clause.end]
    if clause.voice.stance in (Stance.DENIES, Stance.PREDICTS) or _TALKED_ABOUT.search(rest):
        return False
    aux = clause.aux
    match clause.act:
        case Act.OBLIGE:
            return clause.voice is not OWN and not clause.negative and not _VAGUE.search(body.rstrip())
        case Act.INSIST:
            return not clause.negative and not clause.future and _insists(rest)
        case Act.RED_LINE:
            if clause.form == "negotiable":
                return clause.negative
            if clause.form == "never":
                return any(w in aux for w in ("will", "would", "must", "can", "should")) or clause.voice is not OWN
            if clause.form == "table":
                return bool(re.search(r"\bnot on the $", cast.text[clause.start : clause.cue_start]))
            return not clause.negative
        case Act.WILL_NOT:
            return _refuses(clause, rest)
        case Act.WARN:
            return not clause.negative and _own_act(cast, clause, by)
        case Act.CONDITION:
            return clause.form.startswith(("depend", "hinge", "st", "app")) or bool(
                re.search(
                    r"\b(?:is|are|was|were|be|as|made|remains?)\s(?:[\w-]+\s){0,3}$",
                    cast.text[clause.start : clause.cue_start],
                )
            )
        case Act.READY:
            return not clause.modal
        case _:
            if clause.act is Act.DEMAND and "had" in aux and "been" not in aux and clause.voice is OWN:
                return False  # what a party had wanted, it wants no more
            return not clause.negative and not any(w in ("may", "might", "could", "should") for w in aux)


def _insists(rest: str) -> bool:
    """ "insisted that X must", "insisted that X pay", not "insisted that it was close"."""
    if re.match(r"insist\w* (?:that )?(?:it|he|she|they) (?:was|were|is|are|had|has) (?!not|only)", rest):
        return False
    return bool(_DEONTIC.search(rest[8:])) or not _FINITE.search(rest[8:80])


def _refuses(clause: Clause, rest: str) -> bool:
    """ "will not accept" refuses, "did not accept" too, "does not say" and "would not be" do not."""
    if clause.form != "not":
        return True
    if any(word in clause.aux for word in ("will", "would", "can", "could", "shall")):
        return True
    return "did" in clause.aux and bool(
        re.match(r"not (?:\w+ly )?(?:accept|agree|sign|approve|support|withdraw|raise)\b", rest)
    )


def _own_act(cast: Cast, clause: Clause, by: list[str]) -> bool:
    """Whether what is warned of is the warner's own act; a warning about another's is a prediction."""
    if clause.form in ("will", "would"):
        return True
    rest = re.sub(r"^warn\w*\s(?:that\s)?", "", cast.text[clause.cue_start : clause.end])
    place = clause.end - len(rest)
    subject = re.match(r"[^,.;]{0,80}?(?=\s(?:will|would|could)\b)", rest)
    inside = cast.parties_in(place, place + subject.end()) if subject else []
    return not inside or inside[0] in by or rest.startswith("of ")
