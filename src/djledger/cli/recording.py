"""What ``djledger new`` does: checks what was said against the roster, and writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import typer

from djledger.authoring.records import Facts, meeting_name, record, with_entry
from djledger.cli.asking import asked, chosen, one_of
from djledger.cli.common import day_of, fail, year_of
from djledger.dates import Month
from djledger.disk import why
from djledger.findings.safe import printable
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import PaymentKind
from djledger.ledger.elections import ElectionKind
from djledger.ledger.folder import load, survey
from djledger.ledger.forms import read_birth, read_month, read_times
from djledger.ledger.layout import is_file_name
from djledger.ledger.meetings import MeetingKind
from djledger.ledger.source import DiskSource
from djledger.yamltext import EditError, read, write_atomic


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What was said of a meeting."""

    kinds: list[str]
    day: str | None
    title: str | None
    times: str | None
    place: str | None
    chair: str | None
    recorder: str | None
    absent: list[str]
    group: str | None
    topics: list[str]
    content: str | None


def new_meeting(folder: Path, said: MeetingFacts) -> None:
    """Write the file of a meeting."""
    home = _home(folder)
    day = day_of(asked(said.day, "日期", "--day"))
    kinds = [one_of(MeetingKind, kind, "会议类型") for kind in said.kinds] or [
        chosen(MeetingKind, None, "会议类型", "--kind", MeetingKind.MEMBER_ASSEMBLY)
    ]
    absent = dict(_absence(one) for one in said.absent)
    _known(home, [*filter(None, (said.chair, said.recorder)), *absent], day)
    facts: Facts = {
        "类型": kinds[0] if len(kinds) == 1 else list(kinds),
        "名称": said.title,
        "日期": day.isoformat(),
        "时间": _form(said.times, read_times, "时间，如 14:30-16:00"),
        "地点": said.place,
        "党小组": said.group,
        "主持人": said.chair,
        "记录人": said.recorder,
        "缺席": absent,
        "议题": [{"标题": topic} for topic in said.topics],
        "内容": said.content,
    }
    _create(home, f"meetings/{day.year}", meeting_name(kinds, day, said.group), record(facts))


def new_talk(
    folder: Path,
    by: str | None,
    with_: list[str],
    day: str | None,
    content: str | None,
    reason: str | None,
) -> None:
    """Add a talk to the year's record of talks."""
    home, held = _home(folder), day_of(asked(day, "日期", "--day"))
    speaker = asked(by, "谈话人", "--by")
    partners = with_ or [asked(None, "谈话对象", "--with")]
    _known(home, [speaker, *partners], held)
    path = home / f"meetings/{held.year}/{held.year}-谈心谈话.yaml"
    text = _text(path) or record({"类型": "谈心谈话", "日期": held.isoformat()})
    entry: Facts = {
        "日期": held.isoformat(),
        "谈话人": speaker,
        "对象": partners[0] if len(partners) == 1 else list(partners),
        "事由": reason,
        "内容": content,
    }
    _write(home, path, lambda: with_entry(text, None, "谈话", entry))


def new_dues(
    folder: Path, month: str | None, day: str | None, collector: str | None, unpaid: list[str]
) -> None:
    """Add the line that says a month was paid by everybody but those named."""
    home, paid = _home(folder), day_of(asked(day, "交纳日期", "--day"))
    months = _form(asked(month, "月份", "--month"), read_month, "月份，如 2026-03") or ""
    if _paid_by_all(home, Month.parse(months)):
        fail(f"{months} 全体党员的党费已经记过，请直接修改 dues/{months[:4]}.yaml。")
    _known(home, [*unpaid, *([collector] if collector else [])], paid)
    entry: Facts = {
        "月份": months,
        "日期": paid.isoformat(),
        "收款人": collector,
        "未交": list(unpaid),
    }
    path = home / f"dues/{months[:4]}.yaml"
    _write(home, path, lambda: with_entry(_text(path), int(months[:4]), "交纳", entry))


def _paid_by_all(home: Path, month: Month) -> bool:
    """Whether there is a line for everybody that takes in a month."""
    branch = _branch(home)
    return branch is not None and any(
        payment.kind is PaymentKind.DUES and not payment.names and month in payment.months
        for record in branch.records(Part.DUES)
        for payment in record.payments
    )


