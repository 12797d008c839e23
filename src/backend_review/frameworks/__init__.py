"""What each web framework's objects do: which make routers, mount them, register routes and add guards.

One module a framework, found by being here. A module offers ``HANDLERS`` (what a library function or method does, by
full name), and may offer ``TYPES`` (what methods of a library's types are known by), ``MEMBERS`` (what a library's
object has from the project), ``on_class(evaluator, kind)``, what of the request is read how (``REQUESTS``, ``HANDED``,
``TAKES``: see ``model/inputs/data.py``) and ``finish(evaluator)``. A module whose name begins with
``_`` is a part of another one.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

_NO_FRAMEWORKS = {"support", "golang"}


@cache
def modules() -> tuple[ModuleType, ...]:
    """All framework modules, in the order of their names."""
    names = sorted(item.name for item in pkgutil.iter_modules(__path__))
    named = [name for name in names if name not in _NO_FRAMEWORKS and not name.startswith("_")]
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in named)
