"""Fields of a body that say what its sender may do, stored as they come: by their name, or with all others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Confidence, Match
from backend_review.model.inputs import Input, Inputs
from backend_review.model.routes import FoundRoute, Place

_PRIVILEGE = re.compile(
    r"(?i)^(?:is_?)?(?:admin|super_?user|staff|root)$|^(?:user_?)?(?:roles?|permissions|privileges|access_?level)$"
)
# What the program itself allows of the field: one of a few words is what everybody may choose.
_CHOICE = re.compile(r"\bLiteral\[|Enum\b|\bNever\b|\bNone$")
_SPREAD = re.compile(r"\*\*\s*(?P<body>\w+)\.(?:dict|model_dump)\((?P<given>[^()\n]*)\)|\.\.\.(?P<object>\w+)\b")
_STORES = re.compile(r"(?i)\b(?:update|create|insert|save|add|set|register|store|upsert|edit|patch)\w*\(")
_ADMINISTRATORS = re.compile(
    r"(?i)admin|super_?user|staff|moderator|\brole|roles?\b|permission|polic|scope|privilege|internal|owner|manage|setup|rbac|acl\b|"
    r"ability|abilities|\bcan[A-Z_]|invite|member|seed|bootstrap"
)
# The handler asks who calls: ``if !isAdmin(c) { admin = false }``, ``if not user.is_staff:``
_ASKS = re.compile(
    r"(?i)^\s*(?:\}?\s*(?:else\s+)?if|elif|unless)\b[^\n]*(?:admin|super_?user|is_?staff|is_?owner|\brole|permission|\bcan\w*\()|"
    r"\b(?:authori[sz]e|(?:require|check|ensure|assert|verify|enforce)_?(?:permission|access|admin|role|can|rights?|polic))\w*\("
)
_WRITES = {"POST", "PUT", "PATCH"}


def privileges(backend: Backend) -> Iterator[Match]:
    """A match for each route by which callers that are no administrators set what they may do."""
    seen: set[Place] = set()
    for found in backend.routes:
        if found.route.kind != "http" or not _WRITES & set(found.methods) or _for_administrators(found):
            continue
        inputs = backend.inputs_of(found)
        for field in _fields(inputs):
            place = _stored(inputs, field) or _spread(found, inputs)
            if place is not None and place not in seen and not _asks_who_calls(found):
                seen.add(place)
                yield _match(found, field, place)
                break


def _fields(inputs: Inputs) -> Iterator[Input]:
    """The parts of the body that say what somebody may do: those that were read, and those that its schema has."""
    for item in inputs.takes("body"):
        if _PRIVILEGE.match(item.name) and not _CHOICE.search(item.type):
            yield item
        for level in item.schema.lineage() if item.schema is not None and not item.name else ():
            for name, field in level.klass.fields.items():
                if _PRIVILEGE.match(name) and not _CHOICE.search(field.type):
                    yield replace(item, name=name, type=field.type)


def _for_administrators(found: FoundRoute) -> bool:
    """Whether a route is for those who may give others what they may do, by its path, its name or its guards."""
    named = f"{found.path} {found.route.handler.name} " + " ".join(
        f"{guard.name} {guard.written} {' '.join(guard.arguments)}" for guard in found.guards
    )
    return _ADMINISTRATORS.search(named) is not None


def _asks_who_calls(found: FoundRoute) -> bool:
    """Whether the handler itself looks at what its caller may do."""
    function = found.route.handler.function
    text = function.module.text(function.node) if function is not None else ""
    return any(_ASKS.search(line) for line in text.splitlines())


def _stored(inputs: Inputs, field: Input) -> Place | None:
    """Where the field is stored by its name."""
    for sink in inputs.sinks:
        if sink.kind == "write" and any(item.key == field.key for item in sink.inputs):
            return sink.place
    return None


def _spread(found: FoundRoute, inputs: Inputs) -> Place | None:
    """Where the handler hands all fields of the body on to what stores them: ``update_user(user, **body.dict())``."""
    function = found.route.handler.function
    bodies = {item.name for item in function.parameters} if function is not None else set()
    for offset, line in enumerate(function.module.text(function.node).splitlines() if function is not None else ()):
        spread = _SPREAD.search(line)
        if function is None or spread is None or "clude" in (spread["given"] or ""):
            continue
        if (spread["body"] or spread["object"]) not in bodies:
            continue
        if _STORES.search(line[: spread.start()]):
            return Place(function.module.path, int(function.node.start_point[0]) + 1 + offset)
    return None


def _match(found: FoundRoute, field: Input, place: Place) -> Match:
    return place_match(
        "mass-assignment",
        place,
        f"`{field.name}` of the body of `{title(found)}` is stored here as the client sent it, and the route is not only for "
        f"administrators: whoever calls it chooses what they may do. Leave `{field.name}` out of what this route takes.",
        trace=(*way(found), step(field.place, f"takes `{field.name}` of the body"), step(place, "stores it")),
        confidence=Confidence.MEDIUM,
    )
