"""The rungs that branches reached, in words: a line each, or for many branches a count."""

from collections import Counter
from collections.abc import Iterator, Sequence

from djledger.checking.finding import SiteReport
from djledger.checking.standing import LABELS, Standing
from djledger.findings.outcome import Outcome

MANY = 20
"""Above so many branches they are counted and not named."""
FEW_CODES = 8

Placed = tuple[SiteReport, Standing]


def ladder(outcome: Outcome) -> Iterator[str]:
    """Yield what to say: of several branches, or of one for which a profile was set."""
    sites = outcome.report.sites
    known = [(site, found) for site in sites if (found := outcome.standing(site)) is not None]
    if len(known) > MANY:
        yield _counted(known)
    elif len(known) > 1:
        yield from (f"档次：{site.name} {told(found)}" for site, found in known)
    elif known and outcome.profiled(known[0][0].path):
        yield f"档次：{told(known[0][1])}"


def _counted(known: Sequence[Placed]) -> str:
    numbers = Counter(standing.label for _, standing in known)
    counted = "，".join(f"{label} {numbers[label]} 个" for label in LABELS if numbers[label])
    return f"档次：{counted}。（逐个见 --format json）"


def told(standing: Standing) -> str:
    """Say which rung is reached and what the next one takes."""
    lacks = [*_unmet(standing), *_unjudged(standing)]
    return standing.label + (f"（{'；'.join(lacks)}）" if lacks else "")


def _unmet(standing: Standing) -> Iterator[str]:
    if standing.unmet:
        more = " 等" if len(standing.unmet) > FEW_CODES else ""
        codes = "、".join(standing.unmet[:FEW_CODES])
        yield f"差 {len(standing.unmet)} 条达到{standing.aim}：{codes}{more}"


def _unjudged(standing: Standing) -> Iterator[str]:
    if standing.unjudged:
        whose = "另有" if standing.unmet else f"{standing.aim}有"
        yield f"{whose} {len(standing.unjudged)} 条未判定"
