"""The programme of preparing: every element of Akoma Ntoso that holds words, and who handles it.

Gives `HANDLERS`, one table from element name to handler, each group with the section of the profile that
says how the element is really used. A name that is not here is walked through plainly and reported once.
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.names import local
from pipeline.document import Look, Role
from pipeline.prepare.elements import (
    body,
    closing,
    contents,
    formulas,
    inlines,
    masthead,
    notes,
    pictures,
    quotations,
    speeches,
    tables,
    title,
)  # fmt: skip
from pipeline.prepare.walk.flow import BlockContext, Zone
from pipeline.prepare.walk.traverse import Handler, Walker

_DIVISIONS = (
    "section", "part", "title", "chapter", "division", "book", "tome", "article", "clause", "subsection", "subpart",
    "subtitle", "subchapter", "subdivision", "subclause", "rule", "subrule", "proviso", "level", "transitional",
    "hcontainer", "debateSection", "administrationOfOath", "rollCall", "prayers", "oralStatements", "writtenStatements",
    "personalStatements", "ministerialStatements", "resolutions", "nationalInterest", "declarationOfVote",
    "communication", "petitions", "papers", "noticesOfMotion", "questions", "address", "proceduralMotions",
    "pointOfOrder", "adjournment", "introduction", "background", "arguments", "remedies", "motivation", "decision",
)  # fmt: skip
_NAMING = (
    "span", "inline", "person", "organization", "role", "concept", "object", "process", "quantity", "term", "entity",
    "def", "time", "docAuthority", "docStatus", "docStage", "docPurpose", "docProponent", "docCommittee",
    "docIntroducer", "docJurisdiction", "docketNumber", "session", "shortTitle", "legislature", "judge", "lawyer",
    "party", "witness", "relatedDocument", "change", "placeholder", "omissis",
    "mref", "mmod", "rmod", "opinion", "argument", "remark", "recordedTime", "affectedDocument",
    "neutralCitation", "courtType", "tocEntryText", "fillIn", "narrative", "summary", "scene",
)  # fmt: skip
_BOXES = (
    "akomaNtoso", "statement", "doc", "documentCollection", "officialGazette", "act", "bill", "debate", "debateReport",
    "judgment", "amendment", "amendmentList", "portion", "content", "mainBody", "body", "debateBody", "judgmentBody",
    "amendmentBody", "portionBody", "collectionBody", "component", "components", "documentRef", "componentRef",
    "attachments", "attachment", "attachmentOf", "coverPage", "recitals", "citations", "vote", "blockContainer", "div",
    "tblock", "toc", "interstitial", "amendmentHeading", "amendmentContent", "amendmentReference",
    "amendmentJustification", "speechGroup", "other", "header",
)  # fmt: skip
_BLOCKS = ("p", "longTitle", "from", "citation", "preservation")

HANDLERS: dict[str, Handler] = {
    # 5: cover page, preface, conclusions
    "event": lambda walker, element, context: _event(walker, element, context),
    "location": closing.meeting,
    "docDate": closing.closing_date,
    "docNumber": title.document_number,
    "docTitle": title.document_title,
    "docType": title.document_type,
    "docStatus": title.document_status,
    "inline": contents.without_pages(lambda walker, element, context: _inline(walker, element, context)),
    "conclusions": closing.conclusions,
    "outcome": closing.outcome,
    "organization": closing.vote_names,
    "signature": closing.signature,
    "preface": lambda walker, element, context: _zoned(walker, element, context, Zone.FRONT),
    # 6: preamble
    "preamble": lambda walker, element, context: _zoned(walker, element, context, Zone.PREAMBLE),
    "formula": body.formula,
    "container": body.container,
    "crossHeading": body.recital,
    "recital": body.walked,
    "block": body.named_block,
    "decoration": body.decoration,
    # 6: operative text, lists, headings
    "paragraph": body.unit, "alinea": body.unit, "subparagraph": body.point,
    "list": body.listed, "sublist": body.listed, "blockList": body.listed, "ul": body.listed, "ol": body.listed,
    "point": body.point, "item": body.point, "indent": body.point, "li": body.marked_point,
    "intro": body.introduction, "listIntroduction": body.introduction,
    "wrapUp": body.wrap_up, "listWrapUp": body.wrap_up,
    "content": body.transparent, "num": body.number,
    "heading": body.heading, "subheading": body.heading,
    "quotedStructure": quotations.quoted_structure, "embeddedStructure": quotations.quoted_structure,
    "quotedText": quotations.quoted_text, "embeddedText": quotations.quoted_text, "blockQuote": body.quotation,
    "speech": speeches.speech, "question": speeches.speech, "answer": speeches.speech,
    # 7: notes
    "authorialNote": notes.authorial_note, "noteRef": notes.note_reference,
    "notes": notes.notes_in_text,
    # 8: inline mark-up and links
    "a": inlines.anchor, "ref": inlines.reference, "rref": inlines.reference,
    "sup": inlines.looked(Look.RAISED), "sub": inlines.looked(Look.LOWERED), "b": inlines.looked(Look.BOLD),
    "i": inlines.looked(Look.ITALIC), "u": inlines.looked(Look.UNDERLINE),
    "ins": inlines.amended, "del": inlines.amended,
    "date": inlines.dated, "eol": inlines.line_break, "br": inlines.line_break,
    # formulas: MathML inside `foreign`
    "math": formulas.formula, "foreign": body.flowing, "mod": body.flowing,
    "tocItem": contents.entry,
    # 9: tables
    "table": tables.table, "caption": body.forced(Role.TABLE_TITLE),
    # 4, 10: nothing to print
    "meta": notes.metadata, "img": pictures.picture, "marker": inlines.through, "eop": inlines.through,
}  # fmt: skip
HANDLERS |= {name: body.division for name in _DIVISIONS if name not in HANDLERS}
HANDLERS |= {name: inlines.through for name in _NAMING if name not in HANDLERS}
HANDLERS |= {name: body.walked for name in _BOXES if name not in HANDLERS}
HANDLERS |= {name: body.block for name in _BLOCKS if name not in HANDLERS}


def unknown(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle an element that no handler knows: its words in place, reported once for each name."""
    name = local(element)
    if name not in walker.state.unknown:
        walker.state.unknown.add(name)
        where = f"line {element.sourceline}: " if element.sourceline else ""
        walker.state.warn(f"{where}unknown element {name!r} rendered plainly")
    (inlines.through if walker.flow.current is not None else body.walked)(walker, element, context)


def _zoned(walker: Walker, element: etree._Element, context: BlockContext, zone: Zone) -> None:
    body.walked(walker, element, context._replace(zone=zone, section=False))


def _inline(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    handler = closing.closing_inline if context.zone is Zone.CLOSING else title.named_inline
    handler(walker, element, context)


def _event(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    handler = masthead.session_date if context.zone is Zone.COVER else closing.meeting
    handler(walker, element, context)
