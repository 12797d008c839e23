"""The plain data of rendering: a place in the code where a template is given values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module


@dataclass(slots=True)
class Rendering:
    """A template is rendered: ``given`` are values by the names the template knows them by, ``contexts`` are objects
    whose members they are.

    ``escapes`` says what is escaped where the template says nothing: html, nothing, or "" (as its language does).
    """

    module: Module
    line: int
    column: int
    template: str
    unit: str = ""
    given: Mapping[str, Expr] = field(default_factory=dict)
    contexts: Sequence[Expr] = ()
    escapes: str = ""
