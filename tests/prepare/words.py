"""The runs of a text as one line for the eye: looks, breaks, note marks and generated characters in signs."""

from __future__ import annotations

from pipeline.document import Inline, LineBreak, Look, NoteMark, Tab, Text


def words(inlines: tuple[Inline, ...]) -> str:
    return "".join(_word(i) for i in inlines)


def _word(inline: Inline) -> str:
    if isinstance(inline, NoteMark):
        return f"[^{inline.note}]"
    if isinstance(inline, LineBreak):
        return "⏎"
    if isinstance(inline, Tab):
        return "→"
    assert isinstance(inline, Text)
    look = "".join(c for c, f in zip("ibusxrl", Look, strict=False) if inline.look & f)
    text = inline.text.replace("\u00a0", "⍽")
    text = f"<{look}:{text}>" if look else text
    text = f"«{text}»" if inline.isolate else text
    text = f"+{text}+" if inline.generated else text
    return f"{text}({inline.link.target})" if inline.link and inline.link.internal else text
