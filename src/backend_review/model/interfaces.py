"""Which of the project's classes an interface stands for: Go's structs that have its methods, TypeScript's classes that
say that they implement it, Python's that have the methods of a protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.program import Class, Function
from backend_review.model.built import built, guessed, places
from backend_review.model.values import Callee, Kind, Thing

if TYPE_CHECKING:
    from backend_review.model.effects import Effects
    from backend_review.model.flow import Walk

_MOST = 3
_ROLES = {"production", "generated"}  # sqlc's Queries
_MAX_EMBEDDED = 4
_PACKAGE = re.compile(r"\b\w+\.(?=\w)")
_METHODS = {"method_elem", "method_spec"}
_EMBEDDED = {"type_elem", "constraint_elem", "type_identifier", "qualified_type"}


def implementations(walk: Walk, kind: Kind) -> list[Kind]:
    """The structs that have all methods of an interface, with its types if any do; mocks and tests are left out."""
    known: dict[int, list[Kind]] = walk.effects.implementations
    if id(kind) not in known:
        known[id(kind)] = _bound(walk, _found(walk, kind))
    return known[id(kind)]


def _bound(walk: Walk, found: list[Kind]) -> list[Kind]:
    """Those of an interface's classes that production code makes; of which it is a guess is noted."""
    project = walk.evaluator.project
    kept = built(project, found)[:_MOST]
    if len(kept) > 1:
        files = [places(project, kind) for kind in kept]
        names = frozenset(id(kind.klass) for kind in kept)
        for kind, guess in zip(kept, guessed(files), strict=True):
            if guess:
                walk.effects.guesses.setdefault(id(kind.klass), set()).update(names)
    return kept


def is_guess(effects: Effects, item: Callee | Kind, others: Iterable[Callee | Kind]) -> bool:
    """Whether a call through an interface is followed into one of several classes, and nothing says that it is this
    one."""
    mine = _class_of(item)
    instead = effects.guesses.get(mine, set()) - {mine}
    return any(_class_of(other) in instead for other in others)


def _class_of(item: Callee | Kind) -> int:
    holder = item.bound if isinstance(item, Callee) else None
    return id(holder.kind.klass) if isinstance(holder, Thing) and holder.kind is not None else 0


def implementing(walk: Walk, name: str) -> list[Kind]:
    """TypeScript: the classes that say ``implements Name``; mocks and tests are left out."""
    known = walk.effects.implementing
    if known is None:
        known = walk.effects.implementing = {}
        for kind in list(walk.evaluator.kinds.values()):
            module = kind.klass.module
            if module.language != "javascript" or module.file.role != "production":
                continue
            if "mock" not in (module.path + kind.klass.name).lower():
                for said in _implemented(kind.klass):
                    known.setdefault(said, []).append(kind)
        for said, found in known.items():
            known[said] = _bound(walk, found)
    return known.get(name, [])


def _implemented(klass: Class) -> Iterator[str]:
    """The names behind a class's ``implements``, without their modules and type arguments."""
    for heritage in klass.node.children:
        for clause in heritage.children if heritage.type == "class_heritage" else ():
            for item in clause.named_children if clause.type == "implements_clause" else ():
                yield klass.module.text(item).partition("<")[0].rpartition(".")[2].strip()


def having(walk: Walk, kind: Kind) -> list[Kind]:
    """Python: the classes that have all methods of a protocol and do not derive from it."""
    known: dict[int, list[Kind]] = walk.effects.implementations
    if id(kind) not in known:
        wanted = [name for name in kind.klass.methods if not name.startswith("__")]
        found = [
            item
            for item in (list(walk.evaluator.kinds.values()) if wanted else ())
            if item is not kind
            and item.klass.module.language == "python"
            and item.klass.module.file.role == "production"
            and "mock" not in (item.klass.module.path + item.klass.name).lower()
            and not any(base.endswith(".Protocol") for base in item.libraries())
            and all(_method(item, name) is not None for name in wanted)
        ]
        known[id(kind)] = _bound(walk, found)
    return known[id(kind)]


def _found(walk: Walk, kind: Kind) -> list[Kind]:
    # What it embeds is mostly had by embedding, too: it tells only where an interface has nothing of its own.
    wanted = dict(_methods(walk, kind, _MAX_EMBEDDED)) or dict(_methods(walk, kind, 0))
    if not wanted:
        return []
    named = []
    for item in list(walk.evaluator.kinds.values()):
        klass = item.klass
        if klass.module.language != "go" or klass.interface or klass.module.file.role not in _ROLES:
            continue
        if "mock" not in (klass.module.path + klass.name).lower() and all(_method(item, name) for name in wanted):
            named.append(item)
    exact = [item for item in named if all(_fits(_method(item, name), form) for name, form in wanted.items())]
    return exact or named


def _methods(walk: Walk, kind: Kind, depth: int) -> Iterator[tuple[str, str]]:
    """The methods of an interface and of those that it embeds, with their types as written."""
    klass: Class = kind.klass
    body = klass.node.child_by_field_name("type")
    for child in body.named_children if body is not None else ():
        if child.type in _METHODS:
            yield klass.module.text(child.child_by_field_name("name")), _form(klass, child)
        elif child.type in _EMBEDDED and depth < _MAX_EMBEDDED:
            other = _named(walk, kind, klass.module.text(child))
            if other is not None and other is not kind:
                yield from _methods(walk, other, depth + 1)


def _named(walk: Walk, kind: Kind, name: str) -> Kind | None:
    """The project's type that a name means where an interface is declared."""
    found = None
    for index, part in enumerate(name.split(".")):
        if index == 0:
            holder = kind.scope.find(part)
            found = walk.evaluator.force(holder.names[part], holder, part) if holder is not None else None
        elif found is not None:
            found = walk.evaluator.attribute(found, part)
    return found if isinstance(found, Kind) else None


def _method(kind: Kind, name: str) -> Function | None:
    return next((level.klass.methods[name] for level in kind.lineage() if name in level.klass.methods), None)


def _fits(function: Function | None, form: str) -> bool:
    return function is not None and _form(function, function.node) == form


def _form(owner: Class | Function, node: Node) -> str:
    """The types of a method's parameters and results, without the names of packages."""
    parts = []
    for name in ("parameters", "result"):
        held = node.child_by_field_name(name)
        if held is None:
            parts.append("")
        elif held.type == "parameter_list":
            parts.append(",".join(_types(owner, held)))
        else:
            parts.append(_plain(owner, held))
    return " ".join(parts)


def _types(owner: Class | Function, parameters: Node) -> Iterator[str]:
    for item in parameters.named_children:
        type = item.child_by_field_name("type")
        if type is None:
            continue
        count = max(1, len(item.children_by_field_name("name")))
        written = ("..." if item.type.startswith("variadic") else "") + _plain(owner, type)
        yield from [written] * count


def _plain(owner: Class | Function, type: Node) -> str:
    text = "".join(owner.module.text(type).split()).replace("interface{}", "any")
    return _PACKAGE.sub("", text)
