"""How the languages write months, numbers and large numbers.

Gives patterns and words by three-letter code.
"""

from __future__ import annotations

S = r"[ \u00a0\u202f\u200e\u200f]"
"""A space of any kind; marks of direction count as one."""
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
_GREGORIAN = (
    "يناير", "فبراير", "مارس", "أبريل|ابريل", "مايو", "يوني[هو]", "يولي[هو]", "أغسطس|اغسطس", "سبتمبر", "أكتوبر|اكتوبر",
    "نوفمبر", "ديسمبر",
)  # fmt: skip
MONTHS: dict[str, tuple[str, ...]] = {
    "eng": (
        "January", "February", r"March(?! (?:of|on))", "April", r"(?<=\d[ \u00a0])May|May(?=[ \u00a0]\d)", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "fra": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
    "spa": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "sep?tiembre", "octubre", "noviembre",
        "diciembre",
    ),
    "rus": (
        "январ[ьяею]", "феврал[ьяею]", "март[ае]?", "апрел[ьяею]", "ма[йяе]", "июн[ьяею]", "июл[ьяею]", "август[ае]?",
        "сентябр[ьяею]", "октябр[ьяею]", "ноябр[ьяею]", "декабр[ьяею]",
    ),
    "ara": tuple(rf"(?:{a}{S}*/{S}*)?(?:{b})|{a}" for a, b in zip(_LEVANT, _GREGORIAN, strict=True)),
    "zho": (),
    "deu": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ),
}  # fmt: skip
HAN = {"十": 10, "十一": 11, "十二": 12} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
NUMBERS = {
    "eng": r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
    "zho": r"\d{1,3}(?:[,，\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
    "ara": r"\d{1,3}(?:[\u00a0\u202f ,\u066c]\d{3})+(?!\d)(?:[.,\u066b]\d+)?|\d+(?:[.,\u066b]\d+)?",
}
CONTINENTAL = r"\d{1,3}(?:[\u00a0\u202f .]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
"""Numbers in the other languages: a space or a point between groups, a comma before decimals."""
SCALES: dict[str, tuple[tuple[str, int], ...]] = {
    "eng": (("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)),
    "fra": (("mille", 3), ("millions?", 6), ("milliards?", 9), ("billions?", 12)),
    "spa": (("mil millones", 9), ("mil", 3), ("mill(?:ón|ones)", 6), ("bill(?:ón|ones)", 12)),
    "rus": (
        ("тыс(?:\\.|яч\\w*)", 3), ("млн|миллион\\w*", 6), ("млрд|миллиард\\w*", 9), ("трлн|триллион\\w*", 12),
    ),
    "zho": (("万亿", 12), ("亿", 8), ("百万", 6), ("万", 4), ("千", 3)),
    "ara": (
        ("ألف|آلاف|ألفا", 3), ("مليون(?:ا|ي)?|ملايين", 6), ("بليون(?:ا)?|بلايين|مليار(?:ات)?", 9),
        ("تريليون(?:ات|ا)?|ترليون(?:ات)?", 12),
    ),
}  # fmt: skip
"""Words for powers of ten, the longer ones first."""
SPELT: dict[str, dict[str, tuple[str, ...]]] = {
    "eng": {
        "1": ("one", "first", "a "), "2": ("both", "pair", "twice", "second", "twofold", "bi"),
        "12": ("twelve", "twelfth", "dozen"), "100": ("hundred", "centen"),
    },
    "fra": {"1": ("un", "premi"), "2": ("deuxieme", "second", "bi", "double", "les deux")},
    "spa": {"1": ("un", "primer"), "2": ("segund", "ambos", "ambas", "bi", "doble")},
    "rus": {
        "1": ("перв", "одн", "один"), "2": ("дву", "двух", "втор", "оба", "обе", "обои"),
        "3": ("трех", "трет", "трой"), "4": ("четыр", "четверт"), "100": ("сто", "столет"),
    },
    "zho": {"1": ("一", "首"), "2": ("两", "二", "双")},
    "ara": {
        "1": ("اول", "أول", "الاولى", "واحد"), "2": ("اثن", "ثان", "كلا", "ين", "ان"), "3": ("ثلاث", "ثالث"),
        "4": ("اربع", "أربع", "رابع"), "5": ("خمس", "خامس"), "6": ("ست", "سادس"), "7": ("سبع", "سابع"),
        "8": ("ثمان", "ثامن"), "9": ("تسع", "تاسع"), "10": ("عشر", "عاشر"),
    },
}  # fmt: skip
"""Stems of words for small numbers beside those that ICU knows, folded."""
