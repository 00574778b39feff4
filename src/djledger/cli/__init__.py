"""The command line: each command parses its arguments, calls one function, sets the exit code."""

import gc
import os
import sys
from typing import Annotated

import typer

from djledger import __version__
from djledger.cli.baseline import app as baseline
from djledger.cli.check import check
from djledger.cli.common import Exit, utf8_output
from djledger.cli.config import config
from djledger.cli.doctor import doctor
from djledger.cli.dues import app as dues
from djledger.cli.elect import elect
from djledger.cli.export import export
from djledger.cli.fix import fix
from djledger.cli.fmt import fmt
from djledger.cli.history import history
from djledger.cli.import_ import import_
from djledger.cli.init import init
from djledger.cli.lsp import lsp
from djledger.cli.new import app as new
from djledger.cli.next import next_steps
from djledger.cli.paper import paper
from djledger.cli.query import query
from djledger.cli.report import report
from djledger.cli.rule import rule
from djledger.cli.schema import schema
from djledger.cli.score import score
from djledger.cli.speaking import Command, Group
from djledger.cli.status import status
from djledger.cli.timeline import timeline

app = typer.Typer(
    name="djledger",
    cls=Group,
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


COMMANDS = (
    check,
    config,
    doctor,
    export,
    fix,
    fmt,
    history,
    init,
    lsp,
    paper,
    query,
    report,
    rule,
    schema,
    timeline,
    score,
    status,
)
for command in COMMANDS:
    app.command(cls=Command)(command)
app.command("next", cls=Command)(next_steps)
app.add_typer(baseline)
app.command("import", cls=Command)(import_)
app.add_typer(dues)
app.add_typer(elect)
app.add_typer(new)


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
