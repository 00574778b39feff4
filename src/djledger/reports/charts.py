"""Charts as inline SVG: pure functions from data to text, small, accessible, print as vectors.

Drawn 340 units wide, so that on a phone a unit is about a pixel and the words stay legible.
Colours are presentation attributes: a page's style sheet may override them (dark mode), and a
chart taken out of its page still shows.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from djledger.reports.model import Bars, Chart, Heat, Trend, rate

WIDTH = 340
INK, ACCENT = "#1f2328", "#b3261e"
SHORT = 7
"""Characters of a label that fit beside a row."""


def svg(chart: Chart, prefix: str = "") -> str:
    """Return a chart as one SVG element; ``prefix`` keeps its id unique in the page."""
    if isinstance(chart, Heat):
        return _heat(chart, prefix)
    return _bars(chart, prefix) if isinstance(chart, Bars) else _trend(chart, prefix)


def described(chart: Chart) -> str:
    """Return what a chart shows, in words, for those who do not see it."""
    if isinstance(chart, Heat):
        return "；".join(
            f"{name} {_counts(chart.columns, values, chart.unit)}" for name, values in chart.rows
        )
    if isinstance(chart, Bars):
        return "，".join(
            f"{name} {_amount(value, chart.unit)}{chart.unit}" for name, value in chart.bars
        )
    return "，".join(f"{name} {rate(value)}" for name, value in chart.points)


def blank(chart: Chart) -> bool:
    """Whether a chart has nothing to draw but its frame."""
    if isinstance(chart, Heat):
        return not any(value for _, values in chart.rows for value in values)
    if isinstance(chart, Bars):
        return not any(value for _, value in chart.bars)
    return all(value is None for _, value in chart.points)


def _counts(columns: Sequence[str], values: Sequence[int | None], unit: str) -> str:
    told = [f"{c} {v}" for c, v in zip(columns, values, strict=True) if v]
    return f"{'、'.join(told)}（{unit}）" if told else "无"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _amount(value: Decimal, unit: str) -> str:
    """Write money to the cent, and numbers of other things as short as they are."""
    return f"{value:.2f}" if unit == "元" else _plain(value)


def _frame(chart: Chart, prefix: str, height: int, parts: Iterable[str]) -> str:
    name = f"{prefix}{chart.key}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'viewBox="0 0 {WIDTH} {height}" aria-labelledby="{name}-t {name}-d" '
        f'font-family="sans-serif" font-size="11" fill="{INK}">'
        f'<title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(described(chart))}</desc>{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start", css: str = "k") -> str:
    fill = "#ffffff" if css == "on" else INK
    return (
        f'<text class="{css}" x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}">'
        f"{escape(text)}</text>"
    )


def _short(label: str, most: int = SHORT) -> str:
    """Cut a label in its middle: names of branches differ at both ends."""
    if len(label) <= most:
        return label
    return f"{label[: most // 2]}…{label[-((most - 1) // 2) :]}"


# --- matrix -------------------------------------------------------------------------------

LEFT, WIDE, ROW = 84, 132, 20
WIDE_SHORT = 11


def _heat(chart: Heat, prefix: str) -> str:
    many = any(len(column) > 3 for column in chart.columns)
    top = 56 if many else 18
    parts = [*_heat_head(chart, top, many)]
    peak = max((v or 0 for _, values in chart.rows for v in values), default=0)
    for number, (label, values) in enumerate(chart.rows):
        parts += _heat_row(chart, top + number * ROW, label, values, peak)
    return _frame(chart, prefix, top + ROW * len(chart.rows) + 4, parts)


def _left(chart: Heat) -> int:
    """Return the room for the names of rows: more where one of them is long."""
    return WIDE if any(len(label) > SHORT for label, _ in chart.rows) else LEFT


def _step(chart: Heat) -> float:
    return (WIDTH - _left(chart) - 2) / max(len(chart.columns), 1)


def _heat_head(chart: Heat, top: int, upright: bool) -> Iterator[str]:
    step = _step(chart)
    for index, column in enumerate(chart.columns):
        x = _left(chart) + step * (index + 0.5) + (4 if upright else 0)
        turn = f' transform="rotate(-90 {x:.1f} {top - 6})"' if upright else ""
        anchor = "start" if upright else "middle"
        size = "" if upright else ' font-size="10"'
        yield (
            f'<text class="k"{size} x="{x:.1f}" y="{top - 6}" text-anchor="{anchor}"{turn}>'
            f"{escape(column.removesuffix('月'))}</text>"
        )


def _heat_row(
    chart: Heat, y: int, label: str, values: Sequence[int | None], peak: int
) -> Iterator[str]:
    short = _short(label, SHORT if _left(chart) == LEFT else WIDE_SHORT)
    yield f"<g><title>{escape(label)}</title>{_text(0, y + 14, short)}</g>"
    step = _step(chart)
    for index, value in enumerate(values):
        x = _left(chart) + step * index
        step_of = level(value, peak)
        said = "未到" if value is None else f"{value} {chart.unit}"
        title = f"{label} {chart.columns[index]}：{said}"
        yield (
            f'<g><title>{escape(title)}</title><rect class="h{step_of}" x="{x + 1:.1f}" y="{y}" '
            f'width="{step - 2:.1f}" height="{ROW - 2}" rx="2" '
            f'fill="{ACCENT}" fill-opacity="{OPACITY[step_of]}"/>'
        )
        if value:
            css = "on" if step_of > 2 else "k"
            yield _text(round(x + step / 2, 1), y + 13, str(value), "middle", css)
        yield "</g>"


def level(value: int | None, peak: int) -> int:
    """Return how strongly a count is coloured, 0 to 4; few counts are told apart one by one."""
    return -(-(value or 0) * 4 // max(peak, 4))


OPACITY = (".06", ".22", ".45", ".75", "1")


# --- bars ---------------------------------------------------------------------------------


def _bars(chart: Bars, prefix: str) -> str:
    peak = max([value for _, value in chart.bars] + list(chart.wholes) + [Decimal(0)])
    parts = []
    for number, (label, value) in enumerate(chart.bars):
        whole = chart.wholes[number] if chart.wholes else None
        parts.append(_bar(number * ROW, label, value, whole, peak, chart.unit))
    return _frame(chart, prefix, ROW * len(chart.bars) + 4, parts)


def _bar(
    y: int, label: str, value: Decimal, whole: Decimal | None, peak: Decimal, unit: str
) -> str:
    room = WIDTH - LEFT - 62
    length = float(value / peak) * room if peak else 0.0
    behind = ""
    if whole is not None and peak:
        behind = _block(y, float(whole / peak) * room, "h0", OPACITY[0])
    said = _amount(value, unit) if whole is None else f"{_plain(value)}/{_plain(whole)}"
    return (
        f"<g><title>{escape(label)}：{said} {escape(unit)}</title>"
        f"{_text(0, y + 14, _short(label))}{behind}{_block(y, length, 'h3', OPACITY[3])}"
        f"{_text(round(LEFT + length + 5, 1), y + 14, said)}</g>"
    )


def _block(y: int, length: float, css: str, opacity: str) -> str:
    return (
        f'<rect class="{css}" x="{LEFT}" y="{y + 2}" width="{max(length, 0.5):.1f}" '
        f'height="{ROW - 6}" rx="2" fill="{ACCENT}" fill-opacity="{opacity}"/>'
    )


# --- a share over time --------------------------------------------------------------------

TALL, FOOT, SIDE = 96, 18, 34


def _trend(chart: Trend, prefix: str) -> str:
    parts = [*_grid(), *_labels(chart)]
    for run in _runs(chart):
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in run)
        parts.append(
            f'<polyline class="line" points="{line}" fill="none" stroke="{ACCENT}" '
            f'stroke-width="2"/>'
        )
        parts += [_dot(x, y, title) for x, y, title in run]
    return _frame(chart, prefix, TALL + FOOT, parts)


def _grid() -> Iterator[str]:
    for percent in (0, 50, 100):
        y = _height(Decimal(percent) / 100)
        yield (
            f'<line class="grid" x1="{SIDE}" x2="{WIDTH}" y1="{y:g}" y2="{y:g}" stroke="{INK}" '
            f'stroke-opacity=".2"/>'
        )
        yield _text(SIDE - 4, y + 4, f"{percent}%", "end")


def _height(value: Decimal) -> float:
    return round(TALL - 8 - float(min(value, Decimal(1))) * (TALL - 18), 1)


def _across(chart: Trend, index: int) -> float:
    return SIDE + (WIDTH - SIDE) * (index + 0.5) / max(len(chart.points), 1)


def _labels(chart: Trend) -> Iterator[str]:
    for index, (label, _) in enumerate(chart.points):
        yield _text(round(_across(chart, index), 1), TALL + 8, label.removesuffix("月"), "middle")


def _runs(chart: Trend) -> list[list[tuple[float, float, str]]]:
    """Return unbroken stretches of points; a month without a share leaves a gap."""
    runs: list[list[tuple[float, float, str]]] = [[]]
    for index, (label, value) in enumerate(chart.points):
        if value is None:
            runs.append([])
        else:
            title = f"{label}：{rate(value)}"
            runs[-1].append((_across(chart, index), _height(value), title))
    return [run for run in runs if run]


def _dot(x: float, y: float, title: str) -> str:
    return (
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{ACCENT}">'
        f"<title>{escape(title)}</title></circle>"
    )
