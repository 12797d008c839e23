"""What a program keeps: the entities of its stores with their fields, as the ORMs' own declarations say.

A module of ``stores/`` says in ``ENTITIES`` how the models of a type are read: from the class, or from the object that
stands for the model (``mongoose.model("User", schema)``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Field
from backend_review.model import members
from backend_review.model.routes import Place
from backend_review.model.values import Items, Kind, Known, Library, Table, Thing, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.index.project import Project
    from backend_review.model.effects import Effects


@dataclass(frozen=True, slots=True)
class EntityField:
    """A field of an entity. ``type`` is as declared, "" when it is not; ``hidden`` when it is left out of what is read
    or of what is written as JSON unless somebody asks for it."""

    name: str
    type: str
    place: Place
    hidden: bool = False


@dataclass(slots=True)
class Entity:
    """An entity: ``library`` is its store's, ``shapes_itself`` says that it has a way of its own to become JSON."""

    name: str
    library: str
    place: Place
    fields: dict[str, EntityField] = field(default_factory=dict)
    shapes_itself: bool = False


_CODE = {"python", "javascript", "typescript", "go"}
Reader = Callable[["Entities", Value], "Entity | None"]


class Entities:
    """The entities of a project, read when they are asked for."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self.libraries = effects.libraries
        self.project: Project = effects.evaluator.project
        self._known: dict[int, tuple[Value, Entity | None]] = {}
        self._mentions: dict[str, bool] = {}

    def of(self, value: Value | None) -> Entity | None:
        """The entity that a class, a model or one of its objects stands for."""
        if value is None:
            return None
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._read(value))
        return known[1]

    def mention(self, pattern: str) -> bool:
        """Whether any code of the project's own matches a pattern."""
        if pattern not in self._mentions:
            wanted = re.compile(pattern)
            files = [file for file in self.project.files.values() if file.language in _CODE]
            self._mentions[pattern] = any(wanted.search(file.text) for file in files if file.role == "production")
        return self._mentions[pattern]

    def _read(self, value: Value) -> Entity | None:
        for item in options(value):
            reader = self.libraries.entities.get(self._type(item))
            found = reader(self, item) if reader is not None else None
            if found is not None:
                return found
        return None

    def _type(self, value: Value) -> str:
        if isinstance(value, Kind):
            if value.klass.module.language == "go":
                return "go.Struct"
            return members.class_type(self, value)
        if isinstance(value, Thing):
            return self.libraries.type_of(value.type)
        return self.libraries.type_of(value.name) if isinstance(value, Library) else ""


# What readers are made of


def levels(kind: Kind) -> Iterator[Class]:
    """The classes that a class is made of, those it derives from first."""
    yield from (level.klass for level in reversed(list(kind.lineage())))


def place_of(klass: Class, item: Field | None = None) -> Place:
    """Where a class or a field of it is declared."""
    return Place(klass.module.path, int(item.node.start_point[0]) + 1 if item is not None else klass.line)


def decorator(item: Field, *names: str) -> Expr | None:
    """The decorator of a field by one of these names."""
    for expr in item.decorators:
        target = expr.target if expr.kind == "call" and expr.target is not None else expr
        if target.name in names:
            return expr
    return None


def called(item: Field) -> str:
    """The last word of the function whose call gives a field its value: ``Column``, ``CharField``."""
    value = item.value
    return value.target.name if value is not None and value.kind == "call" and value.target is not None else ""


def of_table(value: Value | None, place: Place, hidden: Callable[[Value], bool]) -> dict[str, EntityField]:
    """The fields of a model that an object describes: name → options, or type."""
    found: dict[str, EntityField] = {}
    for item in options(value) if value is not None else ():
        if isinstance(item, Table):
            for name, inner in item.entries.items():
                found[name] = EntityField(name, _type_in(inner), place, hidden(inner))
    return found


def _type_in(value: Value) -> str:
    for item in options(value):
        if isinstance(item, Table):
            return _type_in(item.entries["type"]) if "type" in item.entries else ""
        if isinstance(item, Items) and item.items:
            return _type_in(item.items[0])
        if isinstance(item, (Library, Thing)):
            name = item.name if isinstance(item, Library) else item.type
            return name.removesuffix("()").rpartition(".")[2]
        text = text_of(item)
        if text is not None:
            return text
    return ""


def entry(value: Value | None, name: str) -> Value | None:
    """An entry of an object."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Table) and name in item.entries:
            return item.entries[name]
    return None


def is_false(value: Value | None) -> bool:
    """Whether a value is the constant false."""
    return value == Known(False)
