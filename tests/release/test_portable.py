"""Nothing that only POSIX has is called without its counterpart, and every name of an output is one on NTFS too.

What can be found out on Linux about Windows and macOS; docs/platforms.md says what was run where.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli.run import run
from pipeline.publish.storage import Address
from tests.own import DOCUMENTS

MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
CALLS = {
    "os": {
        "chown", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getloadavg", "getpgid",
        "getuid", "initgroups", "kill", "killpg", "lchown", "link", "mkfifo", "mknod", "nice", "openpty", "pathconf",
        "pread", "pwrite", "sched_getaffinity", "setpgid", "setsid", "setuid", "statvfs", "symlink", "sync", "sysconf",
        "uname", "wait", "WNOHANG", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_NONBLOCK",
    },
    "signal": {
        "SIGKILL", "SIGALRM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGCHLD", "alarm", "setitimer", "pause",
    },
    "time": {"tzset", "clock_getres", "pthread_getcpuclockid"},
}  # fmt: skip
WITH_COUNTERPART = {
    ("pipeline/lock.py", "fcntl"): "msvcrt on Windows; tests/test_lock.py shows it",
    ("pipeline/files.py", "fcntl"): "without it leftovers of killed runs are kept",
    ("pipeline/files.py", "os.chown"): "behind hasattr: Windows has no owners that could be kept",
    ("pipeline/files.py", "os.link"): "Windows has it on NTFS; where a disk has no links, the file is renamed",
    ("pipeline/publish/pool.py", "os.sched_getaffinity"): "os.cpu_count if the system does not have it",
}
"""Uses that are meant, each with what happens elsewhere."""


def sources(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of the package, and the tasks."""
    for path in (*sorted((root / "pipeline").rglob("*.py")), root / "tasks.py"):
        yield path.relative_to(root).as_posix(), ast.parse(path.read_text("utf-8"))


def used(tree: ast.Module) -> Iterator[str]:
    """Yield what a module uses that only POSIX has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            yield from [node.module] if node.module in MODULES else ()
            names = CALLS.get(node.module or "", set())
            yield from (f"{node.module}.{name.name}" for name in node.names if name.name in names)
        elif isinstance(node, ast.Attribute) and node.attr in CALLS.get(getattr(node.value, "id", ""), ()):
            yield f"{ast.unparse(node.value)}.{node.attr}"


def test_what_only_posix_has_is_used_where_it_has_a_counterpart_and_nowhere_else(root: Path) -> None:
    found = {(path, name) for path, tree in sources(root) for name in used(tree)}
    assert found == set(WITH_COUNTERPART)


def test_the_search_finds_what_it_looks_for() -> None:
    text = "import fcntl\nfrom os import fork\nimport os, signal\nos.getuid()\nsignal.SIGKILL\nself.os.kill\nos.path"
    assert set(used(ast.parse(text))) == {"fcntl", "os.fork", "os.getuid", "signal.SIGKILL"}


def text_without_encoding(tree: ast.Module) -> Iterator[int]:
    """Yield the lines on which text is read or written in the machine's encoding, which on Windows is not UTF-8."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = {word.arg for word in node.keywords}
        if name == "read_text" and not node.args and "encoding" not in given:
            yield node.lineno
        if name == "write_text" and len(node.args) < 2 and "encoding" not in given:
            yield node.lineno
        if name in ("run", "Popen", "check_output") and "text" in given and "encoding" not in given:
            yield node.lineno


def test_text_is_read_and_written_in_a_named_encoding(root: Path) -> None:
    assert [(path, line) for path, tree in sources(root) for line in text_without_encoding(tree)] == []
    wrong = (
        "a.read_text()\nb.write_text('x')\nrun(x, text=True)\nc.read_text('utf-8')\nrun(x, text=True, encoding='utf-8')"
    )
    assert list(text_without_encoding(ast.parse(wrong))) == [1, 2, 3]


