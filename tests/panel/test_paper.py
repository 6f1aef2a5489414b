"""The findings paper: the layout of the panel's report, the panel's words and not logscan's, whatever they hold."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import pytest
from docx import Document

from logscan.panel import audit
from logscan.panel.draw import Drawn
from logscan.panel.paper_words import sayer, welsh
from tests.conftest import Command
from tests.panel.frames import report, run
from tests.panel.test_estimate import SEED, sample
from tests.panel.views import write_views

ODD = "<script>alert(1)</script> \x07 \u202etxt.exe"


def member(note: str) -> object:
    def answers(case: Drawn, raised: tuple[str, ...]) -> Mapping[str, object]:
        judged = 3 if case.order % 3 == 0 else 1
        return {
            "views": {"R3": judged, "R5": 1, "CASE": 2},
            "notes": {"R3": f"{note} on the assessment of {case.order}."},
            "findings": [{"check": check, "answer": "agree"} for check in raised],
            "missed": ["SAF007"] if case.order == 1 else [],
            "text": f"{note}: {ODD}" if case.order == 2 else "",
        }

    return answers


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample folder of twelve cases beside its run, with the views of two members."""
    folder = tmp_path_factory.mktemp("sitting")
    found = [("ORD001", 3, ("R5",)), ("REC001", 3, ("R0",))]
    reports = [
        report(
            f"CRN/{k:05}",
            found[: k % 3],
            recorded_as=("stalking", "harassment", "other")[k // 100],
            domestic_abuse=k % 2 == 0,
        )
        for k in range(300)
    ]
    out = sample(run(folder / "run", reports), folder / "sample", seed=SEED)
    write_views(out / "views.json", out, {"Ann": member("Seen"), "Bryn": member("Noted")})  # type: ignore[dict-item]
    return out


@pytest.fixture(scope="module")
def papers(made: Path) -> dict[str, Path]:
    """The papers in both languages."""
    import subprocess
    import sys

    for language in ("en", "cy"):
        command = [sys.executable, "-m", "logscan", "paper", str(made), "--views", str(made / "views.json")]
        command += ["--out", str(made / language), "--language", language, "--date", "May 2022", "--recipient", "PCC"]
        subprocess.run(command, check=True, capture_output=True)
    return {language: made / language for language in ("en", "cy")}


def words(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_the_sections_are_those_of_the_panels_report(papers: dict[str, Path]) -> None:
    headings = [p.text for p in Document(str(papers["en"] / "findings.docx")).paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "1.0 Overview",
        "2.0 Background, Purpose and Methodology",
        "3.0 Stalking and harassment cases",
        "4.0 Review of Harassment Cases",
        "5.0 Review of Stalking Cases",
        "6.0 Review of Other Cases",
        "7.0 General Comments and observations",
        "8.0 Figures",
        "9.0 Annex: questions raised by logscan",
    ]
    page = (papers["en"] / "findings.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2>(.*?)</h2>", page) == headings


def test_welsh_headings(papers: dict[str, Path]) -> None:
    document = Document(str(papers["cy"] / "findings.docx"))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "1.0 Trosolwg"
    assert headings[6] == "7.0 Sylwadau ac arsylwadau cyffredinol"
    assert document.styles.element.xpath("//w:lang[@w:val='cy-GB']")
    assert '<html lang="cy">' in (papers["cy"] / "findings.html").read_text(encoding="utf-8")
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Arsylwadau", "Ymateb yr Heddlu"]


def test_every_case_stands_once_under_its_recorded_type(papers: dict[str, Path]) -> None:
    lines = Document(str(papers["en"] / "findings.docx")).paragraphs
    section, found = "", {}
    for line in lines:
        if line.style.name == "Heading 1":
            section = line.text
        elif line.style.name == "Heading 2" and section.partition(" ")[2].startswith("Review"):
            found.setdefault(line.text, []).append(section)
    assert sorted(int(re.findall(r"\d+", name)[0]) for name in found) == list(range(1, 13))
    assert any("Domestic Abuse link" in name for name in found)


def test_the_response_is_left_blank(papers: dict[str, Path]) -> None:
    table = Document(str(papers["en"] / "findings.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Observations", "Force Response"]
    assert {row.cells[1].text for row in table.rows[1:]} == {""}
    rows = [row.cells[0].text for row in table.rows[1:]]
    against = "4 of 12 cases were not dealt with appropriately as to: Risk assessment (cases 3, 6, 9, 12)."
    assert against in rows
    assert "All 12 cases were dealt with appropriately as to: Protective orders." in rows


def test_the_panels_words_stand_there_and_logscans_in_the_annex(papers: dict[str, Path]) -> None:
    text = words(papers["en"] / "findings.docx")
    assert "Risk assessment: Not appropriate (2). Seen on the assessment of 3. Noted on the assessment of 3." in text
    lines = [p.text for p in Document(str(papers["en"] / "findings.docx")).paragraphs]
    annex = lines.index("9.0 Annex: questions raised by logscan", 20)
    assert not [line for line in lines[:annex] if "ORD001" in line or "SAF007" in line]
    assert [line for line in lines[annex:] if "SAF007" in line]
    assert "ORD001" in text


def test_no_member_and_no_case_id_is_named(papers: dict[str, Path]) -> None:
    for name in ("findings.docx", "findings.html"):
        path = papers["en"] / name
        text = words(path) if name.endswith("docx") else path.read_text(encoding="utf-8")
        assert "CRN/" not in text
        assert not re.search(r"\b(Ann|Bryn)\b", text)


def test_the_draw_and_the_intervals_stand_there(papers: dict[str, Path]) -> None:
    text = words(papers["en"] / "findings.docx")
    assert SEED in text
    assert "frame of 300 cases" in text
    assert "4 of 12" in text
    assert "10 to 65 %" in text
    assert "They do not allow" in text


def test_what_members_write_is_harmless(papers: dict[str, Path]) -> None:
    page = (papers["en"] / "findings.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"src=|url\(|@import|https?:", page)
    text = words(papers["en"] / "findings.docx")
    assert "\u202e" not in text
    assert "\x07" not in text


def test_the_marking_is_on_every_page(papers: dict[str, Path]) -> None:
    document = Document(str(papers["en"] / "findings.docx"))
    for section in document.sections:
        assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"


def test_the_document_names_no_user_and_links_nothing_outside(papers: dict[str, Path]) -> None:
    with zipfile.ZipFile(papers["en"] / "findings.docx") as archive:
        held = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert "python-docx" not in held["docProps/core.xml"]
    assert not [name for name, text in held.items() if 'TargetMode="External"' in text]


def test_the_command_stands_in_the_log(papers: dict[str, Path], made: Path) -> None:
    entry = audit.read(made.parent / "run")[-1]
    assert (entry.command, entry.recipient) == ("paper", "PCC")
    assert entry.details["findings.docx"] == audit.file_sha256(made / "cy" / "findings.docx")


def test_a_marking_on_two_lines_is_refused(logscan: Command, made: Path, tmp_path: Path) -> None:
    told = logscan("paper", made, "--views", made / "views.json", "--out", tmp_path / "p", "--marking", "A\nB")
    assert told.returncode == 2
    assert "--marking" in told.stderr


def test_every_text_has_the_same_gaps_in_welsh() -> None:
    text = resources.files("logscan.lexicon").joinpath("paper.toml").read_text(encoding="utf-8")
    for english, cymraeg in tomllib.loads(text)["cy"].items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", cymraeg)), english


def test_every_text_that_is_said_is_there() -> None:
    """Every literal given to ``say`` in the code has its Welsh."""
    import ast

    folder = resources.files("logscan.panel")
    said = set()
    for name in ("paper", "paper_annex", "paper_observations", "estimate_words"):
        tree = ast.parse(folder.joinpath(f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                if isinstance(node.args[0], ast.Name):
                    continue
                constants = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                said |= {value for value in constants if isinstance(value, str)}
    assert len(said) > 30
    assert not said - welsh().keys()
    with pytest.raises(KeyError):
        sayer("en")("not there")
