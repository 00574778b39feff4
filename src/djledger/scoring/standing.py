"""Where everybody stands: ranks with ties, and grades within their quotas.

A quota is settled only as far as it can be: whoever is inside it whatever becomes of those
without a score, and whoever is outside it in any case. The others get no grade, and are told why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from djledger.scoring.rounding import plain, quota_places
from djledger.scoring.scheme import Band, Quota, Rounding, Scheme, Ties


@dataclass(frozen=True, slots=True)
class Place:
    """One who takes part: total (None: no conclusion), grade, rank, and what is to be said.

    ``fixed`` is a grade that a veto decided; such a one takes no part in ranks and quotas.
    """

    total: Decimal | None
    fixed: bool = False
    grade: str | None = None
    rank: int | None = None
    note: str = ""

    @property
    def competes(self) -> bool:
        """Whether it has a score that is compared with the others'."""
        return self.total is not None and not self.fixed


def ranked(places: Sequence[Place]) -> list[Place]:
    """Give ranks from the highest score: equal scores share a rank, the next one skips (1 1 3)."""
    scores = [place.total for place in places if place.competes and place.total is not None]
    return [
        replace(place, rank=1 + sum(other > place.total for other in scores))
        if place.competes and place.total is not None
        else place
        for place in places
    ]


def graded(places: Sequence[Place], scheme: Scheme, *, everybody: bool = True) -> list[Place]:
    """Give grades by band and quota, from the highest grade down; the surplus moves down one.

    Where not ``everybody`` who shares the quotas is there, a grade with a quota stays open.
    """
    found = [_banded(place, scheme.bands) for place in ranked(places)]
    quotas = {quota.grade: quota for quota in scheme.quotas}
    if not everybody:
        return [_left_open(place) if place.grade in quotas else place for place in found]
    for band, lower in zip(scheme.bands, scheme.bands[1:], strict=False):
        if band.name in quotas:
            found = _limited(found, quotas[band.name], lower)
    return found


def _banded(place: Place, bands: Iterable[Band]) -> Place:
    if not place.competes or place.total is None:
        return place
    grade = next((band.name for band in bands if band.holds(place.total)), None)
    return replace(place, grade=grade)


def _left_open(place: Place) -> Place:
    if place.fixed:
        return place
    note = f"够“{place.grade}”的分数，但有限额，要同全部参评对象一起打分才能定"
    return replace(place, grade=None, note=note)


def limit_of(quota: Quota, population: int) -> int:
    """Return how many places a quota has among so many."""
    if quota.share is None:
        return quota.places or 0
    return quota_places(quota.share, population, quota.rounding or Rounding.DOWN)


def _limited(places: list[Place], quota: Quota, lower: Band) -> list[Place]:
    limit = limit_of(quota, len(places))
    undecided = sum(not place.fixed and place.grade is None for place in places)
    rivals = [place for place in places if place.competes and place.grade == quota.grade]
    scores = [place.total for place in rivals if place.total is not None]
    return [
        _settled(place, quota, lower, _span(place.total, scores), limit, undecided)
        if place.competes and place.grade == quota.grade and place.total is not None
        else place
        for place in places
    ]


def _span(score: Decimal | None, scores: Sequence[Decimal]) -> tuple[int, int]:
    """Return the first and last place that a score shares with its equals."""
    assert score is not None
    above = sum(other > score for other in scores)
    return above + 1, above + scores.count(score)


def _settled(
    place: Place, quota: Quota, lower: Band, span: tuple[int, int], limit: int, undecided: int
) -> Place:
    first, last = span
    if last + undecided <= limit:
        return place
    if first > limit:
        return replace(
            place, grade=lower.name, note=f"超出“{quota.grade}”限额 {limit} 个，列入下一等次"
        )
    if undecided:
        note = f"有 {undecided} 个对象没有结论，“{quota.grade}”限额 {limit} 个还不能定"
        return replace(place, grade=None, note=note)
    return _tied(place, quota, lower, limit)


def _tied(place: Place, quota: Quota, lower: Band, limit: int) -> Place:
    said = f"“{quota.grade}”限额 {limit} 个，最后一名 {plain(place.total or Decimal(0))} 分并列"
    if quota.ties is Ties.ALL:
        return replace(place, note=f"{said}，按方案都入选")
    if quota.ties is Ties.NONE:
        return replace(place, grade=lower.name, note=f"{said}，按方案都不入选")
    return replace(place, grade=None, note=f"{said}，由组织确定")
