"""What the entries of a language's data file are."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Words = Annotated[str, Meta(min_length=1)]
"""Words that are shown: never empty."""

Patterns = tuple[str, ...]
"""Regular expressions, of which any may match."""
