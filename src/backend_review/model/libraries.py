"""What is known of libraries that have effects: put together from ``stores/``, ``brokers/`` and the like.

A module of those offers ``RULES`` (what a function, by its full name, or a method, as ``<type>.<method>``, does), and
if it needs them ``TYPES`` (full name of a class or of the function that makes one -> type), ``ATTRIBUTES``
(``<type>.<name>`` -> type of the member; ``<type>.*`` for any), ``CLASSES`` (name of a library's base class -> type of
the project's classes that derive from it) and ``NAMES`` (what a variable is by its name, when nothing else is known of
it and the file imports one of ``LIBRARIES``), ``MUTABLE`` (types of queries whose methods change the query itself),
``PARAMETERS`` (framework -> types of what it calls a handler with), ``RETURNED`` (framework -> what a plain value that
a handler returns is sent as), ``ENTITIES`` (type of a model -> what reads its fields), ``LOOKUPS`` (what a look-up of
one row gives when there is none).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from backend_review.model.lookups import Form
from backend_review.model.values import Value

if TYPE_CHECKING:
    from backend_review.model.entities import Reader
    from backend_review.model.uses import Use

Rule = Callable[["Use"], "Value | None"]
_PACKAGES = ("stores", "brokers", "clients", "responses")


@dataclass
class Libraries:
    """All rules of all libraries."""

    rules: dict[str, Rule] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    mutable: set[str] = field(default_factory=set)  # types whose methods change the object itself
    parameters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    returned: dict[str, str] = field(default_factory=dict)
    lookups: dict[str, Form] = field(default_factory=dict)
    entities: dict[str, Reader] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)  # all types that have rules

    def type_of(self, name: str) -> str:
        """The type that the objects of a library's class, or those a library's function makes, are known by."""
        name = name.replace("node:", "")
        found = self.types.get(name) or self.types.get(name.removesuffix("()"))
        return found or name

    def rule(self, type: str, member: str) -> Rule | None:
        """What a method does."""
        return self.rules.get(f"{type}.{member}") or self.rules.get(f"{type}.*")

    def attribute(self, type: str, member: str) -> str | None:
        """The type of a member."""
        return self.attributes.get(f"{type}.{member}") or self.attributes.get(f"{type}.*")


@cache
def libraries() -> Libraries:
    """Everything that the modules offer."""
    made = Libraries()
    for folder in _PACKAGES:
        package = importlib.import_module(f"backend_review.{folder}")
        for item in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
            if item.name.startswith("_"):
                continue
            module = importlib.import_module(f"{package.__name__}.{item.name}")
            made.rules |= getattr(module, "RULES", {})  # none: a language of schemas
            made.types |= getattr(module, "TYPES", {})
            made.attributes |= getattr(module, "ATTRIBUTES", {})
            made.classes |= getattr(module, "CLASSES", {})
            made.lookups |= getattr(module, "LOOKUPS", {})
            made.mutable |= getattr(module, "MUTABLE", set())
            made.parameters |= getattr(module, "PARAMETERS", {})
            made.returned |= getattr(module, "RETURNED", {})
            made.entities |= getattr(module, "ENTITIES", {})
            for name, type in getattr(module, "NAMES", {}).items():
                made.names.setdefault(name, []).append((tuple(module.LIBRARIES), type))
    made.known = {name.rpartition(".")[0] for name in (*made.rules, *made.attributes)} | set(made.types.values())
    return made
