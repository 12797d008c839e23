"""Effects: what functions do to the world outside of them, by themselves and through what they call."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Function, Module
from backend_review.index.project import Project
from backend_review.model.answers.data import Answer
from backend_review.model.circumstances import Circumstances, Loop
from backend_review.model.evaluator import Evaluator
from backend_review.model.libraries import libraries
from backend_review.model.lookups import Lookups, Step
from backend_review.model.paths import Way
from backend_review.model.queries import Query
from backend_review.model.routes import Place
from backend_review.model.values import Callee, Either, Filter, Kind, Known, Scope, Thing, Unknown, Value, options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backend_review.model.relations import Relations

MAX_CALLS = 6
MAX_EFFECTS = 150
MAX_DEPENDENCIES = 40
FUNCTIONS = {
    "function_definition", "lambda", "function_declaration", "function_expression", "arrow_function",
    "method_definition", "generator_function_declaration", "generator_function", "func_literal", "method_declaration",
    "internal_module",
}  # fmt: skip
_CLASSES = {"class_definition", "class_declaration", "abstract_class_declaration", "class"}


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that a function does to the world outside.

    ``kind`` is one of read_many, read_one, write, delete, transaction, outbound_call, publish, blocking_call, connect,
    file_access. ``what`` names the model, table, library function or queue. ``bound`` says of read_many what bounds it:
    None (nothing), ``constant`` or ``parameter``. ``chain`` is the calls that lead to it, the function's own first.
    ``filters`` is what the rows are asked for by, ``origins`` where all that the call is given comes from, ``sorts``
    the columns they are sorted by, ``projection`` those that are read or written by name (() for all, or unknown ones).
    ``loops`` are the loops around it, the outermost first, those of its callers too;
    ``transaction`` says that it is done inside of one, ``way`` on which paths.
    """

    kind: str
    what: str
    place: Place
    bound: str | None = None
    chain: tuple[Step, ...] = ()
    filters: tuple[Filter, ...] = ()
    sorts: tuple[str, ...] = ()
    projection: tuple[str, ...] = ()
    loops: tuple[Loop, ...] = ()
    transaction: bool = False
    origins: frozenset[str] = frozenset()
    sets: tuple[str, ...] = ()  # columns that were set of a loaded row that this writes; * unknown ones
    by: str = ""  # the library's function that does it; of SQL the statement: sql.insert
    asked: tuple[str, ...] = ()  # of SQL: the columns that its statement asks for the rows by
    item: Place | None = None  # of lazy_load: the loop that goes over the rows
    way: Way = field(default=Way(), compare=False)


# https://sidorares.github.io/node-mysql2/docs https://sequelize.org/docs/v6/core-concepts/raw-queries/
_GIVES_PAIRS = re.compile(
    r"""(?:from|require\(|import)\s*['"](?:mysql2?|mariadb|sequelize|sequelize-typescript)(?:/[\w-]+)?['"]"""
)
# What is only told to those who ask for it: not what a function does to the world.
_UNSEEN = {"may_block", "change", "lazy_load", "related_rows", "held_list", "list_page"}
Site = tuple[str, int, int]  # a call in the code: path, and where it begins and ends


@dataclass(slots=True)
class Used:
    """What is known of a call of a library: its name, the effects it has or prepares, what on, and whether one of its
    arguments is what bounds a read."""

    name: str
    kinds: set[str] = field(default_factory=set)
    what: str = ""
    bounds: bool = False


@dataclass(slots=True)
class Result:
    """One ``return`` of a function: its value, as it is written, and the condition it stands under.

    ``conditions`` are all that it stands under, the outermost first; ``status`` is what the writer of the answer was
    told before (``reply.code(500)``).
    """

    value: Value
    expr: Expr | None
    place: Place
    condition: str = ""
    status: int | None = None
    conditions: tuple[str, ...] = ()


