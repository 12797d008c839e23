"""A request body that is stored without being checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Confidence, Match
from backend_review.model.inputs import Input, Inputs, Sink
from backend_review.model.routes import FoundRoute

_CLOSED = re.compile(r"bool|u?int\d*|float\d+|time\.(?:Time|Duration)|uuid\.UUID|bson\.ObjectID|primitive\.ObjectID")
_DOCUMENTS = (".yaml", ".yml", ".json")
_HELD = re.compile(r"swagger_?[vV]alidator|OpenApiValidator|openapi-validator|oas3-tools")
_TAKE_A_BODY = {"POST", "PUT", "PATCH", "*"}


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each route whose body reaches a store, and nothing on the way looks at it."""
    for found in backend.routes:
        if found.route.kind != "http" or not _TAKE_A_BODY & set(found.methods):
            continue
        if _is_held_to_document(backend, found):
            continue
        inputs = backend.inputs_of(found)
        if inputs.checks_of("body") or any(item.check is not None for item in inputs.takes("body")):
            continue
        for sink in inputs.sinks:
            body = [item for item in sink.inputs if item.source == "body" and item.check is None]
            if sink.kind == "write" and body and not all(_is_decoded(backend, found, inputs, item) for item in body):
                yield _match(found, inputs, sink, body)
                break


def _is_held_to_document(backend: Backend, found: FoundRoute) -> bool:
    """Whether an OpenAPI document declares the route, and something refuses what does not fit it."""
    if not found.route.place.path.endswith(_DOCUMENTS):
        return False
    return found.app.framework == "connexion" or any(
        _HELD.search(file.text)
        for file in backend.project.files.values()
        if file.language in {"configuration", "javascript", "typescript"} and file.role == "production"
    )


def _is_decoded(backend: Backend, found: FoundRoute, inputs: Inputs, item: Input) -> bool:
    """Go: whether a field's type leaves nothing to check that decoding does not: a number, a time, a type of the
    project's that reads itself (``UnmarshalJSON``), switches."""
    function = found.route.handler.function
    if function is None or function.module.language != "go":
        return False
    if not item.type:
        return any(_is_of_switches(backend, taken.type, item.name) for taken in inputs.takes("body"))
    name = item.type.lstrip("*[]")
    if _CLOSED.fullmatch(name):
        return True
    own = re.compile(rf"func \(\w+ \*?{re.escape(name.rpartition('.')[2])}\) Unmarshal(?:JSON|Text|Param)\(")
    return any(own.search(file.text) for file in backend.project.files.values() if file.language == "go")


def _is_of_switches(backend: Backend, written: str, name: str) -> bool:
    """Whether a field of a struct that is written where it is used is a bool, or a struct of the project's with bools alone."""
    field = (
        re.search(rf"\b{re.escape(name)}[ \t]+([\w.*]+)", written) if name and written.startswith("struct") else None
    )
    if field is None:
        return False
    kind = field[1].lstrip("*").rpartition(".")[2]
    if kind == "bool":
        return True
    declared = re.compile(rf"(?m)^type {re.escape(kind)} struct \{{([^{{}}]*)\}}")
    found = [
        body[1]
        for file in backend.project.files.values()
        if file.language == "go"
        for body in declared.finditer(file.text)
    ]
    fields = [
        line.split()
        for body in found
        for line in body.splitlines()
        if line.strip() and not line.strip().startswith("//")
    ]
    return bool(fields) and all(len(parts) > 1 and parts[1] in {"bool", "*bool"} for parts in fields)


def _match(found: FoundRoute, inputs: Inputs, sink: Sink, body: list[Input]) -> Match:
    names = [item.name for item in body if item.name not in {"", "?"}]
    what = ", ".join(f"`{name}`" for name in names[:3]) if names else "the body"
    entered = inputs.takes("body")[0] if inputs.takes("body") else body[0]
    where = f" into `{sink.what}`" if sink.what else ""
    declared = f" (`{entered.type}` has no rules that anything checks)" if entered.type else ""
    return place_match(
        "unvalidated-body",
        found.route.place,
        f"`{title(found)}` writes {what} of the request{where} at {sink.place.path}:{sink.place.line} as the client sent "
        f"{'them' if len(names) > 1 else 'it'}: no schema, validator or check was found before the handler, in it, or on "
        f"the way{declared}. Describe the body with a schema where it enters and answer 400 or 422 to what does not fit.",
        trace=(
            *way(found),
            step(entered.place, "takes the body"),
            *(step(call.place, f"calls {call.name}") for call in sink.chain),
            step(sink.place, f"writes it{where}"),
        ),
        confidence=Confidence.MEDIUM if sink.chain else None,
    )
