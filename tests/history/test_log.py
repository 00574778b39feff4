"""Versions of files are read from the log: who committed which content on which day."""

import pickle
from dataclasses import replace
from datetime import date

import pytest

from checking.trees import MEETING, MEETING_PATH, MEMBERS, plant, request, surveyed, write
from djledger.checking.cache import Cache, examine_all
from djledger.checking.run import check
from djledger.checking.snapshot import Snapshot
from djledger.history.log import GitHistory
from djledger.ledger.source import DiskSource
from history.repository import commit, git

FIRST = "第00支部"


@pytest.fixture
def folder(tmp_path):
    top = plant(tmp_path / "台账", 1)
    (top / FIRST / MEETING_PATH).unlink()
    commit(top, "2026-01-05")
    return top


def told(history, path):
    return [(v.commit.day.isoformat(), v.commit.author) for v in history.versions(path)]


def test_versions_are_told_oldest_first_and_through_renames(folder):
    write(folder, f"{FIRST}/meetings/2026/三月.yaml", MEETING)
    commit(folder, "2026-03-13", "甲")
    (folder / FIRST / "meetings/2026/三月.yaml").rename(folder / FIRST / MEETING_PATH)
    commit(folder, "2026-03-20", "乙")
    write(folder, f"{FIRST}/{MEETING_PATH}", MEETING + "实到: 3\n")
    commit(folder, "2026-04-01", "甲\t丙")
    history = GitHistory(folder)
    path = f"{FIRST}/{MEETING_PATH}"
    days = [("2026-03-13", "甲"), ("2026-03-20", "乙"), ("2026-04-01", "甲\t丙")]
    assert told(history, path) == days
    assert history.versions(path)[0].load() == MEETING.encode()
    assert history.versions(path)[-1].facts()[("实到",)] == "3"
    assert told(pickle.loads(pickle.dumps(history)), path) == days
    assert told(GitHistory(folder, "HEAD~1"), path) == days[:2]
    assert told(GitHistory(folder / FIRST), MEETING_PATH) == days
    assert told(history, "没有的.yaml") == []
    assert history.missing == ""


def test_a_file_taken_away_and_brought_back_keeps_its_first_day(folder):
    (folder / FIRST / "members.yaml").unlink()
    commit(folder, "2026-02-01")
    write(folder, f"{FIRST}/members.yaml", MEMBERS)
    commit(folder, "2026-02-02")
    versions = GitHistory(folder).versions(f"{FIRST}/members.yaml")
    assert [(version.commit.day, version.load()) for version in versions] == [
        (date(2026, 1, 5), MEMBERS.encode()),
        (date(2026, 2, 1), b""),
        (date(2026, 2, 2), MEMBERS.encode()),
    ]


def codes(folder, *select):
    asked = replace(request(*select), history=GitHistory(folder))
    return check(DiskSource(folder), asked)


def test_rules_judge_by_a_real_history(folder):
    write(folder, f"{FIRST}/{MEETING_PATH}", MEETING + "实到: 3\n")
    commit(folder, "2026-05-01", "甲")
    write(folder, f"{FIRST}/{MEETING_PATH}", MEETING + "实到: 4\n")
    other = MEMBERS.replace("孙志远", "周立新").replace("2010", "2011")
    write(folder, f"{FIRST}/members.yaml", other)
    commit(folder, "2026-06-01", "乙")
    report = codes(folder, "LED201", "LED202", "LED203", "LED204")
    found = {finding.code: finding.found for finding in report.findings}
    assert set(found) == {"LED201", "LED203", "LED204"}
    assert "2026-05-01 才由甲首次提交，相隔 50 天" in found["LED201"]
    assert "实到由 3 改成了 4" in found["LED203"]
    assert "还有孙志远，乙 2026-06-01 提交时整行删去了" in found["LED204"]


def test_a_change_not_yet_committed_counts(folder):
    write(folder, f"{FIRST}/members.yaml", MEMBERS.rpartition("  - ")[0])
    (finding,) = codes(folder, "LED204").findings
    assert "还有孙志远，现在整行删去了" in finding.found


@pytest.mark.parametrize("where", ["nowhere", "shallow", "no git", "no commit"])
def test_what_cannot_be_known_is_listed_and_not_guessed(folder, tmp_path, where, monkeypatch):
    said = {
        "nowhere": "不在 git 仓库里",
        "shallow": "浅克隆",
        "no git": "没有安装",
        "no commit": "没有提交",
    }
    top = folder
    if where == "nowhere":
        top = plant(tmp_path / "别处", 1)
    if where == "no commit":
        top = plant(tmp_path / "别处", 1)
        git(top, "init", "-q")
    if where == "shallow":
        commit(folder, "2026-03-01")
        top = tmp_path / "浅克隆"
        git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), top)
    if where == "no git":
        monkeypatch.setenv("PATH", "")
    report = codes(top, "LED201")
    assert report.findings == []
    assert [said[where] in item.reason for item in report.unjudged] == [True]


def test_outcomes_that_rest_on_history_are_forgotten_with_the_next_commit(folder, tmp_path):
    def hits(asked):
        source, tree = surveyed(folder)
        asked = replace(asked, history=GitHistory(folder))
        cache = Cache(tmp_path / asked.rules[0].code, source, Snapshot(source), asked.history)
        list(examine_all(source, tree.branches, asked, None, cache))
        return cache.hits

    assert [hits(request("LED204")), hits(request("LED204"))] == [0, 1]
    commit(folder, "2026-03-01")
    assert hits(request("LED204")) == 0
    assert [hits(request("MTG301")), hits(request("MTG301"))] == [0, 1]
    commit(folder, "2026-03-02")
    assert hits(request("MTG301")) == 1
