"""What can be saved of data that does not validate, error by error.

A form that is understood is put right; an unknown key is set aside; a value that cannot be read
is taken out; an entry that lacks what names it is dropped. Then the rest is tried again. A
dropped list entry leaves a gap, so that its siblings keep the places they have in the file.
"""

from collections.abc import Callable
from copy import deepcopy
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from djledger.ledger.compiling import typed
from djledger.ledger.forms import FORMS
from djledger.ledger.keys import keys_at
from djledger.ledger.misfits import Misfit, ModelFault
from djledger.ledger.node import Node
from djledger.ledger.synonyms import meant
from djledger.yamltext import Route


class _Gap:
    """Holds the place of a list entry that was dropped."""


_GAP = _Gap()


class Saved(NamedTuple):
    """What was saved: the record if there is one, all faults, and the routes given up."""

    record: Node | None
    faults: tuple[ModelFault, ...]
    dropped: tuple[Route, ...]


def salvage(model: type[Node], data: Any, error: ValidationError) -> Saved:
    """Treat the errors of a failed validation until the rest is valid or nothing is left.

    Every round takes something out or puts it right, so this ends.
    """
    work = _Salvage(model, deepcopy(data))
    record: Node | None = None
    pending: ValidationError | None = error
    while pending is not None:
        if not work.treat(pending.errors(include_url=False)):
            break
        record, pending = work.validated()
    faults = sorted(work.faults, key=lambda fault: tuple(map(str, fault.route)))
    return Saved(record, tuple(faults), tuple(dict.fromkeys(work.dropped)))


class _Salvage:
    """The data being worked on and what has been said of it so far."""

    def __init__(self, model: type[Node], data: Any) -> None:
        self.model = model
        self.top = {"": data}
        self.faults: list[ModelFault] = []
        self.dropped: list[Route] = []

    def treat(self, errors: list[ErrorDetails]) -> bool:
        """Treat each error; False when the whole document had to be given up."""
        placed = [(self._route(error["loc"]), error) for error in errors]
        for route, error in placed:
            if "" in self.top and self._stands(route):
                _TREATMENTS.get(error["type"], _shape)(self, route, error)
        return "" in self.top

    def validated(self) -> tuple[Node | None, ValidationError | None]:
        """Try what is left."""
        try:
            return typed(self.model, _without_gaps(self.top[""])), None
        except ValidationError as error:
            return None, error

    def give_up(self, route: Route, fault: ModelFault | None = None) -> None:
        """Take out what stands at a route, as facts that are lost."""
        if fault is not None:
            self.faults.append(fault)
        self.dropped.append(route)
        self.remove(route)

    def remove(self, route: Route) -> None:
        """Take out what stands at a route."""
        parent, last = self._parent(route)
        if isinstance(parent, list) and isinstance(last, int):
            parent[last] = _GAP
        else:
            parent.pop(last, None)

    def put(self, route: Route, value: str) -> None:
        """Replace what stands at a route."""
        parent, last = self._parent(route)
        parent[last] = value

    def _parent(self, route: Route) -> tuple[Any, str | int]:
        parent: Any = self.top
        path = ("", *route)
        for part in path[:-1]:
            parent = parent[part]
        return parent, path[-1]

    def _stands(self, route: Route) -> bool:
        """Whether the parent of a route is still there (an earlier treatment may have cut it)."""
        at: Any = self.top[""]
        for part in route[:-1]:
            if not _has(at, part):
                return False
            at = at[part]
        return at is not _GAP

    def _route(self, loc: tuple[int | str, ...]) -> Route:
        """Turn pydantic's loc into a route: past the labels of unions, gaps counted in."""
        at: Any = self.top[""]
        route: list[str | int] = []
        for number, step in enumerate(loc):
            part = _past_gaps(at, step) if isinstance(step, int) else step
            if _has(at, part):
                at = at[part]
                route.append(part)
            elif number == len(loc) - 1 and isinstance(at, dict):
                route.append(part)
        return tuple(route)


_Treatment = Callable[[_Salvage, Route, ErrorDetails], None]


def _unknown(work: _Salvage, route: Route, error: ErrorDetails) -> None:
    name = str(route[-1])
    known = keys_at(work.model, route[:-1])
    guess = meant(name, known) or _nearest(name, known)
    hint = f"是不是“{guess}”？" if guess else f"此处可用的键：{'、'.join(known)}。"
    found = f"不认识的键“{name}”。"
    work.faults.append(ModelFault(Misfit.UNKNOWN_KEY, route, found, hint, guess=guess))
    work.remove(route)


