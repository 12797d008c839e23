"""Calls of libraries: by what their rules say, or by what they are handed."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model import filters, lookups, origins, projections, results, sqlparts, writes
from backend_review.model.circumstances import EACH, loop_over
from backend_review.model.defaults import CONVERSIONS, is_always, number
from backend_review.model.effects import Used, site
from backend_review.model.flow import drivers
from backend_review.model.flow.state import State
from backend_review.model.queries import Query
from backend_review.model.uses import COUNTS, Use
from backend_review.model.values import Callee, Items, Known, Library, Table, Thing, Unknown, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.model.flow import Walk


_RUNS_LATER = {"to_thread", "run_in_threadpool", "run_sync", "run_in_executor", "gather", "all", "map", "forEach"}
# What runs a function in another thread or process, where it holds up nobody.
_IN_THREADS = {
    "to_thread",
    "run_in_threadpool",
    "run_in_executor",
    "run_sync",
    "submit",
    "sync_to_async",
    "Thread",
    "Process",
}
_KEPT_IN = {"variable_declarator", "assignment_expression", "pair", "expression_statement"}
_IN_THREADS |= {"database_sync_to_async", "add_task", "apply_async", "defer_to_thread", "deferToThread"}
# What a function is given that it is to run each day or minute: not a part of what is done now.
_RUNS_AGAIN = {"setInterval", "scheduleJob", "schedule", "AddFunc", "add_job", "CronJob", "Cron"}
# What runs the functions of a list: async.parallel([…], done), async.series({ users: … }).
_RUNS_ALL = {"parallel", "series", "waterfall", "parallelLimit", "auto"}
_MOST_LISTED = 20
_MAX_SHOWN = 20
# What only tells of something that was done, to whomever.


# What of a library gives a page of a query: paginate(query, page), pagination.Paging(&pagination.Param{DB: db, …}).
_PAGES = re.compile(r"(?i)^(?:\w*paginat(?:e|ion)\w*|paging)$")


class LibraryCalls(State):
    """The calls of libraries."""

    def use(
        self, rule: object, name: str, owner: Value | None, args: list[Value], named: dict[str, Value], expr: Expr
    ) -> Value:
        """A library's function or method is called."""
        use = Use(self.whole, name, owner, expr, args, named)
        used = self.effects.used.setdefault(site(self.module, expr.node), Used(name))
        before = owner.model.bound if isinstance(owner, Thing) and isinstance(owner.model, Query) else None
        outer, self.using = self.using, used
        found = len(self.found)
        given = use.query.filters
        outside = self.around.transactions
        result: Value | None = rule(use)  # type: ignore[operator]
        self.using = outer
        if use.called_back:  # transaction(tx => …) ends with it
            self.around.transactions = outside
        used.bounds = used.bounds or (before is None and any(effect.bound is not None for effect in self.found[found:]))
        if isinstance(result, Thing) and isinstance(result.model, Query):
            used.what = used.what or result.model.what
            used.kinds |= {result.model.verb} - {"read"}
            used.bounds = used.bounds or (before is None and result.model.bound is not None)
        if not use.called_back:
            self.later(args, name.rpartition(".")[2], expr)
        result = result if result is not None else Unknown(expr)
        given = tuple(dict.fromkeys((*given, *filters.of_call(use))))[:24]
        sorts = filters.sorts_of(use)
        projection = projections.projection_of(use)
        sets = lookups.sets_of(use)
        values = (*args, *named.values(), *([owner] if owner is not None else []))
        known = frozenset().union(*(item.origins for item in given), *(origins.origins_of(value) for value in values))
        for index in range(found, len(self.found)):
            effect = self.found[index]
            if not effect.chain:
                self.found[index] = replace(
                    effect,
                    by=effect.by or use.query.by or name,
                    filters=effect.filters or given,
                    sorts=effect.sorts or sorts,
                    projection=effect.projection or projection,
                    origins=effect.origins or known,
                    sets=effect.sets or sets,
                )
        if isinstance(result, Thing) and isinstance(result.model, Query):
            query = result.model
            conditions = tuple(dict.fromkeys((*query.filters, *given)))[:24]
            sorted_by = tuple(dict.fromkeys((*query.sorts, *sorts)))
            by = name if writes.is_upsert(name) else query.by or (name if query.verb != "read" else "")
            result.model = replace(query, filters=conditions, sorts=sorted_by, projection=projection, by=by)
            if isinstance(owner, Thing) and result.lookup is None and owner.lookup is not None and owner is not result:
                result.lookup, result.origins = owner.lookup, owner.origins
        if use.method in COUNTS:
            lookups.counted(self.whole, use, found)
        form = self.libraries.lookups.get(name)
        return lookups.loaded(self.whole, form, use, found, result) if form is not None else result

    def shown(self, values: list[Value], expr: Expr, inside: int = 1) -> None:
        """The queries that something shows are sent by it: ``render_template("users.html", users=query.limit(10))``."""
        for value in values[:_MAX_SHOWN]:
            for item in options(value):
                if isinstance(item, Thing) and isinstance(item.model, Query):
                    self.iterated(item, expr)
                    self.flush(set(self.pending) - {id(item)})
                elif isinstance(item, Table) and inside:
                    self.shown(list(item.entries.values()), expr, inside - 1)

    def pages(self, name: str, args: list[Value], named: dict[str, Value], expr: Expr) -> bool:
        """Whether a function or method of this name, of which nothing is known, gives a page of a query."""
        return _PAGES.search(name) is not None and self._page_of(args, named, expr)

    def _page_of(self, args: list[Value], named: dict[str, Value], expr: Expr) -> bool:
        """A library that nothing is known of pages the query that it is given; whether it is given one."""
        given = [*args, *named.values()]
        tables = [item for value in given for item in options(value) if isinstance(item, Table)]
        inside = [part for item in tables for part in item.entries.values()]
        things = [item for value in (*given, *inside) for item in options(value) if isinstance(item, Thing)]
        for item in things:
            query = item.model if isinstance(item.model, Query) and item.model.verb == "read" else None
            if query is None and (item.type not in self.libraries.known or not item.type.endswith(".DB")):
                continue
            into = next((thing.type for thing in things if thing.type.startswith("[]")), "")  # Go: &units
            self.pending.pop(id(item), None)
            what = (query.what if query is not None else "") or into.lstrip("[]*").rpartition(".")[2]
            self.emit("read_many", what, self.place(expr), "parameter", query.filters if query is not None else ())
            return True
        return False

    def later(self, args: list[Value], name: str, expr: Expr) -> None:
        """Closures that are handed to something we do not follow are called by it."""
        if name in _RUNS_AGAIN:
            return
        if name in _RUNS_ALL and self.module.language == "javascript":
            args = [*args, *_listed(args)]
        for item in args:
            for inner in options(item):
                literal = isinstance(inner, Callee) and not inner.function.name and inner.scope is self.scope
                if isinstance(inner, Callee) and (literal or name in _RUNS_LATER):
                    threaded = name in _IN_THREADS
                    if name not in EACH:
                        with self.around.outside() if _is_kept(inner, expr) else nullcontext():
                            self.invoke(inner, [], {}, expr, threaded=threaded)
                        continue
                    owner = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
                    if owner is not None and results.is_once(self.effects, self.module, expr.node, owner.node):
                        self.invoke(inner, [], {}, expr)
                        continue
                    over = next((item for item in expr.args if item.kind != "func"), None) if owner is None else owner
                    with self.around.inside(loop_over("each", self.module, over, None, self.place(expr))):
                        self.invoke(inner, [], {}, expr)

    def library(self, callee: Library, args: list[Value], named: dict[str, Value], expr: Expr) -> Value:
        name = callee.name.removeprefix("node:")
        self.effects.used.setdefault(site(self.module, expr.node), Used(name))
        text = sqlparts.of_function(self, name, args)
        if text is not None:
            return text
        rule = self.libraries.rules.get(name)
        if rule is None and "." in name:
            known = self.libraries.type_of(name.rpartition(".")[0])
            rule = self.libraries.rule(known, name.rpartition(".")[2]) if known in self.libraries.known else None
        if rule is not None:
            return self.use(rule, name, callee.receiver, args, named, expr)
        sent = drivers.sent(self.whole, callee.receiver, name.rpartition(".")[2], args, named, expr)
        if sent is not None:
            return sent
        if self.pages(name.rpartition(".")[2], args, named, expr):
            return Unknown(expr)
        self.later(args, name.rpartition(".")[2], expr)
        if name in CONVERSIONS and args:
            return number(args[0])
        if name == "asyncio.gather":
            return Items(list(args))
        if name.startswith("builtins."):
            return builtin(self.whole, None, name, args, named, expr)
        return Thing(type=f"{name}()")


