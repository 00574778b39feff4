"""The facts behind the citations: complete, faithful to their edition, and honest about doubt."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import djledger.law
from djledger.law import (
    APPRAISAL_NOTICE,
    ATTENDANCE_EXPLANATION,
    BRANCH_REGULATIONS,
    DEVELOPMENT_RULES,
    DUES_NOTICE,
    DUES_RULES,
    EDUCATION_RULES,
    ELECTION_RULES,
    FORMAT,
    INSTRUMENTS,
    ORGAN_RULES,
    PARTY_CONSTITUTION,
    PRACTICE,
    TRAINING_PLAN,
    UNIVERSITY_RULES,
    Certainty,
    development,
)
from djledger.law.articles import all_facts, facts

EDITIONS = [
    (instrument, edition.year if edition else None)
    for instrument in INSTRUMENTS
    for edition in (instrument.editions or (None,))
]
RECORDED = [(i, year) for i, year in EDITIONS if all_facts(i.id, year)]
LENGTHS = [
    (BRANCH_REGULATIONS, 37),
    (DEVELOPMENT_RULES, 44),
    (ELECTION_RULES, 41),
    (DUES_RULES, 33),
    (EDUCATION_RULES, 46),
    (ORGAN_RULES, 43),
    (UNIVERSITY_RULES, 39),
    (PARTY_CONSTITUTION, 55),
]


def test_only_what_was_never_read_has_no_facts():
    silent = [(i.id, year) for i, year in EDITIONS if (i, year) not in RECORDED]
    assert silent == [("format", None), ("logic", None)]


def test_every_table_belongs_to_an_edition():
    names = {i.id if year is None else f"{i.id}-{year}" for i, year in RECORDED}
    data = Path(djledger.law.__file__).with_name("data")
    assert {path.stem for path in data.glob("*.toml")} == names


@pytest.mark.parametrize(("instrument", "year"), RECORDED)
def test_facts_are_whole_sentences_said_once(instrument, year):
    recorded = all_facts(instrument.id, year)
    said = [(fact.article, fact.text) for fact in recorded]
    assert len(set(said)) == len(said)
    for fact in recorded:
        assert 4 <= len(fact.text) <= 120
        assert not fact.text.endswith(("。", "，", "；"))
        assert not set(",;:!?") & set(fact.text.replace("1:", ""))
        assert all(fact.numbers)


@pytest.mark.parametrize(("instrument", "length"), LENGTHS)
def test_no_fact_claims_an_article_beyond_the_last(instrument, length):
    for edition in instrument.editions:
        for fact in all_facts(instrument.id, edition.year):
            number = fact.article.partition("(")[0]
            assert not number.isdigit() or 1 <= int(number) <= length


@pytest.mark.parametrize("article", [n for n in range(1, 45) if n != 40])
def test_a_continued_article_is_recorded_in_both_editions(article):
    citation = development(article)
    counts = [len(all_facts_at(year, label)) for year, label in citation.articles]
    assert bool(counts[0]) == bool(counts[1])
    assert citation.supported == all(counts)


def all_facts_at(year, label):
    return [fact for fact in all_facts("development-rules", year) if fact.article == label]


def test_the_edition_decides_what_an_article_says():
    publicity = [f for f in facts(DEVELOPMENT_RULES[13]) if "≥5个工作日" in f.numbers]
    assert publicity
    assert not any("个工作日" in f.text for f in facts(DEVELOPMENT_RULES.at({2014: 13})))
    assert "同意" in facts(DEVELOPMENT_RULES[13])[0].text
    assert "备案" in facts(DEVELOPMENT_RULES.at({2014: 13}))[0].text


def test_citing_an_article_includes_its_items_but_not_the_reverse():
    assert {fact.article for fact in facts(ORGAN_RULES[26])} == {"26(1)", "26(3)", "26(6)"}
    assert [fact.article for fact in facts(ORGAN_RULES[26, 6])] == ["26(6)"]


@pytest.mark.parametrize(
    ("citation", "number", "certainty"),
    [
        (BRANCH_REGULATIONS[11], "赞成>应到会的1/2", Certainty.FULL),
        (BRANCH_REGULATIONS[20], "正式党员≥7人", Certainty.FULL),
        (development(25), "≤3个月", Certainty.FULL),
        (development(31), "1年", Certainty.FULL),
        (ELECTION_RULES[13], "差额≥20%", Certainty.EXCERPT),
        (ELECTION_RULES[19], "到会≥应到会的4/5", Certainty.SECONDARY),
        (ELECTION_RULES[28], "赞成>实到会的1/2", Certainty.SECONDARY),
        (DUES_RULES[2], "0.5/1/1.5/2%", Certainty.FULL),
        (DUES_NOTICE[1], "≤1000元/月", Certainty.EXCERPT),
        (EDUCATION_RULES[20], "≥32学时/年", Certainty.FULL),
        (APPRAISAL_NOTICE["优秀比例"], "≤1/3", Certainty.SECONDARY),
        (PRACTICE["党课每季度一次"], "每季度1次", Certainty.PRACTICE),
    ],
)
def test_numbers_that_rules_rest_on(citation, number, certainty):
    assert number in {number for fact in facts(citation) for number in fact.numbers}
    assert citation.certainty is certainty
    assert citation.supported


def test_an_article_is_as_sure_as_its_weakest_fact_unless_one_is_meant():
    assert ELECTION_RULES[24].certainty is Certainty.EXCERPT
    assert ELECTION_RULES[25].certainty is Certainty.SECONDARY
    assert ELECTION_RULES[25].as_(Certainty.EXCERPT).supported
    assert not ELECTION_RULES[25].as_(Certainty.FULL).supported
    assert not BRANCH_REGULATIONS[36].supported


def test_a_certainty_of_the_instrument_cannot_be_overridden():
    assert FORMAT["日期"].supported
    assert not PRACTICE["积分管理"].as_(Certainty.FULL).supported


def test_an_article_number_that_was_not_seen_is_printed_as_such():
    assert str(ELECTION_RULES[19]).endswith("第十九条（条次未核实）")
    assert str(ELECTION_RULES[13]).endswith("第十三条")
    assert ATTENDANCE_EXPLANATION[2].newest.number_seen


def test_exactly_four_fifths_present_is_judged_by_the_edition_of_the_day():
    quorum = ELECTION_RULES.at({1990: "到会人数", 2020: 19})
    before, after = quorum.on(date(2020, 7, 12)), quorum.on(date(2020, 7, 13))
    assert before is not None
    assert after is not None
    assert before.facts[0].numbers == ("到会>应到会的4/5",)
    assert after.facts[0].numbers == ("到会≥应到会的4/5",)
    assert before.certainty is after.certainty is Certainty.SECONDARY


def test_each_edition_of_a_plan_keeps_its_own_certainty():
    hours = TRAINING_PLAN.at({2019: "学时", 2024: "学时"})
    assert hours.certainty is Certainty.MEMORY
    earlier = hours.on(TRAINING_PLAN.edition(2019).in_force)
    assert earlier is not None
    assert earlier.certainty is Certainty.EXCERPT


def test_importing_the_law_reads_no_table_and_loads_no_heavy_library():
    check = (
        "import sys, djledger.law, djledger.law.workdays;"
        "print({'tomllib', 'pydantic', 'importlib.resources'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
