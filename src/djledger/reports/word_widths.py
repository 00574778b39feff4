"""How wide the columns of a table in Word are: no number or code broken, long text the most."""

import re
from collections.abc import Sequence

from djledger.reports.word_layout import Box

CHINESE, LATIN = 3.7, 2.2
"""The widths of letters at 10.5 points in mm; a Latin one as a substitute font may draw it."""
SIDES = 2.4
"""The width of a cell's sides together in mm."""
LONGEST_WORD = 10
"""Up to how many Latin letters a word is kept whole; a path is longer."""
FEWEST, MOST = 6, 40
"""From how many and up to how many letters a longer text gets a wider column."""
HEAD_RUN, BODY_RUN = 2, 4
"""How many Chinese characters stand side by side at least."""


def widths(head: Sequence[Box], rows: Sequence[Sequence[Box]], room: float) -> tuple[float, ...]:
    """Share out the room (mm): to each column what it cannot do without, the rest by length."""
    columns = list(zip(*rows, strict=True))
    least = [
        max(_least(title, HEAD_RUN), *(_least(box, BODY_RUN) for box in column))
        for title, column in zip(head, columns, strict=True)
    ]
    if sum(least) >= room:
        return tuple(room * one / sum(least) for one in least)
    weights = [
        min(max(FEWEST, *(len(box.text) for box in (title, *column))), MOST)
        for title, column in zip(head, columns, strict=True)
    ]
    return tuple(_shared(least, weights, room))


def _least(box: Box, run: int) -> float:
    """Return the width (mm) below which a word, or a run of Chinese characters, is broken."""
    word = max(map(_letters, re.findall("[!-~]+", box.text)), default=0.0)
    chinese = min(sum(letter > "~" for letter in box.text), run)
    mark = 0 if box.mark is None else len(str(box.mark)) * LATIN / 2
    return max(min(word, LONGEST_WORD) * LATIN, chinese * CHINESE) + mark + SIDES


def _letters(word: str) -> float:
    return len(word) + 0.3 * sum(letter.isupper() for letter in word)


def _shared(least: Sequence[float], weights: Sequence[int], room: float) -> list[float]:
    """Give each column its share by weight, or its least where that is more."""
    free = set(range(len(least)))
    while True:
        left = room - sum(one for n, one in enumerate(least) if n not in free)
        share = left / sum(weights[n] for n in free)
        tight = {n for n in free if share * weights[n] < least[n]}
        if not tight:
            return [share * weights[n] if n in free else one for n, one in enumerate(least)]
        free -= tight
