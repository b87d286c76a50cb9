"""Hand-made texts of works in several languages, and sites built quickly."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Direction
from pipeline.publish.batch import Request
from pipeline.publish.job import BuildSettings
from pipeline.site.build import build_site
from pipeline.site.model import SiteFile, SiteText, SiteWork
from tests.makers import IDENTITY


def make_text(language="en", title="Rights of the child", version="", cites=(), **changes):
    code = {"en": "eng", "fr": "fra", "ar": "ara", "zh-Hans": "zho", "es": "spa"}[language]
    direction = Direction.RTL if language == "ar" else Direction.LTR
    changes.setdefault("expression", IDENTITY.expression.replace("eng@", f"{code}@{version}"))
    identity = replace(
        IDENTITY,
        title=title,
        language=language,
        language_code=code,
        direction=direction,
        **changes,
    )
    name = f"{language}@{version}" if version else language
    return SiteText(
        identity=identity,
        address=f"works/A-RES-80-1/text/{name}.html",
        version=version,
        name=f"{language}@{version}",
        cites=tuple(cites),
        stem=f"A_RES_80_1.{name}",
        download=f"A_RES_80_1_{name}",
        official_address="",
        files=(
            SiteFile("pdf", f"files/{name}.pdf", 40_000, "ab" * 32, 2),
            SiteFile("html", f"files/{name}.html", 50_000),
        ),
    )


def make_work(*texts, slug="A-RES-80-1", **more):
    return SiteWork(slug, tuple(texts), **more)


SIX = (
    make_text("ar", "حقوق الطفل"),
    make_text("zh-Hans", "儿童权利"),
    make_text("en"),
    make_text("fr", "Droits de l’enfant"),
)


def build(out, *sources, base="", **more):
    """Return a site with pages as its only format, unproved: the quick way."""
    return build_site(
        Request(sources=sources, out=str(out), formats=("html",), settings=BuildSettings(proof=False), **more), base
    )
