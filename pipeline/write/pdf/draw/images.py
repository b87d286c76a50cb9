"""Images: the emblem in the masthead, and pictures in the text.

Reads the bytes of PNG and JPEG files. Gives images as objects of the file: pixels on white, without transparency; a
JPEG in plain colours as it is. The emblem is `templates/marks/emblem.png`, where a user who may print it has put it;
the project ships none (resolution 92 (I), [form emblem.1]).
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from pipeline.data import TEMPLATES
from pipeline.document import PictureFile
from pipeline.errors import Place, TemplateError
from pipeline.write.pdf.file.objects import Objects, Stream

EMBLEM = TEMPLATES / "marks" / "emblem.png"
_JPEG = {"RGB": "/DeviceRGB", "L": "/DeviceGray"}


def emblem_object(objects: Objects, path: Path) -> int:
    """Return the number of the image object of the emblem. Raises TemplateError for a bad file."""
    try:
        with Image.open(path) as image:
            return objects.add(_pixels(image))
    except (OSError, UnidentifiedImageError) as error:
        raise TemplateError("no picture that can be read", place=Place(path)) from error


def picture_object(objects: Objects, file: PictureFile) -> int:
    """Return the number of the image object of a picture."""
    with Image.open(io.BytesIO(file.data)) as image:
        if image.format == "JPEG" and image.mode in _JPEG:
            keys = {**_keys(image, _JPEG[image.mode]), "Filter": "/DCTDecode"}
            return objects.add(Stream(file.data, keys, compress=False))
        return objects.add(_pixels(image))


def _pixels(image: Image.Image) -> Stream:
    """Return the pixels on white."""
    picture = image.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return Stream(white.convert("RGB").tobytes(), _keys(picture, "/DeviceRGB"))


def _keys(image: Image.Image, colours: str) -> dict[str, str]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(image.width),
        "Height": str(image.height),
        "ColorSpace": colours,
        "BitsPerComponent": "8",
    }
