"""The HTML writer: one self-contained page per document.

Reads a `Document`, its form, and `templates/html/`. Gives a page that needs no script and loads nothing from anywhere.
Whatever the page adds to the document's own words stands in an element with the attribute `data-generated`.
"""

from pipeline.write.html.page import write

__all__ = ["write"]
