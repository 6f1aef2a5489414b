"""Cases from files: every format of the contract, streamed in a fixed order, faults named and passed over."""

from logscan.readers.read import cases_of_table, inputs, read
from logscan.readers.sources import Input, spooled

__all__ = ["Input", "cases_of_table", "inputs", "read", "spooled"]
