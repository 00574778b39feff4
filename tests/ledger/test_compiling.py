"""Our own validators answer as pydantic's do, for sound and for damaged documents alike."""

from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from djledger.checking.settings import Settings
from djledger.ledger.branch import Part
from djledger.ledger.compiling import compiled, typed
from djledger.ledger.folder import MODELS, model_of, survey
from djledger.ledger.layout import part_of
from djledger.ledger.source import DiskSource
from djledger.scoring.scheme import Scheme
from djledger.yamltext import read

EXAMPLES = Path(__file__).parents[2] / "examples"
VALUES = (
    None, "", "x", "是", "0", "7", "-1", "2026-02-30", "2026-03", "12:60", [], ["a"], {}, [{}],
)  # fmt: skip


def documents():
    """Every file of the examples that is part of a ledger: its model and its data."""
    source = DiskSource(EXAMPLES)
    for site in survey(source).branches:
        for path in site.files:
            part = part_of(site.path, path)
            data = None if part is None else read(source.read(path)).data
            if data is not None:
                yield model_of(part), data


DOCUMENTS = list(documents())


def answer(validate, data):
    """What a validator says: the record, or all that is wrong."""
    try:
        return validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)


def places(data, route=()):
    """Every route to a value within plain data."""
    if not isinstance(data, dict | list):
        return
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*route, key)
        yield from places(value, (*route, key))


def damaged(data, route, value, name):
    """The data with another value at a route, and with a key beside it."""
    made = at = deepcopy(data)
    for part in route[:-1]:
        at = at[part]
    at[route[-1]] = value
    if name and isinstance(at, dict):
        at[name] = value
    return made


@pytest.mark.parametrize("model", [*map(model_of, MODELS), Settings])
def test_every_model_of_a_ledger_is_of_known_shapes(model):
    assert compiled(model)["type"] == "model"


def test_the_examples_are_read_alike():
    assert {model for model, _ in DOCUMENTS} >= {model_of(Part.MEETINGS), model_of(Part.DUES)}
    for model, data in DOCUMENTS:
        assert answer(lambda d, m=model: typed(m, d), data) == answer(model.model_validate, data)


@settings(max_examples=300)
@given(st.data())
def test_damage_is_told_alike(data):
    model, sound = data.draw(st.sampled_from(DOCUMENTS))
    route = data.draw(st.sampled_from(list(places(sound))))
    value, name = data.draw(st.sampled_from(VALUES)), data.draw(st.sampled_from(["", "备注", "另"]))
    made = damaged(sound, route, value, name)
    assert answer(lambda d: typed(model, d), made) == answer(model.model_validate, made)


def test_a_model_of_another_shape_is_read_by_pydantic():
    text = {"名称": "方案", "对象": "党支部", "项目": [{"名称": "甲", "方式": "合计", "项目": []}]}
    assert typed(Scheme, text) == Scheme.model_validate(text)