SCRIPT = """
import sys
for name in {modules!r}:
    sys.modules[name] = None
import multiprocessing, os, pathlib, shutil, signal, subprocess, tempfile, time, importlib, pkgutil
for module, names in {calls!r}.items():
    for name in names - {kept!r}:
        if hasattr(sys.modules[module], name):
            delattr(sys.modules[module], name)
import pipeline
for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
    if "._data" not in module.name and not module.name.endswith(("__main__", "editor.server", "editor.analysis")):
        importlib.import_module(module.name)
from pipeline.cli.main import main
import pipeline.lock
pipeline.lock._lock = lambda handle: True
sys.exit(main(["build", {source!r}, "--out", {out!r}, "--formats", "pdf,docx,html,txt"])
         or main(["dist", {source!r}, "--out", {out!r} + "/copies"]))
"""
"""A process from which everything that only POSIX has is taken away; `kill` and `wait` are Python's own to end."""


def test_a_build_and_a_copy_are_made_without_anything_that_only_posix_has(root: Path, tmp_path: Path) -> None:
    source = str(root / "source" / "bamako-declaration" / "fra@unofficial-1.xml")
    kept = {"kill", "wait", "WNOHANG", "O_CLOEXEC", "O_NOFOLLOW", "SIGKILL", "SIGPIPE", "SIGCHLD"}
    script = SCRIPT.format(
        modules=sorted(MODULES - {"posix"}), calls=CALLS, kept=kept, source=source, out=str(tmp_path)
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("*.*"))) >= 4


def test_an_address_is_named_as_it_was_given() -> None:
    assert str(Address("s3://bucket/a/x.xml")) == "s3://bucket/a/x.xml"


RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
LONGEST = 180
"""Characters of a path below the output folder: Windows takes 260 in all without asking."""


def faults(paths: list[str]) -> Iterator[str]:
    """Yield what is wrong with paths below a folder, for NTFS and for disks on which A is a."""
    for path in paths:
        for part in path.split("/"):
            if re.search(r'[<>:"\\|?*\x00-\x1f]', part):
                yield f"{path}: a character that no file on NTFS may have"
            if part.endswith((".", " ")):
                yield f"{path}: Windows drops what {part!r} ends with"
            if part.partition(".")[0].lower() in RESERVED:
                yield f"{path}: {part!r} is a device"
        if len(path) > LONGEST:
            yield f"{path}: {len(path)} characters"
    for name, count in Counter(path.casefold() for path in paths).items():
        if count > 1:
            yield f"{name}: {count} names are one where capitals do not count"


def test_the_search_for_names_finds_what_it_looks_for() -> None:
    wrong = ["a:b", "a?", "a.", "a ", "nul.txt", "x/COM1", "y" * 200, "Same", "same"]
    assert len(list(faults(wrong))) == 8
    assert list(faults(["A_RES_79_1-F.pdf", "akn/un/fra@/index.html", "console.txt"])) == []


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, root: Path) -> list[str]:
    """Make every kind of output, of names of every kind; return their paths."""
    top, sources = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("in")
    pair = [
        root / "source" / "bamako-letter" / "fra@.xml",
        root / "source" / "bamako-declaration" / "fra@unofficial-1.xml",
    ]
    kinds = ("ga-collection/en", "ga-resolution/en", "hrc-resolution/ar", "sc-prst/en")
    chosen = [path for kind in kinds for path in sorted((DOCUMENTS / kind).glob("*.xml"))[:2]]
    for path in (*chosen, *pair):
        shutil.copy(path, sources)
    names = [str(sources)]
    assert run("build", source=names, out=str(top / "build"), formats="html,flow.txt") == 0
    assert run("site", source=names, out=str(top / "site"), formats="html") == 0
    assert run("dist", source=names, out=str(top / "copies")) == 0
    old, new = map(str, pair)
    assert run("diff", old=old, new=new, out=str(top / "versions"), formats="html,txt") == 0
    run("concordance", a=old, b=f"{new}", out=str(top / "versions"), formats="html")
    return [path.relative_to(top).as_posix() for path in top.rglob("*")]


def test_names_of_outputs_are_names_on_every_disk(outputs: list[str]) -> None:
    assert len(outputs) > 100
    assert list(faults(outputs)) == []
