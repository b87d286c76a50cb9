"""New documents: skeletons in the strict form.

Reads the table [skeleton] of a language and the choices of the author. Gives the XML of a document of a kind that has a
skeleton: masthead, title, first paragraphs, and a `placeholder` for everything not assigned or not yet written. The
same choices give the same bytes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.akn.bodies import body_of_symbol
from pipeline.akn.builder import make, say
from pipeline.akn.classes import document_class, kinds_with_skeleton
from pipeline.akn.identifiers import UNASSIGNED, Symbol
from pipeline.errors import IdentifierError, UsageError
from pipeline.intake.build.document import finished
from pipeline.intake.build.particulars import Particulars, meta
from pipeline.intake.model.doubts import Doubts
from pipeline.languages.codes import terminology_code
from pipeline.languages.dates import printed_day
from pipeline.languages.numbers import ordinal
from pipeline.languages.strings import strings, supported, tags, word

_FILLED_IN = re.compile(r"(\{\w+\}|\[[^\]]*\])")
_FIRST_SESSION, _OPENS = 1945, 9
"""Session n opens in September of 1945 + n (rules of procedure of the General Assembly, rule 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """Choices of the author; "" leaves a placeholder."""

    kind: str
    language: str
    date: datetime.date
    symbol: str = ""
    title: str = ""

    def checked(self) -> NewDocument:
        """Return the choices with the language as the table writes it. Raises UsageError for an invalid choice."""
        kinds = kinds_with_skeleton()
        if self.kind not in kinds:
            raise UsageError(f"there is no skeleton for {self.kind!r}", remedy=f"one of: {', '.join(kinds)}")
        language = supported(self.language)
        if not language:
            raise UsageError(f"no language {self.language!r}", remedy=f"one of: {', '.join(tags())}")
        if self.symbol:
            _parsed(self.symbol)
        return replace(self, language=language)


def skeleton(order: NewDocument) -> bytes:
    """Return the file of a new document. Raises UsageError if the kind, language or symbol is invalid."""
    return _Skeleton(order.checked()).made()


def _parsed(symbol: str) -> Symbol:
    try:
        return Symbol.parse(symbol)
    except IdentifierError as error:
        raise UsageError(f"--symbol: {error}", remedy="for example A/80/L.5") from error


class _Skeleton:
    """Makes one skeleton."""

    def __init__(self, order: NewDocument) -> None:
        self._order = order
        self._code = terminology_code(order.language)
        self._words = strings(order.language).skeleton
        date = order.date
        self._session = str(date.year - _FIRST_SESSION - (date.month < _OPENS))
        if order.symbol:
            self._session = Symbol.parse(order.symbol).session or ""

    def made(self) -> bytes:
        """Return the bytes."""
        card = self._card()
        made = document_class(card.kind)
        text = [self._cover(card), self._preface(), *self._text()]
        top = make(made.element, name=made.name, contains="originalVersion")
        top.append(meta(card, "main", text))
        top.extend(text)
        return finished(make("akomaNtoso", top), Doubts())

    def _card(self) -> Particulars:
        order = self._order
        symbol = order.symbol or f"A/{self._session}/{UNASSIGNED}"
        assigned = bool(order.symbol) and UNASSIGNED not in order.symbol
        number = f"tmp-{self._session or 0}-{order.date:%Y%m%d}-xxx-1"
        return Particulars(
            kind=order.kind, language=self._code, actor=body_of_symbol(symbol) or "un-ga",
            number=Symbol.parse(symbol).iri_number if assigned else number, symbol=symbol,
            date=order.date.isoformat(), title=order.title, issued=order.date.isoformat() if assigned else "",
            assigned=assigned,
        )  # fmt: skip

    def _cover(self, card: Particulars) -> etree._Element:
        symbol = make("docNumber", refersTo="#symbol")
        if card.assigned:
            say(symbol, card.symbol)
        else:
            symbol.set("status", "incomplete")
            say(symbol, card.symbol.removesuffix(UNASSIGNED))
            symbol.append(make("placeholder", UNASSIGNED))
        named = make("inline", make("placeholder", UNASSIGNED, status="unknown"), name="akn4un:originalLanguage",
                    refersTo="#originalLanguage", status="unknown")  # fmt: skip
        lines = (
            make("p", make("docAuthority", self._words.organization, refersTo="#un"), class_="upperLeft"),
            make("p", symbol, class_="upperRight"),
            make("p", make("docAuthority", self._words.organ, refersTo=f"#{card.organ}", class_="rightBig"),
                class_="upperLeft"),
            make("p", self._field("distribution", "distribution", "limited" if "/L." in card.symbol else "")),
            make("p", self._issue(card)),
            make("p", self._field("languageOfExpression", "expressionLanguage", "language")),
            make("p", self._words.original, named, class_="rightSmall"),
        )  # fmt: skip
        return make("coverPage", make("container", *lines, name="masthead"))

    def _field(self, name: str, refers: str, key: str = "") -> etree._Element:
        return make("inline", word(self._words, key or name), name=f"akn4un:{name}", refersTo=f"#{refers}",
                   class_="rightSmall")  # fmt: skip

    def _issue(self, card: Particulars) -> etree._Element:
        if card.issued:
            day = self._day(strings(self._order.language).dates.in_mastheads)
            return make("docDate", day, date=card.issued, refersTo="#dateOfIssuance", class_="rightSmall")
        return make("placeholder", UNASSIGNED, refersTo="#dateOfIssuance", status="incomplete", class_="rightSmall")

    def _preface(self) -> etree._Element:
        made = make("preface")
        if self._session:
            made.append(make("p", make("session", self._session_words(), value=self._session, refersTo="#session")))
        item = make("inline", name="akn4un:agendaItem", refersTo="#agendaItem")
        made.append(make("p", self._filled(item, self._words.agenda + self._words.item)))
        made.append(make("p", self._title()))
        return made

    def _session_words(self) -> str:
        digits = re.sub(r"\D", "", self._session)
        name = ordinal(int(digits), self._code) or digits
        return self._words.session.format(Ordinal=name[:1].upper() + name[1:], ordinal=name)

    def _title(self) -> etree._Element:
        title = make("docTitle")
        return self._filled(title, self._order.title or self._own("titles", "title"))

    def _own(self, table: str, default: str) -> str:
        """Return the words of this kind in a table, else those of all kinds."""
        words: Mapping[str, str] = getattr(self._words, table)
        return words.get(self._order.kind) or word(self._words, default)

    def _filled(self, element: etree._Element, words: str) -> etree._Element:
        """Return an element with words: what is in brackets as placeholders, with date, sender and addressee marked."""
        for piece in _FILLED_IN.split(words):
            if piece == "{date}":
                date = self._order.date.isoformat()
                element.append(make("docDate", self._day(), date=date, refersTo="#letterDate"))
            elif piece in ("{from}", "{to}"):
                element.append(self._party("sender" if piece == "{from}" else "addressee", piece.strip("{}")))
            elif piece.startswith("["):
                element.append(make("placeholder", piece, status="incomplete"))
            elif piece:
                say(element, piece)
        return element

    def _party(self, party: str, name: str) -> etree._Element:
        """Return the sender or the addressee of a letter."""
        return self._filled(make("inline", name=f"akn4un:{name}", refersTo=f"#{party}"), word(self._words, party))

    def _day(self, language: str = "") -> str:
        """Return the date in words, in the language of the document unless another is given."""
        return printed_day(self._order.date, language or self._order.language)

    def _text(self) -> list[etree._Element]:
        parts = {"preamble": self._preamble, "operative": self._operative, "text": self._body,
                 "signature": self._signature}  # fmt: skip
        return [parts[name]() for name in document_class(self._order.kind).skeleton]

    def _body(self) -> etree._Element:
        return make("mainBody", _unit(self._filled(make("p"), self._own("texts", "text"))))

    def _preamble(self) -> etree._Element:
        formula, mark = self._words.formula[:-1], self._words.formula[-1]
        opening = make("p", self._verb(formula), mark)
        recital = self._filled(make("p", self._verb(self._words.recital), self._words.gap), self._words.recital_text)
        return make("preamble", make("formula", opening, name="akn4un:enactingAuthority"),
                   make("container", recital, name="akn4un:recital"))  # fmt: skip

    def _operative(self) -> etree._Element:
        body = make("mainBody")
        pairs = zip(self._words.operative, self._words.operative_texts, strict=True)
        for number, (verb, words) in enumerate(pairs, 1):
            label = self._words.number.format(number=number)
            body.append(_unit(self._filled(make("p", self._verb(verb), self._words.gap), words), label))
        return body

    def _verb(self, verb: str) -> etree._Element:
        """Return an opening verb: italic, bold in Chinese, both in Arabic [corpus inlines.2]."""
        return make("span", verb, class_=self._words.verb)

    def _signature(self) -> etree._Element:
        words = self._words
        signed = make("docStatus", words.signed)
        person = make("person", make("placeholder", words.name, status="incomplete"), refersTo="#signatory")
        function = make("role", make("placeholder", words.function, status="incomplete"), refersTo="#sender")
        lines = make("signature", signed, " ", person, make("eol"), function)
        return make("conclusions", make("container", make("p", lines), name="signature"))


def _unit(text: etree._Element, label: str = "") -> etree._Element:
    """Return a paragraph with its text, and its number if it has one."""
    return make("paragraph", make("num", label) if label else None, make("content", text))
