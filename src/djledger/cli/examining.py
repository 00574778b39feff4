"""What ``djledger doctor`` looks at: a line each, marked right, wrong or worth knowing."""

import locale
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

import typer

from djledger import __version__
from djledger.checking.policies import Policies
from djledger.checking.select import UnknownRuleError
from djledger.checking.settings import SettingsError, load_settings
from djledger.cli.common import Exit, day_of, fail, home_of, prefix_of, root_of
from djledger.cli.fonts import families, lacking
from djledger.findings.safe import one_line
from djledger.git import GitError, is_shallow, run
from djledger.law.workdays import CalendarUnknown, calendar_of
from djledger.ledger.folder import survey
from djledger.ledger.source import DiskSource

EXTRAS = (
    ("lsp", "pygls", "编辑器中边写边查"),
    ("query", "duckdb", "用 SQL 查询台账"),
    ("dask", "distributed", "交给集群检查"),
)
"""What can be installed besides: the extra, the module that comes with it, what it is for."""


class Health(Enum):
    """How something stands; the value is its mark."""

    RIGHT = "✓"
    NOTE = "○"
    WRONG = "✗"


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of what was found."""

    health: Health
    about: str
    said: str

    def __str__(self) -> str:
        """The line as it is printed."""
        return f"{self.health.value} {self.about}：{one_line(self.said)}"


def examine(folder: Path) -> None:
    """Print a line for each thing looked at; leave with 1 when something is wrong."""
    start = folder.resolve()
    if not start.is_dir():
        fail(f"没有“{folder}”这个文件或文件夹。")
    signs = [sign for look in LOOKS for sign in look(start)]
    for sign in signs:
        typer.echo(str(sign))
    if any(sign.health is Health.WRONG for sign in signs):
        raise typer.Exit(Exit.FINDINGS)


def _program(_: Path) -> Iterator[Sign]:
    said = f"djledger {__version__}，Python {platform.python_version()}，{platform.system()}"
    yield Sign(Health.RIGHT, "程序", said)


def _git(folder: Path) -> Iterator[Sign]:
    try:
        version = run(folder, "--version").decode().strip()
    except GitError as error:
        yield Sign(Health.WRONG, "git", str(error))
        return
    yield Sign(Health.RIGHT, "git", version)
    yield _repository(folder)


def _repository(folder: Path) -> Sign:
    here = any((one / ".git").exists() for one in (folder, *folder.parents))
    try:
        run(folder, "rev-parse", "--show-toplevel")
        shallow = is_shallow(folder)
    except GitError as error:
        return Sign(Health.WRONG if here else Health.NOTE, "仓库", str(error))
    if shallow:
        said = "浅克隆，较早的提交不在本地；用 git fetch --unshallow 取回。"
        return Sign(Health.NOTE, "仓库", said)
    return Sign(Health.RIGHT, "仓库", "读得到提交历史")


def _encoding(_: Path) -> Iterator[Sign]:
    yield encoding_sign(_console_encoding())


def encoding_sign(name: str) -> Sign:
    """Return what is to be said of a console's encoding."""
    if name.replace("-", "").lower() in {"utf8", "cp65001"}:
        return Sign(Health.RIGHT, "编码", "终端用 UTF-8")
    advice = "chcp 65001" if sys.platform == "win32" else "export LANG=C.UTF-8"
    said = f"终端用 {name}，中文可能显示成乱码；先运行 {advice} 再用。"
    return Sign(Health.WRONG, "编码", said)


def _console_encoding() -> str:
    if sys.platform == "win32":
        import ctypes

        return f"cp{ctypes.windll.kernel32.GetConsoleOutputCP()}"
    return locale.getencoding()


def _fonts(_: Path) -> Iterator[Sign]:
    yield fonts_sign(families())


def fonts_sign(known: frozenset[str] | None) -> Sign:
    """Return what is to be said of the installed font families; None if they are not known."""
    if known is None:
        return Sign(Health.NOTE, "字体", "没有 fc-list，无法得知装了哪些字体")
    missing = lacking(known)
    if missing:
        said = f"缺 {'、'.join(missing)}；Word 文件照样生成，在这台电脑上显示为替代字体。"
        return Sign(Health.NOTE, "字体", said)
    return Sign(Health.RIGHT, "字体", "公文所用的字体都有")


def _calendar(_: Path) -> Iterator[Sign]:
    yield calendar_sign(day_of(None))


def calendar_sign(day: date) -> Sign:
    """Return whether the working days of a day's year are known."""
    calendar = calendar_of(day.year)
    if isinstance(calendar, CalendarUnknown):
        said = f"没有 {day.year} 年的放假安排，涉及工作日的期限无法判断；请升级 djledger。"
        return Sign(Health.WRONG, "工作日历", said)
    if day > calendar.known_through:
        said = f"放假安排只收录到 {calendar.known_through}；请升级 djledger。"
        return Sign(Health.WRONG, "工作日历", said)
    return Sign(Health.RIGHT, "工作日历", f"放假安排收录到 {calendar.known_through}")


def _extras(_: Path) -> Iterator[Sign]:
    for extra, module, purpose in EXTRAS:
        if find_spec(module) is not None:
            yield Sign(Health.RIGHT, "可选组件", f"{extra}（{purpose}）已安装")
        else:
            said = f"{extra}（{purpose}）没有安装；要用时运行 pip install 'djledger[{extra}]'"
            yield Sign(Health.NOTE, "可选组件", said)


def _settings(folder: Path) -> Iterator[Sign]:
    root = root_of(folder)
    source = DiskSource(root)
    prefix = prefix_of(home_of(folder, root), root)
    tree = survey(source, prefix)
    try:
        policies = Policies(load_settings(source, tree.settings), (), (), ())
        chain = policies.chain(prefix)
        policies.at(prefix)
    except (SettingsError, UnknownRuleError) as error:
        yield Sign(Health.WRONG, "设置", str(error))
        return
    said = " → ".join(file.path for file in chain) or "没有设置文件，全部用默认值"
    yield Sign(Health.RIGHT, "设置", said)
    number = len(tree.branches)
    health = Health.RIGHT if number else Health.NOTE
    yield Sign(health, "台账", f"{number} 个支部" if number else "这个文件夹里没有支部")


LOOKS: tuple[Callable[[Path], Iterator[Sign]], ...] = (
    _program,
    _git,
    _encoding,
    _fonts,
    _calendar,
    _extras,
    _settings,
)
