"""Names in plain characters: the rule MEM103 rests on this being stable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.ledger.names import plain_name
from djledger.rules.members.names import bare


@given(st.text(max_size=12))
def test_a_tidy_name_stays_as_it_is(name):
    assert plain_name(plain_name(name)) == plain_name(name)


@given(st.text(alphabet="王李建国伟·(一)二", min_size=1, max_size=8))
def test_an_ordinary_name_is_tidy(name):
    assert plain_name(name) == name


@pytest.mark.parametrize(
    "written", ["李伟", "李 伟", "李　伟 ", "李伟（一）", "李伟(二)", "\u200b李伟"]
)
def test_one_person_written_in_many_ways_has_one_bare_name(written):
    assert bare(written) == "李伟"


def test_latin_names_keep_their_blanks():
    assert plain_name(" John Smith ") == "John Smith"
