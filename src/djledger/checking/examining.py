"""Checking one branch as a unit of work: whatever process does it, plain data comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from djledger.checking.finding import Place, SiteReport
from djledger.checking.request import Request
from djledger.checking.run import check_site
from djledger.checking.spans import span_in
from djledger.checking.tracing import TracedSource
from djledger.ledger.folder import Site
from djledger.ledger.source import Source
from djledger.yamltext import Span, read


@dataclass(slots=True)
class Examined:
    """A branch's report, where its findings stand, and what of the source it rests on.

    ``content`` tells the bytes of all files judged, ``answers`` what was asked to exist,
    ``history`` where the history ended, if any rule looked at it.
    """

    report: SiteReport
    spans: list[tuple[Place, Span]] = field(default_factory=list)
    content: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)
    history: str = ""


def examine(source: Source, site: Site, request: Request) -> Examined:
    """Check one branch and note all that the outcome depends on."""
    traced = TracedSource(source)
    report = check_site(traced, site, request)
    content = traced.content()  # before other files are read to tell where a finding stands
    spans = list(_spans(traced, report).items())
    historic = any(rule.historic for rule in request.at(site.path).rules)
    history = request.history.mark if historic else ""
    return Examined(report, spans, content, traced.answers, history)


def _spans(source: Source, report: SiteReport) -> dict[Place, Span]:
    """Find every place that the report speaks of, so that nobody need read the files again."""
    texts: dict[str, str] = {}
    spans: dict[Place, Span] = {}
    for finding in report.findings:
        for place in (finding.place, *finding.related):
            if place.span is None and place not in spans:
                if place.file not in texts:
                    texts[place.file] = _text(source, place.file)
                spans[place] = span_in(texts[place.file], place)
    return spans


def _text(source: Source, file: str) -> str:
    try:
        return read(source.read(file)).text
    except OSError:
        return ""
