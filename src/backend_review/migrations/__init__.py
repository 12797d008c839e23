"""Migration tools: how each writes down what it changes. One file for each, found by being here.

A module offers ``histories(evaluator)``: the histories that the project's files hold, and may offer ``HANDLERS`` (what
the evaluator must note for them, by full name, as in ``frameworks/``). A module whose name begins with
``_`` is a part of another one.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def modules() -> tuple[ModuleType, ...]:
    """All modules, in the order of their names."""
    names = sorted(item.name for item in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names if not name.startswith("_"))
