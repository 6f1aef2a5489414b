"""What a log concludes on FOUR, told from four the number, from training and from policy."""

from __future__ import annotations

import pytest

from tests.signals.reading import read


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("Reviewed. FOUR met, reclassify.", "met"),
        ("This meets FOUR on every limb.", "met"),
        ("F.O.U.R. satisfied in my view.", "met"),
        ("All elements of FOUR are present.", "met"),
        ("FOUR: fixated, obsessive, unwanted and repeated. Clearly met.", "met"),
        ("Mae FOUR wedi'i fodloni.", "met"),
        ("F yes O yes U yes R yes.", "met"),
        ("FOUR - Y.", "considered"),
        ("FOUR not met, no evidence of fixation.", "not_met"),
        ("Does not meet the FOUR principles.", "not_met"),
        ("I do not believe FOUR is made out here.", "not_met"),
        ("FOUR looked at, only U and R shown, so not met.", "not_met"),
        ("FOUR isn't satisfied.", "not_met"),
        ("FOUR to be considered by the OIC.", "considered"),
        ("Please work through FOUR on the log.", "considered"),
        ("FOUR considered.", "considered"),
        ("All officers are reminded of the training on FOUR.", "absent"),
        ("Policy: FOUR must be considered on every log.", "absent"),
        ("PROMPT: have you considered FOUR?", "absent"),
        ("He rang four times. The other four met at the pub.", "absent"),
        ("HE RANG FOUR TIMES AND SENT FOUR LETTERS.", "absent"),
        ("FOUR NEW ACCOUNTS SINCE MAY, ALL FOUR BLOCKED.", "absent"),
        ("SUPV REVIEW - FOUR NOT MET.", "not_met"),
        ("SUPV REVIEW. FOUR MET. RECLASSIFY.", "met"),
        ("Nothing of the kind.", "absent"),
        ("Looked at FOUR, not met. New report today, reviewed again, FOUR now met.", "met"),
    ],
)
def test_conclusion(log: str, expected: str) -> None:
    assert read("01/02/2023 10:00 PS 1234\n" + log).conclusion == expected


def test_evidence_is_the_sentence() -> None:
    log = "01/02/2023 10:00 PS 1234\nSpoke to her. FOUR not met as one call only. Filed."
    signals = read(log)
    assert [span.text for span in signals.conclusion_evidence] == ["FOUR not met as one call only."]
