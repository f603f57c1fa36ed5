"""Units: what a number can be an amount of, in measures, in money, or in things that are counted."""

import re
from fractions import Fraction

# Word in the singular: (unit it is counted in, how many of those). Months do not turn into days.
_DAY = Fraction(24 * 60)
MEASURES: dict[str, tuple[str, Fraction]] = {
    "second": ("minute", Fraction(1, 60)), "minute": ("minute", Fraction(1)), "min": ("minute", Fraction(1)),
    "hour": ("minute", Fraction(60)), "hr": ("minute", Fraction(60)), "day": ("minute", _DAY),
    "night": ("night", Fraction(1)), "week": ("minute", 7 * _DAY), "fortnight": ("minute", 14 * _DAY),
    "month": ("month", Fraction(1)), "year": ("month", Fraction(12)), "yr": ("month", Fraction(12)),
    "decade": ("month", Fraction(120)), "century": ("month", Fraction(1200)), "centurie": ("month", Fraction(1200)),
    "metre": ("metre", Fraction(1)), "meter": ("metre", Fraction(1)), "km": ("metre", Fraction(1000)),
    "kilometre": ("metre", Fraction(1000)), "kilometer": ("metre", Fraction(1000)),
    "mile": ("mile", Fraction(1)), "foot": ("foot", Fraction(1)), "feet": ("foot", Fraction(1)),
    "hectare": ("hectare", Fraction(1)), "acre": ("acre", Fraction(1)),
    "kg": ("kilogram", Fraction(1)), "kilogram": ("kilogram", Fraction(1)), "ton": ("tonne", Fraction(1)),
    "tonne": ("tonne", Fraction(1)), "barrel": ("barrel", Fraction(1)), "degree": ("degree", Fraction(1)),
    "c": ("degree", Fraction(1)), "°": ("degree", Fraction(1)), "mw": ("watt", Fraction(10**6)),
    "megawatt": ("watt", Fraction(10**6)), "gw": ("watt", Fraction(10**9)), "gigawatt": ("watt", Fraction(10**9)),
}  # fmt: skip
_FOREIGN = {  # the units of time in the other languages that articles come in, by the stem or the whole word
    "hour": "stunde stunden heure hora ora ore uur година години годин час часа часов godzin 小时 時間 ساعة",
    "day": "tag tage tagen jour día dia giorno giorni dag dagen день дні днів дня дней dni 天 日 يوم يوما يومًا أيام",
    "week": "woche wochen semaine semana settimana settimane weken тиждень тижні тижнів неделя недели недель 周",
    "month": "monat monate monaten mois mes meses mese mesi maand maanden місяці місяців месяц месяца месяцев 个月",
    "year": "jahr jahre jahren ans année año ano anno anni jaar рік роки років год года лет 年",
}
MEASURES |= {word: MEASURES[unit] for unit, words in _FOREIGN.items() for word in words.split()}
TIME_BASES = {"minute", "month", "night"}

CURRENCY_CODES = {
    "usd": "dollar us", "eur": "euro", "gbp": "pound", "cad": "dollar ca", "aud": "dollar au", "jpy": "yen",
    "cny": "yuan", "rmb": "yuan", "chf": "franc", "rub": "ruble", "inr": "rupee", "uah": "hryvnia",
}  # fmt: skip
_SIGNS = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₹": "rupee",
    "₽": "ruble",
    "₴": "hryvnia",
    "₪": "shekel",
}
_NAMES = """dollar euro pound yen yuan franc ruble rouble rupee hryvnia shekel crown krone krona peso peseta dinar
dirham rial riyal reais lira rand zloty forint koruna naira shilling baht ringgit"""
_LANDS = {"us": "us", "u.s.": "us", "american": "us", "c": "ca", "ca": "ca", "canadian": "ca", "a": "au"}
_LANDS |= {"au": "au", "australian": "au", "nz": "nz", "hk": "hk", "s": "sg"}
CURRENCY_BEFORE = re.compile(
    rf"(?:(?<![a-z])(?P<land>us|ca?|au?|nz|hk|s))?(?P<sign>[{''.join(_SIGNS)}])\s?$"
    rf"|(?<![a-z])(?P<code>{'|'.join(CURRENCY_CODES)})\s?$"
)
CURRENCY_AFTER = re.compile(
    rf"(?:[\s-](?P<land>us|u\.s\.|american|canadian|australian))?[\s-](?P<name>{'|'.join(_NAMES.split())}|(?<=illion.)won|marks)s?\b"
    rf"|\s?(?P<sign>[{''.join(_SIGNS)}])|\s?(?P<code>{'|'.join(CURRENCY_CODES)})\b|(?:[\s-](?P<minor>cents?|pence))\b"
)


def currency(found: re.Match[str]) -> str:
    """The currency that a match of CURRENCY_BEFORE or CURRENCY_AFTER names: "dollar", "dollar us", "euro" ..."""
    parts = found.groupdict()
    if parts.get("minor"):
        return "pound" if parts["minor"] == "pence" else ""
    if parts["code"]:
        return CURRENCY_CODES[parts["code"]]
    name = _SIGNS.get(parts["sign"] or "") or str(parts.get("name")).replace("rouble", "ruble")
    return f"{name} {_LANDS[parts['land']]}" if parts["land"] else name


def singular(word: str) -> str:
    """The word without its plural ending: enough to see that two nouns are one."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


# What is counted: the words after a number, as far as a stop word or the next number.
_STOP = """and or of in on at to from for by with as than is are was were be been will would shall should can could may
might must has have had do does did not but if while when until till since after before during over under per a an the
each every who whom whose which that this these those its their his her it he she we you they into onto through across
within without about against between among where because so then ago later earlier away apart up down out off only also
said agreed including instead rather percent million billion both"""
_PHRASE = re.compile(
    r"(?:\sof(?:\s(?:the|its|their|his|her|our|these|those|all))?)?"
    rf"((?:[\s-](?!(?:{'|'.join(_STOP.split())})\b)[^\W\d_]+){{1,4}})"
)
_IDLE = "more other others additional further new extra such total living dead same whole full ones"
_FILLERS = frozenset(_IDLE.split())
_PLURALS = {"people", "men", "women", "children", "personnel", "staff", "police", "crew", "aircraft"}
_SYNONYMS = {
    "captive": "hostage", "detainee": "prisoner", "inmate": "prisoner", "soldier": "troop", "fighter": "troop",
    "worker": "employee", "staff": "employee", "nation": "country", "state": "country", "lorry": "truck",
}  # fmt: skip


def counted(text: str, start: int) -> tuple[str | None, frozenset[str]]:
    """The head noun counted by a number that ends at `start`, and all words of its phrase, in the singular."""
    phrase = _PHRASE.match(text, start)
    words = [w for w in re.split(r"[\s-]+", phrase[1]) if w and w not in _FILLERS] if phrase else []
    if not words:
        return None, frozenset()
    plural = next((w for w in words if w in _PLURALS or singular(w) != w), words[0])
    singulars = [_SYNONYMS.get(singular(w), singular(w)) for w in words]
    return singulars[words.index(plural)], frozenset(singulars)
