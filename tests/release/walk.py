"""A walk through an installation without a checkout: every kind of command, in an empty folder.

    python -I walk.py UNDOCS LETTER.xml      in a folder that holds nothing but LETTER.xml; see .ci/wheel

Reads the folder, runs the console command. Gives a line for each step on standard output; status 1 after the first step
that does not do what it should. Needs the standard library only, besides the package under test.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

DATE = "2026-01-31"
CHECKOUT_ONLY = ("test", "lint", "format", "types", "bench", "corpus", "clean")

Step = Callable[["Walk"], str]
"""What a step does; it returns what it saw. Raises AssertionError."""


class Walk:
    """The console command under test, and the file that it works on."""

    def __init__(self, program: str, letter: str) -> None:
        self.program = program
        self.letter = Path(letter)

    def run(self, *words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command and hold it to its status; no traceback, whatever happens. Raises AssertionError."""
        done = subprocess.run(
            [self.program, *words], capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False
        )
        report = f"undocs {' '.join(words)}: status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        assert done.returncode == status, report
        assert "Traceback" not in done.stderr and "this is a bug" not in done.stderr, report
        return done


def must_begin(path: str, magic: bytes) -> None:
    """Raise AssertionError if a file is missing or does not begin so."""
    assert Path(path).read_bytes().startswith(magic), path


def version(walk: Walk) -> str:
    """Check that the program says its version."""
    version_line = walk.run("--version").stdout.strip()
    assert re.fullmatch(r"undocs \d+\.\d+\.\d+\S*", version_line), version_line
    return version_line


def help_pages(walk: Walk) -> str:
    """Check that the list has the commands that work here, and each of them a page of help."""
    listed = re.findall(r"^  (\w+)  ", walk.run("--help").stdout, re.MULTILINE)
    assert len(listed) > 15 and not set(listed) & set(CHECKOUT_ONLY), listed
    for name in listed:
        assert walk.run(name, "--help").stdout.startswith(f"usage: undocs {name} "), name
    return f"{len(listed)} commands, each with help"


def checkout_only(walk: Walk) -> str:
    """Check that a command that needs a checkout says so in one line."""
    for name in CHECKOUT_ONLY:
        printed = walk.run(name, status=2).stderr
        assert printed == f"undocs: '{name}' works only in a checkout of the project (run `inv {name}` there)\n", (
            printed
        )
    return f"{len(CHECKOUT_ONLY)} commands refused in one line each"


def build(walk: Walk) -> str:
    """Build a file given by name, in every format: below dist/ of this folder."""
    walk.run("build", walk.letter.name)
    walk.run("build", walk.letter.name, "--formats", "md,epub,odt,flow.txt")
    stem = f"dist/{walk.letter.stem}/{walk.letter.stem}"
    for format, magic in (("pdf", b"%PDF-"), ("docx", b"PK"), ("epub", b"PK"), ("odt", b"PK"), ("html", b"<!")):
        must_begin(f"{stem}.{format}", magic)
    for format in ("txt", "flow.txt", "md"):
        assert "Bamako" in Path(f"{stem}.{format}").read_text("utf-8")
    facts = json.loads(walk.run("build", walk.letter.name, "--json").stdout)
    assert facts["totals"] == {"built": 0, "unchanged": 1, "failed": 0}, facts["totals"]
    return "8 formats, then unchanged"


def begin(walk: Walk) -> str:
    """Begin a document: it passes the rules that it was made by."""
    walk.run("new", "resolution", "--out", "new.xml", "--date", DATE, "--symbol", "A/80/L.5")
    walk.run("validate", "new.xml", "--min-severity", "error")
    return "a resolution without an error"


def validate(walk: Walk) -> str:
    """Check a file that is wrong: a line with file, line, column, severity and rule; status 1."""
    text = Path("new.xml").read_text("utf-8")
    Path("wrong.xml").write_text(text.replace("<mainBody", "<mainBodi", 1).replace("</mainBody", "</mainBodi"), "utf-8")
    printed = walk.run("validate", "wrong.xml", status=1).stdout
    assert re.search(r"^wrong\.xml:\d+:\d+: error \S+ ", printed, re.MULTILINE), printed
    return printed.splitlines()[0]


