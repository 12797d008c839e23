"""Go: packages of several files, literals of its types, and which packages have to do with serving."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from backend_review.index.buildtags import is_built
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module, go
from backend_review.model.evaluator.state import Pending, State, names_in
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Results,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    text_of,
)


class Golang(State):
    """Go: packages of several files, literals of its types, and which packages have to do with serving."""

    def go_package(self, module: Module) -> Scope | None:
        paths = self.project.package(module) or (module.path,)
        self.go_files(paths, Scope(module))
        return self.scopes.get(module.path)

    def go_files(self, paths: Iterable[str], shared: Scope) -> None:
        """Follow files of a Go package, which see each other's names in ``shared``."""
        files = []
        for path in paths:
            item = self.project.module(path)
            if item is not None:
                scope = self.scopes[path] = Scope(item, shared)
                files.append((item, scope))
        # Of several that have a name, the one that is part of the usual build.
        files.sort(key=lambda both: is_built(both[0].path, both[0].file.text))
        methods: list[tuple[Function, Scope]] = []
        inits: list[Value] = []
        for item, scope in files:
            for statement in item.body:
                function = statement.function
                if statement.kind == "import":
                    self.bring_in(statement, scope)
                elif statement.klass is not None:
                    made = Kind(statement.klass, scope)
                    shared.names[statement.klass.name] = made
                    self.note_kind(made)
                elif function is not None and function.receiver[1]:
                    methods.append((function, scope))
                elif function is not None and function.name == "init":
                    inits.append(Callee(function, scope))
                elif function is not None:
                    shared.names[function.name] = Callee(function, scope)
        shared.names["init"] = Items(inits)  # nothing can call them by their name
        for function, scope in methods:
            owner = shared.names.get(function.receiver[1])
            if isinstance(owner, Kind):
                owner.klass.methods[function.name] = function
                function.owner = owner.klass
                owner.attributes[function.name] = Callee(function, scope)
        self._package_variables(files, shared)

    def _package_variables(self, files: list[tuple[Module, Scope]], shared: Scope) -> None:
        pending = []
        for item, scope in files:
            inner = Scope(item, scope, shared.names)
            for statement in item.body:
                if statement.kind == "assign":
                    later = Pending(statement, inner)
                    pending.append(later)
                    for target in statement.targets:
                        shared.names.update(dict.fromkeys(names_in(target), later))
        for later in pending:
            self.initialize(later)

    def initialize(self, later: Pending) -> None:
        """Give a package's variables their values, in whatever order they need each other."""
        if later.busy:
            return
        later.busy = True
        self.follow([later.statement], later.scope)
        for target in later.statement.targets:
            for name in names_in(target):
                if later.scope.names.get(name) is later:
                    later.scope.names[name] = Unknown()

    def set_in_package(self, package: Namespace, name: str, value: Value, scope: Scope) -> None:
        """``server.Handlers = append(server.Handlers, more)``: a variable of another package is given a value.

        What a file does that is no part of the usual build adds to lists, and takes no other value's place.
        """
        shared = next((found.outer for path in package.paths if (found := self.scope_of(path)) is not None), None)
        before = shared.names.get(name) if shared is not None else None
        if shared is None or before is None:
            return
        known = self.force(before, shared, name)
        module = scope.module
        if isinstance(value, Items) or isinstance(known, Unknown) or is_built(module.path, module.file.text):
            shared.names[name] = value

    def _empty(self, type: str, scope: Scope) -> tuple[Thing | None, list[str]]:
        """An object of a Go struct type as it is written, and its fields; None for other types."""
        if type.startswith(("map[", "[")):
            return None, []
        if type.startswith("struct"):
            return Thing(), fields_of(type)
        made = self.instance_of(type, scope)
        if made is not None:
            made.assumed = False
            return made, list(made.kind.klass.fields) if made.kind is not None else []
        package, _, name = type.partition(".")
        holder = scope.find(package)
        library = self.force(holder.names[package], holder, "") if holder is not None else None
        return (Thing(type=f"{library.name}.{name}"), []) if isinstance(library, Library) and name else (None, [])

    def as_type(self, value: Value, type: str, scope: Scope) -> Value:
        """What a value becomes by being given to, or returned as, a declared type.

        A function becomes one of the project's function types, what a library made a router that we know.
        """
        if scope.module.language != "go":
            return value
        if isinstance(value, Thing) and value.made_by is not None and value.model is None and value.kind is None:
            self._known_router(value, type, scope)
        if isinstance(value, Table) and not value.entries:  # var made T, in a generic function
            made = self.instance_of(type, scope) if type and not type.startswith(("map[", "[")) else None
            is_struct = made is not None and made.kind is not None and not made.kind.klass.underlying
            return made if made is not None and is_struct else value
        if not isinstance(value, Callee) or not _NAME.fullmatch(type):
            return value
        holder: Value | None = None
        for part in type.split("."):
            found = scope.find(part) if holder is None else None
            held = self.force(found.names[part], found, part) if found is not None else None
            holder = held if holder is None else self.attribute(holder, part)
            if holder is None:
                return value
        return self.with_methods(value, holder) if isinstance(holder, Kind) else value

    def _known_router(self, value: Thing, type: str, scope: Scope) -> None:
        """``r := library.Engine()`` is handed on as a ``*gin.Engine``: so it was one all along."""
        declared = self.instance_of(type, scope) if "." in type else None
        make = self.handlers.get(declared.type) if declared is not None and declared.kind is None else None
        if declared is None or make is None or value.made_by is None:
            return
        make(replace(value.made_by, into=value))
        for call, result in self.asked.pop(id(value), ()):
            name = f"{declared.type}.{call.name.rpartition('.')[2]}"
            handler = self.handlers.get(name)
            made = handler(replace(call, name=name)) if handler is not None else None
            if isinstance(made, Thing) and made is not value:
                result.type, result.model = made.type, made.model

    def named_results(self, function: Function, scope: Scope) -> dict[str, Value]:
        """The results of a function that have names, before anything is put into them."""
        return {
            item.name: (None if item.type.startswith("*") else self._empty(item.type, scope)[0]) or Unknown()
            for item in go.results(function.module, function.node)
        }

    def typed_results(self, results: Results, types: str, scope: Scope) -> Results:
        """Several results, with some object of its type for each that is not known and is of a type of the project."""
        written = [part.strip().rpartition(" ")[2] for part in types.strip("() ").split(",")]
        if len(written) == len(results.items):
            results.items = [
                (self.instance_of(type, scope) or item) if isinstance(item, Unknown) and "[" not in type else item
                for type, item in zip(written, results.items, strict=True)
            ]
        return results

    def with_methods(self, value: Value, kind: Kind) -> Value:
        """A function with the methods of a type that it is converted to (``Handler(f).serve()``)."""
        methods = [item for item in kind.attributes.values() if isinstance(item, Callee)]
        if not isinstance(value, Callee) or not methods or not kind.klass.underlying.startswith("func"):
            return value
        made = Callee(value.function, value.scope, value.bound, value.decorators, dict(value.attributes))
        for item in methods:
            made.attributes[item.function.name] = Callee(item.function, item.scope, made)
        return made

    def go_literal(self, expr: Expr, scope: Scope) -> Value:
        type = expr.name.lstrip("*")
        made, fields = self._empty(type, scope)
        if made is not None and made.kind is not None and made.kind.klass.underlying.startswith(("map[", "[")):
            type, made = made.kind.klass.underlying, None
        element = element_of(type)
        table = Table()
        items: list[Value] = []
        for position, (key, item) in enumerate(expr.entries):
            if element and item.kind == "dict" and not item.name:
                item.name = element  # the elements' type is said once
            value = self.evaluate(item, scope)
            if key is None:
                items.append(value)
                if position < len(fields):
                    table.entries[fields[position]] = value
            elif key.kind == "name" and made is not None:
                table.entries[key.name] = value
            else:
                table.entries[text_of(self.evaluate(key, scope)) or scope.module.text(key.node)] = value
        if made is None:
            return Items(items) if (items or type.startswith("[")) and not table.entries else table
        made.attributes.update(table.entries)
        if made.kind is not None and table.entries:
            self.instances[id(made.kind.klass)] = made
        return made

    def serves(self, module: Module) -> bool:
        """Whether a Go package has to do with a web framework, itself or through the packages it imports.

        What the others do is followed only so far as to know simple results (a configured path, a table of names).
        """
        folder = module.path.rpartition("/")[0]
        if folder not in self.serving:
            self.serving[folder] = False  # for packages that import each other
            texts = [f'"{name.rpartition(".")[0]}"' for name in self.handlers if "/" in name]
            marks = {text for text in texts if text != '"net/http"'}
            for path in self.project.package(module):
                item = self.project.module(path)
                if item is not None and (
                    _SERVES.search(item.file.text)
                    or any(mark in item.file.text for mark in marks)
                    or any(self.serves(other) for other in self._imported_packages(item))
                ):
                    self.serving[folder] = True
                    break
        return self.serving[folder]

    def _imported_packages(self, module: Module) -> Iterator[Module]:
        for statement in module.body:
            for item in statement.imports:
                for path in self.project.resolve(module, item.module)[:1]:
                    other = self.project.module(path)
                    if other is not None:
                        yield other


