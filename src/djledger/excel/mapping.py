"""What the user says of headings that no vocabulary knows: this one is that field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from djledger.excel.vocabulary import folded, kinds, never_read
from djledger.rules.wording import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from djledger.excel.heading import Table
    from djledger.excel.vocabulary import Column, Kind


class MappingError(ValueError):
    """A mapping that cannot be followed; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One heading and the field that it is, both as the user wrote them."""

    heading: str
    field: str

    def column(self, kind: Kind) -> Column | None:
        """Return the column of a kind of sheet by its heading, a synonym or its route."""
        named = kind.by_name.get(folded(self.field))
        routes = (one for one in kind.columns if "·".join(one.at) == self.field)
        return named or next(routes, None)


def mappings(words: Iterable[str], wanted: str | None) -> tuple[Mapping, ...]:
    """Read ``HEADING=FIELD``; the field is one of the wanted kind of sheet, else of any."""
    known = [kind for name, kind in kinds().items() if wanted in {None, name}]
    return tuple(_mapping(word, known) for word in words)


def _mapping(word: str, known: Sequence[Kind]) -> Mapping:
    heading, sign, field = (part.strip() for part in word.partition("="))
    if not (heading and sign and field):
        raise MappingError(f"--map 写成 表头=字段，如 --map 组织时间=入党日期；“{word}”不是。")
    mapping = Mapping(heading, field)
    native = any(folded(heading) in kind.by_name for kind in known)
    if never_read(heading) and not native:
        raise MappingError(f"“{heading}”是个人敏感信息，台账不保存，不能用 --map 读入。")
    if not any(mapping.column(kind) for kind in known):
        raise MappingError(_no_field(mapping, known))
    return mapping


def _no_field(mapping: Mapping, known: Sequence[Kind]) -> str:
    """Say that there is no such field, what may have been meant, and what there is."""
    names = {name for kind in known for column in kind.columns for name in column.names}
    listed = [f"{kind.title}：{'、'.join(one.heading for one in kind.columns)}" for kind in known]
    close = nearest(mapping.field, sorted(names))
    return "\n".join([f"没有“{mapping.field}”这个字段。{close}可用的字段：", *listed])


def check_used(tables: Sequence[Table], wanted: Sequence[Mapping]) -> None:
    """Raise MappingError for a mapping that no table could follow."""
    for mapping in wanted:
        having = [table for table in tables if _number(table, mapping) is not None]
        if not having:
            headings = dict.fromkeys(h for table in tables for h in table.headings.values())
            close = nearest(mapping.heading, list(headings))
            listed = "、".join(headings)
            raise MappingError(f"表头里没有“{mapping.heading}”。{close}有：{listed}。")
        fitting = [table for table in having if mapping.column(table.kind) is not None]
        if not fitting:
            raise MappingError(_no_field(mapping, [table.kind for table in having]))
        for table in fitting:
            if _number(table, mapping) not in table.columns:
                raise MappingError(f"有两个表头都对应“{mapping.field}”，只能有一个。")


def _number(table: Table, mapping: Mapping) -> int | None:
    """Return the number of the column on a sheet that a mapping is about."""
    wanted = folded(mapping.heading)
    return next((n for n, text in table.headings.items() if folded(text) == wanted), None)
