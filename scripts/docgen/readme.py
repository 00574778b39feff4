"""The README's first minute: its ledger is really checked, its picture really taken.

The ledger stands in the README itself, each file a path in backquotes and a block of YAML.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape, unescape
from io import StringIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.cells import cell_len
from rich.console import CONSOLE_SVG_FORMAT, Console
from rich.text import Text

from docgen.markup import ROOT, fenced, fill

PAGE, PICTURE = "README.md", "docs/check.svg"
COMMAND = ("check", "--as-of", "2026-03-31")
EXAMPLES = ("check", "examples", "--year", "2025", "--as-of", "2026-04-15")
WIDTH = 100
CELL = 12.2
"""Width of a terminal cell in the picture, in pixels: the exporter's own figure."""
FONTS = 'monospace, "Noto Sans Mono CJK SC", "PingFang SC", "Microsoft YaHei"'
_FILE = re.compile(
    r"^`(?P<path>[^`]+\.yaml)`\n\n?```yaml\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL
)
_TEXT = re.compile(
    r'<text(?P<style> class="djledger-r\d+") x="(?P<x>[\d.]+)"(?P<y> y="[\d.]+")'
    r' textLength="[\d.]+"(?P<clip>[^>]*)>(?P<text>[^<]*)</text>'
)


def files() -> Iterator[tuple[str, str]]:
    """Yield the README with its output block filled, and the picture."""
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    page = fill(page, "输出", fenced(f"$ {_typed(COMMAND)}\n{_plain()}", "console"))
    page = fill(page, "示例", fenced(f"$ {_typed(EXAMPLES)}\n…\n{_closing()}", "console"))
    yield PAGE, page
    yield PICTURE, _picture()


def _typed(command: Sequence[str]) -> str:
    return " ".join(("djledger", *command))


@cache
def _coloured() -> str:
    """Return what the command prints on a terminal, for the ledger in the README."""
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        for found in _FILE.finditer(page):
            path = Path(folder, found["path"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found["text"], encoding="utf-8")
        return _printed(COMMAND, Path(folder), FORCE_COLOR="1")


def _closing() -> str:
    """Return the last line that checking the examples prints."""
    return _printed(EXAMPLES, ROOT).splitlines()[-1]


def _printed(command: Sequence[str], folder: Path, **env: str) -> str:
    """Run a command that finds something; RuntimeError if it does not leave with 1."""
    done = subprocess.run(
        [sys.executable, "-m", "djledger", *command],
        cwd=folder,
        env=_terminal() | env,
        capture_output=True,
        check=False,
    )
    if done.returncode != 1:
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode()


def _terminal() -> dict[str, str]:
    unwanted = {"NO_COLOR", "FORCE_COLOR"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    wanted = {"TERM": "xterm-256color", "COLUMNS": str(WIDTH)}
    return {**kept, **wanted, "COLORTERM": "", "PYTHONPATH": str(ROOT / "src")}


def _plain() -> str:
    lines = Text.from_ansi(_coloured()).plain.splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _picture() -> str:
    """Return the terminal as SVG, with the viewer's own fonts: nothing is fetched to show it."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "dim"), _typed(COMMAND)))
    console.print(Text.from_ansi(_coloured().rstrip()))
    layout = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    layout = layout.replace("Fira Code, monospace", FONTS)
    layout = layout.replace("        font-variant-east-asian: full-width;\n", "")
    made = console.export_svg(title="djledger", code_format=layout, unique_id="djledger")
    made = _TEXT.sub(_by_width, made)
    return "\n".join(line.rstrip() for line in made.splitlines()) + "\n"


def _by_width(found: re.Match[str]) -> str:
    """Split a piece of a line into narrow and wide runs, each as long as its cells.

    The exporter takes every character for one cell, which squeezes Chinese text.
    """
    text = unescape(found["text"]).strip("\n")
    column, pieces = float(found["x"]) / CELL, []
    for _, group in groupby(text, cell_len):
        run = "".join(group)
        length = cell_len(run)
        where = f'x="{column * CELL:g}"{found["y"]} textLength="{length * CELL:g}"'
        shown = escape(run, quote=False).replace(" ", "&#160;").replace("\xa0", "&#160;")
        pieces.append(f"<text{found['style']} {where}{found['clip']}>{shown}</text>")
        column += length
    return "".join(pieces)
