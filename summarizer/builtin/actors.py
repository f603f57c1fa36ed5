"""The parties that a clause's subject names, with pronouns and shared subjects resolved."""

import re

from summarizer.pattern import lazy

from .cast import Cast
from .clauses import Clause
from .roles import COLLECTIVE, INDEPENDENT

_PRONOUN = lazy(r"(?:he|she|it|they|we|i)\b", re.I)
_PLAIN_GROUP = lazy(
    r"(?:the|some|many|most|several|its|their|other|[A-Z]?[a-z]+) ?(?:[\w’-]+ ){0,2}[\w-]*(?:ers"
    r"|ors|ists|ents|ants|ians|ees|men|women|people|families|countries|nations|states|parties"
    r"|teams|groups|officials|allies|unions|firms|companies|governments|delegates|relatives"
    r"|capitals|ministries)$",
    re.I,
)
_NO_PARTY = lazy(
    r"\b(?:analysts?|experts?|economists?|deal|agreement|talks|truce|cease-?fire|vote|strike"
    r"|report|result|call|meeting|war|prices|shares|that|this|there|what|which|law|rules|document"
    r"|text|wording|numbers|figures|it|idea|proposal|offer|plan|process)\b",
    re.I,
)


_OWNS = lazy(r"[’']s?\s(?=[a-z])")
_OWNED_PARTY = lazy(
    r"\b(?:government|minist\w+|president|negotiat\w+|leaders?\w*|parliament|forces|army|team"
    r"|delegation|side|cabinet|office|officials?|spokes\w+|union|workers|board|members|executive"
    r"|chief|envoys?|diplomats?|lawmakers|secretary|readout|statement|administration|coalition"
    r"|party|association|military|owners|management|players|director|head|chair\w*|allies|premier"
    r"|king|prime)\b"
)


def parties_of(cast: Cast, clause: Clause) -> list[str]:
    """Who does what the clause says; empty where nobody who could is named."""
    start, end = clause.inherited or clause.subject
    phrase = cast.text[start:end].strip(' ,“”"‘’')
    if _PRONOUN.fullmatch(phrase):
        return _by_pronoun(cast, clause, phrase, start)
    if INDEPENDENT.search(phrase) and not re.search(r"mediator|conciliator", phrase, re.I):
        return []
    core = _core(cast, start, end)
    found = cast.parties_in(*core)
    if len(found) == 1 and _OWNS.search(cast.text, *core) and not _OWNED_PARTY.search(cast.text, *core):
        return []  # "Orsk's ambitions" do not speak for Orsk
    if found:
        return found
    if re.match(
        r"(?:her|his|their|its)\s(?:government|party|union|delegation|side|country|team|company)$", phrase, re.I
    ):
        if clause.voice.party:
            return [clause.voice.party]
        owner = cast.antecedent("he" if phrase[0] in "Hh" else "it", start)
        return [owner.party] if owner else []
    if holder := cast.holder(phrase, start):
        return [holder.party]
    phrase = cast.text[core[0] : core[1]].strip(' ,“”"‘’').split(" of the ")[0]
    if phrase and len(phrase.split()) <= 4 and _PLAIN_GROUP.fullmatch(phrase) and not _NO_PARTY.search(phrase):
        phrase = " ".join(word.lower() if word.isupper() and len(word) > 3 else word for word in phrase.split())
        return [phrase[0].lower() + phrase[1:]] if not COLLECTIVE.search(phrase) else []
    return []


def _by_pronoun(cast: Cast, clause: Clause, phrase: str, start: int) -> list[str]:
    if phrase.lower() in ("we", "i"):
        return [clause.voice.party or clause.voice.speaker or ""] if clause.voice.speaker else []
    if phrase.lower() == "it" and cast.deal_before(start):
        return []
    if phrase.lower() in ("it", "he", "she") and clause.voice.party and not clause.voice.independent:
        return [clause.voice.party]  # "Kessara says it will ...", "Vorry said she had ..."
    if phrase.lower() == "they":
        actor = cast.antecedent("they", start)
        if actor is None or actor.sort == "state":
            return cast.ranked[:2]
        return [actor.party]
    actor = cast.antecedent(phrase, start)
    return [actor.party] if actor else []


def _core(cast: Cast, start: int, end: int) -> tuple[int, int]:
    """The subject without what hangs on it: "the offer of Orsk" is no Orsk, "officials in Orsk" are."""
    match = re.search(
        r"\s(?:who|which|that|whose|to|about|over|against|with|on|after|from|towards?|between|met|took"
        r"|in|at|leading|heading|behind|representing)\s",
        cast.text[start:end],
    )
    return (start, start + match.start()) if match else (start, end)
