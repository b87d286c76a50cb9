"""What comes from outside in other ways: encodings, declarations, pictures. The same `random.Random` gives the same.

Reads the bytes of a well-formed file in UTF-8. Gives a file in another encoding or one that lies about its own, a file
that declares a type and entities, or a file with `img` elements and the pictures beside it: sound, broken, huge, of
another kind than their names say, hostile.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from functools import cache

from lxml import etree
from PIL import Image

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_NAMES = ["UTF-8", "utf8", "UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "latin-1", "ISO-8859-15", "US-ASCII",
          "windows-1252", "windows-1256", "KOI8-R", "GB18030", "Big5", "Shift_JIS", "EUC-KR", "UTF-7", "cp037",
          "punycode", "unicode_escape", "rot13", "x-unknown", "", " UTF-8 ", "UTF-8\u0000", "é"]  # fmt: skip
"""Names that a declaration may give, those that no file should have among them."""
_CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "iso8859-1", "iso8859-15",
           "cp1252", "cp1256", "koi8-r", "gb18030", "big5", "shift_jis", "ascii", "utf-7", "cp037"]  # fmt: skip
_MARKS = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf"]
_FITTING = {"UTF-16": "utf-16", "ISO-8859-1": "iso8859-1", "windows-1252": "cp1252", "GB18030": "gb18030",
            "US-ASCII": "ascii", "KOI8-R": "koi8-r", "Shift_JIS": "shift_jis", "ISO-8859-15": "iso8859-15"}  # fmt: skip

_DECLARED = [
    "<!DOCTYPE akomaNtoso>",
    "<!doctype akomaNtoso>",
    "<!DOCTYPE html>",
    '<!DOCTYPE akomaNtoso SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE akomaNtoso PUBLIC "-//X//Y" "http://192.0.2.1/x.dtd">',
    '<!DOCTYPE akomaNtoso [<!ENTITY x "words from an entity">]>',
    '<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE akomaNtoso [<!ENTITY % p SYSTEM "http://192.0.2.1/p"> %p;]>',
    '<!DOCTYPE akomaNtoso [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>',
    '<!DOCTYPE akomaNtoso [<!ENTITY x "&x;">]>',
    '<!DOCTYPE akomaNtoso [<!ENTITY x "<p>mark-up</p>">]>',
    '<!DOCTYPE akomaNtoso [<!ATTLIST p class CDATA "bold">]>',
    '<!DOCTYPE akomaNtoso [<!NOTATION n SYSTEM "n"><!ENTITY x SYSTEM "x.png" NDATA n>]>',
    "<!DOCTYPE akomaNtoso [<!-- ]> --> <?x ]> ?>]>",
    "<!DOCTYPE",
    "<!DOCTYPE akomaNtoso [",
    "<!ENTITY x 'y'>",
    "<!-- <!DOCTYPE akomaNtoso> -->",
    "<?x <!DOCTYPE akomaNtoso> ?>",
    "<?xml version='1.0' standalone='no'?>",
    "<?xml-stylesheet href='http://192.0.2.1/x.xsl' type='text/xsl'?>",
    "\u0000<!DOCTYPE akomaNtoso>",
]
_REFERENCES = ["&x;", "&b;", "&nbsp;", "&#x;", "&#1;", "&#0;", "&#xFFFE;", "&#xD800;", "&#x110000;", "&#99999999999;",
               "&#x202E;", "&amp;amp;", "&lt;b&gt;", "&#38;x;", "&x", "& x;", "&é;", "%p;", "<![CDATA[&x;]]>",
               "<![CDATA[<!DOCTYPE a>]]>", "&quot;&apos;"]  # fmt: skip

Beside = dict[str, bytes]


def encoded(data: bytes, choose: random.Random) -> bytes:
    """Return the file in an encoding: one that its declaration names, another, or with the mark of a third."""
    text = _bare(data)
    if choose.random() < 0.4:
        name = choose.choice(sorted(_FITTING))
        return _as(f'<?xml version="1.0" encoding="{name}"?>{text}', _FITTING[name])
    mark, name = choose.choice("\"'"), choose.choice(_NAMES)
    named = f" encoding={mark}{name}{choose.choice((mark, mark, mark, ''))}"
    line = choose.choice((f"<?xml version='1.0'{named}?>", f"<?xml version='1.1'{named}?>", f"<?xml{named}?>", ""))
    made = _as(line + text, choose.choice(_CODECS))
    return choose.choice(_MARKS) + made if choose.random() < 0.4 else made


def _as(text: str, codec: str) -> bytes:
    return text.encode(codec, "xmlcharrefreplace")


def _bare(data: bytes) -> str:
    """Return the text of a file without declaration."""
    return str(etree.tostring(etree.fromstring(data), encoding="unicode"))


def declared(data: bytes, choose: random.Random) -> bytes:
    """Return the file with a type declared before its root, or references to entities in it, or both."""
    text = _bare(data)
    for _ in range(choose.choice((0, 1, 1, 2))):
        ends = [n for n, sign in enumerate(text) if sign == ">" and n < len(text) - 1]
        at = choose.choice(ends) + 1
        text = text[:at] + choose.choice(_REFERENCES) + text[at:]
    before = "".join(
        choose.choice((choose.choice(_DECLARED), "\n", "<!-- x -->")) for _ in range(choose.choice((0, 1, 1, 2)))
    )
    head = choose.choice(("<?xml version='1.0' encoding='{}'?>", ""))
    codec = choose.choice(("utf-8", "utf-8", "utf-8", "utf-16", "iso8859-1"))
    return _as(head.format(codec.upper().replace("ISO8859", "ISO-8859")) + before + text, codec)


def illustrated(data: bytes, choose: random.Random) -> tuple[bytes, Beside]:
    """Return the file with pictures in its text, and their files by path."""
    root = etree.fromstring(data)
    places = list(root.iter(*(f"{{{AKN}}}{name}" for name in ("p", "td", "content", "block", "heading", "num"))))
    beside: Beside = {}
    for number in range(choose.randint(1, 4) if places else 0):
        name, picture = choose.choice(_pictures())
        src = f"input.media/{number}-{name}"
        beside[src] = choose.choice((picture, picture, picture, _damaged(picture, choose)))
        if choose.random() < 0.15:
            src = choose.choice(_ELSEWHERE)
        _put(choose.choice(places), src, choose)
    return etree.tostring(root), beside


def _put(place: etree._Element, src: str, choose: random.Random) -> None:
    image = etree.Element(f"{{{AKN}}}img", src=src)
    if choose.random() < 0.7:
        image.set(
            "alt", choose.choice(("A map", "", "خريطة", "x" * 300, "<b>&amp;", "\u202e321", "图", " ", "a\nb\tc"))
        )
    for name in ("width", "height"):
        if choose.random() < 0.4:
            image.set(name, choose.choice(("0", "1", "40", "3cm", "9999999", "-5", "1e9", "100%", "0.0001mm", "x", "")))
    image.tail = choose.choice((" after", "", " "))
    place.insert(choose.randint(0, len(place)), image)


_ELSEWHERE = [
    "",
    " ",
    "input.xml",
    "input.media",
    "../x.png",
    "/etc/passwd",
    "http://192.0.2.1/x.png",
    "missing.png",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "input.media/../input.xml",
    "a" * 5000 + ".png",
    "\\\\x\\y.png",
    "input.media/\u202egnp.exe",
    "C:\\x.png",
    "é.png",
    "input.media/%2e%2e/x",
]


def _damaged(data: bytes, choose: random.Random) -> bytes:
    at = choose.randrange(max(1, len(data)))
    return choose.choice((
        data[:at], b"", data + b"<script>alert(1)</script>", data[:at] + choose.randbytes(4) + data[at + 4 :],
        data[:at] + data[at : at + 40] * 3 + data[at:], b"\x89PNG\r\n\x1a\n" + data,
    ))  # fmt: skip


@cache
def _pictures() -> tuple[tuple[str, bytes], ...]:
    """Return names with pictures: every mode and kind, of other kinds than the name says, and hostile ones."""
    modes = ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "I", "CMYK", "F", "YCbCr"]
    kinds = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "BMP": "bmp", "TIFF": "tif", "WEBP": "webp"}
    sound = [
        (f"{mode.replace(';', '')}.{end}", data)
        for mode in modes
        for kind, end in kinds.items()
        if (data := _raster(kind, mode))
    ]
    wrong = [
        ("a.png", _raster("JPEG", "RGB")),
        ("a.jpg", _raster("PNG", "RGBA")),
        ("a.svg", _raster("PNG", "L")),
        ("a.png", _svg("<g/>")),
        ("a.png", b"GIF89a" + b"\0" * 40),
        ("a.jpg", b"%PDF-1.7\n"),
        ("a.png", b"PK\3\4"),
        ("a.png", b"text"),
        ("a.emf", b"\1\0\0\0" + b"\0" * 36 + b" EMF"),
    ]
    return (
        *sound,
        *wrong,
        *_huge(),
        *(("d.svg", _svg(inside)) for inside in _HOSTILE),
        *(("e.svg", data) for data in _ODD_SVG),
    )


def _raster(kind: str, mode: str, size: tuple[int, int] = (13, 7), **options: object) -> bytes:
    buffer = io.BytesIO()
    try:
        Image.new(mode, size, 1).save(buffer, kind, **options)
    except (OSError, ValueError, KeyError, SystemError, TypeError):
        return b""
    return buffer.getvalue()


def _huge() -> list[tuple[str, bytes]]:
    """Return pictures that ask for more than they are worth: measures without pixels, thin and tall ones."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return [
        ("wide.png", _raster("PNG", "1", (20_000, 1))),
        ("tall.png", _raster("PNG", "1", (1, 20_000))),
        ("one.png", _raster("PNG", "RGB", (1, 1))),
        ("dpi.png", _raster("PNG", "L", dpi=(0.0001, 0.0001))),
        ("dots.jpg", _raster("JPEG", "L", dpi=(30_000, 1))),
        ("turned.jpg", _raster("JPEG", "RGB", exif=exif)),
        ("bomb.png", _claimed(60_000, 60_000)),
        ("zero.png", _claimed(0, 5)),
        ("most.png", _claimed(2**31 - 1, 2**31 - 1)),
        ("text.png", _with_text(_raster("PNG", "L"))),
    ]


