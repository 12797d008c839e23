"""A route that lets every caller at the rows of every other one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backend_review.backend import Backend
from backend_review.checks._model import code_around, place_match, step, title, way
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.program import Function
from backend_review.model import guards
from backend_review.model.effects import Effect, Summary
from backend_review.model.routes import FoundRoute, Guard, Place
from backend_review.model.values import Callee, Known, Thing, Value, options

_IDS = frozenset({"path", "query", "body"})
# Where only some callers may come, whose rows these need not be; callers that are no users.
_FOR_SOME = re.compile(
    r"(?i)admin|super_?user|staff|moderator|\brole|roles?\b|permission|polic|scope|privilege|internal|service_?account|"
    r"api_?_?key|webhook|cron|basic|signature|owner|ability|abilities|access|can_|\bcan[A-Z]|member|tenant|authoriz|acl\b|rbac|casbin"
)
# Code that turns callers away for what they may not do.
_CHECKS = re.compile(
    r"\b403\b|(?i:forbidden|permission|not_?allowed|is_?owner|ownership|unauthori[sz]ed|access_?denied|\bauthori[sz]e\b|"
    r"check_?access|has_?access|can_?access|\bability\b|enforce\(|is_?admin|is_?super|is_?staff|\brole\b|\bscopes?\b)"
)
# Every decorator of Python's hands **kwargs on; one that looks at the rows takes their ids out of them.
_LOOKS_AT_ROWS = re.compile(
    r"\b403\b|(?i:forbidden|params\.|path_params)|self\.kwargs|kwargs\.(?:get|pop)\(|kwargs\[[^\]]*\](?!\s*=[^=])"
)
# Django REST framework: a view that only asks whether somebody has signed in.
_ASKS_WHO = re.compile(r"^permission_classes\(\s*[(\[]\s*(?:permissions\.)?IsAuthenticated(?:OrReadOnly)?\s*,?\s*[)\]]")
_SAID = re.compile(r"(?m)(?:^|(?<=[\s;{}(]))(?://|#)[^\n]*|/\*[\s\S]{0,2000}?\*/|^\s*(\"\"\"|''')[\s\S]{0,4000}?\1")
_KEY = re.compile(r"(?i)^(|_?id|pk|uuid|guid|key|slug|number|public_?id|\w+_?id|\w+_pk)$")
_OWNER = re.compile(r"(?i)^(user|owner|customer|account|member|patient|author)(_?id|_?uuid)?$")
_TOUCHES = {"read_one": "loads", "write": "changes", "delete": "deletes"}


@dataclass
class Owners:
    """How an application's routes treat the rows of a table: which relate them to who calls, and how."""

    written: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))  # made the caller's
    listed: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))  # asked for by the caller
    shared: set[str] = field(default_factory=set)  # lists of the rows of everybody


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each authenticated route that takes a row by the client's id, of a table whose rows belong to callers
    elsewhere, without relating it to who calls."""
    routes = [(found, backend.summary_of(found)) for found in backend.routes if found.route.kind == "http"]
    owners = _owners(routes)
    told: set[tuple[Place, str]] = set()
    for found, summary in routes:
        if not guards.authentication_of(found) or _for_some(found) or _related(backend, found, summary):
            continue
        for effect in summary.effects:
            if (found.route.place, effect.what) in told or not _by_client(effect):
                continue
            if effect.kind == "read_one" and not _may_read(found) and not _is_changed(effect.what, summary):
                continue  # looked at, to see whether there is one
            elsewhere = _proof(found, effect, owners)
            proof = elsewhere or _owner_of_rows(backend, effect)
            if proof is None or (elsewhere is None and effect.what in owners.shared):
                continue
            told.add((found.route.place, effect.what))
            sure = elsewhere is not None and not (effect.kind == "read_one" and _may_read(found))
            belongs = "as" if elsewhere is not None else "though rows of it have an owner:"
            yield place_match(
                "missing-ownership-check",
                found.route.place,
                f"`{title(found)}` {_TOUCHES[effect.kind]} `{effect.what}` by an id that the client sends "
                f"({effect.place.path}:{effect.place.line}), and nothing on the way relates it to who calls, {belongs} "
                f"{proof.path}:{proof.line}{' does' if elsewhere else ''}. Put the caller's id into the query, or compare the row's owner with it "
                "and answer 404.",
                trace=(
                    *way(found, guards.authentication_of(found)),
                    *(step(call.place, f"calls {call.name}") for call in effect.chain),
                    step(effect.place, f"{_TOUCHES[effect.kind]} {effect.what} by the client's id alone"),
                    step(proof, f"rows of {effect.what} belong to who calls"),
                ),
                confidence=Confidence.MEDIUM,
                audience=None if sure else Audience.PEDANTIC,
            )
            break


def _owners(routes: Iterable[tuple[FoundRoute, Summary]]) -> Owners:
    owners = Owners()
    for found, summary in routes:
        for effect in summary.effects:
            by_caller = any("caller" in item.origins for item in effect.filters)
            if effect.kind in {"read_one", "read_many", "delete"} and by_caller:
                owners.listed[effect.what].append(effect.place)
            elif effect.kind == "read_many" and _may_read(found) and not _for_some(found):
                owners.shared.add(effect.what)
            elif effect.kind == "write" and "caller" in effect.origins:
                owners.written[effect.what].append(effect.place)
    return owners


def _proof(found: FoundRoute, effect: Effect, owners: Owners) -> Place | None:
    """Where the application treats the rows of the effect's table as the caller's own."""
    if effect.kind not in _TOUCHES or not effect.what:
        return None
    listed = owners.listed.get(effect.what, [])
    if effect.kind == "read_one" and _may_read(found):
        return listed[0] if listed and effect.what not in owners.shared else None
    places = [place for place in (*listed, *owners.written.get(effect.what, ())) if place != effect.place]
    return places[0] if places else None


def _is_changed(what: str, summary: Summary) -> bool:
    """Whether rows of a table that were loaded are changed or deleted."""
    return any(
        effect.what == what and (effect.sets or any("row" in item.origins for item in effect.filters))
        for effect in summary.effects
        if effect.kind in {"change", "write", "delete"}
    )


def _may_read(found: FoundRoute) -> bool:
    return bool({"GET", "*"} & set(found.methods))


def _owner_of_rows(backend: Backend, effect: Effect) -> Place | None:
    """The column of the effect's table that says whose a row is."""
    table = backend.tables.of(effect.what) if effect.what and effect.kind in _TOUCHES else None
    for name, column in table.columns.items() if table is not None else ():
        if table is not None and _OWNER.search(name) and name not in table.key:
            return column.place
    return None


