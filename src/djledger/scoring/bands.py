"""Grade bands: every possible score falls into exactly one, or the scheme is refused."""

from collections.abc import Iterator
from decimal import Decimal

from djledger.scoring.scheme import Band, Scheme


def band_faults(scheme: Scheme) -> Iterator[str]:
    """Yield what is wrong with a scheme's bands, in words."""
    step = Decimal(1).scaleb(-scheme.places)
    broken = [fault for band in scheme.bands for fault in _broken(band)]
    yield from broken
    if broken or not scheme.bands:
        return
    for upper, lower in zip(scheme.bands, scheme.bands[1:], strict=False):
        yield from _joint(upper, lower, step)
    yield from _outer(scheme, step)


def _broken(band: Band) -> Iterator[str]:
    for one, other in ((band.at_least, band.above), (band.at_most, band.below)):
        if one is not None and other is not None:
            yield f"等次“{band.name}”的同一端写了两次（{band.ends}），只能写一个。"


def _first(band: Band, step: Decimal) -> Decimal | None:
    """Return the least score that a band takes; None without a lower end."""
    return band.at_least if band.above is None else band.above + step


def _last(band: Band, step: Decimal) -> Decimal | None:
    """Return the greatest score that a band takes; None without an upper end."""
    return band.at_most if band.below is None else band.below - step


def _joint(upper: Band, lower: Band, step: Decimal) -> Iterator[str]:
    """Compare neighbours: scores are rounded to ``step``, so none lies between two of them."""
    first, last = _first(upper, step), _last(lower, step)
    names = f"“{upper.name}”（{upper.ends}）与“{lower.name}”（{lower.ends}）"
    if first is None or last is None:
        yield f"等次{names}之间没有写界限；等次由高到低写，相邻两个都要写明界限。"
    elif last < first - step:
        example = last + step
        yield f"等次{names}之间有空档：{example} 分不属于任何等次。"
    elif last >= first:
        yield f"等次{names}重叠：{first} 分同时属于两个等次。"


def _outer(scheme: Scheme, step: Decimal) -> Iterator[str]:
    top, bottom = scheme.bands[0], scheme.bands[-1]
    last, first = _last(top, step), _first(bottom, step)
    if last is not None and (scheme.cap is None or last < scheme.cap):
        yield f"最高等次“{top.name}”只到 {last} 分，总分却可能更高；去掉上限或写“封顶”。"
    if first is not None and (scheme.floor is None or first > scheme.floor):
        yield f"最低等次“{bottom.name}”从 {first} 分起，总分却可能更低；去掉下限或写“保底”。"
