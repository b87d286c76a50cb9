"""Completion of command lines in bash, zsh and fish.

Reads the table of commands. Gives a script for a shell: it completes names of commands, options and choices, and leaves
files to the shell.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from pipeline.cli.options import Command, Option

SHELLS = ("bash", "zsh", "fish")

_BASH = """\
# completion of {program} for bash: eval "$({program} completion bash)"
_{program}() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} known=
  if [ "$COMP_CWORD" = 1 ]; then
    known="{commands} --help --version"
  else
    case "$command:$before" in
{values}
      *)
        case "$word" in
          -*)
            case "$command" in
{options}
            esac ;;
{places}
        esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$known" -- "$word"))
}}
complete -o default -F _{program} {program}
"""

_ZSH = """\
#compdef {program}
# completion of {program} for zsh: {program} completion zsh > a folder of $fpath, as _{program}
_{program}() {{
  local -a commands
  commands=(
{commands}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "${{words[2]}}" in
{cases}
  esac
}}
_{program} "$@"
"""


def script(shell: str, program: str, table: Mapping[str, Command]) -> str:
    """Return the script for a shell."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](program, table)


def _bash(program: str, table: Mapping[str, Command]) -> str:
    values = [
        f'      {name}:{flag}) known="{" ".join(option.known())}" ;;'
        for name, command in table.items()
        for option in command.options
        for flag in option.flags
        if option.choices
    ]
    options = [f'              {name}) known="{" ".join(_flags(command))}" ;;' for name, command in table.items()]
    places = [
        f'          *) [ "$command" = {name} ] && known="{" ".join(option.known())}" ;;'
        for name, command in table.items()
        for option in command.options
        if option.plain and option.choices
    ]
    return _BASH.format(
        program=program,
        commands=" ".join(table),
        values="\n".join(values),
        options="\n".join(options),
        places=_merged(places),
    )


def _merged(places: list[str]) -> str:
    """Return one pattern for the words that are not options: the choices of the commands that have some."""
    tests = [line.removeprefix("          *) ").removesuffix(" ;;") for line in places]
    return "          *) " + "; ".join([*tests, "true"]) + " ;;"


def _flags(command: Command) -> Iterator[str]:
    for option in command.options:
        yield from option.flags
    yield from ("-h", "--help")


def _zsh(program: str, table: Mapping[str, Command]) -> str:
    commands = [f"    {shlex.quote(f'{name}:{command.help}')}" for name, command in table.items()]
    cases = [f"    {name}) _arguments {' '.join(_zsh_arguments(command))} ;;" for name, command in table.items()]
    return _ZSH.format(program=program, commands="\n".join(commands), cases="\n".join(cases))


def _zsh_arguments(command: Command) -> Iterator[str]:
    for option in command.options:
        for flag in option.flags:
            repeat = "*" if option.many else ""
            yield shlex.quote(f"{repeat}{flag}[{_zsh_text(option.help)}]{_zsh_value(option)}")
    yield shlex.quote("(-h --help)--help[show help]")
    for option in command.options:
        if option.plain:
            yield shlex.quote(f"{'*' if option.many else ''}{_zsh_value(option)}")


def _zsh_value(option: Option) -> str:
    if not option.takes_value:
        return ""
    known = option.known()
    return f":{option.metavar.lower()}:" + (f"({' '.join(known)})" if known else "_files")


def _zsh_text(text: str) -> str:
    """Return help without the characters that mean something in `_arguments`."""
    return text.replace("[", "(").replace("]", ")").replace(":", ",")


def _fish(program: str, table: Mapping[str, Command]) -> str:
    lines = [f"# completion of {program} for fish: {program} completion fish | source"]
    for name, command in table.items():
        lines.append(_fish_line(program, "__fish_use_subcommand", f"-a {name} -d {_fish_text(command.help)}", "-f"))
    for name, command in table.items():
        seen = f"__fish_seen_subcommand_from {name}"
        lines += [_fish_line(program, seen, _fish_option(option)) for option in command.options]
        for option in command.options:
            if option.plain and option.choices:
                lines.append(_fish_line(program, seen, f"-a '{' '.join(option.known())}'", "-f"))
    return "\n".join(lines) + "\n"


def _fish_line(program: str, condition: str, rest: str, *more: str) -> str:
    return " ".join(["complete", "-c", program, *more, "-n", f"'{condition}'", rest])


def _fish_option(option: Option) -> str:
    parts = ["-l", option.name, *(["-s", option.short] if option.short else [])]
    if option.takes_value:
        known = option.known()
        parts += ["-x", "-a", f"'{' '.join(known)}'"] if known else ["-r"]
    return " ".join([*parts, "-d", _fish_text(option.help)])


def _fish_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
