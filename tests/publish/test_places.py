"""Remarks of writers get the place of their block in the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Remark
from pipeline.publish.places import located
from pipeline.read import AKN, parse_bytes

SOURCE = f"""<akomaNtoso xmlns="{AKN}"><doc name="report"><mainBody>
<table eId="table_1"><tr><td><p>First</p></td></tr></table>
 <table><tr><td><p>Second <b>table</b></p></td></tr></table>
</mainBody></doc></akomaNtoso>"""


@pytest.mark.parametrize(
    ("remark", "place"),
    [
        (Remark("too wide", "table_1"), "a.xml:2:1: too wide"),
        (Remark("too wide", "", "Second table"), "a.xml:3:2: too wide"),
        (Remark("too wide", "table_9"), "too wide"),
        (Remark("too wide"), "too wide"),
    ],
)
def test_a_block_is_found_by_its_name_else_by_its_words(remark: Remark, place: str):
    assert located(parse_bytes(SOURCE.encode(), Path("a.xml")), remark) == place
