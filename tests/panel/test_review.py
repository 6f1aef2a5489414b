"""What is kept in a sitting and comes out of it; nothing is lost when the process is killed."""

from __future__ import annotations

import csv
import http.client
import io
import json
import signal
import sqlite3
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from logscan.cli.app import app
from logscan.errors import UsageError
from logscan.panel import audit
from logscan.panel.pack_file import read_pack
from logscan.panel.review.fields import CODES, given, known, missable
from logscan.panel.review.store import Store, store_path
from tests.conftest import Command
from tests.panel.sitting import Sitting, sitting, write_sitting_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_sitting_pack(tmp_path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """One sitting; each test enters members of its own."""
    with sitting(write_sitting_pack(tmp_path_factory.mktemp("sitting"))) as running:
        running.enter()
        yield running


@pytest.fixture
def path(served: Sitting, request: pytest.FixtureRequest) -> str:
    """The first case of a member whom no other test has."""
    return served.member(f"Member {request.node.name[:60]}") + "/case/1"


def first_case(served: Sitting, path: str) -> dict[str, object]:
    """What is kept of the member's view of the first case."""
    number = int(path.split("/")[2])
    found: dict[str, object] = json.loads(served.get("/views.json").text)["members"][number - 1]["cases"][0]
    return found


def rows(text: str) -> list[dict[str, str]]:
    """The rows of an export."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_views_of_several_members_come_out(pack: Path, tmp_path: Path, logscan: Command) -> None:
    with sitting(pack) as served:
        served.enter()
        _give_and_take(served, pack, tmp_path, logscan)


def _give_and_take(served: Sitting, pack: Path, tmp_path: Path, logscan: Command) -> None:
    alys, bryn = served.member("Alys"), served.member("  Bryn \t Hughes ")
    assert alys != bryn
    note = "Recorded late,\r\nas s.2"
    served.post(f"{alys}/case/1", {"view.R0": "3", "view.CASE": "2", "note.R0": note, "part": "1"})
    served.post(f"{alys}/case/1", {"finding.0": "agree", "finding.2": "disagree", "part": "1"})
    served.post(f"{alys}/case/1", {"missed.RSK003": "yes", "text": "A careful log.", "part": "1"})
    served.post(f"{bryn}/case/1", {"view.R0": "1", "part": "1"})
    served.post(f"{bryn}/case/3", {"view.R5": "4", "part": "1"})
    table = rows(served.get("/views.csv").text)
    said = {(r["member"], r["case"], r["kind"], r["code"]): (r["value"], r["text"]) for r in table}
    assert said == {
        ("Alys", "1", "view", "R0"): ("3", "Recorded late,\nas s.2"),
        ("Alys", "1", "view", "CASE"): ("2", ""),
        ("Alys", "1", "finding", "REC001"): ("agree", ""),
        ("Alys", "1", "finding", "SAF001"): ("disagree", ""),
        ("Alys", "1", "missed", "RSK003"): ("yes", ""),
        ("Alys", "1", "case", ""): ("", "A careful log."),
        ("Bryn Hughes", "1", "view", "R0"): ("1", ""),
        ("Bryn Hughes", "3", "view", "R5"): ("4", ""),
    }
    assert {r["meaning"] for r in table if r["value"] == "3"} == {"Not appropriate"}
    tree = json.loads(served.get("/views.json").text)
    assert tree["members"][0]["cases"][0]["views"] == {"R0": 3, "CASE": 2}
    assert tree["members"][0]["cases"][0]["probability"] == 0.25
    assert [f["answer"] for f in tree["members"][0]["cases"][0]["findings"]] == ["agree", None, "disagree", None]
    done = logscan("review", pack, "--export", tmp_path / "views")
    assert done.returncode == 0
    assert (tmp_path / "views" / "views.csv").read_bytes().decode() == served.get("/views.csv").text
    assert json.loads((tmp_path / "views" / "views.json").read_text("utf-8")) == tree


def test_a_sitting_and_its_export_are_in_the_audit_log(pack: Path, tmp_path: Path, logscan: Command) -> None:
    with sitting(pack, "--actor", "C. Chair") as served:
        served.enter()
        served.post(f"{served.member('Alys')}/case/1", {"view.R0": "3", "text": "Only in the views.", "part": "1"})
    words = ("--actor", "A. Coordinator", "--recipient", "The Panel", "--reason", "May sitting")
    assert logscan("review", pack, "--export", tmp_path / "views", *words).returncode == 0
    held, export = audit.read(pack)
    assert (held.command, held.actor) == ("review", "C. Chair")
    told = (export.command, export.actor, export.recipient, export.reason)
    assert told == ("review --export", "A. Coordinator", "The Panel", "May sitting")
    assert export.details["members"] == "1"
    assert export.details["pack"] == held.details["pack"] == read_pack(pack)[1]
    for name in ("views.csv", "views.json"):
        assert export.details[name] == audit.file_sha256(tmp_path / "views" / name)
    assert audit.verify(pack) == []
    assert "Only in" not in (pack / audit.NAME).read_text(encoding="utf-8")
    assert logscan("audit", pack, "--verify").returncode == 0


def test_views_do_not_leave_by_a_damaged_audit_log(pack: Path, tmp_path: Path, logscan: Command) -> None:
    Store(store_path(pack), read_pack(pack)[1]).close()
    (pack / audit.NAME).write_text("not a line\n", encoding="utf-8")
    done = logscan("review", pack, "--export", tmp_path / "views")
    assert done.returncode != 0
    assert "damaged" in done.stderr
    assert not (tmp_path / "views").exists()


def test_what_a_member_types_is_safe_in_a_spreadsheet(served: Sitting) -> None:
    member = served.member('=HYPERLINK("http://example.org")')
    served.post(f"{member}/case/1", {"text": "@SUM(A1)", "note.R1": "+1", "view.R1": "1", "part": "1"})
    table = rows(served.get("/views.csv").text)
    assert "'@SUM(A1)" in {row["text"] for row in table}
    assert "'=HYPERLINK(\"http://example.org\")" in {row["member"] for row in table}
    assert [cell for row in table for cell in row.values() if cell[:1] in tuple("=+-@\t\r")] == []
    members = json.loads(served.get("/views.json").text)["members"]
    assert '=HYPERLINK("http://example.org")' in {one["name"] for one in members}


def test_a_whole_form_says_what_is_not_ticked_and_part_of_one_does_not(served: Sitting, path: str) -> None:
    served.post(path, {"missed.RSK003": "yes", "missed.TIM001": "yes", "note.R1": "kept", "part": "1"})
    served.post(path, {"view.R1": "1", "part": "1"})
    assert 'name="missed.RSK003" value="yes" checked' in served.get(path).text
    assert served.post(path, {"missed.TIM001": "yes"}).headers["location"] == path
    text = served.get(path).text
    assert 'name="missed.RSK003" value="yes" checked' not in text
    assert 'name="missed.TIM001" value="yes" checked' in text
    assert 'name="view.R1" value="1" checked' in text
    assert ">\nkept</textarea>" in text


@pytest.mark.parametrize(
    ("number", "go", "leads"), [(1, "on", "/case/2"), (2, "on", "/case/3"), (3, "on", ""), (1, "", "/case/1")]
)
def test_saving_leads_on(served: Sitting, number: int, go: str, leads: str) -> None:
    member = served.member("Alys")
    assert served.post(f"{member}/case/{number}", {"go": go}).headers["location"] == member + leads


@pytest.mark.parametrize(
    "wrong",
    [
        {"view.R1": "5"},
        {"view.R1": "1 "},
        {"finding.0": "maybe"},
        {"missed.RSK003": "no"},
        {"text": "x" * 20_001},
        {"seconds": "-1"},
        {"seconds": "9" * 9},
    ],
)
def test_what_a_field_cannot_hold_is_refused_whole(served: Sitting, path: str, wrong: dict[str, str]) -> None:
    assert served.post(path, {"view.R2": "1", **wrong, "part": "1"}).status == 400
    assert 'name="view.R2" value="1" checked' not in served.get(path).text


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "a\u202eb"])
def test_a_name_is_a_name(served: Sitting, name: str) -> None:
    answer = served.post("/name", {"name": name})
    assert answer.status == 400
    assert 'role="alert"' in answer.text


def test_the_same_name_is_the_same_member(served: Sitting) -> None:
    assert served.member("Alys") == served.member(" alys ")


@pytest.mark.parametrize("wrong", ["/member/99", "/member/99/case/1", "{}9", "/member/x", "{}.5", "/member/0"])
def test_what_is_not_there_is_not_there(served: Sitting, path: str, wrong: str) -> None:
    assert served.get(path).status == 200
    assert served.get(wrong.format(path)).status == 404


def test_time_is_counted_by_visit(served: Sitting, path: str) -> None:
    first = served.secret(served.get(path).text, "visit")
    time.sleep(2.1)
    for seconds in ("1", "2", "1", "500"):
        served.post(path, {"visit": first, "seconds": seconds, "part": "1"})
    second = served.secret(served.get(path).text, "visit")
    served.post(path, {"visit": second, "seconds": "", "part": "1"})
    served.post(path, {"visit": "invented", "seconds": "1", "part": "1"})
    spent = int(str(first_case(served, path)["seconds"]))
    assert 2 <= spent <= 4  # no visit is longer than the time since it began


def test_a_view_is_on_the_disk_before_it_is_answered(pack: Path) -> None:
    """What no killed process shows, but a power cut would: every commit waits for the disk."""
    store = Store(store_path(pack), read_pack(pack)[1])
    held = {name: store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")}
    store.close()
    assert held == {"synchronous": 2, "journal_mode": "wal"}


def test_kill_nine_in_the_midst_loses_nothing(pack: Path) -> None:
    """Three writers save as fast as they can; the process is killed; every save that was answered is there."""
    answered: list[tuple[int, str, str]] = []
    with sitting(pack) as running:
        running.enter()
        members = [running.member(name) for name in ("Alys", "Bryn", "Carys")]

        def write(member: str, number: int) -> None:
            for n in range(100_000):
                text = f"{number}: {n} " + "x" * 200
                fields = {"text": text, f"note.R{n % 7}": text, "part": "1"}
                try:
                    answer = running.post(f"{member}/case/{number}", fields)
                except (OSError, http.client.HTTPException):
                    return
                assert answer.status == 200
                answered.append((number, f"note.R{n % 7}", text))
                answered.append((number, "text", text))

        writers = [threading.Thread(target=write, args=(m, n)) for n, m in enumerate(members, 1)]
        for writer in writers:
            writer.start()
        while len(answered) < 120:
            time.sleep(0.01)
        running.kill()
        for writer in writers:
            writer.join()
    held, sha256 = read_pack(pack)
    store = Store(store_path(pack), sha256)
    last = {(number, field): text for number, field, text in answered}
    assert len(last) == 24
    for (number, field), text in last.items():
        kept = store.answers(number, number)[field]
        # the one save in flight may be there too, whole, though its answer was not
        assert int(kept.split()[1]) >= int(text.split()[1])
        assert kept.endswith(" " + "x" * 200)
    store.close()
    with sqlite3.connect(store_path(pack)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    with sitting(pack) as again:
        again.enter()
        assert "Alys" in again.get("/").text
        kept = again.get("/member/2/case/2").text
        assert last[2, "text"][:-200].split()[0] in kept
    assert held.cases


def test_a_change_is_on_disk_before_it_is_answered(pack: Path) -> None:
    """The settings that hold through a power cut, which no test can make."""
    store = Store(store_path(pack), "1" * 64)
    assert store._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._db.isolation_level is None
    store.close()


def test_the_views_are_the_owners(pack: Path) -> None:
    Store(store_path(pack), "1" * 64).close()
    assert stat.S_IMODE(store_path(pack).stat().st_mode) == 0o600


def test_views_stay_with_their_pack(pack: Path) -> None:
    Store(store_path(pack), "1" * 64).close()
    with pytest.raises(UsageError, match="another pack"):
        Store(store_path(pack), "2" * 64)


def test_a_sitting_on_one_file(tmp_path: Path, logscan: Command) -> None:
    pack = write_sitting_pack(tmp_path, one_file=True)
    with sitting(pack) as running:
        running.enter()
        path = running.member("Alys") + "/case/1"
        running.post(path, {"view.R3": "2", "part": "1"})
    assert (tmp_path / "pack.review.sqlite").is_file()
    logscan("review", pack, "--export", tmp_path / "views")
    assert rows((tmp_path / "views" / "views.csv").read_text("utf-8"))[0]["value"] == "2"


def test_a_blind_sitting_shows_no_finding(tmp_path: Path) -> None:
    with sitting(write_sitting_pack(tmp_path, blind=True)) as running:
        running.enter()
        path = running.member("Alys") + "/case/1"
        text = running.get(path).text
        assert "<mark" not in text
        assert "finding." not in text
        assert "What should be asked of this log" in text
        running.post(path, {"missed.RSK002": "yes", "part": "1"})
        assert [(r["kind"], r["code"]) for r in rows(running.get("/views.csv").text)] == [("asked", "RSK002")]


def test_a_sitting_in_welsh(tmp_path: Path) -> None:
    with sitting(write_sitting_pack(tmp_path, language="cy")) as running:
        running.enter()
        assert "Pwy ydych chi?" in running.get("/").text
        text = running.get(running.member("Alys") + "/case/1").text
        assert '<html lang="cy">' in text
        assert "Dim barn eto" in text


def test_a_given_port_is_taken(pack: Path, tmp_path: Path, logscan: Command) -> None:
    with sitting(pack) as running:
        second = logscan("review", write_sitting_pack(tmp_path / "b"), "--port", str(running.port))
        assert second.returncode == 2
        assert f"--port {running.port}" in second.stderr
        port = running.port
    with sitting(pack, "--port", str(port)) as running:
        assert running.port == port


def test_no_request_is_written_anywhere(pack: Path) -> None:
    with sitting(pack) as running:
        running.enter()
        running.get("/nothing")
        running.get(running.member("Alys") + "/case/1")
        running.process.send_signal(signal.SIGINT)
        assert running.process.communicate(timeout=20) == ("", "")
    assert running.process.returncode == 0


def test_without_its_extra_it_says_what_to_install(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "logscan.panel.review.serve", raising=False)
    with pytest.raises(UsageError, match=r"uvicorn is not installed: pip install 'logscan\[review\]'"):
        CliRunner().invoke(app, ["review", str(pack)], catch_exceptions=False)
    assert not store_path(pack).exists()


@pytest.mark.parametrize("words", [(), ("--export", "out")])
def test_no_pack_no_sitting(tmp_path: Path, logscan: Command, words: tuple[str, ...]) -> None:
    done = logscan("review", tmp_path, *words)
    assert done.returncode == 2
    assert "no pack there" in done.stderr


def test_nothing_to_export_is_said(pack: Path, tmp_path: Path, logscan: Command) -> None:
    done = logscan("review", pack, "--export", tmp_path / "out")
    assert done.returncode == 2
    assert "no views were given" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_fields_of_a_case(pack: Path) -> None:
    one = read_pack(pack)[0].cases[0]
    names = known(one)
    assert {f"view.{code}" for code in CODES} <= names
    assert {"finding.0", "finding.3", "text"} <= names
    assert "finding.4" not in names
    assert "missed.RSK002" not in names
    assert "RSK003" in missable(one)
    assert given(one, [("other", "x"), ("view.R1", "")], whole=False) == {"view.R1": ""}
