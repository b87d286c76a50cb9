"""Tasks of invoke: `inv --list` shows them. Each is thin: its arguments, and one call into `pipeline.commands`."""

from __future__ import annotations

from functools import partial
from typing import Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.parser.argument import Argument
from invoke.tasks import Task
from invoke.tasks import task as _task

from pipeline.commands import COMMANDS, run


class _Number(Argument):
    """An option with a number: anything else is told in one line."""

    def set_value(self, value: Any, cast: bool = True) -> None:  # noqa: ANN401 - a word of the command line
        """Take the value. Raises Exit where it is no number."""
        try:
            super().set_value(value, cast)
        except ValueError:
            raise Exit(f"pipeline: --{self.name} is not a number: {value!r}", code=2) from None


class _Task(Task[Any]):
    """A task whose options want their values: invoke alone lets those that may repeat go without."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """The options, as the parser of invoke takes them."""
        arguments = super().get_arguments(ignore_unknown_help)
        for argument in arguments:
            if argument.kind is list:
                argument.raw_value = None
        return [
            _Number(names=a.names, kind=int, default=a.default, help=a.help) if a.kind is int else a for a in arguments
        ]


task = partial(_task, klass=_Task)


def _run(name: str, /, **options: Any) -> None:  # noqa: ANN401 - values as invoke gives them
    status = run(name, **options)
    if status:
        raise Exit(code=int(status))


@task(name="list", help=COMMANDS["list"].helps())
def list_(_: Context, debug: bool = False) -> None:
    """Show the texts of source/, their state and what is not assigned yet."""
    _run("list", debug=debug)


@task(help=COMMANDS["build"].helps(), iterable=["source"])
def build(
    _: Context,
    source: list[str],
    out: str | None = None,
    formats: str | None = None,
    jobs: int = 0,
    recover: bool = False,
    force: bool = False,
    no_proof: bool = False,
    strict_glyphs: bool = False,
    scheduler: str | None = None,
    debug: bool = False,
) -> None:
    """Build documents in every format, with proof that no word was lost."""
    _run(
        "build",
        source=source,
        out=out,
        formats=formats,
        jobs=jobs,
        recover=recover,
        force=force,
        no_proof=no_proof,
        strict_glyphs=strict_glyphs,
        scheduler=scheduler,
        debug=debug,
    )


@task(help=COMMANDS["validate"].helps(), iterable=["source"])
def validate(
    _: Context,
    source: list[str],
    profile: str | None = None,
    format: str | None = None,
    fix: bool = False,
    report: bool = False,
    jobs: int = 0,
    debug: bool = False,
) -> None:
    """Check documents against schema, naming convention, references, wording and form."""
    _run("validate", source=source, profile=profile, format=format, fix=fix, report=report, jobs=jobs, debug=debug)


@task(help=COMMANDS["rules"].helps())
def rules(_: Context, debug: bool = False) -> None:
    """Show all rules of the validator, each with an example."""
    _run("rules", debug=debug)


@task(help=COMMANDS["diff"].helps())
def diff(
    _: Context, old: str, new: str, formats: str | None = None, out: str | None = None, debug: bool = False
) -> None:
    """Compare two texts: tracked changes in Word, redlines in HTML and PDF, text, JSON, one sentence."""
    _run("diff", old=old, new=new, formats=formats, out=out, debug=debug)


@task(help=COMMANDS["concordance"].helps(), iterable=["also"])
def concordance(
    _: Context,
    a: str,
    b: str,
    also: list[str],
    formats: str | None = None,
    out: str | None = None,
    debug: bool = False,
) -> None:
    """Lay two texts side by side: differing figures, dates, names, instruments; parity of languages."""
    _run("concordance", a=a, b=b, formats=formats, out=out, also=also, debug=debug)


@task(help=COMMANDS["dist"].helps(), iterable=["work"])
def dist(
    _: Context,
    work: list[str],
    out: str | None = None,
    final: bool = False,
    key: str | None = None,
    base_url: str | None = None,
    record: bool = False,
    debug: bool = False,
) -> None:
    """Make distribution copies: every format of a work, manifest, checksums, verifier; folder and zip."""
    _run("dist", work=work, out=out, final=final, key=key, base_url=base_url, record=record, debug=debug)


@task(help=COMMANDS["verify"].helps())
def verify(_: Context, path: str, key: str | None = None, rebuild: bool = False, debug: bool = False) -> None:
    """Check a distribution copy: checksums, signature, and that every file has the text of its XML."""
    _run("verify", path=path, key=key, rebuild=rebuild, debug=debug)


@task(help=COMMANDS["site"].helps(), iterable=["source"])
def site(
    _: Context,
    source: list[str],
    out: str | None = None,
    formats: str | None = None,
    base_url: str | None = None,
    jobs: int = 0,
    recover: bool = False,
    force: bool = False,
    debug: bool = False,
) -> None:
    """Build the web edition: a static site of all works with search, feeds and permanent addresses."""
    _run(
        "site",
        source=source,
        out=out,
        formats=formats,
        base_url=base_url,
        jobs=jobs,
        recover=recover,
        force=force,
        debug=debug,
    )


@task(help=COMMANDS["corrigendum"].helps())
def corrigendum(
    _: Context,
    old: str,
    new: str,
    number: int = 0,
    date: str | None = None,
    out: str | None = None,
    debug: bool = False,
) -> None:
    """Write the corrigendum that makes one version of a text into another."""
    _run("corrigendum", old=old, new=new, number=number, date=date, out=out, debug=debug)


@task(help=COMMANDS["apply"].helps())
def apply(_: Context, corrigendum: str, out: str | None = None, debug: bool = False) -> None:
    """Carry out a corrigendum: the corrected text as a new expression."""
    _run("apply", corrigendum=corrigendum, out=out, debug=debug)


@task(help=COMMANDS["revise"].helps())
def revise(
    _: Context, name: str, number: int = 0, date: str | None = None, out: str | None = None, debug: bool = False
) -> None:
    """Begin a revision of a text, with symbol, masthead and identification done."""
    _run("revise", name=name, number=number, date=date, out=out, debug=debug)


@task(help=COMMANDS["addendum"].helps())
def addendum(
    _: Context, name: str, number: int = 0, date: str | None = None, out: str | None = None, debug: bool = False
) -> None:
    """Begin an addendum to a text, with symbol, masthead and identification done."""
    _run("addendum", name=name, number=number, date=date, out=out, debug=debug)


@task(help=COMMANDS["assign"].helps())
def assign(
    _: Context,
    name: str,
    symbol: str | None = None,
    job: str | None = None,
    date: str | None = None,
    debug: bool = False,
) -> None:
    """Fill in symbol, job number and date of distribution once they are known."""
    _run("assign", name=name, symbol=symbol, job=job, date=date, debug=debug)


@task(help=COMMANDS["history"].helps())
def history(_: Context, work: str, debug: bool = False) -> None:
    """Show the lineage of a work: versions, corrigenda, addenda."""
    _run("history", work=work, debug=debug)


@task(help=COMMANDS["at"].helps())
def at(_: Context, work: str, date: str | None = None, out: str | None = None, debug: bool = False) -> None:
    """Show or write the text of a work as it stood on a day."""
    _run("at", work=work, date=date, out=out, debug=debug)


@task(help=COMMANDS["serve"].helps(), iterable=["source"])
def serve(_: Context, source: list[str], port: int = 0, debug: bool = False) -> None:
    """Show texts as pages that follow their source while it is edited, with findings beside the text."""
    _run("serve", port=port, source=source, debug=debug)


@task(help=COMMANDS["new"].helps())
def new(
    _: Context,
    kind: str,
    out: str | None = None,
    language: str | None = None,
    date: str | None = None,
    symbol: str | None = None,
    title: str | None = None,
    debug: bool = False,
) -> None:
    """Begin a document: a skeleton in strict form; asks for what is not given on a terminal."""
    _run("new", kind=kind, out=out, language=language, date=date, symbol=symbol, title=title, debug=debug)


@task(name="import", help=COMMANDS["import"].helps())
def import_(
    _: Context,
    file: str,
    out: str | None = None,
    kind: str | None = None,
    language: str | None = None,
    symbol: str | None = None,
    date: str | None = None,
    debug: bool = False,
) -> None:
    """Turn a Word file or plain text into Akoma Ntoso, with a report of every doubt."""
    _run("import", file=file, out=out, kind=kind, language=language, symbol=symbol, date=date, debug=debug)


@task(help=COMMANDS["test"].helps())
def test(_: Context, only: str | None = None, jobs: int = 0, debug: bool = False) -> None:
    """Run the tests."""
    _run("test", only=only, jobs=jobs, debug=debug)


@task(help=COMMANDS["bench"].helps())
def bench(_: Context, only: str | None = None, peers: bool = False, debug: bool = False) -> None:
    """Measure speed and memory; tables and plots in docs/benchmarks/."""
    _run("bench", only=only, peers=peers, debug=debug)


@task(help=COMMANDS["clean"].helps())
def clean(_: Context, debug: bool = False) -> None:
    """Remove everything in dist/ but its MANIFEST."""
    _run("clean", debug=debug)


namespace = Collection(
    list_,
    build,
    validate,
    rules,
    diff,
    concordance,
    corrigendum,
    apply,
    revise,
    addendum,
    assign,
    history,
    at,
    dist,
    verify,
    site,
    serve,
    new,
    import_,
    test,
    bench,
    clean,
)
