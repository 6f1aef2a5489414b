"""A sitting in a browser, end to end: by keyboard, with and without script, until the process is killed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.test_page import CHROMIUM, DRIVER, _browser
from tests.panel.sitting import Sitting, sitting, write_sitting_pack

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no chromium with chromedriver")


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from _browser(tmp_path_factory.mktemp("profile"), script=True)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from _browser(tmp_path_factory.mktemp("profile"), script=False)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_sitting_pack(tmp_path)


@pytest.fixture
def served(pack: Path) -> Iterator[Sitting]:
    with sitting(pack) as running:
        running.enter()
        yield running


def picture(driver: webdriver.Chrome, name: str) -> None:
    """A picture of the page, where a folder for them is named."""
    if folder := os.environ.get("LOGSCAN_PICTURES"):
        driver.save_screenshot(str(Path(folder) / f"{name}.png"))


def wait(driver: webdriver.Chrome, ready: Callable[[webdriver.Chrome], object]) -> None:
    WebDriverWait(driver, 10).until(ready)


def come_in(driver: webdriver.Chrome, link: str, name: str) -> None:
    """Follow the link and give a name, by keyboard."""
    driver.get(link)
    wait(driver, lambda d: d.find_elements(By.ID, "name"))
    assert "token" not in driver.current_url
    field = driver.find_element(By.ID, "name")
    field.send_keys(name, Keys.ENTER)
    wait(driver, lambda d: "/member/" in d.current_url)


def said(running: Sitting, case: int = 1) -> dict[str, object]:
    """What is kept of the first member's view of a case."""
    tree = json.loads(running.get("/views.json").text)
    found: dict[str, object] = tree["members"][0]["cases"][case - 1]
    return found


def kept(running: Sitting, key: str, value: object) -> None:
    """Wait until ``key`` of the first case is kept as ``value``."""
    deadline = time.monotonic() + 10
    while said(running)[key] != value:
        assert time.monotonic() < deadline, said(running)[key]
        time.sleep(0.05)


def tab_to(driver: webdriver.Chrome, ready: Callable[[], bool], most: int = 400) -> None:
    """Press Tab until the element that has the focus is the one."""
    for _ in range(most):
        if ready():
            return
        driver.switch_to.active_element.send_keys(Keys.TAB)
    raise AssertionError("not reached by keyboard")


def test_a_case_is_judged_by_keyboard_alone(scripted: webdriver.Chrome, served: Sitting) -> None:
    come_in(scripted, served.link, "Alys")
    picture(scripted, "review-cases")
    link = scripted.find_element(By.LINK_TEXT, "Case 1")
    tab_to(scripted, lambda: scripted.switch_to.active_element == link)
    scripted.switch_to.active_element.send_keys(Keys.ENTER)
    wait(scripted, lambda d: d.find_elements(By.ID, "views"))

    def focus() -> tuple[str | None, str | None]:
        at = scripted.switch_to.active_element
        return at.get_attribute("name"), at.get_attribute("value")

    tab_to(scripted, lambda: focus()[0] == "view.R1")
    assert focus() == ("view.R1", "")  # the radio that is chosen takes the focus: no view yet
    scripted.switch_to.active_element.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert focus() == ("view.R1", "2")
    tab_to(scripted, lambda: focus()[0] == "note.R1")
    scripted.switch_to.active_element.send_keys("Seen the same day; the log says by whom.")
    kept(served, "views", {"R1": 2})
    kept(served, "notes", {"R1": "Seen the same day; the log says by whom."})
    tab_to(scripted, lambda: focus()[0] == "finding.1")
    scripted.switch_to.active_element.send_keys(Keys.ARROW_UP)
    kept(served, "findings", [{"finding": n, **one} for n, one in enumerate(FINDINGS)])
    summary = scripted.find_element(By.CSS_SELECTOR, "details.view > summary")
    tab_to(scripted, lambda: scripted.switch_to.active_element == summary)
    summary.send_keys(Keys.ENTER)
    tab_to(scripted, lambda: focus()[0] == "missed.RSK003")
    scripted.switch_to.active_element.send_keys(Keys.SPACE)
    kept(served, "missed", ["RSK003"])
    assert scripted.find_element(By.ID, "saved").text == "All you gave is saved."
    picture(scripted, "review-case-end")
    scripted.switch_to.active_element.send_keys(Keys.SPACE)
    kept(served, "missed", [])
    assert scripted.get_log("browser") == []


FINDINGS = (
    {"check": "REC001", "severity": 3, "answer": None},
    {"check": "RSK002", "severity": 2, "answer": "disagree"},
    {"check": "SAF001", "severity": 3, "answer": None},
    {"check": "GOOD003", "severity": 0, "answer": None},
)


def test_what_was_given_is_there_again(scripted: webdriver.Chrome, served: Sitting) -> None:
    come_in(scripted, served.link, "Alys")
    page = scripted.current_url + "/case/1"
    scripted.get(page)
    scripted.find_element(By.CSS_SELECTOR, "[name='view.R5'][value='3']").send_keys(Keys.SPACE)
    box = scripted.find_element(By.NAME, "note.R5")
    box.send_keys("first line", Keys.ENTER, "<script>document.title='run'</script> second")
    scripted.get(page)  # at once: what is still on its way is sent as the page goes
    kept(served, "notes", {"R5": "first line\n<script>document.title='run'</script> second"})
    scripted.get(page)
    assert scripted.find_element(By.CSS_SELECTOR, "[name='view.R5']:checked").get_attribute("value") == "3"
    text = scripted.find_element(By.NAME, "note.R5").get_attribute("value")
    assert text == "first line\n<script>document.title='run'</script> second"
    assert scripted.title == "Case 1: Alys"
    assert scripted.get_log("browser") == []


