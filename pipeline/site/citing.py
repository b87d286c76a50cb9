"""How a text is cited: in a line as the United Nations cite, as RIS and as BibTeX for managers of references.

Reads a `SiteText`. Gives text. Values are put so that no title can end a field or begin another.
"""

from __future__ import annotations

import re

from pipeline.languages.dates import day
from pipeline.languages.strings import interface, strings
from pipeline.site.model import SiteText

_LINES = re.compile(r"\s+")
_BIBTEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_KEY = re.compile(r"[^A-Za-z0-9]+")


def in_a_line(text: SiteText) -> str:
    """Return the citation in the language of the text: organization, body, title, symbol, date."""
    own = strings(interface(text.identity.language))
    date = day(text.dated, interface(text.identity.language)) if text.dated else ""
    symbol = text.identity.symbol_printed
    place = f"{symbol} ({date})" if symbol and date else symbol or date
    parts = (*authors(text), text.heading, place)
    return _one_line(own.site.between.join(filter(None, parts)))


def authors(text: SiteText) -> tuple[str, ...]:
    """Return the organization and the body that issued a text, if they are known."""
    own, identity = strings(interface(text.identity.language)), text.identity
    if not identity.official:
        return ()
    body = own.site.bodies.get(identity.body.value, "") if identity.body.value != "other" else ""
    return tuple(filter(None, (own.skeleton.organization, body)))


def ris(text: SiteText, address: str) -> str:
    """Return the citation as a record of RIS, which ends with an empty line."""
    identity, date = text.identity, text.dated
    fields = [("TY", "RPRT"), *(("AU", f"{name},") for name in authors(text)), ("TI", text.heading)]
    fields += [("SN", identity.symbol), ("PY", str(date.year) if date else "")]
    fields += [("DA", date.strftime("%Y/%m/%d") if date else ""), ("LA", identity.language)]
    fields += [("UR", text.official_address or address), ("ER", "")]
    lines = (f"{tag}  - {_one_line(value)}".rstrip() for tag, value in fields if value or tag == "ER")
    return "\r\n".join(lines).replace("ER  -", "ER  - ") + "\r\n"


def bibtex(text: SiteText, address: str) -> str:
    """Return the citation as an entry of BibTeX."""
    identity, date = text.identity, text.dated
    fields = {
        "author": " and ".join(f"{{{_bibtex(name)}}}" for name in authors(text)),
        "title": f"{{{_bibtex(text.heading)}}}",
        "number": _bibtex(identity.symbol),
        "year": str(date.year) if date else "",
        "date": date.isoformat() if date else "",
        "langid": identity.language,
        "url": (text.official_address or address).replace("{", "%7B").replace("}", "%7D"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    key = _KEY.sub("-", f"{identity.symbol or text.download}-{identity.language}").strip("-")
    return f"@techreport{{{key},\n{lines}}}\n"


def _bibtex(text: str) -> str:
    return _one_line(text).translate(_BIBTEX)


def _one_line(text: str) -> str:
    return _LINES.sub(" ", text).strip()