def _by_client(effect: Effect) -> bool:
    """Whether rows are chosen by nothing but an id of the client's."""
    keys = [item for item in effect.filters if item.origins & _IDS and _KEY.search(item.column)]
    others = [item for item in effect.filters if item.origins - _IDS]
    return bool(keys) and not others


def _for_some(found: FoundRoute) -> bool:
    """Whether a route is for some callers only, by its path or its guards."""
    if re.search(r"(?i)admin|internal|manage|staff|webhook|cron", found.path):
        return True
    return any(
        _FOR_SOME.search(f"{_named(guard)} {guard.written} {' '.join(guard.arguments)}") or _asks_more(guard)
        for guard in found.guards
    )


def _named(guard: Guard) -> str:
    """A guard's name; of a class of a library its own, not that of its module (``rest_framework.permissions``)."""
    return guard.name.rpartition(".")[2] if guard.name.endswith(".IsAuthenticated") else guard.name


def _asks_more(guard: Guard) -> bool:
    """Whether a guard is made with a test of the project's own, or to let some in: ``user_passes_test(is_teacher)``,
    ``current_user(active=True, superuser=True)``."""
    made = guard.value.made_by if isinstance(guard.value, Thing) else None
    if made is None:
        return False
    if any(_FOR_SOME.search(name) and _is_true(value) for name, value in made.named.items()):
        return True
    return any(isinstance(item, Callee) for value in made.args for item in options(value))


def _is_true(value: Value) -> bool:
    return any(isinstance(item, Known) and item.value is True for item in options(value))


def _related(backend: Backend, found: FoundRoute, summary: Summary) -> bool:
    """Whether something on the way relates what is asked for to who calls, or turns callers away."""
    if summary.lookups.related or any(_by_both(effect, summary) for effect in summary.effects):
        return True
    if any(_relates(backend, guard) for guard in found.guards):
        return True
    function = found.route.handler.function
    return function is not None and any(_CHECKS.search(text) for text in _texts(backend, function, summary))


def _by_both(effect: Effect, summary: Summary) -> bool:
    """Whether an effect asks by the caller and by what the client sends, or by the caller for what others ask by id."""
    origins = {origin for item in effect.filters for origin in item.origins}
    if "caller" not in origins:
        return False
    return bool(origins & _IDS) or any(_by_client(other) and other.what == effect.what for other in summary.effects)


def _relates(backend: Backend, guard: Guard) -> bool:
    """Whether a guard looks at more than who calls: at the rows that are asked for."""
    return any(
        bool(backend.effects.handling(function).lookups.related) or _LOOKS_AT_ROWS.search(_text(function)) is not None
        for function in guards.code_of(guard)
    )


def _texts(backend: Backend, function: Function, summary: Summary) -> Iterator[str]:
    """The code of the handler, its decorators, and of the functions that lead to its effects."""
    module = function.module
    yield _code(_text(function))
    for decorator in function.decorators:
        written = module.text(decorator.node)
        if not _ASKS_WHO.match(written):
            yield written
    places = {place for e in summary.effects for place in (e.place, *(call.place for call in e.chain))}
    for place in sorted(places, key=lambda item: (item.path, item.line))[:40]:
        yield _code(code_around(backend, place))


def _code(text: str) -> str:
    """Code without its comments and docstrings: what these say is not done."""
    return _SAID.sub(" ", text)


def _text(function: Function) -> str:
    return function.module.text(function.node)
