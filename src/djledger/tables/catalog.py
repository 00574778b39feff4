"""The one list of all tables, and which of them a query speaks of."""

from djledger.tables.development import DEVELOPMENT
from djledger.tables.dues import DUES
from djledger.tables.elections import ELECTIONS
from djledger.tables.findings import FINDINGS
from djledger.tables.meetings import ATTENDANCE, MEETINGS, VOTES
from djledger.tables.members import MEMBERS
from djledger.tables.table import BranchTable, Table

BRANCH_TABLES: tuple[BranchTable, ...] = (
    MEMBERS, MEETINGS, ATTENDANCE, VOTES, DUES, DEVELOPMENT, ELECTIONS,
)  # fmt: skip
TABLES: tuple[Table, ...] = (*BRANCH_TABLES, FINDINGS)


def spoken_of(sql: str) -> tuple[Table, ...]:
    """Return the tables whose name stands anywhere in a query, so that no other is read.

    A name may stand there as something else, a column's for instance: that costs time, and
    changes no answer.
    """
    text = sql.casefold()
    return tuple(table for table in TABLES if table.name in text or table.title in text)


def described() -> str:
    """Return all tables and columns as text for a terminal."""
    return "\n".join(line for table in TABLES for line in _lines(table))


def _lines(table: Table) -> list[str]:
    lines = [f"{table.title}（{table.name}）：{table.meaning}"]
    for column in table.columns:
        meaning = f"：{column.meaning}" if column.meaning else ""
        lines.append(f"  {column.name}（{column.kind.label}）{meaning}")
    return [*lines, ""]
