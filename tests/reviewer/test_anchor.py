"""A comment is about lines that the model was shown, or it is not made."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend_review.reviewer.anchor import Lost, Shown, anchor
from backend_review.reviewer.result import Span

_CODE = """\
def pay(order_id, db):
    order = db.get(order_id)
    if order is None:
        return None
    total = sum(item.price for item in order.items)
    charge(order.customer, total)
    return None


def refund(order_id, db):
    order = db.get(order_id)
    if order is None:
        return None
    charge(order.customer, -order.total)
    return {"done": True}
"""


def _shown(text: str, first: int = 1, leave_out: frozenset[int] = frozenset()) -> Shown:
    lines = {number: line for number, line in enumerate(text.splitlines(), first) if number not in leave_out}
    return Shown("U1", "shop/pay.py", lines, frozenset())


def _span(start: int, end: int) -> Span:
    return Span("shop/pay.py", start, end)


@pytest.mark.parametrize(
    ("quote", "line", "where"),
    [
        ("    charge(order.customer, total)", 6, _span(6, 6)),
        ("    charge(order.customer, total)", 1, _span(6, 6)),  # the number is wrong, the text is there once
        ("charge(order.customer, total)", 99999999999999999999, _span(6, 6)),
        ("    charge(order.customer,   total)\n  return None", 6, _span(6, 7)),  # other white space
        ("\n\n    charge(order.customer, total)\n\n", 6, _span(6, 6)),
        ("    charge(order.customer, total)\r\n    return None\r\n", 6, _span(6, 7)),
        ("   6 |     charge(order.customer, total)\n   7 |     return None", 6, _span(6, 7)),
        ("+  6 |     charge(order.customer, total)", 6, _span(6, 6)),
        ("   6 + |     charge(order.customer, total)", 6, _span(6, 6)),
        ("+    charge(order.customer, total)\n+    return None", 6, _span(6, 7)),
        ("    order = db.get(order_id)", 2, _span(2, 2)),
        ("    order = db.get(order_id)", 11, _span(11, 11)),
        ("    order = db.get(order_id)", 9, _span(11, 11)),  # the nearer of two
        ("    return None", 7, _span(7, 7)),
        ("\n\ndef refund(order_id, db):", 10, _span(10, 10)),
    ],
)
def test_is_found(quote: str, line: int, where: Span) -> None:
    assert anchor(quote, line, _shown(_CODE)) == where


@pytest.mark.parametrize(
    ("quote", "line", "why"),
    [
        ("    charge(order.customer, totals)", 6, Lost.NOT_IN_FILE),  # nearly
        ("    charge(order.customer", 6, Lost.NOT_IN_FILE),  # not a whole line
        ("charge(order.customer,total)", 6, Lost.NOT_IN_FILE),  # white space where there was none is not folded
        ("    charge(order.customer, total)\n    return {", 6, Lost.NOT_IN_FILE),
        ("    total = sum(item.price for item in order.items)\n    return None", 5, Lost.NOT_IN_FILE),  # not in a row
        ("import os", 1, Lost.NOT_IN_FILE),
        ("", 1, Lost.TOO_SHORT),
        ("  \n\t\n", 1, Lost.TOO_SHORT),
        (")", 2, Lost.TOO_SHORT),
        ("\n".join(_CODE.splitlines()[:7]), 1, Lost.TOO_LONG),
    ],
)
def test_is_lost(quote: str, line: int, why: Lost) -> None:
    assert anchor(quote, line, _shown(_CODE)) is why


def test_two_places_as_near_are_none() -> None:
    shown = _shown("save(order)\nother()\nsave(order)\n")
    assert anchor("save(order)", 2, shown) is Lost.AMBIGUOUS
    assert anchor("save(order)", 3, shown) == _span(3, 3)


def test_what_many_lines_say_is_meant_only_where_it_is_said_to_be() -> None:
    shown = _shown("if a:\n    go()\nelse:\n    stop()\n")
    assert anchor("else:", 3, shown) == _span(3, 3)
    assert anchor("else:", 2, shown) is Lost.TOO_SHORT
    assert anchor("else:", 4, shown) is Lost.TOO_SHORT


def test_the_line_given_counts_before_the_way_of_comparing() -> None:
    shown = _shown("return order\n\ndef f():\n    return order\n")
    assert anchor("return order", 4, shown) == _span(4, 4)
    assert anchor("return order", 1, shown) == _span(1, 1)


def test_lines_that_were_not_shown_are_not_there() -> None:
    shown = _shown(_CODE, leave_out=frozenset({6}))
    assert anchor("    charge(order.customer, total)", 6, shown) is Lost.NOT_IN_FILE
    both = "    total = sum(item.price for item in order.items)\n    return None"
    assert anchor(both, 5, shown) is Lost.NOT_IN_FILE  # they do not follow each other in the file


def test_lines_keep_their_numbers_in_the_file() -> None:
    assert anchor("    charge(order.customer, total)", 106, _shown(_CODE, first=101)) == _span(106, 106)


_LINE = st.text("abcdef(=) .:", min_size=1, max_size=14)
_FILE = st.lists(_LINE, min_size=1, max_size=30)


def _folded(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


@given(_FILE, st.data())
def test_quote_of_real_lines_is_never_anchored_to_others(lines: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(lines) - 1))
    end = data.draw(st.integers(start, min(len(lines) - 1, start + 5)))
    indents = data.draw(st.lists(st.sampled_from(["", " ", "    ", "\t"]), min_size=6, max_size=6))
    said = data.draw(st.integers(-3, len(lines) + 3) | st.just(start + 1))
    quoted = [indent + line for indent, line in zip(indents, lines[start : end + 1], strict=False)]
    found = anchor("\n".join(quoted), said, Shown("U1", "a.py", dict(enumerate(lines, 1))))
    if isinstance(found, Span):
        there = _folded(lines[found.start - 1 : found.end])
        wanted = _folded(quoted)
        while not wanted[0]:
            del wanted[0]
        while not wanted[-1]:
            del wanted[-1]
        assert there == wanted
    else:
        assert found in {Lost.AMBIGUOUS, Lost.TOO_SHORT}
    if said == start + 1 and lines[start].strip():
        assert isinstance(found, Span)
        assert found.start == said


@given(_FILE, st.text(max_size=80), st.integers(-5, 40))
def test_made_up_text_is_never_anchored(lines: list[str], quote: str, line: int) -> None:
    wanted = [folded for folded in _folded(quote.split("\n")) if folded]
    assume(not set(wanted) <= set(_folded(lines)))
    assume("|" not in quote and "+" not in quote)
    assert isinstance(anchor(quote, line, Shown("U1", "a.py", dict(enumerate(lines, 1)))), Lost)


@given(st.text(max_size=300), st.integers(), st.dictionaries(st.integers(1, 50), st.text(max_size=20), max_size=12))
def test_any_quote_of_any_lines(quote: str, line: int, lines: dict[int, str]) -> None:
    found = anchor(quote, line, Shown("U1", "a.py", lines))
    if isinstance(found, Span):
        assert all(number in lines for number in range(found.start, found.end + 1))
