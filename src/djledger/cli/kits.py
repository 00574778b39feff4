"""Ready files that have a ledger repository checked by its hosting service or before a commit."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from djledger import __version__
from djledger.cli.common import fail
from djledger.cli.outputs import write_file
from djledger.resources import resource

KITS = {
    "github": ("github.yml", ".github/workflows/djledger.yml"),
    "gitlab": ("gitlab.yml", ".gitlab-ci.yml"),
    "gitee": ("gitee.yml", ".workflow/djledger.yml"),
    "jenkins": ("Jenkinsfile", "Jenkinsfile"),
    "pre-commit": ("pre-commit.yaml", ".pre-commit-config.yaml"),
}
"""By kind: the template, and where its service looks for it in a repository."""

VERSION = "@VERSION@"


def kit(kind: str) -> str:
    """Return the text of a kit, for the version of djledger that writes it."""
    text = resource("templates", f"ci/{KITS[kind][0]}").read_text(encoding="utf-8")
    return text.replace(VERSION, __version__)


def place_kits(folder: Path, kinds: Sequence[str], *, force: bool) -> str:
    """Write kits into a repository; what is there and differs is left alone without ``force``."""
    if not folder.is_dir():
        fail(f"没有“{folder}”这个文件夹。")
    wanted = {_known(kind): folder / KITS[kind][1] for kind in kinds}
    taken = [str(path) for kind, path in wanted.items() if _differs(path, kit(kind))]
    if taken and not force:
        fail(f"已经有 {'、'.join(taken)}，没有改动；要重新写，加 --force。")
    for kind, path in wanted.items():
        write_file(path, kit(kind))
    return "".join(f"已写好 {path}\n" for path in wanted.values())


def _known(kind: str) -> str:
    if kind not in KITS:
        close = get_close_matches(kind, KITS, n=1)
        hint = f"是不是 {close[0]}？" if close else f"可用：{'、'.join(KITS)}。"
        fail(f"没有“{kind}”这种配置。{hint}")
    return kind


def _differs(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() != text.encode()
