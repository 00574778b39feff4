"""Plain data to a typed document: what does not fit becomes a fault, the rest still counts.

The first validation is pydantic's own and decides alone for a sound file. Only when it fails
does this module look closer, error by error: a form that is understood is put right, an
unknown key is set aside, an entry that cannot be read is dropped, and the document says so
(``whole``), so that no rule concludes an absence from a file that was not fully read.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from djledger.ledger.forms import FORMS
from djledger.ledger.node import Node
from djledger.yamltext import Route

N = TypeVar("N", bound=Node)
_ROUNDS = 50


class Misfit(Enum):
    """How a value fails to fit the model."""

    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    LOOSE_FORM = "loose-form"
    BAD_VALUE = "bad-value"
    BAD_CHOICE = "bad-choice"
    WRONG_SHAPE = "wrong-shape"


@dataclass(frozen=True, slots=True)
class ModelFault:
    """One misfit, where it is, and what was expected instead."""

    kind: Misfit
    route: Route
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Document(Generic[N]):
    """One file of a ledger as read: its path in the branch, its record, its faults."""

    path: str
    record: N | None
    faults: tuple[ModelFault, ...] = ()
    dropped: tuple[Route, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was lost that a conclusion about the whole part could rest on."""
        if self.record is None:
            return False
        vital = type(self.record).vital
        return not any(vital is None or route[0] in vital for route in self.dropped)

    def lost(self, route: Route) -> bool:
        """Whether what stands at a route of the record was set aside as unreadable."""
        written = self.written(route)
        return any(written[: len(gone)] == gone for gone in self.dropped)

    def written(self, route: Route) -> Route:
        """Translate a route in the record to the one in the file, past dropped entries."""
        result: list[str | int] = []
        for part in route:
            result.append(self._shifted(tuple(result), part) if isinstance(part, int) else part)
        return tuple(result)

    def _shifted(self, at: Route, index: int) -> int:
        gone = {route[-1] for route in self.dropped if route[:-1] == at}
        place = index
        while any(isinstance(g, int) and g <= place for g in gone):
            lowest = min(g for g in gone if isinstance(g, int))
            gone.discard(lowest)
            place += 1
        return place


def fit(model: type[N], data: Any, path: str) -> Document[N]:
    """Read plain data as a document of the given model."""
    try:
        return Document(path, model.model_validate(data))
    except ValidationError as error:
        return _Salvage(model, deepcopy(data), error).document(path)


class _Salvage:
    """Puts right or sets aside what does not fit, until the rest validates."""

    def __init__(self, model: type[N], data: Any, error: ValidationError) -> None:
        self.model = model
        self.data = data
        self.error: ValidationError | None = error
        self.faults: list[ModelFault] = []
        self.dropped: list[Route] = []

    def document(self, path: str) -> Document[Any]:
        """Work until the data validates or nothing is left to give up."""
        record: Node | None = None
        for _ in range(_ROUNDS):
            if self.error is None:
                break
            self._treat(self.error.errors(include_url=False, include_context=True))
            record = self._validate()
        self.faults.sort(key=lambda fault: tuple(map(str, fault.route)))
        return Document(path, record, tuple(self.faults), tuple(self.dropped))

    def _validate(self) -> Node | None:
        try:
            record = self.model.model_validate(_without_gaps(self.data))
        except ValidationError as error:
            self.error = error if self.data is not _GONE else None
            return None
        self.error = None
        return record

    def _treat(self, errors: list[ErrorDetails]) -> None:
        for error in errors:
            route = self._route(error["loc"])
            _TREATMENTS.get(error["type"], _Salvage._bad)(self, route, error)

    def _route(self, loc: tuple[int | str, ...]) -> Route:
        """Turn pydantic's loc into a route, past union labels and dropped entries."""
        at, route = self.data, []
        for part in loc:
            if isinstance(at, list) and isinstance(part, int):
                kept = [i for i, item in enumerate(at) if item is not _GONE]
                part = kept[part] if part < len(kept) else part  # noqa: PLW2901
            if not _has(at, part):
                route.extend([part] if part == loc[-1] and isinstance(at, dict) else [])
                continue
            at = at[part]
            route.append(part)
        return tuple(route)

    def _unknown(self, route: Route, error: ErrorDetails) -> None:
        name = str(route[-1])
        known = _keys_at(self.model, self.data, route[:-1])
        close = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"是不是“{close[0]}”？" if close else f"此处可用的键：{'、'.join(known)}。"
        fault = ModelFault(Misfit.UNKNOWN_KEY, route, f"不认识的键“{name}”。", hint)
        self._set_aside(route, fault, loses_facts=False)

    def _missing(self, route: Route, error: ErrorDetails) -> None:
        if route[:-1] in self.dropped or route in self.dropped:
            self._drop_entry(route[:-1])
            return
        fault = ModelFault(
            Misfit.MISSING_KEY, route[:-1], f"缺少必填的“{route[-1]}”。", f"补上“{route[-1]}: …”。"
        )
        self.faults.append(fault)
        self._drop_entry(route[:-1])

    def _form(self, route: Route, error: ErrorDetails) -> None:
        written, form = error["input"], FORMS[error["type"]]
        if written is None:
            _remove(self.data, route)
            return
        canonical = form.read(written) if isinstance(written, str) else None
        if canonical is not None and canonical != written:
            found = f"“{written}”可以看懂，但规范写法是 {canonical}。"
            self.faults.append(ModelFault(Misfit.LOOSE_FORM, route, found, f"改写成 {canonical}。"))
            _put(self.data, route, canonical)
            return
        found = f"“{_shown(written)}”不是{form.expected.split('，')[0]}。"
        fault = ModelFault(Misfit.BAD_VALUE, route, found, f"这里应写{form.expected}。")
        self._set_aside(route, fault)

    def _choice(self, route: Route, error: ErrorDetails) -> None:
        written = error["input"]
        if written is None:
            _remove(self.data, route)
            return
        choices = _choices(error)
        close = get_close_matches(str(written), choices, n=1, cutoff=0.5)
        hint = f"是不是“{close[0]}”？" if close else ""
        found = f"“{_shown(written)}”不在可选的值之内。"
        remedy = f"{hint}可选：{'、'.join(choices)}。"
        self._set_aside(route, ModelFault(Misfit.BAD_CHOICE, route, found, remedy))

    def _bad(self, route: Route, error: ErrorDetails) -> None:
        written = error["input"]
        if written is None:
            _remove(self.data, route)
            return
        expected = _SHAPES.get(error["type"], "与此处相符的内容")
        found = f"这里写的是{_shape_of(written)}。"
        fault = ModelFault(Misfit.WRONG_SHAPE, route, found, f"这里应是{expected}。")
        self._set_aside(route, fault)

    def _set_aside(self, route: Route, fault: ModelFault, *, loses_facts: bool = True) -> None:
        self.faults.append(fault)
        if loses_facts:
            self.dropped.append(route)
        _remove(self.data, route)

    def _drop_entry(self, route: Route) -> None:
        if route not in self.dropped:
            self.dropped.append(route)
        if route:
            _remove(self.data, route)
        else:
            self.data = _GONE


