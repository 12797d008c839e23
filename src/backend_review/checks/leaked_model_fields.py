"""A whole row of a store in an answer, with a password or secret among its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from backend_review.backend import Backend
from backend_review.checks import _serializers
from backend_review.checks._model import frontend_files, place_match, step, title, way
from backend_review.finding import Confidence, Match
from backend_review.model.answers import Answer
from backend_review.model.entities import Entity, EntityField, place_of
from backend_review.model.queries import FIELD, Query, Row
from backend_review.model.routes import FoundRoute, Place
from backend_review.model.values import Items, Kind, Known, Table, Thing, Unknown, Value, options

_SECRET = re.compile(
    r"password|passwd|passphrase|pwd|passhash|pwhash|salt|secret|privatekey|(?:reset|refresh|access|auth|verification|"
    r"verify|activation|confirmation|remember|session|recovery|api)token|totp(?:key|seed)?|otp(?:key|seed)|mfakey|"
    r"backupcodes|recoverycodes"
)
# Words that make a name one about a secret: the last of them, and the first.
_LAST = {
    "at",
    "date",
    "time",
    "updated",
    "changed",
    "required",
    "enabled",
    "count",
    "attempts",
    "policy",
    "hint",
    "length",
    "id",
    "type",
    "strength",
    "status",
    "name",
    "version",
    "url",
    "label",
    "request",
    "requests",
    "reset",
    "resets",
    "needed",
    "set",
    "used",
    "expires",
    "expiry",
    "expiration",
    "expired",
    "expire",
    "on",
    "in",
    "protected",
    "provided",
}
_FIRST = {
    "has",
    "is",
    "use",
    "require",
    "requires",
    "force",
    "must",
    "need",
    "needs",
    "show",
    "allow",
    "can",
    "min",
    "max",
    "last",
    "public",
    "shared",
    "share",
    "should",
    "no",
    "enable",
    "disable",
}
_NO_SECRET_TYPE = re.compile(r"(?i)\bbool|date|time|\bint\b|integer|number|float|foreignkey|relation|\[\]")
# Entities that are there to be handed over.
_HANDED_OVER = re.compile(
    r"(?i)token|api_?key|key$|invit|session|webhook|share|link|credential|device|secret|config|setting|oauth|client"
)
# Where the secret itself is what is asked for.
_ASKED_FOR = re.compile(r"(?i)regenerat|rotat|secret|api-?keys?\b|tokens?\b|credential")
_PLAIN_SCHEMA = {"dict", "Dict", "Any", "list", "List", "object", "Optional", "None", "Response", "JSONResponse", "str", "Sequence",
                 "any", "unknown", "Union", "ORJSONResponse", "int", "Iterable", "ResponseReturnValue"}  # fmt: skip
_SHAPES = re.compile(r"(?i)marshal|serializ|\bdump|output|response|schema")
# Interceptors of NestJS that may choose fields, told by what they do.
_CHOOSES = re.compile(
    r"plainToInstance|plainToClass|instanceToPlain|classToPlain|password|omit|exclude|\.parse\(|\bdelete\b"
)
_NEAR = 40
_OMITS = re.compile(r"\.Omit\(([^()]*)\)")
_MAX_DEPTH = 5
_MAX_WAYS = 2
_MAX_ROWS = 40


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each answer that a row with secrets goes out with, at the place that sends it."""
    seen: set[tuple[Place, str]] = set()
    for found in backend.routes:
        if found.route.kind != "http" or _ASKED_FOR.search(found.path) or _shaped(backend, found):
            continue
        for answer in backend.answers_of(found):
            if answer.error or answer.kind not in {"json", ""} or _depends(answer):
                continue
            for leak in _leaks(backend, found, answer):
                if _is_shown(backend, leak) or _is_built(backend, answer, leak):
                    continue
                place = place_of(leak.serializer.klass) if leak.serializer is not None else answer.place
                if (place, leak.entity.name) not in seen:
                    seen.add((place, leak.entity.name))
                    yield _match(found, leak, place, answer)
        for serializer, entity, fields in _serializers.of_route(backend, found):
            secrets = [item for item in fields if _is_secret(entity, item)]
            place = place_of(serializer.klass)
            if secrets and (place, entity.name) not in seen:
                seen.add((place, entity.name))
                yield _match(found, Leak(entity, secrets, serializer), place)


