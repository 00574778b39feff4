"""Which of the fonts that official papers name are installed here."""

import shutil
import subprocess
from collections.abc import Set

from djledger.reports.word_layout import FANG, HEI, KAI, SONG, TITLE_FONT

ALIASES = {
    SONG: ("SimSun",),
    FANG: ("FangSong", "仿宋_GB2312", "FangSong_GB2312"),
    HEI: ("SimHei",),
    KAI: ("KaiTi", "楷体_GB2312", "KaiTi_GB2312"),
    TITLE_FONT: ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK"),
}
"""The fonts of a paper, and the other names under which systems list them."""


def families() -> frozenset[str] | None:
    """Return the installed font families by all their names; None where nothing tells them."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    done = subprocess.run(
        [program, "--format", "%{family}\n"], capture_output=True, check=False, timeout=60
    )
    listed = done.stdout.decode("utf-8", "replace").replace("\n", ",").split(",")
    return frozenset(name.strip() for name in listed if name.strip())


def lacking(known: Set[str]) -> tuple[str, ...]:
    """Return the fonts of a paper that are not among the known families."""
    return tuple(font for font, others in ALIASES.items() if known.isdisjoint((font, *others)))
