"""Every declared example is itself a valid ledger: the reference never shows what is refused."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from djledger.ledger.documents import fit
from djledger.ledger.folder import MODELS, model_of
from djledger.ledger.node import Node
from djledger.ledger.schema import KINDS, schema_of


def nodes(model: type[Node]) -> set[type[Node]]:
    found: set[type[Node]] = set()
    pending = [model]
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending += [
                part for field in one.model_fields.values() for part in parts(field.annotation)
            ]
    return found


def parts(annotation: Any) -> list[type[Node]]:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return [annotation]
    return [node for arg in getattr(annotation, "__args__", ()) for node in parts(arg)]


ALL = sorted({n for part in MODELS for n in nodes(model_of(part))}, key=lambda n: n.__name__)


@pytest.mark.parametrize("model", ALL)
def test_the_examples_of_a_model_are_accepted_by_it(model):
    data = {f.alias: f.examples[0] for f in model.model_fields.values() if f.examples}
    assert [(f.route, f.found) for f in fit(model, data, "x.yaml").faults] == []


@pytest.mark.parametrize("model", ALL)
def test_every_key_is_labelled_and_described_in_chinese(model):
    for name, field in model.model_fields.items():
        assert field.alias and not field.alias.isascii(), name
        assert field.description and not field.description.isascii(), name


@pytest.mark.parametrize("model", ALL)
def test_required_keys_have_an_example(model):
    for name, field in model.model_fields.items():
        assert not field.is_required() or field.examples or parts(field.annotation), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_published_schema_has_an_example_for_every_key_that_fits_it(kind):
    schema = schema_of(kind)
    checker = Draft202012Validator(schema)
    for place in (schema, *schema.get("$defs", {}).values()):
        for label, described in place.get("properties", {}).items():
            assert described.get("description") and described.get("examples"), label
            for example in described["examples"]:
                alone = {**described, "$defs": schema.get("$defs", {})}
                assert checker.evolve(schema=alone).is_valid(example), label
