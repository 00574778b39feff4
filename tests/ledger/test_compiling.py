"""What is read is what pydantic's own models would read, of sound and of damaged documents."""

import pickle
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from djledger.ledger.branch import Part
from djledger.ledger.folder import model_of, survey
from djledger.ledger.layout import part_of
from djledger.ledger.mirrors import mirror
from djledger.ledger.node import Node
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


def plain(record):
    """The fields of a record as plain data."""
    if isinstance(record, Node | BaseModel):
        return {name: plain(value) for name, value in record.__dict__.items()}
    if isinstance(record, tuple):
        return tuple(map(plain, record))
    return record


def answer(model, data):
    """What a model makes of data: the fields of the record, or all that is wrong."""
    try:
        return plain(model.model_validate(data))
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


def test_the_examples_are_read_alike():
    assert {model for model, _ in DOCUMENTS} >= {model_of(Part.MEETINGS), model_of(Part.DUES)}
    for model, data in DOCUMENTS:
        assert answer(model, data) == answer(mirror(model), data)


@settings(max_examples=300)
@given(st.data())
def test_damage_is_told_alike(data):
    model, sound = data.draw(st.sampled_from(DOCUMENTS))
    route = data.draw(st.sampled_from(list(places(sound))))
    value, name = data.draw(st.sampled_from(VALUES)), data.draw(st.sampled_from(["", "备注", "另"]))
    made = damaged(sound, route, value, name)
    assert answer(model, made) == answer(mirror(model), made)


def test_what_holds_its_like_is_read_to_any_depth():
    inner = {"名称": "乙", "方式": "合计", "项目": [{"名称": "丙", "方式": "加分", "分值": "2"}]}
    scheme = {"名称": "方案", "对象": "党支部", "项目": [{**inner, "名称": "甲", "项目": [inner]}]}
    assert answer(Scheme, scheme) == answer(mirror(Scheme), scheme)
    assert Scheme.model_validate(scheme).items[0].items[0].items[0].name == "丙"
    inner["项目"][0]["分值"] = "二"
    assert answer(Scheme, scheme) == answer(mirror(Scheme), scheme)


def test_a_record_does_not_change_and_travels():
    record = Scheme.model_construct(name="方案", items=())
    with pytest.raises(AttributeError):
        record.name = "另"
    again = pickle.loads(pickle.dumps(record))
    assert again == record == deepcopy(record) and hash(again) == hash(record)
    assert record.model_copy(update={"name": "另"}) != record
