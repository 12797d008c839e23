"""What is known of each route, as one row: the same facts for every form of the inventory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backend_review.backend import Backend
from backend_review.inventory.gaps import gaps_of, not_followed
from backend_review.model import guards, listings, nolists, paging
from backend_review.model.effects import Effect, seen
from backend_review.model.inputs import Inputs
from backend_review.model.routes import FoundRoute, Guard, Place, Router

OWN_CHECK = "the handler's own check"
_BY_TYPES = re.compile(r"^FastAPI: .*")
_NAMED = 5
_TOO_LONG = re.compile(r"^(?:functions|modules) too long")
ITS_OWN = "its own check"  # as the model calls a condition of the handler's own


@dataclass(frozen=True, slots=True)
class Row:
    """One route of one method, with its facts as they are written in JSON."""

    method: str
    found: FoundRoute
    facts: dict[str, Any]


def rows_of(backend: Backend) -> list[Row]:
    """A row for each route and method, in the order of their paths."""
    rows = []
    for found in backend.routes:
        own = [*backend.effects_of(found), *seen(backend.inherited_by(found).effects)]
        effects = [*own, *paging.given(found, backend.given_to)]
        inputs = backend.inputs_of(found)
        gives_rows = found.route.kind == "http" and nolists.answers_with_rows(backend.answers_of(found))
        paginated = paging.paged(found, effects, inputs, backend.related_to(found), gives_rows)
        reached = backend.reached_by(found) if paginated is None else []
        told = listings.told(found, inputs, effects, reached, backend.effects) if reached else None
        if (paginated is not None or told is not None) and _answers_with_none(backend, found):
            paginated, told = None, None
        facts = facts_of(found, backend.tests_of(found), effects, inputs)
        facts |= _paging(paginated, told)
        for method in found.methods:
            asked = [_place(place) for place in backend.tests_of(found, method)]
            rows.append(Row(method, found, {"method": method, **facts, "tested": asked}))
    return sorted(rows, key=lambda row: (row.facts["path"], row.method, row.facts["file"], row.facts["line"]))


def _answers_with_none(backend: Backend, found: FoundRoute) -> bool:
    is_http = found.route.kind == "http" and found.route.paged is None
    return is_http and nolists.answers_with_none(backend.answers_of(found))


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line}


def by_application(rows: Sequence[Row]) -> Iterator[tuple[Router, list[Row]]]:
    """Each application with its rows, in the order of the places where applications are made."""
    apps = {id(row.found.app): row.found.app for row in rows}
    for app in sorted(apps.values(), key=lambda item: (item.place.path, item.place.line)):
        yield app, [row for row in rows if row.found.app is app]


def facts_of(
    found: FoundRoute,
    tests: Sequence[Place] = (),
    effects: Sequence[Effect] = (),
    inputs: Inputs | None = None,
) -> dict[str, Any]:
    """What is known of one route, as it is written in JSON; ``tests`` are the places that test it."""
    route = found.route
    return {
        "path": found.path,
        "file": route.place.path,
        "line": route.place.line,
        "kind": route.kind,
        "operation": route.operation or None,
        "framework": found.app.framework,
        "app": {"file": found.app.place.path, "line": found.app.place.line},
        "handler": {"name": route.handler.name, "file": route.handler.place.path, "line": route.handler.place.line},
        "guards": [_guard(guard) for guard in found.guards],
        "auth": _authentication(found),
        "rate_limits": [_guard(guard) for guard in guards.rate_limits_of(found)],
        "takes": sorted({item.title for item in inputs.taken}) if inputs is not None else [],
        "validated": _validation(found, inputs),
        "request_schema": route.request_schema or (inputs.schema if inputs is not None else "") or None,
        "response_schema": route.response_schema or None,
        "status": route.status,
        "documented": route.documented,
        "tested": [_place(place) for place in tests],
        "effects": [_effect(effect) for effect in effects],
        "list": found.route.paged is not None or any(effect.kind == "read_many" for effect in effects),
        "conditional": found.conditional,
    }


def _paging(paginated: bool | None, told: listings.Told | None) -> dict[str, Any]:
    """Whether a list comes in pages; ``paginated_by`` is what that is concluded from where it was not seen."""
    if told is None:
        return {"paginated": paginated, "paginated_by": None}
    by = {"name": told.by, "path": told.place.path, "line": told.place.line}
    return {"list": True, "paginated": told.paged, "paginated_by": by}


def _authentication(found: FoundRoute) -> list[dict[str, Any]]:
    auth = [_guard(guard) for guard in guards.authentication_of(found)]
    if not auth and guards.checks_itself(found):
        handler = found.route.handler
        auth = [{"name": OWN_CHECK, "path": handler.place.path, "line": handler.place.line, "arguments": []}]
    return auth


def _validation(found: FoundRoute, inputs: Inputs | None) -> list[dict[str, Any]]:
    """What checks the input: schemas and conditions that it meets on its way, the request's schema, guards that
    validate. ``what`` is the part of the request that is checked."""
    made = [(check.by, check.what, check.place) for check in (inputs.checks if inputs is not None else ())]
    known = {place for _, _, place in made}
    made += [
        (guard.name, "", guard.place) for guard in found.guards if guards.validates(guard) and guard.place not in known
    ]
    route = found.route
    if route.request_schema and not any(what.startswith("body") for _, what, _ in made):
        made.append((route.request_schema, "body", route.place))
    return [{"name": name, "what": what, "path": place.path, "line": place.line} for name, what, place in made]


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.kind,
        "what": effect.what,
        "path": effect.place.path,
        "line": effect.place.line,
        "bound": effect.bound,
        "filters": [{"column": item.column or None, "from": sorted(item.origins)} for item in effect.filters],
        "sorts": list(effect.sorts),
        "projection": list(effect.projection),
        "transaction": effect.transaction,
        "through": [{"name": step.name, "path": step.place.path, "line": step.place.line} for step in effect.chain],
    }


def _guard(guard: Guard) -> dict[str, Any]:
    return {"name": guard.name, "path": guard.place.path, "line": guard.place.line, "arguments": list(guard.arguments)}


def summary_of(rows: Sequence[Row]) -> dict[str, int]:
    """Counts of rows: all, and those without authentication, rate limit, documentation, test; lists without bound."""
    facts = [row.facts for row in rows]
    return {
        "routes": len(facts),
        "unauthenticated": sum(not item["auth"] for item in facts),
        "unlimited": sum(not item["rate_limits"] for item in facts),
        "undocumented": sum(not item["documented"] for item in facts),
        "untested": sum(not item["tested"] for item in facts),
        "unvalidated": sum(map(unchecked, facts)),
        "unpaginated": sum(item["paginated"] is False and not item["paginated_by"] for item in facts),
        "conditional": sum(item["conditional"] for item in facts),
    }


def unchecked(facts: dict[str, Any]) -> bool:
    """Whether a route takes a body or file that nothing checks."""
    takes = any(title.partition(" ")[0] in {"body", "file"} for title in facts["takes"])
    return takes and not any(item["what"].partition(" ")[0] in {"body", "file", ""} for item in facts["validated"])


def checks_in_words(facts: dict[str, Any]) -> list[str]:
    """What checks the input, in a few words: what checks the body, else the parts of the request that are checked."""
    body = [item["name"] for item in facts["validated"] if item["what"].partition(" ")[0] in {"body", "file", ""}]
    words = [_BY_TYPES.sub("types", short(name)).removeprefix("pydantic ") for name in body]
    words = words or [item["what"].partition(" ")[0] for item in facts["validated"]]
    named = [word for word in dict.fromkeys(words) if word != ITS_OWN]
    return named or (["own check"] if words else [])


def in_words(counts: dict[str, int]) -> str:
    """The counts as one line for people (``142 routes: 12 unauthenticated, 31 untested``); noughts are left out."""
    said = [
        f"{counts[name]} {words}"
        for name, words in (
            ("unauthenticated", "unauthenticated"), ("untested", "untested"), ("unlimited", "without a rate limit"),
            ("unvalidated", "with an unchecked body"),
            ("unpaginated", "reading a collection without bound"), ("undocumented", "undocumented"),
        )
        if counts[name]
    ]  # fmt: skip
    routes = "1 route" if counts["routes"] == 1 else f"{counts['routes']} routes"
    return f"{routes}: {', '.join(said)}" if said else routes


def gaps_in_words(backend: Backend) -> list[str]:
    """What routes may be missing for: files that were not analysed, code that was not or not wholly followed."""
    said = []
    gaps = gaps_of(backend)
    if gaps:
        count = len({gap.path for gap in gaps})
        named = [f"{gap.path} ({gap.reason})" for gap in gaps[:_NAMED]]
        more = f" and {count - _NAMED} more" if count > _NAMED else ""
        said.append(f"{count} {'file' if count == 1 else 'files'} not analysed: {', '.join(named)}{more}")
    for what, number in sorted(backend.unknown.items()):
        if _TOO_LONG.search(what):
            said.append(f"{number} {what if number > 1 else what.replace('s ', ' ', 1)}")
    return [*said, *not_followed(backend)]


def short(name: str) -> str:
    """A guard's name without the folders of its package, on one line."""
    return " ".join(name.split()).rpartition("/")[2]


_DOES = {
    "read_many": "lists", "read_one": "reads", "write": "writes", "delete": "deletes", "transaction": "transaction",
    "outbound_call": "calls", "publish": "publishes", "blocking_call": "blocks", "connect": "connects",
    "file_access": "files",
}  # fmt: skip


def effects_in_words(effects: Sequence[dict[str, Any]]) -> list[str]:
    """What the handler does, in a few words: ``lists Order``, ``writes Order, Payment``, ``publishes orders``."""
    said: dict[str, list[str]] = {}
    for item in effects:
        objects = said.setdefault(_DOES.get(item["kind"], item["kind"]), [])
        name = short(item["what"] or "")
        if name and name not in objects:
            objects.append(name)
    return [f"{verb} {', '.join(objects)}".strip() for verb, objects in said.items()]
