"""A report as one HTML file: no script, no outside resource, a policy that forbids both."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from djledger.reports.charts import svg
from djledger.reports.evidence import Evidence
from djledger.reports.model import Chart, Report, View
from djledger.reports.templating import environment


def html(report: Report, folder: Path | None = None) -> str:
    """Return the whole page."""
    made = environment(folder)
    style = made.get_template("style.css").render(meta=report.meta).strip()
    page = made.get_template("report.html").render(
        report=report,
        meta=report.meta,
        evidence=Evidence(report),
        chart=_chart,
        style=Markup(style.replace("</", "<\\/")),
        policy=policy(style.replace("</", "<\\/")),
    )
    return page.rstrip() + "\n"


def _chart(view: View, chart: Chart) -> Markup:
    return Markup(svg(chart, f"{view.key}-"))


def policy(style: str) -> str:
    """Return the content security policy that allows this very style sheet and nothing else."""
    mark = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
