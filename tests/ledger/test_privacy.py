"""Numbers of persons are found however they are written, and never shown."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from djledger.ledger.privacy import Leak, leaks, masked
from djledger.yamltext import Span

WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def kinds(text):
    return [fault.kind for fault in leaks(text)]


def id_number(region="110101", day="19900307", serial="001"):
    """Made in the test alone, so that no valid number stands in the repository."""
    body = region + day + serial
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def card_number(body="622202123456789"):
    for last in "0123456789":
        doubled = [int(d) * (i % 2 + 1) for i, d in enumerate(reversed(body + last))]
        if sum(d - 9 * (d > 9) for d in doubled) % 10 == 0:
            return body + last
    raise AssertionError


def mobile(lead="138"):
    return lead + "0013" + "8000"


@given(
    st.dates(date(1920, 1, 1), date(2020, 12, 31)),
    st.integers(0, 999),
    st.sampled_from(["", " ", "-", "－", "·", "\u3000", "\n  ", " \r\n"]),
    st.integers(1, 17),
    st.booleans(),
)
@example(date(2000, 1, 1), 0, "－", 8, False)
def test_an_id_number_is_found_in_any_writing(day, serial, gap, where, wide):
    number = id_number(day=day.strftime("%Y%m%d"), serial=f"{serial:03}")
    written = number.translate(WIDE) if wide else number
    text = f"姓名: 某人\n备注: 证号{written[:where]}{gap}{written[where:]}。\n"
    assert kinds(text) == [Leak.ID_NUMBER]
    hidden = masked(text)
    assert len(hidden) == len(text) and kinds(hidden) == []
    assert not any(part in hidden for part in (written[:where], written[where:]) if len(part) > 1)


def test_a_wrong_check_digit_a_wrong_day_and_a_wrong_place_are_no_id_number():
    number = id_number()
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    assert kinds(f"号: {wrong}") == []
    assert kinds(f"号: {id_number(day='19900230')}") == []
    assert kinds(f"号: {id_number(region='990101')}") == []


def test_part_of_a_longer_number_is_no_id_number():
    assert kinds(f"号: 1{id_number()}") == []
    assert kinds(f"号: 2026-03-12 {id_number()}") == [Leak.ID_NUMBER]


@pytest.mark.parametrize(
    "form", ["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "+86 {0}{1}{2}", "86{0}{1}{2}",
             "0086-{0}-{1}-{2}", "{0}{1}\n  {2}"],
)  # fmt: skip
def test_a_mobile_number_is_found_as_people_write_it(form):
    number = mobile()
    text = f"电话: {form.format(number[:3], number[3:7], number[7:])}\n"
    assert kinds(text) == [Leak.MOBILE]
    assert kinds(text.translate(WIDE)) == [Leak.MOBILE]


def test_what_only_resembles_a_number_is_none():
    assert kinds("电话: 010-62551234\n日期: 2026-03-12\n时间: 14:30\n") == []
    assert kinds("- 2026-03-12\n- 2026-04-12\n- 2026-05-12\n") == []
    assert kinds("上缴: 13800.50 13900.00\n") == []
    assert kinds(f"编号: {mobile('120')}\n") == []
    assert kinds("文号: 20260312193000123456\n") == []


@pytest.mark.parametrize("size", [16, 19])
def test_a_bank_card_is_found_whole_and_in_groups(size):
    number = card_number("622202123456789012"[: size - 1])
    grouped = " ".join(number[at : at + 4] for at in range(0, size, 4))
    assert kinds(f"卡: {number}") == kinds(f"卡: {grouped}") == [Leak.BANK_CARD]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert kinds(f"卡: {wrong}") == []


def test_old_numbers_addresses_addresses_of_mail_and_marks():
    assert kinds("号: 110101" + "900307" + "001") == [Leak.OLD_ID_NUMBER]
    assert kinds("住: 幸福小区3号楼2单元301室") == [Leak.ADDRESS]
    assert kinds("地点: 机关大楼3号楼201室") == []
    assert kinds("邮: a.b@example.com") == [Leak.EMAIL]
    assert kinds("标题: 关于某事的通知 机密★1年") == [Leak.CLASSIFIED]
    assert kinds("内容: 学习保密法，保守党和国家秘密") == []


def test_a_mask_is_undone_by_the_birth_date_beside_it():
    hidden = "号: 110101********0011\n"
    assert kinds(f"出生: 1990-03-07\n{hidden}") == [Leak.MASK_UNDONE]
    assert kinds(f"出生: 1990-03\n{hidden}") == []
    assert kinds(f"出生: 1990-03-07\n{'其他' * 200}\n{hidden}") == []


def test_the_place_is_told_across_lines():
    number = id_number()
    (fault,) = leaks(f"甲: 乙\n号: {number[:10]}\n  {number[10:]}\n")
    assert fault.span == Span(2, 4, 3, 11)
    assert number[:10] not in fault.found + fault.remedy


@given(st.text())
def test_any_text_is_searched_without_failing(text):
    assert len(masked(text)) == len(text)
    assert not {Leak.ID_NUMBER, Leak.MOBILE} & set(kinds(masked(text)))


def test_days_in_rows_are_no_numbers():
    days = [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(52)]
    assert kinds(" ".join(map(str, days))) == []
    assert kinds("\n".join(f"- {day}" for day in days)) == []
