"""Markup: escaping, attributes, elements.

Reads strings. Gives strings that are safe wherever they are put: text, attribute values, JSON and CSS inside a page.
"""

from __future__ import annotations

import json
import re
from functools import cache

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_CSS_UNSAFE = re.compile(r"[^A-Za-z0-9 /.,:;()–—-]")
_JSON_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def escape(text: str) -> str:
    """Return `text` for use as text or inside a quoted attribute value."""
    marked = "&" in text or "<" in text or ">" in text or '"' in text
    return text.translate(_ENTITIES) if marked else text


def attributes(**values: str | int | bool | None) -> str:
    """Return attributes with a leading space each; None, False and '' are left out, True gives a bare name.

    A trailing underscore is dropped from a name (`class_`), an inner one becomes a hyphen (`aria_label`).
    """
    parts = []
    for name, value in values.items():
        if not value and (value is False or value != 0):
            continue
        if value is True:
            parts.append(f" {_key(name)}")
        else:
            parts.append(f' {_key(name)}="{escape(value if isinstance(value, str) else str(value))}"')
    return "".join(parts)


@cache
def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def element(name: str, content: str, **values: str | int | bool | None) -> str:
    """Return an element around `content`, which is markup already."""
    return f"<{name}{attributes(**values)}>{content}</{name}>"


def json_script(value: object) -> str:
    """Return `value` as JSON that cannot end the script element it is in."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    for character, escaped in _JSON_UNSAFE.items():
        text = text.replace(character, escaped)
    return text


def css_string(text: str) -> str:
    """Return `text` as a quoted string of a style sheet inside a page."""
    return '"' + _CSS_UNSAFE.sub(lambda m: f"\\{ord(m.group()):x} ", text) + '"'


def without_controls(page: str) -> str:
    """Return `page` without the control characters and non-characters that HTML forbids."""
    return _FORBIDDEN.sub("", page)
