"""A pydantic model like a kind of mapping: for its JSON Schema, and to hold our reading to."""

from dataclasses import replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from djledger.ledger.node import REQUIRED, Key, Node


@cache
def mirror(model: type[Node]) -> type[BaseModel]:
    """Return the pydantic model with the keys of a mapping and of all those within it."""
    made: type[BaseModel] = _mirrored(model, {})
    return made


def _mirrored(model: type[Node], made: dict[type[Node], Any]) -> Any:
    """Return the mirror of a mapping; within itself a mapping is only named."""
    if model not in made:
        made[model] = model.__name__
        fields: Any = {
            name: (_shape(key.shape, made), _field(key)) for name, key in model.model_fields.items()
        }
        made[model] = create_model(
            model.__name__,
            __config__=ConfigDict(extra="forbid", frozen=True, defer_build=True),
            __doc__=model.__doc__,
            __module__=model.__module__,
            **fields,
        )
        made[model].model_rebuild(_types_namespace={model.__name__: made[model]})
    return made[model]


def _field(key: Key) -> Any:
    extra: dict[str, Any] = {"default_factory": key.default_factory}
    if key.default_factory is None:
        extra = {"default": ... if key.default is REQUIRED else key.default}
    return Field(
        alias=key.alias,
        title=key.alias,
        description=key.description,
        examples=key.examples,
        **extra,
    )


def _shape(shape: Any, made: dict[type[Node], Any]) -> Any:
    """Return a type with the mirrors of the mappings in it."""
    if isinstance(shape, type) and issubclass(shape, Node):
        return _mirrored(shape, made)
    origin, inner = get_origin(shape), get_args(shape)
    if origin is Annotated:
        marks = (_mark(mark, made) for mark in inner[1:])
        return Annotated[_shape(inner[0], made), *marks]
    shapes = tuple(part if part is ... else _shape(part, made) for part in inner)
    if origin in {Union, UnionType}:
        return Union[shapes]  # noqa: UP007 (of as many as there are)
    return origin[shapes] if origin is not None else shape


def _mark(mark: Any, made: dict[type[Node], Any]) -> Any:
    if isinstance(mark, BeforeValidator) and get_args(mark.json_schema_input_type):
        return replace(mark, json_schema_input_type=_shape(mark.json_schema_input_type, made))
    return mark
