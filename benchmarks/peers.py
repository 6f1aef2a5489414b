"""The whole scan beside its floor and its peers: ``python -m benchmarks.peers [WORDS]``.

Every round makes fresh synthetic logs of about ``WORDS`` words (2,280,000: 4,000 logs), so that each task sees each log
once, as in real use; in a round all tasks run in turn over the same logs. So many because the page of a run shows 500
cases at most, an eighth of these: a force's year is some 14,000 logs, and a nation's 600,000. The
names and numbers of the logs are made anew in each, so that the tokenizer's cache is not flattered by their number; the
type/token ratio is told. The floor is spaCy's blank tokenizer. The peers find the lexicon's phrases and ask whether
they are negated; each has an environment of its own, made here, and a process that stays alive between rounds. They are
timed over every twentieth log of a round: some take ten times as long, and write nothing that is made once a run. What
cannot be installed is said so. All processes collect cycles as seldom as the command ``logscan`` does.
"""

from __future__ import annotations

import contextlib
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher

from benchmarks.logs import type_token_ratio, words
from benchmarks.phrases import phrases
from benchmarks.synthetic import make
from logscan.case import Case
from logscan.collector import collect_seldom
from logscan.engine.build import encoded_cases
from logscan.engine.run import scan_run
from logscan.nlp.pipeline import stages
from logscan.policy import Policy

ROUNDS, MEAN_WORDS, LOGS_A_PEER_LOG = 5, 570, 20
FLOOR = "blank tokenizer"

PEERS = {
    "negspaCy": (
        ("negspacy",),
        """
import spacy, negspacy.negation
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"}).add_patterns(
    [{"label": "MENTION", "pattern": phrase} for phrase in phrases])
nlp.add_pipe("negex", config={"ent_types": ["MENTION"]})
""",
    ),
    "medspaCy": (
        ("medspacy",),
        """
import spacy, medspacy
from medspacy.ner import TargetRule
nlp = spacy.blank("en")
nlp.add_pipe("medspacy_pyrush")
nlp.add_pipe("medspacy_target_matcher").add([TargetRule(phrase, "MENTION") for phrase in phrases])
nlp.add_pipe("medspacy_context")
""",
    ),
    "EDS-NLP": (
        ("edsnlp",),
        """
import edsnlp
nlp = edsnlp.blank("eds")
nlp.add_pipe("eds.sentences")
nlp.add_pipe("eds.matcher", config={"terms": {"mention": phrases}, "attr": "LOWER"})
nlp.add_pipe("eds.negation")
""",
    ),
}

LOOP = """
import gc, json, sys, time, warnings
warnings.simplefilter("ignore")
gc.set_threshold({thresholds})
phrases = json.loads(sys.stdin.readline())
{setup}
nlp.max_length = 1 << 31
print("ready", flush=True)
for line in sys.stdin:
    texts = json.loads(line)
    start = time.perf_counter()
    for text in texts:
        nlp(text)
    print(time.perf_counter() - start, flush=True)
"""


class Peer:
    """A library in an environment of its own, and its process; raises :class:`RuntimeError` where it does not start."""

    def __init__(self, folder: Path, packages: tuple[str, ...], setup: str, sought: list[str]) -> None:
        venv.create(folder, with_pip=True)
        python = str(folder / "bin" / "python")
        done = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", *packages], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError("cannot be installed: " + _last(done.stderr))
        listed = subprocess.run([python, "-m", "pip", "list", "--format=json"], capture_output=True, check=True)
        versions = {item["name"].lower(): item["version"] for item in json.loads(listed.stdout)}
        self.version = f"{versions[packages[0]]}, spaCy {versions.get('spacy', 'none')}"
        self.log = (folder / "log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [python, "-c", LOOP.format(setup=setup, thresholds=str(gc.get_threshold())[1:-1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        self._say(sought)
        if self._hear() != "ready":
            self.process.wait()
            self.log.seek(0)
            raise RuntimeError("does not start: " + _last(self.log.read()))

    def seconds(self, texts: list[str]) -> float:
        """How long it took over ``texts``."""
        self._say(texts)
        return float(self._hear())

    def close(self) -> None:
        """End its process."""
        self.process.kill()
        self.process.communicate()
        self.log.close()

    def _say(self, value: object) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps(value) + "\n")
            self.process.stdin.flush()

    def _hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


