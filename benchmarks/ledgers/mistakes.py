"""The slips of a clerk: a few percent of the files get one, chosen by the branch's seed."""

from collections.abc import Callable
from random import Random

SHARE = 0.03
"""The share of files that get a mistake."""


def _wide_colon(text: str) -> str:
    return text.replace("地点: ", "地点：", 1)


def _spoken_date(text: str) -> str:
    for line in text.splitlines():
        if line.startswith("日期: "):
            year, month, day = line[4:].split("-")
            return text.replace(line, f"日期: {year}年{int(month)}月{int(day)}日", 1)
    return text


def _mistyped_key(text: str) -> str:
    return text.replace("主持人: ", "主持: ", 1)


def _wrong_yes_votes(text: str) -> str:
    return text.replace("弃权: 1", "弃权: 3", 1)


def _stranger(text: str) -> str:
    return text.replace("缺席: {}", "缺席: {诸葛无名: 出差}", 1)


def _recorded_before(text: str) -> str:
    for line in text.splitlines():
        if line.startswith("登记日期: "):
            year = int(line[6:10])
            return text.replace(line, f"登记日期: {year - 1}{line[10:]}", 1)
    return text


SLIPS: tuple[Callable[[str], str], ...] = (
    _wide_colon, _spoken_date, _mistyped_key, _wrong_yes_votes, _stranger, _recorded_before,
)  # fmt: skip


def slipped(rng: Random, path: str, text: str) -> str | None:
    """Return the text with a slip or unchanged; None for a record that was never written."""
    if not path.startswith("meetings/") or rng.random() >= SHARE:
        return text
    if rng.random() < 0.15:
        return None
    return rng.choice(SLIPS)(text)
