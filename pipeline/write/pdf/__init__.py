"""The PDF writer: tagged (PDF/UA-1) and archival (PDF/A-3a) files that overlay the official print.

Reads a `Document` and its form.
"""

from pipeline.write.format import Agreement, Format, Traits

FORMATS = (
    Format(
        name="pdf",
        label="PDF",
        media_type="application/pdf",
        writer="pipeline.write.pdf.writer:write",
        reader="pipeline.write.pdf.read:read",
        inert="pipeline.write.pdf.safety.inert:inert",
        traits=Traits(
            order_floor=0.95, rows_part=True, columns=True, marks_touch=True, vowel_marks=False, letters_move=True
        ),
        agreement=Agreement.LETTERS,
        default=True,
        enclosed=True,
        previewed=True,
        redlines=True,
        side_by_side=True,
    ),
)
