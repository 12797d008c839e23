"""Members of objects and classes: by the project's own code, by declared types, by what is known of libraries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from backend_review.index.program import Class, Function
from backend_review.model import alternatives, declared, interfaces, names, providers, setlater
from backend_review.model.effects import owner_of
from backend_review.model.libraries import Libraries, Rule
from backend_review.model.queries import FIELD, Query, Row, row_of
from backend_review.model.values import (
    Callee,
    Kind,
    Known,
    Library,
    Namespace,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    options,
)

if TYPE_CHECKING:
    from backend_review.model.flow import Walk
    from backend_review.model.surroundings import Surroundings


def type_of(walk: Walk, value: Value) -> str:
    """The type that a value's methods are known by; ""."""
    if isinstance(value, Thing):
        if value.type and (value.kind is None or value.type in walk.libraries.known):
            return walk.libraries.type_of(value.type)
        if value.kind is not None:
            found = class_type(walk, value.kind)
            return walk.libraries.types.get(f"{found}.object", f"{found}.object") if found else ""
        return ""
    if isinstance(value, Kind):
        return class_type(walk, value)
    if isinstance(value, Callee):
        for decorator in value.decorators:
            for item in options(decorator):
                # @app.task is the library's function, @app.task(queue="mail") what calling it made
                made = item.type if isinstance(item, Thing) else f"{item.name}()" if isinstance(item, Library) else ""
                if made and walk.libraries.type_of(made) == "celery.Task":
                    return "celery.Task"
        return ""
    if isinstance(value, Library):
        found = walk.libraries.type_of(value.name)
        return found if found in walk.libraries.known and value.name in walk.libraries.types else ""
    return ""


_MANAGERS = ("objects", "_default_manager")


class HasLibraries(Protocol):
    """Whatever knows the libraries."""

    libraries: Libraries


def class_type(walk: HasLibraries, kind: Kind) -> str:
    """The type that a class of the project gets from the library's class it derives from; ""."""
    for level in kind.lineage():
        for base, expr in zip(level.bases, level.klass.bases, strict=False):
            names = []
            if isinstance(base, Library):
                names = [base.name, re.sub(r"^.*\(\)\.", "*.", base.name)]
            elif isinstance(base, Thing):
                names = [base.type]
            elif isinstance(base, Unknown):
                names = ["?" + level.klass.module.text(expr.node).partition("(")[0].partition("<")[0]]
            for name in names:
                if name in walk.libraries.classes:
                    return walk.libraries.classes[name]
        for decorator in level.decorators:
            for item in options(decorator):
                name = item.type.removesuffix("()") if isinstance(item, Thing) else getattr(item, "name", "")
                if f"@{name}" in walk.libraries.classes:
                    return walk.libraries.classes[f"@{name}"]
    return ""


def own_member(walk: Walk, owner: Value, name: str) -> Value | None:
    """A method or member that the project itself gives a class or object."""
    if isinstance(owner, Thing) and owner.kind is not None:
        if name in owner.attributes and not isinstance(owner.attributes[name], Unknown):
            return owner.attributes[name]
        for level in owner.kind.lineage():
            value = level.attributes.get(name)
            if _asked(value) is not None:
                return None
            if providers.is_provider(value):
                return value
            if isinstance(value, Unknown) and level.klass.module.language == "python":
                return _of_body(walk, level, name)
            if isinstance(value, Thing) and names.unwrapped(value) is not None:
                value = names.unwrapped(value)
            if isinstance(value, Callee):
                if abstract(value.function):
                    return _of_derived(walk, owner.kind, name) or value
                holder = None if value.function.is_static else owner
                return Callee(value.function, value.scope, holder, value.decorators)
            if value is not None and not isinstance(value, Unknown):
                return value
        if owner.kind.klass.node.type == "abstract_class_declaration" and name not in owner.kind.klass.fields:
            return _of_derived(walk, owner.kind, name)
    elif isinstance(owner, Thing) and isinstance(owner.attributes.get(name), Callee):
        value = owner.attributes[name]
        return Callee(value.function, value.scope, owner) if isinstance(value, Callee) else None
    elif isinstance(owner, Thing) and isinstance(owner.attributes.get(name), (Table, Thing)):
        return owner.attributes[name]
    elif isinstance(owner, Thing) and isinstance(owner.model, tuple) and owner.type == "super":
        thing, current = owner.model
        for base in current.bases:
            for level in base.lineage() if isinstance(base, Kind) else ():
                value = level.attributes.get(name)
                if isinstance(value, Callee):
                    return Callee(value.function, value.scope, thing, value.decorators)
    elif isinstance(owner, Kind):
        for level in owner.lineage():
            value = level.attributes.get(name)
            if isinstance(value, Callee):
                bound = None if value.function.is_static else owner
                return Callee(value.function, value.scope, bound, value.decorators)
            if value is not None and not isinstance(value, Unknown):
                return value
    return None


