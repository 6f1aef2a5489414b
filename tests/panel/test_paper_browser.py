"""The certificate and the paper on a screen and on paper: marked sheets, nothing runs, is fetched or is cut off."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from logscan.panel.draw import Drawn
from logscan.panel.estimate import estimate
from logscan.panel.estimate_views import read_sittings
from logscan.panel.paper import make_paper
from logscan.panel.paper_html import html_text
from tests.browser.test_pack import picture
from tests.browser.test_page import CHROMIUM, DRIVER, _browser
from tests.panel.frames import report, run
from tests.panel.test_estimate import SEED, sample
from tests.panel.views import write_views

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no chromium with chromedriver")

ATTACK = '<script>document.title="run"</script><img src=x onerror=\'document.title="run"\'>'
MARKING = 'OFFICIAL "CYMRU" </style>'
DESIGNS: dict[str, dict[str, object]] = {
    "simple": {"size": 12, "reserves": 3},
    "stratified": {"size": 12, "reserves": 3, "stratify": "recorded"},
    "two-part": {"size": 12, "reserves": 3, "targeted": 6},
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from _browser(tmp_path_factory.mktemp("profile"), script=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample folder by design; every case id is an attack, and so is what members write."""
    top = tmp_path_factory.mktemp("pages")
    found = [("ORD001", 3, ("R5",)), ("REC001", 3, ("R0",))]
    recorded = ("stalking", "harassment")
    reports = [report(f"{k}{ATTACK}", found[: k % 3], recorded_as=recorded[k % 2]) for k in range(200)]
    folder = run(top / "run", reports)
    for name, settings in DESIGNS.items():
        sample(folder, top / name, seed=SEED, **settings)  # type: ignore[arg-type]
    out = top / "simple"

    def member(case: Drawn, raised: tuple[str, ...]) -> Mapping[str, object]:
        said = [{"check": check, "answer": "agree"} for check in raised]
        return {"views": {"R1": 1, "R3": 3}, "notes": {"R3": ATTACK}, "text": ATTACK, "findings": said}

    views = write_views(out / "views.json", out, {"A": member, "B": member})
    sittings = read_sittings([out], [views])
    for language in ("en", "cy"):
        paper = make_paper(
            sittings[0], estimate(sittings), language=language, publisher=ATTACK, date=ATTACK, marking=MARKING
        )
        (out / f"{language}.html").write_text(html_text(paper), encoding="utf-8")
    return top


def printed(driver: webdriver.Chrome) -> list[PageObject]:
    """The sheets that the page asks for; the browser's own choice of paper is Letter."""
    pdf = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    return list(PdfReader(io.BytesIO(base64.b64decode(pdf))).pages)


def nothing_ran(driver: webdriver.Chrome) -> bool:
    fetched = driver.execute_script("return performance.getEntriesByType('resource').length")
    return driver.title != "run" and fetched == 0 and not driver.find_elements("css selector", "img, script")


@pytest.mark.parametrize("design", DESIGNS)
def test_the_certificate_is_one_sheet(browser: webdriver.Chrome, made: Path, design: str) -> None:
    browser.get((made / design / "certificate.html").as_uri())
    assert nothing_ran(browser)
    assert len(browser.find_elements("css selector", "tbody tr")) >= 14
    picture(browser, f"certificate-{design}")


@pytest.mark.parametrize("design", DESIGNS)
def test_the_certificate_prints_on_one_sheet(
    browser: webdriver.Chrome, tmp_path: Path, design: str
) -> None:
    """With case ids of the usual length."""
    recorded = ("stalking", "harassment")
    reports = [
        report(f"CRN/22/{k:06}", [("ORD001", 3, ("R5",))][: k % 2], recorded_as=recorded[k % 2]) for k in range(200)
    ]
    out = sample(run(tmp_path / "run", reports), tmp_path / "s", seed=SEED, **DESIGNS[design])  # type: ignore[arg-type]
    browser.get((out / "certificate.html").as_uri())
    sheets = printed(browser)
    assert [(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets] == [(595, 842)]
    assert sheets[0].extract_text().count("OFFICIAL-SENSITIVE") == 2


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_paper_reads_on_a_screen_and_on_paper(browser: webdriver.Chrome, made: Path, language: str) -> None:
    browser.get((made / "simple" / f"{language}.html").as_uri())
    assert nothing_ran(browser)
    picture(browser, f"paper-{language}")
    for width in (360, 1280):
        browser.set_window_size(width, 900)
        wide = browser.execute_script("const e = document.documentElement; return e.scrollWidth - e.clientWidth")
        assert wide <= 0, width
    links = browser.find_elements("css selector", "nav a")
    assert len(links) == len(browser.find_elements("css selector", "main > section"))
    levels = browser.execute_script("return [...document.querySelectorAll('h1,h2,h3')].map(e => +e.tagName[1])")
    assert levels.count(1) == 1
    assert all(later - before <= 1 for before, later in pairwise(levels))
    sheets = printed(browser)
    assert len(sheets) > 2
    assert all("".join(sheet.extract_text().split()).count("".join(MARKING.split())) == 2 for sheet in sheets)
