"""Documents made up by hypothesis: Akoma Ntoso of every kind, sound and unsound, words of many scripts.

Reads a seed. Gives the bytes of files, the same for the same seed and version of hypothesis.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from sortedcontainers import SortedSet

from .mutate import AKN, NAMED, NAMES, ODD, PHRASES, TYPES, VALUES

_LEGAL = st.characters(
    exclude_categories=("Cs", "Cc"), include_characters="\t\n\r", exclude_characters="\ufffe\uffff"
)  # fmt: skip
_WORDS = ["peace", "Security Council", "the General Assembly,", "Recalling", "2022", "resolution 77/18", "l’Assemblée",
          "ООН", "الجمعية", "大会", "niño", "Straße", "A/RES/77/18", "12 345,6"]  # fmt: skip
_LANGUAGES = ["eng", "fra", "spa", "rus", "ara", "zho", "deu", "", "xx", "ar"]
_INLINES = [
    "span",
    "a",
    "sup",
    "sub",
    "b",
    "i",
    "ref",
    "inline",
    "date",
    "docTitle",
    "person",
    "quantity",
    "eol",
    "img",
]
_HOLDERS = [
    "paragraph", "section", "part", "list", "point", "sublist", "content", "container", "mod", "quotedStructure",
    "title", "blockList", "item", "alinea", "intro", "wrapUp", "hcontainer", "speech", "debateSection", "div",
    "ul", "li", "recital", "formula", "conclusions", "attachments", "attachment", "toc",
]  # fmt: skip
_LINES = [
    "p",
    "heading",
    "subheading",
    "num",
    "crossHeading",
    "block",
    "listIntroduction",
    "from",
    "tocItem",
    "caption",
]


def _element(name: str, inside: str, attributes: dict[str, str]) -> str:
    plain = {k: v for k, v in attributes.items() if not k.startswith("{")}
    given = "".join(f" {key}={quoteattr(value)}" for key, value in plain.items())
    return f"<{name}{given}>{inside}</{name}>"


_text = st.one_of(
    st.sampled_from(_WORDS), st.sampled_from(_WORDS), st.sampled_from(PHRASES), st.sampled_from(ODD),
    st.text(_LEGAL, max_size=30),
).map(lambda text: escape(text))  # fmt: skip
_plain = st.lists(_text, max_size=6).map(" ".join)
_attributes = st.dictionaries(st.sampled_from(NAMED), st.sampled_from(VALUES), max_size=2)
_note = st.builds(
    lambda marker, text: f"<authorialNote marker={quoteattr(marker)} placement='bottom'><p>{text}</p></authorialNote>",
    st.sampled_from(["1", "2", "3", "*", "", "a", "1 * * *"]),
    _plain,
)
_inlines = st.recursive(
    st.one_of(_plain, _note),
    lambda inner: st.one_of(
        st.builds(_element, st.sampled_from(_INLINES), inner, _attributes), st.lists(inner, max_size=3).map("".join)
    ),
    max_leaves=8,
)
_line = st.builds(_element, st.sampled_from(_LINES), _inlines, _attributes)
_cell = st.builds(_element, st.sampled_from(["td", "td", "th"]), _line, _attributes)
_table = st.lists(st.lists(_cell, max_size=4), max_size=4).map(
    lambda rows: "<table>" + "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows) + "</table>"
)
_blocks = st.recursive(
    st.one_of(_line, _line, _table, _inlines),
    lambda inner: st.builds(
        _element,
        st.one_of(st.sampled_from(_HOLDERS), st.sampled_from(_HOLDERS), st.sampled_from(NAMES)),
        st.lists(inner, max_size=5).map("".join),
        _attributes,
    ),
    max_leaves=15,
)
_zones = st.lists(
    st.tuples(
        st.sampled_from(
            ["coverPage", "preface", "preamble", "mainBody", "mainBody", "body", "conclusions", "debateBody"]
        ),
        st.lists(_blocks, max_size=4),
    ).map(lambda zone: _element(zone[0], "".join(zone[1]), {})),
    min_size=1,
    max_size=4,
).map("".join)


def _document(type: str, name: str, language: str, actor: str, inside: str) -> bytes:
    iri = f"/akn/un/statement/deliberation/{actor}/2025-03-01/79-999"
    return f"""<akomaNtoso xmlns="{AKN}" xmlns:akn4un="http://un.org/akn4un"><{type} name="{name}"><meta>
<identification source="#un"><FRBRWork><FRBRthis value="{iri}/!main"/><FRBRuri value="{iri}"/>
<FRBRdate date="2025-03-01" name="adoption"/></FRBRWork><FRBRExpression><FRBRuri value="{iri}/{language}@"/>
<FRBRdate date="2025-03-05" name="x"/><FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>
{inside}</{type}></akomaNtoso>""".encode()


_documents = st.builds(
    _document,
    st.sampled_from(TYPES),
    st.sampled_from(["resolution", "decision", "officialLetter", "presidentialStatement", "declaration", ""]),
    st.sampled_from(_LANGUAGES),
    st.sampled_from(["unga", "unsc", "unga-hrc", "un-ga", "x"]),
    _zones,
)


def made(number: int, count: int) -> list[bytes]:
    """Return `count` documents, or a few less if hypothesis cannot think of more, for the seed `number`."""
    found: list[bytes] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_documents)
    def gather(data: bytes) -> None:
        found.append(data)

    with _without_constants():
        gather()
    return found


@contextmanager
def _without_constants() -> Iterator[None]:
    """Hide the constants of loaded modules from hypothesis: what is made would depend on who asks."""
    none = providers.Constants(integers=SortedSet(), floats=SortedSet(), bytes=SortedSet(), strings=SortedSet())
    cache = type(providers.CONSTANTS_CACHE)(1024)
    with (
        patch.object(providers, "_get_local_constants", lambda: none),
        patch.object(providers, "CONSTANTS_CACHE", cache),
    ):
        yield
