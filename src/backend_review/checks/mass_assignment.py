"""A stored record that takes whatever fields the client sends: what only the whole program shows.

The patterns of the rule find it within a function; here the body is handed on, to a service or repository.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.checks._privileges import privileges
from backend_review.checks._written_by_clients import Written, written
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.project import Project
from backend_review.model.inputs import OWN, Input, Inputs, Sink
from backend_review.model.routes import FoundRoute
from backend_review.project.source import SourceFile

# Structs and classes made for input list what a client may set.
_FOR_INPUT = re.compile(
    r"(?i)(input|request|req|dto|form|body|payload|params?|args?|command|cmd|schema|vo|query|filter|credentials|login)s?$|"
    r"^(\w+\.)?(create|update|new|add|edit|patch|login|register|signup|change|reset)[A-Z_]"
)
# What a client must not choose for itself: rights, whose a record is, money, and how far a matter has gone.
_PROTECTED = re.compile(
    r"(?i)role|admin|staff|super_?user|permission|privilege|scopes?$|owner|"
    r"(?:user|account|tenant|org|organi[sz]ation|team|company|customer|author|creator|member|uploader)s?_?(?:id|uuid|name)?$|"
    r"balance|credit|price|amount|total|discount|paid|verified|approved|confirmed|banned|blocked|status|state$|plan$|tier|"
    r"quota|password_?hash|hashed|(?:created|updated|deleted)_?by"
)
_RUNS_SQL = re.compile(r"\.(?:Exec|Query|QueryRow)(?:x|Row)?(?:Context)?\(|\.(?:execute|executemany|raw|query)\(")
_OPEN_TYPE = re.compile(r"^((any|unknown|object|Record|Partial|dict|Dict|Any|Mapping)\b|\{|map\[)")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each place where a record is stored of all fields of a body that came from elsewhere."""
    seen: set[tuple[str, int]] = set()
    for found in backend.routes:
        inputs = backend.inputs_of(found)
        if any(check.by != OWN for check in inputs.checks_of("body")):
            continue
        for sink in inputs.sinks:
            body = next((item for item in sink.inputs if _whole(item)), None)
            where = (sink.place.path, sink.place.line)
            if (
                sink.kind == "write"
                and sink.chain
                and body is not None
                and where not in seen
                and not _lists(backend, sink)
            ):
                seen.add(where)
                yield _match(found, inputs, sink, body)
    for match in privileges(backend):
        if (match.path, match.start.line) not in seen:
            yield match


def refine_in(match: Match, file: SourceFile, around: Callable[[], Project]) -> Match | None:
    """Drop serializers and forms with all columns that no client's data are given to; what nothing uses is pedantic."""
    if not match.variant.endswith("python-all-fields"):
        return match
    found = written(around(), match.metavars.get("$C", ""), file)
    if found is Written.NO:
        return None
    return msgspec.structs.replace(match, audience=Audience.PEDANTIC) if found is Written.UNUSED else match


def _lists(backend: Backend, sink: Sink) -> bool:
    """Whether what stores a record is an SQL text, which has the columns by name."""
    module = backend.project.module(sink.place.path)
    line = module.file.lines[sink.place.line - 1] if module is not None else ""
    return _RUNS_SQL.search(line) is not None


def _whole(item: Input) -> bool:
    """Whether a value is the body as the client sent it, with any keys; of no type that lists what it may have."""
    if item.source != "body" or item.name or item.nested or item.check is not None:
        return False
    kind = item.schema
    if kind is None:
        return not item.type or _OPEN_TYPE.match(item.type) is not None
    if kind.klass.module.language == "go":
        return not kind.klass.interface and _FOR_INPUT.search(item.type) is None
    # A class of its own names the fields; one that is stored names them all.
    return _is_stored(item)


def _is_stored(item: Input) -> bool:
    kind = item.schema
    if kind is None:
        return False
    marks = {(expr.target or expr).name for expr in kind.klass.decorators}
    return bool(marks & {"Entity", "Schema", "Table"}) or any(
        "typeorm" in name or "Model" in name for name in kind.libraries()
    )


def _may_harm(body: Input) -> bool:
    """Whether a client can name what is not for it to choose: what has its fields listed must have one of these."""
    fields = [field for level in body.schema.lineage() for field in level.klass.fields.values()] if body.schema else []
    given = [field for field in fields if not field.embedded and 'json:"-"' not in field.tag]
    unknown = body.schema is not None and any(
        not level.klass.fields
        or any(field.embedded and field.type != "gorm.Model" for field in level.klass.fields.values())
        for level in body.schema.lineage()
    )
    return not given or unknown or any(_PROTECTED.search(field.name) for field in given)


def _match(found: FoundRoute, inputs: Inputs, sink: Sink, body: Input) -> Match:
    entered = inputs.takes("body")[0] if inputs.takes("body") else body
    what = f"`{sink.what}`" if sink.what else "the record"
    declared = f" as a `{body.type}`, which has them all," if body.schema is not None else ""
    return place_match(
        "mass-assignment",
        sink.place,
        f"The body of `{title(found)}` arrives here{declared} and every key the client sends ends up in {what}, also ones "
        "like `role` or `ownerId`. Hand on the fields by name, or what a schema that lists them parsed.",
        trace=(
            *way(found),
            step(entered.place, "takes the body"),
            *(step(call.place, f"calls {call.name}") for call in sink.chain),
            step(sink.place, f"stores it in {what}"),
        ),
        confidence=Confidence.MEDIUM if _may_harm(body) else Confidence.LOW,
        audience=None if _may_harm(body) else Audience.PEDANTIC,
    )
