"""Slips that the published files hold, in short extracts rewritten: the language that stands alone is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import check
from tests.validate.works import text, work

# Rule, words of the message, the sentence in each language; the last language is the one that slips.
SLIPS = [
    (
        "LANG-001",
        "Arabic alone says 23\u00a0063\u00a0300, where",
        {
            "eng": "Decides to appropriate the amount of 28,063,300 dollars for the year;",
            "fra": "Décide d’ouvrir un crédit de 28\u00a0063\u00a0300 dollars pour l’année\u00a0;",
            "zho": "决定批款28 063 300美元供本年度使用；",
            "ara": "تقرر أن تخصص مبلغا قدره 300 063 23 دولار لهذه السنة؛",
        },
    ),
    (
        "LANG-001",
        "French alone says 2021, where",
        {
            "eng": "Decides to extend the mandate until 15 March 2023, and welcomes the elections of 2022;",
            "rus": "постановляет продлить мандат до 15 марта 2023 года и приветствует выборы 2022 года;",
            "spa": "Decide prorrogar el mandato hasta el 15 de marzo de 2023 y acoge las elecciones de 2022;",
            "fra": "Décide de proroger le mandat jusqu’au 15 mars 2023 et salue les élections de 2021\u00a0;",
        },
    ),
    (
        "LANG-001",
        "Russian alone says 2021, where",
        {
            "eng": "Recalls the Decade of Action, 2022–2030, and its objectives;",
            "fra": "Rappelle la Décennie d’action (2022-2030) et ses objectifs\u00a0;",
            "zho": "回顾行动十年(2022-2030年)及其目标；",
            "rus": "ссылается на Десятилетие действий, 2021–2030 годы, и его цели;",
        },
    ),
    (
        "LANG-003",
        "Arabic alone says 2518(2018), where",
        {
            "eng": "Recalls paragraph 34 of resolution 2518 (2020) of 30 March 2020;",
            "fra": "Rappelle le paragraphe 34 de la résolution 2518 (2020) du 30 mars 2020\u00a0;",
            "zho": "回顾2020年3月30日第2518(2020)号决议第34段；",
            "ara": "تشير إلى الفقرة 35 من القرار 2518 (2018) المؤرخ 30 آذار/مارس 2020؛",
        },
    ),
    (
        "LANG-001",
        "Arabic alone says 35, where",
        {
            "eng": "Recalls paragraph 34 of resolution 2518 (2020) of 30 March 2020;",
            "fra": "Rappelle le paragraphe 34 de la résolution 2518 (2020) du 30 mars 2020\u00a0;",
            "zho": "回顾2020年3月30日第2518(2020)号决议第34段；",
            "ara": "تشير إلى الفقرة 35 من القرار 2518 (2018) المؤرخ 30 آذار/مارس 2020؛",
        },
    ),
    (
        "LANG-001",
        "Chinese alone says 2020, where",
        {
            "eng": "Takes note of the report of the Secretary-General for 2021;",
            "fra": "Prend note du rapport du Secrétaire général pour 2021\u00a0;",
            "rus": "принимает к сведению доклад Генерального секретаря за 2021 год;",
            "zho": "注意到秘书长2020年的报告；",
        },
    ),
    (
        "LANG-002",
        "French alone says March, where",
        {
            "eng": "Decides to hold the session from 15 to 19 April 2022;",
            "spa": "Decide celebrar el período de sesiones del 15 al 19 de abril de 2022;",
            "zho": "决定于2022年4月15日至19日举行会议；",
            "fra": "Décide de tenir la session du 15 au 19 mars 2022\u00a0;",
        },
    ),
]
AROUND = "A/75/100", "A/75/200"


@pytest.mark.parametrize(("rule", "words", "sentences"), SLIPS, ids=[f"{r} {w}" for r, w, _ in SLIPS])
def test_the_language_that_stands_alone_is_named(
    rule: str, words: str, sentences: dict[str, str], tmp_path: Path
) -> None:
    work(
        tmp_path,
        {language: text(language, [AROUND[0], sentence, AROUND[1]]) for language, sentence in sentences.items()},
    )
    slipping = [*sentences][-1]
    found = [f for f in check([tmp_path], "corpus").findings if f.rule == rule]
    assert [Path(f.file).stem for f in found] == [slipping], found
    assert words in found[0].message
    assert {Path(one.file).stem for one in found[0].related} == {*sentences} - {slipping}


# What the languages write each in their own way, and no slip.
SAME = [
    {
        "eng": "the $5.4 million of 4–18 July 2022, 690 million to 783 million people, the COVID-19 pandemic",
        "fra": "les 5,4 millions de dollars du 4 au 18 juillet 2022, 690 à 783 millions de personnes, la pandémie de maladie à coronavirus 2019 (COVID-19)",
        "spa": "los 5,4 millones de dólares del 4 al 18 de julio de 2022, entre 690 y 783 millones de personas, la pandemia de COVID-19",
        "zho": "2022年7月4日至18日的540万美元，6.9亿至7.83亿人，2019冠状病毒病(COVID-19)疫情",
        "ara": "مبلغ 5,4 ملايين دولار من 4 إلى 18 تموز/يوليه 2022، وما بين 690 و 783 مليون شخص، وجائحة كوفيد-19",
        "rus": "5,4 млн долл. с 4 по 18 июля 2022 года, от 690 до 783 миллионов человек, пандемия COVID-19",
    },
    {
        "eng": "its twenty-fifth session, resolution 2200 A (XXI), HIV/AIDS, 2025/26",
        "fra": "sa vingt-cinquième session, résolution 2200 A (XXI), VIH/sida, 2025/26",
        "zho": "第二十五届会议，第2200A(XXI)号决议，艾滋病毒/艾滋病，2025/26年",
        "ara": "دورتها الخامسة والعشرين، القرار 2200 ألف (د-21)، 2025/2026",
        "rus": "двадцать пятая сессия, резолюция 2200 А (XXI), ВИЧ/СПИД, 2025/26 год",
    },
    {
        "eng": "goal 16 and target 16.2, 56 234 300 dollars, A/C.6/64/SR.1–28/Corrigendum, March 2020",
        "fra": "l’objectif 16 et la cible 16.2, 56\u2009234\u2009300 dollars, A/C.6/64/SR.1-28/Corrigendum, mars 2020",
        "spa": "el Objetivo 16 y la meta 16.2, 56.234.300 dólares, A/C.6/64/SR.1–28/Corrigendum, marzo de 2020",
        "ara": "الهدف 16 والغاية 16-2، 56 234 300 دولار، A/C.6/64/SR.1-28/Corrigendum، آذار/مارس 2020",
        "rus": "цель 16 и задача 16.2, 56 234 300 долл., A/C.6/64/SR.1–28/Corrigendum, “Shared responsibility”, March 2020",
    },
    {
        "eng": "regulation 4.10, the past 25 years, 100 per cent compliance",
        "fra": "article 4.10, les 25 dernières années, application intégrale",
        "ara": "البند 4-10، السنوات الخمس والعشرين المنصرمة، الامتثال الكامل",
        "rus": "положение 4.10, последние 25 лет, полное соблюдение",
    },
]


@pytest.mark.parametrize("sentences", SAME, ids=["figures", "words", "foreign forms", "words in any case"])
def test_what_languages_write_each_in_its_way_is_the_same(sentences: dict[str, str], tmp_path: Path) -> None:
    work(
        tmp_path,
        {language: text(language, [AROUND[0], sentence, AROUND[1]]) for language, sentence in sentences.items()},
    )
    found = [f for f in check([tmp_path], "corpus").findings if f.rule.startswith("LANG")]
    assert [str(f) for f in found] == []


def test_a_report_line_that_one_language_lacks_is_named(tmp_path: Path) -> None:
    texts = {code: text(code, ["A/75/100", "A/75/200"], report=code != "zho") for code in ("eng", "fra", "rus", "zho")}
    work(tmp_path, texts)
    found = [f for f in check([tmp_path], "corpus").findings if f.rule == "LANG-004"]
    assert [(Path(f.file).stem, "docProponent is missing" in f.message) for f in found] == [("zho", True)]


def test_a_lost_paragraph_is_named_though_the_others_are_renumbered(tmp_path: Path) -> None:
    paragraphs = [f"A/75/{n}00" for n in range(1, 8)]
    texts = {
        code: text(code, paragraphs if code != "fra" else [*paragraphs[:3], *paragraphs[4:]])
        for code in ("eng", "fra", "rus", "zho")
    }
    work(tmp_path, texts)
    found = [f for f in check([tmp_path], "corpus").findings if f.rule == "LANG-004"]
    assert [(Path(f.file).stem, f.message.startswith("paragraph 4 is missing")) for f in found] == [("fra", True)]


def test_a_wrong_figure_in_one_of_two_like_paragraphs_is_reported_as_a_figure(tmp_path: Path) -> None:
    sentences = {
        "eng": "Decides to apportion 28,063,300 dollars gross and 25,634,100 dollars net;",
        "fra": "Décide de répartir un montant brut de 28\u00a0063\u00a0300 dollars et net de 25\u00a0634\u00a0100 dollars\u00a0;",
        "spa": "Decide prorratear 28.063.300 dólares en cifras brutas y 25.634.100 dólares en cifras netas;",
    }
    wrong = sentences["spa"].replace("28.", "23.")
    texts = {code: text(code, ["A/75/100", words, words, "A/75/200", "A/75/300"]) for code, words in sentences.items()}
    more = "<p>Uno.</p></content></paragraph><paragraph eId='para_6'><content><p>Dos.</p>"
    texts["spa"] = text("spa", ["A/75/100", wrong, sentences["spa"], "A/75/200", "A/75/300"]).replace(
        "</content></paragraph>\n</mainBody>", f"{more}</content></paragraph>\n</mainBody>"
    )
    work(tmp_path, texts)
    found = [f for f in check([tmp_path], "corpus").findings if f.rule.startswith("LANG")]
    assert [(Path(f.file).stem, f.rule) for f in found] == [("spa", "LANG-001")], found
    assert "Spanish alone says 23\u00a0063\u00a0300" in found[0].message


def test_references_to_a_paragraph_that_has_another_number_in_one_language_are_the_same(tmp_path: Path) -> None:
    sentences = {
        "eng": "Recalls the procedure described in paragraph {0} of this text;",
        "rus": "напоминает о процедуре, описанной в пункте {0} настоящего текста;",
        "fra": "Rappelle la procédure décrite au paragraphe {0} du présent texte\u00a0;",
    }
    numbers = {"eng": 13, "rus": 13, "fra": 14}
    paragraphs = [f"A/75/{n}00" for n in range(1, 21)]
    texts = {code: text(code, [*paragraphs, words.format(numbers[code])]) for code, words in sentences.items()}
    for n in range(20, 3, -1):
        texts["fra"] = texts["fra"].replace(f"<num>{n}.</num>", f"<num>{n + 1}.</num>")
    work(tmp_path, texts)
    assert [f.message for f in check([tmp_path], "corpus").findings if f.rule == "LANG-001"] == []
    (tmp_path / "fra.xml").write_text(texts["fra"].replace("paragraphe 14 du", "paragraphe 15 du"), "utf-8")
    found = [f.message for f in check([tmp_path], "corpus").findings if f.rule == "LANG-001"]
    assert found == ["French alone says 15, where English and Russian say 13"]


def test_an_old_link_behind_new_words_is_reported(tmp_path: Path) -> None:
    linked = '<a href="https://undocs.org/ru/A/RES/74/142">75/168</a>'
    work(tmp_path, {"rus": text("rus", [f"ссылается на резолюцию {linked};", "A/75/200"])})
    found = [f for f in check([tmp_path], "corpus").findings if f.rule == "TEXT-023"]
    assert [f.message for f in found] == ["the words name 75/168, the link leads to 74/142"]
