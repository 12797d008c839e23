"""Following a program's start-up without running it: which routers it makes, and what it puts into them.

Module bodies and the functions they call are followed over values such as constants, lists, classes, objects and what
libraries make. Both sides of a condition are followed. What a library's functions do to routers is said by the
modules in ``frameworks/``; what is not known stays ``Unknown``, and is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Function, Import, Module, Parameter, Statement, javascript
from backend_review.index.project import Project
from backend_review.model import builtins
from backend_review.model.routes import Place
from backend_review.model.values import (
    HOLE,
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Native,
    Results,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    merged,
    options,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_STEPS = 3_000_000
MAX_STEPS_OF_MODULE = 200_000
MAX_STEPS_OF_MAIN = 800_000
MAX_STEPS_ASIDE = 3_000
STEPS_KEPT = 50_000  # that what frameworks do at the end may take, when the modules have used up all
MAX_DEPTH = 40
MAX_ITEMS = 300
NOTHING = Known(None)

Handler = Callable[["Call"], "Value | None"]
OnClass = Callable[["Evaluator", Kind], None]
Member = Callable[["Evaluator", str], "Value | None"]


@dataclass(slots=True, eq=False)
class Call:
    """A call that is followed: what is called with what, and where."""

    evaluator: Evaluator
    name: str
    receiver: Thing | None
    args: list[Value]
    named: dict[str, Value]
    expr: Expr
    scope: Scope
    into: Thing | None = None  # the object of a project's own class that a library's constructor fills

    @property
    def place(self) -> Place:
        return Place(self.scope.module.path, int(self.expr.node.start_point[0]) + 1)

    @property
    def conditional(self) -> bool:
        """Whether the call is made under a condition that the object it is a method of was not made under, too."""
        return self.evaluator.conditional > (self.receiver.depth if self.receiver is not None else 0)

    def arg(self, index: int, name: str = "") -> Value | None:
        """An argument by its position or name; None when it is not given."""
        if name and name in self.named:
            return self.named[name]
        return self.args[index] if 0 <= index < len(self.args) else None

    def text(self, index: int, name: str = "") -> str | None:
        """An argument's text; a text with a hole for one that is given but not known; None when it is not given."""
        value = self.arg(index, name)
        if value is None or value == NOTHING:
            return None
        return text_of(value) if text_of(value) is not None else HOLE

    def option(self, name: str, index: int = -1) -> Value | None:
        """A named argument, or an entry of the options object that JavaScript passes at a position."""
        if name in self.named:
            return self.named[name]
        holder = self.arg(index) if index >= 0 else next((v for v in reversed(self.args) if isinstance(v, Table)), None)
        return holder.entries.get(name) if isinstance(holder, Table) else None

    def thing(self, type: str, model: Any = None) -> Thing:
        """The object that the call makes."""
        made = self.into if self.into is not None else Thing()
        made.type, made.model, made.made_by = type, model, self
        made.depth = self.evaluator.conditional
        return made


@dataclass(slots=True, eq=False)
class _Frame:
    returns: list[Value] = field(default_factory=list)
    always: list[Value] = field(default_factory=list)  # what is returned under no condition
    conditional: int = 0


class _OutOfSteps(Exception):  # noqa: N818  # it ends the following, it is no error
    """The program takes longer to follow than is allowed."""


