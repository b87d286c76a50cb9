"""Where the project's data files are: `templates/` and `source/schema/`.

Reads nothing. Gives paths, in a checkout beside the package, in an installed package inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
ROOT = _PACKAGE.parent if (_PACKAGE.parent / "templates").is_dir() else _PACKAGE / "_data"
TEMPLATES = ROOT / "templates"
SCHEMA = ROOT / "source" / "schema"
