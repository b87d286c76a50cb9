"""The pictures of docs/gallery.md, drawn from what the program builds now: `python -m tests.release.gallery`.

Reads texts of source/ and of tests/data. Gives PNG files in docs/images, each with few colours and so wide that the
gallery shows it as it is. Word files are laid out by LibreOffice, pages of HTML by Chromium; without them their
pictures stay as they are. The picture of the README is beside an official print and is not made here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.own import DOCUMENTS

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
LETTER = ROOT / "source" / "bamako-letter" / "fra@.xml"
_WIDTH = 520
"""Pixels."""
_COLOURS = 32


def page_of(pdf: Path, number: int) -> Image.Image:
    """Return a page of a PDF, counted from 0."""
    return pypdfium2.PdfDocument(pdf)[number].render(scale=3).to_pil()


def save(picture: Image.Image, name: str) -> Path:
    """Write a picture, small and with few colours."""
    height = round(picture.height * _WIDTH / picture.width)
    small = picture.convert("RGB").resize((_WIDTH, height), Image.Resampling.LANCZOS)
    path = IMAGES / f"{name}.png"
    small.quantize(_COLOURS).save(path, optimize=True)
    return path


def drawn(folder: Path) -> Iterator[Path]:
    """Build the texts in a folder, and draw every picture."""
    resolutions = {name: next((DOCUMENTS / "ga-resolution" / name).glob("A_RES_79_902*")) for name in ("ar", "zh")}
    changed = folder / "changed.xml"
    text = LETTER.read_text("utf-8").replace("la pauvreté", "l’extrême pauvreté", 3)
    changed.write_text(text, "utf-8")
    undocs("build", str(LETTER), *map(str, resolutions.values()), "--out", str(folder))
    undocs("diff", str(LETTER), str(changed), "--formats", "pdf", "--out", str(folder))
    yield save(page_of(folder / "fra@.pdf", 0), "first-page")
    yield save(page_of(folder / f"{resolutions['ar'].stem}.pdf", 0), "arabic")
    yield save(page_of(folder / f"{resolutions['zh'].stem}.pdf", 0), "chinese")
    yield save(page_of(next(folder.glob("*redline.pdf")), 1), "redline")
    if office := shutil.which("soffice"):
        convert = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "word")]
        subprocess.run([*convert, str(folder / "fra@.docx")], check=True, capture_output=True)
        yield save(page_of(folder / "word" / "fra@.pdf", 1), "word")
    if browser := shutil.which("chromium"):
        yield from (browsed(browser, folder / "fra@.html", "html"), browsed(browser, site(folder), "site"))


def site(folder: Path) -> Path:
    """Make the web edition of invented documents; return its first page."""
    undocs("site", str(DOCUMENTS), "--formats", "html", "--out", str(folder / "site"))
    return folder / "site" / "index.html"


def browsed(browser: str, page: Path, name: str) -> Path:
    """Return the picture of a page as a browser shows it."""
    shot = page.with_suffix(".png")
    subprocess.run([browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1040,1330",
                    f"--screenshot={shot}", page.as_uri()], check=True, capture_output=True)  # fmt: skip
    return save(Image.open(shot), name)


def undocs(*words: str) -> None:
    """Run a command. Raises CalledProcessError if it could not run."""
    done = subprocess.run([sys.executable, "-m", "pipeline", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for path in drawn(Path(scratch)):
            print(path.relative_to(ROOT))
