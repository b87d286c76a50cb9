"""The life of a document as a machine: whatever steps follow each other, each text is valid, each address resolves.

UNDOCS_LIFE_SEQUENCES sets how many sequences are tried; a few by default.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from pipeline.akn.identification import identifications
from pipeline.akn.identifiers import normalised_iri
from pipeline.errors import PipelineError
from pipeline.intake.new import NewDocument, skeleton
from pipeline.library.expressions import find
from pipeline.read import parse_bytes, parse_file
from pipeline.validate import validate
from pipeline.versions.life import steps
from pipeline.versions.life.texts import Text, lineage

SEQUENCES = int(os.environ.get("UNDOCS_LIFE_SEQUENCES", "12"))
BEGUN = datetime.date(2008, 1, 18)
ALLOWED = {"AKN4UN-007"}
"""Errors that a text has until its symbol is assigned."""
days = st.integers(-3, 60).map(lambda n: (BEGUN + datetime.timedelta(n)).isoformat())
numbers = st.integers(1, 3)
symbols = st.sampled_from(["A/62/658", "A/62/658/Rev.1", "A/62/659", "A/63/658", "A/RES/62/7", "S/2008/3", "A/62/…"])


class Life(RuleBasedStateMachine):
    """A letter and the treatment of it; refused steps leave everything as it was."""

    texts = Bundle("texts")

    @initialize(target=texts)
    def begin(self):
        self.home = Path(tempfile.mkdtemp(prefix="life-")) / "source"
        path = self.home / "letter" / "fra@.xml"
        path.parent.mkdir(parents=True)
        path.write_bytes(letter())
        self.seen: dict[str, set[str]] = {}
        self.counter = 0
        self.notice()
        return path

    def teardown(self):
        if hasattr(self, "home"):
            shutil.rmtree(self.home.parent)

    def tried(self, step, *values):
        """Return the path of a new text, None for a step that is refused, after which nothing has changed."""
        before = self.files()
        try:
            done = step(*values)
        except PipelineError:
            assert self.files() == before
            return None
        self.notice()
        return done.path

    def files(self):
        return {p: p.read_bytes() for p in self.home.rglob("*.xml")}

    def notice(self):
        """Note every address of an Expression that there is, with the text to which it leads."""
        for path in self.home.rglob("*.xml"):
            for part in identifications(parse_file(path).root):
                for level, name in ((part.expression, "text"), (part.work, "work")):
                    if level.uri:
                        self.seen.setdefault(normalised_iri(level.uri), set()).add(name)

    @rule(text=texts, symbol=symbols, date=st.none() | days, original=st.sampled_from(["", "", "en", "fr"]))
    def assign(self, text, symbol, date, original):
        if text.is_file():
            self.tried(steps.assign, text, symbol, "", date or "", original)

    @rule(text=texts, date=days)
    def assign_date(self, text, date):
        if text.is_file():
            self.tried(steps.assign, text, "", "", date)

    @rule(target=texts, text=texts, number=numbers, date=days)
    def revise(self, text, number, date):
        return self.made(steps.revise, text, number, date)

    @rule(target=texts, text=texts, number=numbers, date=days)
    def add(self, text, number, date):
        return self.made(steps.addendum, text, number, date)

    @rule(target=texts, text=texts, number=numbers, date=days, deletes=st.booleans())
    def correct(self, text, number, date, deletes):
        if not text.is_file():
            return multiple()
        old = parse_file(text)
        self.counter += 1
        data = deleted(old.data) if deletes else worded(old.data, self.counter)
        made = self.tried(steps.correct, old, parse_bytes(data, text.with_name("new.xml")), number, date)
        return made or multiple()

    @rule(target=texts, text=texts)
    def apply(self, text):
        if not text.is_file():
            return multiple()
        return self.tried(steps.apply, parse_file(text)) or multiple()

    @rule(text=texts)
    def undo(self, text):
        """Take the last step back, and forget its addresses, which led to a text that never was."""
        if not text.is_file():
            return
        try:
            steps.undo(text)
        except PipelineError:
            return
        self.seen = {}
        self.notice()

    def made(self, step, text, number, date):
        if not text.is_file():
            return multiple()
        return self.tried(step, parse_file(text), number, date) or multiple()

    @invariant()
    def every_text_is_valid(self):
        for path, data in (self.files() if hasattr(self, "home") else {}).items():
            if data not in VALID:
                found = {(f.rule, f.message) for f in validate(parse_file(path), "strict") if f.severity == "error"}
                assert not [one for one in found if one[0] not in ALLOWED], (path, found)
                VALID.add(data)

    @invariant()
    def every_old_address_resolves(self):
        for iri, kinds in (self.seen if hasattr(self, "home") else {}).items():
            found = find(iri, self.home)
            assert len(found) == 1 or "work" in kinds, (iri, [e.name for e in found])

    @invariant()
    def no_text_contradicts_another(self):
        if not hasattr(self, "home"):
            return
        known = [Text(parse_file(p)) for p in sorted(self.home.rglob("*.xml"))]
        addresses = [t.known.expression.uri for t in known]
        assert len(addresses) == len(set(addresses))
        first = next(t for t in known if t.path.parent.name == "letter" and t.path.stem == "fra@")
        versions = lineage(first).versions("fra")
        assert len({t.known.work.uri for t in versions if not t.is_temporary}) <= 1
        assert [t.revision for t in versions if not t.corrections] == list(range(1 + max(t.revision for t in versions)))
        assert all(a.days[:1] <= b.days[:1] for a, b in pairwise(versions) if a.days and b.days)


VALID: set[bytes] = set()
"""Texts that were found valid before."""


def letter() -> bytes:
    """Return a letter in strict form of which nothing is open but symbol, date and original."""
    data = skeleton(NewDocument(kind="letter", language="fr", date=BEGUN))
    text = re.sub(r"<placeholder[^>]*>\[[^<]*\]</placeholder>", "douze", data.decode("utf-8"))
    body = re.search(r"<paragraph.*?</paragraph>", text, re.DOTALL)[0]
    more = "".join(body.replace("para_1", f"para_{n}").replace("douze", f"texte numéro {n}") for n in (2, 3, 4, 5))
    return text.replace(body, body + more, 1).encode()


def worded(data: bytes, count: int) -> bytes:
    """Return the text with a word put in place of another."""
    return re.sub("numéro (\\d)", f"numéro {count + 10} sur \\1", data.decode(), count=1).encode()


def deleted(data: bytes) -> bytes:
    """Return the text without its last paragraph."""
    found = list(re.finditer(rb"\s*<paragraph.*?</paragraph>", data, re.DOTALL))
    return data[: found[-1].start()] + data[found[-1].end() :] if found else data


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=SEQUENCES, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
