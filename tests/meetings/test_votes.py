"""Quorum and majority for any numbers: the two thresholds and their two bases, kept apart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from djledger.checking.finding import SiteReport
from djledger.checking.judging import judge_into
from djledger.checking.run import Request
from djledger.ledger.branch import Branch, Part
from djledger.ledger.documents import fit
from djledger.ledger.meetings import Meeting
from djledger.ledger.organisation import BranchProfile
from djledger.ledger.period import Period
from djledger.rules.meetings.ballots import ballot_faults
from djledger.rules.table import find

PERIOD = Period(2026, date(2027, 1, 15))
DECIDING = ("MTG201", "MTG202", "MTG204", "MTG205", "MTG206")


def found(vote, matter="重要事项"):
    """Return which of the deciding rules speak of one vote in a member assembly."""
    item = {"标题": "议题", "事项": matter, "表决": vote}
    record = {"类型": "党员大会", "日期": "2026-06-12", "议题": [item]}
    documents = {
        Part.BRANCH: (fit(BranchProfile, {"名称": "支部", "类型": "机关"}, "branch.yaml"),),
        Part.MEETINGS: (fit(Meeting, record, "meetings/1.yaml"),),
    }
    branch = Branch(".", documents)
    request = Request(PERIOD, tuple(find(code) for code in DECIDING))
    return {finding.code for finding in judge_into(SiteReport("."), branch, request)}


@st.composite
def votes(draw):
    """Return entitled, present and yes, each possible beside the one before."""
    entitled = draw(st.integers(1, 60))
    present = draw(st.integers(0, entitled))
    return entitled, present, draw(st.integers(0, present))


@given(votes(), st.sampled_from(["通过", "未通过"]))
def test_an_ordinary_vote_needs_half_present_and_over_half_of_those_entitled(numbers, outcome):
    entitled, present, yes = numbers
    vote = {"应到": str(entitled), "实到": str(present), "赞成": str(yes), "结果": outcome}
    quorate, carried = 2 * present >= entitled, 2 * yes > entitled
    expected = set()
    if outcome == "通过":
        expected = {"MTG201"} if not quorate else set() if carried else {"MTG204"}
    elif quorate and carried:
        expected = {"MTG206"}
    assert found(vote) == expected


@given(votes(), st.integers(0, 5), st.sampled_from(["接收预备党员", "预备党员转正"]))
def test_admission_needs_over_half_of_both_and_counts_written_opinions(numbers, written, matter):
    entitled, present, spoken = numbers
    yes = spoken + min(written, entitled - present)
    vote = {"应到": str(entitled), "实到": str(present), "赞成": str(yes), "结果": "通过"}
    quorate, carried = 2 * present > entitled, 2 * yes > entitled
    expected = {"MTG202"} if not quorate else set() if carried else {"MTG205"}
    assert found(vote, matter) == expected


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_ballots_that_add_up_are_never_faulted(valid, invalid, kept):
    returned = valid + invalid
    record = {
        "类型": "党员大会",
        "日期": "2026-06-12",
        "议题": [
            {
                "标题": "议题",
                "表决": {
                    "发出": str(returned + kept),
                    "收回": str(returned),
                    "有效": str(valid),
                    "无效": str(invalid),
                },
            }
        ],
    }
    vote = Meeting.model_validate(record).agenda[0].vote
    assert list(ballot_faults(vote)) == []
    assert list(ballot_faults(vote.model_copy(update={"valid": valid + 1})))
