"""The page in a browser: it filters, opens a case, leads a finding to its words, and runs nothing of a log."""

from __future__ import annotations

import base64
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.outputs.samples import attack, example, write

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import Select, WebDriverWait  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="no chromium with chromedriver (Debian: chromium, chromium-driver)"
)

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--window-size=1280,900",
)


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from _browser(tmp_path_factory.mktemp("profile"), script=request.param)


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from _browser(tmp_path_factory.mktemp("profile"), script=True)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write(path, [example("A-1"), attack(), example("A-3", "stalking", False)])
    return path.as_uri()


def _browser(profile: Path, *, script: bool) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    service = webdriver.ChromeService(str(DRIVER), log_output=os.devnull)
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()
    # the driver leaves its standard input open, which pytest takes for a leak
    if service.process is not None and service.process.stdin is not None:
        service.process.stdin.close()


def _shown(driver: webdriver.Chrome) -> list[str]:
    rows = driver.find_elements(By.CSS_SELECTOR, "#list tbody th")
    return [row.text for row in rows if row.is_displayed()]


def _choose(driver: webdriver.Chrome, field: str, value: str) -> None:
    Select(driver.find_element(By.ID, f"q-{field}")).select_by_value(value)


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("recorded", "stalking", ["A-3"]),
        ("abuse", "yes", ["A-1"]),
        ("abuse", "not recorded", ['"><script>document.title="run"</script>']),
        ("severity", "3", ["A-1", "A-3"]),
        ("check", "QUA004", ['"><script>document.title="run"</script>']),
        ("verdict", "harassment", []),
    ],
)
def test_the_table_is_filtered(scripted: webdriver.Chrome, url: str, field: str, value: str, left: list[str]) -> None:
    scripted.get(url)
    assert len(_shown(scripted)) == 3
    _choose(scripted, field, value)
    assert _shown(scripted) == left
    assert scripted.find_element(By.ID, "count").text == f"{len(left)} of 3 cases shown"
    cards = [card for card in scripted.find_elements(By.TAG_NAME, "article") if card.is_displayed()]
    assert [card.find_element(By.TAG_NAME, "h3").text for card in cards] == left
    scripted.find_element(By.CSS_SELECTOR, "#filters button").click()
    WebDriverWait(scripted, 5).until(lambda driver: len(_shown(driver)) == 3)


def test_the_table_is_sorted(scripted: webdriver.Chrome, url: str) -> None:
    scripted.get(url)
    head = scripted.find_element(By.XPATH, "//table[@id='list']//th[.='Domestic abuse']")
    head.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    assert head.get_attribute("aria-sort") == "ascending"
    assert [row[:2] for row in _shown(scripted)] == ["A-", '">', "A-"]
    assert _shown(scripted)[0] == "A-3"


def test_a_finding_leads_to_its_words(scripted: webdriver.Chrome, url: str) -> None:
    scripted.get(url)
    scripted.find_element(By.LINK_TEXT, "A-3").send_keys(Keys.ENTER)
    finding = scripted.find_element(By.ID, "c3-RSK002")
    WebDriverWait(scripted, 5).until(lambda _: finding.is_displayed())
    quotes = finding.find_elements(By.CSS_SELECTOR, "a.q")
    quotes[1].send_keys(Keys.ENTER)
    WebDriverWait(scripted, 5).until(lambda driver: _lit(driver) == ["since Monday"])
    quotes[0].send_keys(Keys.ENTER)
    WebDriverWait(scripted, 5).until(lambda driver: _lit(driver) == ["SASH completed"])
    assert scripted.switch_to.active_element.text.startswith("SASH completed")
    back = scripted.find_element(By.CSS_SELECTOR, "#c3 .log a.back[href='#c3-RSK002']")
    back.send_keys(Keys.ENTER)
    WebDriverWait(scripted, 5).until(lambda driver: driver.current_url.endswith("#c3-RSK002"))


def test_a_quote_is_lit_through_all_that_overlaps_it(scripted: webdriver.Chrome, url: str) -> None:
    scripted.get(url + "#c1-REC001")
    link = scripted.find_element(By.CSS_SELECTOR, "#c1-REC001 a.q")
    scripted.execute_script("arguments[0].click()", link)
    whole = "Dean was outside her work again, the fourth time since Monday"
    WebDriverWait(scripted, 5).until(lambda driver: "".join(_lit(driver)) == whole)


def _lit(driver: webdriver.Chrome) -> list[str]:
    return [mark.get_property("textContent") for mark in driver.find_elements(By.CSS_SELECTOR, "mark.on")]


def test_a_log_stays_text_and_runs_nothing(browser: webdriver.Chrome, url: str) -> None:
    browser.get(url + "#c2-26")
    assert browser.title == "Questions for the panel: 3 cases"
    assert browser.find_elements(By.CSS_SELECTOR, "#stray, img, article script") == []
    log = browser.find_element(By.CSS_SELECTOR, "#c2 .log").get_property("textContent")
    assert "<script>document.title='run'</script>" in log
    assert "</style></mark></div>" in log
    assert "<b id=stray>bold</b>" in log
    assert browser.get_log("browser") == []


def test_a_link_opens_a_closed_case(browser: webdriver.Chrome, url: str) -> None:
    browser.get("about:blank")
    browser.get(url + "#c1-RSK002")
    assert browser.find_element(By.ID, "c1-RSK002").is_displayed()


def test_all_is_on_paper(browser: webdriver.Chrome, url: str) -> None:
    browser.get("about:blank")
    browser.get(url)
    pages = PdfReader(io.BytesIO(base64.b64decode(browser.print_page()))).pages
    paper = " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
    for words in ("She has blocked him.", "SASH: done, medium", "The entries carry no dates.", "4 days later"):
        assert words in paper
    assert paper.count("OFFICIAL-SENSITIVE") >= 2 * len(pages)
