"""What following a project keeps in mind, and what its parts need of each other."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from tree_sitter import Node

from backend_review.finding import Problem
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Module, Statement
from backend_review.index.project import Project
from backend_review.model.routes import Place
from backend_review.model.values import HOLE, Callee, Kind, Known, Scope, Table, Thing, Value, text_of

if TYPE_CHECKING:
    from backend_review.model.evaluator import Evaluator

MAX_STEPS = 3_000_000
MAX_STEPS_OF_MODULE = 200_000
MAX_STEPS_OF_MAIN = 800_000
MAX_STEPS_ASIDE = 3_000
MAX_STEPS_TO_FILL = 60_000  # that a function which may fill routers gets, however little its caller has left
MAX_STEPS_RESERVED = 1_000_000  # of a project, for such functions
STEPS_KEPT = 50_000  # that what frameworks do at the end may take, when the modules have used up all
MAX_DEPTH = 40
MAX_MODULES = 1_000  # that one offers what others of them offer
MAX_WRAPPED = 8
MAX_IMPORTING = 8  # modules that run because another one imports them; deeper they run when they are needed
MAX_ITEMS = 300
NOTHING = Known(None)

_CLOSURES = {"func_literal", "arrow_function", "function_expression"}
_PACKAGE = re.compile(r"(?:@[\w.-]+/)?[^.]*")

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

    def written(self, index: int) -> Expr | None:
        """An argument as it is written, those that a list gives (``...guards``) as the list; None if it is not told."""
        exprs = self.expr.args
        if len(exprs) == len(self.args) and all(item.kind != "spread" for item in exprs):
            return exprs[index]
        spread = next((at for at, item in enumerate(exprs) if item.kind == "spread"), None)
        if spread is None or any(item.kind == "spread" for item in exprs[spread + 1 :]):
            return None
        if index < spread:
            return exprs[index]
        after = len(self.args) - index
        return exprs[-after] if after < len(exprs) - spread else exprs[spread].target

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
class Frame:
    returns: list[Value] = field(default_factory=list)
    always: list[Value] = field(default_factory=list)  # what is returned under no condition
    conditional: int = 0
    ended: bool = False  # it has returned
    deferred: list[tuple[Expr, Scope]] = field(default_factory=list)  # Go: what is done when the function ends


class OutOfSteps(Exception):  # noqa: N818  # it ends the following, it is no error
    """The program takes longer to follow than is allowed."""


@dataclass(slots=True, eq=False)
class Pending(Value):
    """Variables of a Go package that were not yet given their values."""

    statement: Statement
    scope: Scope
    busy: bool = False


@dataclass(slots=True, eq=False)
class Imported(Value):
    module: Module
    source: str
    member: str
    paths: tuple[str, ...]
    busy: bool = False


class State(ABC):
    """What is known while a project is followed, and what its parts need of each other.

    ``handlers`` say what library functions and methods do, by full name; ``on_class`` are told of every class.
    """

    def __init__(
        self,
        project: Project,
        handlers: Mapping[str, Handler],
        types: Mapping[str, str] | None = None,
        on_class: Iterable[OnClass] = (),
        members: Mapping[str, Member] | None = None,
        listeners: Mapping[str, Handler] | None = None,
    ) -> None:
        """``types`` gives the names that methods of library types are known by, by the types' own names.

        ``members`` give what a library's object has from the project: ``django.conf.settings.X``. ``listeners`` are
        handlers of libraries that make no routers.
        """
        self.project = project
        self.handlers = {**(listeners or {}), **handlers}
        self.makers = handlers
        self.types = types or {}
        self.members = members or {}
        self.found: list[Any] = []
        self.program = ""  # Go: the folder of the program that is followed, where a project has several
        self.of_programs: dict[tuple[str, str], Any] = {}  # what a library keeps one of in each program
        self.globals = Table(complete=False)
        self.on_class = list(on_class)
        self.conditional = 0
        self.loops = 0  # around what is followed, of which it is not known how often they run
        self.unknown: Counter[str] = Counter()
        self.failed: list[Problem] = []  # modules at which this program itself failed
        self.not_understood: list[tuple[Place, str]] = []  # SQL that tables may be missing for, and why
        self.asked: dict[int, list[tuple[Call, Thing]]] = {}  # Go: what was called of objects that libraries made
        self.handed: list[Call] = []  # calls of methods of unknown objects that are handed an application
        self.importing = 0
        self.following = 0  # how many modules are being followed, one because of another
        self.lacking: dict[tuple[str, str], tuple[int, int]] = {}  # names that no module behind this one offers
        self.looked: dict[tuple[str, int, int], tuple[str, ...] | None] = {}  # what parts of conditions name
        self.called: set[int] = set()
        self.kinds: dict[int, Kind] = {}
        self._derived: dict[int, list[Kind]] | None = None
        self.instances: dict[int, Thing] = {}  # the last object of each class that was made
        self.instantiated: set[int] = set()
        self.scopes: dict[str, Scope] = {}
        self.running: list[tuple[int, ...]] = []
        self.exports: dict[str, dict[str, Value]] = {}
        self.stars: dict[str, list[str]] = {}
        self.serving: dict[str, bool] = {}
        self.aside = False
        self.fills = False  # whether what is followed may fill routers
        self._using: dict[str, bool] = {}
        self._frameworks: re.Pattern[str] | None = None
        self.steps = 0
        self.spent = 0
        self.limit = MAX_STEPS
        self.reserve = MAX_STEPS_RESERVED

    @property
    def whole(self) -> Evaluator:
        """The evaluator that this is a part of."""
        return cast("Evaluator", self)

    def note_kind(self, kind: Kind) -> None:
        """Keep a class of the project that was defined, instead of an earlier one of the same code."""
        self.kinds[id(kind.klass)] = kind
        self._derived = None

    def derived(self, kind: Kind) -> list[Kind]:
        """The classes of production code that derive from a class, in the order of their definitions."""
        if self._derived is None:
            self._derived = {}
            for other in self.kinds.values():
                if other.klass.module.file.role == "production":
                    for base in other.lineage():
                        self._derived.setdefault(id(base), []).append(other)
        return [other for other in self._derived.get(id(kind), ()) if other is not kind]

    def uses_framework(self, module: Module) -> bool:
        """Whether a JavaScript file imports a library that makes routers, or its types."""
        if self._frameworks is None:
            packages = {re.escape(_PACKAGE.match(name)[0]) for name in self.makers}  # type: ignore[index]
            self._frameworks = re.compile(rf"""['"](?:{"|".join(sorted(packages))})['"]""")
        if module.path not in self._using:
            self._using[module.path] = self._frameworks.search(module.file.text) is not None
        return self._using[module.path]

    @abstractmethod
    def scope_of(self, path: str) -> Scope | None:
        """The variables of a module after its body was followed; None for what is no module of the project."""

    @abstractmethod
    def follow(self, body: list[Statement], scope: Scope) -> None:
        """Follow the statements of a module, whatever they do."""

    @abstractmethod
    def member(self, path: str, name: str, seen: set[str] | None = None) -> Value | None:
        """What a module offers under a name; ``default`` is what a JavaScript module is about; None if nothing."""

    @abstractmethod
    def force(self, value: Value, scope: Scope | None, name: str) -> Value:
        """What an import stands for, found when it is first used (so that modules may import each other)."""

    @abstractmethod
    def bring_in(self, statement: Statement, scope: Scope) -> None:
        """Give the names of an import statement their values."""

    @abstractmethod
    def go_package(self, module: Module) -> Scope | None:
        """The variables of a Go file after its whole package was followed."""

    @abstractmethod
    def initialize(self, later: Pending) -> None:
        """Give a package's variables their values, in whatever order they need each other."""

    @abstractmethod
    def run(self, body: Iterable[Statement], scope: Scope, frame: Frame) -> None:
        """Follow statements; JavaScript's functions are there before what is written above them."""

    @abstractmethod
    def bind(self, target: Expr, value: Value, scope: Scope, declared: bool) -> None:
        """Give a target (a name, member, or several taken apart) a value."""

    @abstractmethod
    def condition(self, applies: bool = True) -> AbstractContextManager[None]:
        """What is followed inside is done under a condition only."""

    @abstractmethod
    def define(self, klass: Class, scope: Scope) -> Value:
        """A class after its body and decorators were followed."""

    @abstractmethod
    def export_definition(self, statement: Statement, name: str, value: Value, scope: Scope) -> None:
        """Offer a function or class to other modules, if its statement exports it."""

    @abstractmethod
    def evaluate(self, expr: Expr | None, scope: Scope) -> Value:
        """What an expression stands for."""

    @abstractmethod
    def attribute(self, owner: Value, name: str) -> Value:
        """A member of a value."""

    @abstractmethod
    def instance_of(self, type: str, scope: Scope) -> Thing | None:
        """Some object of a type as it is written (``*Handler``, ``svc.UserService``); None if it is none of ours."""

    @abstractmethod
    def call(self, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> Value:
        """What a call gives, after following what it does."""

    @abstractmethod
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


def names_in(target: Expr) -> list[str]:
    """The names that a target of an assignment gives values to."""
    if target.kind == "name":
        return [target.name]
    return [name for item in [*target.args, *(value for _, value in target.entries)] for name in names_in(item)]


def has_closure(node: Node) -> bool:
    """Whether a function is written inside of a part of the code: it keeps the variables around it."""
    pending = [node]
    while pending:
        item = pending.pop()
        if item.type in _CLOSURES:
            return True
        pending.extend(item.named_children)
    return False
