"""The official Word document.

Reads a prepared `Document` and a form. Gives the bytes of a DOCX package: python-docx's parts and package, the XML of
body, notes, heads and feet written by elements of our own. Styles have the names and values that
United Nations editors know.
"""

from pipeline.write.format import Format, Traits

FORMATS = (
    Format(
        name="docx",
        label="Word",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        writer="pipeline.write.docx.writer:write",
        reader="pipeline.write.docx.read:read",
        inert="pipeline.write.docx.inert:inert",
        traits=Traits(order_floor=0.999),
        default=True,
        enclosed=True,
        previewed=True,
        redlines=True,
        side_by_side=True,
        other_names=("doc",),
    ),
)
