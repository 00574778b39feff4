"""Commands that speak Chinese: their help, and what they say to a mistyped command line."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from shutil import get_terminal_size
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from djledger.cli.common import Exit
from djledger.cli.plainly import take_plainly
from djledger.disk import why
from djledger.findings.safe import printable

INTERRUPTED = 130
HELP_COLUMN = 26
NARROW = 60
"""Below this width an explanation stands under its option instead of beside it."""

_STANDARD = {
    "help": "显示这段说明。",
    "install_completion": "为当前 shell 安装命令补全。",
    "show_completion": "显示当前 shell 的命令补全脚本。",
}


class Command(TyperCommand):
    """A command with its help in Chinese."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the options over."""
        take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the whole help."""
        formatter.write(help_of(self, ctx))


class Group(TyperGroup):
    """The program: a command of commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the options over that stand before any command."""
        take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the whole help."""
        formatter.write(help_of(self, ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run; leave with an exit code, after saying in Chinese what was mistyped."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.Abort:
            code = INTERRUPTED
        except typer.TyperException as error:
            typer.echo(complaint(error), err=True)
            code = error.exit_code
        except OSError as error:
            typer.echo(refused(error), err=True)
            code = Exit.USAGE
        return sys.exit(code or Exit.CLEAN) if standalone_mode else code


# --- help -----------------------------------------------------------------------------------


def help_of(command: Any, ctx: Any) -> str:
    """Return a command's help, fitted to the terminal."""
    width = get_terminal_size().columns
    params = command.get_params(ctx)
    arguments = [p for p in params if p.param_type_name == "argument"]
    options = [p for p in params if p.param_type_name == "option" and not p.hidden]
    said = [f"用法：{ctx.command_path} {_pattern(command, arguments)}", "", command.help, ""]
    sections: list[tuple[str, list[tuple[str, str]]]] = [
        ("参数", [(p.metavar, p.help or "") for p in arguments]),
        ("选项", [(_option(p), _explained(p)) for p in options]),
    ]
    if isinstance(command, TyperGroup):
        listed = [(name, command.get_command(ctx, name)) for name in command.list_commands(ctx)]
        sections.append(("命令", [(name, one.help or "") for name, one in listed if one]))
    for title, rows in sections:
        if rows:
            said += [f"{title}：", *_rows(rows, width), ""]
    return "\n".join(said)


def _pattern(command: Any, arguments: Iterable[Any]) -> str:
    words = ["[选项]"]
    words += [p.metavar if p.required else f"[{p.metavar}]" for p in arguments]
    return " ".join(words + ["命令 …"] * isinstance(command, TyperGroup))


def _option(param: Any) -> str:
    names = ", ".join(param.opts)
    return f"{names} {param.metavar}" if param.metavar else names


def _explained(param: Any) -> str:
    if param.name in _STANDARD:
        return _STANDARD[param.name]
    default = param.default
    plain = default != "" and isinstance(default, str | int) and not isinstance(default, bool)
    return f"{param.help or ''}{f'默认 {default}。' if plain else ''}"


def _rows(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Set names and explanations side by side, or below each other where it is narrow."""
    from djledger.findings.folding import folded
    from djledger.yamltext.excerpting import display_width

    for name, text in rows:
        beside = width >= NARROW and display_width(name) <= HELP_COLUMN - 4
        indent = HELP_COLUMN if beside else 6
        lines = list(folded(text, width - indent - 1))
        if beside and lines:
            yield f"  {name}{' ' * (HELP_COLUMN - 2 - display_width(name))}{lines.pop(0)}"
        else:
            yield f"  {name}"
        yield from (" " * indent + line for line in lines)


def refused(error: OSError) -> str:
    """Say which file or folder the system refuses; a screen or pipe has no name."""
    name = error.filename if isinstance(error.filename, str) else ""
    return printable(f"“{name}”读写不了：{why(error)}。" if name else f"读写不了：{why(error)}。")


# --- mistyped command lines -----------------------------------------------------------------


def complaint(error: Any) -> str:
    """Say what is wrong with a command line, and where to read on."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.message).rstrip()
    said = _SAYINGS[kind](error) if kind in _SAYINGS else _said(error.format_message())
    path = error.ctx.command_path if getattr(error, "ctx", None) else "djledger"
    return f"{said}用 {path} --help 查看用法。"


def _no_such_option(error: Any) -> str:
    close = (error.possibilities or [])[:1]
    return f"没有 {error.option_name} 这个选项。" + "".join(f"是不是 {name}？" for name in close)


def _bad_value(error: Any) -> str:
    if "is not readable" in error.message:
        return f"{_named(error)}打不开：没有权限。"
    return f"{_named(error)} 的内容不对。"


def _missing(error: Any) -> str:
    return f"缺少 {_named(error)}。"


def _named(error: Any) -> str:
    param = error.param
    if param is None:
        return "命令行"
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar)


_SAYINGS: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_such_option,
    "BadParameter": _bad_value,
    "MissingParameter": _missing,
}
_PHRASES = (
    (r"No such command '(.*?)'\..*", "没有“{}”这个命令。"),
    (r"Got unexpected extra argument.* \((.*)\)", "多出来的内容：{}。"),
    (r"Option '(.*?)' requires an argument.*", "{} 后面要写内容。"),
    (r"Option '(.*?)' does not take a value.*", "{} 后面不写内容。"),
)


def _said(message: str) -> str:
    for pattern, phrase in _PHRASES:
        if found := re.fullmatch(pattern, message):
            return phrase.format(found[1]) + _nearest(found[1])
    return f"命令行写错了：{message}。"


def _nearest(word: str) -> str:
    from djledger.cli import COMMANDS

    close = get_close_matches(word, COMMANDS, n=1)
    return f"是不是 {close[0]}？" if close else ""