@dataclass(frozen=True, slots=True)
class Leak:
    """An entity that goes out with these of its fields, by this serializer."""

    entity: Entity
    fields: list[EntityField]
    serializer: Kind | None = None


def _is_shown(backend: Backend, leak: Leak) -> bool:
    """Whether the project's own pages read all that goes out: a project's key, which is made for who sees it there."""
    if any("pass" in item.name.lower() for item in leak.fields):
        return False
    wanted = {item.name: re.compile(rf"[\w)\]]\??\.{re.escape(item.name)}\b") for item in leak.fields}
    for file in frontend_files(backend):
        wanted = {name: pattern for name, pattern in wanted.items() if pattern.search(file.text) is None}
        if not wanted:
            return True
    return False


def _leaks(backend: Backend, found: FoundRoute, answer: Answer) -> Iterator[Leak]:
    for value in rows_in(answer.body):
        serializer = _serializers.behind(value)
        if serializer is not None:
            read = _serializers.fields_of(backend, serializer)
            written = [item for item in read[1] if _is_secret(read[0], item)] if read is not None else []
            if read is not None and written:
                yield Leak(read[0], written, serializer)
            continue
        row = _row(value)
        entity = backend.entities.of(row.entity) if row is not None else None
        if row is None or entity is None or (entity.shapes_itself and not row.plain):
            continue
        if not _goes_out_whole(backend, found, entity, row):
            continue
        left_out = _left_out(backend, found, entity, value)
        sent = [
            item
            for name, item in entity.fields.items()
            if _is_sent(item, name, row, value) and item.name.lower().replace("_", "") not in left_out
        ]
        secrets = [item for item in sent if _is_secret(entity, item)]
        if secrets:
            yield Leak(entity, secrets)


def _depends(answer: Answer) -> bool:
    """Whether the body is one of many, made by something that goes by what it is given: which one is not known here."""
    return sum(1 for item in options(answer.body) if not isinstance(item, (Known, Unknown))) > _MAX_WAYS


def rows_in(body: Value, depth: int = 0) -> Iterator[Thing]:
    """The rows, and the serializers of rows, in the body of an answer."""
    for item in options(body):
        if isinstance(item, Thing):
            inner = item.attributes.get("=of")
            yield inner if isinstance(inner, Thing) else item
        elif depth >= _MAX_DEPTH:
            continue
        elif isinstance(item, Items):
            for below in item.items[:4]:
                yield from rows_in(below, depth + 1)
        elif isinstance(item, Table):
            for name, value in list(item.entries.items())[:_MAX_ROWS]:
                if name.startswith("..."):  # {...user, password: undefined}
                    yield from (_with(row, item) for row in rows_in(value, depth + 1))
                else:
                    yield from rows_in(value, depth + 1)


def _with(row: Thing, table: Table) -> Thing:
    own = {name: value for name, value in table.entries.items() if not name.startswith("...")}
    return Thing(row.type, row.kind, {**row.attributes, **own}, row.model)


def _row(value: Thing) -> Row | None:
    if value.type == FIELD:
        return None
    if isinstance(value.model, Row):
        return value.model
    if isinstance(value.model, Query):
        return value.model.row if value.model.verb == "read" or value.model.row is not None else None
    return Row(value.kind.klass.name, value.kind) if value.kind is not None else None


def _goes_out_whole(backend: Backend, found: FoundRoute, entity: Entity, row: Row) -> bool:
    """Whether the framework writes such a row as JSON, with all that it has."""
    framework = found.app.framework
    if entity.library == "django":
        return row.plain
    if entity.library == "sqlalchemy" and framework != "fastapi" and isinstance(row.entity, Kind):
        return row.plain
    words = set(re.findall(r"\w+", found.route.response_schema))
    if framework == "fastapi":
        return not (words - _PLAIN_SCHEMA) or _is_schema(backend, found, row)
    if framework == "fastify":
        return not words
    return True


