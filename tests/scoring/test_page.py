"""The page on schemes names every way of reckoning, and its example of marks can be read."""

import re
from pathlib import Path

import pytest

from djledger.scoring.reading import read_marks, read_scheme, shipped
from djledger.scoring.scheme import Method, Rounding, StageName, Ties

PAGE = (Path(__file__).parents[2] / "docs" / "评分方案.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("method", Method)
def test_every_way_of_reckoning_is_explained(method):
    assert f"| {method} |" in PAGE


@pytest.mark.parametrize("word", [*Rounding, *Ties, *StageName])
def test_every_choice_is_named(word):
    assert word in PAGE


def test_the_example_of_marks_can_be_read(tmp_path):
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "marks.yaml"
    path.write_text(text, encoding="utf-8")
    book = read_marks(path, read_scheme(shipped()["堡垒指数"]))
    assert book.marks and book.rulings and len(book.stages) == 3
