"""Patterns of attribution: verbs of saying, hearers, times, papers, unnamed sources, outlets."""

import re

from summarizer.pattern import lazy

from .wordlist import words

SAYING = words(
    """said says say told tells announced announces added adds confirmed confirms stated states declared declares noted
    notes wrote posted acknowledged acknowledges stressed stresses reiterated emphasised emphasized argued argues
    claimed claims explained conceded concedes indicated signaled signalled asserted reported reports warned suggested
    hinted recalled repeated maintained denied denies advised insists insisted expects expected predicted stormed
    disclosed"""
)
"""The verbs of saying."""
WORDS = lazy(r"[a-z]+")


def _by_initial(forms: frozenset[str]) -> str:
    """A pattern of the forms, gathered by first letter: a third of the time of a plain alternation."""
    tails: dict[str, list[str]] = {}
    for form in sorted(forms, reverse=True):  # "says" before "say"
        tails.setdefault(form[0], []).append(form[1:])
    return "(?:" + "|".join(f"{initial}(?:{'|'.join(rest)})" for initial, rest in sorted(tails.items())) + ")"


SAID = _by_initial(SAYING)
ADVERB = (
    r"(?:(?:also|later|then|again|still|earlier|quickly|repeatedly|has|have|had|would|only|even"
    r"|[a-z]+ly)\s)*"
)
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WHEN = (
    rf"(?:,?\s(?:(?:late|early)\s)?(?:on\s)?{DAY}(?:\s(?:night|morning|evening|afternoon))?"
    rf"|\syesterday|\stoday|\searlier(?: on {DAY})?"
    r"|,?\s(?:in|at|on|after|during|before|to|following|through|via|from"
    r"|outside)\s[^,“”]{2,70}?(?=,?\sthat\s|,\s[“a-zA-Z]|:\s)"
    r"|\sin (?:a|its|an?) (?:\w+ )?(?:statement|interview|readout|briefing|speech|post|email"
    r"|letter)(?: with [A-Z]\w+)?)"
)
HEARER = (
    r"\s(?:reporters|journalists|members|delegates|lawmakers|parliament|staff|supporters|us|them|him|her"
    r"|(?:the|a|an|his|her|its|their)\s(?:[\w’-]+\s){0,3}?[\w’-]+|[A-Z][\w’.-]*(?:\s[A-Z]\w+)*(?:"
    r" state media| radio| television)?)"
)
LEAD = lazy(
    rf"\s{ADVERB}(?P<verb>{SAID})\b(?P<told>(?<=told){HEARER}"
    rf"|(?<=tells){HEARER})?(?:{WHEN}){{0,2}}(?P<that>,?\sthat\b|:|,(?=\s[“‘\"]))?\s"
)
TRAIL = lazy(
    rf"(?:,[”\"’]?|[?!.][”\"]"
    rf"|[”\"],?)\s(?:(?P<who>[^,“”\";]{{2,80}}?(?:,\s[^,“”\";]{{2,60}},)?)\s{ADVERB}(?P<verb>{SAID})\b(?!\s(?:that"
    rf"|it|he|she|they|there)\b)"
    rf"|(?P<verb2>said|says|added|wrote|stormed|adds)\s(?P<who2>(?![^“”\";]*\b(?:is|was|would|will"
    rf"|must|has|had|that|were|are)\b)[^“”\";]{{2,110}}?)|[Aa]ccording to"
    rf" (?P<who3>[^“”\";]{{2,90}}?))"
    r"(?P<rest>(?:,?\s(?:in|on|at|after|during|before|to|following|through|via|late|early|outside"
    r"|reporters|again|as|of|by|without"
    rf"|{DAY}|yesterday|today|prior)\b[^“”;]{{0,120}}?|,\s(?:who|a|an|the|its|retired"
    rf"|citing)\b[^“”;]{{0,120}}?)?)"
    r"(?=[.:]?[”\"’]?\s*$|\.\s|,\s(?:but|and|while|though|adding|although)\b)"
)
ACCORDING = lazy(r"(?:According to|In line with) (?P<who>[^,“”]{2,80}),\s")
INNER_END = lazy(
    r"[.!?](?<=[a-z0-9%][a-z0-9%][.!?])[”’]?\s+(?=[A-Z“‘])(?<!Mr\.\s)(?<!Ms\.\s)(?<!Dr\.\s)(?<!Mrs\.\s)(?<!Gen\.\s)(?<!Sen\.\s)(?<!Rep\.\s)(?<!Lt\.\s)(?<!St\.\s)(?<!Jan\.\s)(?<!Feb\.\s)(?<!Sept\.\s)(?<!Oct\.\s)(?<!Nov\.\s)(?<!Dec\.\s)"
)
ADDS = ("saying", "adding", "stressing", "noting", "arguing", "telling")
AND_SAYS = lazy(r"and\s(?:said|says|added|adds)")
"""The words of which ADDING holds some."""
ADDING = lazy(
    r"(?:,?\sand\s(?:said|says|added|adds)\s(?:that\s)?|\b(?:statement"
    r"|letter)\b[^,.;“]{0,40}\ssaying\s(?:that\s)?)|,”?\s(?:and\s)?(?:[a-z]+ly\s)?(?:adding|saying"
    r"|stressing|noting|arguing|telling reporters)\s(?:that\s)?"
)
ASIDE = lazy(r",\s(?P<who>[^,“”]{2,40})\s(?:said|says|added|adds),\s(?!“|\")")
OPENING_ONLY = lazy(
    r"(?:But |And )?(?:In|On|At|After|During|Before|Late|Early|However|Still|Meanwhile|Two|Last"
    r"|Earlier|Also|Yet)\b[^,“”]{0,60}"
)
UNNAMED = lazy(
    r"\b(?:officials?|diplomats?|sources?|people|persons?|aides?|executives?|negotiators?"
    r"|functionaries|someone|one minister)\b",
    re.I,
)
NAMELESS = lazy(
    r"\b(?:anonymity|not to be named|familiar with|close to|briefed on|with knowledge|source"
    r"|sources|who asked|declined to be (?:named|identified)|not authori[sz]ed)\b",
    re.I,
)
NAMING = ("anonym", "named", "familiar", "close to", "briefed", "knowledge", "source", "asked", "identified", "authori")
"""Of which each match of NAMELESS holds one."""
OUTLETS = lazy(
    r"\b(?:Reuters|AP|AFP|Associated Press|Bloomberg|Semafor|Axios|Politico|BBC|CNN|Times|Post"
    r"|Journal|Guardian|newspapers?|news agency|broadcaster|media reports?|local media)\b"
)
DOCUMENT = lazy(
    r"\b(?:document|draft|text|memorandum|filing|letter|article \d|annex|protocol|communiqu[eé]"
    r"|agreement|order|terms|summary|contract)\b",
    re.I,
)
PRONOUN = lazy(r"(?:he|she|it|they)\b", re.I)
PAPER = lazy(
    r"\b(?:readout|statement|account|communiqu[eé]|text|document|memorandum|summary|letter|draft"
    r"|protocol|agreement|spokes\w+|office|official)s?\b"
)