def starting(args: list[Value]) -> Iterator[Callee]:
    """The functions among arguments for a library that need nothing to be called with, and those in its options.

    None that takes requests: it is called for them.
    """
    for value in args:
        if isinstance(value, Callee) and value.function.module.language == "go":
            if all(item.type == "context.Context" for item in value.function.parameters):
                yield value
        elif isinstance(value, Thing) and value.kind is None and value.made_by is None:
            for item in value.attributes.values():
                if isinstance(item, Callee) and item.function.module.language == "go":
                    types = [parameter.type for parameter in item.function.parameters]
                    if all(type == "context.Context" or not _TAKEN.search(type) for type in types):
                        yield item


def element_of(type: str) -> str:
    """The type of the elements of a Go slice, array or map; "" for any other type."""
    depth = 0
    for index, char in enumerate(type if type.startswith(("[", "map[")) else ""):
        depth += (char == "[") - (char == "]")
        if depth == 0 and char == "]":
            return type[index + 1 :]
    return ""


def fields_of(type: str) -> list[str]:
    """The names of the fields of a Go struct type without a name, as it is written."""
    lines = re.split(r"[;\n]", type.partition("{")[2].rpartition("}")[0])
    found = [_FIELD_NAMES.match(line) for line in lines]
    return [name.strip() for names in found if names for name in names.group(1).split(",")]


def empty_text(tag: str, assumed: bool) -> Value | None:
    """A text field of a Go struct that nothing was put into: a setting's default, else empty as the language says."""
    default = _DEFAULT.search(tag)
    if default:
        return Known(default.group(1))
    return None if assumed and not _SETTING.search(tag) else Known("")


_TAKEN = re.compile(r"ResponseWriter|Request\b|Ctx\b|Context\b")
_NAME = re.compile(r"\w+(?:\.\w+)?")
_SERVES = re.compile(r"\bhttp\.(?:NewServeMux|ServeMux|HandleFunc|Handle|ListenAndServe|Handler|HandlerFunc|Server)\b")
_DEFAULT = re.compile(r'\b(?:envDefault|env-default|default):"([^"]*)"')
_SETTING = re.compile(r"\b(?:yaml|mapstructure|env|toml|koanf|ini|envconfig|conf|hcl):")
_FIELD_NAMES = re.compile(r"\s*(\w+(?:\s*,\s*\w+)*)\s+[\w*\[\].(]")
