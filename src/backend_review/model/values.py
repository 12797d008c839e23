"""What an expression stands for when a program's start-up is followed without running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Function, Module

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call
    from backend_review.model.routes import Place

HOLE = "{?}"
MAX_OPTIONS = 32
MAX_LOADED = 200  # modules that one name with unknown parts means
MAX_LINEAGE = 100  # a class may be put together of many mixins
_NO_CONSTANTS: dict[str, Value] = {}  # shared by all scopes that have none


class Value:
    """Any value; what nothing is known of is ``Unknown``."""

    __slots__ = ()


@dataclass(slots=True, frozen=True)
class Unknown(Value):
    """Nothing is known of it but the expression it came from, and where its value comes from (``origins.py``)."""

    expr: Expr | None = None
    origins: frozenset[str] = frozenset()


@dataclass(slots=True, frozen=True)
class Known(Value):
    """A constant: a text, number, truth value or None. A text may have holes (``{?}``) for parts that are unknown."""

    value: Any


@dataclass(slots=True, eq=False)
class Items(Value):
    """A list, tuple or set; ``complete`` when these are all its items."""

    items: list[Value] = field(default_factory=list)
    complete: bool = True


@dataclass(slots=True, eq=False)
class Results(Items):
    """The several values that a Go function returns."""


@dataclass(slots=True, eq=False)
class Rest(Items):
    """What a parameter takes that stands for all further arguments: nothing is added to it later."""


@dataclass(slots=True, eq=False)
class Record(Items):
    """A named tuple: a list whose items have names."""

    names: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Table(Value):
    """A dict or plain object by its constant keys."""

    entries: dict[str, Value] = field(default_factory=dict)
    complete: bool = True
    place: Place | None = None  # where it is written
    missing: Value | None = None  # what makes the value of a key that is not there yet: defaultdict(list)


@dataclass(slots=True, eq=False)
class Scope:
    """The variables of a function call or module; ``constants`` are the parameters that were given constants."""

    module: Module
    outer: Scope | None = None
    names: dict[str, Value] = field(default_factory=dict)
    constants: dict[str, Value] = field(default_factory=lambda: _NO_CONSTANTS)

    def find(self, name: str) -> Scope | None:
        """The innermost scope that has a name."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope
            scope = scope.outer
        return None


@dataclass(slots=True, eq=False)
class Callee(Value):
    """A function of the project, with the variables around it; ``bound`` is the object it is a method of.

    ``attributes`` are what the program set on it (``plugin.autoPrefix = "/x"``).
    """

    function: Function
    scope: Scope
    bound: Value | None = None
    decorators: tuple[Value, ...] = ()
    attributes: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Kind(Value):
    """A class of the project."""

    klass: Class
    scope: Scope
    bases: list[Value] = field(default_factory=list)
    attributes: dict[str, Value] = field(default_factory=dict)
    decorators: list[Value] = field(default_factory=list)

    def lineage(self) -> Iterator[Kind]:
        """The class and the project's classes it derives from, the nearest first; each once."""
        known: set[int] = set()
        pending = [self]
        while pending and len(known) < MAX_LINEAGE:
            kind = pending.pop()
            if id(kind) not in known:
                known.add(id(kind))
                yield kind
                pending.extend(base for base in reversed(kind.bases) if isinstance(base, Kind))

    def libraries(self) -> list[str]:
        """The names of the library classes it derives from."""
        return [base.name for kind in self.lineage() for base in kind.bases if isinstance(base, Library)]


@dataclass(slots=True, eq=False)
class Thing(Value):
    """An object: of a class of the project, or one that a library made.

    ``type`` is the name its methods are known by (``fastapi.Router``); ``model`` what the framework keeps of it.
    """

    type: str = ""
    kind: Kind | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    model: Any = None
    made_by: Call | None = None
    created_by: Call | None = None  # the call of its class, for an object of a class of the project
    depth: int = 0  # how many conditions it was made under
    assumed: bool = False  # some object of a type, whose making was not seen
    origins: frozenset[str] = frozenset()  # where it comes from, as of ``Unknown``
    lookup: Any = None  # what it was looked up by, when it is a row (``lookups.Lookup``)


@dataclass(slots=True, frozen=True)
class Filter:
    """A column or key that rows are asked for by, and where the value it is compared with comes from."""

    column: str
    origins: frozenset[str] = frozenset()


