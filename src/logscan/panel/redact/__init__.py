"""A case without its identifiers: stable, typed pseudonyms, every span of the report moved along, and a leak check.

    >>> redacted = redact(case, report)                         # doctest: +SKIP
    >>> redacted.case.log, redacted.report, redacted.doubts     # doctest: +SKIP

``redacted.leaks`` must be empty before anything is written (:func:`sealed` raises where it is not).
"""

from logscan.panel.redact.core import redact
from logscan.panel.redact.model import Doubt, LeakError, Redacted, Replacement

__all__ = ["Doubt", "LeakError", "Redacted", "Replacement", "redact", "sealed"]


def sealed(redacted: Redacted) -> Redacted:
    """The redacted case, if no identifier is left in it; raises :class:`LeakError` (places and counts, no text)."""
    if redacted.leaks:
        places = sorted({leak.where for leak in redacted.leaks})
        where = f"{len(redacted.leaks)} identifiers left in {', '.join(places[:5])}"
        raise LeakError(f"{redacted.case.case_id}: {where}; nothing is written")
    return redacted
