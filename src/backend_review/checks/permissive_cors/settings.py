"""Origins that a settings class of another file allows: ``allow_origins=settings.allowed_hosts``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.finding import Match, Severity
from backend_review.index.program import Field, Module
from backend_review.index.syntax import walk
from backend_review.model.routes import Place

_GIVEN = re.compile(r"^(?:self\.)?\w*(?:settings|config|conf|cfg)(?:\(\))?\.(?P<name>\w+)$", re.IGNORECASE)
_SETTINGS = re.compile(r"(?i)settings|config")
_ANY = re.compile(r"""^(?:Field\(\s*(?:default\s*=\s*)?)?[\[({]?\s*(["'])\*\1\s*,?\s*[\])}]?""")
# These are told in their own file.
_NAMED = re.compile(r"(?i)^(?:backend_)?(?:cors_?)?(?:allow(?:ed)?_?)?origins?$|cors_.*origins?$")


def from_settings(backend: Backend) -> Iterator[Match]:
    """A match for each use of Starlette's CORS middleware whose origins are a setting that allows all unless set."""
    for module in backend.project.modules("python"):
        if "CORSMiddleware" not in module.file.text or module.file.role not in {"production", "script"}:
            continue
        for argument in walk(module.tree.root_node):
            if (
                argument.type != "keyword_argument"
                or module.text(argument.child_by_field_name("name")) != "allow_origins"
            ):
                continue
            value = argument.child_by_field_name("value")
            given = _GIVEN.match(module.text(value)) if value is not None else None
            field = (
                _open_field(backend, given["name"]) if given is not None and not _NAMED.match(given["name"]) else None
            )
            if field is not None and value is not None:
                yield _match(module, value, *field, _with_credentials(module, argument))


def _open_field(backend: Backend, name: str) -> tuple[Module, Field] | None:
    """The field of settings classes that lets everybody in, when no class has other values for it."""
    found: tuple[Module, Field] | None = None
    for kind in list(backend.effects.evaluator.kinds.values()):
        klass = kind.klass
        field = klass.fields.get(name)
        if field is None or klass.module.language != "python" or not _SETTINGS.search(klass.name):
            continue
        if field.value is None or klass.module.file.role == "test":
            continue
        if not _ANY.match(klass.module.text(field.value.node)):
            return None
        found = found or (klass.module, field)
    return found


def _with_credentials(module: Module, argument: Node) -> bool:
    around = argument.parent
    return around is not None and re.search(r"allow_credentials\s*=\s*True", module.text(around)) is not None


def _match(module: Module, value: Node, owner: Module, field: Field, credentials: bool) -> Match:
    place = Place(module.path, int(value.start_point[0]) + 1)
    declared = Place(owner.path, int(field.node.start_point[0]) + 1)
    opens = (
        "with credentials that opens this API to any website in the visitor's name"
        if credentials
        else "that lets any website read this API's answers"
    )
    return place_match(
        "permissive-cors",
        place,
        f"`{field.name}` is `*` unless it is set ({declared.path}:{declared.line}), and {opens}. Make the default an empty "
        "list, and list the origins that need it.",
        trace=(step(declared, f"`{field.name}` allows every origin"), step(place, "given to the CORS middleware")),
        severity=Severity.ERROR if credentials else None,
    )
