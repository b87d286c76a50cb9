"""Typical mistakes at the terminal, and what the program answers: made, checked, and printed as docs/mistakes.md.

    python -m tests.cli.mistakes > docs/mistakes.md

Reads a letter of source/. Gives for each mistake its exit status and the line that it is answered with. An answer says
where, what and what to do, in one line; `says` is the part of it that must not be missing.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake, the words typed, and the answer that is due."""

    what: str
    typed: str
    """Words after `undocs`, with spaces between; or with `shell` a line for a POSIX shell."""
    status: int
    says: str
    shell: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    stdin: str | None = ""

    @property
    def line(self) -> str:
        """Command line as typed."""
        variables = "".join(f"{name}={value} " for name, value in self.variables.items())
        return variables + (self.typed if self.shell else f"undocs {self.typed}")


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of the program."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The answer as the user reads it: the message, else the last line of what was printed."""
        return (self.err.strip() or self.out.strip().rpartition("\n")[2]).replace("\n", " ⏎ ")


MISTAKES = (
    # --- names of commands and options
    Mistake("command misspelt", "biuld letter.xml", 2, "there is no command 'biuld' (did you mean build?)"),
    Mistake("help misspelt", "hlep", 2, "(did you mean help?)"),
    Mistake("version asked for as a command", "version", 2, "(did you mean --version?)"),
    Mistake("option misspelt", "build letter.xml --fromats pdf", 2, "(did you mean --formats?)"),
    Mistake("one hyphen for two", "build letter.xml -formats pdf", 2, "(did you mean --formats?)"),
    Mistake("option without its value", "build letter.xml --out", 2, "--out has no value"),
    Mistake("option of another command", "build letter.xml --port 8000", 2, "build has no option --port"),
    Mistake("option given twice", "build letter.xml --formats pdf --formats txt", 2, "--formats is given twice"),
    Mistake("required option left out", "import word.docx", 2, "--out is missing"),
    Mistake("one text instead of two", "diff letter.xml", 2, "NEW is missing (usage: diff OLD NEW [options])"),
    Mistake("one argument too many", "diff letter.xml other.xml third.xml", 2, "unexpected argument 'third.xml'"),
    Mistake("option before the command", "--formats pdf build letter.xml", 2, "(the command comes first: build --formats)"),
    Mistake("file without a command", "letter.xml", 2, "is a file or folder, not a command (the command comes first: build letter.xml)"),
    Mistake("output as a second word", "import word.docx n.xml", 2, "(for the output: --out n.xml)"),
    Mistake("one letter of another program", "build letter.xml -f pdf", 2, "build has no option -f"),
    Mistake("command for a checkout", "bench", 2, "works only in a checkout of the project (run `inv bench` there)"),
    # --- values
    Mistake("format misspelt", "build letter.xml --formats doc", 2, "unknown value 'doc' (did you mean docx?"),
    Mistake("name of a program for a format", "build letter.xml --formats Word", 2, "(did you mean docx?"),
    Mistake("formats with a space", "build letter.xml --formats pdf txt", 2, "with commas: --formats pdf,txt"),
    Mistake("number as a word", "build letter.xml --jobs two", 2, "expected a whole number from 0, found 'two'"),
    Mistake("number out of range", "serve letter.xml --port 99999", 2, "from 1 to 65535, found '99999'"),
    Mistake("date of another country", "new letter --out n.xml --date 31.01.2026", 2, "such as 2026-01-31"),
    Mistake("no such language", "new letter --out n.xml --date 2026-01-31 --language Klingon", 2, "choose from ar,"),
    Mistake("language misspelt", "import word.docx --out n.xml --language Frensh", 2, "did you mean french?"),
    Mistake("no such kind", "new lettre --out n.xml --date 2026-01-31", 2, "(did you mean letter?"),
    Mistake("no symbol", "assign letter.xml --symbol banana", 2, "which begins with an organ (A/, S/, E/…)"),
    Mistake("language of reports by its name", "validate letter.xml --lang French", 2, "(did you mean fr?"),
    Mistake("language that reports do not have", "proofread letter.xml", 2, "reports cannot be written in “xx”", variables={"UNDOCS_LANG": "xx"}),
    Mistake("no such rule", "rules AKN4UN-999", 2, "no rule begins with “AKN4UN-999” (`rules` lists them)"),
    Mistake("rule to leave out misspelt", "validate letter.xml --ignore AKNUN-601", 2, "no rule begins with “AKNUN-601”"),
    Mistake("address without a scheme", "dist letter.xml --base-url example.org", 2, "such as https://example.org/folder"),
    Mistake("profile misspelt", "validate letter.xml --profile strikt", 2, "(did you mean strict?"),
    # --- files
    Mistake("file misspelt", "build leter.xml", 2, "no such file, folder or text: leter.xml (did you mean letter.xml?)"),
    Mistake("nothing to work on", "build", 2, "there is no text in source/ (give files or folders: FILE.xml)"),
    Mistake("nothing to check", "validate", 2, "there is no text in source/ (give files or folders: FILE.xml)"),
    Mistake("folder without XML", "build empty", 2, "empty: there is no XML file in this folder"),
    Mistake("folder for a file", "diff letter.xml empty", 2, "empty: this is a folder (give one file of it)"),
    Mistake("file for a folder", "build letter.xml --out other.xml", 2, "other.xml: this is a file, not a folder"),
    Mistake("name of a file for the folder of outputs", "build letter.xml --out letter.pdf", 2, "(give a folder: --out letter)"),
    Mistake("file for the folder of results", "validate letter.xml --cache other.xml", 2, "(choose another --cache)"),
    Mistake("folder called like a file", "build folder.xml", 2, "folder.xml: there is no XML file in this folder"),
    Mistake("no such revision", "validate HEAD~1:letter.xml", 2, "no such file or revision: HEAD~1:letter.xml"),
    Mistake("revision to correct", "validate - --fix", 2, "- cannot be corrected in its place (give a file"),
    Mistake("texts that do not differ", "corrigendum letter.xml other.xml --number 1", 2, "there is nothing to correct (give two versions)"),
    Mistake("day before the text", "at letter.xml --date 1990-01-01", 2, "did not exist on 1990-01-01"),
    Mistake("nothing to assign", "assign letter.xml", 2, "(give --symbol, --job, --date or --original)"),
    Mistake("final copy of a provisional text", "dist letter.xml --final", 1, "is provisional, so there is no final copy"),
    Mistake("PDF to import", "import page.pdf --out n.xml", 2, "this is a PDF file; only Word files and plain text are imported"),
    Mistake("old Word file to import", "import old.doc --out n.xml", 2, "this is an old Office file (.doc, .xls)"),
    Mistake("empty file", "build nothing.xml", 1, "nothing.xml:1:1: the file is empty (give an Akoma Ntoso file"),
    Mistake("Word file to build", "build word.docx", 1, "this is a Word file (give an Akoma Ntoso file; `import` makes"),
    Mistake("archive to build", "build archive.zip", 1, "this is a zip archive"),
    Mistake("web page to build", "build page.html", 1, "this is an HTML page"),
    Mistake("other XML to build", "build feed.xml", 1, "the root element is 'rss', not akomaNtoso"),
    Mistake("file cut off", "build cut.xml", 1, "not well-formed: Premature end of data"),
    Mistake("old encoding", "build latin.xml", 1, "save it as UTF-8, or name its encoding in the first line"),
    Mistake("XML to import", "import letter.xml --out n.xml", 2, "this is XML already (`validate` and `build` take it"),
    Mistake("archive to import", "import archive.zip --out n.xml", 2, "only Word files and plain text are imported"),
    Mistake("existing output", "import word.docx --out letter.xml", 2, "letter.xml: this file exists"),
    Mistake("missing copy", "verify archive.zap", 2, "cannot read: No such file or directory (did you mean archive.zip?)"),
    Mistake("other zip for a copy", "verify archive.zip", 2, "not a distribution copy"),
    Mistake("invalid key", "dist letter.xml --key letter.xml", 2, "letter.xml: not a private key"),
    Mistake("name longer than any file", f"build {'x' * 300}", 2, "no such file, folder or text: xxx"),
    Mistake("pattern that fits nothing", "build *.xmk", 2, "no such file, folder or text: *.xmk (no file fits this pattern)"),
    Mistake("standard input to build", "build -", 2, "only `validate` reads standard input: give a file"),
    Mistake("work by the path of a file", "history letter.xml", 0, "generation"),
    Mistake("text of a day by its path", "at letter.xml --date 2010-01-01", 0, "fra@"),
    Mistake("one language to compare", "proofread letter.xml", 0, "nothing was compared: no work is here in two languages"),
    Mistake("not a corrigendum", "apply letter.xml", 1, "this is not a corrigendum: it has no <amendment> (`corrigendum"),
    # --- the shell around it
    Mistake("standard input closed", "undocs validate - <&-", 1, "the file is empty", shell=True),
    Mistake("standard output closed", "undocs list >&-", 0, "", shell=True),
    Mistake("reader that goes away", "undocs rules | head -n 1", 0, "# Rules of the validator", shell=True),
    Mistake("disk full", "undocs rules > /dev/full", 2, "cannot write to standard output: No space left", shell=True),
    Mistake("help to a full disk", "undocs --help > /dev/full", 2, "cannot write to standard output", shell=True),
    Mistake("folder that cannot be written", "build letter.xml --out /proc/x", 2, "/proc/x: cannot write into this folder"),
    Mistake("path from another folder", "cd empty && undocs prepare ../letter.xml", 0, "", shell=True),
    Mistake("terminal of Windows", "prepare letter.xml", 0, "", variables={"PYTHONIOENCODING": "cp437"}),
    Mistake("terminal without letters", "list", 0, "there is no text in source/", variables={"PYTHONIOENCODING": "ascii"}),
    Mistake("date that is not a number", "build letter.xml", 2, "not a number of seconds", variables={"SOURCE_DATE_EPOCH": "today"}),
    Mistake("name of two lines", "undocs build $'two\\nlines.xmk'", 2, "two\\x0alines.xmk", shell=True),
    Mistake("reader that goes away from a build", "undocs build letter.xml --formats txt | head -c 1", 0, "", shell=True),
    Mistake("terminal of the C locale", "validate letter.xml --select AKN4UN-007", 0, "A", variables={"LANG": "C", "LC_ALL": "C"}),
    Mistake("terminal of twenty columns", "build letter.xml --formats txt", 0, "1 document in dist/", variables={"COLUMNS": "20"}),
    # --- what is not a mistake here
    Mistake("name with spaces and signs", "undocs build 'für alle 😀.xml' --formats txt", 0, "1 document in dist/: 1 built", shell=True),
    Mistake("command in capitals", "BUILD letter.xml --formats TXT", 0, "1 document in dist/: 1 built"),
    Mistake("help as a command", "help build", 0, "-h, --help"),
    Mistake("file given twice", "build letter.xml ./letter.xml --formats txt --out twice", 0, "1 document in twice/: 1 built"),
    Mistake("pattern that no shell expands", "validate lett*.xml --select AKN4UN-007", 0, "letter.xml:20:23: warning AKN4UN-007"),
)  # fmt: skip
"""Every mistake, in the order of the page."""


