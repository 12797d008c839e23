"""From files to the backend model: the program is followed from its entries, and the routes are collected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from backend_review import frameworks, migrations, stores
from backend_review.finding import NotAnalysed, Problem
from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model import guards, passing, reach, strangers
from backend_review.model.answers import Answer
from backend_review.model.answers.collect import answers_of
from backend_review.model.conventions import follow_conventions
from backend_review.model.databases import dialects_in, relational
from backend_review.model.effects import Effect, Effects, Summary
from backend_review.model.entities import Entities
from backend_review.model.evaluator import MAX_STEPS_OF_MAIN, Evaluator, Handler, Member, OnClass
from backend_review.model.graphql import GraphApi
from backend_review.model.heldlists import HELD_LIST, LIST_PAGE
from backend_review.model.inputs import Frameworks, Inputs, inputs_of
from backend_review.model.inputs.entries import entries_of
from backend_review.model.jobs import Job, jobs
from backend_review.model.migrations import History
from backend_review.model.onrequest import asked_with
from backend_review.model.relations import RELATED_ROWS, Relations
from backend_review.model.routes import FoundRoute, Place, Router, choose_apps, keep_endpoints, routes_of
from backend_review.model.served import Served, served
from backend_review.model.servers import follow_callers, follow_exported, follow_servers
from backend_review.model.tables import Table, Tables
from backend_review.model.taint import Entries
from backend_review.model.testclients.operations import operations_tested
from backend_review.model.tested import matches, requests_in
from backend_review.model.unresolved import Unresolved, imported, unresolved
from backend_review.model.values import Callee, Items, Kind, Thing, Value
from backend_review.project.source import SourceFile

_SETS_UP = re.compile(
    r"\burlpatterns\b|\bNestFactory\.create\b"
    r"|\b(FastAPI|APIRouter|Flask|Blueprint|express|Router|Fastify|fastify|Hono|OpenAPIHono|Koa|Application)\("
    r"|\b(FlaskApp|AsyncApp)\("
)
_SETS_UP_GO = re.compile(
    r"\b(gin|echo|chi|mux|fiber|http|httprouter|routegroup)\.(New|Default|NewRouter|NewMux|NewServeMux)\("
)
_GENERATED_PART = re.compile(
    r"\bServerInterface\b|\bRegisterHandlers\b|\bwireinject\b|google/wire"
    r"|github\.com/(?:gin-gonic/gin|labstack/echo|go-chi/chi|gofiber/fiber|gorilla/mux)\b"
)
_LISTS = {RELATED_ROWS, HELD_LIST, LIST_PAGE}
_PROGRAM = re.compile(r"^package main\b", re.MULTILINE)


@dataclass
class Backend:
    """What is known of a project: its routers and routes, and what could not be followed."""

    project: Project
    routers: list[Router] = field(default_factory=list)
    routes: list[FoundRoute] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    evaluator: Evaluator | None = None  # with what it followed, for what is asked later
    not_analysed: list[NotAnalysed] = field(default_factory=list)  # files of the project that nothing is known of
    problems: list[Problem] = field(default_factory=list)  # modules at which this program itself failed
    all_routes: list[FoundRoute] = field(default_factory=list)  # those of files that are not reported on, too
    asked_for: set[str] | None = None  # the files that are reported on; all of them when nothing narrowed it
    _answers: dict[int, list[Answer]] = field(default_factory=dict)
    _put_by: dict[int, dict[str, Value]] = field(default_factory=dict)  # what middleware puts on the request
    _inputs: dict[int, Inputs] = field(default_factory=dict)
    _methods_asked: dict[tuple[int, Place], set[str]] = field(default_factory=dict)  # by route and place of the test

    @cached_property
    def tests(self) -> dict[int, list[Place]]:
        """The places in the project's tests that ask each route, by the route's index."""
        requests = requests_in(self.project, self.project.modules(), self.evaluator)
        found: dict[int, dict[Place, None]] = {}
        for index, method, place in matches(requests, self.routes):
            found.setdefault(index, {}).setdefault(place)
            self._methods_asked.setdefault((id(self.routes[index]), place), set()).add(method)
        asked = {index: list(places) for index, places in sorted(found.items())}
        return asked | operations_tested(self.project.modules(), self.routes)

    @cached_property
    def unresolved(self) -> list[Unresolved]:
        """What looks like the registration of a route in the files asked for, and gave none."""
        if self.evaluator is None:
            return []
        return unresolved(self.evaluator, self._asked_modules(), self.all_routes, self.routers)

    def frameworks_used(self, known: bool) -> dict[str, Place]:
        """The web frameworks that the files asked for import: those that are known here, or the others."""
        return imported(self._asked_modules(), known)

    def _asked_modules(self) -> list[Module]:
        return [item for item in self.project.modules() if self.asked_for is None or item.path in self.asked_for]

    @cached_property
    def graphs(self) -> list[GraphApi]:
        """The GraphQL APIs that offer anything, with their fields and servers."""
        found = self.evaluator.found if self.evaluator is not None else []
        return [item for item in found if isinstance(item, GraphApi) and item.fields]

    @cached_property
    def jobs(self) -> list[Job]:
        """What runs without a request, in the files asked for."""
        found = jobs(self.evaluator) if self.evaluator is not None else []
        return [job for job in found if self.asked_for is None or job.place.path in self.asked_for]

    @cached_property
    def tables(self) -> Tables:
        """The tables and collections that the project declares."""
        known = [store.tables for store in stores.modules() if hasattr(store, "tables")]
        evaluator = self.evaluator
        return Tables(table for tables in known for table in tables(evaluator)) if evaluator is not None else Tables()

    def tables_asked_for(self) -> list[Table]:
        """The tables that are declared in the files asked for."""
        return [item for item in self.tables if self.asked_for is None or item.place.path in self.asked_for]

    @cached_property
    def dialect(self) -> str:
        """The relational database that the project uses; "" where nothing tells."""
        return relational(dialects_in(self.project.files.values()))

    def dialect_of(self, table: Table) -> str:
        """The database that a table is in."""
        return table.dialect or self.dialect

    @cached_property
    def histories(self) -> list[History]:
        """The migrations of the project: a history for each tool and place."""
        evaluator = self.evaluator
        if evaluator is None:
            return []
        return [history for tool in migrations.modules() for history in tool.histories(evaluator)]

    @cached_property
    def migrated(self) -> list[Tables]:
        """The tables that each history of migrations makes."""
        return [history.tables() for history in self.histories]

    @cached_property
    def entities(self) -> Entities:
        """What the project keeps in its stores, read from the declarations of its models."""
        return Entities(self.effects)

    @cached_property
    def effects(self) -> Effects:
        """What the project's functions do to stores, services and files."""
        made = Effects(self.evaluator or self.project)
        made.relations = Relations(made.evaluator, lambda: self.tables)
        return made

    def effects_of(self, found: FoundRoute) -> list[Effect]:
        """What the handler of a route does, by itself and through what it calls."""
        function = found.route.handler.function
        if function is None:
            return []
        handler = found.route.handler
        return self.effects.of(function, *self._asked_with(found), handler.callee, handler.of)

    def related_to(self, found: FoundRoute) -> list[Effect]:
        """What the handler of a route, or what it calls, goes over besides collections that are read: relations to many
        of single rows, lists held in memory, pages that are cut out of lists."""
        return [effect for effect in self.summary_of(found).effects if effect.kind in _LISTS]

    def given_to(self, found: FoundRoute) -> list[Effect]:
        """What is done to give the handler of a route its parameters, by what it depends on."""
        return self.effects.before(self.summary_of(found))

    def summary_of(self, found: FoundRoute) -> Summary:
        """What the handler of a route does, with its look-ups of rows and what it does with them."""
        function = found.route.handler.function
        if function is None:
            return Summary()
        handler = found.route.handler
        return self.effects.handling(function, *self._asked_with(found), handler.callee, handler.of)

    def _asked_with(self, found: FoundRoute) -> tuple[list[Value], dict[str, Value]]:
        """What the handler of a route is called with."""
        api = self._apis.get(id(found.route)) if found.route.kind == "graphql" else None
        return asked_with(self.effects, found, api, self._put_by)

    @cached_property
    def _apis(self) -> dict[int, GraphApi]:
        """The API that each operation is of."""
        return {id(route): api for api in self.graphs for route in api.router.entries}

    def inherited_by(self, found: FoundRoute) -> Summary:
        """What the framework does for a route whose handler is a method of its own, which the view inherits."""
        view = found.route.options.get("view")
        if found.route.handler.function is not None or not isinstance(view, Kind):
            return Summary()
        return self.effects.inherited(view, found.route.handler.name.rpartition(".")[2])

    def answers_of(self, found: FoundRoute) -> list[Answer]:
        """What the handler of a route answers, by itself and through what it calls."""
        key = id(found)
        if key not in self._answers:
            self._answers[key] = answers_of(self.effects, found)
        return self._answers[key]

    def inputs_of(self, found: FoundRoute) -> Inputs:
        """What a route takes of the request, what checks it, and where it goes."""
        known = self._inputs.get(id(found))
        if known is None:
            known = self._inputs[id(found)] = inputs_of(found, self.effects, _readers())
        return known

    @cached_property
    def served(self) -> list[Served]:
        """The functions that requests run: handlers, resolvers, middleware and what they call, with the way to each."""
        return served(self.routes, self.routers, self.graphs, self.effects)

    @cached_property
    def entries(self) -> Entries:
        """The parameters of the project's functions that requests fill, by their functions."""
        return entries_of(self.routes, self.graphs, self.jobs, self.effects, _readers())

    def narrow(self, paths: Collection[str]) -> None:
        """Keep the routes that are declared or handled in these files."""
        self.asked_for = set(paths)
        tested = self.tests
        kept = [
            (index, found)
            for index, found in enumerate(self.routes)
            if found.route.place.path in paths or found.route.handler.place.path in paths
        ]
        self.routes = [found for _, found in kept]
        self.__dict__["tests"] = {new: tested[old] for new, (old, _) in enumerate(kept) if old in tested}

    def tests_of(self, found: FoundRoute, method: str | None = None) -> list[Place]:
        """The places in the project's tests that ask a route, with one of its methods or with any."""
        index = next((index for index, route in enumerate(self.routes) if route is found), -1)
        places = self.tests.get(index, [])
        if method in {None, "*"}:
            return places
        methods = {method, "*", *(["HEAD"] if method == "GET" else [])}
        return [place for place in places if self._methods_asked.get((id(found), place), methods) & methods]