@dataclass(slots=True)
class Summary:
    """What is known of a function: its effects, what it returns, and how deep its calls were followed.

    ``answers`` are those that it sends or raises, ``results`` its returns one by one, ``lookups`` its look-ups of
    single rows and what is done with them, ``depends`` the functions that a framework calls to give its parameters
    their values (``Depends(f)``): what those do is done before it, and not by it.
    """

    effects: list[Effect] = field(default_factory=list)
    returns: Value = field(default_factory=Unknown)
    depth: int = 0
    cut: bool = False
    answers: list[Answer] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    lookups: Lookups = field(default_factory=Lookups)
    depends: list[tuple[Callee, Step]] = field(default_factory=list)
    further: list[Value] = field(default_factory=list)  # Go: numbers among its other results, by their position
    unsent: frozenset[tuple[Place, str]] = frozenset()  # reads whose query it returns, by place and what they read

    def sent(self, goes_on: bool) -> list[Effect]:
        """The effects of a call; where what is returned ``goes_on``, without the reads of queries among that."""
        if not goes_on or not self.unsent:
            return self.effects
        models = [item.model for item in options(self.returns) if isinstance(item, Thing)]
        back = {(model.place, model.what) for model in models if isinstance(model, Query)} & self.unsent
        return [effect for effect in self.effects if effect.chain or (effect.place, effect.what) not in back]


class Effects:
    """The effects of a project's functions, found when they are asked for."""

    def __init__(self, project: Evaluator | Project) -> None:
        from backend_review.model.offered import Offered
        from backend_review.model.surroundings import Surroundings

        self.evaluator = project if isinstance(project, Evaluator) else Evaluator(project, {})
        self.libraries = libraries()
        self.unsure: Counter[str] = Counter()
        self.called: dict[Site, list[Callee | Kind]] = {}  # the project's functions and classes that calls call
        self.receivers: dict[Site, set[str]] = {}  # the classes of the objects that a method is called on there
        self.used: dict[Site, Used] = {}  # the libraries' functions that calls call
        self.implementations: dict[int, list[Kind]] = {}  # of an interface, once asked for
        # Classes behind an interface of which nothing says that it is they and not some others, by class.
        self.guesses: dict[int, set[int]] = {}
        self.implementing: dict[str, list[Kind]] | None = None  # TypeScript: by the interface's name
        self.added_to: dict[str, tuple[frozenset[str], frozenset[str]]] = {}  # lists held in memory, by their module
        self.relations: Relations | None = None  # of the rows, where the tables are known
        self.surroundings = Surroundings(self)
        self.offered = Offered(self)
        self._summaries: dict[object, Summary] = {}
        self._running: set[object] = set()

    @cached_property
    def statements(self) -> dict[str, str]:
        """The texts of the project's SQL files, by the files' names without their ending."""
        files = self.evaluator.project.files.items()
        return {
            path.rpartition("/")[2].removesuffix(".sql"): file.text
            for path, file in files
            if file.language == "sql" and file.role == "production"
        }

    @cached_property
    def gives_pairs(self) -> bool:
        """Whether the project uses a library for SQL that gives pairs, whose first item is all of the rows."""
        files = self.evaluator.project.files.values()
        return any(_GIVES_PAIRS.search(file.text) for file in files if file.role == "production")

    @property
    def is_inside(self) -> bool:
        """Whether the function that is walked was called by another one, and not by what asks for its effects."""
        return len(self._running) > 1

    def of(
        self,
        function: Function,
        args: list[Value] | None = None,
        named: dict[str, Value] | None = None,
        made: Callee | None = None,
        of: Kind | None = None,
    ) -> list[Effect]:
        """The effects of a function, in the order of the code; each is told once."""
        found = seen(self.handling(function, args, named, made, of).effects)
        return list({(e.kind, e.what, e.place, e.bound): e for e in reversed(found)}.values())[::-1]

    def handling(
        self,
        function: Function,
        args: list[Value] | None = None,
        named: dict[str, Value] | None = None,
        made: Callee | None = None,
        of: Kind | None = None,
    ) -> Summary:
        """What is known of a handler that its framework calls with these values; ``made`` is the handler as a factory
        has made it, with the variables around it, ``of`` the class whose objects answer."""
        scope, bound = self.surroundings.around(function)
        bound = self.surroundings.answering(bound, made.bound if made is not None else None, of)
        if made is not None:
            scope = self.surroundings.given_around(made, scope)
        return self.summary(Callee(function, scope, bound), args or [], named or {}, MAX_CALLS)

    def inherited(self, kind: Kind, name: str) -> Summary:
        """What a method does that a class has from its framework's: ``list`` of a viewset."""
        from backend_review.model import members
        from backend_review.model.flow import Walk

        module = kind.klass.module
        walk = Walk(self, None, [], {}, MAX_CALLS, Scope(module, self.surroundings.module(module)))
        found = members.inherited(walk, self.surroundings.itself(kind), name)
        named = kind.klass.node.child_by_field_name("name")
        if found is not None and named is not None:
            rule, full, thing = found
            try:
                walk.use(rule, full, thing, [], {}, module.lower(named))
                walk.flush()
            except RecursionError:
                self.unsure["functions nested too deep to follow"] += 1
        return Summary(walk.found[:MAX_EFFECTS], cut=walk.cut)

    def before(self, handling: Summary) -> list[Effect]:
        """What is done to give a function its parameters: by what it depends on, and by what that depends on."""
        found: list[Effect] = []
        pending: list[tuple[Callee, tuple[Step, ...]]] = [(callee, (step,)) for callee, step in handling.depends]
        known: set[Site] = set()
        while pending and len(known) < MAX_DEPENDENCIES:
            callee, chain = pending.pop(0)
            place = site(callee.function.module, callee.function.node)
            if place in known:
                continue
            known.add(place)
            made = self.summary(callee, [], {}, MAX_CALLS - 1)
            found.extend(replace(effect, chain=(*chain, *effect.chain)) for effect in seen(made.effects))
            pending.extend((inner, (*chain, step)) for inner, step in made.depends)
        return found[:MAX_EFFECTS]

    def summary(
        self,
        callee: Callee,
        args: list[Value],
        named: dict[str, Value],
        depth: int,
        unsent: Sequence[Thing] = (),
    ) -> Summary:
        """What is known of a function that is called with these values.

        Some of them are queries that are ``unsent`` so far: the function sends them, or gives them back.
        """
        from backend_review.model.flow import Walk
        from backend_review.model.surroundings import context

        function = callee.function
        place = (function.module.path, function.node.start_byte, function.node.end_byte)
        given = [*args, *(named[name] for name in sorted(named))]
        waits = {id(item) for item in unsent}
        waiting = tuple(i for i, value in enumerate(given) if any(id(item) in waits for item in options(value)))
        key = (place, context(self.libraries, callee, args, named), waiting)
        known = self._summaries.get(key)
        if known is not None and (not known.cut or known.depth >= depth):
            return known
        if depth < 0:
            return Summary(cut=True)
        if place in self._running or len(self._running) > 40:
            return Summary()
        self._running.add(place)
        try:
            walk = Walk(self, callee, args, named, depth)
            walk.wait_for(unsent)
            made = walk.summary()
        except RecursionError:
            self.unsure["functions nested too deep to follow"] += 1
            made = Summary()
        finally:
            self._running.discard(place)
        self._summaries[key] = made
        return made


