"""docs/查询.md: the tables that can be asked in SQL, read off the catalogue."""

from collections.abc import Iterator

from djledger.tables.catalog import TABLES
from djledger.tables.table import Table
from docgen.markup import table, with_block

PAGE = "docs/查询.md"


def files() -> Iterator[tuple[str, str]]:
    """Yield path and text of the page."""
    yield PAGE, with_block(PAGE, "各张表", "\n\n".join(map(_section, TABLES)))


def _section(one: Table) -> str:
    rows = ((column.name, column.kind.label, column.meaning) for column in one.columns)
    return f"### {one.title}（`{one.name}`）\n\n{one.meaning}。\n\n" + table(
        ("栏", "内容", "说明"), rows
    )
