"""The prepared document: what a reader will see, in reading order, with nothing left to decide.

Gives the value classes that `prepare` makes and that every writer reads.
It knows neither Akoma Ntoso nor any output format.
"""

from pipeline.document.blocks import (
    Align,
    Block,
    Borders,
    Cell,
    Column,
    Heading,
    Nested,
    Paragraph,
    Rank,
    Role,
    Row,
    Table,
    Valign,
    nested,
)
from pipeline.document.inlines import (
    Change,
    Direction,
    Former,
    Inline,
    LineBreak,
    Link,
    Look,
    NoteMark,
    Picture,
    Tab,
    Text,
    plain_text,
    read_text,
)
from pipeline.document.model import (
    HELD_DATE,
    Body,
    Document,
    Identity,
    Imprint,
    Kind,
    Masthead,
    MastheadField,
    MastheadRole,
    Note,
    Part,
    PartKind,
    PictureFile,
    Remark,
    Revision,
)
from pipeline.document.nesting import Item, ItemList, nest

__all__ = [
    "HELD_DATE",
    "Align", "Block", "Body", "Borders", "Cell", "Change", "Column", "Direction", "Document", "Former", "Heading",
    "Identity", "Imprint", "Inline", "Item", "ItemList", "Kind", "LineBreak", "Link", "Look", "Masthead",
    "MastheadField", "MastheadRole", "Nested", "Note", "NoteMark", "Paragraph", "Part", "PartKind", "Picture",
    "PictureFile", "Rank", "Remark", "Revision", "Role", "Row", "Tab", "Table", "Text", "Valign",
    "nest", "nested", "plain_text", "read_text",
]  # fmt: skip
