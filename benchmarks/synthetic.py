"""A maker of synthetic logs for speed and memory benchmarks: ``python -m benchmarks.synthetic COUNT > logs.jsonl``.

Sentences of the invented logs in ``corpora/``, shuffled into entries of a new order, every second name and many digits
made anew, so that a tokenizer's cache is not flattered (the type/token ratio is told). They are for clocks and scales
only: what logscan says of them means nothing.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

from benchmarks.logs import cases
from logscan.case import Case, Record

SHORTEST, LONGEST = 200, 5000
AUTHORS = ("PC {}", "DC {}", "PS {}", "FCC {}", "CCO {}", "DS {}", "PCSO {}")
ONSETS = tuple("b br c cl d dr f fl g gr h j k l m n p pr r s sc st t th tr v w".split())  # noqa: SIM905
VOWELS = tuple("a e i o u ae ea ie oo ou y".split())  # noqa: SIM905
ENDS = tuple("n ns r rth s ll lyn t th ck dge rd nd mp x ston ley well ford ham".split())  # noqa: SIM905
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_NAME = re.compile(r"\b[A-Z]{4,}\b|\b[A-Z][a-z]{4,}\b")
_DIGITS = re.compile(r"\d")


def make(count: int, seed: int = 2022) -> Iterator[Case]:
    """``count`` cases of 200 to 5,000 words (log-normal lengths, median about 420), the same for the same seed."""
    pick = random.Random(seed)
    pool = [sentence for case in cases() for sentence in _SENTENCE.split(case.log) if len(sentence.split()) > 3]
    for index in range(count):
        length = min(LONGEST, max(SHORTEST, int(pick.lognormvariate(6.04, 0.7))))
        yield _case(f"SYN-{index:07d}", length, pool, pick)


def _case(case_id: str, length: int, pool: list[str], pick: random.Random) -> Case:
    moment = datetime(2020, 4, 1) + timedelta(minutes=pick.randrange(3 * 525_600))
    reported, entries, words = moment, [], 0
    while words < length:
        author = pick.choice(AUTHORS).format(pick.randrange(1000, 9999))
        body = " ".join(_anew(pick.choice(pool), pick) for _ in range(pick.randrange(2, 9)))
        entries.append(f"{moment:%d/%m/%Y %H:%M} {author}\n{body}\n")
        words += len(body.split()) + 4
        moment += timedelta(minutes=pick.randrange(30, 14_000))
    record = Record(
        recorded_as=pick.choice(("stalking", "harassment", "harassment", "malicious_communications", "other")),
        domestic_abuse=pick.random() < 0.4,
        reported_at=reported.isoformat(timespec="minutes"),
        status=pick.choice(("open", "closed")),
    )
    return Case(case_id=case_id, log="\n".join(entries), record=record)


def _anew(sentence: str, pick: random.Random) -> str:
    named = _NAME.sub(lambda match: _name(match.group(), pick) if pick.random() < 0.5 else match.group(), sentence)
    return _DIGITS.sub(lambda match: str(pick.randrange(1, 10)) if pick.random() < 0.3 else match.group(), named)


def _name(like: str, pick: random.Random) -> str:
    name = "".join(pick.choice(part) for part in (ONSETS, VOWELS, ENDS) * (2 if len(like) > 7 else 1)).capitalize()
    return name.upper() if like.isupper() else name


def main() -> None:
    """Write cases as JSON Lines to standard output, their type/token ratio to standard error."""
    seen: set[str] = set()
    tokens = 0
    for case in make(int(sys.argv[1])):
        row = {
            "case_id": case.case_id,
            "log": case.log,
            **{f: getattr(case.record, f) for f in ("recorded_as", "domestic_abuse", "reported_at", "status")},
        }
        print(json.dumps(row, ensure_ascii=False))
        seen.update(case.log.split())
        tokens += len(case.log.split())
    print(f"{tokens:,} words, type/token ratio {len(seen) / tokens:.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