@cache
def _readers() -> Frameworks:
    """What all frameworks say of how the request is read."""
    made = Frameworks()
    for framework in frameworks.modules():
        for type, members in getattr(framework, "REQUESTS", {}).items():
            made.requests[type] = {**made.requests.get(type, {}), **members}
        made.handed |= getattr(framework, "HANDED", {})
        made.takes |= getattr(framework, "TAKES", {})
    return made


def build(files: Iterable[SourceFile], generated: Iterable[SourceFile] = ()) -> Backend:
    """The backend of a project's files; tests and generated clients are not part of it.

    Of the generated files those that make routers or call constructors are: servers from a contract, Wire.
    """
    files = [file for file in files if file.language != "markdown"]
    files = [*files, *(file for file in generated if file.language == "go" and _GENERATED_PART.search(file.text))]
    project = Project(files)
    handlers: dict[str, Handler] = {}
    types: dict[str, str] = {}
    on_class: list[OnClass] = []
    members: dict[str, Member] = {}
    for framework in frameworks.modules():
        handlers |= framework.HANDLERS
        types |= getattr(framework, "TYPES", {})
        members |= getattr(framework, "MEMBERS", {})
        if hasattr(framework, "on_class"):
            on_class.append(framework.on_class)
    listeners: dict[str, Handler] = {}
    for store in (*stores.modules(), *migrations.modules()):
        listeners |= getattr(store, "HANDLERS", {})
    evaluator = Evaluator(project, handlers, types, on_class, members, listeners)
    entries = [module for module in project.modules() if module.file.role in {"production", "script", "generated"}]
    for framework in frameworks.modules():
        if hasattr(framework, "begin"):
            framework.begin(evaluator, entries)
    _run(evaluator, sorted(entries, key=lambda item: _SETS_UP.search(item.file.text) is None))
    _finish(evaluator)
    examples = [module for module in project.modules() if module.file.role == "example"]
    if examples and not any(isinstance(item, Router) and item.entries for item in evaluator.found):
        _run(evaluator, examples)
        _finish(evaluator)
    routers = [item for item in evaluator.found if isinstance(item, Router)]
    choose_apps(routers)
    keep_endpoints(routers)
    routes = routes_of(routers)
    reach.study(evaluator, routes)
    passing.settle(evaluator, routes)
    strangers.settle(evaluator, routes)
    guards.settle(routes)
    return Backend(
        project, routers, routes, evaluator.unknown, evaluator, project.too_large(), evaluator.failed, list(routes)
    )


