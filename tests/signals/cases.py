"""A small marked corpus for the tests of training: the plain logs by four make-believe authors."""

from __future__ import annotations

from typing import Any

from tests.signals.logs import ALL

QUOTES: dict[str, dict[str, list[str]]] = {
    "stalking": {
        "F": ["waiting outside her work most evenings"],
        "O": ["forty or fifty texts a day"],
        "U": ["told him to leave her alone"],
        "R": ["home on 01/05 and again on 03/05"],
    },
    "harassment": {"F": [], "O": [], "U": ["asked him to stop"], "R": ["swore at her on three occasions"]},
    "neither": {"F": [], "O": [], "U": [], "R": []},
    "unclear": {"F": [], "O": [], "U": [], "R": []},
}
OPENINGS = ["Report by phone.", "Call from the public.", "Front counter.", "Online report received."]


def corpus() -> list[dict[str, Any]]:
    return [
        {
            "case_id": f"{author}-{number}",
            "author": f"author {author}",
            "about": {"relation": "ex_partner" if verdict == "stalking" else "other"},
            "record": {"domestic_abuse": None, "reported_at": None},
            "log": f"{opening}\n{log}",
            "gold": {
                "verdict": verdict,
                "four": QUOTES[verdict],
                "four_conclusion": "absent",
                "acts": {"a": [QUOTES[verdict]["F"][0]]} if QUOTES[verdict]["F"] else {},
            },
        }
        for author, opening in enumerate(OPENINGS)
        for number, (verdict, log) in enumerate([*ALL.items()] * 2)
    ]
