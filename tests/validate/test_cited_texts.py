"""Citations against the texts cited: a wrong date or title is named, another text of the same number is not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import check
from pipeline.validate.model.finding import Finding
from tests.validate.works import HEAD

TITLE = "Promoting peace, security and sustainable development"


def _text(number: str, date: str, title: str, paragraph: str, language: str = "eng") -> str:
    head = HEAD.format(language).replace("2020-12-31", date).replace("75-999", number.replace("/", "-"))
    cover = (
        f'<coverPage><p><docNumber refersTo="#symbol">A/RES/{number}</docNumber></p></coverPage>'
        f'<preface><p><docTitle refersTo="#resolutionTitle">{title}</docTitle></p></preface>'
    )
    body = f'<mainBody><paragraph eId="para_1"><content><p>{paragraph}</p></content></paragraph></mainBody>'
    return f"{head}{cover}{body}</statement></akomaNtoso>"


def _found(folder: Path, paragraph: str, date: str = "2020-11-05") -> list[Finding]:
    (folder / "cited.xml").write_text(_text("75/12", date, TITLE, "Decides."), "utf-8")
    (folder / "citing.xml").write_text(_text("75/999", "2020-12-31", "Peace", paragraph), "utf-8")
    found = check([folder], "corpus").findings
    return [one for one in found if one.rule in ("TEXT-004", "TEXT-005")]


def test_a_date_that_is_not_that_of_the_text_cited_is_named_with_both_places(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, "Recalling its resolution 75/12 of 15 November 2020,")
    assert (Path(found.file).name, found.rule) == ("citing.xml", "TEXT-004")
    assert "2020-11-05" in found.message and "2020-11-15" in found.message
    assert [Path(one.file).name for one in found.related] == ["cited.xml"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Recalling its resolution 75/12 of 5 November 2020,",
        "Recalling Council resolution 75/12 of 5 April 1998,",
        "Recalling its resolution 75/13 of 15 November 2020,",
        f"Recalling its resolution 75/12 of 5 November 2020, entitled “{TITLE}”,",
        "Recalling its resolution 75/12, entitled “Sustainable development”, and “The Pact for the Future of us all”,",
        "Recalling its resolution 75/12, by which it declared the “International Year of Mountains and of Peace”,",
    ],
)
def test_a_right_citation_another_text_of_the_number_and_other_quotations_are_left_alone(
    paragraph: str, tmp_path: Path
) -> None:
    assert _found(tmp_path, paragraph) == []


def test_a_title_with_a_slip_is_named(tmp_path: Path) -> None:
    (found,) = _found(
        tmp_path, "Recalling resolution 75/12, entitled “Promoting peace, safety and sustainable development”,"
    )
    assert found.rule == "TEXT-005"
    assert TITLE in found.message
