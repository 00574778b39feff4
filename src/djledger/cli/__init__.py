"""The command line: each command parses its arguments, calls one function, sets the exit code."""

import gc
import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_command, get_group

from djledger import __version__
from djledger.cli.common import Exit, utf8_output
from djledger.cli.speaking import Command, Group

COMMANDS = {
    "check": "check.check",
    "config": "config.config",
    "doctor": "doctor.doctor",
    "export": "export.export",
    "fix": "fix.fix",
    "fmt": "fmt.fmt",
    "history": "history.history",
    "init": "init.init",
    "lsp": "lsp.lsp",
    "paper": "paper.paper",
    "query": "query.query",
    "report": "report.report",
    "rule": "rule.rule",
    "schema": "schema.schema",
    "timeline": "timeline.timeline",
    "score": "score.score",
    "status": "status.status",
    "next": "next.next_steps",
    "import": "import_.import_",
    "baseline": "baseline.app",
    "dues": "dues.app",
    "elect": "elect.elect",
    "new": "new.app",
}
"""Every command, in the order of the help: its module, and the function or group in it."""


class Program(Group):
    """The program: a command's module is imported, and its options are read, when it is used."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(".")
        found = getattr(import_module(f"djledger.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            return get_group(found)
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(cmd_name, cls=Command)(found)
        return get_command(alone)


app = typer.Typer(
    name="djledger",
    cls=Program,
    help="党支部工作台账：检查、汇总、报送。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"djledger {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号。", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before any command."""


def main() -> None:
    """Entry point of the console script; a defect of ours ends in a report, not a traceback."""
    utf8_output()
    _start_quickly()
    try:
        app(prog_name="djledger")
    except Exception as error:  # noqa: BLE001 (the last resort)
        from djledger.cli.defect import report_of

        typer.echo(report_of(error), err=True)
        sys.exit(Exit.DEFECT)
    finally:
        gc.freeze()  # all that is left goes with the process: no need to take it apart first


def _start_quickly() -> None:
    """Spare a short run what only long ones need.

    Imports make many objects and no garbage, so the collector may come by less often; and our
    models have no use for plugins, for which pydantic would search every installed package.
    """
    gc.set_threshold(50_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
