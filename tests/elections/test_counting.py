"""Counting against an independent brute force over random ballots, and each boundary."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.elections.counting import (
    decide,
    decide_tie,
    enough_present,
    least_candidates,
    least_present,
    least_votes,
)
from djledger.elections.papers import PaperError, count_papers, read_paper

PEOPLE = ["甲", "乙", "丙", "丁", "戊"]
DAY = date(2026, 5, 12)


@st.composite
def boxes(draw):
    candidates = PEOPLE[: draw(st.integers(1, 4))]
    posts = draw(st.integers(1, 4))
    marks = st.text("○×△", min_size=len(candidates), max_size=len(candidates))
    others = st.lists(st.sampled_from(["己", "庚"]), max_size=2, unique=True)
    papers = draw(st.lists(st.tuples(marks, others), max_size=12))
    return candidates, posts, papers, draw(st.integers(0, 14))


def brute_votes(candidates, posts, papers):
    """Count by looking at every paper again for every person."""
    valid = [
        (marks, others)
        for marks, others in papers
        if marks.count("○") + len(others) <= posts and len(others) <= marks.count("×")
    ]
    votes = {
        name: len([1 for marks, _ in valid if marks[place] == "○"])
        for place, name in enumerate(candidates)
    }
    for name in ("己", "庚"):
        if number := len([1 for _, others in valid if name in others]):
            votes[name] = number
    return votes, len(valid)


def brute_sure(people, votes, posts):
    """Those in every choice of winners that prefers nobody with fewer votes."""
    size = min(posts, len(people))
    choices = [
        set(chosen)
        for chosen in combinations(people, size)
        if all(votes[a] >= votes[b] for a in chosen for b in set(people) - set(chosen))
    ]
    return set.intersection(*choices), set.union(*choices)


@given(boxes())
def test_winners_agree_with_brute_force(box):
    candidates, posts, papers, base = box
    read = [read_paper(" ".join([marks, *others]), candidates) for marks, others in papers]
    count = count_papers(read, candidates, posts)
    votes, valid = brute_votes(candidates, posts, papers)
    assert count.votes == votes
    assert (count.valid, count.invalid) == (valid, len(papers) - valid)
    passed = [name for name, number in votes.items() if number > base / 2]
    sure, possible = brute_sure(passed, votes, posts)
    found = decide(votes, posts, base)
    assert set(found.elected) == sure
    assert set(found.tied) == possible - sure
    assert len(found.elected) + found.tied_posts + found.vacant == posts


@pytest.mark.parametrize(
    ("votes", "posts", "base", "elected", "tied", "vacant"),
    [
        ({"甲": 5}, 1, 10, (), (), 1),  # exactly half
        ({"甲": 6}, 1, 10, ("甲",), (), 0),
        ({"甲": 9, "乙": 8, "丙": 7, "丁": 6}, 3, 10, ("甲", "乙", "丙"), (), 0),
        ({"甲": 9, "乙": 7, "丙": 7, "丁": 6}, 2, 10, ("甲",), ("乙", "丙"), 0),
        ({"甲": 9, "乙": 7, "丙": 4, "丁": 5}, 3, 10, ("甲", "乙"), (), 1),  # one short
        ({"甲": 9, "乙": 7, "丙": 7}, 3, 10, ("甲", "乙", "丙"), (), 0),  # level, room for both
    ],
)
def test_each_way_that_a_count_can_end(votes, posts, base, elected, tied, vacant):
    found = decide(votes, posts, base)
    assert (found.elected, found.tied, found.vacant) == (elected, tied, vacant)


def test_among_those_tied_the_most_votes_win_without_a_majority():
    assert decide_tie({"乙": 4, "丙": 3}, 1).elected == ("乙",)
    assert decide_tie({"乙": 4, "丙": 4}, 1).tied == ("乙", "丙")


@given(st.integers(1, 400))
def test_least_numbers_are_the_first_that_suffice(number):
    least = least_present(number, DAY)
    assert enough_present(least, number, DAY) and not enough_present(least - 1, number, DAY)
    assert least_votes(number) * 2 > number >= (least_votes(number) - 1) * 2
    assert (least_candidates(number) - number) * 5 >= number


def test_eight_of_ten_are_enough_since_the_regulation_of_2020():
    assert enough_present(8, 10, DAY)
    assert not enough_present(7, 10, DAY)
    assert not enough_present(8, 10, date(2020, 7, 12))
    assert enough_present(8, 10, date(2020, 7, 13))


@pytest.mark.parametrize(("posts", "candidates"), [(1, 2), (3, 4), (5, 6), (6, 8), (7, 9)])
def test_a_fifth_more_candidates_than_posts(posts, candidates):
    assert least_candidates(posts) == candidates


@pytest.mark.parametrize("line", ["○○", "○○○○", "○○?", "○○× 己 己", "○○× 甲", ""])
def test_what_is_no_paper_is_refused(line):
    with pytest.raises(PaperError):
        read_paper(line, ["甲", "乙", "丙"])