def _with_text(data: bytes) -> bytes:
    """Return a PNG with five million characters of text in it."""
    text = _chunk(b"zTXt", b"k\0\0" + zlib.compress(b"x" * 5_000_000))
    return data[:-12] + text + _chunk(b"IEND", b"")


def _claimed(width: int, height: int) -> bytes:
    """Return a PNG that says it has this size."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def _svg(inside: str, size: str = 'width="20" height="10"', declared: str = "") -> bytes:
    return f"{declared}<svg {_SVG} {size}>{inside}</svg>".encode()


_HOSTILE = [
    "<script>alert(1)</script>",
    '<image href="file:///etc/passwd" width="9" height="9"/>',
    '<image xlink:href="http://192.0.2.1/x.png"/>',
    '<rect width="9" height="9" onclick="alert(1)"/>',
    "<foreignObject><p>words</p></foreignObject>",
    '<use href="#a" id="a"/>',
    '<g id="a"><use href="#a"/></g><use href="#a"/>',
    '<text x="1" y="9" font-size="1e30">x</text>',
    '<style>@import "http://192.0.2.1/x";</style>',
    '<style>*{fill:url("http://192.0.2.1/x")}</style>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<path d="M0 0 L1e300 1e300 Z"/>',
    '<path d="M"/>',
    '<filter id="f"><feGaussianBlur stdDeviation="99999"/></filter><rect filter="url(#f)" width="9" height="9"/>',
    '<pattern id="p" width="0.0001" height="0.0001"><rect width="1" height="1"/></pattern><rect fill="url(#p)"/>',
    '<image href="data:image/png;base64,AAAA" width="9" height="9"/>',
    '<image href="data:image/svg+xml,%3Csvg/%3E" width="9" height="9"/>',
    "<g>" * 300 + "</g>" * 300,
    '<text x="2" y="9">大会 الجمعية</text>',
    "<![CDATA[x]]>",
    "&x;",
    "<rect",
]
_ODD_SVG = [
    _svg("<g/>", 'width="999999" height="999999"'),
    _svg("<g/>", 'width="0" height="0"'),
    _svg("<g/>", 'width="100%" height="-4"'),
    _svg("<g/>", ""),
    _svg("<g/>", 'viewBox="0 0 1e9 1e9"'),
    _svg("<g/>", 'viewBox="0 0 NaN 4"'),
    _svg("<g/>", 'width="1e-9" height="1e-9"'),
    _svg("<g/>", 'width="30000" height="1"'),
    b"<svg/>",
    b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'>",
    _svg("<text>&x;</text>", declared='<!DOCTYPE svg [<!ENTITY x "y">]>'),
    _svg("<g/>", declared='<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16"),
    _svg("<text>é</text>", declared='<?xml version="1.0" encoding="ISO-8859-1"?>').decode().encode("iso8859-1"),
]
