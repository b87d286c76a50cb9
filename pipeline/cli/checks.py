"""The part of the table of commands that checks texts: `CHECKS`, for `pipeline.cli.table`."""

from __future__ import annotations

from pipeline.cli.options import Command, Group, Option
from pipeline.cli.shared import DEBUG, JOBS, SOURCE
from pipeline.cli.values import path
from pipeline.data import TEMPLATES

_OF_PROOF = ("text", "json", "html", "sarif", "github")
_FORMS = ("text", "human", "json", "sarif", "junit", "github")
_FINDINGS = Option(
    "format", "form of the findings", metavar="FORMAT", choices=_FORMS, shown="human on a terminal, else text"
)
_IN_PROJECT = "[tool.undocs], else "
_PROFILE = Option(
    "profile", "rules to apply", metavar="PROFILE", choices=("strict", "corpus"), shown=f"{_IN_PROJECT}strict"
)
_LEAST = Option(
    "min-severity",
    "least severity to show",
    metavar="SEVERITY",
    choices=("note", "warning", "error"),
    shown=f"{_IN_PROJECT}note",
)


def _languages() -> tuple[str, ...]:
    """Return the languages of reports: English, and those with a file of messages; without loading the validator."""
    return ("en", *sorted(path.stem for path in (TEMPLATES / "validation" / "messages").glob("*.toml")))


def _called() -> dict[str, str]:
    """Return the tags of the languages of reports by their codes and names in every language."""
    from pipeline.languages.codes import terminology_code
    from pipeline.languages.names import names_in

    tags = _languages()
    named = {name: tag for language in tags for name, tag in names_in(language).items() if tag in tags}
    return {terminology_code(tag): tag for tag in tags} | named


REPORT_LANGUAGE = Option(
    "lang", "language of the report", metavar="TAG", choices=_languages, also=_called, shown="UNDOCS_LANG, else en"
)

CHECKS = {
    "validate": Command(
        Group.TEXTS,
        "Check documents against schema, naming convention, references, wording and form",
        (
            SOURCE,
            _PROFILE,
            _FINDINGS,
            Option("select", "beginnings of the rules to show, comma-separated", metavar="RULES", many=True),
            Option("ignore", "beginnings of the rules to leave out, comma-separated", metavar="RULES", many=True),
            _LEAST,
            Option("baseline", "file of known findings: show only what is new", metavar="FILE", read=path),
            Option("write-baseline", "write the findings to a file as known", metavar="FILE", read=path),
            Option("statistics", "count the findings by rule instead of listing them"),
            Option("cache", "folder of results: files that have not changed take no time", metavar="DIR", read=path),
            Option("fix", "correct what needs no judgement, and show the difference"),
            Option("report", "show the OASIS conformance levels instead of findings"),
            REPORT_LANGUAGE,
            JOBS,
            DEBUG,
        ),
        "validate:validate",
    ),
    "proofread": Command(
        Group.TEXTS,
        "Compare all languages of each work: figures, dates, citations, paragraphs, notes",
        (
            SOURCE,
            Option("format", "form of the report", metavar="FORMAT", choices=_OF_PROOF, default="text"),
            Option("out", "file to write", metavar="FILE", short="o", read=path, shown="standard output"),
            Option("state", "file of works that are done: a broken-off run goes on", metavar="FILE", read=path),
            REPORT_LANGUAGE,
            JOBS,
            DEBUG,
        ),
        "proofread:proofread",
    ),
    "lsp": Command(Group.TEXTS, "Start the language server (extra `editor`)", (_PROFILE, DEBUG), "proofread:lsp"),
    "rules": Command(
        Group.TEXTS,
        "Show all rules of the validator, each with an example",
        (
            Option(
                "select", "beginnings of the rules to show", metavar="RULE", many=True, plain=True, shown="all rules"
            ),
            Option(
                "format",
                "form of the list; Schematron holds the rules that XPath can say",
                metavar="FORMAT",
                choices=("markdown", "schematron"),
                default="markdown",
            ),
            DEBUG,
        ),
        "validate:rules",
    ),
}
