"""Works and expressions: the texts in `source/` and their names.

Reads the folder `source/`. Gives `Expression`s. A work is a folder, an expression a file in it named
`<language>@<version>.xml`; its short name is `work/expression` [cli names.work].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.data import ROOT
from pipeline.errors import MissingInputError, Place, UsageError
from pipeline.files import exists
from pipeline.nearest import beside, nearest

_EXPRESSION = re.compile(r"[a-z]{3}@[^/@\s]*")
GIVE_FILES = "give files or folders: FILE.xml"
"""What to do if there is no text in `source/`, for messages."""
_SYMBOL = re.compile(r"[A-Za-z][\w.]*(?:/[\w.() -]+)+")
_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, order=True)
class Expression:
    """One expression of a work."""

    work: str
    expression: str
    path: Path

    @property
    def name(self) -> str:
        """Short name, `bamako-letter/fra@`."""
        return f"{self.work}/{self.expression}"

    @property
    def file_name(self) -> str:
        """Name of its outputs without format: `bamako-letter.fra`, `bamako-declaration.fra@unofficial-1`."""
        return f"{self.work}.{self.expression.removesuffix('@')}"


def project() -> Path:
    """Return the folder that holds `source/` and `dist/`: the checkout when working in it, else the working folder."""
    here = Path.cwd()
    return ROOT if (ROOT / "pyproject.toml").is_file() and here.is_relative_to(ROOT) else here


def expressions(folder: Path | None = None) -> list[Expression]:
    """Return all expressions in `source/`, by work and expression."""
    folder = folder or project() / "source"
    paths = folder.glob("*/*@*.xml")
    return sorted(Expression(p.parent.name, p.stem, p) for p in paths if is_expression(p))


def is_expression(path: Path) -> bool:
    """Return True for a file that is named as an expression in the folder of a work."""
    return bool(_EXPRESSION.fullmatch(path.stem)) and path.suffix == ".xml"


def find(name: str, folder: Path | None = None) -> list[Expression]:
    """Return the expressions that a name stands for: a work, a short name, a symbol, or an IRI of an Expression or
    Work.

    Raises UsageError for an empty name, MissingInputError for an unknown one, with the name or file most like it.
    """
    if not name.strip():
        raise UsageError("--source has no value", remedy="give a path, a folder or a name from `list`")
    known = expressions(folder)
    found = [e for e in known if name in (e.work, e.name, f"{e.name}.xml")]
    found = found or _by_iri(name, known) or _by_symbol(name, known)
    if not found:
        raise MissingInputError(f"no such file, folder or text: {name}", remedy=_remedy(name, known))
    return found


def paths_of(names: Sequence[str]) -> list[Path]:
    """Return the paths that names stand for: files and folders themselves, texts by name or IRI; for none all of them.

    Raises UsageError, MissingInputError.
    """
    own = expressions()
    if not names and not own:
        raise MissingInputError("there is no text in source/", place=Place(project() / "source"), remedy=GIVE_FILES)
    if not names:
        return [e.path for e in own]
    return [path for name in names for path in ([Path(name)] if exists(name) else [e.path for e in find(name)])]


def _remedy(name: str, known: list[Expression]) -> str:
    """Return what to do about a name that stands for nothing."""
    if name == "-":
        return "only `validate` reads standard input: give a file"
    if _MAGIC.search(name):
        return "no file fits this pattern"
    return nearest(name, _candidates(name, known)) or "`list` shows the texts of source/"


def _candidates(name: str, known: list[Expression]) -> list[str]:
    """Return the names that may have been meant: those of texts, and of what is in the folder of a path."""
    return [*dict.fromkeys(e.work for e in known), *(e.name for e in known), *beside(Path(name))]


def _by_symbol(name: str, known: list[Expression]) -> list[Expression]:
    """Return the expressions of the document with this symbol, whatever spaces and capitals are in it."""
    if not _SYMBOL.fullmatch(name) or name.endswith(".xml"):
        return []
    from pipeline.prepare import prepare
    from pipeline.read import parse_file

    bare = _bare(name)
    works = {e.work for e in known if _bare(prepare(parse_file(e.path)).identity.symbol) == bare}
    return [e for e in known if e.work in works]


def _bare(symbol: str) -> str:
    return "".join(symbol.split()).casefold()


def _by_iri(iri: str, known: list[Expression]) -> list[Expression]:
    """Return the expressions of which this is an IRI, or one of their Work."""
    if not iri.startswith(("/akn", "akn/")):
        return []
    from pipeline.akn.identification import Identification, document_element
    from pipeline.read import parse_file

    bare = iri.strip("/")
    found = []
    for expression in known:
        one = Identification(document_element(parse_file(expression.path).root))
        if bare in {value.strip("/") for value in one.expression.iris | one.work.iris}:
            found.append(expression)
    return found
