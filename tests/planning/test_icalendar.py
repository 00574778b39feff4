"""The calendar is read back by an independent reader, and the same thing keeps its identity."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from djledger.planning.due import Due, Kind
from djledger.planning.icalendar import OCTETS, calendar, escaped, folded
from djledger.planning.plan import plan
from planning.ledgers import person

AS_OF = date(2026, 6, 15)


def due(task="派人谈话", **more):
    return Due("支部", "第一党支部", Kind.DEVELOPMENT, "谈话", task, date(2026, 6, 30), **more)


def events(text):
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_plan_is_read_back_day_by_day():
    items = plan([person("申请: {日期: 2026-05-31}")], AS_OF)
    found = events(calendar(items, AS_OF))
    assert [event["DTSTART"].dt for event in found] == [one.due for one in items]
    assert {str(event["UID"]) for event in found} == {one.uid for one in items}
    assert found[0]["DTEND"].dt - found[0]["DTSTART"].dt == date.resolution


def test_identity_does_not_depend_on_the_day_of_asking():
    def talk(as_of):
        items = plan([person("申请: {日期: 2026-05-31}")], as_of)
        return next(one.uid for one in items if "谈话" in one.task)

    assert talk(date(2026, 6, 1)) == talk(date(2026, 7, 30))


def test_the_same_plan_is_written_the_same():
    assert calendar([due()], AS_OF) == calendar([due()], AS_OF)
    assert "DTSTAMP:20260615T000000Z" in calendar([due()], AS_OF)


def test_marks_of_the_format_survive_in_words():
    words = "研究；决定, 一、二; \\三"
    (event,) = events(calendar([due(words, subject="何雨晴")], AS_OF))
    assert str(event["SUMMARY"]) == f"何雨晴：{words}"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300))
def test_lines_are_folded_within_their_octets_and_unfold_to_themselves(text):
    pieces = list(folded(text))
    assert all(len(piece.encode()) <= OCTETS for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_any_words_are_read_back(text):
    (event,) = events(calendar([due(text)], AS_OF))
    assert str(event["SUMMARY"]) == text


def test_line_ends_are_escaped():
    assert escaped("一\n二") == "一\\n二"