def prepare(folder: Path) -> None:
    """Put into an empty folder what the mistakes are made with."""
    letter = (ROOT / "source" / "bamako-letter" / "fra@.xml").read_bytes()
    (folder / "empty").mkdir()
    for name in ("letter.xml", "other.xml", "third.xml"):
        (folder / name).write_bytes(letter)
    (folder / "nothing.xml").touch()
    (folder / "cut.xml").write_bytes(letter[:9000])
    (folder / "latin.xml").write_bytes(letter.replace("é".encode(), "é".encode("latin-1")))
    (folder / "für alle 😀.xml").write_bytes(letter)
    (folder / "folder.xml").mkdir()
    (folder / "page.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") * 64)
    (folder / "page.html").write_text("<!doctype html><html><body><p>Text</body></html>", "utf-8")
    (folder / "feed.xml").write_text("<rss><channel/></rss>", "utf-8")
    for name, inside in (("archive.zip", "text.txt"), ("word.docx", "word/document.xml")):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr(inside, "x")
        (folder / name).write_bytes(data.getvalue())


def made(mistake: Mistake, folder: Path) -> Answer:
    """Make a mistake in a folder that is prepared. Returns the answer; bytes that are not UTF-8 are replaced in it."""
    program = [sys.executable, "-m", "pipeline"]
    words = [*program, *mistake.typed.split()]
    if mistake.shell:
        words = ["bash", "-c", 'undocs() { "$PYTHON" -m pipeline "$@"; }; ' + mistake.typed]
    done = subprocess.run(
        words, cwd=folder, env={**_environment(), **mistake.variables}, input=mistake.stdin, capture_output=True,
        encoding="utf-8", errors="replace", timeout=600, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


def _environment() -> dict[str, str]:
    """Return the environment of a user: no settings of tests, the program from this checkout."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "NO_COLOR")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHON": sys.executable, "COLUMNS": "80"}


_HEAD = """\
# Mistakes and their answers

Mistakes on the command line, each with the answer of the program: where, what, and what to do, in one line. Status 0:
done; 1: done, with findings or failed documents; 2: could not run. Made by `python -m tests.cli.mistakes > docs/mistakes.md`, which
makes every mistake in a folder of its own; do not edit.

| mistake | typed | status | answer |
|---|---|--:|---|
"""

_LONGEST = 300


def row(mistake: Mistake, answer: Answer) -> str:
    """Return the row of the page for a mistake."""
    shown = re.sub(r" in \d+\.\d+ s.*", "", answer.line)  # the time is another one each time
    typed = mistake.line if len(mistake.line) <= 80 else f"{mistake.line[:40]}…"
    line = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    cells = (mistake.what, f"`{typed}`", str(answer.status), f"``{line}``" if line else "–")
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def page() -> str:
    """Make every mistake, each in a fresh folder, and return the page."""
    rows = []
    for mistake in MISTAKES:
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder))
            rows.append(row(mistake, made(mistake, Path(folder))).replace(folder, "…"))
            shutil.rmtree(folder)
            Path(folder).mkdir()
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
