"""``djledger new``: a new record in a branch, from options, or questions on a terminal."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.speaking import Command, Group

app = typer.Typer(
    name="new",
    cls=Group,
    help="新建一条记录：会议、谈话、党费、发展、换届、任务。",
    no_args_is_help=True,
)

Branch = Annotated[
    Path, typer.Option("--branch", metavar="文件夹", help="支部文件夹；默认当前文件夹。")
]
Day = Annotated[str | None, typer.Option("--day", metavar="日期", help="日期。")]
Content = Annotated[str | None, typer.Option("--content", metavar="内容", help="主要内容。")]
Year = Annotated[int | None, typer.Option("--year", metavar="年度", help="年度。")]


@app.command(cls=Command)
def meeting(
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="类型", help="党员大会等；可重复。"),
    ] = None,
    day: Day = None,
    title: Annotated[str | None, typer.Option("--title", metavar="名称", help="名称。")] = None,
    times: Annotated[
        str | None, typer.Option("--time", metavar="时间", help="起止，如 14:30-16:00。")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="地点", help="地点。")] = None,
    chair: Annotated[str | None, typer.Option("--chair", metavar="姓名", help="主持人。")] = None,
    recorder: Annotated[
        str | None, typer.Option("--recorder", metavar="姓名", help="记录人。")
    ] = None,
    absent: Annotated[
        list[str] | None,
        typer.Option("--absent", metavar="姓名=原因", help="缺席的人和原因；可重复。"),
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="党小组", help="党小组会属于哪个小组。")
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="议题", help="议题；可重复。")
    ] = None,
    content: Content = None,
    branch: Branch = Path(),
) -> None:
    """会议或活动：新建一个文件。"""
    from djledger.cli.recording import MeetingFacts, new_meeting

    new_meeting(
        branch,
        MeetingFacts(
            kind or [], day, title, times, place, chair, recorder, absent or [], group,
            topic or [], content,
        ),
    )  # fmt: skip


@app.command(cls=Command)
def talk(
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="谈话人。")] = None,
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar="姓名", help="谈话对象；可重复。")
    ] = None,
    day: Day = None,
    content: Content = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="事由", help="事由。")] = None,
    branch: Branch = Path(),
) -> None:
    """谈心谈话：加进本年度的谈话记录。"""
    from djledger.cli.recording import new_talk

    new_talk(branch, by, with_ or [], day, content, reason)


@app.command(cls=Command)
def dues(
    month: Annotated[str | None, typer.Option("--month", metavar="月份", help="哪个月。")] = None,
    day: Day = None,
    collector: Annotated[
        str | None, typer.Option("--collector", metavar="姓名", help="收款人。")
    ] = None,
    unpaid: Annotated[
        list[str] | None, typer.Option("--unpaid", metavar="姓名", help="没有交的人；可重复。")
    ] = None,
    branch: Branch = Path(),
) -> None:
    """党费：全体党员一个月的交纳，一行。"""
    from djledger.cli.recording import new_dues

    new_dues(branch, month, day, collector, unpaid or [])


@app.command(cls=Command)
def person(
    name: Annotated[str | None, typer.Option("--name", metavar="姓名", help="申请人。")] = None,
    day: Day = None,
    born: Annotated[str | None, typer.Option("--born", metavar="出生", help="出生年月。")] = None,
    branch: Branch = Path(),
) -> None:
    """发展党员：为申请人新建一份档案。"""
    from djledger.cli.recording import new_person

    new_person(branch, name, day, born)


@app.command(cls=Command)
def election(
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="类别", help="换届、补选、届中调整、成立。")
    ] = None,
    year: Year = None,
    number: Annotated[str | None, typer.Option("--number", metavar="届次", help="第几届。")] = None,
    branch: Branch = Path(),
) -> None:
    """换届选举：新建一份选举记录。"""
    from djledger.cli.recording import new_election

    new_election(branch, kind, year, number)


@app.command(cls=Command)
def task(
    what: Annotated[str | None, typer.Option("--what", metavar="事项", help="要做的事。")] = None,
    owner: Annotated[
        list[str] | None, typer.Option("--owner", metavar="姓名", help="责任人；可重复。")
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="期限。")] = None,
    year: Year = None,
    branch: Branch = Path(),
) -> None:
    """任务：加进本年度的重点任务。"""
    from djledger.cli.recording import new_task

    new_task(branch, what, owner or [], due, year)
