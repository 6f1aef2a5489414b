"""The report of one case, built from its Doc in this one place."""

from __future__ import annotations

import hashlib

from spacy.language import Language

from logscan import checks
from logscan.case import Case
from logscan.nlp import pipeline
from logscan.nlp.component import Facts
from logscan.nlp.timeline import timeline
from logscan.policy import Policy
from logscan.report import Report
from logscan.signals.verdict import abstaining


def scan_case(nlp: Language, case: Case, policy: Policy) -> Report:
    """What logscan says of one case, under one policy."""
    return checks.run(_report(pipeline.facts_of(nlp, case), case, policy), policy)


def _report(facts: Facts, case: Case, policy: Policy) -> Report:
    signals = facts["logscan.signals"]
    return Report(
        case_id=case.case_id,
        record=case.record,
        log_sha256=hashlib.sha256(case.log.encode("utf-8", "surrogatepass")).hexdigest(),
        words=len(case.log.split()),
        policy_sha256=policy.sha256,
        entries=facts["logscan.entries"],
        times=facts["logscan.times"],
        mentions=facts["logscan.mentions"],
        people=facts["logscan.people"],
        facts=facts["logscan.facts"],
        four=signals.four,
        four_conclusion=signals.conclusion,
        four_conclusion_evidence=signals.conclusion_evidence,
        verdict=abstaining(signals.verdict, policy.thresholds.abstain_below),
        timeline=timeline(
            case.log,
            facts["logscan.entries"],
            facts["logscan.times"],
            facts["logscan.mentions"],
            facts["logscan.facts"],
        ),
        warnings=case.warnings,
    )
