"""The one base of every mapping in a ledger file, and the one way to declare its keys.

This is the part of a pydantic model that a ledger needs, under the same names: a ledger has a
hundred kinds of mapping, and to make them as pydantic's classes takes five times as long, a
tenth of checking one branch. What is written is still read by pydantic's core (``compiling``),
and the JSON Schemas are pydantic's own (``mirrors``).
"""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, NoReturn, Self, get_args, get_origin, get_type_hints

REQUIRED: Any = object()
"""Stands for the default of a key that has none."""


class Key:
    """A key of a mapping: its Chinese label, what it means, and what it can hold (``shape``)."""

    __slots__ = ("alias", "default", "default_factory", "description", "examples", "shape")

    def __init__(
        self,
        alias: str,
        description: str,
        examples: list[Any] | None,
        default: Any,
        default_factory: Callable[[], Any] | None,
    ) -> None:
        """Hold what was declared; the class it stands in adds the shape."""
        self.alias = alias
        self.description = description
        self.examples = examples
        self.default = default
        self.default_factory = default_factory
        self.shape: Any = None

    @property
    def annotation(self) -> Any:
        """The type that it can hold, without the marks on it."""
        return get_args(self.shape)[0] if get_origin(self.shape) is Annotated else self.shape

    @property
    def metadata(self) -> tuple[Any, ...]:
        """The marks on the type, which tell how it is written."""
        return get_args(self.shape)[1:] if get_origin(self.shape) is Annotated else ()

    def is_required(self) -> bool:
        """Whether the key must be written."""
        return self.default is REQUIRED and self.default_factory is None


class Node(metaclass=type):  # noqa: UP050 (else mypy denies that the class has a hash)
    """A mapping in a ledger file: its keys are those of the class, and it does not change."""

    # Where pydantic's core puts what it reads, as in its own models.
    __slots__ = (
        "__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__",
    )  # fmt: skip
    __pydantic_fields_set__: set[str]

    model_fields: ClassVar[dict[str, Key]] = {}
    """The keys by the names of their attributes, those of the base class first."""

    identity: ClassVar[str | None] = None
    """The field that names an entry among its siblings, so that a finding about it
    keeps its fingerprint when the list is reordered."""

    vital: ClassVar[frozenset[str] | None] = None
    """Of a document: the keys without which it does not count as read; None means all."""

    def __init_subclass__(cls) -> None:
        """Collect the keys that the class declares."""
        own = {name: found for name, found in vars(cls).items() if isinstance(found, Key)}
        shapes = cls.__annotations__
        if any(isinstance(shapes[name], str) for name in own):  # a mapping that holds its like
            shapes = get_type_hints(cls, localns={cls.__name__: cls}, include_extras=True)
        for name, found in own.items():
            found.shape = shapes[name]
            delattr(cls, name)
        cls.model_fields = {**cls.model_fields, **own}

    def __init__(self) -> None:
        """Refuse: a record is read (``model_validate``) or put together (``model_construct``)."""
        raise TypeError(f"{type(self).__name__} is not called")

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """Return plain data as a record; ValidationError says what does not fit."""
        from djledger.ledger.compiling import validator

        record: Self = validator(cls).validate_python(data)
        return record

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Return a record of values that are known to fit; what is not given is the default."""
        made = cls.__new__(cls)
        defaults = {
            name: key.default_factory() if key.default_factory else key.default
            for name, key in cls.model_fields.items()
            if name not in values and not key.is_required()
        }
        object.__setattr__(made, "__dict__", {**defaults, **values})
        object.__setattr__(made, "__pydantic_fields_set__", set(values))
        return made

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that are written, in no order."""
        return self.__pydantic_fields_set__

    def model_copy(self, *, update: dict[str, Any]) -> Self:
        """Return the record with other values for some fields."""
        return self.model_construct(**{**self.__dict__, **update})

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __reduce__(self) -> tuple[Callable[..., "Node"], tuple[type["Node"], dict[str, Any]]]:
        return _constructed, (type(self), self.__dict__)

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({said})"


def _constructed(cls: type[Node], values: dict[str, Any]) -> Node:
    return cls.model_construct(**values)


def key(
    label: str,
    description: str,
    *,
    example: object = None,
    default: Any = REQUIRED,
    default_factory: Callable[[], Any] | None = None,
) -> Any:
    """Declare a key: its Chinese label (also the column header), meaning and an example.

    Without a default the key is required.
    """
    examples = None if example is None else [example]
    return Key(label, description, examples, default, default_factory)


def optional(label: str, description: str, *, example: object = None) -> Any:
    """Declare a key that may be left out; it then reads as None."""
    return key(label, description, example=example, default=None)


def several(label: str, description: str, *, example: object = None) -> Any:
    """Declare a list that may be left out; it then reads as the empty tuple."""
    return key(label, description, example=example, default=())
