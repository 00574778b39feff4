"""Text, numbers and folders of a command line, taken over without pydantic.

Typer has pydantic understand every value, also where none was given: loading it and building a
validator an option took longer than all else that a command needs to begin. What is plain is
understood here; whatever is not, and whatever is wrong, is left to Typer as before. Should Typer
keep its validators elsewhere one day, this does nothing.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_NUMBER = re.compile(r"[0-9]{1,9}")
_UNCHECKED = {
    "parser": None, "min": None, "max": None, "exists": False, "file_okay": True,
    "dir_okay": True, "writable": False, "resolve_path": False, "allow_dash": False,
    "path_type": None,
}  # fmt: skip
"""What Typer is told of options of which it has nothing to check but that files can be read."""


class NotPlainError(ValueError):
    """A value that Typer has to look at."""


def take_plainly(params: Iterable[Any]) -> None:
    """Let the parameters of a command take plain values without pydantic, where they may."""
    for param in params:
        descriptor = getattr(param, "type_descriptor", None)
        info = getattr(descriptor, "parameter_info", None)
        unchecked = all(getattr(info, name, None) == said for name, said in _UNCHECKED.items())
        if unchecked and getattr(param, "_runtime_param", "") is None:
            param._runtime_param = _Plain(getattr(descriptor, "annotation", None))


class _Plain:
    """Stands where Typer keeps the validator of one parameter, until one is needed."""

    def __init__(self, annotation: object) -> None:
        self._annotation = annotation

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return what a value of the command line is to the command."""
        try:
            return _understood(self._annotation, value, several=param.multiple)
        except NotPlainError:
            param._runtime_param = None
            return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _understood(annotation: object, value: Any, *, several: bool) -> Any:
    if value is None:
        return () if several else None
    if several:
        if annotation == list[str] and all(isinstance(one, str) for one in value):
            return list(value)
    elif isinstance(value, str):
        if annotation is str:
            return value
        if annotation is int and _NUMBER.fullmatch(value):
            return int(value)
    if annotation is Path and isinstance(value, str | Path) and _is_readable(value):
        return Path(value)
    raise NotPlainError


def _is_readable(path: str | Path) -> bool:
    return os.access(path, os.R_OK) or not os.access(path, os.F_OK)
