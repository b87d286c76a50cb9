"""Forms: how a document of a body and a period looks, and the words of each language.

Reads the TOML files in `templates/`. Gives `Form` (page, styles, rules of breaking, everything measured in points),
chosen for a document by `form_for`. Holds no measure itself: a missing key is a `TemplateError`.
"""

from pipeline.forms.form import AGENDA_TITLES, Form, Page, Style
from pipeline.forms.load import form_named
from pipeline.forms.measures import FittingMeasures, TableMeasures
from pipeline.forms.select import form_for

__all__ = [
    "AGENDA_TITLES", "FittingMeasures", "Form", "Page", "Style", "TableMeasures", "form_for", "form_named",
]  # fmt: skip
