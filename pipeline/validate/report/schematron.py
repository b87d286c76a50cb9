"""Rules that one XPath expression can say, as ISO Schematron.

Reads `templates/validation/schematron.toml` and the register of rules. Gives a schema for editors and other validators.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

import pipeline.validate.rules  # noqa: F401 - registers them
from pipeline.akn.names import AKN
from pipeline.data import TEMPLATES, Record, decode
from pipeline.errors import Place, TemplateError
from pipeline.validate.model.rule import REGISTER, Rule

FILE = TEMPLATES / "validation" / "schematron.toml"
_NAMESPACE = "http://purl.oclc.org/dsdl/schematron"


class Expression(Record, frozen=True, kw_only=True):
    """A rule as XPath 1.0."""

    context: str
    """The elements that are checked."""
    test: str
    """What must hold of each."""


@cache
def expressions() -> dict[str, Expression]:
    """Return the expressions by rule. Raises TemplateError for one of no rule."""
    found = decode(FILE, dict[str, Expression])
    unknown = sorted(set(found) - set(REGISTER))
    if unknown:
        raise TemplateError(f"there is no rule {unknown[0]}", place=Place(FILE))
    return found


def schematron() -> str:
    """Return the schema, a pattern for each rule; the message is the title of the rule and its advice."""
    etree.register_namespace("sch", _NAMESPACE)
    schema = _element("schema", queryBinding="xslt")
    schema.append(_element("title", "Rules of the validator that XPath can say"))
    schema.append(_element("ns", prefix="akn", uri=AKN))
    schema.extend(_pattern(REGISTER[name], expression) for name, expression in sorted(expressions().items()))
    etree.indent(schema)
    text: str = etree.tostring(schema, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _pattern(rule: Rule, expression: Expression) -> etree._Element:
    pattern = _element("pattern", id=rule.id)
    check = etree.SubElement(pattern, f"{{{_NAMESPACE}}}rule", context=expression.context)
    message = f"{rule.id}: {rule.title}. {rule.suggestion}"
    check.append(_element("assert", message, test=expression.test, role=rule.severity.value))
    return pattern


def _element(name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{_NAMESPACE}}}{name}", attributes)
    element.text = text or None
    return element