def site(module: Module, node: Node) -> Site:
    """Where a call is."""
    return (module.path, int(node.start_byte), int(node.end_byte))


def seen(effects: list[Effect]) -> list[Effect]:
    """Effects as the world sees them: the changes of loaded rows are written when something is committed."""
    commits = any(e.kind == "write" and e.what == "commit" for e in effects)
    found = [replace(e, kind="write") if e.kind == "change" and commits else e for e in effects]
    return [e for e in found if e.kind not in _UNSEEN]


def called(effect: Effect, step: Step, around: Circumstances, way: Way) -> Effect:
    """An effect as the caller has it, who calls under these circumstances on this way."""
    return replace(
        effect,
        chain=(step, *effect.chain),
        loops=(*around.loops, *(msgspec.structs.replace(loop, calls=loop.calls + 1) for loop in effect.loops)),
        transaction=effect.transaction or around.transactions > 0,
        way=way.below(step.place, effect.way),
    )


def enclosing(function: Function) -> Iterator[Function]:
    """The functions that a function is written in, the innermost first."""
    module: Module = function.module
    node = function.node.parent
    while node is not None:
        if node.type in FUNCTIONS:
            made: Function = module._statements.function(module, node, [])
            yield made
        node = node.parent


def owner_of(function: Function, kinds: dict[int, Kind]) -> Class | None:
    """The class that a function is a method of."""
    if function.owner is not None:
        return function.owner
    node = function.node.parent
    while node is not None and node.type not in FUNCTIONS:
        if node.type in _CLASSES:
            return next((k.klass for k in kinds.values() if k.klass.node.id == node.id), None)
        node = node.parent
    return None


__all__ = ["Effect", "Effects", "Either", "Known", "Scope", "Step", "Thing"]
