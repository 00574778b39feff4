"""What ``djledger score`` does once its options are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer

from djledger.checking.request import Request
from djledger.checking.run import check_site
from djledger.cli.common import day_of, fail, known_format, no_branches, opened, year_of
from djledger.cli.scope import Choice
from djledger.cli.settling import request_of
from djledger.disk import why
from djledger.findings.safe import printable
from djledger.ledger.folder import Tree, load, survey
from djledger.ledger.source import DiskSource
from djledger.reports.building import Maker, score_report
from djledger.reports.revision import revision_of
from djledger.reports.scores import scores_json, scores_markdown
from djledger.reports.writers import WRITERS, file_name
from djledger.rules.wording import nearest
from djledger.scoring.facts import Facts, Window
from djledger.scoring.marks import MarkBook
from djledger.scoring.measures import FINDINGS, MEASURES
from djledger.scoring.reading import UnusableFileError, read_marks, read_scheme, shipped
from djledger.scoring.results import Table, strangers, table
from djledger.scoring.scheme import Cycle, Scheme


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command as they were given."""

    folder: Path
    scheme: str
    marks: Path | None
    year: int | None
    quarter: int | None
    as_of: str | None
    output: str
    brief: bool
    out: Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where the ledgers are: the source, the folder in it, what is below, what is asked of it."""

    source: DiskSource
    prefix: str
    tree: Tree
    request: Request


def run(wanted: Wanted) -> None:
    """Score everybody below the folder and print it, or write it as a report."""
    known_format(wanted.output, dict.fromkeys(("text", "json", *WRITERS)))
    scheme, window, marks = _asked(wanted)
    place = _place(wanted.folder, window)
    alone = place.tree.branches[0].path == place.prefix
    facts = list(_facts(place, window))
    scored = table(scheme, facts, window, marks, everybody=not alone)
    for name in [] if alone else strangers(scored, marks):
        typer.echo(printable(f"注意：评分文件里的“{name}”不在参评对象中。"), err=True)
    if wanted.output in {"text", "json"}:
        text = scores_json(scored) if wanted.output == "json" else _text(scored, wanted)
        typer.echo(printable(text), nl=not text.endswith("\n"))
    else:
        typer.echo(printable(_written(wanted, place, scored).as_posix()))


def _asked(wanted: Wanted) -> tuple[Scheme, Window, MarkBook | None]:
    """Read the scheme and the marks; what is wrong with either ends the command."""
    try:
        scheme = read_scheme(_scheme_path(wanted.scheme))
        window = _window(wanted, scheme)
        marks = read_marks(wanted.marks, scheme) if wanted.marks else None
    except UnusableFileError as error:
        fail(printable(str(error)))
    except OSError as error:
        fail(f"打不开“{error.filename}”：{why(error)}。")
    if marks is not None:
        _same_time(marks, window)
    return scheme, window, marks


def _text(scored: Table, wanted: Wanted) -> str:
    return scores_markdown(scored, detail=not wanted.brief)


def _written(wanted: Wanted, place: Place, scored: Table) -> Path:
    maker = Maker(place.request, revision_of(place.source.root))
    report = score_report(maker, wanted.folder.resolve().name, scored)
    path = wanted.out / file_name(report, wanted.output)
    try:
        wanted.out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(WRITERS[wanted.output](report, None))
    except OSError as error:
        fail(f"写不进“{path}”：{why(error)}。")
    return path


def _scheme_path(named: str) -> Path:
    path = Path(named)
    if path.is_file():
        return path
    known = shipped()
    if named not in known:
        hint = nearest(named, list(known))
        fail(f"没有“{named}”这个方案文件，也不是自带的示例（{'、'.join(known)}）。{hint}")
    return known[named]


def _window(wanted: Wanted, scheme: Scheme) -> Window:
    day = day_of(wanted.as_of)
    if (wanted.quarter is not None) is not (scheme.cycle is Cycle.QUARTER):
        said = "要用 --quarter 写明第几季度" if wanted.quarter is None else "不写 --quarter"
        fail(f"“{scheme.name}”的周期为{scheme.cycle}，{said}。")
    if wanted.quarter is not None and not 1 <= wanted.quarter <= 4:
        fail("--quarter 应为 1、2、3 或 4。")
    return Window(year_of(wanted.year, day), day, wanted.quarter)


def _same_time(marks: MarkBook, window: Window) -> None:
    if (marks.year, marks.quarter) != (window.year, window.quarter):
        fail(f"评分文件不是{window}的，请核对“年度”“季度”。")


def _place(folder: Path, window: Window) -> Place:
    root, prefix = opened(folder)
    source = DiskSource(root)
    tree = survey(source, prefix)
    if not tree.branches:
        no_branches(folder)
    return Place(source, prefix or ".", tree, request_of(source, tree, window.period, Choice()))


def _facts(place: Place, window: Window) -> Iterator[Facts]:
    source, request = place.source, place.request
    for site in place.tree.branches:
        branch = load(source, site).branch
        if branch is None:
            said = f"注意：{site.path}/branch.yaml 没有读懂，这个支部没有打分。"
            typer.echo(printable(said), err=True)
        elif branch.owes_until >= window.first:
            codes = frozenset(rule.code for rule in request.at(site.path).rules)
            yield Facts(branch, window, partial(check_site, source, site, request), codes)


def list_all() -> None:
    """Print the example schemes and every number that a scheme can take from the ledger."""
    typer.echo("自带的示例方案（用 --print 显示全文，存成文件后按本单位的办法修改）：")
    for name, path in shipped().items():
        typer.echo(f"  {name}  {read_scheme(path).note or ''}")
    for target, measures in MEASURES.items():
        typer.echo(f"\n给{target}打分可用的取数：")
        for measure in measures.values():
            typer.echo(f"  {measure.name}{'（比例）' if measure.share else ''}  {measure.says}")
    typer.echo(f"  {FINDINGS}  所列规则检查出的问题数（只用于党支部，与“规则”一起写）")


def print_scheme(named: str) -> None:
    """Print a scheme's file as it is."""
    typer.echo(_scheme_path(named).read_text(encoding="utf-8"), nl=False)