def _nearest(word: str, known: list[str]) -> str | None:
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.5)), None)


def _missing(work: _Salvage, route: Route, error: ErrorDetails) -> None:
    entry, name = route[:-1], route[-1]
    already_told = any(gone[: len(route)] == route for gone in work.dropped)
    told = None if already_told else _lacking(entry, str(name))
    work.give_up(entry, told)


def _lacking(entry: Route, name: str) -> ModelFault:
    return ModelFault(Misfit.MISSING_KEY, entry, f"缺少必填的“{name}”。", f"补上“{name}: …”。")


def _form(work: _Salvage, route: Route, error: ErrorDetails) -> None:
    written, form = error["input"], FORMS[error["type"]]
    if written is None:
        work.remove(route)
        return
    canonical = form.read(written) if isinstance(written, str) else None
    if canonical is not None and canonical != written:
        found = f"“{written}”可以看懂，但规范写法是 {canonical}。"
        remedy = f"改写成 {canonical}。"
        work.faults.append(ModelFault(Misfit.LOOSE_FORM, route, found, remedy, canonical))
        work.put(route, canonical)
        return
    found = f"{_shown(written)}不是{form.expected.split('，')[0]}。"
    work.give_up(route, ModelFault(Misfit.BAD_VALUE, route, found, f"这里应写{form.expected}。"))


def _choice(work: _Salvage, route: Route, error: ErrorDetails) -> None:
    written = error["input"]
    if written is None:
        work.remove(route)
        return
    choices = _choices(error)
    guess = _nearest(str(written), choices)
    hint = f"是不是“{guess}”？" if guess else ""
    found = f"{_shown(written)}不在可选的值之内。"
    remedy = f"{hint}可选：{'、'.join(choices)}。"
    work.give_up(route, ModelFault(Misfit.BAD_CHOICE, route, found, remedy, guess=guess))


def _shape(work: _Salvage, route: Route, error: ErrorDetails) -> None:
    written = error["input"]
    if written is None and route:
        work.remove(route)
        return
    expected = _SHAPES.get(error["type"], "与此处相符的内容")
    expected += _example(keys_at(work.model, route), written)
    found = f"这里写的是{_shown(written)}。"
    work.give_up(route, ModelFault(Misfit.WRONG_SHAPE, route, found, f"这里应是{expected}。"))


def _example(keys: list[str], written: Any, limit: int = 20) -> str:
    """Show how a short text would stand under the key that it names, else under the first."""
    if not keys or not isinstance(written, str) or len(written) > limit or "\n" in written:
        return ""
    name, _, rest = written.partition("：")
    return f"，如 {name}: {rest.strip()}" if name in keys else f"，如 {keys[0]}: {written}"


_TREATMENTS: dict[str, _Treatment] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "enum": _choice,
    "literal_error": _choice,
    **dict.fromkeys(FORMS, _form),
}
_SHAPES = {
    "model_type": "若干“键: 值”，每行一个",
    "dict_type": "若干“键: 值”，每行一个",
    "list_type": "列表，每项一行，以“- ”开头",
    "tuple_type": "列表，每项一行，以“- ”开头",
    "string_type": "一段文字",
    "string_too_short": "文字，不能是空的",
}


def _shown(value: Any, limit: int = 40) -> str:
    if isinstance(value, dict):
        return "若干“键: 值”"
    if isinstance(value, list):
        return "一个列表"
    text = str(value)
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    hint = "（冒号用了全角？）" if "：" in text else ""
    return f"“{short}”{hint}" if text else "空文字"


def _choices(error: ErrorDetails) -> list[str]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return [part.strip("' ") for part in expected.replace(" or ", ", ").split(", ") if part]


def _has(at: Any, part: str | int) -> bool:
    if isinstance(at, dict):
        return part in at
    return (
        isinstance(at, list) and isinstance(part, int) and part < len(at) and at[part] is not _GAP
    )


def _past_gaps(at: Any, index: int) -> int:
    """Translate an index among the entries that are left to one among all."""
    if not isinstance(at, list):
        return index
    kept = [place for place, item in enumerate(at) if item is not _GAP]
    return kept[index] if index < len(kept) else index


def _without_gaps(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_gaps(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_without_gaps(item) for item in data if item is not _GAP]
    return data
