"""How many occasions the log tells of, by numbers, dates and words of frequency in the sentences of conduct."""

from __future__ import annotations

import re

from logscan.signals.evidence import Evidence

_NUMBERS = {
    "twice": 2,
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "dozens": 24,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "hundreds": 200,
    "several": 3,
    "numerous": 4,
    "multiple": 3,
    "couple": 2,
}
_COUNTED = re.compile(
    r"(?<![\w/.:£-])(\d{1,4}|"
    + "|".join(_NUMBERS)
    + r")\s(?:[\w-]+\s){0,2}(?:times|occasions?|dates|texts?|calls?|messages?|e-?mails?|letters?|voicemails?|notes?"
    r"|cards?|visits?|incidents?|bouquets?|gifts?|parcels?|posts?|reviews?|scenes|nights|mornings|days|accounts|galwad\w*|neges\w*|lythyr\w*)\b|\b(twice)\b"
)
_OFTEN = re.compile(
    r"\b(?:daily|nightly|hourly|weekly|every|each|most (?:days|nights|mornings|evenings|weeks|weekends)|constant\w*|non-?stop|repeatedly|keeps|kept|always|wherever|everywhere|bob)\b"
)
_DATE = re.compile(
    r"(?<![\w/.])\d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{2,4})?|(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)"
)
_MESSAGE = re.compile(
    r"^\W{0,3}(?:from\W{1,2}.{0,60}\bsent\b|\[?\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?,?\s\d{1,2}[:.]\d{2}(?::\d\d)?(?:\s?[ap]m)?\]?\s?[-:]?\s?[\w .]{1,25}:|\d{1,2}[:.]\d{2}\s?[-:]\s?[\"'])",
    re.M,
)
_OFTEN_COUNTS = 5
_MOST = 999


def count(evidence: Evidence) -> tuple[int, int]:
    """Occasions of conduct in the whole log, and messages pasted into it (each an occasion of its own)."""
    text = evidence.masked.text
    total, seen = 0, set()
    for item in evidence.shown:
        if not item.conduct or item.sentence in seen:
            continue
        seen.add(item.sentence)
        start, end = evidence.sentences[item.sentence]
        total += in_sentence(text[start:end])
    pasted = sum(1 for _ in _MESSAGE.finditer(text))
    return min(max(total, pasted), _MOST), pasted


def in_sentence(sentence: str) -> int:
    """Occasions that one sentence tells of, at least one."""
    counts = [_number(m.group(1) or m.group(2)) for m in _COUNTED.finditer(sentence)]
    counts.append(len(set(_DATE.findall(sentence))))
    if _OFTEN.search(sentence):
        counts.append(_OFTEN_COUNTS)
    return max(1, *counts)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words]