def _asked(value: Value | None) -> Value | None:
    """What gives a class's member its value: ``db: Session = Depends(get_db)`` of a class whose methods are routes."""
    depends = isinstance(value, Thing) and value.made_by is not None and value.made_by.name.endswith(".Depends")
    return names.unwrapped(value) if depends and isinstance(value, Thing) else None


def _depended(walk: Walk, kind: Kind, name: str) -> Value | None:
    asked = next((given for level in kind.lineage() if (given := _asked(level.attributes.get(name))) is not None), None)
    return declared.provided(walk, asked) if asked is not None else None


def _of_body(walk: Walk, level: Kind, name: str) -> Value | None:
    """What a class's own body gives a member, as a walk knows it: ``collection = database.items``."""
    held = level.klass.fields.get(name)
    return walk.surroundings.at(level.klass.module, held.value) if held is not None and held.value is not None else None


def _of_derived(walk: Walk, kind: Kind, name: str) -> Value | None:
    """A member that a class leaves to those that derive from it."""
    found = [own_member(walk, walk.surroundings.itself(sub), name) for sub in derived(walk, kind)]
    known = [item for item in found if item is not None]
    return alternatives.either(known) if known else None


def _manager(walk: Walk, kind: Kind, type: str, name: str, held: Value | None) -> Thing | None:
    """The project's own manager of a model, that asks for its rows; None where a class holds no such thing."""
    if not isinstance(held, Thing) or (held.kind is None and type_of(walk, held) not in walk.libraries.known):
        level = next((item for item in kind.lineage() if name in item.klass.fields), None)
        written = level.klass.fields[name].value if level is not None else None
        called = level is not None and written is not None and written.kind == "call"
        made = walk.surroundings.at(level.klass.module, written) if called and level and written else None
        held = made or held
    member = walk.libraries.attribute(type, name)
    if not isinstance(held, Thing):
        return None
    own = type_of(walk, held)
    if own and own in {walk.libraries.attribute(type, known) for known in _MANAGERS}:  # under a name of its own
        member = own
    if member is None:
        return None
    return Thing(
        type=member, kind=held.kind, model=Query(kind.klass.name, row=row_of(kind)), attributes={"model": kind}
    )


def _begun(walk: Walk, kind: Kind, name: str, value: Value) -> Value:
    """What a field has in it that has nothing only until it is first asked for: ``repo: Repository | null = null``."""
    made = _field(walk, kind, name) if value == Known(None) else None
    is_object = isinstance(made, Thing) and (made.kind is not None or made.type in walk.libraries.known)
    return made if made is not None and is_object else value


def _is_nameless(walk: Walk, value: Value) -> bool:
    """Whether a class holds something of a library of which nothing is known."""
    return isinstance(value, Thing) and value.kind is None and type_of(walk, value) not in walk.libraries.known


def _written(walk: Walk, kind: Kind, name: str, value: Value) -> Value:
    """A member of an object as its class has it; what a Python class is given by a library as this walk knows it:
    ``queryset = Item.objects.all()``."""
    if not isinstance(value, Thing) or value.kind is not None or value.made_by is None:
        return _begun(walk, kind, name, value)
    level = next((item for item in kind.lineage() if item.attributes.get(name) is value), None)
    if level is None or level.klass.module.language != "python":
        return value
    said = [s.value for s in level.klass.body if s.kind == "assign" and any(t.name == name for t in s.targets)]
    return walk.surroundings.at(level.klass.module, said[-1]) or value if said and said[-1] is not None else value


