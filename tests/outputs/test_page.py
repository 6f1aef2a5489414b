"""The page as text: escaped, closed to the outside, linked within, readable in order, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from pathlib import Path

import markupsafe
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logscan.outputs import page, summary
from logscan.outputs.escaping import escaped, visible
from logscan.report import Accepted
from tests.outputs.samples import LOG, META, attack, example, finding, span, write


class Reader(HTMLParser):
    """Collects elements with their attributes, and the text of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    return write(folder / "report.html", [example(), attack(), example("A-2", "stalking", None)])


@pytest.fixture(scope="module")
def read(text: str) -> Reader:
    return Reader(text)


def test_every_link_has_its_place_and_every_place_is_one(read: Reader) -> None:
    places = read.all("id")
    assert len(places) == len(set(places))
    links = read.all("href")
    assert len(links) > 40
    assert [link for link in links if link[:1] != "#" or link[1:] not in places] == []
    for attribute in ("aria-labelledby", "for"):
        assert set(read.all(attribute)) <= set(places)


def test_nothing_is_fetched(text: str, read: Reader) -> None:
    assert {tag for tag, _ in read.elements}.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "video"})
    assert read.all("src") == []
    assert "url(" not in text
    assert "@import" not in text


def test_only_its_own_script_and_style_may_run(text: str, read: Reader) -> None:
    policy = next(a["content"] for _, a in read.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        held = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(held) == 1
        digest = base64.b64encode(hashlib.sha256(held[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert read.all("style") == []
    assert [name for _, attrs in read.elements for name in attrs if name.startswith("on")] == []


def test_what_a_log_says_stays_text(text: str, read: Reader) -> None:
    assert "stray" not in read.all("id")
    assert [attrs for tag, attrs in read.elements if tag == "script"] == [{}]
    assert "<script>document.title='run'</script>" in read.text
    assert '"><img src=x onerror="document.title=\'run\'">' in read.text
    assert "&amp; {{ 7 * 7 }}" in read.text
    assert "<b>N4</b>" in read.text
    assert "<i>scan</i>.pdf" in read.text


def test_hidden_characters_are_shown(text: str) -> None:
    assert "⟨U+202E⟩NAED⟨U+202C⟩␀" in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\ufeff]", text)


@pytest.mark.parametrize("kept", ["a\tb\nc", "é ŵ ŷ", "\U0001f468\u200d\U0001f469", "שלום", "a\u00a0b"])
def test_what_hides_nothing_is_left(kept: str) -> None:
    assert visible(kept) == kept


@given(st.text(st.one_of(st.characters(), st.sampled_from("&<>'\"\u202e\x00\n"))))
def test_strings_are_escaped_as_templates_escape(text: str) -> None:
    assert escaped(text) == str(markupsafe.escape(visible(text)))


def test_headings_go_down_one_step_at_a_time(read: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_the_page_says_what_it_is(text: str, read: Reader) -> None:
    assert ("html", {"lang": "en-GB"}) in read.elements
    assert text.count('<p class="marking">OFFICIAL-SENSITIVE</p>') == 2
    assert ("a", {"class": "skip", "href": "#main"}) in read.elements


def test_a_case_answers_the_panel(read: Reader) -> None:
    for words in (
        "Was a safeguarding plan in place for the victim?",
        "Not found in this log, so there is nothing to quote.",
        "No order or bail condition was found in this log.",
        "The entries carry no dates.",
        "named, former partner",
        "SASH: done, medium",
        "16, victim does not support, suspect identified",
        "Judged on what was done",
    ):
        assert words in read.text
    assert "2 dated days from 4 Mar 2022 to 8 Mar 2022. The longest gap is 4 days, before 8 Mar 2022." in read.text


def test_findings_about_one_fact_stand_as_one(tmp_path: Path) -> None:
    case, report = example()
    findings = (finding("SAF003", span(LOG, "the fourth time")), finding("RSK007"), finding("RSK011"))
    page_text = write(tmp_path / "report.html", [(case, msgspec.structs.replace(report, findings=findings))])
    places = [page_text.index(f'id="c1-{code}"') for code in ("RSK007", "SAF003", "RSK011")]
    assert places == sorted(places) and page_text.count('id="c1-SAF003"') == 1
    assert "A new event, and no second look:" in page_text[places[0] : places[1]]
    plan = page_text.index("Safeguarding plan</h5>")
    assert places[1] < plan < page_text.index('href="#c1-SAF003">Plan not reviewed (SAF003)</a>')


def test_an_accepted_finding_says_who_answered_it_and_why_and_asks_no_more(tmp_path: Path) -> None:
    case, report = example()
    answer = Accepted(reason="<b>Plan</b> on paper", who="A. Reader", when="2022-05-25")
    accepted = tuple(msgspec.structs.replace(one, accepted=answer) for one in report.findings if one.severity)
    marked = msgspec.structs.replace(report, findings=accepted)
    told = Reader(write(tmp_path / "report.html", [(case, marked)])).text
    assert told.count("Accepted by A. Reader, 25 May 2022: <b>Plan</b> on paper") == len(accepted)
    assert "No questions." in told and summary.totals([marked]).rows[0].questions == 0


def test_an_absence_says_what_was_searched_for_and_what_came_nearest(tmp_path: Path) -> None:
    case, report = example()
    near = span(LOG, "SASH completed")
    absence = msgspec.structs.replace(finding("SAF001"), searched="A plan.", nearest=near)
    text = write(tmp_path / "report.html", [(case, msgspec.structs.replace(report, findings=(absence,)))])
    assert "Searched for: A plan. Nearest to it: “SASH completed”" in " ".join(Reader(text).text.split())
    assert re.search(rf'Nearest to it:</b> <a class="q" href="#c1-{near.start}"', text)


def test_the_log_stands_whole(text: str) -> None:
    start = text.index('<div class="log"')
    added = r'<a class="back".*?</a>|<span class="no">.*?</span>'
    shown = Reader(re.sub(added, "", text[start : text.index("</section>", start)]))
    assert "".join(shown.text.split()) == "".join(example()[0].log.split())


def test_the_clock_leaves_no_trace(tmp_path: Path) -> None:
    pairs = [example()]
    one = write(tmp_path / "1.html", pairs)
    later = msgspec.structs.replace(META, started="2024-01-01T00:00:00+00:00", seconds=99.0)
    page.write(tmp_path / "2.html", summary.totals(report for _, report in pairs), pairs, later)
    assert (tmp_path / "2.html").read_text(encoding="utf-8") == one


def test_a_run_without_cases_is_a_page(tmp_path: Path) -> None:
    assert "No check raised a question." in write(tmp_path / "report.html", [])


def test_more_cases_than_a_page_holds_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MAX_CASES", 2)
    text = write(tmp_path / "report.html", [example(str(n)) for n in range(5)])
    assert "All 5 cases are counted above; the 2 with the most serious questions are shown" in text
    assert text.count("<article") == 2


def test_the_most_serious_cases_are_shown_in_input_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MAX_CASES", 3)
    reports = [
        msgspec.structs.replace(example(str(number))[1], findings=tuple(finding(code) for code in codes.split()))
        for number, codes in enumerate(("GOOD003", "RSK002", "SAF001", "", "RSK002 REC001", "SAF001", "RSK002"))
    ]
    counted = summary.totals(reports)
    assert counted.cases == 7 and counted.shown == [2, 4, 5]
    assert [row.case_id for row in counted.rows] == ["2", "4", "5"]


PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "card")),
    *((f"s{n}", ground) for n in range(4) for ground in (f"s{n}-bg", "card")),
    *((ink, tint) for ink in ("ink", "soft") for tint in ("risk", "safe", "order", "contact", "enquiry", "crime")),
    ("card", "indicator"),
    ("on-ink", "on"),
    ("paper", "ink"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: int, ink: str, ground: str) -> None:
    style = resources.files("logscan.outputs").joinpath("templates", "page.css").read_text(encoding="utf-8")
    palette = dict(re.findall(r"--([\w-]+): (#\w+)", style.split(":root {")[1 + scheme].split("}")[0]))
    light, dark = sorted((_luminance(palette[ink]), _luminance(palette[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
