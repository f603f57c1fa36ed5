"""Words for roles, organisations and groups: what tells a person from a place and a party from a mere noun."""

import re

from summarizer.pattern import lazy

from .wordlist import words

TITLES = words(
    """President Prime Minister Mr Mrs Ms Miss Dr Gen General Col Colonel Lt Capt Captain Adm Admiral Secretary
    Chancellor King Queen Prince Vice Deputy Foreign Finance Defense Defence Interior Trade Environment Climate Energy
    Transport Labor Labour Health Justice Economy Senator Sen Rep Sir Ambassador Envoy Special Spokesman Spokeswoman
    Spokesperson Commissioner Governor Gov Mayor Judge Chairman Chairwoman Chair Chief Executive Director Premier
    Professor Prof Speaker Sheikh Ayatollah Conciliator Mediator Brig Maj Major Sgt National Security Adviser Advisor
    Press Secretary-General Director-General Leader Negotiator Treasurer Water Agriculture Commerce Treasury
    Undersecretary Harbourmaster Driver"""
)
"""Capitalised words before a person's name, without the full stop of an abbreviation."""

NO_NAME = words(
    """The A An In On At By For From With But And Or Nor So Yet If When While After Before Since Until Unless Although
    Though As Because However Still Nonetheless Nevertheless Meanwhile Additionally Moreover Also Then Now Today
    Yesterday Tomorrow Under Over During Despite According To Of He She It They We I You His Her Its Their Our My This
    That These Those There Here What Who Whom Whose Which Why How Where Whether Neither Either Both Each Every All Any
    Some Many Most Much More Few Several One Two Three Four Five Six Seven Eight Nine Ten Twenty Thirty Not No Nothing
    Nobody None Only Even Just Asked Speaking Talking Addressing Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday Mondays Saturdays Sundays January February March April May June July August September October November
    December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Last Next Early Late Earlier Later Another Other Part
    Talks Officials Negotiators Members Pay Hopefully Would Should Could Will Can Must Is Are Was Were Has Have Had Do
    Does Did Be Instead Again Once Further Separately Finally Article Technical Yes Absolutely Let Get Among Between
    Within Without Through Against About Like Rather Thus Hence Indeed Perhaps Negotiations Withdrawal Grain Money
    Cash Featured Source Related Posts Observers Levy Extension Precondition Owners Good Correction Live Everyone
    Paragraph Clause Section Annex Chapter Appendix
    Somebody Anybody Back Double Older Shops Letters Sign Forward English Western Eastern Northern Southern"""
)
"""Capitalised words that begin sentences, days and months: never names alone."""

PLACES = words(
    """Strait Sea Island Islands River Street Lane Road Square Province Region Valley Bridge Bay Lake Dam Canal Airport
    Peninsula Harbour Harbor Mountain Mountains Gulf Ocean East West North South Point Station Hall Hotel Palace
    House Agreement Accord Treaty Protocol War Deal Pact Convention Memorandum Charter Act Settlement Framework Strip
    Desert"""
)
"""Last words of names that are no persons and no parties."""

ORGANISATION = lazy(
    r"\b(?:Unions?|Association|Federation|Workers|Company|Corp|Corporation|Inc|Ltd|Plc|Group"
    r"|Holdings|Ministry"
    r"|Government|Council|Commission|Party|Board|Alliance|Authority|Agency|Bank|Court|League"
    r"|University|Hospitals?"
    r"|Airlines?|Airways|Railways?|Guild|Brotherhood|Confederation|Congress|Parliament|Senate"
    r"|Assembly|Front|Army"
    r"|Forces|Movement|Organi[sz]ation|Committee|Secretariat|Office|Department|Chamber|Coalition"
    r"|Society|Institute"
    r"|Trust|Fund|Partners|Industries|Motors|Steel|Foods|Pharma|Logistics|Greens?|Liberals?|Democrats?"
    r"|Conservatives?|Socialists?|Players|Clubs|Employers|Teachers|Nurses|Navy|Cabinet|Crew|Pilots"
    r"|Drivers|Dockers)\b"
)
"""Words that make a run of capitals an organisation."""