@dataclass(slots=True, frozen=True)
class Condition(Value):
    """A comparison, or several of them."""

    filters: tuple[Filter, ...]


@dataclass(slots=True, frozen=True)
class Library(Value):
    """Something of a library, by its full name; ``receiver`` when it is a method of an object."""

    name: str
    receiver: Thing | None = None


@dataclass(slots=True, frozen=True)
class Namespace(Value):
    """A module of the project (a file, or the files of a Go package)."""

    paths: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class Native(Value):
    """A function of ours that the program can call (a decorator that registers)."""

    name: str
    run: Callable[[Call], Value]


@dataclass(slots=True, eq=False)
class Either(Value):
    """One of several values, depending on a condition."""

    options: list[Value]


def options(value: Value) -> Iterator[Value]:
    """The values that a value may be."""
    if isinstance(value, Either):
        for item in value.options:
            yield from options(item)
    else:
        yield value


def joined(values: list[Value]) -> Value:
    """One of several values, at most ``MAX_OPTIONS``: what a variable is after the ways that a condition may go.

    Without nesting: a variable that a loop gives values in both ways of a condition would have twice as many each time.
    """
    values = list(dict.fromkeys(values))
    if not values:
        return Unknown()
    if len(values) == 1:
        return values[0]
    every = list(dict.fromkeys(item for value in values for item in options(value)))
    known = [item for item in every if not isinstance(item, Unknown)] or every[:1]
    most = _most(known)
    if len(known) > most:
        known = [*known[: most // 2], *known[-most // 2 :]]
    return known[0] if len(known) == 1 else Either(known)


def merged(values: list[Value]) -> Value:
    """One of several values: without those that nothing is known of, and without nil when there is anything else.

    Of Go's several results, what comes along with an error says nothing (``return "", err``).
    """
    known = list(dict.fromkeys(item for value in values for item in options(value) if not isinstance(item, Unknown)))
    several = [item for item in known if isinstance(item, Results)]
    if several:
        width = max(len(item.items) for item in several)
        done = [item for item in several if not _fails(item)] or several
        columns = [
            [item.items[i] for item in (done if i < width - 1 else several) if i < len(item.items)]
            for i in range(width)
        ]
        return Results([merged(column) for column in columns])
    if len(known) > 1:
        known = [item for item in known if item != Known(None)] or known
        known = known[: _most(known)]
    return known[0] if len(known) == 1 else Either(known) if known else Unknown()


def _most(values: list[Value]) -> int:
    """How many of the values something may be are kept: of modules that are loaded by name, and of their functions,
    each one may register what no other does."""
    return MAX_LOADED if any(isinstance(item, (Namespace, Callee)) for item in values[:MAX_OPTIONS]) else MAX_OPTIONS


def _fails(row: Results) -> bool:
    """Whether a function gives nothing but an error: ``return "", nil, err``; in ``return nil, err`` err may not
    be known to be one."""
    *given, error = row.items
    empty = (Known(None),) if error == Known(None) else (Known(None), Known(""))
    return bool(given) and all(item in empty for item in given)


def text_of(value: Value | None) -> str | None:
    """The text of a constant, with holes where parts are unknown; None when nothing of it is known.

    Of several texts one without holes: what holds when a setting is not set, more often than not.
    """
    found: str | None = None
    for item in options(value) if value is not None else ():
        text: str | None = None
        if isinstance(item, Known) and isinstance(item.value, str):
            text = item.value
        elif isinstance(item, Thing) and isinstance(item.attributes.get("value"), Known):  # a member of an enum
            text = text_of(item.attributes["value"])
        if text is not None and (found is None or (HOLE in found and HOLE not in text)):
            found = text
    return found


def as_text(value: Value) -> str:
    """A value as a part of a text; a hole when it is not known."""
    known = next(iter(options(value)), None)
    if (
        isinstance(known, Known)
        and not isinstance(known.value, str)
        and known.value is not None
        and not isinstance(known.value, bool)
    ):
        return str(known.value)
    text = text_of(value)
    return text if text is not None else HOLE


def items_of(value: Value | None) -> list[Value]:
    """The items of a list, as far as they are known; of any other value: the value itself."""
    if value is None or (isinstance(value, Known) and value.value is None):
        return []
    if isinstance(value, Items):
        return value.items
    if isinstance(value, Either):
        return [item for option in value.options for item in items_of(option)]
    return [value]
