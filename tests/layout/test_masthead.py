"""Regions of the masthead, and the parts of a symbol."""

from __future__ import annotations

from pipeline.document import Link, Masthead, MastheadField, MastheadRole, Text
from pipeline.layout.masthead import ABOVE, below, in_print, symbol_parts


def test_the_first_component_of_a_symbol_stands_apart_from_its_slash():
    assert symbol_parts((Text("A/RES/80/92"),)) == (Text("A"), (Text("/RES/80/92"),))


def test_what_has_no_slash_has_no_large_component():
    assert symbol_parts((Text("Provisional"),)) == (None, (Text("Provisional"),))
    assert symbol_parts(()) == (None, ())


def test_a_symbol_that_is_a_link_stays_whole():
    linked = Text("A/62/1", link=Link("https://example.org"))
    assert symbol_parts((linked,)) == (None, (linked,))


def test_every_role_stands_above_the_second_rule_or_below_it():
    fields = tuple(MastheadField(role=role, inlines=(Text(role.value),)) for role in MastheadRole)
    under = below(Masthead(fields=fields))
    assert {f.role for f in under}.isdisjoint(ABOVE)
    assert {f.role for f in under} | set(ABOVE) == set(MastheadRole)


def test_the_language_is_above_that_of_the_original_whatever_the_order_of_the_source():
    roles = (MastheadRole.ORGAN, MastheadRole.DATE, MastheadRole.ORIGINAL, MastheadRole.LANGUAGE, MastheadRole.SESSION)
    fields = [MastheadField(role=role, inlines=(Text(role.value),)) for role in roles]
    in_order = [*roles[:2], MastheadRole.LANGUAGE, MastheadRole.ORIGINAL, MastheadRole.SESSION]
    assert [field.role for field in in_print(fields)] == in_order
    assert in_print(in_print(fields)) == in_print(fields)
    assert in_print(fields[:2]) == fields[:2]
