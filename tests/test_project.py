"""What holds for the repository as a whole: clean text, small modules, a complete package."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from djledger.resources import resource

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

# Written in pieces, so that this file does not offend against itself.
REGISTRY_HOSTS = re.compile(
    r"pypi\." r"org|python" r"hosted|tsinghua\." r"edu|aliyun\." r"com|/sim" r"ple/|files\.python"
)
MACHINE_PATHS = re.compile(r"(?<![\w./-])/(?:wor" r"k|ro" r"ot|ho" r"me/\w+|Us" r"ers/\w+)/")
ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
MOBILE_NUMBER = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z])")


def tracked_texts() -> Iterator[tuple[Path, str]]:
    """Every text file that is, or is about to be, in the repository."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield path.relative_to(ROOT), content.decode("utf-8", errors="replace")


def has_valid_check_digit(number: str) -> bool:
    weights = [2**i % 11 for i in range(17, 0, -1)]
    total = sum(w * int(d) for w, d in zip(weights, number, strict=False))
    return number[17].upper() == "10X98765432"[total % 11]


def registry_hosts(text: str) -> list[str]:
    return REGISTRY_HOSTS.findall(text)


def machine_paths(text: str) -> list[str]:
    return MACHINE_PATHS.findall(text)


def id_numbers(text: str) -> list[str]:
    return [number for number in ID_NUMBER.findall(text) if has_valid_check_digit(number)]


def mobile_numbers(text: str) -> list[str]:
    return MOBILE_NUMBER.findall(text)


UNWANTED = [registry_hosts, machine_paths, id_numbers, mobile_numbers]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an unpacked archive has no file list")
@pytest.mark.parametrize("unwanted", UNWANTED, ids=lambda check: check.__name__)
def test_no_file_holds(unwanted):
    offenders = {str(path): found for path, text in tracked_texts() if (found := unwanted(text))}
    assert offenders == {}


@pytest.mark.parametrize(
    ("unwanted", "text"),
    [
        (registry_hosts, "index: pypi." + "org"),
        (machine_paths, "see /wor" + "k/notes"),
        (id_numbers, "证号" + "11010519491231" + "002X。"),
        (mobile_numbers, "电话" + "138" + "00000000" + "。"),
    ],
)
def test_the_search_finds(unwanted, text):
    assert unwanted(text)


def test_a_wrong_check_digit_is_no_id_number():
    assert id_numbers("11010519491231" + "0021") == []


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def function_lengths() -> Iterator[int]:
    for path in SOURCES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1


def test_modules_are_short():
    lengths = {str(p): len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCES}
    assert {name: n for name, n in lengths.items() if n > 350} == {}


def test_functions_are_short():
    lengths = sorted(function_lengths())
    assert lengths[int(len(lengths) * 0.95)] <= 30


def test_every_module_says_what_it_is_for():
    assert [str(p) for p in SOURCES if not ast.get_docstring(parse(p))] == []


def test_the_wheel_carries_templates_and_rule_cases(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    package = tmp_path / "installed" / "djledger"
    for kind, pattern in (("templates", "*"), ("rules", "*.md")):
        files = files_below(resource(kind), pattern)
        assert files
        assert files_below(resource(kind, "", package), pattern) == files


def files_below(folder: Path, pattern: str) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob(pattern) if path.is_file()}


def wanted(*groups: str) -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = project["dependency-groups"] | project["project"]["optional-dependencies"]
    lines = chain(project["project"]["dependencies"], *(named[group] for group in groups))
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("runtime", ["build"]), ("dev", ["build", "dev", "lsp", "query", "dask"])],
)
def test_the_lock_is_current(lock, groups):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
    stale = [
        name
        for name, requirement in wanted(*groups).items()
        if name not in pinned or not requirement.specifier.contains(pinned[name])
    ]
    assert stale == [], "run `make lock`"
