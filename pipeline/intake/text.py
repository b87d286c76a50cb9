"""The reader of plain text."""
from pathlib import Path
from pipeline.intake.manuscript import Manuscript
def read_text(data: bytes, path: Path) -> Manuscript:
    """A manuscript."""
    return Manuscript(name=path.name)
