"""Citations: which edition governs on a day, and how a provision is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.law import (
    BRANCH_REGULATIONS,
    CENTRAL_DUES_MEASURES,
    DEVELOPMENT_RULES,
    DOCUMENT_FORMAT,
    DUES_NOTICE,
    ELECTION_RULES,
    FORMAT,
    INSTRUMENTS,
    LOGIC,
    MOBILE_MEMBERS_OPINION,
    ORGAN_RULES,
    PRACTICE,
    Certainty,
    development,
)
from djledger.law.labels import chinese_number

MOBILE_REPORTING = "《关于进一步加强和改进流动党员管理工作的意见》（2024）（登记和报到）"


def test_an_article_is_cited_in_chinese_numerals_with_its_edition():
    assert str(BRANCH_REGULATIONS[11]) == "《中国共产党支部工作条例（试行）》（2018）第十一条"
    assert BRANCH_REGULATIONS[4].newest.short == "《支部工作条例》（2018）第四条"


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (ORGAN_RULES[26, 1], "《中国共产党党和国家机关基层组织工作条例》（2019）第二十六条第一项"),
        (DUES_NOTICE[5], "《关于进一步规范党费工作的通知》（2017）第五项"),
        (DOCUMENT_FORMAT["7.2.5"], "《党政机关公文格式》（2012）7.2.5"),
        (
            ELECTION_RULES["第五章"],
            "《中国共产党基层组织选举工作条例》（2020）第五章（条次未核实）",
        ),
        (
            ELECTION_RULES["等额选举"],
            "《中国共产党基层组织选举工作条例》（2020）（等额选举，条次未核实）",
        ),
        (MOBILE_MEMBERS_OPINION["登记和报到"], MOBILE_REPORTING),
        (
            CENTRAL_DUES_MEASURES[4],
            "《中央和国家机关基层党组织党费收缴、使用和管理办法》第四条",
        ),
        (PRACTICE["党课每季度一次"], "地方或惯例：党课每季度一次"),
        (FORMAT["日期"], "djledger 台账格式说明：日期"),
        (LOGIC["实到不超过应到"], "算术与先后次序（推定，不需法规）：实到不超过应到"),
    ],
)
def test_each_kind_of_source_is_written_its_own_way(citation, text):
    assert str(citation) == text


def test_the_edition_in_force_on_the_day_is_cited_under_its_own_number():
    quorum = development(19)
    before, after = quorum.on(date(2026, 5, 10)), quorum.on(date(2026, 5, 11))
    assert str(before) == "《中国共产党发展党员工作细则》（2014）第二十条"
    assert str(after) == "《中国共产党发展党员工作细则》（2026）第十九条"
    assert quorum.on(date(2014, 5, 27)) is None
    assert quorum.on(None) == quorum.newest == after


def test_a_provision_is_silent_before_the_edition_that_brought_it():
    publicity = DEVELOPMENT_RULES[13]
    assert publicity.on(date(2026, 5, 10)) is None
    assert publicity.on(date(2026, 5, 11)) == publicity.newest
    assert ELECTION_RULES[13].on(date(2020, 7, 12)) is None


def test_an_undated_source_holds_on_every_day():
    assert PRACTICE["党课每季度一次"].on(date(1990, 1, 1)) == PRACTICE["党课每季度一次"].newest


@pytest.mark.parametrize(
    ("article", "earlier"), [(1, "1"), (17, "17"), (18, "19"), (36, "37"), (39, "40"), (41, "41")]
)
def test_the_2026_renumbering(article, earlier):
    assert development(article).articles == ((2014, earlier), (2026, str(article)))


@pytest.mark.parametrize("article", [0, 40, 45])
def test_only_what_stood_in_2014_can_be_traced_back(article):
    with pytest.raises(ValueError):
        development(article)


def test_no_2014_article_continues_twice():
    kept = [n for n in range(1, 45) if n != 40]
    earlier = [development(n).articles[0][1] for n in kept]
    assert len(set(earlier)) == len(kept)
    assert "18" not in earlier


def test_an_edition_that_does_not_exist_cannot_be_cited():
    with pytest.raises(KeyError):
        DEVELOPMENT_RULES.at({2020: 19})


def test_certainty_can_be_stated_for_one_fact_of_an_article():
    stated = ELECTION_RULES[25].as_(Certainty.SECONDARY)
    assert stated.certainty is Certainty.SECONDARY
    assert stated.newest.certainty is Certainty.SECONDARY
    assert not stated.certainty.settled


def test_sources_without_articles_carry_their_own_certainty():
    assert PRACTICE["积分"].certainty is Certainty.PRACTICE
    assert FORMAT["日期"].certainty is LOGIC["总和"].certainty is Certainty.FULL
    assert not Certainty.PRACTICE.settled
    assert [c.name for c in Certainty if c.settled] == ["FULL", "EXCERPT"]


def test_what_is_not_recorded_is_not_vouched_for():
    assert BRANCH_REGULATIONS[36].certainty is Certainty.MEMORY


def test_instruments_are_distinct_and_their_editions_in_order():
    assert len({instrument.id for instrument in INSTRUMENTS}) == len(INSTRUMENTS)
    for instrument in INSTRUMENTS:
        dates = [edition.in_force for edition in instrument.editions]
        assert dates == sorted(set(dates))
        assert all(edition.date_seen or edition.note for edition in instrument.editions)


@given(st.integers(1, 198))
def test_chinese_numbers_are_distinct_and_short(number):
    assert chinese_number(number) != chinese_number(number + 1)
    assert set(chinese_number(number)) <= set("零一二三四五六七八九十百")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (120, "一百二十"),
    ],
)
def test_chinese_numbers(number, text):
    assert chinese_number(number) == text


@pytest.mark.parametrize("number", [0, 200])
def test_numbers_that_no_article_has(number):
    with pytest.raises(ValueError):
        chinese_number(number)