def _finish(evaluator: Evaluator) -> None:
    """Make the routes that only are there when all modules were followed."""
    follow_conventions(evaluator)
    for framework in frameworks.modules():
        if hasattr(framework, "finish"):
            framework.finish(evaluator)


def _run(evaluator: Evaluator, modules: list[Module]) -> None:
    """Follow modules, and what programs and servers call of them."""
    for module in modules:
        evaluator.scope_of(module.path)
    _run_main(evaluator, modules)
    _run_uncalled(evaluator, modules)


def _run_main(evaluator: Evaluator, modules: list[Module]) -> None:
    """Go: ``init`` of every package that a program is made of, then ``main`` of every program."""
    programs: dict[int, Callee] = {}
    packages: dict[int, tuple[Items, Module]] = {}
    for module in modules:
        scope = evaluator.scope_of(module.path) if module.language == "go" else None
        if scope is None or scope.outer is None:
            continue
        inits, main = scope.outer.names.get("init"), scope.outer.names.get("main")
        if isinstance(inits, Items):
            packages.setdefault(id(inits), (inits, module))
        if isinstance(main, Callee) and _PROGRAM.search(module.file.text):
            programs.setdefault(id(main), main)
    part = _imported_by(evaluator, [main.function.module for main in programs.values()])
    for inits, module in packages.values():
        if not part or module.path.rpartition("/")[0] in part:
            for function in inits.items:
                if isinstance(function, Callee):
                    evaluator.start(function)
    for main in programs.values():
        evaluator.start(main, steps=MAX_STEPS_OF_MAIN)


