"""What is left out to save time changes nothing: each shortcut against the long way."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.entries import process
from logscan.nlp.lexicon.words import spaced
from logscan.nlp.text import fold
from logscan.nlp.times import clocks, cues, dates, lexer, lines, numbers, values
from logscan.nlp.times.tagger import find_times

_SIGNS = st.sampled_from([*string.ascii_lowercase, *string.punctuation, *" \n\t½£é٣"])
_ENDINGS = st.sampled_from(
    [
        " pm", " pc", "\nhe", ", ", "am", "hrs", " hours", "th",
        "st of", "'s", "/05/2022", " / 06", ".30", ":15", "-05-14", "-hrs", "/23",
    ]
)
_PIECES = st.sampled_from(
    [
        "\n12/05/22 10:30",
        "\n12/05/22 - 10:30",
        "\n14:30:15",
        "\n5 jan 2022 1030hrs",
        "\n10:30:15 hrs",
        " - 4 pm",
        " / 45 call",
        " 3 days",
        "5 -",
        " rang",
        ", ",
        " 1430",
        " at 9",
    ]
)


@settings(deadline=None)
@given(st.integers(0, 10**8 - 1), st.one_of(_SIGNS, _ENDINGS), st.text(_SIGNS, max_size=2))
def test_a_number_has_the_first_shape_that_fits(number: int, behind: str, rest: str) -> None:
    text = f"{number}{behind}{rest}"
    digits = re.match("[0-9]+", text)
    assert digits is not None
    kind, end, word = numbers.shaped(text, 0, digits.end())
    first = next(name for name, shape in numbers._SHAPES.items() if re.match(shape, text))
    assert kind == first or (kind, first) == ("date8", "big")
    assert text[:end] == word


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=8).map("".join))
def test_digits_of_stamps_are_left_out_and_no_others(text: str) -> None:
    taken = lines.stamps(text, text, ())
    everywhere = [match.span() for match in lexer._DIGITS.finditer(text)]
    outside = [span for span in everywhere if not any(item.start <= span[0] < item.end for item in taken)]
    found = lexer._digits(text, taken)
    assert [span for span in found if span in outside] == outside
    assert set(found) <= set(everywhere)


@pytest.mark.parametrize("cue", ["called", "call", "came to", "in custody", "s-dash", "nfa'd", "i/v", "oc 12"])
def test_a_cue_is_found_where_it_is_cut_as_where_it_is_whole(cue: str) -> None:
    roles = []
    for length in range(30, 75):
        space = ("then " * 20)[:length]
        text = f"x{cue} {space} 12/05/2022 {space} {cue}x"
        (when,) = find_times(text, fold(text), (), "2022-05-12T14:35")
        low, high = max(0, when.start - 70), min(len(text), when.end + 50)
        places = [at for at in range(low, high) if at == low or not text[at - 1].isalnum()]
        assert when.role == cues.role(text, when.start, when.end, 0, None, places)
        roles.append(when.role)
    # cut to a word of its own at one length
    assert any(roles)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999), st.sampled_from("/.-"))
def test_a_day_in_ten_characters_is_that_day_with_blanks(day: int, month: int, year: int, joint: str) -> None:
    plain = f"{day:02d}{joint}{month:02d}{joint}{year:04d}"
    assert dates._day_of("date", plain, None) == dates._day_of("date", plain.replace(joint, f"{joint} "), None)


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(":."))
def test_a_clock_in_five_characters_is_that_clock_with_hours_behind(hour: int, minute: int, joint: str) -> None:
    plain = f"{hour:02d}{joint}{minute:02d}"
    assert clocks.clock_of(plain) == clocks.clock_of(f"{plain}hrs")


@settings(deadline=None)
@given(st.text(st.sampled_from("ab .!?;|/~\n\t"), max_size=70), st.integers(0, 9))
def test_a_clause_ends_at_the_first_mark_of_any(text: str, start: int) -> None:
    end = min(start, len(text))
    limit = min(len(text), end + 50)
    match = cues._CLAUSE_END_OR_PART.search(text, end, min(len(text), limit + 2))
    assert cues.clause_end(text, end, 50) == (min(match.start(), limit) if match else limit)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab1 .-_é²ŵжß\n"), min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 40))
def test_windows_end_at_the_words_that_an_expression_finds(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    found = lexer._whole_words(text, spaced(text), [(start, start + length)])
    assert found == [lexer._with_foreign_words(text, start, min(start + length, len(text)))]


@given(st.dates())
def test_a_day_is_written_as_python_writes_it(day: date) -> None:
    assert values.of_day(day).value == day.isoformat()


@settings(deadline=None)
@given(
    st.sampled_from(["12/05/2022 10:30", "12.05.22 1030hrs", "2 may 2022 10:30", "31/04/2022 10:30"]),
    st.sampled_from(["", "late entry ", "entry made late ", "retrospective ", "rang her retro "]),
    st.sampled_from(["", "backdated"]),
)
def test_a_stamp_told_at_once_is_told_as_the_grammar_tells_it(stamp: str, says: str, more: str) -> None:
    text = f"{stamp} pc 1234\n{says}rang her{' ' * 130}{more}.\n"
    entries = process(text, text, "2022-05-01T09:00")
    at_once = find_times(text, text, entries, "2022-05-01T09:00")
    # behind a mark the same stamp opens no line
    marked = text.replace(stamp, f"> {stamp}", 1)
    by_grammar = find_times(marked, marked, process(marked, marked, "2022-05-01T09:00"), "2022-05-01T09:00")
    assert [(t.value, t.type, t.role, t.flags, t.earliest, t.anchor) for t in at_once] == [
        (t.value, t.type, t.role, t.flags, t.earliest, t.anchor) for t in by_grammar
    ]
