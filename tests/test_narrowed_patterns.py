"""What the engine is handed is shorter than what a rule says, and must mean the same.

That it does for every shipped rule is what the samples show; here are the corners.
"""

from __future__ import annotations

import pytest

from backend_review.engines.fusion import fuse
from backend_review.engines.prefilter import can_match, narrow, words_of


def rule(**formula: object) -> dict[str, object]:
    return {"id": "r", "languages": ["python"], **formula}


def either(*patterns: str) -> dict[str, object]:
    return rule(**{"pattern-either": [{"pattern": pattern} for pattern in patterns]})


@pytest.mark.parametrize(
    ("pattern", "code", "expected"),
    [
        ("db.execute($Q, ...)", "from db import execute", True),
        ("db.execute($Q, ...)", "db.run(q)", False),
        ("$X.get(...)", "cache.get(1)", True),
        ("$X.get(...)", "cache.put(1)", False),
        ("function $F(...) { ... }", "class A { f() {} }", True),
        ('app.set("trust proxy", true)', "app.set('trust proxy', true)", True),
        ('app.set("trust proxy", true)', "app.set('etag', true)", False),
        ('f"...{$X}..."', "x", True),
        ('"..." + $X', "x", True),
        ('"=~/secret/"', "x", True),
        ("({..., $where: $Q, ...})", "({ $where: q })", True),
        ("({..., $where: $Q, ...})", "({ where: q })", False),
        ("$TAG`...`", "x", True),
        ("$X.replace(/'/g, $Y)", "x", True),
        ("$...ARGS", "x", True),
        ("import $R from 'request'", "const r = require('request')", True),
        ("import $R from 'request'", "const r = require('got')", False),
        ("await $F($X)", "f(x)", True),
        ("@$APP.get(...)\ndef $F(...): ...", "@router.get('/x')\ndef f(): ...", True),
        ("@$APP.get(...)\ndef $F(...): ...", "@app.group('x').get('/x')\ndef f(): ...", True),
        ("@$APP.get(...)\ndef $F(...): ...", "from m import get as read\n@read('/x')\ndef f(): ...", True),
        ("@$APP.get(...)\ndef $F(...): ...", "@once\ndef f(): return d.get('x')", False),
        ("class $C:\n  def get(self, ...): ...", "class A:\n  async def get(self): ...", True),
        ("class $C:\n  def get(self, ...): ...", "class A:\n  def f(self): return self.get('x')", False),
        ("self.kwargs[$K]", "def get(self): return self . kwargs['a']", True),
        ("self.kwargs[$K]", "def f(self, **kwargs): return kwargs['a']", False),
        ("$SELF.kwargs[$K]", "def f(this): return this.kwargs['a']", True),
    ],
)
def test_a_pattern_needs_the_names_it_has(pattern: str, code: str, expected: bool) -> None:
    assert can_match(rule(pattern=pattern), words_of(code.encode())) is expected


def test_newer_syntax_is_understood() -> None:
    formula = {"all": [{"any": ["one.two(...)", {"pattern": "three(...)"}]}, {"not": "four(...)"}]}
    assert can_match(rule(match=formula), {"three"})
    assert not can_match(rule(match=formula), {"one", "four"})


def test_what_is_not_understood_counts_as_possible() -> None:
    assert can_match(rule(**{"pattern-regex": "secret"}), set())
    assert can_match(rule(mode="join"), set())


def test_a_flow_needs_a_source_and_a_sink() -> None:
    taint = rule(
        mode="taint",
        **{
            "pattern-sources": [
                {"pattern": "read()"},
                {"pattern": "$A + $B", "label": "SQL", "requires": "__SOURCE__"},
            ],
            "pattern-sinks": [{"pattern": "run($X)"}, {"pattern": "execute($X)"}],
            "pattern-sanitizers": [{"pattern": "clean(...)"}],
        },
    )
    assert not can_match(taint, {"run"})
    assert not can_match(taint, {"read"})
    assert can_match(taint, {"read", "run"})
    narrowed = narrow(taint, {"read", "run"})
    assert narrowed is not None
    assert narrowed["pattern-sinks"] == [{"pattern": "run($X)"}]
    assert "pattern-sanitizers" not in narrowed
    assert len(narrowed["pattern-sources"]) == 2


def test_a_listed_name_must_be_there() -> None:
    listed = rule(
        patterns=[{"pattern": "$X.$F(...)"}, {"metavariable-regex": {"metavariable": "$F", "regex": "^(load|loads)$"}}]
    )
    assert can_match(listed, {"loads"})
    assert not can_match(listed, {"dump"})
    open_ended = rule(
        patterns=[{"pattern": "$X.$F(...)"}, {"metavariable-regex": {"metavariable": "$F", "regex": "(?i)^load"}}]
    )
    assert can_match(open_ended, {"dump"})


def test_patterns_that_differ_in_one_name_become_one() -> None:
    (fused,) = fuse(either("$DB.query($Q, ...)", "$DB.execute($Q, ...)", "$DB.run($Q, ...)"))["pattern-either"]
    assert fused["patterns"][0] == {"pattern": "$DB.$FUSED1($Q, ...)"}
    assert fused["patterns"][1]["metavariable-regex"]["regex"] == r"^\b(?:execute|query|run)\b$"


@pytest.mark.parametrize(
    "patterns",
    [
        ('run("a.b")', 'run("a.c")'),
        ("import a.b", "import a.c"),
        ("new Pool(...)", "new Client(...)"),
        ("$A. ... .x($B)", "$A. ... .x($C)"),
    ],
)
def test_other_differences_stay(patterns: tuple[str, ...]) -> None:
    assert fuse(either(*patterns))["pattern-either"] == [{"pattern": pattern} for pattern in patterns]


def test_narrowing_comes_after_fusing() -> None:
    fused = fuse(either("$DB.query($Q)", "$DB.execute($Q)", "load($Q)"))
    assert can_match(fused, {"execute"})
    assert not can_match(fused, {"db"})
    narrowed = narrow(fused, {"execute"})
    assert narrowed is not None
    assert len(narrowed["pattern-either"]) == 1