def _imported_by(evaluator: Evaluator, modules: list[Module]) -> set[str]:
    """The folders of the packages that Go programs are made of."""
    pending = list(modules)
    seen: set[str] = set()
    while pending:
        module = pending.pop()
        folder = module.path.rpartition("/")[0]
        if folder in seen:
            continue
        seen.add(folder)
        for path in evaluator.project.package(module):
            item = evaluator.project.module(path)
            for statement in item.body if item is not None else ():
                for found in statement.imports:
                    for below in evaluator.project.resolve(module, found.module)[:1]:
                        other = evaluator.project.module(below)
                        pending += [other] if other is not None else []
    return seen


def _methods_of(kind: Kind) -> list[Value]:
    """Go: the methods of a type, each of some object of it."""
    methods = [item for item in kind.attributes.values() if isinstance(item, Callee)]
    return [Callee(item.function, item.scope, Thing(kind=kind, assumed=True), item.decorators) for item in methods]


def _run_uncalled(evaluator: Evaluator, modules: list[Module]) -> None:
    """Functions that set up an application and that nothing in the project calls: a server does.

    What a function made that another one of them turns out to call was made there, too.
    """
    follow_callers(evaluator, modules, _SETS_UP)
    started: dict[int, list[object]] = {}
    for module in modules:
        sets_up = _SETS_UP_GO if module.language == "go" else _SETS_UP
        scope = evaluator.scope_of(module.path) if sets_up.search(module.file.text) else None
        values = list((scope.outer or scope).names.values()) if scope is not None else []
        if module.language == "go":
            values += [method for kind in values if isinstance(kind, Kind) for method in _methods_of(kind)]
        for value in values:
            key = id(value.function.node) if isinstance(value, Callee) else 0
            if not isinstance(value, Callee) or key in evaluator.called or key in started:
                continue
            if value.function.module.path == module.path and sets_up.search(module.text(value.function.node)):
                before = len(evaluator.found)
                evaluator.start(value)
                started[key] = evaluator.found[before:]
                evaluator.called.discard(key)
        if scope is not None and module.language == "python":
            follow_servers(evaluator, scope, sets_up)
        elif scope is not None and module.language == "javascript":
            follow_exported(evaluator, scope, sets_up)
    again = {id(item) for key, made in started.items() if key in evaluator.called for item in made}
    evaluator.found = [item for item in evaluator.found if not (isinstance(item, Router) and id(item) in again)]
    evaluator.called.update(started)