def _is_schema(backend: Backend, found: FoundRoute, row: Row) -> bool:
    """Whether the entity itself is the schema of the answer; a schema of the same name elsewhere is none of it."""
    scope = backend.evaluator.scope_of(found.route.place.path) if backend.evaluator is not None else None
    for written in re.findall(r"[A-Za-z_][\w.]*", found.route.response_schema):
        value: Value | None = None
        for part in written.split("."):
            holder = scope.find(part) if value is None and scope is not None else None
            if value is None and (holder is None or backend.evaluator is None):
                break
            if holder is not None and backend.evaluator is not None:
                value = backend.evaluator.force(holder.names[part], holder, part)
            elif value is not None and backend.evaluator is not None:
                value = backend.evaluator.attribute(value, part)
        if value is not None and value is row.entity:
            return True
    return False


def _is_sent(item: EntityField, name: str, row: Row, value: Thing) -> bool:
    if name in row.also:
        return True
    taken_away = value.attributes.get(name)
    if isinstance(taken_away, Known) and taken_away.value in (None, "", "***", False):
        return False
    return not item.hidden and (row.only is None or name in row.only) and name not in row.without


def _left_out(backend: Backend, found: FoundRoute, entity: Entity, value: Thing) -> set[str]:
    """Go: the columns that a look-up says it leaves out: ``db.Omit("password").First(&user)``."""
    reads = [effect.place for effect in backend.effects_of(found) if effect.what == entity.name]
    names: set[str] = set()
    for place in [value.lookup.place] if value.lookup is not None else reads[:_MAX_WAYS]:
        file = backend.project.files.get(place.path)
        if file is not None and file.language == "go":
            around = "\n".join(file.line(place.line + number) for number in (-2, -1, 0))
            names.update(name for written in _OMITS.findall(around) for name in re.findall(r'"(\w+)"', written))
    return {name.lower().replace("_", "") for name in names}


def _is_built(backend: Backend, answer: Answer, leak: Leak) -> bool:
    """Go: whether the struct that is sent was made by hand, of fields that are no secrets, and nothing is loaded into it."""
    file = backend.project.files.get(answer.place.path)
    if file is None or file.language != "go":
        return False
    before = "\n".join(file.lines[max(answer.place.line - _NEAR, 0) : answer.place.line])
    for name in set(re.findall(r"\b[a-z]\w*\b", answer.written)):
        made = rf"\b{name}\s*:?=\s*&?(?:\w+\.)?{re.escape(leak.entity.name)}\{{([^{{}}]+)\}}"
        for found in list(re.finditer(made, before))[-1:]:
            loaded = re.search(rf"&{name}\b|\b{name}\.[A-Z]\w*\(", before[found.end() :])
            if loaded is None and not any(re.search(rf"\b{item.name}\s*:", found[1]) for item in leak.fields):
                return True
    return False


def _is_secret(entity: Entity, item: EntityField) -> bool:
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", item.name)]
    name = "".join(words)
    if not words or words[-1] in _LAST or words[0] in _FIRST or _NO_SECRET_TYPE.search(item.type):
        return False
    found = _SECRET.search(name)
    if "at" in words or "expires" in words or found is None:
        return False
    if found[0] == "salt" and any(found.start() < end < found.end() for end in accumulate(map(len, words))):
        return False  # communeNomsAlt
    return "password" in name or "pwhash" in name or _HANDED_OVER.search(entity.name) is None


