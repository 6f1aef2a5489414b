"""Speed of the times component alone: ``python -m benchmarks.times``.

Against spaCy's blank tokenizer over the same logs in the same run, and against dateparser's ``search_dates`` where it
is installed (``pip install logscan[benchmarks]``). The logs are read and folded before; entries are cut before, as the
pipeline hands them on. Then the growth of the time with the size of hostile input.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable

import spacy

from benchmarks import logs, timing
from logscan.nlp.entries import process
from logscan.nlp.text import fold
from logscan.nlp.times.tagger import find_times

HOSTILE = {
    "digits": "1",
    "slashes": "1/",
    "on on on": "on ",
    "on 5": "on 5 ",
    "last last week": "last last week ",
    "may": "may ",
}
SIZES = (125_000, 250_000, 500_000, 1_000_000)


def main() -> None:
    """Print the tables."""
    cases = logs.cases()
    amount = logs.words(cases)
    ready = [
        (c.log, folded := fold(c.log), process(c.log, folded, c.record.reported_at), c.record.reported_at)
        for c in cases
    ]
    blank = spacy.blank("en")
    tasks: dict[str, Callable[[], object]] = {
        "blank tokenizer": lambda: [blank.make_doc(case.log) for case in cases],
        "logscan times": lambda: [find_times(*parts) for parts in ready],
    }
    found = timing.rates(tasks, amount, rounds=9)
    times = sum(len(find_times(*parts)) for parts in ready)
    print(f"{len(cases)} invented logs, {amount:,} words, {times:,} times ({100 * times / amount:.1f} in 100 words)\n")
    print(timing.table(found, "blank tokenizer", "words a second"))
    _dateparser([case.log for case in cases[:12]])
    _growth()


def _dateparser(texts: list[str]) -> None:
    """The same figure for dateparser, on a few logs: it takes a second for each."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("\ndateparser is not installed: no comparison with it (pip install 'logscan[benchmarks]')")
        return
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in texts:
            search_dates(text, languages=["en"], settings={"DATE_ORDER": "DMY"})
    rate = sum(len(text.split()) for text in texts) / (time.perf_counter() - start)
    print(f"\ndateparser search_dates: {rate:,.0f} words a second over {len(texts)} of these logs")


def _growth() -> None:
    """Seconds for inputs of doubling size; linear work doubles with them."""
    print(f"\n| input | {' | '.join(f'{size:,} characters' for size in SIZES)} |")
    print(f"|---|{'---|' * len(SIZES)}")
    for name, piece in HOSTILE.items():
        seconds = []
        for size in SIZES:
            text = piece * (size // len(piece))
            folded = fold(text)
            start = time.perf_counter()
            find_times(text, folded, (), "2022-05-12T14:35")
            seconds.append(time.perf_counter() - start)
        print(f"| {name} | {' | '.join(f'{s:.2f} s' for s in seconds)} |")


if __name__ == "__main__":
    main()