def attribute(walk: Walk, owner: Value, name: str) -> Value:
    """A member of one value."""
    found = _attribute(walk, owner, name)
    if not isinstance(owner, Thing) or name in owner.attributes:
        return found
    row = owner.model.row if isinstance(owner.model, Query) and owner.model.one else owner.model
    if isinstance(row, Row):
        described = isinstance(found, Thing) and found.kind is None and not isinstance(found.model, (Row, Query))
        if described or isinstance(found, Unknown):  # what a row has in a column
            return Thing(type=FIELD, model=Row(row.what, row.entity, (name,)))
    return found


def _attribute(walk: Walk, owner: Value, name: str) -> Value:
    if isinstance(owner, Thing):
        mine = own_member(walk, owner, name)
        if mine is not None:
            if isinstance(mine, Callee) and any(
                isinstance(d, Library)
                and d.name.rpartition(".")[2] in {"property", "cached_property", "hybrid_property"}
                for d in mine.decorators
            ):
                return declared.provided(walk, mine) or Unknown()
            told = _field(walk, owner.kind, name) if owner.kind is not None and _is_nameless(walk, mine) else None
            if told is not None:
                return told  # db: Session = Depends(get_db)
            if mine == Known(None) and owner.kind is not None:  # self.db = None, until it is set
                later = setlater.member(walk, owner, name)
                mine = later or (Unknown() if setlater.is_set(owner.kind, name) else mine)
            return _written(walk, owner.kind, name, mine) if owner.kind is not None else mine
        if owner.kind is not None:
            found = _field(walk, owner.kind, name) or _depended(walk, owner.kind, name)
            found = found or setlater.member(walk, owner, name) or setlater.asked_of_another(walk, owner, name)
            if found is not None:
                return found
        type = type_of(walk, owner)
        member = walk.libraries.attribute(type, name) if type else None
        if member == "{}":
            return owner.attributes.setdefault(name, Table())
        if member is not None:
            model = "User" if owner.type.startswith("django.contrib.auth.get_user_model") else name
            made = Thing(type=member, model=owner.model if isinstance(owner.model, Query) else model)
            made.attributes |= {"=owner": owner} if owner.kind is not None else {}
            return made
        if owner.kind is None and owner.type:
            if type.startswith("[]") or type in walk.libraries.known:
                return Unknown()
            return Thing(type=f"{type}.{name}")
        return Unknown()
    if isinstance(owner, Kind):
        mine = own_member(walk, owner, name)
        type = class_type(walk, owner)
        member = walk.libraries.attribute(type, name) if type else None
        manager = _manager(walk, owner, type, name, mine) if type and not isinstance(mine, Callee) else None
        if manager is not None:
            return manager
        if mine is not None:
            return _begun(walk, owner, name, mine)
        return Thing(type=member, model=Query(owner.klass.name, row=row_of(owner))) if member is not None else Unknown()
    if isinstance(owner, Namespace):
        found2 = walk.evaluator.attribute(owner, name)
        if names.useful(walk, found2):
            return found2
        for path in owner.paths:
            module = walk.evaluator.project.module(path)
            inner = walk.surroundings.module(module).names.get(name) if module is not None else None
            if isinstance(inner, names.Imported):
                inner = names.imported(walk, inner, name)
            if inner is not None and not isinstance(inner, Unknown):
                return inner
        return found2
    if isinstance(owner, Library):
        if owner.receiver is not None:
            return Library(f"{owner.name}.{name}", owner.receiver)
        member = walk.libraries.attribute(walk.libraries.type_of(owner.name), name)
        short = owner.name.rpartition(".")[2]
        named = short if name in {"objects", "_default_manager"} and short[:1].isupper() else name
        return Thing(type=member, model=named) if member else Library(f"{owner.name}.{name}")
    if isinstance(owner, Table):
        return owner.entries.get(name, Unknown())
    return Unknown()


def _field(walk: Walk, kind: Kind, name: str) -> Value | None:
    """A member whose type is declared."""
    for level in kind.lineage():
        scope = walk.surroundings.module(level.klass.module)
        item = level.klass.fields.get(name)
        if item is not None and item.type:
            inner = Scope(level.klass.module, scope)
            made = declared.typed(_At(walk, inner), item.type, inner)  # type: ignore[arg-type]
            if made is not None:
                return made
        for embedded in level.klass.fields.values():
            if embedded.embedded and embedded.name != name:
                below = declared.typed(_At(walk, scope), embedded.type, scope)  # type: ignore[arg-type]
                found = own_member(walk, below, name) or (
                    _field(walk, below.kind, name) if isinstance(below, Thing) and below.kind is not None else None
                ) if below is not None else None  # fmt: skip
                if found is not None:
                    return found
                if isinstance(below, Thing) and below.kind is None:
                    rule = walk.libraries.rule(type_of(walk, below), name)
                    if rule is not None:
                        return Library(f"{type_of(walk, below)}.{name}", below)
    return None


