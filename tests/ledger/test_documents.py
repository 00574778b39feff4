"""Data that does not fit: each misfit is said in its place and the rest still counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.ledger.documents import Misfit, fit
from djledger.ledger.meetings import Meeting
from djledger.ledger.members import MemberList

SOUND = {"类型": "党员大会", "日期": "2026-03-12"}


def faults(document):
    return [(fault.kind, fault.route) for fault in document.faults]


def test_sound_data_has_no_faults():
    document = fit(Meeting, SOUND, "a.yaml")
    assert document.whole and not document.faults


def test_unknown_key_is_named_with_the_nearest_known_one():
    document = fit(Meeting, {**SOUND, "主持": "王一"}, "a.yaml")
    assert faults(document) == [(Misfit.UNKNOWN_KEY, ("主持",))]
    assert "主持人" in document.faults[0].remedy
    assert document.record is not None and document.whole


def test_unknown_key_deep_inside_is_compared_with_the_keys_of_that_place():
    data = {**SOUND, "议题": [{"标题": "甲", "表决": {"赞成票": "3"}}]}
    (fault,) = fit(Meeting, data, "a.yaml").faults
    assert fault.route == ("议题", 0, "表决", "赞成票") and "“赞成”" in fault.remedy


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2026年3月12日", "2026-03-12"),
        ("2026.3.12", "2026-03-12"),
        ("2026/3/12", "2026-03-12"),
        ("２０２６－０３－１２", "2026-03-12"),
        ("20260312", "2026-03-12"),
    ],
)
def test_loose_dates_are_understood_and_said(written, canonical):
    document = fit(Meeting, {**SOUND, "日期": written}, "a.yaml")
    assert faults(document) == [(Misfit.LOOSE_FORM, ("日期",))]
    assert document.whole and document.record.day.isoformat() == canonical


@pytest.mark.parametrize("written", ["2026-02-30", "26/3/1", "三月十二", "86400", "2026-3", "3.12"])
def test_what_is_no_date_is_refused(written):
    document = fit(Meeting, {**SOUND, "日期": written}, "a.yaml")
    assert faults(document) == [(Misfit.BAD_VALUE, ("日期",))]
    assert document.record is None and not document.whole


def test_a_blank_value_is_an_absent_one():
    document = fit(Meeting, {**SOUND, "地点": None, "议题": None, "应到": None}, "a.yaml")
    assert document.whole and not document.faults


def test_a_blank_required_value_is_missing():
    document = fit(Meeting, {"类型": "党员大会", "日期": None}, "a.yaml")
    assert faults(document) == [(Misfit.MISSING_KEY, ())]


def test_an_entry_without_its_name_is_dropped_and_its_siblings_keep_their_place():
    rows = [{"姓名": "甲"}, {"性别": "男"}, {"姓名": "丙"}, {"性别": "女"}, {"姓名": "戊"}]
    document = fit(MemberList, {"党员": rows}, "members.yaml")
    assert [m.name for m in document.record.members] == ["甲", "丙", "戊"]
    assert not document.whole
    assert document.written(("党员", 1, "姓名")) == ("党员", 2, "姓名")
    assert document.written(("党员", 2)) == ("党员", 4)


def test_a_bad_choice_lists_the_choices():
    document = fit(Meeting, {**SOUND, "类型": "党员大汇"}, "a.yaml")
    (fault,) = document.faults
    assert fault.kind is Misfit.BAD_CHOICE and "党员大会" in fault.remedy


def test_a_lost_detail_does_not_make_a_meeting_unread_but_a_lost_kind_does():
    assert fit(Meeting, {**SOUND, "应到": "若干"}, "a.yaml").whole
    lost = fit(Meeting, {**SOUND, "类型": ["党员大会", "茶话会"]}, "a.yaml")
    assert lost.record is not None and not lost.whole


def test_text_where_a_list_belongs_is_explained():
    (fault,) = fit(Meeting, {**SOUND, "议题": "讨论计划"}, "a.yaml").faults
    assert fault.kind is Misfit.WRONG_SHAPE and "- " in fault.remedy


@pytest.mark.parametrize("written", ["讨论计划", "标题：讨论计划"])
def test_text_where_keys_belong_is_shown_under_its_key(written):
    (fault,) = fit(Meeting, {**SOUND, "议题": [written]}, "a.yaml").faults
    assert fault.kind is Misfit.WRONG_SHAPE and fault.remedy.endswith("，如 标题: 讨论计划。")


plain = st.recursive(
    st.none() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=4) | st.sampled_from(["类型", "日期", "议题", "表决"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["类型", "日期", "应到", "议题", "缺席", "谈话", "民主评议", "x"]), plain
    )
)
def test_whatever_is_written_is_fitted_or_told(data):
    document = fit(Meeting, data, "a.yaml")
    assert document.record is not None or document.faults


def test_a_name_listed_without_a_reason_is_still_listed():
    document = fit(Meeting, {**SOUND, "缺席": {"王一": None, "李二": "病假"}}, "a.yaml")
    assert document.whole and set(document.record.absent) == {"王一", "李二"}
