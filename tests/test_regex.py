"""Regular expressions: which of them a text can keep busy, and which cannot."""

from __future__ import annotations

import re

import pytest

from backend_review.index.regex import NotUnderstoodError, ambiguity_of, parse
from backend_review.index.regex.parser import Flags
from backtracking import steps

PYTHON = Flags()
JAVASCRIPT = Flags(javascript=True)

DOUBLING = [
    r"^(a+)+$",
    r"(a*)*b",
    r"^(\w+\s?)*$",
    r"^(a|aa)+$",
    r"(a?b?)*c",
    r"^(\d+)*(\.\d+)?$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"(x+x+)+y",
    r"^(?:\s*[\w-]+\s*)*$",
    r"^((ab)*)+$",
    r"^(a|b|ab)*c",
    r"^([a-z]\w*|[A-Z]+\d?)*$",
    r"^(?:(?:a|b)+|c)+$",
]
HARMLESS = [
    r"^(a|b)+$",
    r"\s+$",
    r"^.*foo.*$",
    r"^(?:\w+\b)*$",
    r"^(\w+\s+)*\w+$",
    r"^\d{3}-\d{4}$",
    r"(?:(?!\*/).)*\*/",
    r"^(?:[^\"\\]|\\.)*$",
    r"^(?:(?!a)\w|a)+$",
    r"(.*)*",
    r"(a+)+",
    r"^(?:a+)+[\s\S]*$",
    r"^([^,]*,)*[^,]*$",
    r"^#([0-9a-f]{3}){1,2}$",
    r"^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]{2,}$",
    r"^[a-z]+(\.[a-z]+)*$",
    r"^(?>a+)+$",
    r"^(?:a++)+$",
    r"^(?P<name>a)(?P=name)*$",
]


@pytest.mark.parametrize("pattern", DOUBLING)
def test_an_ambiguous_loop_is_found_with_a_text_that_proves_it(pattern: str) -> None:
    found = ambiguity_of(parse(pattern, PYTHON))
    assert found is not None
    assert found.degree is None
    assert found.text
    few = 2 + 8 // len(found.text)  # few enough for the test to end
    assert re.compile(pattern).search(found.text * few + "\x00!") is None
    fewer, more = (steps(pattern, found.text * count + "\x00!") for count in (few, few + 3))
    assert more > fewer * 4


@pytest.mark.parametrize("pattern", HARMLESS)
def test_what_can_be_matched_in_one_way_is_left_alone(pattern: str) -> None:
    found = ambiguity_of(parse(pattern, PYTHON))
    assert found is None or found.degree is not None


def test_rows_of_repetitions_are_a_power() -> None:
    found = ambiguity_of(parse(r"^\d+\d+\d+x", PYTHON))
    assert found is not None
    assert found.degree == 3
    assert ambiguity_of(parse(r"^\d+x\d+y", PYTHON)) is None


def test_all_of_the_text_must_match_in_fullmatch() -> None:
    assert ambiguity_of(parse("(a+)+", PYTHON)) is None
    assert ambiguity_of(parse("(a+)+", PYTHON), whole=True) is not None


@pytest.mark.parametrize(
    "pattern", [r"[^]", r"[]", r"\u{1F600}+", r"(?<year>\d{4})\k<year>", r"a{,3}", r"\cA", r"[\w-]"]
)
def test_what_javascript_writes_in_its_own_way(pattern: str) -> None:
    assert ambiguity_of(parse(pattern, JAVASCRIPT)) is None


@pytest.mark.parametrize("pattern", ["(", "[a", "a)", "*a", "(?<x", "a" * 5000, "(" * 200 + ")" * 200, "\\"])
def test_what_is_no_expression_is_refused(pattern: str) -> None:
    with pytest.raises(NotUnderstoodError):
        parse(pattern, PYTHON)


def test_large_expressions_are_judged_or_refused() -> None:
    with pytest.raises(NotUnderstoodError, match="too many positions"):
        ambiguity_of(parse("(" + "|".join(f"[a-z]{{1,3}}x{i}" for i in range(30)) + ")*y", PYTHON))
    assert ambiguity_of(parse("(?:a*){30}" * 8, PYTHON)) is None
    assert ambiguity_of(parse("(?:[a-z]|[b-y])*" * 30, PYTHON)) is None
