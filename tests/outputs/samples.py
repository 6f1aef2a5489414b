"""Invented cases with hand-made reports: the outputs are tested without the pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from logscan.case import Case, Record
from logscan.checks.catalogue import catalogue
from logscan.outputs import page
from logscan.outputs.run import Fault, RunMeta
from logscan.outputs.summary import totals
from logscan.report import Entry, Event, Finding, Mention, Person, Report, ScoredSpan, Span, Time, Verdict

LOG = (
    "04/03/2022 18:20 CCO 5521\n"
    "Carys reports that Dean was outside her work again, the fourth time since Monday. She has blocked him.\n\n"
    "08/03/2022 10:00 PC 1432\n"
    "SASH completed, moderate. Order considered, not pursued.\n"
)
ATTACK = (
    "04/03/2022 18:20 CCO 5521\n"
    "He wrote <script>document.title='run'</script> and \"><img src=x onerror=\"document.title='run'\"> in one text,\n"
    "then </style></mark></div><b id=stray>bold</b> &amp; {{ 7 * 7 }} and a name turned round: \u202eNAED\u202c\x00.\n"
)
META = RunMeta(
    version="0.0",
    policy="default",
    policy_sha256="0" * 64,
    models={},
    inputs=(),
    cases=1,
    words=1,
    started="2022-03-09T09:00:00+00:00",
    seconds=1.0,
    faults=(Fault(file="<i>scan</i>.pdf", row=None, reason="no text layer"),),
)


def span(log: str, quote: str) -> Span:
    """The first occurrence of a quote."""
    start = log.index(quote)
    return Span(start, start + len(quote), quote)


def finding(code: str, *evidence: Span) -> Finding:
    """A finding of a check, in the catalogue's own words."""
    about = catalogue()[code]
    return Finding(
        check=code,
        name=about.name,
        severity=about.severity,
        criteria=about.criteria,
        message=f"{about.summary}",
        clears_when=about.clears_when["en"],
        evidence=evidence,
    )


def example(case_id: str = "A-1", recorded: str = "harassment", abuse: bool | None = True) -> tuple[Case, Report]:
    """A case with an indicator, a mention and a finding on overlapping words, and a finding of absence."""
    place = LOG.index("08/03")
    outside = span(LOG, "Dean was outside her work again, the fourth time since Monday")
    sash, monday = span(LOG, "SASH completed"), span(LOG, "since Monday")
    record = Record(
        recorded_offence="Harassment (s.2)",
        recorded_as=recorded,  # type: ignore[arg-type]
        domestic_abuse=abuse,
        reported_at="2022-03-04T18:20",
        status="open",
        outcome_code=16,
        extra={"beat": "<b>N4</b>"},
    )
    report = Report(
        case_id=case_id,
        record=record,
        log_sha256="",
        words=len(LOG.split()),
        entries=(
            Entry(start=0, end=place, body=26, time="2022-03-04T18:20", author="CCO 5521", role="call_taker"),
            Entry(start=place, end=len(LOG), body=place + 25, time="2022-03-08T10:00", role="officer"),
        ),
        times=(Time(start=monday.start, end=monday.end, text=monday.text, type="DATE", value="2022-02-28", entry=0),),
        mentions=(
            Mention(
                id=1,
                start=sash.start,
                end=sash.end,
                text=sash.text,
                label="RISK_ASSESSMENT",
                concept="SASH",
                status="done",
                date="2022-03-08",
                grade="medium",
                entry=1,
            ),
        ),
        four={
            "F": (ScoredSpan(outside.start, outside.end, outside.text, 0.9),),
            "O": (),
            "U": (),
            "R": (ScoredSpan(outside.start, outside.end, outside.text, 0.8),),
        },
        four_conclusion="absent",
        verdict=Verdict(
            label="stalking",
            probabilities={"stalking": 0.9, "harassment": 0.06, "neither": 0.02, "unclear": 0.02},
            incidents=4,
            acts={"e": (outside,)},
            because=("He was outside her work four times.",),
            because_evidence=((outside,),),
        ),
        people=(Person(id=1, role="suspect", relation="ex_partner", named=True),),
        timeline=(
            Event(time="2022-03-04T18:20", event="reported", start=0, end=26, text=LOG[:26], entry=0),
            Event(time="2022-03-08", event="SASH", start=sash.start, end=sash.end, text=sash.text, entry=1),
        ),
        findings=(
            finding("REC001", outside),
            finding("RSK002", sash, monday),
            finding("SAF001"),
            finding("GOOD003", span(LOG, "Order considered, not pursued")),
        ),
        checks={"REC001": "raise", "RSK002": "raise", "RSK003": "clear", "RSK004": "cannot_tell", "SAF001": "raise"},
        check_reasons={"RSK004": "The entries carry no dates."},
    )
    return Case(case_id=case_id, log=LOG, record=record), report


def attack() -> tuple[Case, Report]:
    """A case whose log, identifier, offence and quotes try to leave their place in the page."""
    record = Record(recorded_offence="<script>document.title='run'</script>")
    quote = span(ATTACK, "<script>document.title='run'</script>")
    report = Report(
        case_id='"><script>document.title="run"</script>',
        record=record,
        log_sha256="",
        words=len(ATTACK.split()),
        entries=(Entry(start=0, end=len(ATTACK), body=26, time="2022-03-04T18:20", author="</p>", role="call_taker"),),
        four=dict.fromkeys("FOUR", ()),
        four_conclusion="absent",
        verdict=Verdict(label="unclear", probabilities={"unclear": 1.0}, incidents=None, acts={}),
        findings=(finding("QUA004", quote, span(ATTACK, "</style></mark></div>")),),
        checks={"QUA004": "raise"},
        warnings=("<img src=x onerror=alert(1)>",),
    )
    return Case(case_id=report.case_id, log=ATTACK, record=record), report


def write(path: Path, pairs: Sequence[tuple[Case, Report]]) -> str:
    """The page of some cases, written and read back."""
    counted = totals(report for _, report in pairs)
    page.write(path, counted, [pairs[number] for number in counted.shown], META)
    return path.read_text(encoding="utf-8")