def dist(walk: Walk) -> str:
    """Make a copy of a file: sound for the program, rebuilt to the byte, and for verify.py alone."""
    walk.run("dist", walk.letter.name)
    [archive] = Path("dist/copies").glob("*.zip")
    walk.run("verify", str(archive), "--rebuild")
    folder = archive.with_suffix("")
    subprocess.run([sys.executable, "-I", "verify.py"], cwd=folder, check=True, capture_output=True)
    return f"{archive.name}, rebuilt to the byte"


def site(walk: Walk) -> str:
    """Make a web edition of a file."""
    walk.run("site", walk.letter.name)
    must_begin("dist/site/index.html", b"<!")
    return "dist/site/index.html"


def diff(walk: Walk) -> str:
    """Compare two files."""
    text = walk.letter.read_text("utf-8")
    Path("changed.xml").write_text(text.replace("démocraties", "républiques"), "utf-8")
    walk.run("diff", walk.letter.name, "changed.xml")
    found = sorted(path.suffix for path in Path("dist/versions").iterdir())
    assert found == [".docx", ".html", ".json", ".pdf", ".txt"], found
    return "5 formats"


def import_(walk: Walk) -> str:
    """Import the Word file that was built, with a report of doubts."""
    walk.run("import", f"dist/{walk.letter.stem}/{walk.letter.stem}.docx", "--out", "imported.xml")
    assert "Bamako" in Path("imported.xml").read_text("utf-8")
    assert Path("imported.xml.doubts.md").is_file()
    return "imported.xml and its doubts"


def look(walk: Walk) -> str:
    """Run commands that only print."""
    assert json.loads(walk.run("prepare", walk.letter.name, "--json").stdout)["document"]["type"] == "Document"
    assert walk.run("list").stdout == "there is no text in source/\n"
    for words in (("rules",), ("manual",), ("completion", "bash"), ("proofread", walk.letter.name)):
        assert walk.run(*words).stdout, words
    return "prepare, list, rules, manual, completion, proofread"


def serve(walk: Walk) -> str:
    """Start the preview, ask for a page, and end it."""
    process = subprocess.Popen(
        [walk.program, "serve", walk.letter.name, "--port", str(_free_port())],
        stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split(" ")[0]
        found = re.search(r'href="/(text/[^"]+)"', _page(address))
        assert found, "the list names no text"
        page = _page(address + found[1])
        assert "Bamako" in page
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(120)
    return f"{len(page):,} characters from {address}"


def _page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=300) as answer:
        return str(answer.read().decode("utf-8"))


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_SCRIPT = """
import sys
from pipeline.api import compare, prepare, read, validate, write
old, new = (prepare(read(name)) for name in ("{letter}", "changed.xml"))
assert list(validate(read("new.xml"))) is not None
assert write(old, "pdf").data.startswith(b"%PDF-")
edits = compare(old, new).edits
assert edits
print(len(edits), "edits")
assert "site-packages" in sys.modules["pipeline"].__file__
"""


def python(walk: Walk) -> str:
    """Import the public functions from the installed package, and let them do their work."""
    beside = Path(walk.program).with_name("python" + Path(walk.program).suffix)
    script = _SCRIPT.format(letter=walk.letter.name)
    done = subprocess.run([beside, "-I", "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def nothing_strange(walk: Walk) -> str:
    """Check that the commands wrote what they were asked for, and nothing else."""
    expected = {"changed.xml", "dist", "imported.xml", "imported.xml.doubts.md", "imported.media", walk.letter.name,
                "new.xml", "wrong.xml"}  # fmt: skip
    found = {path.name for path in Path().iterdir()}
    assert found <= expected, found - expected
    return f"{len(found)} names in this folder"


STEPS: tuple[Step, ...] = (
    version, help_pages, checkout_only, build, begin, validate, dist, site, diff, import_, look, serve, python,
    nothing_strange,
)  # fmt: skip


def main(program: str, letter: str) -> int:
    """Take every step, and print what it saw and how long it took."""
    walk = Walk(shutil.which(program) or program, letter)  # on Windows with its ending
    for step in STEPS:
        begun = time.monotonic()
        try:
            seen = step(walk)
        except (AssertionError, OSError, ValueError, subprocess.SubprocessError) as error:
            print(f"FAILED {step.__name__.strip('_')}: {step.__doc__}\n{error}", flush=True)
            return 1
        print(f"ok {step.__name__.strip('_'):15} {time.monotonic() - begun:6.1f} s  {seen}", flush=True)
    print(f"{len(STEPS)} passed, 0 failed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
