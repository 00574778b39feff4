"""The Markdown of a small branch, kept as a file: what a reader of the report really gets.

``python tests/reports/test_golden.py`` writes it anew; look at the difference before committing.
"""

import re
from pathlib import Path

from typer.testing import CliRunner

from djledger.cli import app

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "examples" / "高新区党工委" / "防汛抢险临时党支部"
GOLDEN = HERE / "golden" / "防汛抢险临时党支部.md"
CHANGING = re.compile(r"djledger \S+ · 数据 .+ · 规则集 \w+")


def markdown(out):
    words = ["report", str(FOLDER), "--year", "2025", "--as-of", "2026-04-15", "--format", "md"]
    result = CliRunner().invoke(app, [*words, "--out", str(out)])
    assert result.exit_code == 0, result.output
    text = Path(result.stdout.strip()).read_text(encoding="utf-8")
    return CHANGING.sub("（程序、数据、规则集的版本）", text)


def test_markdown_is_as_kept(tmp_path):
    assert markdown(tmp_path) == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(markdown(Path(folder)), encoding="utf-8", newline="\n")
