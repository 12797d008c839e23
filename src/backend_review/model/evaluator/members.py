"""Members of values: of objects, classes, modules and libraries."""

from __future__ import annotations

from backend_review.index.program import Field
from backend_review.model import builtins, pythonfiles
from backend_review.model.evaluator.golang import empty_text
from backend_review.model.evaluator.state import State
from backend_review.model.values import (
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Native,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    joined,
    options,
)


class Members(State):
    """Members of values: of objects, classes, modules and libraries."""

    def attribute(self, owner: Value, name: str) -> Value:
        """A member of a value."""
        if isinstance(owner, Thing):
            return self._attribute_of_thing(owner, name)
        if isinstance(owner, Kind):
            held = attribute_of_kind(owner, name)
            if isinstance(held, Callee) and held.bound is owner and held.function.is_getter:
                return self.invoke(held, [], {}, None)
            if isinstance(held, Callee) and held.bound is None and _is_class_method(held):
                return Callee(held.function, held.scope, owner, held.decorators)
            return held
        if isinstance(owner, Namespace):
            return self._attribute_of_namespace(owner, name)
        if isinstance(owner, Library):
            member = self.members.get(owner.name)
            given = builtins.constant(f"{owner.name}.{name}") or (
                member(self.whole, name) if member is not None else None
            )
            return given if given is not None else Library(f"{owner.name}.{name}", owner.receiver)
        if isinstance(owner, Callee) and name in owner.attributes:
            return owner.attributes[name]
        if isinstance(owner, Callee) and name == "prototype" and owner.function.module.language == "javascript":
            return owner.attributes.setdefault(name, Table())
        if isinstance(owner, Either):
            return joined([self.attribute(item, name) for item in options(owner)])
        return builtins.attribute(owner, name)

    def _attribute_of_namespace(self, owner: Namespace, name: str) -> Value:
        for path in owner.paths:
            found = self.member(path, name)
            if found is not None:
                return found
        module = self.project.module(owner.paths[0]) if owner.paths else None
        if module is not None and module.language == "python" and name.startswith("__"):
            return pythonfiles.module_variable(module, name) or Unknown()
        if module is not None and module.language == "python" and module.path.endswith("__init__.py"):
            below = self.project.resolve(module, f".{name}")
            return Namespace(below) if below else Unknown()
        return Unknown()

    def _attribute_of_thing(self, owner: Thing, name: str) -> Value:
        if name in owner.attributes:
            return owner.attributes[name]
        if owner.kind is not None:
            for kind in owner.kind.lineage():
                if name in kind.attributes:
                    value = kind.attributes[name]
                    if isinstance(value, Callee) and not value.function.is_static:
                        bound = Callee(value.function, value.scope, owner, value.decorators)
                        property = any(is_named(item, "property", "cached_property") for item in value.decorators)
                        if property or value.function.is_getter:
                            return self.invoke(bound, [], {}, None)
                        return bound
                    return value
            typed = self._typed_field(owner, name)
            if typed is not None:
                return typed
        for type in [owner.type, *(owner.kind.libraries() if owner.kind is not None else [])]:
            if type:
                return Library(f"{type}.{name}", owner)
        return Unknown()

    def _typed_field(self, owner: Thing, name: str) -> Value | None:
        """A field whose value was not seen but whose type is a class of the project; fields of embedded structs."""
        for kind in owner.kind.lineage() if owner.kind is not None else ():
            item = kind.klass.fields.get(name)
            held = self._held_by(owner, kind, item) if item is not None else None
            if held is not None:
                return held
            for embedded in kind.klass.fields.values():
                if embedded.embedded and embedded.name != name:
                    inner = owner.attributes.get(embedded.name) or self._held_by(owner, kind, embedded)
                    if isinstance(inner, Thing):
                        found = self.attribute(inner, name)
                        if not isinstance(found, Unknown):
                            return found
        return None

    def _held_by(self, owner: Thing, kind: Kind, item: Field) -> Value | None:
        """What a field holds that nothing was seen to be put into, as its type says; None if that says nothing."""
        if item.type == "string" and kind.scope.module.language == "go":
            return empty_text(item.tag, owner.assumed)
        if item.type.startswith("[]") and not owner.assumed:
            return owner.attributes.setdefault(item.name, Items())
        made = self.instance_of(item.type, kind.scope) if item.type else None
        if made is not None:
            made.assumed = owner.assumed or item.type.startswith("*")
            owner.attributes[item.name] = made
        return made

    def instance_of(self, type: str, scope: Scope) -> Thing | None:
        """Some object of a type as it is written (``*Handler``, ``svc.UserService``); None if it is none of ours."""
        value: Value | None = None
        for part in type.lstrip("*[]").partition("[")[0].partition("<")[0].strip().split("."):
            if value is None:
                holder = scope.find(part)
                value = self.force(holder.names[part], holder, part) if holder is not None else None
                if value is None:
                    return None
            else:
                value = self.attribute(value, part)
        if isinstance(value, Kind) and not value.klass.interface:
            return Thing(kind=value, assumed=True)
        if isinstance(value, Library):
            type_name = self.types.get(value.name)
            return Thing(type=type_name, assumed=True) if type_name else None
        return None


def attribute_of_kind(kind: Kind, name: str) -> Value:
    if name == "as_view":  # Django, Flask, aiohttp: a class as a function that answers requests
        return Native(name, lambda call: Thing("as_view", model=kind, made_by=call))
    for level in kind.lineage():
        if name in level.attributes:
            value = level.attributes[name]
            if isinstance(value, Callee) and value.function.is_static and level.scope.module.language == "javascript":
                return Callee(value.function, value.scope, kind, value.decorators)
            return value
    if name == ("name" if kind.scope.module.language == "javascript" else "__name__"):
        return Known(kind.klass.name)
    libraries = kind.libraries()
    return Library(f"{libraries[0]}.{name}") if libraries else Unknown()


def _is_class_method(method: Callee) -> bool:
    return any(item.kind == "name" and item.name == "classmethod" for item in method.function.decorators)


def is_named(value: Value, *names: str) -> bool:
    return isinstance(value, Library) and value.name.rpartition(".")[2] in names
