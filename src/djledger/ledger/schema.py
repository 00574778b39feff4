"""JSON Schema of each kind of document, for editors: completion, hover text, red underlines.

An editor reads ``应到: 20`` as a number and an empty ``地点:`` as null before it looks at the
schema, so both are allowed where the ledger's own reader, which sees text only, allows the
text. Forms that the reader merely tolerates are not: an editor shows the canonical form.
"""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from djledger.ledger.branch import Part
from djledger.ledger.folder import model_of
from djledger.ledger.forms import FORMS
from djledger.ledger.samples import with_samples
from djledger.ledger.values import one_to_list

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name on the command line, its part, title and files."""

    name: str
    part: Part
    title: str
    files: str

    @property
    def file_name(self) -> str:
        """The name of the file that the schema is written to."""
        return f"{self.name}.schema.json"


KINDS = (
    Kind("branch", Part.BRANCH, "党支部", "branch.yaml"),
    Kind("members", Part.MEMBERS, "党员名册", "members.yaml"),
    Kind("meeting", Part.MEETINGS, "会议和活动记录", "meetings/**/*.yaml"),
    Kind("dues", Part.DUES, "党费台账", "dues/*.yaml"),
    Kind("development", Part.DEVELOPMENT, "发展党员档案", "development/*.yaml"),
    Kind("election", Part.ELECTIONS, "换届选举记录", "elections/*.yaml"),
    Kind("tasks", Part.TASKS, "任务台账", "tasks/*.yaml"),
    Kind("committee", Part.COMMITTEE, "上级党组织", "committee.yaml"),
)
"""Every kind of document, in the order in which the reference describes them."""


def kind_named(name: str) -> Kind | None:
    """Return the kind with this name."""
    return next((kind for kind in KINDS if kind.name == name), None)


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of one kind of document."""
    made = TypeAdapter(model_of(kind.part)).json_schema(
        by_alias=True, schema_generator=EditorSchema
    )
    for definition in made.get("$defs", {}).values():
        _without_docstring(definition)
    _without_docstring(made)
    with_samples(made)
    head = {"$schema": DIALECT, "$id": f"urn:djledger:schema:{kind.name}:1", "title": kind.title}
    return {**head, **made}


def modeline(location: str) -> str:
    """Return the comment that, as a file's first line, ties it to a schema."""
    return f"# yaml-language-server: $schema={location}"


def _without_docstring(definition: dict[str, Any]) -> None:
    """Drop the name and docstring of a class, which speak to programmers."""
    definition.pop("title", None)
    definition.pop("description", None)


_SCALAR = ["string", "number", "boolean"]


class EditorSchema(GenerateJsonSchema):
    """Describes a document as an editor sees it."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text may look like a number or a truth value."""
        return {**super().str_schema(schema), "type": _SCALAR}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """An editor need not be told that what is left out is nothing."""
        made = super().default_schema(schema)
        return made if made.get("default") else {k: v for k, v in made.items() if k != "default"}

    def custom_error_schema(self, schema: core_schema.CustomErrorSchema) -> JsonSchemaValue:
        """Say in words how a form is written; allow a number where the form looks like one."""
        name = schema["custom_error_type"]
        if name == "yes_no":
            return {"enum": ["是", "否"]}
        made = super().custom_error_schema(schema)
        hint = {"patternErrorMessage": f"应写{FORMS[name].expected}"}
        return {**made, **_as_number(made["pattern"]), **hint}

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """A list of one may be written without the list."""
        made = super().function_before_schema(schema)
        if schema["function"]["function"] is one_to_list:
            return {"anyOf": [made["items"], made]}
        return made

    def model_field_schema(self, schema: core_schema.ModelField) -> JsonSchemaValue:
        """A key that may be left out may be left empty."""
        made = super().model_field_schema(schema)
        if not self.field_is_required(schema, total=True):
            return _or_empty(made)
        return made


def _as_number(pattern: str) -> JsonSchemaValue:
    """Return the types under which an editor may see text of a pattern."""
    if not re.match(pattern, "2026"):
        return {"type": "string"}
    sign = {} if re.match(pattern, "-2026") else {"minimum": 0}
    return {"type": ["string", "number" if re.match(pattern, "2026.5") else "integer"], **sign}


def _or_empty(made: JsonSchemaValue) -> JsonSchemaValue:
    empty = {"type": "null"}
    options = made.get("anyOf", [made])
    return made if empty in options else {"anyOf": [*options, empty]}
