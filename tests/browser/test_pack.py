"""The pack in a browser and on paper: A4, the marking on every sheet, large print, nothing fetched."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from logscan.panel.pack import make_pack
from logscan.panel.pack_file import files, write_pack
from tests.browser.test_page import CHROMIUM, DRIVER, _browser
from tests.outputs.samples import attack, example
from tests.panel.test_pack import FORMULA, PATH, drawn, same, write_run

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no chromium with chromedriver")

MARKING = 'OFFICIAL "CYMRU" </style>'
VERSIONS: dict[str, dict[str, object]] = {
    "plain": {},
    "blind": {"blind": True},
    "large": {"large_print": True},
    "welsh": {"language": "cy"},
    "marked": {"marking": MARKING},
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from _browser(tmp_path_factory.mktemp("profile"), script=True)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every version of one pack, as folder and as one file."""
    top = tmp_path_factory.mktemp("packs")
    run = write_run(top / "run", [example(FORMULA), example(PATH, "stalking", None), attack()])
    for name, settings in VERSIONS.items():
        pack = make_pack(run, drawn(FORMULA, PATH, attack()[0].case_id), same, **settings)  # type: ignore[arg-type]
        write_pack(top / name, files(pack, one_file=False))
        write_pack(top / f"{name}.html", files(pack, one_file=True))
    return top


def paper(driver: webdriver.Chrome) -> list[PageObject]:
    """The page as it is printed."""
    return list(PdfReader(io.BytesIO(base64.b64decode(driver.print_page()))).pages)


def picture(driver: webdriver.Chrome, name: str) -> None:
    """A picture of the page, where a folder for them is named."""
    if folder := os.environ.get("LOGSCAN_PICTURES"):
        driver.save_screenshot(str(Path(folder) / f"{name}.png"))


@pytest.mark.parametrize("name", list(VERSIONS))
@pytest.mark.parametrize("page", ["{}/index.html", "{}/case-01.html", "{}/case-03.html", "{}.html"])
def test_every_sheet_is_a4_and_marked(browser: webdriver.Chrome, packs: Path, name: str, page: str) -> None:
    browser.get((packs / page.format(name)).as_uri())
    # the browser's own choice of paper is Letter: the page itself has to ask for A4
    pdf = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    sheets = PdfReader(io.BytesIO(base64.b64decode(pdf))).pages
    marking = MARKING if name == "marked" else "OFFICIAL-SENSITIVE"
    for sheet in sheets:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
        assert sheet.extract_text().count(marking) >= 2
    assert browser.get_log("browser") == []
    picture(browser, f"pack-{name}-{page.strip('{}').strip('/.').replace('.html', '') or 'whole'}")


def test_all_is_on_paper(browser: webdriver.Chrome, packs: Path) -> None:
    browser.get((packs / "plain.html").as_uri())
    text = " ".join(" ".join(sheet.extract_text() for sheet in paper(browser)).split())
    for words in (
        "How to use this pack",
        "She has blocked him.",
        "SASH completed",
        "Was a safeguarding plan in place for the victim?",
        "Not found in this log, so there is nothing to quote.",
        "What would clear it:",
        "The longest gap is 4 days",
        "The panel’s own view",
        "3 Not appropriate",
        "What logscan missed",
    ):
        assert words in text
    assert text.count("She has blocked him.") == 2


def test_every_case_begins_a_sheet(browser: webdriver.Chrome, packs: Path) -> None:
    browser.get((packs / "blind.html").as_uri())
    sheets = [sheet.extract_text() for sheet in paper(browser)]
    for number in (1, 2, 3):
        (sheet,) = (text for text in sheets if f"Case {number}\nThe record" in text.replace("\n\n", "\n"))
        assert sheet.index(f"Case {number}") < 80


def test_large_print_has_no_small_words(browser: webdriver.Chrome, packs: Path) -> None:
    for media in ("screen", "print"):
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
        for page in ("large/index.html", "large/case-01.html"):
            browser.get((packs / page).as_uri())
            assert browser.execute_script(SMALLEST) == []
        browser.get((packs / "plain/case-01.html").as_uri())
        assert browser.execute_script(SMALLEST) != []
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


SMALLEST = """
const small = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const at = walk.currentNode.parentElement;
  if (!walk.currentNode.textContent.trim() || at.closest("svg, script, .skip") || !at.checkVisibility()) continue;
  const style = getComputedStyle(at);
  if (parseFloat(style.fontSize) < 23.9 || style.fontStyle === "italic") small.push(at.outerHTML.slice(0, 80));
}
return small;
"""


def test_a_log_runs_nothing(browser: webdriver.Chrome, packs: Path) -> None:
    for page in ("plain/case-03.html", "plain.html", "marked.html"):
        browser.get((packs / page).as_uri())
        assert browser.title != "run"
        assert browser.find_elements(By.CSS_SELECTOR, "#stray, img, main script, article script") == []
        assert browser.get_log("browser") == []


@pytest.mark.parametrize("page", ["plain/case-01.html", "plain.html"])
def test_a_quote_leads_to_its_words(browser: webdriver.Chrome, packs: Path, page: str) -> None:
    browser.get((packs / page).as_uri())
    browser.find_element(By.CSS_SELECTOR, "#c1-RSK002 a.q").send_keys(Keys.ENTER)
    mark = browser.find_element(By.CSS_SELECTOR, "mark:target")
    assert mark.text.startswith("SASH completed")
    picture(browser, "pack-quote")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", ["plain/index.html", "plain/case-01.html", "large/case-01.html", "large/index.html"])
def test_nothing_is_cut_off(browser: webdriver.Chrome, packs: Path, page: str, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get((packs / page).as_uri())
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
