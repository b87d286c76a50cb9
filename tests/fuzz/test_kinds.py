"""Documents of the other kinds of Akoma Ntoso, as an author would write them: every word comes out in every format."""

# ruff: noqa: E501 - mark-up as it is
from __future__ import annotations

import pytest

from .judge import Judge
from .made import _document

_NOTE = '<authorialNote marker="2" placement="bottom"><p>See A/80/505.</p></authorialNote>'
_ROWS = (
    '<tr><th colspan="2"><p>Section</p></th><th rowspan="2"><p>Total</p></th></tr>'
    "<tr><th><p>2024</p></th><th><p>2025</p></th></tr>"
    "<tr><td><p>92 383 700</p></td><td><p>3 445 100</p></td><td><p>95 828 800</p></td></tr>"
    '<tr><td rowspan="2"><p>Posts</p></td><td/><td><p>–</p></td></tr><tr><td><p>1</p></td></tr>'
)
_ANNEX = (
    '<attachments><attachment><doc name="annex"><preface><p><docType>Annex I</docType></p>'
    "<p><docTitle>Terms</docTitle></p></preface><mainBody><paragraph><num>1.</num><content><p>First term.</p></content>"
    '</paragraph></mainBody><attachments><attachment><doc name="appendix"><preface><p><docType>Appendix</docType></p>'
    "</preface><mainBody><p>Inner words.</p></mainBody></doc></attachment></attachments></doc></attachment>"
    '<attachment><doc name="annex"><preface><p><docType>Annex II</docType></p></preface><mainBody><p>List of names.</p>'
    "</mainBody></doc></attachment></attachments>"
)
_COVER = (
    '<coverPage><p><docAuthority refersTo="#publisher">United Nations</docAuthority></p><p class="upperRight">'
    '<docNumber refersTo="#symbol">A/80/999</docNumber></p><p><docDate date="2025-03-05">5 March 2025</docDate></p>'
    "</coverPage>"
)
_QUOTED = (
    '<p>It says: <embeddedText xml:lang="ar" startQuote="«" endQuote="»">إن الجمعية العامة</embeddedText> and '
    '<embeddedText xml:lang="zh">大会决定</embeddedText> and <span xml:lang="ru">Генеральная Ассамблея</span>.</p>'
)
KINDS = {
    "letter with two annexes": ("doc", "officialLetter", f"{_COVER}<preface><p><docTitle>Letter dated 5 March</docTitle></p>"
        "</preface><mainBody><paragraph><content><p>I have the honour to transmit a text.</p></content></paragraph>"
        "</mainBody><conclusions><container name='signature'><p><signature>(<docStatus>Signed</docStatus>) <person>A. B."
        f"</person><eol/><role>Ambassador</role></signature></p></container></conclusions>{_ANNEX}"),
    "report with headings and a table": ("doc", "progressReport", f"{_COVER}<preface><p><docTitle>Report</docTitle></p>"
        "</preface><mainBody><section><num>I.</num><heading>Overview</heading><title><num>A.</num><heading>Budget</heading>"
        f"<paragraph><num>1.</num><content><p>As follows:{_NOTE}</p><table><caption>Table 1</caption>{_ROWS}</table>"
        "</content></paragraph></title></section></mainBody>"),
    "statement": ("statement", "presidentialStatement", f"{_COVER}<mainBody><alinea><content><p>“The Council recalls.”</p>"
        "</content></alinea></mainBody>"),
    "quoted passages in other languages": ("statement", "decision", f"{_COVER}<mainBody><p>The Assembly decided.</p>"
        f"{_QUOTED}</mainBody>"),
    "amendment": ("amendment", "amendment", "<preface><p><docTitle>Amendment</docTitle></p></preface><amendmentBody>"
        "<amendmentHeading><p>Draft</p></amendmentHeading><amendmentContent><p><mod>Replace paragraph 2 by <quotedStructure>"
        "<paragraph><num>2.</num><content><p>New wording.</p></content></paragraph></quotedStructure></mod></p>"
        "</amendmentContent></amendmentBody>"),
    "debate": ("debate", "verbatimRecord", "<preface><p><docTitle>12th meeting</docTitle></p></preface><debateBody>"
        '<debateSection name="item"><heading>Item 3</heading><speech by="#x"><from>The President</from><p>I open it.</p>'
        '</speech><speech by="#y"><from>Mr. Doe (Mali)</from><p>Thank you.</p><scene>Applause</scene></speech>'
        "</debateSection></debateBody>"),
    "judgment": ("judgment", "judgment", "<header><p><docTitle>Case of X</docTitle></p></header><judgmentBody>"
        "<introduction><p>Facts.</p></introduction><motivation><paragraph><num>1.</num><content><p>Law.</p></content>"
        "</paragraph></motivation><decision><p>Dismissed.</p></decision></judgmentBody>"),
    "agenda": ("debateReport", "agendaListing", "<preface><p><docTitle>Agenda</docTitle></p></preface><mainBody><p>As of "
        "today</p><ol><li>Opening</li><li>Election<ul><li>President</li></ul></li></ol></mainBody>"),
    "convention": ("act", "convention", "<preface><p><docTitle>Convention</docTitle></p></preface><preamble><recitals>"
        "<recital><num>(1)</num><p>Considering peace,</p></recital></recitals></preamble><body><part><num>Part I</num>"
        "<heading>General</heading><article><num>Article 1</num><heading>Scope</heading><paragraph><num>1.</num><list>"
        "<intro><p>It covers:</p></intro><point><num>(a)</num><content><p>land;</p></content></point><wrapUp><p>only.</p>"
        "</wrapUp></list></paragraph></article></part></body>"),
    "collection": ("documentCollection", "publication", f"{_COVER}<preface><p><docTitle>Two texts</docTitle></p></preface>"
        '<collectionBody><component><documentRef href="#c1" showAs="A"/></component></collectionBody><components>'
        '<component eId="c1"><statement name="resolution"><preface><p><docNumber>A</docNumber></p></preface><mainBody>'
        "<p>First of them.</p></mainBody></statement></component></components>"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_document_of_any_kind_comes_out_in_every_format(kind, tmp_path):
    type, name, inside = KINDS[kind]
    verdict = Judge(tmp_path)(_document(type, name, "eng", "un-ga", inside))
    assert (verdict.outcome, verdict.faults, verdict.cut) == ("built", [], [])
