"""What a route takes of the request, what checks it, and where it goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backend_review.index.program import Function
from backend_review.model.effects import Step
from backend_review.model.routes import FoundRoute, Place
from backend_review.model.values import Callee, Kind

if TYPE_CHECKING:
    from backend_review.model.inputs.schemas import Types


@dataclass(frozen=True, slots=True)
class Check:
    """Something that refuses input it does not like.

    ``what`` is the part of the request that it looks at ("body", "query limit"), ``by`` what does it (``pydantic``,
    ``zod``, the name of a function of the project's, "its own check").
    """

    what: str
    by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Input:
    """A part of the request, or a value that is made of it.

    ``source`` is body, query, path, header, cookie or file; ``name`` is "" for all of it. ``type`` is as declared, and
    ``schema`` the class of that name. ``whole`` says that it is the part as the client sent it, with any keys.
    ``bounded``: it cannot be larger than the program allows. ``converted``: it was made a number unseen.
    """

    source: str
    name: str
    place: Place
    type: str = ""
    schema: Kind | None = None
    check: Check | None = None
    bounded: bool = False
    converted: Place | None = None
    optional: bool = False
    nested: bool = False  # an entry of something that was made of it: { payload: body }
    declaration: str = ""  # the text of the schema that checked it
    within: str = ""  # the key or field of a literal that it was put under

    @property
    def key(self) -> tuple[str, str]:
        """Which part of the request it is."""
        return (self.source, self.name)

    @property
    def title(self) -> str:
        """The part as people say it: "body", "query limit"."""
        return f"{self.source} {self.name}" if self.name else self.source


@dataclass(frozen=True, slots=True)
class Request:
    """An object that the request is read from: its type, and the members that were followed from it."""

    type: str
    prefix: str = ""


Taint = frozenset["Input | Request"]
NONE: Taint = frozenset()


@dataclass(frozen=True, slots=True)
class Sink:
    """Where input goes. ``kind``: write (a store keeps it), bound (it says how many rows are read), convert.

    ``what`` names the table or function; ``chain`` is the calls that lead there from the handler.
    """

    kind: str
    what: str
    place: Place
    inputs: tuple[Input, ...]
    chain: tuple[Step, ...] = ()
    name: str = ""


@dataclass(slots=True)
class Inputs:
    """What is known of a route's input."""

    taken: list[Input] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    sinks: list[Sink] = field(default_factory=list)

    @property
    def schema(self) -> str:
        """The name of the type or schema that the body is of; ""."""
        types = [item.type for item in self.takes("body") if not item.name and item.type not in _NO_SCHEMA]
        if types:
            return types[0]
        found = (_SCHEMA.match(check.by) for check in self.checks_of("body"))
        return next((match.group(1) for match in found if match is not None), "")

    def takes(self, source: str) -> list[Input]:
        """What it takes of one part of the request."""
        return [item for item in self.taken if item.source == source]

    def checks_of(self, source: str) -> list[Check]:
        """What checks a part of the request, or some of it."""
        return [check for check in self.checks if check.what.partition(" ")[0] == source]


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a member of a request's object, or calling it, gives.

    ``source`` as of an input, or "" for another object, of the type ``to``. ``named`` is the argument that names the
    part, ``into`` the one that is filled; ``by`` says what checks it while it is read (``binding``: by the tags of the
    struct; "schema": by what the route declares).
    """

    source: str = ""
    named: int = -1
    into: int = -1
    by: str = ""
    to: str = ""
    number: bool = False


# ``NewBook.parse``: the schema that checks
_SCHEMA = re.compile(r"(\w+)\.(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateAsync|validateSync)$")
_NO_SCHEMA = {"", "any", "unknown", "object", "dict", "Any"}
OWN = "its own check"  # a condition of the code itself that refuses
Members = Mapping[str, Read]
Takes = Callable[[FoundRoute, Function, "Types"], "dict[str, Taint | Depends]"]


@dataclass(frozen=True, slots=True)
class Depends:
    """A parameter that is given what a function returns, which takes of the request itself (FastAPI)."""

    function: Callee
    takes: tuple[tuple[str, Taint | Depends], ...]


@dataclass(slots=True)
class Frameworks:
    """What the frameworks say of how the request is read.

    ``requests``: for each type of object that the request is read from, what its members give (``"query"``,
    ``"json()"``, ``"request.body"``). ``handed``: the types of a handler's parameters, by framework. ``takes``: how the
    parameters of a framework's handlers are filled, where declarations say so; ``=`` are the parts of the request that
    the route's schema describes.
    """

    requests: dict[str, Members] = field(default_factory=dict)
    handed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    takes: dict[str, Takes] = field(default_factory=dict)


def whole(source: str, **more: object) -> Read:
    """All of a part."""
    return Read(source, **more)  # type: ignore[arg-type]


def by_name(source: str, argument: int = 0, number: bool = False) -> Read:
    """A part that an argument names."""
    return Read(source, named=argument, number=number)


def fills(source: str, argument: int = 0, by: str = "") -> Read:
    """A part that is decoded into an argument."""
    return Read(source, into=argument, by=by)


def object_of(type: str) -> Read:
    """Another object that the request is read from."""
    return Read(to=type)
