"""What sizes of pages are when a client sends none."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.model.defaults import is_set
from backend_review.model.values import Either, Known, Unknown, Value
from backend_review.project.source import SourceFile


@pytest.mark.parametrize(
    ("condition", "size", "holds"),
    [
        ("size != -1", Unknown(), True),  # somebody has to ask for all
        ("size != -1", Either([Known(100), Unknown()]), True),
        ("size != -1", Either([Known(-1), Unknown()]), False),  # which is what it is by default
        ("size != everything", Unknown(), True),
        ("size != 0", Unknown(), False),  # what is not sent is 0
        ("size == -1", Unknown(), False),
        ("size > 0", Known(20), True),
        ("size > 0", Unknown(), False),
    ],
)
def test_a_size_is_there_unless_all_is_asked_for(condition: str, size: Value, holds: bool) -> None:
    module = Module(SourceFile.from_content(Path(), "app.js", condition.encode()))
    values: dict[str, Value] = {"size": size, "everything": Known(-1)}

    def evaluate(expr: Expr) -> Value:
        return values[expr.name] if expr.kind == "name" else Known(int(module.text(expr.node)))

    assert is_set(module.lower(module.tree.root_node.named_children[0].named_children[0]), evaluate) is holds
