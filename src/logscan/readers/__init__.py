"""Cases from files: every format of the contract, streamed in a fixed order, faults named and passed over."""

from logscan.readers.read import inputs, read
from logscan.readers.sources import spooled

__all__ = ["inputs", "read", "spooled"]
