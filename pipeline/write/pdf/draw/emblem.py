"""The slot of the emblem in the masthead.

Reads `templates/marks/emblem.png`, where a user who may print the emblem has put it; the project ships none (resolution
92 (I), un-format 2). Gives the image as an object of the file.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, UnidentifiedImageError

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.write.pdf.file.objects import Objects, Stream

EMBLEM = TEMPLATES / "marks" / "emblem.png"


def emblem_object(objects: Objects, path: Path) -> int:
    """The number of the image object: pixels on white, without transparency. Raises TemplateError for a bad file."""
    try:
        with Image.open(path) as image:
            picture = image.convert("RGBA")
    except (OSError, UnidentifiedImageError) as error:
        raise TemplateError("no picture that can be read", place=Place(path)) from error
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    keys = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(picture.width),
        "Height": str(picture.height),
        "ColorSpace": "/DeviceRGB",
        "BitsPerComponent": "8",
    }
    return objects.add(Stream(white.convert("RGB").tobytes(), keys))
