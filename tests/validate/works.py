"""Small works in several languages, made for tests: only what the comparison of languages reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

HEAD = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<statement name="resolution"><meta><identification source="#un"><FRBRWork>
<FRBRthis value="/akn/un/statement/deliberation/un-ga/2020-12-31/75-999/!main"/>
<FRBRuri value="/akn/un/statement/deliberation/un-ga/2020-12-31/75-999"/>
<FRBRdate date="2020-12-31" name="adoption"/><FRBRauthor href="#un"/><FRBRcountry value="un"/></FRBRWork>
<FRBRExpression><FRBRthis value="/akn/un/statement/deliberation/un-ga/2020-12-31/75-999/{0}@/!main"/>
<FRBRuri value="/akn/un/statement/deliberation/un-ga/2020-12-31/75-999/{0}@"/>
<FRBRdate date="2020-12-31" name="publication"/><FRBRauthor href="#un"/><FRBRlanguage language="{0}"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/akn/un/statement/deliberation/un-ga/2020-12-31/75-999/{0}@/!main.xml"/>
<FRBRuri value="/akn/un/statement/deliberation/un-ga/2020-12-31/75-999/{0}@.xml"/>
<FRBRdate date="2020-12-31" name="markup"/><FRBRauthor href="#un"/><FRBRformat value="xml"/></FRBRManifestation>
</identification></meta>
"""
REPORT = {
    "eng": "[on the report of the Third Committee (A/75/478, para. 21)]",
    "fra": "[sur la base du rapport de la Troisième Commission (A/75/478, par. 21)]",
    "rus": "[по докладу Третьего комитета (A/75/478, пункт 21)]",
    "zho": "[根据第三委员会的报告(A/75/478，第21段)]",
}


def text(language: str, paragraphs: Sequence[str], *, report: bool = True) -> str:
    """Return the XML of one language; each paragraph is numbered."""
    line = f'<p><docProponent refersTo="#committee">{REPORT.get(language, REPORT["eng"])}</docProponent></p>'
    body = "".join(
        f'<paragraph eId="para_{n}"><num>{n}.</num><content><p>{words}</p></content></paragraph>\n'
        for n, words in enumerate(paragraphs, 1)
    )
    cover = f"<coverPage>{line if report else ''}<p>75/999</p></coverPage>"
    return f"{HEAD.format(language)}{cover}<mainBody>{body}</mainBody></statement></akomaNtoso>"


def work(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write the languages of a work into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, words in texts.items():
        (folder / f"{language}.xml").write_text(words, "utf-8")
    return folder
