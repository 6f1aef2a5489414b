"""Whether people are looked for wherever they can stand: what is told by words at once misses nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logscan.nlp.people import _EXPRESSIONS, _read_codes, _words
from logscan.nlp.people.clusters import Name, add_short_forms
from logscan.nlp.people.listed import listed_names
from logscan.nlp.people.names import find_names
from logscan.nlp.people.places import Outlook, outlooks
from logscan.nlp.text import fold

_HELD = """
Sarah JOHN smith SMITH Jones O'Neil O’BRIEN Anne-Marie Kelly-Ann Siân Siôn Mr Mrs Miss Dr MR IP VIC VICTIM SUSP called
IS NAMED JS AB McDonald Van Dijk aged 22 34 (22) 45), dob i/p o.i.c o i PC 1234 pc22 Müller Éva Łukasz Жанна _ip_
Smith_Jones a-b-c-d-e-f-g-h x Mc W, J. the She's
"""
_WORDS = st.sampled_from(_HELD.split())
_BETWEEN = st.sampled_from([*" \t\n'’-_(/жé", " ", " ", ", ", ". ", "  ", "--", ": ", ""])
_TEXTS = st.lists(st.tuples(_WORDS, _BETWEEN), max_size=24).map(lambda parts: "".join(map("".join, parts)))
_CAPITAL = re.compile(r"(?<!\w)[A-Z]")
_PIECE = re.compile(r"[^\W_]+")
_ALL = 0b111111


def _outlook(text: str) -> Outlook:
    (found,) = outlooks(_words(), [text], [fold(text)])
    return found


@given(_TEXTS)
@settings(max_examples=300)
def test_names_are_found_as_if_every_expression_were_tried_at_every_capital(text: str) -> None:
    everywhere = [(match.start(), _ALL) for match in _CAPITAL.finditer(text)]
    assert find_names(text, fold(text), _outlook(text).names, []) == find_names(text, fold(text), everywhere, [])


@given(_TEXTS)
@settings(max_examples=300)
def test_codes_are_found_as_by_each_expression_alone(text: str) -> None:
    folded = fold(text)
    codes, given_names = _read_codes(folded, _outlook(text))
    alone = {name: [match.span() for match in each.finditer(folded)] for name, each in _EXPRESSIONS.items()}
    assert codes == {name: spans for name, spans in alone.items() if spans}
    listed = {word.span() for word in _PIECE.finditer(folded) if word[0] in listed_names().listed}
    assert listed <= {*given_names}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("John SMITH rang. Smith rang again.", [(17, 22)]),
        ("John SMITH rang. SMITH_2 is his account.", [(17, 22)]),
        ("John SMITH rang. Exhibit JS3 is hers, JS says.", [(38, 40)]),
        ("Mrs LARK rang. Mrs L rang again.", [(15, 20)]),
        ("John SMITH rang.", []),
        ("John SMITH rang the blacksmith, a Mr Smithson.", []),
    ],
)
def test_short_forms(text: str, spans: list[tuple[int, int]]) -> None:
    end = text.index(" rang")
    given_name, _, surname = text[:end].lower().rpartition(" ")
    titled = given_name == "mrs"
    person = Name(None if titled else given_name, surname, "female" if titled else None, [(0, end)])
    add_short_forms(text, [person], _outlook(text).forms)
    assert person.spans[1:] == spans


def test_several_texts_are_told_apart() -> None:
    texts = ["", "IP Sarah JONES", "a", "Mr Lark rang IP", "Jones"]
    assert outlooks(_words(), texts, [*map(fold, texts)]) == [*map(_outlook, texts)]
