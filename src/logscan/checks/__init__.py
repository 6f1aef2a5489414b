"""The catalogue: questions to the panel about one case, each a small function over typed facts.

A check knows no spaCy and reads no raw text. Its words (name, why, source, messages, examples) stand in
``catalogue/CODE.toml``, its condition in the module of its family; see CONTRIBUTING, "Add a check".
"""

from logscan.checks.catalogue import Entry as CatalogueEntry
from logscan.checks.catalogue import catalogue
from logscan.checks.run import run, selected

__all__ = ["CatalogueEntry", "catalogue", "run", "selected"]
