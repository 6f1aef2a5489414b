"""From views to figures: how members are taken together, which interval a design allows, several sittings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from logscan.errors import UsageError
from logscan.panel import audit, draw_sample, frame_file
from logscan.panel.draw import Drawn
from logscan.panel.estimate import Estimate, Figure, estimate
from logscan.panel.estimate_names import names
from logscan.panel.estimate_views import read_sittings
from logscan.panel.estimate_words import agreement_rows, groups, limits
from logscan.panel.intervals import exact
from logscan.report import Report
from tests.conftest import Command
from tests.panel.frames import report, run
from tests.panel.views import Answers, says, write_views

SEED = "17320508075688772935"


def reports(first: int = 0) -> list[Report]:
    found = [("ORD001", 3, ("R5",)), ("REC001", 3, ("R0",)), ("SAF001", 2, ("R4",))]
    return [
        report(f"C{k:03}", found[: k % 4], recorded_as="stalking" if k % 3 else "harassment")
        for k in range(first, first + 100)
    ]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return run(tmp_path / "run", reports())


def sample(folder: Path, out: Path, size: int = 12, seed: str = SEED, **settings: object) -> Path:
    fix = {key: settings.pop(key) for key in ("stratify", "earlier") if key in settings}
    frame, record = frame_file.fix(folder, **fix)  # type: ignore[arg-type]
    made, cases = draw_sample.draw_sample(
        folder, out, frame, record, fixed_before=False, seed=seed, size=size, **settings  # type: ignore[arg-type]
    )
    draw_sample.write_sample(out, made, cases, frame)
    return out


def estimated(*pairs: tuple[Path, dict[str, Answers]], blind: bool = False) -> Estimate:
    exports = [write_views(out / "views.json", out, members, blind=blind) for out, members in pairs]
    return estimate(read_sittings([out for out, _ in pairs], exports))


def figure(of: Estimate, kind: str, code: str) -> Figure:
    return next(one for one in of.figures if (one.kind, one.code) == (kind, code))


def by_order(**codes: list[int]) -> Answers:
    """Views by question, one a case in the order of the draw."""

    def answers(case: Drawn, raised: tuple[str, ...]) -> dict[str, object]:
        return {"views": {code: views[case.order - 1] for code, views in codes.items()}, "findings": [], "missed": []}

    return answers


def test_a_simple_draw_gives_exact_intervals(made: Path, tmp_path: Path) -> None:
    views = [3, 3, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1]
    one = figure(estimated((sample(made, tmp_path / "s"), {"A": by_order(R5=views)})), "question", "R5")
    assert (one.hits, one.cases, one.of, one.undecided) == (2, 12, 100, 0)
    assert one.share == exact(2, 12, 100)


@pytest.mark.parametrize(
    ("views", "problem"),
    [
        ((3,), True),
        ((1,), False),
        ((2,), False),
        ((4,), None),
        ((3, 1), None),
        ((3, 4), True),
        ((3, 3, 1), True),
        ((3, 1, 2), False),
        ((4, 4, 1), False),
        ((), None),
    ],
)
def test_members_taken_together(made: Path, tmp_path: Path, views: tuple[int, ...], problem: bool | None) -> None:
    out = sample(made, tmp_path / "s", size=1)
    members = {f"M{n}": says(views={"R5": view}) for n, view in enumerate(views)}
    found = figure(estimated((out, {**members, "Z": says(views={"R1": 1})})), "question", "R5")
    assert (found.cases, found.hits, found.undecided) == (problem is not None, problem is True, problem is None)


def test_the_undecided_are_told(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=10)
    found = estimated((out, {"A": by_order(R3=[3, 4, 4, 1, 1, 1, 1, 1, 1, 1])}))
    one = figure(found, "question", "R3")
    assert (one.cases, one.undecided, one.if_all) == (8, 2, (0.1, 0.3))
    told = next(row for group in groups(found, "en") for row in group.rows if row.label == "Risk assessment")
    assert told.note.startswith("2 not decided")


def test_a_question_that_nobody_could_decide_on_is_told(made: Path, tmp_path: Path) -> None:
    found = estimated((sample(made, tmp_path / "s"), {"A": says(views={"R5": 1}), "B": says(views={"R5": 3})}))
    rows = {row.label: row for group in groups(found, "en") for row in group.rows}
    assert rows["Protective orders"].note == "not decided by the panel"
    assert "Risk assessment" not in rows


def test_precision_is_what_the_panel_agrees_with(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=40)

    def half(case: Drawn, raised: tuple[str, ...]) -> dict[str, object]:
        answers = {"ORD001": "agree", "REC001": "disagree", "SAF001": None}
        return {"views": {"R1": 1}, "findings": [{"check": check, "answer": answers[check]} for check in raised]}

    found = estimated((out, {"A": half, "B": half}))
    raised = json.loads((out / "sample.json").read_text(encoding="utf-8"))["raised"]
    with_order = sum("ORD001" in checks for checks in raised.values())
    order, recorded = figure(found, "precision", "ORD001"), figure(found, "precision", "REC001")
    assert (order.hits, order.cases, order.of) == (with_order, with_order, 75)
    assert order.share == exact(with_order, with_order, 75)
    assert recorded.hits == 0
    assert figure(found, "precision", "SAF001").share is None


def test_elusion_counts_what_no_question_was_asked_about(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=40)

    def reader(case: Drawn, raised: tuple[str, ...]) -> dict[str, object]:
        views = {"R4": 3 if "SAF001" in raised else 1, "R5": 1}
        return {"views": views, "missed": [*([] if raised else ["SAF001"]), "TIM001"]}

    found = estimated((out, {"A": reader}))
    raised = json.loads((out / "sample.json").read_text(encoding="utf-8"))["raised"]
    quiet, without = sum(not c for c in raised.values()), sum("SAF001" not in c for c in raised.values())
    one = figure(found, "elusion", "R4")
    assert (one.hits, one.cases, one.of) == (quiet, without, 75)
    assert one.share is not None
    assert one.share.upper == exact(quiet, without, 75).upper
    anything = figure(found, "elusion", "any")
    assert (anything.hits, anything.cases, anything.of) == (quiet, quiet, 25)
    # TIM001 is named as missed, and nobody judged R1: that is no share of anything
    assert figure(found, "elusion", "R1").share is None
    none = figure(found, "elusion", "R5")
    assert none.hits == 0
    assert none.share is not None
    assert none.share.upper > 0


def test_named_shares_count_agreed_and_missed(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=40)
    raised = json.loads((out / "sample.json").read_text(encoding="utf-8"))["raised"]
    asked, quiet = sum("REC001" in c for c in raised.values()), sum(not c for c in raised.values())

    def agreeing(case: Drawn, raised: tuple[str, ...]) -> dict[str, object]:
        return {**says(views={"R0": 1}, agree=True)(case, raised), "missed": [] if raised else ["REC003"]}

    assert figure(estimated((out, {"A": agreeing})), "named", "misrecorded").hits == asked + quiet
    none = figure(estimated((out, {"A": says(views={"R0": 1}, agree=False)})), "named", "misrecorded")
    assert (none.hits, none.cases) == (0, 40)
    silent = figure(estimated((out, {"A": says(views={"R0": 1})})), "named", "misrecorded")
    assert silent.undecided == asked


def test_blind_readers_share_a_question_by_asking_it(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=40)
    raised = json.loads((out / "sample.json").read_text(encoding="utf-8"))["raised"]

    def blind(case: Drawn, raised: tuple[str, ...]) -> dict[str, object]:
        return {"views": {"R0": 1, "R5": 1}, "findings": [], "asked": ["ORD001"]}

    found = estimated((out, {"A": blind}), blind=True)
    assert figure(found, "named", "no-order").hits == 40
    assert figure(found, "named", "misrecorded").hits == 0
    assert figure(found, "precision", "ORD001").share is None
    assert figure(found, "elusion", "R5").hits == sum("ORD001" not in c for c in raised.values())


def test_stratified_and_two_part_use_their_chances(made: Path, tmp_path: Path) -> None:
    strata = sample(made, tmp_path / "strata", size=20, stratify="recorded")
    found = estimated((strata, {"A": says(views={"R1": 3})}))
    share = figure(found, "question", "R1").share
    assert share is not None
    assert share.method.startswith("stratified")
    parts = sample(made, tmp_path / "parts", size=20, targeted=10)

    def fault(case: Drawn, raised: tuple[str, ...]) -> dict[str, object]:
        return {"views": {"R0": 3 if "SAF001" in raised else 1}, "findings": []}

    one = figure(estimated((parts, {"A": fault})), "question", "R0")
    assert one.share is not None
    assert one.share.method.startswith("Horvitz")
    # 25 of the 100 cases have the fault, and most targeted ones do
    assert one.share.value < one.hits / one.cases
    assert one.share.low <= 0.25 <= one.share.high


def test_the_quiet_cases_of_a_two_part_draw_are_a_simple_draw(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=40, targeted=10)
    one = figure(estimated((out, {"A": says(views={"R0": 1})})), "elusion", "any")
    assert one.share == exact(0, one.cases, 25)


def test_sittings_from_one_frame_are_one_draw(made: Path, tmp_path: Path) -> None:
    first = sample(made, tmp_path / "one", size=12)
    second = sample(made, tmp_path / "two", size=12, seed=SEED[::-1], earlier=[first / "sample.csv"])
    found = estimated((first, {"A": says(views={"R1": 3})}), (second, {"A": says(views={"R1": 1})}))
    assert found.pooled
    one = figure(found, "question", "R1")
    assert one.share == exact(12, 24, 100)


def test_cases_drawn_twice_from_one_frame_count_once(made: Path, tmp_path: Path) -> None:
    first, second = sample(made, tmp_path / "one", size=60), sample(made, tmp_path / "two", size=60, seed=SEED[::-1])
    found = estimated((first, {"A": says(views={"R1": 1})}), (second, {"A": says(views={"R1": 1})}))
    assert found.pooled
    assert 60 < found.read < 100
    assert figure(found, "question", "R1").share == exact(0, found.read, 100)


def test_sittings_of_other_cases_are_added_up(made: Path, tmp_path: Path) -> None:
    other = run(tmp_path / "other", [*reports(first=90), *reports(first=500)])
    first, second = sample(made, tmp_path / "one"), sample(other, tmp_path / "two")
    found = estimated((first, {"A": says(views={"R1": 3})}), (second, {"A": says(views={"R1": 1})}))
    assert not found.pooled
    assert (found.frame, found.overlap) == (300, 10)
    share = figure(found, "question", "R1").share
    assert share is not None
    assert share.value == pytest.approx(1 / 3)
    assert any("added up" in sentence for sentence in limits(found, "en"))


def test_a_withdrawn_case_is_left_out_and_its_reserve_read(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=5, reserves=1)
    before = write_views(tmp_path / "before.json", out, {"A": says(views={"R1": 1})})
    draw_sample.write_sample(out, *draw_sample.withdraw(out, _cases(out)[0], "sealed"))
    after = write_views(tmp_path / "after.json", out, {"B": says(views={"R1": 1})})
    found = estimate(read_sittings([out], [before, after]))
    assert (found.read, found.withdrawn) == (5, 1)
    assert any("withdrawn" in sentence for sentence in limits(found, "en"))


def _cases(out: Path) -> list[str]:
    from logscan.panel.sample_file import read_cases

    return [one.case_id for one in read_cases(out / "sample.csv")]


def test_views_find_their_sample_or_are_refused(made: Path, tmp_path: Path) -> None:
    first, second = sample(made, tmp_path / "one"), sample(made, tmp_path / "two", seed=SEED[::-1])
    views = write_views(tmp_path / "views.json", second, {"A": says(views={"R1": 1})})
    one, two = read_sittings([first, second], [views])
    assert one.members == ()
    assert two.members == ("A",)
    with pytest.raises(UsageError, match="belong to none"):
        read_sittings([first], [views])


def test_a_view_that_stands_twice_and_differs(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s")
    one = write_views(tmp_path / "1.json", out, {"A": says(views={"R1": 1})})
    two = write_views(tmp_path / "2.json", out, {"A": says(views={"R1": 3})})
    assert read_sittings([out], [one, one])[0].members == ("A",)
    with pytest.raises(UsageError, match="differs"):
        read_sittings([out], [one, two])


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "other", "blind": false, "sources": {}, "members": []}'])
def test_what_is_no_export(made: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "views.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        read_sittings([sample(made, tmp_path / "s")], [path])


def test_no_views_no_figures(made: Path, tmp_path: Path) -> None:
    found = estimated((sample(made, tmp_path / "s"), {}))
    assert found.read == 0
    assert groups(found, "en") == []
    assert agreement_rows(found, "en") == []


def test_agreement_is_of_those_who_read_the_same(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=4)
    found = estimated((out, {"A": by_order(R1=[1, 2, 3, 1]), "B": by_order(R1=[1, 2, 3, 3])}))
    held = found.agreement["R1"]
    assert held is not None
    assert held.raw == 0.75
    assert found.agreement["R2"] is None


def test_every_named_share_is_of_known_checks() -> None:
    from logscan.checks.catalogue import catalogue

    assert {check for one in names() for check in one.checks} <= catalogue().keys()


def test_the_words_are_there_in_both_languages(made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s", size=20, targeted=10)
    found = estimated((out, {"A": says(views={"R1": 3, "CASE": 4}, agree=True)}))
    english, welsh = list(limits(found, "en")), list(limits(found, "cy"))
    assert len(english) == len(welsh) >= 5
    assert not set(english) & set(welsh)
    assert [len(group.rows) for group in groups(found, "en")] == [len(group.rows) for group in groups(found, "cy")]


def test_the_command(logscan: Command, made: Path, tmp_path: Path) -> None:
    out = sample(made, tmp_path / "s")
    views = write_views(tmp_path / "views.json", out, {"A": says(views={"R1": 3}, agree=True)})
    told = logscan("estimate", out, "--views", views, "--actor", "A. Registrar")
    assert told.returncode == 0, told.stderr
    assert "12 of 12" in told.stdout
    assert "do not allow" in told.stdout
    assert json.loads(logscan("estimate", out, "--views", views, "--format", "json").stdout)["read"] == 12
    assert [entry.command for entry in audit.read(made)] == ["estimate", "estimate"]