class _At:
    """A walk's knowledge, with the variables of another place."""

    def __init__(self, walk: Walk, scope: Scope) -> None:
        self.scope = scope
        self.module = scope.module
        self.evaluator, self.libraries, self.surroundings = walk.evaluator, walk.libraries, walk.surroundings
        self.effects, self.depth = walk.effects, walk.depth


def inherited(walk: Walk, owner: Value, name: str) -> tuple[Rule, str, Thing] | None:
    """What a method does that a class of the project has from a library's: its rule and name, and the object.

    Rules of such methods are named after the library's class. ``owner`` may be ``super()`` of the object.
    """
    for item in options(owner):
        is_parent = isinstance(item, Thing) and item.type == "super" and isinstance(item.model, tuple)
        thing = item.model[0] if isinstance(item, Thing) and is_parent else item
        thing = Thing(kind=thing) if isinstance(thing, Kind) else thing
        if not isinstance(thing, Thing) or thing.kind is None:
            continue
        for base in thing.kind.libraries():
            rule = walk.libraries.rules.get(f"{base}.{name}")
            if rule is not None:
                return rule, f"{base}.{name}", thing
    return None


def kind_of(surroundings: Surroundings, function: Function, scope: Scope) -> Kind | None:
    """The class that a function is a method of."""
    if function.receiver[1]:
        holder = scope.find(function.receiver[1])
        value = holder.names[function.receiver[1]] if holder is not None else None
        return value if isinstance(value, Kind) else None
    owner: Class | None = owner_of(function, surroundings.evaluator.kinds)
    return surroundings.evaluator.kinds.get(id(owner)) if owner is not None else None


def abstract(function: Function) -> bool:
    """Whether a method has no code of its own."""
    body = function.node.child_by_field_name("body")
    if body is None:
        return True
    text = function.module.text(body)
    return len(text) < 200 and bool(
        re.fullmatch(r"(\"\"\".*?\"\"\")?\s*(\.\.\.|pass|raise NotImplementedError.*)?", text.strip(), re.DOTALL)
    )


def derived(walk: Walk, kind: Kind) -> list[Kind]:
    """The project's classes that derive from a class, or have what it asks for."""
    found = walk.evaluator.derived(kind)[:3]
    if not found and kind.klass.module.language == "javascript":
        found = [item for item in interfaces.implementing(walk, kind.klass.name) if item is not kind]
    if not found and any(name.endswith(".Protocol") for name in kind.libraries()):
        found = interfaces.having(walk, kind)
    return found


def instance(walk: Walk, kind: Kind, args: list[Value], named: dict[str, Value]) -> Value:
    """An object of a class of the project, made with these values."""
    made = Thing(kind=kind)
    if walk.depth > 0 and (args or named):
        count = len(walk.effects._running)
        if count < 30:
            key = ("made", id(kind.klass))
            if key not in walk.effects._running:
                walk.effects._running.add(key)
                if not any("__init__" in level.attributes for level in kind.lineage()):
                    made.attributes |= {k: v for k, v in named.items() if not isinstance(v, Unknown)}
                try:
                    walk.surroundings.construct(made, args, named)
                finally:
                    walk.effects._running.discard(key)
                return made
    return walk.surroundings.itself(kind)


def parent(walk: Walk) -> Value:
    """``super()``."""
    for name in ("self", "this", "cls"):
        holder = walk.scope.find(name)
        thing = holder.names[name] if holder is not None else None
        kind = thing.kind if isinstance(thing, Thing) else thing if isinstance(thing, Kind) else None
        if kind is not None and walk.function is not None:
            owner = walk.function.owner
            current = walk.evaluator.kinds.get(id(owner), kind) if owner is not None else kind
            return Thing(type="super", model=(thing, current))
    return Unknown()