class Evaluator:
    """Follows the modules of a project.

    ``handlers`` say what library functions and methods do, by full name; ``on_class`` are told of every class.
    """

    def __init__(
        self,
        project: Project,
        handlers: Mapping[str, Handler],
        types: Mapping[str, str] | None = None,
        on_class: Iterable[OnClass] = (),
        members: Mapping[str, Member] | None = None,
    ) -> None:
        """``types`` gives the names that methods of library types are known by, by the types' own names.

        ``members`` give what a library's object has from the project: ``django.conf.settings.X``.
        """
        self.project = project
        self.handlers = handlers
        self.types = types or {}
        self.members = members or {}
        self.found: list[Any] = []
        self.globals = Table(complete=False)
        self.on_class = list(on_class)
        self.conditional = 0
        self.unknown: Counter[str] = Counter()
        self.called: set[int] = set()
        self.kinds: dict[int, Kind] = {}
        self._scopes: dict[str, Scope] = {}
        self._running: list[int] = []
        self._exports: dict[str, dict[str, Value]] = {}
        self._stars: dict[str, list[str]] = {}
        self._serving: dict[str, bool] = {}
        self._aside = False
        self._steps = 0
        self._spent = 0
        self._limit = MAX_STEPS

    # Modules

    def scope_of(self, path: str) -> Scope | None:
        """The variables of a module after its body was followed; None for what is no module of the project."""
        if path in self._scopes:
            return self._scopes[path]
        module = self.project.module(path)
        if module is None:
            return None
        if module.language == "go":
            return self._go_package(module)
        scope = self._scopes[path] = Scope(module)
        self._exports[path] = {}
        if module.language == "javascript":
            exported = Table(complete=False)
            scope.names["exports"] = exported
            scope.names["module"] = Table({"exports": exported})
        self._follow(module.body, scope)
        return scope

    def _follow(self, body: list[Statement], scope: Scope) -> None:
        """The statements of a module, whatever they do."""
        outer_steps, outer_limit, outer_conditional = self._steps, self._limit, self.conditional
        self._limit = self._steps + max(0, min(MAX_STEPS_OF_MODULE, MAX_STEPS - self._spent))
        self.conditional = 0
        try:
            self.run(body, scope, _Frame())
        except _OutOfSteps:
            self.unknown["modules too long to follow"] += 1
        except RecursionError:
            self.unknown["modules nested too deep to follow"] += 1
        finally:
            self._spent += self._steps - outer_steps  # what a module takes does not count as its importer's
            self._steps, self._limit, self.conditional = outer_steps, outer_limit, outer_conditional

    def start(self, function: Callee, args: list[Value] | None = None, steps: int = MAX_STEPS_OF_MODULE) -> None:
        """Follow a function that something outside of the project calls."""
        self.attempt(lambda: self.invoke(function, args or [], {}, None), steps)

    def attempt(self, action: Callable[[], object], steps: int = MAX_STEPS_OF_MODULE) -> None:
        """Do something that follows code, within the limits that hold for one module."""
        before, outer = self._steps, self._limit
        self._limit = before + max(STEPS_KEPT, min(steps, MAX_STEPS - self._spent))
        try:
            action()
        except _OutOfSteps:
            self.unknown["functions too long to follow"] += 1
        except RecursionError:
            self.unknown["functions nested too deep to follow"] += 1
        finally:
            self._spent += self._steps - before
            self._steps, self._limit = before, outer

    def _go_package(self, module: Module) -> Scope | None:
        paths = self.project.package(module) or (module.path,)
        self.go_files(paths, Scope(module))
        return self._scopes.get(module.path)

    def go_files(self, paths: Iterable[str], shared: Scope) -> None:
        """Follow files of a Go package, which see each other's names in ``shared``."""
        files = []
        for path in paths:
            item = self.project.module(path)
            if item is not None:
                scope = self._scopes[path] = Scope(item, shared)
                files.append((item, scope))
        methods: list[tuple[Function, Scope]] = []
        inits: list[Value] = []
        for item, scope in files:
            for statement in item.body:
                function = statement.function
                if statement.kind == "import":
                    self._import(statement, scope)
                elif statement.klass is not None:
                    made = Kind(statement.klass, scope)
                    shared.names[statement.klass.name] = made
                    self.kinds[id(statement.klass)] = made
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
                    later = _Pending(statement, inner)
                    pending.append(later)
                    for target in statement.targets:
                        shared.names.update(dict.fromkeys(_names_in(target), later))
        for later in pending:
            self._initialize(later)

    def _initialize(self, later: _Pending) -> None:
        """Give a package's variables their values, in whatever order they need each other."""
        if later.busy:
            return
        later.busy = True
        self._follow([later.statement], later.scope)
        for target in later.statement.targets:
            for name in _names_in(target):
                if later.scope.names.get(name) is later:
                    later.scope.names[name] = Unknown()

    def member(self, path: str, name: str, seen: frozenset[str] = frozenset()) -> Value | None:
        """What a module offers under a name; ``default`` is what a JavaScript module is about; None if nothing."""
        scope = self.scope_of(path)
        if scope is None or path in seen:
            return None
        if scope.module.language == "go":
            outer = scope.outer
            value = outer.names.get(name) if outer is not None else None
            return self.force(value, outer, name) if value is not None else None
        if scope.module.language == "python":
            found = scope.names.get(name)
            return self.force(found, scope, name) if found is not None else None
        exports = self._exports[path]
        if name in exports:
            return self.force(exports[name], None, "")
        common = scope.names["module"]
        value = common.entries.get("exports") if isinstance(common, Table) else None
        if isinstance(value, Table) and name in value.entries:
            return value.entries[name]
        for star in self._stars.get(path, ()):
            below = self.member(star, name, seen | {path}) if name != "default" else None
            if below is not None:
                return below
        if value is not None and not (isinstance(value, Table) and not value.entries):
            return value if name in {"default", "="} else self.attribute(value, name)
        return None

    def force(self, value: Value, scope: Scope | None, name: str) -> Value:
        """What an import stands for, found when it is first used (so that modules may import each other)."""
        if isinstance(value, _Pending):
            self._initialize(value)
            value = value.scope.names.get(name, Unknown())
            return value if not isinstance(value, _Pending) else Unknown()
        if not isinstance(value, _Imported):
            return value
        if value.busy:
            return Unknown()
        value.busy = True
        try:
            found = self._imported(value)
        finally:
            value.busy = False
        if scope is not None and found is not None:
            scope.names[name] = found
        return found if found is not None else Unknown()

    def _imported(self, value: _Imported) -> Value | None:
        if not value.member:
            return Namespace(value.paths)
        for path in value.paths:
            found = self.member(path, value.member)
            # A package that imports a module of its own finds this very import under the name.
            if found is not None and not (isinstance(found, Unknown) and path == value.module.path):
                return found
        if value.module.language == "python":
            joiner = "" if value.source.endswith(".") else "."
            below = self.project.resolve(value.module, f"{value.source}{joiner}{value.member}")
            return Namespace(below) if below else None
        if value.member == "default":
            return Namespace(value.paths)
        return None

    # Statements

    def run(self, body: Iterable[Statement], scope: Scope, frame: _Frame) -> None:
        """Follow statements; JavaScript's functions are there before what is written above them."""
        if scope.module.language == "javascript":
            body = sorted(body, key=lambda statement: statement.kind != "function")
        for statement in body:
            self._steps += 1
            if self._steps > self._limit:
                raise _OutOfSteps
            getattr(self, f"_{statement.kind}")(statement, scope, frame)

    def _import(self, statement: Statement, scope: Scope, frame: _Frame | None = None) -> None:
        module = scope.module
        for item in statement.imports:
            paths = self.project.resolve(module, item.module)
            value = self._import_value(module, item, paths)
            if item.member == "*":
                for path in paths:
                    if item.exported:
                        self._stars.setdefault(module.path, []).append(path)
                    elif module.language == "python":
                        below = self.scope_of(path)
                        scope.names.update(below.names if below is not None else {})
            elif item.exported:
                self._exports[module.path][item.name] = value
            elif item.name:
                scope.names[item.name] = value

    def _import_value(self, module: Module, item: Import, paths: tuple[str, ...]) -> Value:
        if module.language == "python" and not item.member and item.name and "." in item.module:
            top = item.module.partition(".")[0]
            if item.name == top:  # import a.b: the name is a
                found = self.project.resolve(module, top)
                return _Imported(module, top, "", found) if found else Library(top)
        if paths:
            return _Imported(module, item.module, item.member, paths)
        if module.language == "python":
            if item.member:
                below = self.project.resolve(module, f"{item.module.rstrip('.')}.{item.member}".lstrip("."))
                if item.module.startswith("."):
                    dots = len(item.module) - len(item.module.lstrip("."))
                    rest = item.module.lstrip(".")
                    name = "." * dots + (f"{rest}.{item.member}" if rest else item.member)
                    below = self.project.resolve(module, name)
                if below:
                    return _Imported(module, item.module, "", below)
                return Library(f"{item.module}.{item.member}")
            return Library(item.module)
        source = item.module.removeprefix("node:")
        if module.language == "go" or item.member in {"", "default"}:
            return Library(source)
        return Library(f"{source}.{item.member}")

    def _assign(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        if statement.value is None:
            return
        value = self.evaluate(statement.value, scope)
        if statement.operator != "=":
            before = self.evaluate(statement.targets[0], scope)
            value = builtins.combined(before, statement.operator.rstrip("="), value)
        declared = statement.node.type not in {"assignment_expression", "expression_statement", "assignment_statement"}
        for target in statement.targets:
            self.bind(target, value, scope, declared or scope.module.language == "python")
        if statement.exported and scope.module.path in self._exports:
            for target in statement.targets:
                for name in _names_in(target):
                    self._exports[scope.module.path][name] = scope.names.get(name, Unknown())

    def bind(self, target: Expr, value: Value, scope: Scope, declared: bool) -> None:
        """Give a target (a name, member, or several taken apart) a value."""
        if target.kind == "name":
            holder = None if declared else scope.find(target.name)
            (holder or scope).names[target.name] = value
        elif target.kind in {"attr", "index"} and target.target is not None:
            self._store(target, value, self.evaluate(target.target, scope), scope)
        elif target.kind == "list":
            if isinstance(value, Either) and any(isinstance(item, Results) for item in value.options):
                value = merged(value.options)
            known = value.items if isinstance(value, Items) else None
            for index, part in enumerate(target.args):
                inner = known[index] if known is not None and index < len(known) else None
                # Go: v, err := f() — the first is what is wanted when nothing else is known
                first = value if known is None and index == 0 and scope.module.language == "go" else Unknown()
                self.bind(part, inner or first, scope, declared)
        elif target.kind == "dict":
            for entry, part in target.entries:
                name = str(entry.value) if entry is not None else ""
                self.bind(part, self.attribute(value, name) if name else Unknown(), scope, declared)
        elif target.kind == "spread" and target.target is not None:
            self.bind(target.target, Unknown(), scope, declared)

    def _store(self, target: Expr, value: Value, owner: Value, scope: Scope) -> None:
        """``owner.name = value`` and ``owner[key] = value``."""
        indexed = target.kind == "index"
        key = text_of(self.evaluate(target.args[0], scope)) if indexed and target.args else target.name
        if key is None:
            return
        for item in options(owner):
            if isinstance(item, (Thing, Kind, Callee)):
                item.attributes[f"[{key}]" if indexed else key] = value
            elif isinstance(item, Table):
                item.entries[key] = value

    def _expr(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        if statement.value is not None:
            self.evaluate(statement.value, scope)

    def _return(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        if statement.value is None:
            return
        value = self.evaluate(statement.value, scope)
        if statement.targets:
            several = Results if scope.module.language == "go" else Items
            value = several([value, *(self.evaluate(item, scope) for item in statement.targets)])
        (frame.returns if self.conditional > frame.conditional else frame.always).append(value)

    def _raise(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        pass

    def _branch(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        if statement.value is not None:
            self.evaluate(statement.value, scope)
        before = dict(scope.names)
        ends = []
        certain = _always(statement, scope.module)
        blocks = statement.blocks
        taken = self._taken(statement, scope)
        if taken is not None:
            certain, blocks = True, blocks[taken : taken + 1]
        for block in blocks:
            scope.names.clear()
            scope.names.update(before)
            with self.condition(not certain):
                self._inside(block, scope, frame)
            ends.append(dict(scope.names))
        if not blocks or (len(statement.blocks) == 1 and not certain):
            ends.append(before)
        scope.names.clear()
        for name in dict.fromkeys(name for end in ends for name in end):
            values = list(dict.fromkeys(end[name] for end in ends if name in end))
            known = [value for value in values if not isinstance(value, Unknown)] or values[:1]
            scope.names[name] = known[0] if len(known) == 1 else Either(known)

    def _taken(self, statement: Statement, scope: Scope) -> int | None:
        """Which way Go's ``x == nil`` or ``x != nil`` goes for an object that is known to be there."""
        test = statement.value
        if scope.module.language != "go" or test is None or test.kind != "binary" or test.name not in {"==", "!="}:
            return None
        if test.args[1].kind != "constant" or test.args[1].value is not None:
            return None
        found = list(options(self.evaluate(test.args[0], scope)))
        if all(isinstance(item, Thing) and not item.assumed and (item.model or item.kind) for item in found):
            return int(test.name == "==")
        return None

    def _inside(self, block: list[Statement], scope: Scope, frame: _Frame) -> None:
        """The statements of an inner block: in Go what it declares ends with it."""
        if scope.module.language != "go":
            self.run(block, scope, frame)
            return
        declared = [
            name
            for statement in block
            if statement.kind == "assign" and statement.node.type in {"short_var_declaration", "var_spec", "const_spec"}
            for target in statement.targets
            for name in _names_in(target)
        ]
        before = {name: scope.names.get(name) for name in declared}
        self.run(block, scope, frame)
        for name, value in before.items():
            scope.names.pop(name, None)
            if value is not None:
                scope.names[name] = value

    @contextmanager
    def condition(self, applies: bool = True) -> Iterator[None]:
        """What is followed inside is done under a condition only."""
        self.conditional += applies
        try:
            yield
        finally:
            self.conditional -= applies

    def _loop(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        values = builtins.iterated(self.evaluate(statement.value, scope)) if statement.value is not None else None
        if scope.module.language == "go" and values is not None:
            over = self.evaluate(statement.value, scope)
            keys: list[Value] = [Known(index) for index in range(len(values))]
            if isinstance(over, Table):
                keys, values = [*map(Known, over.entries)], list(over.entries.values())
            pairs: list[Value] = [Items([key, value]) for key, value in zip(keys, values, strict=False)]
            values = keys if len(statement.targets) == 1 else pairs
        body = statement.blocks[0] if statement.blocks else []
        if values is None:
            with self.condition():
                for target in statement.targets:
                    self.bind(target, Unknown(), scope, True)
                self._inside(body, scope, frame)
            return
        go = scope.module.language == "go" and len(statement.targets) > 1
        for value in values[:MAX_ITEMS]:
            if go and isinstance(value, Items):
                for target, item in zip(statement.targets, value.items, strict=False):
                    self.bind(target, item, scope, True)
            else:
                for target in statement.targets:
                    self.bind(target, value, scope, True)
            self._inside(body, scope, frame)

    def _try(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        for index, block in enumerate(statement.blocks):
            with self.condition(index > 0):
                self.run(block, scope, frame)

    def _with(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        for block in statement.blocks:
            self._inside(block, scope, frame)

    _block = _with

    def _function(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        function = statement.function
        if function is None:
            return
        value: Value = Callee(function, scope)
        if scope.module.language == "python":
            value = self.decorated(value, function.decorators, scope)
        scope.names[function.name] = value
        self._export_definition(statement, function.name, value, scope)

    def _export_definition(self, statement: Statement, name: str, value: Value, scope: Scope) -> None:
        if statement.exported and scope.module.path in self._exports:
            for _, public in statement.names or [("", name)]:
                self._exports[scope.module.path][public] = value

    def decorated(self, value: Value, decorators: list[Expr], scope: Scope) -> Value:
        """A function or class after its decorators, the lowest first. They are remembered with it.

        What a decorator of the project makes of a function is still that function to us.
        """
        values = [(expr, self.evaluate(expr, scope)) for expr in decorators]
        if isinstance(value, Callee):
            value.decorators = tuple(item for _, item in values)
        for expr, item in reversed(values):
            result = self.call(item, [value], {}, expr, scope)
            ours = isinstance(item, Native) or (isinstance(item, Library) and item.name in self.handlers)
            if ours and isinstance(result, (Callee, Kind, Thing)):
                value = result
        return value

    def _class(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        if statement.klass is None:
            return
        value = self.define(statement.klass, scope)
        scope.names[statement.klass.name] = value
        self._export_definition(statement, statement.klass.name, value, scope)

    def define(self, klass: Class, scope: Scope) -> Value:
        """A class after its body and decorators were followed."""
        made = Kind(klass, scope, [self.evaluate(base, scope) for base in klass.bases])
        made.bases = [item for base in made.bases for item in options(base)]
        self.kinds[id(klass)] = made
        inner = Scope(scope.module, scope)
        if klass.name:
            inner.names[klass.name] = made
        for item in klass.body:
            if item.kind in {"assign", "class", "expr"}:
                self.run([item], inner, _Frame())
        for name, method in klass.methods.items():
            function = Callee(method, scope)
            if scope.module.language == "python" and method.decorators:
                self.decorated(function, method.decorators, inner)
            made.attributes[name] = function
        made.attributes.update({name: value for name, value in inner.names.items() if name != klass.name})
        if scope.module.language == "javascript":
            for name, held in klass.fields.items():
                if held.value is not None and name not in klass.methods:
                    made.attributes[name] = self.evaluate(held.value, scope)
        made.decorators = [self.evaluate(item, scope) for item in klass.decorators]
        value: Value = made
        for decorator, expr in zip(reversed(made.decorators), reversed(klass.decorators), strict=True):
            result = self.call(decorator, [made], {}, expr, scope)
            if isinstance(result, Thing) and isinstance(decorator, Native):
                value = result
        for tell in self.on_class:
            tell(self, made)
        return value

    def _export(self, statement: Statement, scope: Scope, frame: _Frame) -> None:
        exports = self._exports.get(scope.module.path, {})
        if statement.value is not None:
            value = self.evaluate(statement.value, scope)
            for _, public in statement.names:
                exports[public] = value
            return
        for local, public in statement.names:
            exports[public] = scope.names.get(local, Unknown())

    # Expressions

    def evaluate(self, expr: Expr | None, scope: Scope) -> Value:
        """What an expression stands for."""
        if expr is None:
            return Unknown()
        self._steps += 1
        if self._steps > self._limit:
            raise _OutOfSteps
        rule = _EXPRESSIONS.get(expr.kind)
        return rule(self, expr, scope) if rule is not None else Unknown(expr)

    def _constant(self, expr: Expr, scope: Scope) -> Value:
        return Known(expr.value)

    def _template(self, expr: Expr, scope: Scope) -> Value:
        text = ""
        for part in expr.parts:
            text += part if isinstance(part, str) else builtins.as_text(self.evaluate(part, scope))
        return Known(text)

    def _name(self, expr: Expr, scope: Scope) -> Value:
        holder = scope.find(expr.name)
        if holder is not None:
            return self.force(holder.names[expr.name], holder, expr.name)
        if expr.name in {"global", "globalThis"} and scope.module.language == "javascript":
            return self.globals
        if expr.name in builtins.FUNCTIONS:
            return Library(f"builtins.{expr.name}")
        return Unknown(expr)

    def _attr(self, expr: Expr, scope: Scope) -> Value:
        owner = self.evaluate(expr.target, scope)
        value = self.attribute(owner, expr.name)
        return Unknown(expr) if isinstance(value, Unknown) else value

    def attribute(self, owner: Value, name: str) -> Value:
        """A member of a value."""
        if isinstance(owner, Thing):
            return self._attribute_of_thing(owner, name)
        if isinstance(owner, Kind):
            return _attribute_of_kind(owner, name)
        if isinstance(owner, Namespace):
            return self._attribute_of_namespace(owner, name)
        if isinstance(owner, Library):
            member = self.members.get(owner.name)
            given = builtins.constant(f"{owner.name}.{name}") or (member(self, name) if member is not None else None)
            return given if given is not None else Library(f"{owner.name}.{name}", owner.receiver)
        if isinstance(owner, Callee) and name in owner.attributes:
            return owner.attributes[name]
        if isinstance(owner, Either):
            found_values = [self.attribute(item, name) for item in owner.options]
            known = [item for item in found_values if not isinstance(item, Unknown)]
            return known[0] if len(known) == 1 else Either(known) if known else Unknown()
        return builtins.attribute(owner, name)

    def _attribute_of_namespace(self, owner: Namespace, name: str) -> Value:
        for path in owner.paths:
            found = self.member(path, name)
            if found is not None:
                return found
        module = self.project.module(owner.paths[0]) if owner.paths else None
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
                        property = any(_named(item, "property", "cached_property") for item in value.decorators)
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
            if item is not None and item.type == "string" and kind.scope.module.language == "go":
                return _empty_text(item.tag, owner.assumed)
            if item is not None and item.type.startswith("[]") and not owner.assumed:
                return owner.attributes.setdefault(name, Items())
            if item is not None and item.type:
                made = self.instance_of(item.type, kind.scope)
                if made is not None:
                    made.assumed = owner.assumed or item.type.startswith("*")
                    owner.attributes[name] = made
                    return made
            for embedded in kind.klass.fields.values():
                if embedded.embedded:
                    inner = self._attribute_of_thing(owner, embedded.name) if embedded.name != name else Unknown()
                    if isinstance(inner, Thing):
                        found = self.attribute(inner, name)
                        if not isinstance(found, Unknown):
                            return found
        return None

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

    def _index(self, expr: Expr, scope: Scope) -> Value:
        owner = self.evaluate(expr.target, scope)
        if scope.module.language == "go" and isinstance(owner, (Callee, Kind, Library)):
            return owner  # of a generic function or type: which one does not matter
        if isinstance(owner, Library) and owner.name.endswith(".Annotated"):
            return Thing("typing.Annotated", model=[self.evaluate(item, scope) for item in expr.args])
        key = self.evaluate(expr.args[0], scope) if expr.args else Unknown()
        name = text_of(key)
        if name is not None and HOLE not in name and isinstance(owner, (Thing, Kind, Namespace, Library)):
            held = owner.attributes.get(f"[{name}]") if isinstance(owner, (Thing, Kind)) else None
            return held if held is not None else self.attribute(owner, name)
        return builtins.item(owner, key)

    def _dict(self, expr: Expr, scope: Scope) -> Value:
        if expr.name and scope.module.language == "go":
            return self._go_literal(expr, scope)
        made = Table()
        for key, item in expr.entries:
            value = self.evaluate(item, scope)
            if key is None:
                spread = item.target if item.kind == "spread" else None
                value = self.evaluate(spread, scope) if spread is not None else value
                if isinstance(value, Table):
                    made.entries.update(value.entries)
                made.complete = made.complete and isinstance(value, Table) and value.complete
                continue
            name = text_of(self.evaluate(key, scope)) if key.kind != "text" else str(key.value)
            if name is None:
                made.complete = False
            else:
                made.entries[name] = value
        return made

    def _empty(self, type: str, scope: Scope) -> tuple[Thing | None, list[str]]:
        """An object of a Go struct type as it is written, and its fields; None for other types."""
        if type.startswith(("map[", "[")):
            return None, []
        if type.startswith("struct"):
            return Thing(), _fields_of(type)
        made = self.instance_of(type, scope)
        if made is not None:
            made.assumed = False
            return made, list(made.kind.klass.fields) if made.kind is not None else []
        package, _, name = type.partition(".")
        holder = scope.find(package)
        library = self.force(holder.names[package], holder, "") if holder is not None else None
        return (Thing(type=f"{library.name}.{name}"), []) if isinstance(library, Library) and name else (None, [])

    def _go_literal(self, expr: Expr, scope: Scope) -> Value:
        type = expr.name.lstrip("*")
        made, fields = self._empty(type, scope)
        if made is not None and made.kind is not None and made.kind.klass.underlying.startswith(("map[", "[")):
            type, made = made.kind.klass.underlying, None
        element = _element(type)
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
        return made

    def _list(self, expr: Expr, scope: Scope) -> Value:
        made = Items()
        element = _element(expr.name)
        for item in expr.args:
            if item.kind == "spread":
                value = self.evaluate(item.target, scope)
                ways = list(options(value))
                for way in ways:
                    inner = way.items if isinstance(way, Items) else []
                    made.items.extend(inner if len(ways) == 1 else [Either([value, NOTHING]) for value in inner])
                    made.complete = made.complete and isinstance(way, Items) and way.complete
            elif item.kind == "dict" and element and not item.name:
                item.name = element  # Go: the elements' type is said once
                made.items.append(self.evaluate(item, scope))
            else:
                made.items.append(self.evaluate(item, scope))
        return made

    def _comprehension(self, expr: Expr, scope: Scope) -> Value:
        made = Items()
        with self.condition(bool(expr.condition)):
            self._comprehend(expr, 0, Scope(scope.module, scope), made)
        made.complete = made.complete and not expr.condition
        return made

    def _comprehend(self, expr: Expr, level: int, scope: Scope, made: Items) -> None:
        """The items that the loops from a level on give."""
        if level == len(expr.entries):
            made.items.append(self.evaluate(expr.target, scope))
            return
        target, over = expr.entries[level]
        values = builtins.iterated(self.evaluate(over, scope))
        made.complete = made.complete and values is not None
        with self.condition(values is None):
            for value in (values if values is not None else [Unknown()])[:MAX_ITEMS]:
                if target is not None:
                    self.bind(target, value, scope, True)
                self._comprehend(expr, level + 1, scope, made)

    def _binary(self, expr: Expr, scope: Scope) -> Value:
        left, right = (self.evaluate(item, scope) for item in expr.args)
        value = builtins.combined(left, expr.name, right)
        return Unknown(expr) if isinstance(value, Unknown) else value

    def _choice(self, expr: Expr, scope: Scope) -> Value:
        with self.condition():
            values = [self.evaluate(item, scope) for item in expr.args if item.kind != "other" or expr.name != "and"]
        if expr.name == "or" and isinstance(values[0], Known) and values[0].value:
            return values[0]
        known = [item for value in values for item in options(value) if not isinstance(item, Unknown)]
        return known[0] if len(known) == 1 else Either(known) if known else Unknown(expr)

    def _func(self, expr: Expr, scope: Scope) -> Value:
        return Callee(scope.module.function_of(expr), scope)

    def _class_expression(self, expr: Expr, scope: Scope) -> Value:
        return self.define(scope.module.class_of(expr), scope)

    def _spread(self, expr: Expr, scope: Scope) -> Value:
        return self.evaluate(expr.target, scope)

    # Calls

    def _call(self, expr: Expr, scope: Scope) -> Value:
        if expr.target is None:
            return Unknown(expr)
        special = self._special_call(expr, expr.target, scope)
        if special is not None:
            return special
        callee = self.evaluate(expr.target, scope)
        args: list[Value] = []
        for item in expr.args:
            if item.kind == "spread":
                value = self.evaluate(item.target, scope)
                args.extend(value.items if isinstance(value, Items) else [] if value == NOTHING else [Unknown(item)])
            else:
                args.append(self.evaluate(item, scope))
        if len(args) == 1 and isinstance(args[0], Results):
            args = list(args[0].items)  # Go: f(g())
        named = {name: self.evaluate(item, scope) for name, item in expr.named.items()}
        for _, item in expr.entries:  # **options
            value = self.evaluate(item, scope)
            if isinstance(value, Table):
                named |= value.entries
        return self.call(callee, args, named, expr, scope)

    def _special_call(self, expr: Expr, target: Expr, scope: Scope) -> Value | None:
        """What looks like a call and is a part of the language; None for an ordinary call."""
        if target.kind != "name":
            return None
        language = scope.module.language
        if language == "javascript" and target.name == "require":
            return self._required(expr, scope)
        if language == "javascript" and target.name == "import":
            return self._imported_late(expr, scope)
        if language == "javascript" and target.name == "super":
            return self._super_constructor(expr, scope)
        if language == "python" and target.name == "super":
            return self._super(expr, scope)
        if language == "go" and _makes(expr) and scope.find(target.name) is None:
            return self._go_literal(Expr("dict", expr.node, name=scope.module.text(expr.args[0].node)), scope)
        return None

    def _super(self, expr: Expr, scope: Scope) -> Value:
        owner = scope.find("self")
        thing = owner.names["self"] if owner is not None else None
        kind = thing.kind if isinstance(thing, Thing) else None
        function = scope.find("__class__")
        current = function.names["__class__"] if function is not None else None
        base = current if isinstance(current, Kind) else kind
        return _Super(thing, base) if isinstance(thing, Thing) and base is not None else Unknown(expr)

    def _super_constructor(self, expr: Expr, scope: Scope) -> Value:
        holder, current = scope.find("this"), scope.find("__class__")
        thing = holder.names["this"] if holder is not None else None
        kind = current.names["__class__"] if current is not None else None
        if not isinstance(thing, Thing) or not isinstance(kind, Kind):
            return Unknown(expr)
        args = [self.evaluate(item, scope) for item in expr.args]
        for base in kind.bases:
            for level in base.lineage() if isinstance(base, Kind) else ():
                function = level.attributes.get("constructor")
                if isinstance(function, Callee):
                    return self.invoke(Callee(function.function, function.scope, thing), args, {}, expr, scope, level)
            if isinstance(base, Library) and base.name in self.handlers:
                self.handlers[base.name](Call(self, base.name, None, args, {}, expr, scope, into=thing))
        return NOTHING

    def _required(self, expr: Expr, scope: Scope) -> Value:
        source = text_of(self.evaluate(expr.args[0], scope)) if expr.args else None
        if source is None or HOLE in source:
            return Unknown(expr)
        paths = self.project.resolve(scope.module, source)
        if not paths:
            return Library(source.removeprefix("node:"))
        value = self.member(paths[0], "=")
        return value if value is not None else Namespace(paths)

    def _imported_late(self, expr: Expr, scope: Scope) -> Value:
        """``import("./x")``, which gives the module."""
        source = text_of(self.evaluate(expr.args[0], scope)) if expr.args else None
        if source is None or HOLE in source:
            return Unknown(expr)
        paths = self.project.resolve(scope.module, source)
        return Namespace(paths) if paths else Library(source.removeprefix("node:"))

    def call(self, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> Value:
        """What a call gives, after following what it does."""
        if isinstance(callee, Callee):
            return self.invoke(callee, args, named, expr, scope)
        if isinstance(callee, Kind) and scope.module.language == "go":  # a conversion: T(x)
            return args[0] if args and not isinstance(args[0], Unknown) else Thing(kind=callee, assumed=True)
        if isinstance(callee, Kind):
            return self.instantiate(callee, args, named, expr, scope)
        if isinstance(callee, Native):
            return callee.run(Call(self, callee.name, None, args, named, expr, scope))
        if isinstance(callee, Library):
            return self.call_library(Call(self, callee.name, callee.receiver, args, named, expr, scope))
        if isinstance(callee, Either):
            with self.condition(len(callee.options) > 1):
                found = [self.call(item, args, named, expr, scope) for item in callee.options]
            known = [item for item in found if not isinstance(item, Unknown)]
            return merged(known) if known else Unknown(expr)
        if isinstance(callee, Thing):
            inner = self.attribute(callee, "__call__")
            if scope.module.language == "go" and isinstance(inner, Library):  # what a library made: f(x)(y)
                name = inner.name.removesuffix(".__call__")
                return self.call_library(Call(self, name, inner.receiver, args, named, expr, scope))
            if isinstance(inner, Callee):
                return self.call(inner, args, named, expr, scope)
            # cache_page(60)(view)
            if scope.module.language == "python" and callee.kind is None and callee.made_by is not None:
                call = Call(self, callee.made_by.name, callee, args, named, expr, scope)
                return Thing(type=callee.type, made_by=call)
            return Unknown(expr)
        if scope.module.language == "go" and isinstance(callee, Unknown) and len(args) == 1:
            return args[0]  # a conversion: T(x)
        self.unknown["calls of unknown functions"] += 1
        self.callbacks(args, expr, scope)
        return Unknown(expr)

    def callbacks(self, args: list[Value], expr: Expr, scope: Scope) -> None:
        """Follow the closures handed to a function that is not known, as ``then`` and ``forEach`` call them."""
        name = expr.target.name if expr.target is not None and expr.target.kind == "attr" else ""
        if name in _CALLS_BACK:
            for item in args:
                if isinstance(item, Callee) and not item.function.name:
                    self.invoke(item, [], {}, expr, scope)

    def call_library(self, call: Call) -> Value:
        """What a library's function gives."""
        handler = self.handlers.get(call.name)
        if handler is None and call.receiver is not None:  # whatever it is called: ``plugins.hook.anything()``
            handler = self.handlers.get(f"{call.name.rpartition('.')[0]}.*")
        if handler is not None:
            result = handler(call)
            return result if result is not None else NOTHING
        known = builtins.function(call)
        if known is not None:
            return known
        self.callbacks(call.args, call.expr, call.scope)
        return Thing(type=f"{call.name}()", made_by=call)

    def instantiate(self, kind: Kind, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> Value:
        """An object of a class of the project, after its constructor was followed."""
        made = Thing(kind=kind)
        libraries = kind.libraries()
        maker = next((name for name in libraries if name in self.handlers), None)
        constructor = next(
            (
                (level, item.attributes[name])
                for level in kind.lineage()
                for item in [level]
                for name in ("__init__", "constructor")
                if name in item.attributes
            ),
            None,
        )
        if maker is not None:
            given = (args, named) if constructor is None else ([], {})
            self.handlers[maker](Call(self, maker, None, *given, expr, scope, into=made))
        if constructor is not None:
            level, function = constructor
            if isinstance(function, Callee):
                bound = Callee(function.function, function.scope, made, function.decorators)
                self.invoke(bound, args, named, expr, scope, level)
        elif any(name.endswith(("BaseModel", "BaseSettings")) for name in libraries) or _is_dataclass(kind):
            made.attributes.update(named)
        return made

    def invoke(
        self,
        callee: Callee,
        args: list[Value],
        named: dict[str, Value],
        expr: Expr | None,
        scope: Scope | None = None,
        kind: Kind | None = None,
    ) -> Value:
        """What a function of the project returns, after following its body."""
        function = callee.function
        self.called.add(id(function.node))
        if self._running.count(id(function)) >= 2 or len(self._running) > MAX_DEPTH:
            self.unknown["calls too deep to follow"] += 1
            return Unknown(expr)
        inner = Scope(function.module, callee.scope)
        if kind is not None:
            inner.names["__class__"] = kind
        self._bind_parameters(callee, args, dict(named), inner)
        frame = _Frame(conditional=self.conditional)
        self._running.append(id(function))
        outer = self._limit
        # No call may use up what its caller needs for the rest of its own body.
        self._limit = min(outer, self._steps + max(2000, (outer - self._steps) // 2))
        aside = not self._aside and function.module.language == "go" and not self._serves(function.module)
        if aside:
            self._aside = True
            self._limit = min(self._limit, self._steps + MAX_STEPS_ASIDE)
        try:
            self.run(function.body(), inner, frame)
        except _OutOfSteps:
            self.unknown["functions too long to follow"] += 1
            if self._steps > outer:
                raise
        finally:
            self._limit = outer
            self._running.pop()
            if aside:
                self._aside = False
        frame.returns[:0] = frame.always  # what is returned in the end comes before the exceptions from it
        result = merged(frame.returns)
        if not isinstance(result, Unknown):
            return result
        if function.return_type and function.module.language in {"go", "javascript"}:
            type = function.return_type.strip("() ").partition(",")[0].rpartition(" ")[2]
            made = self.instance_of(type, callee.scope)
            if made is not None:
                return made
        return Unknown(expr) if frame.returns else NOTHING

    def _serves(self, module: Module) -> bool:
        """Whether a Go package has to do with a web framework, itself or through the packages it imports.

        What the others do is followed only so far as to know simple results (a configured path, a table of names).
        """
        folder = module.path.rpartition("/")[0]
        if folder not in self._serving:
            self._serving[folder] = False  # for packages that import each other
            texts = [f'"{name.rpartition(".")[0]}"' for name in self.handlers if "/" in name]
            marks = {text for text in texts if text != '"net/http"'}
            for path in self.project.package(module):
                item = self.project.module(path)
                if item is not None and (
                    _SERVES.search(item.file.text)
                    or any(mark in item.file.text for mark in marks)
                    or any(self._serves(other) for other in self._imported_packages(item))
                ):
                    self._serving[folder] = True
                    break
        return self._serving[folder]

    def _imported_packages(self, module: Module) -> Iterator[Module]:
        for statement in module.body:
            for item in statement.imports:
                for path in self.project.resolve(module, item.module)[:1]:
                    other = self.project.module(path)
                    if other is not None:
                        yield other

    def _bind_parameters(self, callee: Callee, args: list[Value], named: dict[str, Value], inner: Scope) -> None:
        function = callee.function
        parameters = list(function.parameters)
        if callee.bound is not None:
            if function.module.language == "javascript":
                inner.names["this"] = callee.bound
            elif function.module.language == "go":
                inner.names[function.receiver[0]] = callee.bound
            elif parameters and not function.is_static:
                inner.names[parameters.pop(0).name] = callee.bound
        rest = list(args)
        for parameter in parameters:
            value = self._given(parameter, rest, named, callee.scope)
            if isinstance(value, Unknown) and parameter.type:
                value = self.instance_of(parameter.type, callee.scope) or value
            if parameter.pattern is not None:
                self.bind(javascript.pattern(function.module, parameter.pattern), value, inner, True)
            elif parameter.name:
                inner.names[parameter.name] = value
            if parameter.is_field and isinstance(callee.bound, Thing):
                callee.bound.attributes[parameter.name] = value

    def _given(self, parameter: Parameter, rest: list[Value], named: dict[str, Value], scope: Scope) -> Value:
        """What a parameter is given; the arguments it takes are taken out of the lists."""
        if parameter.kind == "*":
            taken = list(rest)
            rest.clear()
            return Items(taken)
        if parameter.kind == "**":
            return Table(named)
        if parameter.name and parameter.name in named:
            return named.pop(parameter.name)
        if rest:
            return rest.pop(0)
        return self.evaluate(parameter.default, scope) if parameter.default is not None else Unknown()


@dataclass(slots=True, eq=False)
class _Pending(Value):
    """Variables of a Go package that were not yet given their values."""

    statement: Statement
    scope: Scope
    busy: bool = False


@dataclass(slots=True, eq=False)
class _Imported(Value):
    module: Module
    source: str
    member: str
    paths: tuple[str, ...]
    busy: bool = False


def _attribute_of_kind(kind: Kind, name: str) -> Value:
    if name == "as_view":  # Django, Flask, aiohttp: a class as a function that answers requests
        return Native(name, lambda call: Thing("as_view", model=kind, made_by=call))
    for level in kind.lineage():
        if name in level.attributes:
            return level.attributes[name]
    libraries = kind.libraries()
    return Library(f"{libraries[0]}.{name}") if libraries else Unknown()


def _Super(thing: Thing, kind: Kind) -> Thing:  # noqa: N802  # reads as what it makes
    """``super()``: the object, its own class's attributes hidden."""
    made = Thing(type="super", model=(thing, kind))
    for base in kind.bases:
        for level in base.lineage() if isinstance(base, Kind) else ():
            for name, value in level.attributes.items():
                if isinstance(value, Callee):
                    made.attributes.setdefault(name, Callee(value.function, value.scope, thing, value.decorators))
                else:
                    made.attributes.setdefault(name, value)
    libraries = kind.libraries()
    if libraries:
        library = libraries[0]

        def fill(call: Call) -> Value:
            handler = call.evaluator.handlers.get(library)
            if handler is not None:
                call.into = thing
                handler(call)
            return NOTHING

        made.attributes.setdefault("__init__", Native(library, fill))
        made.type = thing.type or library
    return made


def _named(value: Value, *names: str) -> bool:
    return isinstance(value, Library) and value.name.rpartition(".")[2] in names


def _is_dataclass(kind: Kind) -> bool:
    return any(_named(item, "dataclass", "define", "attrs") for item in kind.decorators)


def _always(statement: Statement, module: Module) -> bool:
    """Whether the first block is what happens when the program starts: ``if __name__ == "__main__"``."""
    condition = module.text(statement.value.node) if statement.value is not None else ""
    return "__name__" in condition or "require.main" in condition


def _names_in(target: Expr) -> list[str]:
    if target.kind == "name":
        return [target.name]
    return [name for item in [*target.args, *(value for _, value in target.entries)] for name in _names_in(item)]


def _makes(expr: Expr) -> bool:
    """Whether a call is Go's ``new(T)`` or ``make(T, …)``."""
    return expr.target is not None and expr.target.name in {"new", "make"} and len(expr.args) > 0


def _empty_text(tag: str, assumed: bool) -> Value | None:
    """A text field of a Go struct that nothing was put into: a setting's default, else empty as the language says."""
    default = _DEFAULT.search(tag)
    if default:
        return Known(default.group(1))
    return None if assumed and not _SETTING.search(tag) else Known("")


def _element(type: str) -> str:
    """The type of the elements of a Go slice, array or map; "" for any other type."""
    depth = 0
    for index, char in enumerate(type if type.startswith(("[", "map[")) else ""):
        depth += (char == "[") - (char == "]")
        if depth == 0 and char == "]":
            return type[index + 1 :]
    return ""


def _fields_of(type: str) -> list[str]:
    """The names of the fields of a Go struct type without a name, as it is written."""
    lines = re.split(r"[;\n]", type.partition("{")[2].rpartition("}")[0])
    found = [_FIELD_NAMES.match(line) for line in lines]
    return [name.strip() for names in found if names for name in names.group(1).split(",")]


_SERVES = re.compile(r"\bhttp\.(?:NewServeMux|ServeMux|HandleFunc|Handle|ListenAndServe|Handler|HandlerFunc|Server)\b")
_DEFAULT = re.compile(r'\b(?:envDefault|env-default|default):"([^"]*)"')
_SETTING = re.compile(r"\b(?:yaml|mapstructure|env|toml|koanf|ini|envconfig|conf|hcl):")
_FIELD_NAMES = re.compile(r"\s*(\w+(?:\s*,\s*\w+)*)\s+[\w*\[\].(]")
_CALLS_BACK = {
    *("then", "catch", "finally", "forEach", "map", "on", "once", "nextTick", "listen", "tap", "each", "run"),
    *("Do", "Go"),
}
_EXPRESSIONS: dict[str, Callable[[Evaluator, Expr, Scope], Value]] = {
    "text": Evaluator._constant,
    "number": Evaluator._constant,
    "constant": Evaluator._constant,
    "template": Evaluator._template,
    "name": Evaluator._name,
    "attr": Evaluator._attr,
    "index": Evaluator._index,
    "dict": Evaluator._dict,
    "list": Evaluator._list,
    "comprehension": Evaluator._comprehension,
    "binary": Evaluator._binary,
    "choice": Evaluator._choice,
    "func": Evaluator._func,
    "class": Evaluator._class_expression,
    "spread": Evaluator._spread,
    "call": Evaluator._call,
}
