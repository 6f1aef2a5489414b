"""What every stage is: a reader of facts that also serves as a spaCy pipeline component.

A stage reads the text and the facts that the stages before it wrote, and adds its own; it needs no tokens. So a scan
of many logs runs the stages alone (``pipeline.facts_of``), and a ``Doc`` is made only for those who work with spaCy,
where the same stages write the same facts to ``doc.user_data`` and their spans to ``doc.spans``.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from logscan.nlp.text import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

_Found = TypeVar("_Found")
Facts = dict[str, Any]
"""The facts of one log by name: ``logscan.folded``, ``logscan.entries``, ``logscan.times``, ..."""


def folded_of(text: str, facts: Facts) -> str:
    """The folded text of a log, made once and kept among its facts."""
    folded: str | None = facts.get("logscan.folded")
    if folded is None:
        folded = facts["logscan.folded"] = fold(text)
    return folded


def finished(steps: Generator[None, None, _Found]) -> _Found:
    """What the steps of a stage come to, taken one right after the other."""
    try:
        while True:
            next(steps)
    except StopIteration as done:
        found: _Found = done.value
        return found


class Stage:
    """One stage: what it reads (:meth:`annotate`), and which spans of its facts a ``Doc`` shows (:meth:`spans`)."""

    group: ClassVar[str | None] = None
    """The key of ``doc.spans`` that the stage writes, None for none."""

    def annotate(self, text: str, facts: Facts) -> None:
        """Add this stage's facts of ``text`` to ``facts``."""
        for _ in self.steps(text, facts):
            pass

    def steps(self, text: str, facts: Facts) -> Iterator[None]:
        """:meth:`annotate` in one step, or in some that are large enough to take turns over several texts."""
        raise NotImplementedError

    def look_over(self, texts: Sequence[str], facts: Sequence[Facts]) -> None:
        """Add to the facts of several texts what is told of all at once, for :meth:`steps`, which can do without."""

    def annotate_all(self, texts: Sequence[str], facts: Sequence[Facts]) -> list[Exception | None]:
        """As :meth:`annotate`, of several texts, each step of all before the next; the fault met in each text.

        Where one text is at fault that all are looked over, it is met again in its own steps, and is no other's. A
        fault that none meets by itself costs no more than time: it is warned of, without a word of a text.
        """
        together: Exception | None = None
        try:
            self.look_over(texts, facts)
        except Exception as fault:
            together = fault
        faults = self._annotate_each(texts, facts)
        if together is not None and not any(faults):
            told = f"{type(self).__name__} failed on logs together ({type(together).__name__}) and on none by itself"
            warnings.warn(f"{told}; please report this", RuntimeWarning, stacklevel=2)
        return faults

    def _annotate_each(self, texts: Sequence[str], facts: Sequence[Facts]) -> list[Exception | None]:
        faults: list[Exception | None] = [None] * len(texts)
        running = {at: self.steps(text, known) for at, (text, known) in enumerate(zip(texts, facts, strict=True))}
        while running:
            for at, steps in list(running.items()):
                try:
                    next(steps)
                except StopIteration:
                    del running[at]
                except Exception as fault:  # a fault of ours in one case must not stop the others
                    faults[at] = fault
                    del running[at]
        return faults

    def spans(self, facts: Facts) -> Iterable[tuple[int, int, str, str]]:
        """Start, end, label and concept of the spans to show."""
        return ()

    def __call__(self, doc: Doc) -> Doc:
        self.annotate(doc.text, doc.user_data)
        if self.group is not None:
            shown = (
                doc.char_span(start, end, label=label, kb_id=concept, alignment_mode="expand")
                for start, end, label, concept in self.spans(doc.user_data)
            )
            doc.spans[self.group] = [span for span in shown if span is not None]
        return doc
