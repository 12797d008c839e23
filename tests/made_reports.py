"""Reports made by hand: findings with and without fixes, what failed, what was not analysed, a model's comments."""

from __future__ import annotations

from pathlib import Path

from backend_review.catalog import load_catalog
from backend_review.finding import (
    Audience,
    Confidence,
    Edit,
    Finding,
    Fix,
    NotAnalysed,
    Position,
    Problem,
    Severity,
    TraceStep,
)
from backend_review.review import Report
from backend_review.reviewer.result import Comment, ModelReview, NotReviewed, Span

CATALOG = load_catalog()
CODE = """\
import requests

NAME = "größe 𐐀"; x = requests.get(NAME, verify=False)

def load(id):
    query = f"select * from t where id = {id}"
    return execute(
        query,
    )
"""
EVIL = "]]></failure><script>alert(1)</script>\x1b[2J \u202e @everyone ![x](http://evil.example/)"


def finding(line: int, column: int, rule: str = "unverified-tls", fix: Fix | None = None, **more) -> Finding:
    """A finding in ``app.py``; ``more`` are other fields."""
    known = CATALOG.rules[rule]
    return Finding(
        rule=rule,
        title=known.title,
        message=more.pop("message", "`verify=False` trusts anybody. Leave it out."),
        severity=more.pop("severity", Severity.ERROR),
        confidence=Confidence.HIGH,
        audience=Audience.REGULAR,
        topic=known.topic,
        path="app.py",
        start=Position(line, column),
        end=Position(line, column + 12),
        snippet=CODE.split("\n")[line - 1],
        fingerprint=more.pop("fingerprint", f"{line:032x}"),
        cwe=known.cwe,
        **more,
        fix=fix,
    )


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
    """An edit from and to (line, column)."""
    return Edit(Position(*start), Position(*end), text)


ONE_EDIT = Fix("leave out `verify=False`", True, (edit((3, 40), (3, 54), ""),))
TWO_EDITS = Fix(
    "bind `id` as a parameter",
    False,
    (
        edit((6, 13), (6, 47), '"select * from t where id = %s"'),
        edit((8, 14), (8, 15), ", (id,),"),
    ),
    "what `execute` does with parameters",
)
FAR_APART = Fix("use `secrets`", True, (edit((1, 1), (1, 1), "import secrets\n"), edit((9, 5), (9, 6), "]")))


def a_report(tmp_path: Path) -> Report:
    """Three findings in one file that is written into the folder; one part failed, one file was not analysed."""
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    return Report(
        tmp_path,
        findings=[
            finding(3, 40, fix=ONE_EDIT),
            finding(6, 13, "sql-injection", TWO_EDITS, trace=(TraceStep("app.py", 5, 10, "`id` comes in"),)),
            finding(7, 12, "sql-injection", FAR_APART, severity=Severity.WARNING, message=f"see `{EVIL}` and {EVIL}"),
        ],
        problems=[Problem("semgrep", "it crashed", None)],
        not_analysed=[NotAnalysed("bad.py", "syntax error", 4)],
        files=2,
        lines=9,
    )


def a_model_review() -> ModelReview:
    """One comment with a suggestion, and code that was not reviewed."""
    said = Comment(
        Span("app.py", 7, 9), "correctness", "high", "likely", "The query is run twice", "Run it once.", "because",
        "f" * 32, suggestion="    return execute(query)\n",
    )  # fmt: skip
    return ModelReview("partial", "host", "m", comments=[said], not_reviewed=[NotReviewed("b.py", "too long", 3, 9)])
