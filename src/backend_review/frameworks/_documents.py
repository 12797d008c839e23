"""Routes that an OpenAPI document of the project declares, whatever finds the functions that answer them."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.frameworks.support import handler_of
from backend_review.index.openapi import BrokenSpecError, Operation, Spec, is_spec, read_whole
from backend_review.model.evaluator import Call
from backend_review.model.routes import Guard, Place, Route
from backend_review.model.values import HOLE, Unknown, Value
from backend_review.project.source import SourceFile

BY_DOCUMENT = "authentication by the document's security"


def document(call: Call, name: str) -> Spec | None:
    """The project's document of a name: the one nearest to the file that the call is in."""
    wanted = name.rpartition(HOLE)[2].removeprefix("./").lstrip("/")
    files = call.evaluator.project.files
    return next(_read(call, [file for path, file in files.items() if f"/{path}".endswith(f"/{wanted}")], True), None)


def documents(call: Call) -> Iterator[Spec]:
    """The project's documents, those nearest to the file that the call is in first."""
    suffixes = (".yaml", ".yml", ".json")
    return _read(call, [file for path, file in call.evaluator.project.files.items() if path.endswith(suffixes)])


def _read(call: Call, files: list[SourceFile], named: bool = False) -> Iterator[Spec]:
    """The documents among files; those that the program has ``named`` may be parts of one."""
    here = call.place.path.rpartition("/")[0]
    for file in sorted(files, key=lambda item: (not item.path.startswith(here), len(item.path))):
        try:
            spec = read_whole(file, call.evaluator.project.files) if named or is_spec(file) else None
        except BrokenSpecError:  # listed among what could not be analysed
            continue
        if spec is not None:
            yield spec


def route_of(
    call: Call, spec: Spec, operation: Operation, base: str, function: Value | None, secured: bool = True
) -> Route:
    """The route of an operation; ``secured`` is whether the program makes sure of what the document requires."""
    place = Place(operation.file or spec.path, operation.line)
    route = Route(
        (operation.method,),
        base + operation.path,
        handler_of(call, function or Unknown()),
        place,
        conditional=call.conditional,
        documented=True,
        as_written=True,
    )
    if function is None:
        route.handler.name = operation.operation_id
    if secured and (operation.secured or (operation.secured is None and spec.secured)):
        route.guards.append(Guard(BY_DOCUMENT, place))
    return route
