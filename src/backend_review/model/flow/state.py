"""What a walk over a function's body knows while it goes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Statement
from backend_review.model import declared
from backend_review.model.answers.data import Answer
from backend_review.model.circumstances import Circumstances
from backend_review.model.effects import Effect, Result, Used
from backend_review.model.lookups import Lookups, Step
from backend_review.model.paths import Arm, Paths, Way
from backend_review.model.queries import Query
from backend_review.model.routes import Place
from backend_review.model.values import (
    Callee,
    Filter,
    Scope,
    Thing,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from backend_review.model.effects import Effects
    from backend_review.model.flow import Walk


MAX_OPTIONS = 4


def _inside(callee: Callee | None) -> Scope:
    """The variables of a call of a function."""
    if callee is None:
        raise ValueError("neither a function nor a module")
    return Scope(callee.function.module, callee.scope)


class State(ABC):
    """What a walk knows; what its parts ask of each other."""

    def __init__(
        self,
        effects: Effects,
        callee: Callee | None,
        args: list[Value],
        named: dict[str, Value],
        depth: int,
        scope: Scope | None = None,
    ) -> None:
        self.effects = effects
        self.libraries = effects.libraries
        self.surroundings = effects.surroundings
        self.evaluator = effects.evaluator
        self.function = callee.function if callee is not None else None
        self.depth = depth
        self.found: list[Effect] = []
        self.returns: list[Value] = []
        self.results: list[Result] = []
        self.further: list[list[Value]] = []  # Go: of each return what comes after its first value
        self.several: dict[int, list[Value]] = {}  # what calls give besides their first value
        self.answers: list[Answer] = []
        self.conditions: list[str] = []
        self.pending: dict[int, Thing] = {}
        self.cut = False
        self.using: Used | None = None  # the library's function that is being called
        self.lookups = Lookups()
        self.depends: list[tuple[Callee, Step]] = []
        self.around = Circumstances()
        self.ways: dict[int, Way] = {}  # on which way each query that is built was made
        self.conditional = 0
        self.arms: list[dict[int, tuple[Thing, str]]] = []  # the queries that each arm around has bounded, and how
        # Parameters of which the call says what they are: that, and the value that they were given for the walk.
        self.certain: dict[str, tuple[Value, Value]] = {}
        self.born: dict[int, int] = {}  # under how many conditions each query or table began
        self.kept: list[Value] = []  # so that no other object gets the id of one of these
        self.scope: Scope = scope if callee is None and scope is not None else _inside(callee)
        self.module = self.scope.module
        line = int(callee.function.node.start_point[0]) + 1 if callee is not None else 1
        self.paths = Paths(Place(self.module.path, line))
        if callee is not None:
            declared.bind_parameters(self.whole, callee, args, dict(named))

    def wait_for(self, queries: Iterable[Thing]) -> None:
        """Queries were handed to the function that nobody has sent so far: it sends them, or gives them back."""
        self.pending.update((id(item), item) for item in queries)

    def flush(self, before: Container[int] = ()) -> None:
        """The queries that nothing more was made of are sent, except those that were there ``before``."""
        for key, item in list(self.pending.items()):
            if key in before:
                continue
            del self.pending[key]
            query = item.model
            if isinstance(query, Query) and query.place is not None:
                bound = query.bound if query.kind == "read_many" else None
                self.emit(query.kind, query.what, query.place, bound, query.filters, query.sorts, query.projection)
                way = self.ways.get(key, self.paths.here)
                self.found[-1] = replace(self.found[-1], by=query.by, way=way)

    def emit(
        self,
        kind: str,
        what: str,
        place: Place,
        bound: str | None = None,
        filters: tuple[Filter, ...] = (),
        sorts: tuple[str, ...] = (),
        projection: tuple[str, ...] = (),
    ) -> None:
        """There is an effect here."""
        around = self.around
        self.found.append(
            Effect(
                kind,
                what,
                place,
                bound,
                filters=filters,
                sorts=sorts,
                projection=projection,
                loops=around.loops,
                transaction=around.transactions > 0,
                way=self.paths.here,
            )
        )
        around.transactions += kind == "transaction"
        if self.using is not None:
            self.using.kinds.add(kind)
            self.using.what = self.using.what or what

    def leave(self, arm: Arm, since: int, prepared: Container[int]) -> None:
        """The path of an arm has left the function, with the effects from an index on; its queries are sent."""
        self.flush(prepared)
        number = self.paths.leave(arm)
        for index in range(since, len(self.found)):
            effect = self.found[index]
            self.found[index] = replace(effect, way=effect.way.left(self.paths.at, number))

    def answer(self, answer: Answer) -> Answer:
        """An answer is given here."""
        if self.conditions and not answer.condition:
            answer = replace(answer, condition=self.conditions[-1])
        self.answers.append(answer)
        return answer

    def unanswered(self, writer: Thing) -> None:
        """What was taken for the whole answer of a writer is only its beginning."""
        given = writer.attributes.get("=answer")
        if isinstance(given, Thing):
            self.answers = [item for item in self.answers if item is not given.model]

    def unsure(self, why: str) -> None:
        """Something could not be judged."""
        self.effects.unsure[why] += 1

    def place(self, expr: Expr) -> Place:
        """Where an expression is: for a call of a chain, the line of the method's name."""
        node = expr.node
        if expr.target is not None and expr.target.kind == "attr":
            row = int(expr.target.node.end_point[0])
        else:
            row = int(node.start_point[0])
        return Place(self.module.path, row + 1)

    # What the other parts of a walk do

    @property
    def whole(self) -> Walk:
        """The walk that this is a part of."""
        return cast("Walk", self)

    def inside(self, callee: Callee, args: list[Value], named: dict[str, Value]) -> Walk:
        """A walk over a closure, which has this one's variables around it."""
        return type(self.whole)(self.effects, callee, args, named, self.depth)

    @abstractmethod
    def run(self, body: Iterable[Statement]) -> bool:
        """Walk over statements; whether they end by leaving the function."""

    @abstractmethod
    def bind(self, target: Expr, value: Value, declared: bool = True) -> None:
        """Give a name, a member or several of them a value."""

    @abstractmethod
    def iterated(self, value: Value, expr: Expr | None) -> Value:
        """What a loop takes from a value; a query that is looped over is sent."""

    @abstractmethod
    def evaluate(self, expr: Expr | None) -> Value:
        """What an expression stands for; the effects of what it calls are noted."""

    @abstractmethod
    def attribute(self, owner: Value, name: str) -> Value:
        """A member of a value."""

    @abstractmethod
    def look_into(self, owner: Value, expr: Expr) -> None:
        """A member of a value is used; ``row?.name`` looks whether there is one."""

    @abstractmethod
    def meet(self, expr: Expr, *values: Value) -> None:
        """Values that are compared or handed over together: whether who calls is related to what is asked for."""

    @abstractmethod
    def call(self, expr: Expr) -> Value:
        """What a call gives."""

    @abstractmethod
    def use(
        self, rule: object, name: str, owner: Value | None, args: list[Value], named: dict[str, Value], expr: Expr
    ) -> Value:
        """A library's function or method is called."""

    @abstractmethod
    def invoke(
        self,
        callee: Callee,
        args: list[Value],
        named: dict[str, Value],
        expr: Expr,
        threaded: bool = False,
        goes_on: bool = False,
    ) -> Value:
        """What a function of the project returns; its effects become effects of this function."""

    @abstractmethod
    def waits(self, value: Value) -> Value:
        """A query that comes from elsewhere is sent when nothing more is made of it."""