GOVERNING = lazy(r"Minist|Government|Parliament|Army|Navy|Assembly|Senate|Congress|Cabinet|Military|Forces")
"""Organisations that speak for their state."""

_GROUPS = (
    r"unions?|company|employers?|management|government|rebels?|militants|insurgents|militia|junta"
    r"|opposition|coalition"
    r"|ministry|airline|bank|regulators?|league|owners?|clubs?|players|teachers|nurses|doctors"
    r"|dockers|dockworkers"
    r"|drivers|pilots|crews|miners|farmers|workers|strikers|lawmakers|mediators?|donors|creditors|bondholders"
    r"|shareholders|association|federation|authority|bloc|commission|operators?|hospital"
    r"|university|studios?|writers"
    r"|actors|publishers?|railways?|factory|firm|bidder|suitor|greens|liberals|social democrats|conservatives"
    r"|conciliator|mediator|arbitrator|bosses|carmaker|retailer|guild"
    r"|(?:rich|wealthy|developed|developing|poor|poorer|vulnerable|small|island|donor|upstream|downstream)"
    r" (?:countries|nations|states)"
)
_BARE = (
    r"[Mm]anagement|[Ee]mployers|[Tt]eachers|[Nn]urses|[Dd]ockers|[Pp]ilots|[Dd]rivers|[Pp]layers|[Uu]nions"
    r"|[Uu]nion (?:leaders|officials|negotiators)|[Rr]ebels|[Mm]ediators|[Cc]reditors|[Ff]armers|[Mm]iners"
    r"|[Dd]evelop(?:ing|ed) (?:countries|nations)|[Rr]ich (?:countries|nations)|[Ii]sland (?:nations|states)"
    r"|[Ss]hareholders|[Bb]ondholders|[Dd]onors"
)
GROUP = lazy(
    r"\b(?=[BCDEFIMNPRSTUbcdefimnprstu])"
    rf"(?:[Tt]he (?:[a-z-]+(?:[’']s?)? )?(?:{_GROUPS})\b(?![’'-]\w\w| of (?:the )?[A-Z])"
    rf"|(?:{_BARE})(?=\s(?:(?:have|had|has|also|would|will|are|were)\s)?[a-z]+\b))"
)
"""A party named by what it is."""

_SIDES = (
    r"sides|leaders|men|women|countries|governments|presidents|parties|companies|delegations"
    r"|nations|neighbou?rs"
    r"|ministers|states|unions|boards|capitals|teams|ministries|camps|chambers"
)
COLLECTIVE = lazy(
    rf"\b(?:the (?:two|2) (?:{_SIDES})|both (?:{_SIDES})|the (?:sides|parties|leaders|delegations"
    rf"|negotiators|teams|rivals|pair)"
    rf"|(?:rival|opposing|warring) (?:{_SIDES})|(?:neither|either|each) side|negotiators|delegates|both)\b",
    re.I,
)
"""Both sides at once."""

ROLES = words(
    """negotiator negotiators president minister leader boss spokesman spokeswoman spokesperson chief secretary director
    head chair chairman chairwoman envoy general officer adviser advisor ambassador commissioner lawyer professor
    analyst economist official delegate captain coach owner executive mayor governor representative mediator
    conciliator premier chancellor commander diplomat researcher fellow expert convenor convener organiser organizer
    treasurer steward aide baker driver nurse teacher farmer pilot"""
)
_ROLE = rf"(?:{'|'.join(sorted(ROLES))})"
APPOSED_ROLE = lazy(
    r",\s(?:who (?:leads|heads|chairs|runs|convenes|represents) [^,.;]{0,60}"
    rf"|(?!who\b|which\b|and\b|but\b|[^,.;]*\b(?:said|told|says"
    rf"|met)\b)[^,.;“”\"]{{0,50}}?\b{_ROLE}\b[^,.;“”\"]{{0,60}})(?=[,.;])",
    re.I,
)
"""What may follow a person's name: ", the union's chief negotiator,"."""

INDEPENDENT = lazy(
    r"\b(?:analysts?|professor|researchers?|economists?|fellow|experts?|historians?|lecturer"
    r"|mediators?|conciliator"
    r"|think tank|baker|observers say|critics)\b",
    re.I,
)
"""Roles that speak for none of the parties."""