def _is_kept(given: Callee, call: Expr) -> bool:
    """Whether a function that takes time and arguments of its own is handed to what nobody waits for.

    ``tools.push(tool(async (input) => …))``: the library calls it when there is input, not in the loop around it.
    """
    function = given.function
    if not function.is_async or not function.parameters or function.module.language != "javascript":
        return False
    node = call.node.parent
    return node is not None and node.type in {
        "variable_declarator",
        "assignment_expression",
        "pair",
        "expression_statement",
    }


def _listed(args: list[Value]) -> list[Value]:
    """The functions in the lists and tables among some arguments."""
    found: list[Value] = []
    for value in args:
        for item in options(value):
            held = item.items if isinstance(item, Items) else item.entries.values() if isinstance(item, Table) else ()
            found += [part for part in held if isinstance(part, Callee)]
    return found[:_MOST_LISTED]


def builtin(
    walk: Walk, owner: Value | None, name: str, args: list[Value], named: dict[str, Value], expr: Expr
) -> Value:
    """What the languages' own functions give."""
    short = name.removeprefix("builtins.")
    if short in {"Promise.all", "Promise.allSettled"} and args and isinstance(args[0], Items):
        return args[0]
    if short == "append" and walk.module.language != "go":
        return Unknown(expr)  # what is put into a list is not asked for its rows yet
    if short in {"list", "tuple", "set", "sorted", "append", "max", "min"}:
        given = [walk.iterated(item, expr) for item in args]
        if short in {"list", "tuple", "sorted"} and given and not isinstance(given[0], Unknown):
            return Items(given[:1], complete=False)
        if short in {"max", "min"} and args and all(is_always(item) for item in args):
            return Unknown(expr, frozenset({origins.SENT}))
        return Unknown(expr)
    if isinstance(owner, Known) and isinstance(owner.value, str) and short in {"strip", "trim", "format", "join"}:
        return owner
    if owner is None and short in {"str", "String"} and args and text_of(args[0]) is not None:
        return args[0]
    return Unknown(expr)