class _Gone:
    """Marks the place of a dropped list entry, so that its siblings keep their index."""


_GONE: Any = _Gone()

_Treatment = Callable[[_Salvage, Route, ErrorDetails], None]
_TREATMENTS: dict[str, _Treatment] = {
    "extra_forbidden": _Salvage._unknown,
    "missing": _Salvage._missing,
    "enum": _Salvage._choice,
    "literal_error": _Salvage._choice,
    **dict.fromkeys(FORMS, _Salvage._form),
}
_SHAPES = {
    "model_type": "若干“键: 值”，每行一个",
    "dict_type": "若干“键: 值”，每行一个",
    "list_type": "列表，每项一行，以“- ”开头",
    "tuple_type": "列表，每项一行，以“- ”开头",
    "string_type": "一段文字",
    "string_too_short": "文字，不能是空的",
}


def _shape_of(value: Any) -> str:
    if isinstance(value, dict):
        return "若干“键: 值”"
    if isinstance(value, list):
        return "一个列表"
    hint = "（冒号用了全角？）" if "：" in str(value) else ""
    return f"“{_shown(value)}”{hint}" if value else "空文字"


def _shown(value: Any, limit: int = 40) -> str:
    text = str(value) if isinstance(value, str) else _shape_of(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _choices(error: ErrorDetails) -> list[str]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return [part.strip("' ") for part in expected.replace(" or ", ", ").split(", ") if part]


def _has(at: Any, part: str | int) -> bool:
    if isinstance(at, dict):
        return part in at
    return isinstance(at, list) and isinstance(part, int) and part < len(at)


def _parent(data: Any, route: Route) -> Any:
    for part in route[:-1]:
        data = data[part]
    return data


def _put(data: Any, route: Route, value: Any) -> None:
    _parent(data, route)[route[-1]] = value


def _remove(data: Any, route: Route) -> None:
    parent, last = _parent(data, route), route[-1]
    if isinstance(parent, list) and isinstance(last, int):
        parent[last] = _GONE
    elif isinstance(parent, dict):
        parent.pop(last, None)


def _without_gaps(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_gaps(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_without_gaps(item) for item in data if item is not _GONE]
    return data


@cache
def _schema(model: type[Node]) -> dict[str, Any]:
    return TypeAdapter(model).json_schema(by_alias=True)


def _keys_at(model: type[Node], data: Any, route: Route) -> list[str]:
    """Return the keys that the model knows at a route."""
    root = _schema(model)
    place: dict[str, Any] = root
    for part in route:
        place = _step(root, place, part)
    return list(_resolved(root, place).get("properties", {}))


def _resolved(root: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in place:
        place = root["$defs"][place["$ref"].rsplit("/", 1)[-1]]
    for option in place.get("anyOf", ()):
        inner = _resolved(root, option)
        if "properties" in inner or "items" in inner:
            return inner
    return place


def _step(root: dict[str, Any], place: dict[str, Any], part: str | int) -> dict[str, Any]:
    here = _resolved(root, place)
    found = here.get("items") if isinstance(part, int) else here.get("properties", {}).get(part)
    return found if isinstance(found, dict) else {}