def _shaped(backend: Backend, found: FoundRoute) -> bool:
    """Whether something between the handler and the answer chooses the fields."""
    function = found.route.handler.function
    framework = found.app.framework
    written = [function.module.text(expr.node) for expr in function.decorators] if function is not None else []
    if framework == "fastapi":
        return any("response_model_exclude" in text or "response_model_include" in text for text in written)
    if framework == "flask":
        return any(_SHAPES.search(text.partition("(")[0]) for text in written)
    if framework == "nestjs":
        owner = function.owner if function is not None else None
        written += [owner.module.text(expr.node) for expr in owner.decorators] if owner is not None else []
        if any(re.match(r"@?(?:Serialize|ZodSerializerDto|Expose|SerializeOptions|TransformInterceptor|Dto)\b", text.lstrip("@"))
               for text in written):  # fmt: skip
            return True
        used = [name for text in written if "UseInterceptors" in text for name in re.findall(r"\w+", text)[1:]]
        return any(_chooses(backend, name) for name in [*used, *_global_interceptors(backend)])
    return False


def _global_interceptors(backend: Backend) -> list[str]:
    names: list[str] = []
    for file in backend.project.files.values():
        if file.language == "typescript" and ("useGlobalInterceptors" in file.text or "APP_INTERCEPTOR" in file.text):
            for call in re.findall(r"useGlobalInterceptors\(([^;]*?)\)\s*;?\n", file.text):
                names += re.findall(r"new\s+(\w+)", call)
            names += re.findall(r"APP_INTERCEPTOR,\s*useClass:\s*(\w+)", file.text)
    return names


def _chooses(backend: Backend, name: str) -> bool:
    """Whether an interceptor may choose fields: one of the project's that does, or an unknown one."""
    if name in {"ClassSerializerInterceptor", "CacheInterceptor", "FileInterceptor", "FilesInterceptor"}:
        return False
    kinds = backend.evaluator.kinds.values() if backend.evaluator is not None else ()
    for kind in list(kinds):
        if kind.klass.name == name:
            return _CHOOSES.search(kind.klass.module.text(kind.klass.node)) is not None
    return False


def _match(found: FoundRoute, leak: Leak, place: Place, answer: Answer | None = None) -> Match:
    entity, fields = leak.entity, leak.fields[:3]
    names = " and ".join(f"`{item.name}`" for item in fields)
    where = f" ({fields[0].place.path}:{fields[0].place.line})" if fields[0].place.path else ""
    verb = "goes" if len(fields) == 1 else "go"
    how = f"with `{entity.name}` as it is stored"
    instead = _INSTEAD.get(entity.library, _INSTEAD["gorm"])
    if leak.serializer is not None:
        how = f"by `{leak.serializer.klass.name}`, which writes them of `{entity.name}`"
        instead = "List the fields that the caller may see in `fields`, and mark the others `write_only`."
    calls = answer.chain if answer is not None else ()
    sure = not calls and any("pass" in item.name.lower() for item in fields)
    sent = (step(answer.place, f"answers with {answer.written or 'it'}"),) if answer is not None else ()
    declared = (step(item.place, f"{entity.name}.{item.name}") for item in fields if item.place.path)
    return place_match(
        "leaked-model-fields",
        place,
        f"`{title(found)}` answers {how}, and {names}{where} {verb} out with it. {instead}",
        trace=(*way(found), *(step(call.place, f"calls {call.name}") for call in calls), *sent, *declared),
        confidence=None if sure else Confidence.MEDIUM,
    )


_INSTEAD = {
    "sqlalchemy": "Declare a `response_model` that lists what the caller may see.",
    "beanie": "Declare a `response_model` that lists what the caller may see.",
    "django": "Name the fields that the caller may see: `values(…)`, or a serializer's `fields`.",
    "prisma": "Name the fields in `select`, or leave it out with `omit`.",
    "mongoose": "Take it out of the query (`select: false`, `.select('-…')`) or of the schema's `toJSON`.",
    "sequelize": "Name the fields in `attributes`, or leave it out in the model's default scope.",
    "drizzle": "Name the columns in `select({…})` or `columns`.",
    "typeorm": "Answer with a DTO of the fields that the caller may see, or mark the column `select: false`.",
    "gorm": 'Tag the field `json:"-"`, or answer with a struct of the fields that the caller may see.',
}
