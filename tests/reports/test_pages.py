"""The pages as a browser shows them; skipped where there is no Chromium."""

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from typer.testing import CliRunner

from browser import CHROMIUM, browser
from djledger.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = {
    "branch": EXAMPLES / "高新区党工委" / "机关党委" / "审批服务党支部",
    "committee": EXAMPLES,
}
CLOCK = ("--year", "2025", "--as-of", "2026-04-15")
CLIPPED = """
[...document.querySelectorAll('h1,h2,h3,dd,dt,p,li,figcaption')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
  .map(e => e.textContent.trim().slice(0, 40))
"""
OVERLAPPING = """
(() => {
  const blocks = [...document.querySelectorAll('h1,h2,h3,dl>div,.scroll,figure,.note,.meta')]
    .map(e => [e.textContent.trim().slice(0, 20), e.getBoundingClientRect()])
    .filter(([, r]) => r.width && r.height);
  const clash = [];
  for (let i = 0; i < blocks.length; i++)
    for (let j = i + 1; j < blocks.length; j++) {
      const [a, p] = blocks[i], [b, q] = blocks[j];
      const across = p.left < q.right - 1 && q.left < p.right - 1;
      if (across && p.top < q.bottom - 1 && q.top < p.bottom - 1) clash.push(a + ' / ' + b);
    }
  return clash;
})()
"""
OUTSIDE_CHARTS = """
[...document.querySelectorAll('svg')].flatMap(svg => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(t => {
    const r = t.getBoundingClientRect();
    return r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1;
  }).map(t => t.textContent);
})
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    out = tmp_path_factory.mktemp("pages")
    made = {}
    for name, folder in FOLDERS.items():
        words = ["report", str(folder), *CLOCK, "--out", str(out)]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.output
        made[name] = Path(result.stdout.strip())
    return made


@pytest.fixture(scope="module")
def page():
    with browser() as one:
        yield one


@pytest.mark.parametrize("width", [360, 794, 1280])
@pytest.mark.parametrize("name", FOLDERS)
def test_page_fits_its_width_and_nothing_overlaps(pages, page, name, width):
    page.open(pages[name], width)
    assert page.value("document.documentElement.scrollWidth") <= width
    assert page.value(CLIPPED) == []
    assert page.value(OVERLAPPING) == []
    assert page.value(OUTSIDE_CHARTS) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_page_asks_for_nothing_and_complains_of_nothing(pages, page, name):
    page.open(pages[name], 1280)
    assert page.requests() == [pages[name].resolve().as_uri()]
    assert page.complaints() == []
    assert page.value("getComputedStyle(document.querySelector('dl')).display") == "grid"


@pytest.mark.parametrize("name", FOLDERS)
def test_words_stand_out_from_their_ground(pages, page, name):
    """Contrast of at least 4.5 to 1 (WCAG AA) for the text colours, light and dark."""
    for dark in (False, True):
        page.open(pages[name], 1280, dark=dark)
        for rule in ("body", ".meta", ".good", ".warn", ".bad"):
            colour = page.value(
                f"getComputedStyle(document.querySelector('{rule}')||document.body).color"
            )
            ground = page.value("getComputedStyle(document.body).backgroundColor")
            assert contrast(colour, ground) >= 4.5, (rule, dark, colour, ground)


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.skipif(which("pdftotext") is None, reason="no pdftotext here")
@pytest.mark.parametrize("name", FOLDERS)
def test_print_is_a4_with_a_running_footer_on_every_page(pages, page, name, tmp_path):
    page.open(pages[name], 794)
    path = tmp_path / "print.pdf"
    path.write_bytes(page.pdf())
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    sheets = told.stdout.decode().split("\f")[:-1]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        foot = "".join(sheet.strip().splitlines()[-1].split())
        assert "2025年度" in foot
        assert "截至2026-04-15" in foot
        assert "djledger" in foot
        assert foot.endswith(f"{number}/{len(sheets)}")
    size = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
    assert re.search(r"Page size: +59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)", size)