def new_person(folder: Path, name: str | None, day: str | None, born: str | None) -> None:
    """Write an applicant's file."""
    home, who = _home(folder), asked(name, "姓名", "--name")
    applied = day_of(asked(day, "递交入党申请书的日期", "--day"))
    facts: Facts = {
        "姓名": who,
        "出生": _form(born, read_birth, "出生年月，如 1998-03"),
        "申请": {"日期": applied.isoformat()},
    }
    _create(home, "development", who, record(facts))


def new_election(folder: Path, kind: str | None, year: int | None, number: str | None) -> None:
    """Write the file of an election."""
    home = _home(folder)
    what = chosen(ElectionKind, kind, "选举类别", "--kind", ElectionKind.TERM)
    when = _year(year)
    _create(home, "elections", f"{when}-{what}", record({"类别": what, "届次": number}))


def new_task(
    folder: Path, what: str | None, owners: list[str], due: str | None, year: int | None
) -> None:
    """Add a task to the year's."""
    home, task = _home(folder), asked(what, "事项", "--what")
    until = day_of(due) if due else None
    when = until.year if until and year is None else _year(year)
    _known(home, owners, until or date(when, 12, 31))
    entry: Facts = {
        "事项": task,
        "责任人": list(owners),
        "期限": until.isoformat() if until else None,
    }
    path = home / f"tasks/{when}.yaml"
    _write(home, path, lambda: with_entry(_text(path), when, "重点任务", entry))


def _year(given: int | None) -> int:
    said = asked(str(given) if given else None, "年度", "--year")
    if not said.isdecimal():
        fail(f"“{said}”不是年度，请写成 2026。")
    return year_of(int(said), date.today())  # noqa: DTZ011 (only there to be overruled)


def _home(folder: Path) -> Path:
    home = folder.resolve()
    if not (home / "branch.yaml").is_file():
        fail(f"“{folder}”不是支部文件夹：里面没有 branch.yaml。先用 djledger init 新建。")
    return home


def _absence(said: str) -> tuple[str, str | None]:
    name, _, reason = said.partition("=")
    return name.strip(), reason.strip() or None


def _form(given: str | None, reader: Callable[[str], str | None], what: str) -> str | None:
    """Return what was given in the ledger's form; fail in words where it cannot be read."""
    if given is None:
        return None
    written = reader(given)
    if written is None:
        fail(f"“{given}”不是{what}。")
    return written


def _known(home: Path, names: list[str], day: date) -> None:
    """Warn of names that are not on the roster that day; what was said is written all the same."""
    branch = _branch(home)
    roster = [member.name for member in branch.roster.present_on(day)] if branch else []
    for name in names if roster else ():
        if name not in roster:
            close = get_close_matches(name, roster, n=1, cutoff=0.5)
            hint = f"，是不是“{close[0]}”？" if close else "。"
            typer.echo(printable(f"注意：名册上 {day} 没有“{name}”{hint}"), err=True)


def _branch(home: Path) -> Branch | None:
    source = DiskSource(home)
    sites = survey(source).branches
    return load(source, sites[0]).branch if sites else None


def _text(path: Path) -> str:
    return read(path.read_bytes()).text if path.is_file() else ""


def _create(home: Path, folder: str, name: str, text: str) -> None:
    if not is_file_name(name):
        fail(f'“{name}”不能用作文件名：不能有 / \\ : * ? " < > | 等符号，也不能以点开头或结尾。')
    path = home / folder / f"{name}.yaml"
    if path.exists():
        fail(f"{folder}/{path.name} 已经有了，请直接修改，或换一个日期、名称。")
    _save(home, path, text)


def _write(home: Path, path: Path, make: Callable[[], str]) -> None:
    try:
        text = make()
    except EditError as error:
        fail(f"{path.relative_to(home).as_posix()}：{error}。")
    _save(home, path, text)


def _save(home: Path, path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode())
    except OSError as error:
        fail(f"写不进“{path}”：{why(error)}。")
    typer.echo(f"已写入 {printable(path.relative_to(home).as_posix())}")
