"""Models to validators, by a shorter way than pydantic's own.

Pydantic looks at each of our 650 keys for everything that a key might be. Ours are of few
shapes, and to write their core schemas down directly takes a third of the time, which is a
tenth of checking one branch. A model with a key of any other shape gets pydantic's validator.
Tests hold both to the same answers.
"""

from collections.abc import Callable
from enum import Enum
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from pydantic import BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticUndefined, SchemaValidator, core_schema

from djledger.ledger.node import Node
from djledger.ledger.values import Form, WithFormat

N = TypeVar("N", bound=Node)


class OtherShapeError(TypeError):
    """A type is none of those that a ledger is made of."""


def typed(model: type[N], data: Any) -> N:
    """Return plain data as a record; ValidationError says what does not fit."""
    record: N = _validator(model).validate_python(data)
    return record


@cache
def _validator(model: type[Node]) -> Any:
    try:
        return SchemaValidator(compiled(model))
    except OtherShapeError:
        model.model_rebuild()
        return model.__pydantic_validator__


@cache
def compiled(shape: Any) -> CoreSchema:
    """Return the core schema of a model or type; OtherShapeError if it is of no known shape."""
    origin, inner = get_origin(shape), get_args(shape)
    if origin is Annotated:
        return _annotated(inner[0], inner[1:])
    if origin in {Union, UnionType} and len(inner) == 2 and inner[1] is type(None):
        return core_schema.nullable_schema(compiled(inner[0]))
    if origin is tuple and inner[1:] == (...,):
        return core_schema.tuple_variable_schema(compiled(inner[0]))
    if origin is dict:
        return core_schema.dict_schema(compiled(inner[0]), compiled(inner[1]))
    if isinstance(shape, type) and issubclass(shape, Node):
        return _model(shape)
    if isinstance(shape, type) and issubclass(shape, Enum) and issubclass(shape, str):
        return core_schema.enum_schema(shape, list(shape), sub_type="str")
    raise OtherShapeError(shape)


def _annotated(shape: Any, marks: tuple[Any, ...]) -> CoreSchema:
    """Return the schema of a type with marks, of which none or the first tells how it is read."""
    first, *others = marks
    if isinstance(first, Form) and not others:
        return first.schema
    if isinstance(first, BeforeValidator) and not others:
        tidied = cast("Callable[[Any], Any]", first.func)  # ours take the value alone
        return core_schema.no_info_before_validator_function(tidied, compiled(shape))
    plain = isinstance(first, StringConstraints) and first == StringConstraints(min_length=1)
    if plain and all(isinstance(other, WithFormat) for other in others):
        return core_schema.str_schema(min_length=1)
    raise OtherShapeError(shape)


def _model(model: type[Node]) -> CoreSchema:
    shapes: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        shapes |= get_annotations(base)
    fields = {name: _field(shapes[name], info) for name, info in model.model_fields.items()}
    inner = core_schema.model_fields_schema(
        fields, model_name=model.__name__, extra_behavior="forbid"
    )
    return core_schema.model_schema(model, inner, frozen=True)


def _field(shape: Any, info: FieldInfo) -> core_schema.ModelField:
    schema = compiled(shape)
    if info.default_factory is not None:
        schema = core_schema.with_default_schema(schema, default_factory=info.default_factory)
    elif info.default is not PydanticUndefined:
        schema = core_schema.with_default_schema(schema, default=info.default)
    return core_schema.model_field(schema, validation_alias=info.alias)
