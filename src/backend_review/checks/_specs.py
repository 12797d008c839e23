"""OpenAPI documents of a project, and which of them describe which of its applications."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backend_review.backend import Backend
from backend_review.index.openapi import BrokenSpecError, Operation, Spec, is_spec, read_spec
from backend_review.model.routes import ANY_METHOD, FoundRoute, Router
from backend_review.project.source import SourceFile

# Documents of other services, of clients made for them, and of nobody: tests and samples.
_NOT_OURS = re.compile(
    r"(?i)(^|/)(third[-_]?party|vendor(ed)?|external|upstream|clients?|sdks?|generated|__generated__|tests?|__tests__|"
    r"spec/fixtures|fixtures?|testdata|mocks?|examples?|samples?|demos?|node_modules|e2e|benchmarks?)(/|$)|"
    r"[/_.-](examples?|samples?|backup|bak|old|copy|petstore)([_.-][^/]*)?$"  # swagger-backup.json, openapi.example.yaml
)
_FEWEST = 3  # paths that a document must have to be known again
_MOST_MATCH = 0.6
MAX_SPECS = 40


@dataclass(slots=True)
class Pair:
    """An operation of a document and the route that answers it."""

    operation: Operation
    found: FoundRoute


@dataclass(slots=True)
class Described:
    """A document that describes an application: what is in both, and what is in one of them only.

    ``known_paths`` are the paths that the application answers with some method, by their form.
    """

    spec: Spec
    app: Router
    routes: list[FoundRoute]
    prefix: str
    pairs: list[Pair] = field(default_factory=list)
    missing: list[Operation] = field(default_factory=list)  # no route
    methods: dict[str, set[str]] = field(default_factory=dict)


def is_ours(path: str) -> bool:
    """Whether a document lies where a project keeps its own."""
    return _NOT_OURS.search(path) is None


def form(path: str) -> str:
    """A path that compares: parameters without names, no slash at the end."""
    path = re.sub(r"\{[^{}]*\}", "{}", path.partition("?")[0].partition("#")[0])
    return re.sub(r"/+", "/", f"/{path}").rstrip("/") or "/"


def spec_of(file: SourceFile) -> Spec | None:
    """The document of a file, when it is one of the project's own that can be read."""
    if not is_ours(file.path) or not is_spec(file):
        return None
    try:
        return read_spec(file)
    except BrokenSpecError:
        return None  # listed among what could not be analysed


def specs_of(files: Iterable[SourceFile]) -> list[Spec]:
    """The project's own documents, each once: of the same in YAML and JSON the first by its path."""
    found: dict[tuple[str, frozenset[tuple[str, str]]], Spec] = {}
    for file in sorted(files, key=lambda item: (item.path.endswith(".json"), item.path)):
        spec = spec_of(file) if file.language == "configuration" and len(found) < MAX_SPECS else None
        if spec is not None and spec.operations:
            operations = frozenset((item.method, item.path) for item in spec.operations)
            found.setdefault((spec.title, operations), spec)
    return list(found.values())


def described(backend: Backend, apps: Iterable[tuple[Router, list[FoundRoute]]]) -> Iterator[Described]:
    """Each document with the application that it clearly describes: one that answers most of its paths."""
    groups = [(app, [item for item in routes if item.route.kind == "http"]) for app, routes in apps]
    for spec in specs_of(backend.project.files.values()):
        best: tuple[float, Described] | None = None
        for app, routes in groups:
            made = _compared(spec, app, routes)
            if made is not None and (best is None or made[0] > best[0]):
                best = made
        if best is not None:
            yield best[1]


def _compared(spec: Spec, app: Router, routes: list[FoundRoute]) -> tuple[float, Described] | None:
    by_form: dict[str, list[FoundRoute]] = {}
    for found in routes:
        by_form.setdefault(form(found.path), []).append(found)
    paths = {form(item.path) for item in spec.operations}
    if len(paths) < _FEWEST or not by_form:
        return None
    prefix = _prefix(paths, by_form, spec.bases)
    matched = [path for path in paths if _joined(prefix, path) in by_form]
    share = len(matched) / len(paths)
    if share < _MOST_MATCH or len(matched) < _FEWEST:
        return None
    made = Described(spec, app, routes, prefix)
    for path, there in by_form.items():
        made.methods[path] = {method for found in there for method in found.methods}
    for operation in spec.operations:
        answering = [
            found
            for found in by_form.get(_joined(prefix, form(operation.path)), ())
            if operation.method in found.methods or ANY_METHOD in found.methods
        ]
        if answering:
            made.pairs.append(Pair(operation, answering[0]))
        else:
            made.missing.append(operation)
    return share, made


def _prefix(paths: Iterable[str], by_form: dict[str, list[FoundRoute]], bases: Iterable[str]) -> str:
    """What stands before the document's paths in the routes; ``-/x`` when the routes lack what the document has.

    What its servers say is asked first, then what the most paths agree on.
    """
    votes: Counter[str] = Counter()
    ends: dict[str, list[str]] = {}
    for route in by_form:
        ends.setdefault(route.rpartition("/")[2], []).append(route)
    for path in paths:
        for route in ends.get(path.rpartition("/")[2], ()):
            if route.endswith(path):
                votes[route[: len(route) - len(path)]] += 1
            elif path.endswith(route) and route != "/":
                votes["-" + path[: len(path) - len(route)]] += 1
    for base in (form(base) if base else "" for base in bases):
        votes[base] += votes[base] // 4 + (1 if votes[base] else 0)
    return votes.most_common(1)[0][0] if votes else ""


def _joined(prefix: str, path: str) -> str:
    if prefix.startswith("-"):
        return path.removeprefix(prefix[1:]) or "/"
    return form(prefix + path)


def path_in_code(item: Described, operation: Operation) -> str:
    """The form that an operation's path has among the application's routes."""
    return _joined(item.prefix, form(operation.path))


def path_in_spec(item: Described, found: FoundRoute) -> str | None:
    """The path that a route would have in the document; None for one outside of what the document is about."""
    path = form(found.path)
    if item.prefix.startswith("-"):
        return form(item.prefix[1:] + path)
    if item.prefix and not (path == item.prefix or path.startswith(item.prefix + "/")):
        return None
    return form(path[len(item.prefix) :])


def listed(operations: Iterable[str], most: int = 6) -> str:
    """Operations as a list for a message: the first ones, and how many more there are."""
    all_of_them = list(operations)
    more = f" and {len(all_of_them) - most} more" if len(all_of_them) > most else ""
    return ", ".join(f"`{item}`" for item in all_of_them[:most]) + more
