"""Stores: what their objects and methods read and write, and the tables that projects declare with them.

One file for each ORM, driver or schema language, found by being here. A module offers ``RULES`` and the rest of what
``model/libraries.py`` reads, and may offer ``tables(evaluator)`` (the tables that a project declares) with ``HANDLERS``
(what the evaluator must note for them, by full name, as in ``frameworks/``). A module whose name begins with ``_`` is a
part of another one.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def modules() -> tuple[ModuleType, ...]:
    """All store modules, in the order of their names."""
    names = sorted(item.name for item in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names if not name.startswith("_"))
