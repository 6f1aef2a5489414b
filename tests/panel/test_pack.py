"""The pack: what is in it and what is not, its pages, its files, the marking, and the way back."""

from __future__ import annotations

import json
import re
import tomllib
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from logscan.case import Case
from logscan.errors import UsageError
from logscan.panel.draw import Drawn
from logscan.panel.pack import Pack, make_pack
from logscan.panel.pack_file import files, read_pack, write_pack
from logscan.panel.pack_pages import style
from logscan.panel.pack_words import QUESTIONS, WHOLE, question, scale, words
from logscan.report import Accepted, Report, encode
from tests.outputs.samples import attack, example

PATH, FORMULA = "../../x", '=HYPERLINK("http://example.org","A")'


def same(case: Case, report: Report, label: str) -> tuple[Case, Report]:
    """A redaction that changes nothing."""
    return case, report


def write_run(folder: Path, pairs: list[tuple[Case, Report]]) -> Path:
    """A run folder with these cases."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cases.jsonl").write_bytes(b"".join(msgspec.json.encode(case) + b"\n" for case, _ in pairs))
    (folder / "reports.jsonl").write_bytes(b"".join(encode(report) + b"\n" for _, report in pairs))
    return folder


def drawn(*case_ids: str) -> list[Drawn]:
    """These cases, in this order."""
    return [
        Drawn(case_id=case_id, order=n, part="targeted", stratum="severity 3", probability=0.25, ticket=70 + n)
        for n, case_id in enumerate(case_ids, 1)
    ]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [example(PATH), attack(), example(FORMULA, "stalking", None), example("A-4")])


@pytest.fixture
def pack(run: Path) -> Pack:
    return make_pack(run, drawn(FORMULA, PATH, attack()[0].case_id), same, sample_sha256="5" * 64)


class Page(HTMLParser):
    """A page's elements and its text, style and data left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._silent = False
        self.feed(text)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._silent = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._silent else data

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]


