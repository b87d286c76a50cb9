"""What rules need to know of the languages: dates, names of languages, scripts, frequent words.

Gives lookups by three-letter code; all return nothing for a language they
do not know, so that no rule judges a text it cannot read.
"""

from __future__ import annotations

import re

# ISO 639-2/T to BCP 47.
BCP47 = {"ara": "ar", "deu": "de", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es", "zho": "zh"}
# Months, January to December; Arabic as [form wording.months] prints them (the part after "/" suffices).
MONTHS: dict[str, tuple[str, ...]] = {
    "eng": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"),
    "fra": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre"),
    "spa": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre"),
    "rus": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
            "декабря"),
    "deu": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember"),
    "ara": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيه", "يوليه", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر"),
}  # fmt: skip
# Names of languages as the "Original" line prints them, by language of the document.
LANGUAGE_NAMES: dict[str, dict[str, str]] = {
    "eng": {"arabic": "ara", "chinese": "zho", "english": "eng", "french": "fra", "russian": "rus", "spanish": "spa"},
    "fra": {"arabe": "ara", "chinois": "zho", "anglais": "eng", "français": "fra", "russe": "rus", "espagnol": "spa"},
    "spa": {"árabe": "ara", "chino": "zho", "inglés": "eng", "francés": "fra", "ruso": "rus", "español": "spa"},
    "rus": {"арабский": "ara", "китайский": "zho", "английский": "eng", "французский": "fra", "русский": "rus",
            "испанский": "spa"},
    "zho": {"阿拉伯文": "ara", "中文": "zho", "英文": "eng", "法文": "fra", "俄文": "rus", "西班牙文": "spa"},
    "ara": {"العربية": "ara", "الصينية": "zho", "الإنكليزية": "eng", "الفرنسية": "fra", "الروسية": "rus",
            "الإسبانية": "spa"},
}  # fmt: skip
SCRIPTS = {
    "ara": re.compile(r"[\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFC]"),
    "rus": re.compile(r"[\u0400-\u04FF]"),
    "zho": re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]"),
}
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ɏ]")
# Words that are frequent in one of the four languages in Latin script and rare in the others.
FREQUENT = {
    "eng": {"the", "of", "and", "to", "that", "with", "its", "for", "by", "which", "is", "this", "on"},
    "fra": {"les", "des", "et", "du", "une", "aux", "dans", "pour", "par", "qui", "le", "est", "au", "ou"},
    "spa": {"los", "las", "del", "el", "y", "que", "por", "para", "con", "una", "su", "se", "lo"},
    "deu": {"der", "die", "und", "den", "des", "dem", "mit", "für", "über", "von", "das", "auf", "zu"},
}
# Words of the notice that a text is not official.
UNOFFICIAL = re.compile(
    r"non officiel|unofficial|not official|no oficial|неофициал|非正式|غير رسم|nicht ?amtlich|inoffiziell",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d)")
_CHINESE = re.compile(r"(?:(\d{4})\s?年\s?)?(?:(\d{1,2})\s?月\s?)?(?:(\d{1,2})\s?日)?")


def printed_date(text: str, language: str) -> tuple[int | None, int | None, int | None]:
    """Return (year, month, day) as far as the words print them; None for what they do not say or cannot be read.

    >>> printed_date("1er décembre 2023", "fra"), printed_date("14", "fra"), printed_date("2023年12月7日", "zho")
    ((2023, 12, 1), (None, None, 14), (2023, 12, 7))
    """
    if language == "zho":
        found = next((m for m in _CHINESE.finditer(text) if m[0]), None)
        if found is None:
            return None, None, None
        year, month, day = (int(part) if part else None for part in found.groups())
        return year, month, day
    year_found = _YEAR.search(text)
    rest = text.replace(year_found[1], " ") if year_found else text
    day_found = _DAY.search(re.sub(r"(?<=\d)(?:er|re|st|nd|rd|th|º|ª|\.)", "", rest))
    return (
        int(year_found[1]) if year_found else None,
        _month(rest, language),
        int(day_found[1]) if day_found else None,
    )


def _month(text: str, language: str) -> int | None:
    lower = text.lower()
    for n, name in enumerate(MONTHS.get(language, ()), 1):
        if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", lower):
            return n
    return None


def guessed_language(text: str) -> str:
    """Return the language of a text by its script, in Latin script by its frequent words; "" where neither decides.

    >>> guessed_language("Nous avons décidé de soutenir les réformes dans les pays et par des moyens, pour une paix")
    'fra'
    """
    sample = text[:6000]
    counts = {code: len(pattern.findall(sample)) for code, pattern in SCRIPTS.items()}
    latin = len(LATIN.findall(sample))
    code = max(counts, key=lambda one: counts[one])
    if counts[code] > latin / (4 if code == "zho" else 2):
        return code
    words = re.findall(r"\w+", sample.lower())
    scores = {language: sum(1 for word in words if word in frequent) for language, frequent in FREQUENT.items()}
    best = sorted(scores.values(), reverse=True)
    if best[0] < 8 or best[0] < 1.5 * best[1]:
        return ""
    return max(scores, key=lambda one: scores[one])
