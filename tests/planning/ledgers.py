"""Small ledgers for the tests of what is due."""

from djledger.ledger.folder import load, sites
from djledger.ledger.source import MemorySource

BRANCH = """名称: 第一党支部
类型: 机关
成立: {日期: 2015-04-20}
届次:
  - {届次: 第四届, 当选日期: 2024-06-12, 成员: [{姓名: 王建国, 职务: 书记}]}
"""
MEMBERS = "党员: [{姓名: 王建国, 入党: 2001-06-28, 转正: 2002-06-28}]\n"


def branch(**files):
    """Return a branch with these files besides its own; ``__`` in a name stands for a slash."""
    texts = {"branch.yaml": BRANCH, "members.yaml": MEMBERS}
    texts |= {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    source = MemorySource({path: text.encode() for path, text in texts.items()})
    (site,) = sites(source)
    return load(source, site).branch


def person(text, **files):
    """Return a branch in which one person is under development."""
    return branch(development__何雨晴=f"姓名: 何雨晴\n{text}\n", **files)
