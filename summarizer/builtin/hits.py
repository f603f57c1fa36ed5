"""Cue hits: whether a word of a sentence is a cue there, and which."""

from dataclasses import dataclass
from functools import lru_cache

from .cast import Cast
from .cues import CUES, Act
from .grammar import (
    AUXILIARY,
    DEALS,
    NOMINAL,
    NOUN_BEFORE,
    NOUNS,
    PARTIAL,
    SUBORDINATE,
    UNDER,
    Token,
)
from .wordlist import words


@dataclass(frozen=True)
class Hit:
    """A cue in a sentence: token numbers of the word and of the first auxiliary before it, offset of its end."""

    index: int
    act: Act
    cue_end: int
    first_aux: int


def reported_after(tokens: list[Token], opening: int, hit: Hit) -> int:
    """ "Trams will run again after the union reached a deal": the deal counts; its clause's first token, or 0."""
    if hit.act not in (Act.REACH, Act.SIGN, Act.AGREE):
        return 0
    for place in range(hit.first_aux - 2, opening - 1, -1):
        low = tokens[place].low
        if low in ("after", "since", "as", "when"):
            return place + 1
        if low in (",", ";") or low in SUBORDINATE:
            return 0
    return 0


def _auxiliary(cast: Cast, token: Token) -> bool:
    """Whether a word before a verb belongs to it: an auxiliary, or an adverb in -ly (but not Italy)."""
    return token.low in AUXILIARY or (token.low.endswith("ly") and cast.text[token.start].islower())


def hit_at(cast: Cast, tokens: list[Token], index: int, opening: int) -> Hit | None:
    """The cue that the word at `index` is in a clause whose first word is at `opening`, or None."""
    token = tokens[index]
    first = index
    while first > opening and _auxiliary(cast, tokens[first - 1]):
        first -= 1
    before = tokens[first - 1].low if first > opening else ""
    aux = [word.low for word in tokens[first:index]]
    planned = "to" in aux and (any(word in aux for word in ("is", "are", "was", "were")) or before in _PLANNED)
    if ("to" in aux and not planned) or _no_verb(tokens, index, opening, aux, before):
        return None
    participle = first == index and token.low.endswith(("ed", "ck", "ght")) and _is_deal(before)
    loose = token.low.endswith("ing") and not any(word in aux for word in _BEING)
    for cue in CUES[token.low]:
        if cue.act is Act.CONTAIN and not _of_a_deal(tokens, opening, first):
            continue
        if planned and cue.act is not Act.CONVENE:
            continue
        if participle and cue.act not in _OF_DEALS:
            return None  # "the deal reached in May"
        match = cue.match(cast.text, token.end, min(len(cast.text), token.end + _REACH))
        if match and match.end() <= tokens[-1].end + 1:
            if loose and (before not in (",", "") or cue.act not in _PARTICIPLES):
                return None
            return Hit(index, cue.act, match.end(), first)
    return None


def _no_verb(tokens: list[Token], index: int, opening: int, aux: list[str], before: str) -> bool:
    """Whether the word is a noun here ("the 6 percent offer", "its demand"), or another verb decides."""
    low = tokens[index].low
    last = tokens[index - 1].low if index else ""
    if low in NOMINAL:
        return last not in PARTIAL
    if low in NOUNS and not low.startswith(("condition", "precondition")):
        if last in NOUN_BEFORE or last.endswith(("’s", "'s")):
            return True
        plural = before.endswith("s") or before in ("and", "we", "they", "you", "who")
        if index > opening and not aux and not plural and not low.endswith("s") and low not in _PAST_TOO:
            return True
    if last == "or" and index > opening:
        return True  # "will never accept X or agree to Y"
    return low in ("will", "would") and _verb_is_cue(tokens, index)


def _verb_is_cue(tokens: list[Token], index: int) -> bool:
    """Whether the verb under will or would is a cue itself, which then decides."""
    for token in tokens[index + 1 : index + 5]:
        if token.low in CUES and token.low not in ("has", "have", "had"):
            return True
        if token.low not in AUXILIARY and not token.low.endswith("ly"):
            return False
    return False


@lru_cache(maxsize=4096)
def _is_deal(word: str) -> bool:
    return DEALS.fullmatch(word) is not None


def _of_a_deal(tokens: list[Token], opening: int, first: int) -> bool:
    """Whether the subject is a deal, or the clause stands under one ("Under the deal, ...")."""
    subject = tokens[opening:first]
    return any(_is_deal(token.low) for token in subject) or bool(
        UNDER.match(" ".join(token.low for token in tokens[:3]))
    )


_BEING = words("is are was were been be")
_PAST_TOO = words("made set put cut last")  # forms that are a past tense as well
_OF_DEALS = (Act.FORCE, Act.COLLAPSE, Act.CONTAIN, Act.CONVENE)
_REACH = 170  # characters behind a cue in which its complement must stand
_PLANNED = words("plan plans planned due set scheduled")
_PARTICIPLES = (Act.DEMAND, Act.INSIST, Act.REFUSE, Act.THREATEN, Act.WARN, Act.RED_LINE, Act.PROPOSE, Act.REQUEST)
