"""A committed OpenAPI document and the code that disagree about an application."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match, step, title, way
from backend_review.checks._specs import Described, Pair, described, form, listed, path_in_code, path_in_spec
from backend_review.finding import Confidence, Match
from backend_review.index.openapi import Operation
from backend_review.index.program import Function
from backend_review.model.routes import ANY_METHOD, FoundRoute, Place
from backend_review.model.values import HOLE

RULE = "openapi-drift"
_MANY = 5
_TRACED = 12
_SURE = 0.7  # share of the document's operations that the code must answer before the others are called missing
_AREA = 0.6  # share of an area's operations that both must have
_FEWEST_IN_AREA = 2
_CATCHES_ALL = re.compile(r"\*|\.\.\.|:path\}|<path:|:\.\+|\(\.\*\)")
# Routes for machines around the application, which no document is expected to have.
_NOT_API = re.compile(
    r"(?i)health|ready|live(ness)?\b|ping|metrics|swagger|openapi|redoc|(api-?)?docs?\b|favicon|robots|static|assets|debug|"
    r"pprof|\.(html?|js|css|json|ya?ml|ico|png|xml|txt)$|well-known|version$|graphi?ql|webhooks?\b|callback|internal|admin/?$|oauth"
)
_HIDDEN = re.compile(
    r"include_in_schema\s*=\s*False|ApiExclude(?:Endpoint|Controller)|exclude\s*=\s*True|hide\s*:\s*true|doc\s*=\s*False"
)
_SOCKET = re.compile(r"(?i)web_?sockets?|\.Upgrade\(|event-stream|\bsse\b")


def judge(backend: Backend) -> Iterator[Match]:
    """For each document that describes an application: operations nobody answers, routes it lacks, parameters and
    statuses that differ; a match for each operation, or one where there are many."""
    for item in described(backend, apps_of(backend)):
        yield from _not_in_code(backend, item)
        yield from _not_in_spec(item)
        yield from _other_statuses(backend, item)
        yield from _other_parameters(backend, item)


class _Areas:
    """What the paths of a document are about: the word after what they all begin with."""

    def __init__(self, item: Described) -> None:
        paths = [form(operation.path).strip("/").split("/") for operation in item.spec.operations]
        first = min(paths, key=len)[:-1]
        self._common = 0
        while self._common < len(first) and len({path[self._common] for path in paths}) == 1:
            self._common += 1
        self._start = paths[0][: self._common]

    def of(self, path: str) -> str | None:
        """The area of a path; None for one outside of all that the document describes."""
        parts = path.strip("/").split("/")
        if parts[: self._common] != self._start:
            return None
        return next((part for part in parts[self._common :] if part and part != "{}"), "")


def _spec_step(item: Described, operation: Operation) -> tuple[Place, str]:
    return Place(item.spec.path, operation.line), f"{operation.method} {operation.path} in the document"


def _not_in_code(backend: Backend, item: Described) -> Iterator[Match]:
    """Operations without a route, where the code is known well enough to say so."""
    operations, areas = item.spec.operations, _Areas(item)
    missing = [operation for operation in item.missing if not _caught(item, path_in_code(item, operation))]
    if len(operations) - len(missing) < _SURE * len(operations):
        return
    known, all_of = (
        Counter(areas.of(form(pair.operation.path)) for pair in item.pairs),
        Counter(areas.of(form(operation.path)) for operation in operations),
    )
    gone = []
    for operation in missing:
        area = areas.of(form(operation.path))
        path = path_in_code(item, operation)
        methods = item.methods.get(path, set())
        if operation.method in {"HEAD", "OPTIONS"} or operation.deprecated:
            continue
        sure = known[area] >= _FEWEST_IN_AREA and known[area] >= _AREA * all_of[area]
        if methods or (sure and not _is_written(backend, path)):
            gone.append((operation, methods))
    if len(gone) > _MANY:
        first = gone[0][0]
        names = listed(f"{operation.method} {operation.path}" for operation, _ in gone)
        yield place_match(
            RULE,
            Place(item.spec.path, first.line),
            f"{len(gone)} operations of this document have no route in the {item.app.framework} application at "
            f"{item.app.place.path}:{item.app.place.line}: {names}. Take them out, or add the routes.",
            trace=tuple(step(*_spec_step(item, operation)) for operation, _ in gone[:_TRACED]),
        )
        return
    for operation, methods in gone:
        instead = f" (it answers {', '.join(sorted(methods))} there)" if methods else ""
        yield place_match(
            RULE,
            Place(item.spec.path, operation.line),
            f"`{operation.method} {operation.path}` has no route in the {item.app.framework} application at "
            f"{item.app.place.path}:{item.app.place.line}{instead}, which answers {len(item.pairs)} of this document's "
            f"{len(operations)} operations. Take it out of the document, or add the route.",
            trace=(
                step(*_spec_step(item, operation)),
                step(item.app.place, f"the application: {len(item.routes)} routes, none of them this one"),
            ),
        )


def _caught(item: Described, path: str) -> bool:
    """Whether a route that takes whatever lies below its path, or whose path is not wholly known, may answer."""
    for found in item.routes:
        if HOLE in found.path:
            pattern = ".*".join(re.escape(form(part)) if part.strip("/") else "" for part in found.path.split(HOLE))
            if found.path.strip("/") != HOLE and re.fullmatch(pattern, path):
                return True
        elif _CATCHES_ALL.search(found.route.path):
            before = form(found.path.partition("{")[0])
            if before != "/" and path.startswith(before):
                return True
    return False


def _is_written(backend: Backend, path: str) -> bool:
    """Whether the last word of a path stands in the code as a part of a path: then it may be a route nobody followed."""
    words = [part for part in path.split("/") if part and part != "{}"]
    if len(words) < 2 and path.endswith("{}"):
        return False
    literal = re.compile(rf"""["'`][^"'`\n]*(?<![\w-]){re.escape(words[-1])}["'`/?{{:<]""") if words else None
    return literal is not None and any(
        literal.search(file.text)
        for file in backend.project.files.values()
        if file.language in {"python", "javascript", "typescript", "go"} and file.role == "production"
        if words[-1].encode() in file.data
    )


def _not_in_spec(item: Described) -> Iterator[Match]:
    """Routes that the document lacks, though it has what lies around them."""
    if item.spec.partial:
        return
    areas = _Areas(item)
    documented = {form(operation.path) for operation in item.spec.operations}
    below = [(found, path) for found in item.routes if (path := path_in_spec(item, found)) is not None]
    inside = [(found, path) for found, path in below if areas.of(path) is not None]
    paired = {id(pair.found) for pair in item.pairs}
    known, all_of = (
        Counter(areas.of(path) for found, path in inside if id(found) in paired),
        Counter(areas.of(path) for _, path in inside),
    )
    lacking: dict[tuple[str, str], FoundRoute] = {}
    taken = {(operation.method, form(operation.path)) for operation in item.spec.operations}
    # A class that is registered with two paths has each method at both, meant or not; another path of a handler that
    # the document has is an alias.
    registered = {(place, pair.operation.method) for pair in item.pairs for place in _declared(pair.found)}
    for found, path in inside:
        area = areas.of(path)
        if _stays_out(found) or not (
            path in documented or (known[area] >= _FEWEST_IN_AREA and known[area] >= _AREA * all_of[area])
        ):
            continue
        for method in found.methods:
            known_there = (method, path) in taken or any((place, method) in registered for place in _declared(found))
            if method not in {ANY_METHOD, "HEAD", "OPTIONS"} and not known_there:
                lacking.setdefault((method, path), found)
    if len(lacking) > _MANY:
        names = listed(f"{method} {found.path}" for (method, _), found in lacking.items())
        yield place_match(
            RULE,
            item.app.place,
            f"{len(lacking)} routes of this application are not in {item.spec.path}, which describes {len(item.pairs)} others: "
            f"{names}. Describe them there, or make the document from the code.",
            trace=tuple(step(found.route.place, title(found)) for found in list(lacking.values())[:_TRACED]),
        )
        return
    for (method, _), found in lacking.items():
        yield place_match(
            RULE,
            found.route.place,
            f"`{method} {found.path}` is not in {item.spec.path}, which describes {len(item.pairs)} routes of this application. "
            "Describe it there, or make the document from the code.",
            trace=(*way(found), step(Place(item.spec.path, item.spec.line), "the document that lacks it")),
        )


def _declared(found: FoundRoute) -> Iterator[Place]:
    """Where a route is declared, and where its handler is, when that is a function with a name."""
    yield found.route.place
    function = found.route.handler.function
    if function is not None and function.name:
        yield found.route.handler.place


def _stays_out(found: FoundRoute) -> bool:
    """Whether a route is none that a document is expected to have."""
    if found.conditional or HOLE in found.path or _CATCHES_ALL.search(found.route.path) or _NOT_API.search(found.path):
        return True
    function = found.route.handler.function
    if _SOCKET.search(found.route.handler.name):
        return True
    if function is None:
        return False
    if _SOCKET.search(function.module.text(function.node)):
        return True
    written = " ".join(function.module.text(expr.node) for expr in function.decorators)
    return _HIDDEN.search(written) is not None or any(_HIDDEN.search(name) for name in found.route.options)


@dataclass(frozen=True, slots=True)
class _Difference:
    """An operation of which the document says something else than the code; ``place`` is where the code does."""

    pair: Pair
    message: str
    words: str
    place: Place


def _other_statuses(backend: Backend, item: Described) -> Iterator[Match]:
    """Operations whose success the document gives another status than the code."""
    differing = []
    for pair in item.pairs:
        operation = pair.operation
        said = {status for status in operation.answers if status.startswith("2")}
        if not said or operation.refers_out or any(not status.isdigit() for status in operation.answers):
            continue
        given = _statuses(backend, pair.found)
        if given and not given & {int(status) for status in said}:
            code = ", ".join(map(str, sorted(given)))
            message = (
                f"`{operation.method} {operation.path}` answers {code}, this document says {', '.join(sorted(said))}. Write the "
                "status that is sent into the document, or send the one that is promised."
            )
            differing.append(_Difference(pair, message, f"answers {code}", pair.found.route.handler.place))
    yield from _told(item, differing, "answer with another success status than this document says")


def _statuses(backend: Backend, found: FoundRoute) -> set[int]:
    """The statuses of success that a route gives; empty when they are not known for sure."""
    if found.route.status is not None:
        return {found.route.status} if 200 <= found.route.status < 300 else set()
    answers = [answer for answer in backend.answers_of(found) if not answer.error]
    # Helpers are given the status by their callers more often than not.
    if not answers or any(answer.status is None or answer.chain for answer in answers):
        return set()
    statuses = {answer.status for answer in answers if answer.status is not None}
    return (
        {status for status in statuses if 200 <= status < 300} if not any(300 <= s < 400 for s in statuses) else set()
    )


def _other_parameters(backend: Backend, item: Described) -> Iterator[Match]:
    """Operations whose handler reads parameters of the query that the document does not have."""
    differing = []
    for pair in item.pairs:
        function = pair.found.route.handler.function
        if pair.operation.refers_out or pair.operation.refers_beside or function is None:
            continue
        lines = range(function.line, function.node.end_point[0] + 2)
        known = {_plain(parameter.name) for parameter in pair.operation.parameters}
        read = {
            taken.name: taken.place
            for taken in backend.inputs_of(pair.found).takes("query")
            if taken.name and taken.place.path == function.module.path and taken.place.line in lines
            if _plain(taken.name) not in known and _is_named(function, taken.place.line, taken.name)
        }
        if read:
            said = ", ".join(f"`{name}`" for name in read)
            message = (
                f"The handler of `{pair.operation.method} {pair.operation.path}` reads {said} from the query, which this document "
                "does not have. Describe it with its type and limits."
            )
            differing.append(_Difference(pair, message, f"reads {said}", next(iter(read.values()))))
    yield from _told(item, differing, "read parameters of the query that this document does not have")


def _is_named(function: Function, line: int, name: str) -> bool:
    """Whether the line where something is read names it as clients do: in quotes, or, but in Go, as a member or
    parameter."""
    written, word = function.module.file.line(line), re.escape(name)
    quoted = rf"""["'`]{word}["'`]"""
    if function.module.language != "go":
        quoted += rf"|(?<![\w.]){word}\s*(?:[:=,}})\]]|$)|\bquery\.{word}\b"
    return re.search(quoted, written) is not None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _told(item: Described, differing: Sequence[_Difference], words: str) -> Iterator[Match]:
    """A match for each difference, or one for all of them where they are many."""
    if len(differing) > _MANY:
        operations = [difference.pair.operation for difference in differing]
        yield place_match(
            RULE,
            Place(item.spec.path, operations[0].line),
            f"{len(operations)} routes {words}: {listed(f'{one.method} {one.path}' for one in operations)}. Bring the document up "
            "to date, or make it from the code.",
            trace=tuple(step(difference.place, difference.words) for difference in differing[:_TRACED]),
            confidence=Confidence.MEDIUM,
        )
        return
    for difference in differing:
        pair = difference.pair
        yield place_match(
            RULE,
            Place(item.spec.path, pair.operation.line),
            difference.message,
            trace=(
                step(*_spec_step(item, pair.operation)),
                *way(pair.found),
                step(difference.place, difference.words),
            ),
            confidence=Confidence.MEDIUM,
        )
