"""What a sheet can be and what its columns are called: the models' labels and known synonyms."""

from __future__ import annotations

import re
import tomllib
import types
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from djledger.ledger.development import DevelopmentFile
from djledger.ledger.dues import DuesCategory, Payment
from djledger.ledger.elections import Nominee
from djledger.ledger.meetings import Meeting
from djledger.ledger.members import Member
from djledger.ledger.node import Node
from djledger.ledger.values import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = Path(__file__).with_name("data") / "sheets.toml"
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
MODELS: dict[str, type[Node]] = {
    "roster": Member,
    "meetings": Meeting,
    "development": DevelopmentFile,
    "candidates": Nominee,
    "dues": Payment,
}
"""By kind of sheet: the model of one row."""

Path_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a cell is read: ``text``, a scalar form's name, ``choice``, ``names``, ``texts``,
    ``entries``, ``absences``; the choices; and what names an entry."""

    name: str
    choices: tuple[str, ...] = ()
    entry_key: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where in the record it goes, its heading and the other names for it."""

    at: Path_
    names: tuple[str, ...]
    shape: Shape

    @property
    def heading(self) -> str:
        """The heading on export."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet."""

    name: str
    title: str
    marks: tuple[str, ...]
    key: tuple[str, ...]
    telling: frozenset[str]
    columns: tuple[Column, ...]
    values: dict[str, str]

    @property
    def by_name(self) -> dict[str, Column]:
        """The columns by every folded name."""
        return {folded(name): column for column in self.columns for name in column.names}

    def column(self, route: str) -> Column:
        """Return the column with this route (keys joined by ·)."""
        return next(column for column in self.columns if "·".join(column.at) == route)


def folded(heading: str) -> str:
    """Return a heading as it is compared: half width, no blanks, no bracketed remark, no star."""
    plain = unicodedata.normalize("NFKC", _BRACKETED.sub("", heading))
    return re.sub(r"[\s*:：]+", "", _BRACKETED.sub("", plain))


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of sheets by name."""
    return {name: _kind(name, table) for name, table in _tables().items() if name in MODELS}


def kinds_told() -> str:
    """Name the kinds of sheet, each with what it is."""
    return "、".join(f"{name}（{kind.title}）" for name, kind in kinds().items())


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def never_read(heading: str) -> bool:
    """Whether a column holds personal data that no ledger stores."""
    return any(part in folded(heading) for part in _tables()["never"]["parts"])


def is_derived(heading: str) -> bool:
    """Whether the ledger reckons a column's facts itself."""
    return folded(heading) in _tables()["derived"]["names"]


def _kind(name: str, table: dict[str, Any]) -> Kind:
    columns = tuple(
        Column(at, tuple(names), _shape(name, at))
        for route, names in table["columns"].items()
        if (at := tuple(route.split("·")))
    )
    values = {word: value for value, words in table.get("values", {}).items() for word in words}
    marks, key, telling = table["marks"], table["key"], table["telling"]
    return Kind(name, table["title"], tuple(marks), tuple(key), frozenset(telling), columns, values)


_NOT_IN_MODEL = {
    ("roster", "党小组"): Shape("text"),
    ("meetings", "列席"): Shape("texts"),
    ("dues", "年度"): Shape("year"),
    ("dues", "月份"): Shape("text"),
    ("dues", "姓名"): Shape("name"),
    ("dues", "月交"): Shape("amount"),
    ("dues", "类别"): Shape("choice", tuple(DuesCategory)),
}
"""Columns whose cell is written otherwise than the model's own key."""


def _shape(kind: str, at: Path_) -> Shape:
    known = _NOT_IN_MODEL.get((kind, at[0])) if len(at) == 1 else None
    return known or shape_at(MODELS[kind], at)


def shape_at(model: type[Node], at: Path_) -> Shape:
    """Return how the value at a route of a model is written; KeyError if there is none."""
    fields = {field.alias: field for field in model.model_fields.values()}
    field = fields[at[0]]
    parts = [*field.metadata, *_unwrapped(field.annotation)]
    if len(at) > 1:
        inner = next(p for p in parts if isinstance(p, type) and issubclass(p, Node))
        return shape_at(inner, at[1:])
    shape = _shape_of(parts)
    return Shape("name") if shape == Shape("text") and at[-1] in _PERSONS else shape


_PERSONS = frozenset({"姓名", "主持人", "记录人", "授课人", "收款人"})


def _unwrapped(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation is made of, outermost first."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        yield from metadata
        yield from _unwrapped(inner)
    elif origin in {Union, types.UnionType}:
        for option in get_args(annotation):
            yield from _unwrapped(option)
    elif origin in {tuple, dict}:
        yield origin
        yield from _unwrapped(get_args(annotation)[0])
    else:
        yield annotation


def _shape_of(parts: list[Any]) -> Shape:
    forms = [part.name for part in parts if isinstance(part, Form)]
    classes = [part for part in parts if isinstance(part, type)]
    many = tuple in classes
    if dict in classes:
        return Shape("absences")
    if forms:
        return Shape(forms[0])
    for one in classes:
        if issubclass(one, StrEnum):
            return Shape("choice", tuple(one), many=many)
        if issubclass(one, Node) and one.identity is not None:
            return Shape("entries", entry_key=str(one.model_fields[one.identity].alias))
    return Shape("names") if many else Shape("text")