def test_it_works_without_script(plain: webdriver.Chrome, served: Sitting) -> None:
    come_in(plain, served.link, "Alys")
    plain.find_element(By.LINK_TEXT, "Case 1").click()
    plain.find_element(By.CSS_SELECTOR, "[name='view.CASE'][value='4']").send_keys(Keys.SPACE)
    plain.find_element(By.NAME, "text").send_keys("Too many linked crimes.")
    plain.find_element(By.XPATH, "//button[.='Save']").click()
    wait(plain, lambda d: d.find_elements(By.CSS_SELECTOR, "[name='view.CASE'][value='4']:checked"))
    assert said(served)["text"] == "Too many linked crimes."
    plain.find_element(By.XPATH, "//button[.='Save and go to the next case']").click()
    wait(plain, lambda d: d.current_url.endswith("/case/2"))
    assert said(served)["views"] == {"CASE": 4}


def test_a_killed_process_is_told_and_loses_nothing(scripted: webdriver.Chrome, pack: Path) -> None:
    """What was given stays; what is given while nobody listens is saved once logscan runs again."""
    with sitting(pack) as running:
        running.enter()
        come_in(scripted, running.link, "Alys")
        scripted.get(scripted.current_url + "/case/1")
        scripted.find_element(By.NAME, "note.R2").send_keys("kept before")
        kept(running, "notes", {"R2": "kept before"})
        running.kill()
    scripted.find_element(By.CSS_SELECTOR, "[name='view.R2'][value='1']").send_keys(Keys.SPACE)
    wait(scripted, lambda d: d.find_element(By.ID, "saved").text.startswith("Not saved yet"))
    picture(scripted, "review-not-saved")
    page = scripted.current_window_handle
    with sitting(pack) as running:
        running.enter()
        assert said(running)["notes"] == {"R2": "kept before"}
        scripted.switch_to.new_window("tab")
        scripted.get(running.link)
        scripted.switch_to.window(page)
        kept(running, "views", {"R2": 1})
        wait(scripted, lambda d: d.find_element(By.ID, "saved").text == "All you gave is saved.")


def test_a_killed_browser_loses_nothing(tmp_path: Path, served: Sitting) -> None:
    browsers = _browser(tmp_path / "profile", script=True)
    driver = next(browsers)
    come_in(driver, served.link, "Alys")
    driver.get(driver.current_url + "/case/1")
    driver.find_element(By.NAME, "text").send_keys("Written as the browser died.")
    kept(served, "text", "Written as the browser died.")
    os.kill(driver.capabilities["goog:processID"], 9)
    browsers.close()
    assert said(served)["text"] == "Written as the browser died."


def test_time_is_counted_while_it_is_read(scripted: webdriver.Chrome, served: Sitting) -> None:
    come_in(scripted, served.link, "Alys")
    cases = scripted.current_url
    scripted.get(cases + "/case/1")
    time.sleep(2.2)
    scripted.get(cases)
    kept_seconds = int(str(said(served)["seconds"]))
    assert 1 <= kept_seconds <= 4


def test_a_quote_leads_to_its_words(scripted: webdriver.Chrome, served: Sitting) -> None:
    come_in(scripted, served.link, "Alys")
    scripted.get(scripted.current_url + "/case/1")
    scripted.find_element(By.CSS_SELECTOR, "#c1-RSK002 a.q").send_keys(Keys.ENTER)
    wait(scripted, lambda d: d.find_elements(By.CSS_SELECTOR, "mark:target"))
    assert scripted.find_element(By.CSS_SELECTOR, "mark:target").text.startswith("SASH completed")
    picture(scripted, "review-case")


def test_a_screen_reader_is_told(scripted: webdriver.Chrome, served: Sitting) -> None:
    come_in(scripted, served.link, "Alys")
    scripted.get(scripted.current_url + "/case/1")
    nodes = scripted.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored") and node.get("role")
    ]
    assert [role for role, name in named if role in CONTROLS and not name] == []
    sets = len(scripted.find_elements(By.TAG_NAME, "fieldset"))
    assert sum(role == "group" and name != "" for role, name in named) >= sets - 1  # one is in a closed part
    assert ("group", "Your view (Initial response)") in named
    assert ("group", "RSK002, Late SASH: is it worth asking?") in named
    assert ("textbox", "What you saw (Protective orders)") in named
    assert ("radio", "2 Appropriate with observations") in named
    assert ("heading", "Case 1") in named
    assert sum(role == "main" for role, _ in named) == 1
    assert any(role == "status" for role, _ in named)


CONTROLS = frozenset({"radio", "checkbox", "textbox", "button", "link", "region", "image"})


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off(scripted: webdriver.Chrome, served: Sitting, width: int) -> None:
    come_in(scripted, served.link, "Alys")
    cases = scripted.current_url
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    scripted.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for page in (cases, cases + "/case/1", cases + "/case/3"):
            scripted.get(page)
            inner = scripted.execute_script("return document.documentElement.scrollWidth")
            assert inner <= width
            picture(scripted, f"review-{width}-{page[-1]}")
    finally:
        scripted.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_bar_hides_nothing_that_has_the_focus(scripted: webdriver.Chrome, served: Sitting) -> None:
    come_in(scripted, served.link, "Alys")
    scripted.get(scripted.current_url + "/case/1")
    seen = 0
    for _ in range(60):
        scripted.switch_to.active_element.send_keys(Keys.TAB)
        inside, shown, bar = scripted.execute_script(
            "const at = document.activeElement, bar = document.querySelector('.bar'), box = at.getBoundingClientRect();"
            "return [bar.contains(at), box.top + box.height / 2, bar.getBoundingClientRect().top]"
        )
        assert inside or shown < bar
        seen += not inside
    assert seen > 40