def table(amount: int = 2_280_000) -> str:
    """The table of all, as Markdown, with what was measured over."""
    collect_seldom()
    sought = phrases()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        tasks = _ours(folder, sought)
        absent: dict[str, str] = {}
        for peer, (packages, setup) in PEERS.items():
            try:
                running = Peer(folder / packages[0], packages, setup, sought)
            except (RuntimeError, OSError, subprocess.SubprocessError) as error:
                absent[peer] = str(error)
                continue
            stack.callback(running.close)
            tasks[f"{peer} ({running.version})"] = _timed_by(running)
        return _measured(tasks, absent, amount, len(sought))


def _timed_by(peer: Peer) -> Callable[[list[Case]], float]:
    def seconds(cases: list[Case]) -> float:
        part = cases[::LOGS_A_PEER_LOG]
        return peer.seconds([case.log for case in part]) * words(cases) / words(part)

    return seconds


def _ours(folder: Path, sought: list[str]) -> dict[str, Callable[[list[Case]], float]]:
    blank, matching, reading, policy = spacy.blank("en"), spacy.blank("en"), stages(), Policy()
    matching.add_pipe("sentencizer")
    matcher = PhraseMatcher(matching.vocab, attr="LOWER")
    matcher.add("MENTION", list(matching.tokenizer.pipe(sought)))
    source = folder / "logs.jsonl"

    def whole(cases: list[Case]) -> float:
        source.write_text(
            "".join(json.dumps({"case_id": case.case_id, "log": case.log}) + "\n" for case in cases), encoding="utf-8"
        )
        return _clock(
            lambda: scan_run([source], folder / "run", policy, jobs=1, resume=False, advance=lambda *done: None)
        )

    return {
        FLOOR: lambda cases: _clock(lambda: [blank.make_doc(case.log) for case in cases]),
        "logscan, whole scan": whole,
        "logscan, without files": lambda cases: _clock(lambda: [0 for _ in encoded_cases(reading, cases, policy)]),
        "blank, sentencizer, PhraseMatcher": lambda cases: _clock(lambda: [matcher(matching(c.log)) for c in cases]),
    }


def _measured(
    tasks: dict[str, Callable[[list[Case]], float]], absent: dict[str, str], amount: int, sought: int
) -> str:
    count = max(5, amount // MEAN_WORDS)
    found: dict[str, list[float]] = {task: [] for task in tasks}
    ratios, total = [], 0
    # one small round before, so that nothing is measured while it is being imported
    for round_, size in enumerate((5, *[count] * ROUNDS)):
        cases = list(make(size, seed=7000 + round_))
        # each task begins a round in its turn: the first finds the machine's caches cold
        order = list(tasks.items())
        for task, seconds in order[round_ % len(order) :] + order[: round_ % len(order)]:
            rate = words(cases) / seconds(cases)
            if round_:
                found[task].append(rate)
        if round_:
            ratios.append(type_token_ratio(cases))
            total += words(cases)
    lines = [
        f"{ROUNDS} rounds of {count:,} logs, {total:,} words in all, type/token ratio "
        f"{statistics.median(ratios):.2f} in a round, {sought:,} phrases for the peers.\n",
        f"| task | words a second (median) | min to max | ratio to {FLOOR} |\n|---|---|---|---|",
    ]
    for task, rates in found.items():
        ratio = statistics.median(a / b for a, b in zip(rates, found[FLOOR], strict=True))
        lines.append(
            f"| {task} | {statistics.median(rates):,.0f} | {min(rates):,.0f} to {max(rates):,.0f} | {ratio:.2f} |"
        )
    lines += [f"| {peer} | {reason} | | |" for peer, reason in absent.items()]
    return "\n".join(lines)


def _clock(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return (lines[-1] if lines else "no reason given")[:160].replace("|", "/")


if __name__ == "__main__":
    print(table(*map(int, sys.argv[1:])))
