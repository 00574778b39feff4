"""How grave a finding is: a word so small that whoever shows findings need not load the book."""

from enum import IntEnum


class Severity(IntEnum):
    """How grave a finding is; higher is graver."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word that users see."""
        return {1: "提示", 2: "警告", 3: "错误"}[self]
