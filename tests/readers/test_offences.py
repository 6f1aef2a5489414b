"""What an offence is recorded as, by name and by Home Office code."""

from __future__ import annotations

import pytest

from logscan.readers.data import table
from logscan.readers.offences import recorded_as

S, H, M, C, O = "stalking", "harassment", "malicious_communications", "controlling_coercive", "other"  # noqa: E741

NAMES = [
    ("Stalking", S),
    ("STALKING S2A PHA 1997", S),
    ("Stalking without fear, alarm or distress s2A", S),
    ("Stalking without fear/alarm/distress", S),
    ("Stalking involving serious alarm/distress (s.4A)", S),
    ("Racially or religiously aggravated harassment or stalking without violence", None),
    ("Pursue course of conduct in breach of Sec 1 (1) which amounts to stalking", S),
    ("Pursue course of conduct, s.2A Protection from Harassment Act 1997", S),
    ("PHA 1997 s 4A(1)(a)(b)(ii)", S),
    ("Stelcio", S),
    ("s.2A", S),
    ("Harassment", H),
    ("Harrassment without violence (course of conduct)", H),
    ("Harassment (s.2 PHA 1997)", H),
    ("Harassment - s4 PHA, putting people in fear of violence", H),
    ("Fear of violence, s.4(1) and (4) Protection from Harassment Act 1997", H),
    ("Racially or Religiously Aggravated Harassment", H),
    ("Harassment of a person in their home s.42A CJPA 2001", H),
    ("Pursue a course of conduct which amounts to harassment", H),
    ("Aflonyddu", H),
    ("Malicious communications (s.1 MCA 1988)", M),
    ("MALCOMMS", M),
    ("Mal Comms", M),
    ("Sending letters etc with intent to cause distress or anxiety", M),
    ("Send by public communication network an offensive / indecent / obscene / menacing message", M),
    ("Sending threatening communication, Online Safety Act 2023 s.181", M),
    ("Improper use of public electronic communications network s.127", M),
    ("Controlling or coercive behaviour in an intimate or family relationship", C),
    ("Engage in controlling/coercive behaviour", C),
    ("Coercive control (s76 Serious Crime Act 2015)", C),
    ("Rheoli neu orfodi", C),
    ("Public order s.5", O),
    ("Intentional harassment, alarm or distress", O),
    ("Harassment, alarm or distress", O),
    ("Harassment alarm distress", O),
    ("Cause harassment, alarm or distress s.5 POA 1986", O),
    ("Public Fear, Alarm Or Distress", O),
    ("Racially aggravated intentional harassment, alarm or distress (Sec 4a POA)", O),
    ("s.4A Public Order Act 1986", O),
    ("Breach of restraining order (Protection from Harassment Act 1997)", O),
    ("Breach of a stalking protection order", O),
    ("Breach of non-molestation order", O),
    ("Assault occasioning actual bodily harm (s.47 OAPA 1861)", O),
    ("Criminal damage to vehicle", O),
    ("Threats to kill", O),
    ("Stalking and Harassment", None),
    ("Harassment / Stalking", None),
    ("s.4A", None),
    ("Harassment s4A", None),
    ("", None),
    (None, None),
]

CODES = [
    ("8/65", S),
    ("008/66", S),
    ("08/66", S),
    ("195/12", S),
    ("19512", S),
    ("00866", S),
    ("195/94", H),
    ("8/30", H),
    ("8/67", C),
    ("125/09", O),
    ("8/01", O),
    ("8L", H),
    ("8M", H),
    ("008Q", S),
    ("8R", M),
    ("8N", O),
]


@pytest.mark.parametrize(("offence", "label"), NAMES)
def test_names(offence: str | None, label: str | None) -> None:
    assert recorded_as(offence).label == label


@pytest.mark.parametrize(("code", "label"), CODES)
def test_codes_in_their_own_column(code: str, label: str) -> None:
    assert recorded_as(None, code).label == label


@pytest.mark.parametrize(("code", "label"), [(code, label) for code, label in CODES if not code.isdigit()])
def test_codes_inside_the_offence(code: str, label: str) -> None:
    assert recorded_as(f"{code} - as coded").label == label


def test_an_ambiguous_name_says_why() -> None:
    assert "Public Order Act" in (recorded_as("Harassment s.4A").warning or "")
    assert "together" in (recorded_as("Stalking and harassment").warning or "")


def test_a_code_goes_before_a_name_and_says_so() -> None:
    found = recorded_as("Harassment", "8/66")
    assert found.label == S
    assert found.warning is not None
    assert recorded_as("Stalking", "8/66").warning is None


@pytest.mark.parametrize("part", ["code", "class", "name"])
def test_every_rule_has_a_source(part: str) -> None:
    assert all(block["source"] for block in table("offences")[part])
