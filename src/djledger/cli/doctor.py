"""``djledger doctor``: whether this machine has what djledger uses."""

from pathlib import Path

from djledger.cli.options import Folder


def doctor(
    folder: Folder = Path(),
) -> None:
    """检查这台电脑：版本库、编码、字体、工作日历、可选的组件、设置。"""
    from djledger.cli.examining import examine

    examine(folder)
