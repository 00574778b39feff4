"""A timeline drawn: for the terminal, and as SVG that screen readers can read too."""

from collections.abc import Iterator
from io import StringIO
from xml.sax.saxutils import escape

from rich.text import Text

from djledger.findings.safe import one_line
from djledger.findings.screen import console_on
from djledger.planning.timeline import State, Step, Timeline

STYLES = {
    State.DONE: "green",
    State.LATE: "yellow",
    State.OVERDUE: "bold red",
    State.MISSING: "bold red",
    State.NEXT: "bold cyan",
    State.AHEAD: "dim",
}
COLOURS = {
    State.DONE: "#1a7f37",
    State.LATE: "#9a6700",
    State.OVERDUE: "#b3261e",
    State.MISSING: "#b3261e",
    State.NEXT: "#0b5cad",
    State.AHEAD: "#6e6e6e",
}
"""Each has a contrast of at least 4.5 with white."""

WIDTH, ROW, HEAD, STAGE = 640, 26, 56, 34
STYLE = (
    "text{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;"
    "font-size:14px}.head{font-size:18px;font-weight:bold}.stage{font-weight:bold}"
)


def told(step: Step) -> str:
    """Say how a step stands, with its days."""
    day = f"{step.day} " if step.day is not None and step.state is not State.AHEAD else ""
    limit = step.due is not None and step.state not in {State.DONE, State.AHEAD}
    due = f"（应在 {step.due} 前）" if limit else ""
    word = "" if step.state is State.DONE else step.state.label
    return f"{day}{word}{due}".strip()


def text(line: Timeline) -> str:
    """Return the timeline for the terminal."""
    buffer = StringIO()
    console = console_on(buffer)
    console.print(Text(one_line(f"{line.name}（{line.branch_name}）"), "bold"))
    stage = ""
    for step in line.steps:
        if step.stage != stage:
            stage = step.stage
            console.print(Text(stage, "underline"))
        words = f"  {step.state.mark} {step.number:>2} {step.label}  {told(step)}"
        console.print(Text(words.rstrip(), STYLES[step.state]))
    for remark in line.remarks:
        console.print(Text(f"  {one_line(remark)}"))
    marks = "  ".join(f"{state.mark} {state.label}" for state in State if state.mark != "!")
    console.print(Text(f"{marks}  ! 超期。截至 {line.as_of}。", "dim"))
    return buffer.getvalue()


def svg(line: Timeline) -> str:
    """Return the timeline as an SVG document."""
    body = list(_rows(line))
    height = HEAD + STAGE * len({s.stage for s in line.steps}) + ROW * len(line.steps)
    height += ROW * len(line.remarks) + 20
    title = _safe(f"{line.name}的发展党员全程")
    summary = _safe(_summary(line))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{title}</title>\n<desc id="desc">{summary}</desc>\n'
        f"<style>{STYLE}</style>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<text class="head" x="20" y="34">{title}</text>\n'
    )
    return head + "\n".join(body) + "\n</svg>\n"


def _summary(line: Timeline) -> str:
    done = sum(step.state in {State.DONE, State.LATE} for step in line.steps)
    ahead = [step.label for step in line.steps if step.state in {State.NEXT, State.OVERDUE}]
    coming = f"下一步：{'、'.join(ahead)}。" if ahead else ""
    return f"截至 {line.as_of}，{len(line.steps)} 步中有记录 {done} 步。{coming}"


def _rows(line: Timeline) -> Iterator[str]:
    top, stage = HEAD, ""
    for step in line.steps:
        if step.stage != stage:
            stage = step.stage
            yield f'<text class="stage" x="20" y="{top + 22}">{_safe(stage)}</text>'
            top += STAGE
        yield _row(step, top)
        top += ROW
    for remark in line.remarks:
        yield f'<text x="36" y="{top + 18}">{_safe(remark)}</text>'
        top += ROW


def _row(step: Step, top: int) -> str:
    colour, middle = COLOURS[step.state], top + ROW // 2
    filled = colour if step.state in {State.DONE, State.LATE} else "#ffffff"
    ink = "#ffffff" if filled == colour else colour
    label = _safe(f"{step.number}. {step.label}")
    word = State.DONE.label if step.state is State.DONE else ""
    full = _safe(f"{step.number}. {step.label}：{word}{told(step) or step.state.label}")
    return (
        f"<g><title>{full}</title>"
        f'<circle cx="46" cy="{middle}" r="9" fill="{filled}" stroke="{colour}" stroke-width="2"/>'
        f'<text x="46" y="{middle + 5}" text-anchor="middle" fill="{ink}">{step.state.mark}</text>'
        f'<text x="66" y="{middle + 5}">{label}</text>'
        f'<text x="320" y="{middle + 5}" fill="{colour}">{_safe(told(step))}</text></g>'
    )


def _safe(words: str) -> str:
    return escape(one_line(words))
