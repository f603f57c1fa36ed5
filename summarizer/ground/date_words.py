"""Names of months and weekdays, in English and in the other languages that articles come in; hours in words."""

# January to December: English, then the other languages that articles come in, each in the form a date takes.
_MONTH_NAMES = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
"""
_WEEKDAY_NAMES = """
monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
"""
MONTHS = {w: n for line in _MONTH_NAMES.split("\n") for n, w in enumerate(line.split(), 1)}
MONTHS["sept"] = 9
WEEKDAYS = {w: n for line in _WEEKDAY_NAMES.split("\n") for n, w in enumerate(line.split())}
WEEKDAYS |= {f"{name}s": number for name, number in list(WEEKDAYS.items())[:7]}
NAMED = MONTHS.keys() | WEEKDAYS
SHORT_MONTHS = {name for name in MONTHS if len(name) <= 4} - {"may", "june", "july", "mayo"}
VERBS_TOO = {"may", "march", "mar", "mars", "august", "jan"}  # a month only with a capital
_MAY_FOLLOWS = """in by since until till from to of through throughout before after during for between and or early
late mid next last this past on as the its"""
BEFORE_MAY = frozenset(_MAY_FOLLOWS.split())
_HOUR_NAMES = "one two three four five six seven eight nine ten eleven twelve"
HOURS = {w: n for n, w in enumerate(_HOUR_NAMES.split(), 1)}
PAST = {"five past": 5, "ten past": 10, "quarter past": 15, "twenty past": 20, "half past": 30, "quarter to": -15}