def test_no_name_of_a_file_comes_from_a_case(pack: Pack, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    out = tmp_path / "out" / "pack"
    write_pack(out, files(pack, one_file=False))
    names = ["case-01.html", "case-02.html", "case-03.html", "index.html", "pack.json"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert set(tmp_path.rglob("*")) - before == {out.parent, out, *(out / name for name in names)}


def test_no_case_id_is_in_a_pack(pack: Pack) -> None:
    for one_file in (True, False):
        whole = "".join(files(pack, one_file=one_file).values())
        for case_id in (PATH, FORMULA, attack()[0].case_id):
            assert case_id not in whole
            assert json.dumps(case_id)[1:-1] not in whole
        assert "HYPERLINK" not in whole


def test_what_no_page_shows_is_not_in_a_pack(run: Path) -> None:
    case, report = example("A-5")
    record = msgspec.structs.replace(report.record, extra={"victim_name": "Nerys Example"})
    people = tuple(msgspec.structs.replace(one, name="Dean Example") for one in report.people)
    answer = Accepted(reason="seen", who="Inspector Example", when="2022-04-01")
    findings = tuple(msgspec.structs.replace(one, accepted=answer) for one in report.findings)
    report = msgspec.structs.replace(report, record=record, people=people, findings=findings)
    write_run(run, [(case, report)])
    whole = files(make_pack(run, drawn("A-5"), same), one_file=True)[""]
    assert "Nerys" not in whole
    assert "Dean Example" not in whole
    assert "Inspector" not in whole
    assert "N4" not in whole


def test_a_pack_comes_back_as_it_was_written(pack: Pack, tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", files(pack, one_file=False))
    write_pack(tmp_path / "pack.html", files(pack, one_file=True))
    folder, folder_hash = read_pack(tmp_path / "pack")
    one, one_hash = read_pack(tmp_path / "pack.html")
    assert one == pack
    assert folder.cases == pack.cases
    assert set(folder.pages) == {"index.html", "case-01.html", "case-02.html", "case-03.html"}
    assert len(folder_hash) == len(one_hash) == 64


def test_a_pack_says_how_its_cases_were_drawn(pack: Pack) -> None:
    assert [one.number for one in pack.cases] == [1, 2, 3]
    assert all(one.drawn is not None and one.drawn.probability == 0.25 for one in pack.cases)
    assert pack.cases[0].report.record.recorded_as == "stalking"
    assert {name: len(sha) for name, sha in pack.sources.items()} == {
        "sample.csv": 64,
        "cases.jsonl": 64,
        "reports.jsonl": 64,
    }


def test_a_page_answers_the_panel(pack: Pack) -> None:
    page = Page(files(pack, one_file=False)["case-01.html"])
    for code in QUESTIONS:
        assert " ".join(question(code, "en")) in page.text
    for said in (
        "Case 1",
        "“SASH completed”",
        "Not found in this log, so there is nothing to quote.",
        "No order or bail condition was found in this log.",
        "What would clear it:",
        "Good practice",
        "FOUR: fixated, obsessive, unwanted, repeated",
        "Not found in this log.",
        "What logscan missed",
    ):
        assert said in page.text
    assert page.text.count("The panel’s own view") == len(QUESTIONS) + 1
    assert page.text.count("4 Cannot decide") == len(QUESTIONS) + 1
    assert page.text.count("Disagree") == 4
    assert "svg" in {tag for tag, _ in page.elements}
    assert [a["id"] for tag, a in page.elements if tag == "mark" and a.get("data-l") == "done, medium"] == ["c1-155"]


def test_a_blind_pack_tells_nothing_of_logscan(run: Path) -> None:
    ids = (FORMULA, PATH, attack()[0].case_id)
    blind = make_pack(run, drawn(*ids), same, blind=True)
    for text in (files(blind, one_file=False)["case-01.html"], files(blind, one_file=True)[""]):
        page = Page(text)
        assert "She has blocked him." in page.text
        assert page.text.count("The panel’s own view") % (len(QUESTIONS) + 1) == 0
        assert "mark" not in {tag for tag, _ in page.elements}
        for said in ("RSK002", "Safety", "GOOD003", "Not found", "Agree", "looks like", "four times", "outlook"):
            assert said not in page.text
    held = msgspec.json.encode(blind).decode()
    for said in ("RSK002", "REC001", "severity 3", "targeted", "0.25", "ex_partner", "moderate_"):
        assert said not in held


@pytest.mark.parametrize("one_file", [True, False])
def test_nothing_is_fetched_and_nothing_runs(pack: Pack, one_file: bool) -> None:
    for name, text in files(pack, one_file=one_file).items():
        if name == "pack.json":
            continue
        page = Page(text)
        tags = {tag for tag, _ in page.elements}
        assert tags.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "video", "form", "input"})
        assert [a for tag, a in page.elements if tag == "script"] == (
            [{"type": "application/json", "id": "pack-data"}] if one_file else []
        )
        assert page.all("src") == []
        assert "url(" not in text
        assert "@import" not in text
        assert [key for _, attrs in page.elements for key in attrs if key.startswith("on")] == []
        policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_what_a_log_says_stays_text(pack: Pack) -> None:
    page = Page(files(pack, one_file=False)["case-03.html"])
    assert "stray" not in page.all("id")
    assert "<script>document.title='run'</script>" in page.text
    assert "&amp; {{ 7 * 7 }}" in page.text
    assert "⟨U+202E⟩NAED⟨U+202C⟩" in page.text


@pytest.mark.parametrize("one_file", [True, False])
def test_every_link_has_its_place(pack: Pack, one_file: bool) -> None:
    held = files(pack, one_file=one_file)
    for name, text in held.items():
        if name == "pack.json":
            continue
        page = Page(text)
        places = page.all("id")
        assert len(places) == len(set(places))
        links = page.all("href")
        assert [link for link in links if link[0] == "#" and link[1:] not in places] == []
        assert {link for link in links if link[0] != "#"} <= set(held)
        assert set(page.all("aria-labelledby")) <= set(places)


MARKING = 'OFFICIAL "CYMRU" </style><b id=stray>'


def test_the_marking_is_on_every_page_and_is_text(run: Path) -> None:
    pack = make_pack(run, drawn(PATH), same, marking=MARKING)
    for name, text in files(pack, one_file=False).items():
        if name == "pack.json":
            continue
        page = Page(text)
        assert page.text.count(MARKING) == 2 + (name != "index.html")
        assert "stray" not in page.all("id")
    sheet = str(style(pack))
    assert "OFFICIAL-SENSITIVE" not in sheet
    assert sheet.count('"' + "".join(f"\\{ord(letter):06x}" for letter in MARKING) + '"') == 2
    assert "<" not in sheet


def test_the_marking_is_official_sensitive_unless_told(pack: Pack) -> None:
    assert "OFFICIAL-SENSITIVE" in Page(files(pack, one_file=False)["index.html"]).text


def test_headings_in_welsh(run: Path) -> None:
    page = Page(files(make_pack(run, drawn(PATH), same, language="cy"), one_file=False)["case-01.html"])
    assert page.elements[0] == ("html", {"lang": "cy"})
    for code in QUESTIONS:
        assert question(code, "cy")[1] in page.text
    for said in ("Achos 1", "Cwestiynau'r panel", "Ddim yn briodol", "Barn y panel ei hun", "Beth a fethodd logscan"):
        assert said in page.text
    assert "The panel" not in page.text


def test_every_text_of_a_template_has_its_welsh() -> None:
    said: set[str] = set()
    for package in ("logscan.panel", "logscan.panel.review"):
        for item in resources.files(package).joinpath("templates").iterdir():
            said |= set(re.findall(r'\bt\("([^"]+)"\)', item.read_text(encoding="utf-8")))
    assert len(said) > 35
    assert said - set(words().cy) == set()
    text = resources.files("logscan.lexicon").joinpath("pack.toml").read_text(encoding="utf-8")
    assert all(welsh and welsh != english for english, welsh in tomllib.loads(text)["cy"].items())


def test_the_scale_is_the_panels() -> None:
    assert scale("en") == [
        ("1", "Appropriate"),
        ("2", "Appropriate with observations"),
        ("3", "Not appropriate"),
        ("4", "Cannot decide"),
    ]
    assert question(WHOLE, "cy")[0] == "Yr achos yn ei gyfanrwydd"


def test_large_print_is_eighteen_point(run: Path) -> None:
    sheet = str(style(make_pack(run, drawn(PATH), same, large_print=True)))
    assert "html { font-size: 18pt; }" in sheet
    assert "18pt" not in str(style(make_pack(run, drawn(PATH), same)))


def test_what_stands_there_is_left_alone(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "review.sqlite").write_text("views")
    for name, one_file in (("pack", False), ("pack", True)):
        with pytest.raises(UsageError, match="stands there already"):
            write_pack(tmp_path / name, files(pack, one_file=one_file))
    assert [path.name for path in (tmp_path / "pack").iterdir()] == ["review.sqlite"]


def test_the_same_pack_has_the_same_bytes(run: Path) -> None:
    once, again = (files(make_pack(run, drawn(PATH, FORMULA), same), one_file=False) for _ in range(2))
    assert once == again


def test_reserves_are_left_out(run: Path) -> None:
    sample = drawn(PATH, FORMULA)
    sample[1] = msgspec.structs.replace(sample[1], reserve=True)
    assert [one.number for one in make_pack(run, sample, same).cases] == [1]


def test_a_sample_of_another_run_is_refused(run: Path) -> None:
    with pytest.raises(UsageError, match="1 of 2 sampled cases are not in"):
        make_pack(run, drawn(PATH, "B-9"), same)
    with pytest.raises(UsageError, match="names no case"):
        make_pack(run, [], same)


@pytest.mark.parametrize("held", ["", "{}", '{"schema": "other"}', "<p>no pack</p>"])
def test_what_is_no_pack_is_refused(tmp_path: Path, held: str) -> None:
    (tmp_path / "pack.json").write_text(held)
    (tmp_path / "pack.html").write_text(held)
    for path in (tmp_path, tmp_path / "pack.html", tmp_path / "nothing"):
        with pytest.raises(UsageError):
            read_pack(path)
