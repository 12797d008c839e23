"""Tests that a developer singled out, so that the others do not run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks._syntax import find_all, text_of
from backend_review.checks._tests import match_at
from backend_review.finding import Match
from backend_review.index.expressions import Code, Expr, code_of, last_name
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "focused-test"
_WORDS = re.compile(
    r"\bonly\b|\bfocus\b|\bf(?:it|describe|context|specify|scenario)\b|\biit\b|\bddescribe\b|\bF[A-Z]\w+|\bFocus\w*"
)
_MARKS = re.compile(r"\bmark\s*\.\s*(?:only|focus)\b")
_ONLY = re.compile(
    r"^(?:it|test|describe|context|suite|specify|bench|scenario|Scenario|Feature|t|Deno\.test)(?:\.\w+)*\.only(?:\.(?!bind$)\w+)*$"
)
_RUNNERS = {"it", "test", "describe", "suite", "context", "specify"}
_SHORT = {
    "fit": "it",
    "fdescribe": "describe",
    "fcontext": "context",
    "fspecify": "specify",
    "iit": "it",
    "ddescribe": "describe",
}
_GINKGO = re.compile(r"^F(It|Describe|Context|When|Specify|Entry|DescribeTable|DescribeTableSubtree)$")


def find(file: SourceFile) -> Iterator[Match]:
    """Each test or group that is singled out."""
    words = _MARKS if file.language == "python" else _WORDS
    code = code_of(file) if words.search(file.text) else None
    if code is None:
        return
    if code.language == "python":
        yield from _python(file, code)
    elif code.language == "go":
        yield from _go(file, code)
    else:
        yield from _javascript(file, code)


def _message(written: str, instead: str) -> str:
    return f"`{written}` keeps every other test of its run from running, so a broken one passes unseen. {instead}"


def _python(file: SourceFile, code: Code) -> Iterator[Match]:
    for node in find_all(file, code.tree.root_node, "(attribute) @x"):
        written = text_of(node)
        if written in {"pytest.mark.only", "pytest.mark.focus", "mark.only"}:
            yield match_at(
                _RULE, file, node, _message(written, "Take the mark away before committing."), "singles tests out"
            )


def _javascript(file: SourceFile, code: Code) -> Iterator[Match]:
    for call in code.calls:
        target = call.target
        if target is None:
            continue
        written = code.text(target.node)
        if target.kind == "name" and target.name in _SHORT:
            if len(call.args) >= 2 and _described(call.args[0]) and call.args[1].kind in {"func", "name"}:
                instead = f"Write `{_SHORT[target.name]}` again before committing."
                yield match_at(_RULE, file, target.node, _message(target.name, instead), "singles a test out")
        elif len(written) < 80 and _ONLY.match(written) and (call.args or "each" in written):
            if written.startswith("t.") and not (call.args and _described(call.args[0])):
                continue
            yield match_at(
                _RULE,
                file,
                target.node,
                _message(written, "Take `.only` away before committing."),
                "singles a test out",
            )
        elif last_name(target) in _RUNNERS or written == "Deno.test":
            yield from _option(file, code, call)
        elif last_name(target) == "run" and "RuleTester" in file.text:
            yield from _rule_tester(file, code, call)


def _described(expr: Expr) -> bool:
    return expr.kind in {"text", "template"}


def _option(file: SourceFile, code: Code, call: Expr) -> Iterator[Match]:
    """``test("…", { only: true }, fn)``"""
    for item in call.args:
        for key, value in item.entries if item.kind == "dict" else ():
            if key is not None and key.value == "only" and value.kind == "constant" and value.value is True:
                yield match_at(
                    _RULE,
                    file,
                    value.node,
                    _message("only: true", "Take it away before committing."),
                    "singles a test out",
                )


def _rule_tester(file: SourceFile, code: Code, call: Expr) -> Iterator[Match]:
    """ESLint's ``ruleTester.run(name, rule, { valid: [{ code, only: true }] })``."""
    for literal in code.dicts:
        if call.node.start_byte <= literal.node.start_byte and literal.node.end_byte <= call.node.end_byte:
            keys = {key.value for key, _ in literal.entries if key is not None and key.kind == "text"}
            for key, value in literal.entries if {"only", "code"} <= keys else ():
                if key is not None and key.value == "only" and value.value is True:
                    yield match_at(
                        _RULE,
                        file,
                        value.node,
                        _message("only: true", "Take it away before committing."),
                        "singles a test out",
                    )


def _go(file: SourceFile, code: Code) -> Iterator[Match]:
    ginkgo = "onsi/ginkgo" in file.text
    for call in code.calls if ginkgo or "smartystreets/goconvey" in file.text else ():
        name = last_name(call.target)
        if call.target is None:
            continue
        found = _GINKGO.match(name)
        if (found and ginkgo and call.args) or name == "FocusConvey":
            plain = found.group(1) if found else "Convey"
            yield match_at(
                _RULE,
                file,
                call.target.node,
                _message(name, f"Write `{plain}` again before committing."),
                "singles tests out",
            )
        for item in call.args if ginkgo and call.args and call.args[0].kind == "text" else ():
            if code.text(item.node) in {"Focus", "ginkgo.Focus"}:
                yield match_at(
                    _RULE, file, item.node, _message("Focus", "Take it away before committing."), "singles tests out"
                )
