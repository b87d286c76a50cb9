"""Faults as editors make them, planted into sound files: each kind changes one place of the XML of one language.

`KINDS` are functions of (text of the file, language, random generator); they give the text with the fault, or None if
the file has no place for it. Kinds in `TOGETHER` can only be seen beside the other languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

Plant = Callable[[str, str, Random], "str | None"]
KINDS: dict[str, Plant] = {}
TOGETHER: dict[str, Plant] = {}
LATIN = ("eng", "fra", "spa")
MONTHS = {
    "eng": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fra": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "spa": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "rus": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
}
PARAGRAPH = {"eng": "paragraph 99 above", "fra": "paragraphe 99 ci-dessus", "spa": "párrafo 99 supra", "rus": "пункте 99 выше",
             "zho": "上文第99段", "ara": "الفقرة 99 أعلاه"}  # fmt: skip
SENTENCE = {"eng": "Prie le Secrétaire général de lui faire rapport sur l’application de la présente résolution et de la tenir informée des progrès accomplis dans les domaines qui y sont visés.",
            "other": "Requests the Secretary-General to report to the General Assembly at its next session on the implementation of the present resolution and on the progress that has been made."}  # fmt: skip


def kind(name: str, *languages: str, together: bool = False) -> Callable[[Plant], Plant]:
    """Enter a kind, for some languages or for all."""

    def enter(plant: Plant) -> Plant:
        def only(text: str, language: str, rng: Random) -> str | None:
            return plant(text, language, rng) if not languages or language in languages else None

        (TOGETHER if together else KINDS)[name] = only
        return plant

    return enter


def once(
    pattern: str, new: str | Callable[[re.Match[str]], str], text: str, rng: Random, begin: str = ""
) -> str | None:
    """Return the text with one match of a pattern replaced, behind `begin`."""
    start = text.find(begin) if begin else 0
    found = list(re.compile(pattern, re.DOTALL).finditer(text, max(start, 0))) if start >= 0 else []
    if not found:
        return None
    match = rng.choice(found)
    value = new(match) if callable(new) else match.expand(new)
    return None if value == match[0] else text[: match.start()] + value + text[match.end() :]


def body(pattern: str, new: str | Callable[[re.Match[str]], str], text: str, rng: Random) -> str | None:
    """Return the same in running text of the body: the match is between tags."""
    start, end = text.find("<preamble>"), text.rfind("</mainBody>")
    if start < 0 or end < 0:
        return None
    pieces = [m for m in re.finditer(r">([^<>]{60,})<", text[start:end])]
    rng.shuffle(pieces)
    for piece in pieces:
        found = list(re.finditer(pattern, piece[1]))
        if found:
            match = rng.choice(found)
            value = new(match) if callable(new) else match.expand(new)
            if value != match[0]:
                at = start + piece.start(1)
                return text[: at + match.start()] + value + text[at + match.end() :]
    return None


def other_digit(match: re.Match[str]) -> str:
    """Return the match with its last digit changed."""
    at = max(n for n, c in enumerate(match[0]) if c.isdigit())
    return match[0][:at] + str((int(match[0][at]) + 3) % 10) + match[0][at + 1 :]


def shift_year(match: re.Match[str]) -> str:
    return re.sub(r"(19|20)\d\d", lambda y: str(int(y[0]) - 4), match[0])


TITLE = r"<docTitle>[^<]*</docTitle>"
CLOSING = r'<docDate date="[^"]*" refersTo="#adoptionDate">[^<]*</docDate>'


@kind("the day of the title line")
def title_day(text: str, language: str, rng: Random) -> str | None:
    return once(
        TITLE,
        lambda m: re.sub(
            r"\b(\d{1,2})(?=\D{1,5}\w+\D{1,6}20\d\d|日)", lambda d: str(int(d[1]) % 27 + 1), m[0], count=1
        ),
        text,
        rng,
    )


@kind("the year of the title line")
def title_year(text: str, language: str, rng: Random) -> str | None:
    return once(TITLE, shift_year, text, rng)


@kind("the year of the closing line")
def closing_year(text: str, language: str, rng: Random) -> str | None:
    return once(
        CLOSING, lambda m: m[0][: m[0].index(">")] + shift_year(re.match(".*", m[0][m[0].index(">") :])), text, rng
    )


@kind("the month of the title line", *MONTHS)
def title_month(text: str, language: str, rng: Random) -> str | None:
    names = MONTHS[language]
    return once(
        TITLE,
        lambda m: re.sub("|".join(names), lambda n: names[(names.index(n[0]) + 1) % 12], m[0], count=1),
        text,
        rng,
    )


@kind("the date of the metadata")
def metadata_date(text: str, language: str, rng: Random) -> str | None:
    return once(
        r'<FRBRdate date="\d{4}',
        lambda m: m[0][:-1] + str((int(m[0][-1]) + 3) % 10),
        text[: text.find("</FRBRWork>")],
        rng,
    ) and text.replace('<FRBRdate date="20', '<FRBRdate date="19', 1)


@kind("the agenda item in the words")
def item_words(text: str, language: str, rng: Random) -> str | None:
    return once(r'name="agenda item">[^<]*\d+[^<]*<', other_digit, text, rng)


@kind("the agenda item in the value")
def item_value(text: str, language: str, rng: Random) -> str | None:
    return once(r'title="\d+" name="agenda item"', lambda m: m[0].replace('title="', 'title="9'), text, rng)


@kind("the meeting")
def meeting(text: str, language: str, rng: Random) -> str | None:
    return once(
        r'(?:refersTo="#adoptionMeeting">|name="adoptionMeeting" title="[^"]*">)[^<]*\d+', other_digit, text, rng
    )


@kind("a digit of the symbol")
def symbol(text: str, language: str, rng: Random) -> str | None:
    return once(r'<docNumber refersTo="#symbol">[^<]*?\d+(?=<| \()', other_digit, text, rng)


@kind("the number before the title")
def number(text: str, language: str, rng: Random) -> str | None:
    return once(r"<docNumber>\d+/\d+", other_digit, text, rng)


@kind("the symbol in the report line")
def report_symbol(text: str, language: str, rng: Random) -> str | None:
    return once(r'name="originating document">A/\d+/\d+', other_digit, text, rng)


@kind("the paragraph in the report line")
def report_paragraph(text: str, language: str, rng: Random) -> str | None:
    return once(r'name="originating document">[^<]*\d+(?=[^\d<]*<)', other_digit, text, rng)


@kind("issued before it was adopted")
def issued(text: str, language: str, rng: Random) -> str | None:
    return once(r'refersTo="#dateOfIssuance">[^<]*', shift_year, text, rng)


@kind("the value of the session")
def session(text: str, language: str, rng: Random) -> str | None:
    return once(r'<session [^>]*value="\d+', other_digit, text, rng)


@kind("a day that does not exist", *MONTHS)
def no_day(text: str, language: str, rng: Random) -> str | None:
    short = [MONTHS[language][n] for n in (3, 5, 8, 10)]
    return body(rf"\b\d{{1,2}}(?=[ \u00a0](?:de )?(?:{'|'.join(short)})\b)", "31", text, rng)


@kind("the 30th of February", *MONTHS)
def february(text: str, language: str, rng: Random) -> str | None:
    return body(rf"\b\d{{1,2}}(?=[ \u00a0](?:de )?{MONTHS[language][1]}\b)", "30", text, rng)


@kind("the 31st of a short month, Chinese", "zho")
def no_day_zho(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=月)\d{1,2}(?=日)", "32", text, rng)


@kind("the 31st of a short month, Arabic", "ara")
def no_day_ara(text: str, language: str, rng: Random) -> str | None:
    return body(r"\b\d{1,2}(?= (?:نيسان/أبريل|حزيران/يونيه|أيلول/سبتمبر|تشرين الثاني/نوفمبر))", "31", text, rng)


@kind("a citation of a session to come")
def later_session(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<![\d/A-Za-z.])\d\d(?=/\d{1,3}(?![\d/]))", "96", text, rng)


@kind("a citation later than the text", "eng", "fra", "spa", "rus")
def later_date(text: str, language: str, rng: Random) -> str | None:
    month = "|".join(MONTHS[language])
    return body(
        rf"\d\d/\d{{1,3}},? (?:of|du|de|от) \d{{1,2}} (?:de )?(?:{month}) (?:de )?20\d\d",
        lambda m: m[0][:-4] + "2041",
        text,
        rng,
    )


@kind("a resolution of the Council of a year to come")
def later_council(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\d{4} \()20\d\d(?=\))|(?<=\d{4}\()20\d\d(?=\))", "2039", text, rng)


@kind("number and date that do not fit", "eng", "fra", "spa", "rus")
def unfit(text: str, language: str, rng: Random) -> str | None:
    month = "|".join(MONTHS[language])
    return body(
        rf"[67]\d/\d{{1,3}},? (?:of|du|de|от) \d{{1,2}} (?:de )?(?:{month}) (?:de )?20\d\d",
        lambda m: m[0][:-4] + "1994",
        text,
        rng,
    )


@kind("a paragraph of its own that does not exist")
def own_paragraph(text: str, language: str, rng: Random) -> str | None:
    if "<num>3" not in text:
        return None
    join = "" if language == "zho" else " "
    return once(
        r"(?=[;；؛.。]</p>)|(?=[\u00a0 ];</p>)",
        join + PARAGRAPH[language],
        text[: text.find("</mainBody>")],
        rng,
        "<mainBody>",
    ) and once(r"(?=[;；؛]</p>)|(?=[\u00a0 ];</p>)", join + PARAGRAPH[language], text, rng, "<mainBody>")


@kind("a link that leads elsewhere")
def link(text: str, language: str, rng: Random) -> str | None:
    return once(r'<a href="https?://(?:undocs\.org|docs\.un\.org)/[^"]*\d(?=">[^<]*\d)', other_digit, text, rng)


@kind("a quotation mark that does not close", "eng", "spa", "zho")
def unclosed(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\w)”(?=[^”]*$)", "", text, rng)


@kind("a quotation mark that does not open", "eng", "spa", "zho")
def unopened(text: str, language: str, rng: Random) -> str | None:
    return body(r"^[^“]*\K“" if False else r"“(?=\w)", "", text, rng)


@kind("« without »", "fra", "rus")
def guillemets(text: str, language: str, rng: Random) -> str | None:
    return body(r"[\u00a0 ]?»", "", text, rng)


@kind("Arabic marks out of pair", "ara")
def arabic_marks(text: str, language: str, rng: Random) -> str | None:
    return body(r"“(?=[ ،؛.])", "", text, rng)


@kind("《 without 》", "zho")
def book_marks(text: str, language: str, rng: Random) -> str | None:
    return body(r"》", "", text, rng)


@kind("a bracket that does not close")
def bracket(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[^\s\d]{3})\)(?=[ ,;.，；、])", "", text, rng)


@kind("a bracket that does not open")
def bracket_open(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\s)\((?=[^()]{6,}\))", "", text, rng)


@kind("TODO")
def todo(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\w) (?=\w)|(?<=[\u4e00-\u9fff])(?=，)", " TODO ", text, rng)


@kind("xxx")
def dummy(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\w) (?=\w)|(?<=[\u4e00-\u9fff])(?=，)", " xxx ", text, rng)


@kind("mojibake", "fra", "spa")
def mojibake(text: str, language: str, rng: Random) -> str | None:
    return body(r"\w*[éèáíóñç]\w*", lambda m: m[0].encode().decode("cp1252", "replace"), text, rng)


@kind("mojibake of other scripts", "rus", "ara", "zho")
def mojibake_other(text: str, language: str, rng: Random) -> str | None:
    return body(r"[\u0400-\u04ff\u0620-\u064a\u4e00-\u9fff]{5}", lambda m: m[0].encode().decode("latin-1"), text, rng)


@kind("a letter that became ?", "fra", "spa", "rus")
def lost_letter(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[a-zа-я]{2})[éóíа-я](?=[a-zа-я]{2})", "?", text, rng)


@kind("mark-up that became text")
def entity(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\w) (?=\w)|(?<=[\u4e00-\u9fff])(?=，)", " &amp;nbsp;", text, rng)


@kind("a doubled word", "eng", "fra", "spa", "rus")
def doubled(text: str, language: str, rng: Random) -> str | None:
    return body(
        r"(?<= )(?!that |had |nous |vous |faire |que |что |is |her )[^\W\dA-ZА-Я]{2,5} (?=\w)",
        lambda m: m[0] * 2,
        text,
        rng,
    )


@kind("a doubled word, Arabic", "ara")
def doubled_ara(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<= )[\u0620-\u064a]{4,6} (?=[\u0620-\u064a])", lambda m: m[0] * 2, text, rng)


@kind("a doubled word, Chinese", "zho")
def doubled_zho(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<![目标])[的和在是](?!确)", lambda m: m[0] * 2, text, rng)


@kind("a space before a comma", "eng", "spa", "rus", "fra")
def space_comma(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[a-zа-я]{3}), (?=\w)", " , ", text, rng)


@kind("a space before a mark, Arabic and Chinese", "ara", "zho")
def space_mark(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[\w])(?=[،，])", " ", text, rng)


@kind("no space after a comma", "eng", "spa", "rus", "fra", "ara")
def no_space(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[^\W\d]{3})([,،]) (?=[^\W\d]{3})", r"\1", text, rng)


@kind("two commas")
def two_commas(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\w)([,،，])", r"\1\1", text, rng)


@kind("a paragraph without a mark at its end")
def no_end(text: str, language: str, rng: Random) -> str | None:
    return once(r"(?<=[^\W\d]{4})[\u00a0 ]?[;؛；,،，](?=</p>\s*</(?:content|container)>)", "", text, rng, "<preamble>")


@kind("a last paragraph that ends with a semicolon")
def last_end(text: str, language: str, rng: Random) -> str | None:
    end = text.rfind("</mainBody>")
    found = list(re.finditer(r"[.。](?=</p>)", text[:end])) if end >= 0 else []
    if not found:
        return None
    mark = {"zho": "；", "ara": "؛"}.get(language, ";")
    return text[: found[-1].start()] + mark + text[found[-1].end() :]


@kind("a passage left untranslated")
def untranslated(text: str, language: str, rng: Random) -> str | None:
    words = SENTENCE["eng" if language == "eng" else "other"]
    return once(r"(<content [^>]*>\s*<p[^>]*>)(?:(?!</p>).)*(?=</p>)", lambda m: m[1] + words, text, rng, "<mainBody>")


STATES = ("Afghanistan", "Azerbaijan", "Azerbaïdjan", "Azerbaiyán", "Bangladesh", "Kazakhstan", "Kazajstán", "Liechtenstein", "Mozambique", "Nicaragua",
          "Nigeria", "Philippines", "Filipinas", "Somalia", "Somalie", "Ukraine", "Ucrania", "Uzbekistan", "Venezuela", "Zimbabwe", "Афганистан", "Украин", "Венесуэл")  # fmt: skip


@kind("a misspelt State", "eng", "fra", "spa")
def state(text: str, language: str, rng: Random) -> str | None:
    return body(
        "|".join(one for one in STATES if len(one) > 7), lambda m: m[0][:3] + m[0][4] + m[0][3] + m[0][5:], text, rng
    )


@kind("a State on two sides of the vote")
def two_sides(text: str, language: str, rng: Random) -> str | None:
    counts = re.findall(r"<count .*?</count>", text, re.DOTALL)
    first = re.search(r"<organization[^>]*>[^<]+</organization>", counts[0]) if len(counts) > 1 else None
    if first is None or "<organization" not in counts[1]:
        return None
    return text.replace(counts[1], re.sub(r"<organization[^>]*>[^<]+</organization>", first[0], counts[1], count=1), 1)


@kind("a number of votes")
def votes(text: str, language: str, rng: Random) -> str | None:
    return once(r'<count value="\d+"', other_digit, text, rng)


@kind("a paragraph number left out")
def number_skipped(text: str, language: str, rng: Random) -> str | None:
    found = list(re.finditer(r"<num>(\d+)(\.|\s?-)</num>", text))
    if len(found) < 4:
        return None
    match = found[len(found) // 2]
    return text[: match.start(1)] + str(int(match[1]) + 1) + text[match.end(1) :]


@kind("a note that is missing")
def note_gone(text: str, language: str, rng: Random) -> str | None:
    notes = list(re.finditer(r"<authorialNote .*?</authorialNote>", text, re.DOTALL))
    if len(notes) < 3:
        return None
    match = notes[1]
    return text[: match.start()] + text[match.end() :]


@kind("a note number twice")
def note_twice(text: str, language: str, rng: Random) -> str | None:
    return text.replace('marker="2"', 'marker="1"', 1) if 'marker="2"' in text and 'marker="1"' in text else None


@kind("a Latin letter in a Cyrillic word", "rus")
def latin(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[а-я]{2})о(?=[а-я]{2})", "o", text, rng)


@kind("a half-width comma in Chinese", "zho")
def half_width(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ",", text, rng)


@kind("a Latin comma in Arabic", "ara")
def latin_comma(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=[\u0620-\u064a])،", ",", text, rng)


@kind("Eastern digits in Arabic", "ara")
def eastern(text: str, language: str, rng: Random) -> str | None:
    return body(r"20\d\d", lambda m: m[0].translate({ord(str(n)): chr(0x660 + n) for n in range(10)}), text, rng)


@kind("a soft hyphen")
def soft(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\w{2})(?=\w{2})", "\u00ad", text, rng)


@kind("an accent that is not composed", "fra", "spa")
def decomposed(text: str, language: str, rng: Random) -> str | None:
    return body(r"[éèáíó]", lambda m: unicodedata.normalize("NFD", m[0]), text, rng)


@kind("a paragraph twice")
def twice(text: str, language: str, rng: Random) -> str | None:
    return once(r"<p[^>]*>[^<]{60,}</p>", lambda m: m[0] * 2, text, rng, "<mainBody>") or once(
        r"(<container [^>]*>.*?</container>)", lambda m: m[0] * 2, text, rng, "<preamble>"
    )


@kind("a straight apostrophe", "fra")
def apostrophe(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=\w)’(?=\w)", "'", text, rng)


@kind("a plain space before a semicolon", "fra")
def french_space(text: str, language: str, rng: Random) -> str | None:
    return body(r"\u00a0;", " ;", text, rng)


@kind("a capital without accent", "fra")
def capital(text: str, language: str, rng: Random) -> str | None:
    return body(r"États?(?= [a-zé])", lambda m: "E" + m[0][1:], text, rng)


@kind("the organ of another body")
def organ(text: str, language: str, rng: Random) -> str | None:
    names = {"eng": ("General Assembly", "Security Council"), "fra": ("Assemblée générale", "Conseil de sécurité"),
             "spa": ("Asamblea General", "Consejo de Seguridad"), "rus": ("Генеральная Ассамблея", "Совет Безопасности"),
             "zho": ("大会", "安全理事会"), "ara": ("الجمعية العامة", "مجلس الأمن")}[language]  # fmt: skip
    return once(
        r'class="rightBig">[^<]*',
        lambda m: 'class="rightBig">' + names["/RES/" in text and '<docNumber refersTo="#symbol">A/' in text],
        text,
        rng,
    )


@kind("the letter of the job number")
def job(text: str, language: str, rng: Random) -> str | None:
    letter = "F" if language != "fra" else "E"
    return once(r"(?=</p>)", f" 24-12345 ({letter})", text, rng, "<mainBody>")


@kind("a breaking change of language in the metadata")
def language_code(text: str, language: str, rng: Random) -> str | None:
    return text.replace(
        f'<FRBRlanguage language="{language}"', f'<FRBRlanguage language="{"fra" if language != "fra" else "rus"}"', 1
    )


@kind("a figure", together=True)
def figure(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<![\d/.,A-Za-z(])\d{2,3}(?![\d/.,)A-Za-z])(?! ?\()", lambda m: str(int(m[0]) + 11), text, rng)


@kind("a large figure", together=True)
def large(text: str, language: str, rng: Random) -> str | None:
    return once(
        r"(?<=>)\s*\d{1,3}(?:[ \u00a0,]\d{3})+(?=\s*<)|\d{1,3}(?:[\u00a0,]\d{3})+", other_digit, text, rng, "<preamble>"
    )


@kind("a year", together=True)
def year(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<![\d/(])20\d\d(?![\d/)])", lambda m: str(int(m[0]) - 7), text, rng)


@kind("a month", "eng", "fra", "spa", "rus", together=True)
def month(text: str, language: str, rng: Random) -> str | None:
    names = MONTHS[language]
    return body(
        rf"(?<=\d )(?:de )?(?:{'|'.join(names)})(?= )",
        lambda m: m[0].replace(m[0].split()[-1], names[(names.index(m[0].split()[-1]) + 2) % 12]),
        text,
        rng,
    )


@kind("a month, Chinese", "zho", together=True)
def month_zho(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<=年)\d{1,2}(?=月)", lambda m: str(int(m[0]) % 12 + 1), text, rng)


@kind("a day", "eng", "fra", "spa", "rus", together=True)
def day(text: str, language: str, rng: Random) -> str | None:
    return body(
        rf"\b\d{{1,2}}(?= (?:de )?(?:{'|'.join(MONTHS[language])}) )", lambda m: str(int(m[0]) % 27 + 2), text, rng
    )


@kind("a resolution cited", together=True)
def resolution(text: str, language: str, rng: Random) -> str | None:
    return body(r"(?<![\d/A-Za-z.])[4-8]\d/\d{2,3}(?![\d/])", other_digit, text, rng)


@kind("a symbol cited", together=True)
def cited(text: str, language: str, rng: Random) -> str | None:
    return once(r"(?<=>)[AES]/[\dA-Z./]*\d{2,}(?=<)", other_digit, text, rng, "<preamble>")


@kind("a note lost in one language", together=True)
def note_lost(text: str, language: str, rng: Random) -> str | None:
    notes = list(re.finditer(r"<authorialNote .*?</authorialNote>", text, re.DOTALL))
    if len(notes) < 2:
        return None
    last = notes[-1]
    return text[: last.start()] + text[last.end() :]


@kind("a paragraph lost, the others renumbered", together=True)
def paragraph_lost(text: str, language: str, rng: Random) -> str | None:
    found = [
        m
        for m in re.finditer(
            r"<paragraph [^>]*>\s*<num>(\d+)[^<]*</num>(?:(?!<paragraph |<list).)*?</paragraph>", text, re.DOTALL
        )
    ]
    if len(found) < 6:
        return None
    gone = found[len(found) // 2]
    after = re.sub(r"<num>(\d+)", lambda m: f"<num>{int(m[1]) - 1}", text[gone.end() :])
    return text[: gone.start()] + after


@kind("the report line lost", together=True)
def report_lost(text: str, language: str, rng: Random) -> str | None:
    return once(r'<p[^>]*>\s*<docProponent refersTo="#\w+Committee">(?:(?!</p>).)*</p>', "", text, rng)


@kind("the agenda item of the line in one language", together=True)
def item_changed(text: str, language: str, rng: Random) -> str | None:
    changed = once(
        r'title="(\d+)" name="agenda item">[^<]*', lambda m: m[0].replace(m[1], str(int(m[1]) + 11)), text, rng
    )
    return changed


@kind("a large number by its scale", "eng", "fra", "spa", together=True)
def scale(text: str, language: str, rng: Random) -> str | None:
    return body(
        r"(?<=\d )(?:million|millions|millones)\b",
        {"eng": "billion", "fra": "milliards", "spa": "billones"}[language],
        text,
        rng,
    )
