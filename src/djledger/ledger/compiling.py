"""Kinds of mapping to pydantic's core schemas, by which what is written is read.

The shapes that a key can have are few, and each is written down directly. Tests hold what is
read, and what is said of damage, to the answers of pydantic's own models.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from djledger.ledger.node import REQUIRED, Key, Node
from djledger.ledger.values import Form, WithFormat


@cache
def validator(model: type[Node]) -> SchemaValidator:
    """Return what reads plain data as a record; TypeError for a key of a shape unknown here."""
    compiler = _Compiler()
    schema = compiler.node(model)
    if compiler.definitions:
        schema = core_schema.definitions_schema(schema, list(compiler.definitions.values()))
    return SchemaValidator(schema)


class _Compiler:
    """Makes the schema of one document; ``definitions`` has the mappings that hold their like."""

    def __init__(self) -> None:
        self.definitions: dict[str, CoreSchema] = {}
        self._open: list[type[Node]] = []
        self._made: dict[type[Node], CoreSchema] = {}

    def node(self, model: type[Node]) -> CoreSchema:
        """Return the schema of a mapping."""
        name = model.__qualname__
        if model in self._open:
            self.definitions[name] = core_schema.any_schema()
        if name in self.definitions:
            return core_schema.definition_reference_schema(name)
        if model not in self._made:
            self._open.append(model)
            self._made[model] = self._mapping(model)
            self._open.pop()
            if name in self.definitions:
                self.definitions[name] = {**self._made[model], "ref": name}
                return core_schema.definition_reference_schema(name)
        return self._made[model]

    def _mapping(self, model: type[Node]) -> CoreSchema:
        fields = {name: self._field(key) for name, key in model.model_fields.items()}
        inner = core_schema.model_fields_schema(
            fields, model_name=model.__name__, extra_behavior="forbid"
        )
        return core_schema.model_schema(model, inner, frozen=True)

    def _field(self, key: Key) -> core_schema.ModelField:
        schema = self._shape(key.shape)
        if key.default_factory is not None:
            schema = core_schema.with_default_schema(schema, default_factory=key.default_factory)
        elif key.default is not REQUIRED:
            schema = core_schema.with_default_schema(schema, default=key.default)
        return core_schema.model_field(schema, validation_alias=key.alias)

    def _shape(self, shape: Any) -> CoreSchema:
        origin, inner = get_origin(shape), get_args(shape)
        if origin in {Union, UnionType} and len(inner) == 2 and inner[1] is NoneType:
            return core_schema.nullable_schema(self._shape(inner[0]))
        if origin is tuple and inner[1:] == (...,):
            return core_schema.tuple_variable_schema(self._shape(inner[0]))
        if origin is dict:
            return core_schema.dict_schema(self._shape(inner[0]), self._shape(inner[1]))
        if origin is Annotated and isinstance(inner[1], BeforeValidator) and not inner[2:]:
            tidied = cast("Callable[[Any], Any]", inner[1].func)  # ours take the value alone
            return core_schema.no_info_before_validator_function(tidied, self._shape(inner[0]))
        if isinstance(shape, type) and issubclass(shape, Node):
            return self.node(shape)
        return _scalar(shape)


@cache
def _scalar(shape: Any) -> CoreSchema:
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return core_schema.enum_schema(shape, list(shape), sub_type="str")
    mark, *others = getattr(shape, "__metadata__", [None])
    if isinstance(mark, Form) and not others:
        return mark.schema
    if mark == StringConstraints(min_length=1) and all(isinstance(o, WithFormat) for o in others):
        return core_schema.str_schema(min_length=1)
    raise TypeError(f"no key of a ledger can hold {shape!r}")
