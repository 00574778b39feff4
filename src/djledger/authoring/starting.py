"""The first files of a branch or of a shared repository: empty forms, no facts of our own."""

from dataclasses import dataclass
from datetime import date

from djledger.ledger.schema import KINDS, modeline
from djledger.yamltext import Set, edit

SCHEMAS = ".djledger/schema"
"""Where a repository keeps the schemas that editors read."""

ATTRIBUTES = "# 台账一律用 UTF-8 和 LF，不论在哪个系统上编辑\n*.yaml text eol=lf\n"
IGNORE = (
    "# 党费基数不入库；检查的缓存不入库\n*.private.yaml\n.djledger-cache/\n"
    "# 含身份证号、电话的原始表格不入库\n导入/\n"
    "# 报告和导出的表格随时可以重新生成，不入库\nout/\n台账.xlsx\n"
)
EDITOR = """root = true

[*.yaml]
charset = utf-8
end_of_line = lf
indent_style = space
indent_size = 2
"""
SETTINGS = "# 本仓库的设置；可用的键见文档《设置与豁免》，djledger config --all 列出生效的值\n"


@dataclass(frozen=True, slots=True)
class NewBranch:
    """What is known of a branch on its first day in the ledger."""

    name: str
    kind: str
    form: str | None = None
    upper: str | None = None
    since: date | None = None


def branch_files(branch: NewBranch, above: str = "") -> dict[str, str]:
    """Return the first files of a branch by path; ``above`` leads up to the repository's root."""
    facts = {
        "名称": branch.name,
        "类型": branch.kind,
        "形式": branch.form,
        "上级": branch.upper,
        "台账启用": branch.since.isoformat() if branch.since else None,
    }
    profile = edit("", [Set((key,), value) for key, value in facts.items() if value])
    return {
        "branch.yaml": f"{_head('branch', above)}{profile}届次:\n党小组:\n",
        "members.yaml": f"{_head('members', above)}党员:\n",
    }


def repository_files() -> dict[str, str]:
    """Return the files at the root of a shared repository."""
    return {
        "djledger.yaml": SETTINGS,
        ".gitattributes": ATTRIBUTES,
        ".gitignore": IGNORE,
        ".editorconfig": EDITOR,
    }


def _head(kind: str, above: str) -> str:
    name = next(one.file_name for one in KINDS if one.name == kind)
    return modeline(f"{above or './'}{SCHEMAS}/{name}") + "\n"
