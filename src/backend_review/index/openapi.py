"""OpenAPI 2 and 3 documents as they lie in a project: their operations, with the line of each.

https://spec.openapis.org/oas/v3.1.0.html https://spec.openapis.org/oas/v2.0.html
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from backend_review.project.source import SourceFile

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_IS_SPEC = re.compile(
    rb"""(?m)^[ \t{]*["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\.\d|[{,]\s*"(?:openapi|swagger)"\s*:\s*"[23]\.\d"""
)
_HAS_PATHS = re.compile(rb"""["']?paths["']?\s*:""")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_CONTROLLERS = ("x-openapi-router-controller", "x-swagger-router-controller", "x-eov-operation-handler")
_MAX_OPERATIONS = 5000
_MAX_PARAMETERS = 200
_MAX_FILES = 4  # that refer to each other, one after the other
_MAX_TO_READ_AGAIN = 1_000_000


@dataclass(frozen=True, slots=True)
class SpecParameter:
    """A parameter: ``where`` is path, query, header, cookie, body or formData."""

    name: str
    where: str
    line: int
    required: bool = False


@dataclass(slots=True)
class Operation:
    """A method of a path. ``secured`` is None where the document's own requirement holds, ``answers`` are the statuses
    by what they are written as; ``array`` when a success is an array."""

    method: str
    path: str
    line: int
    operation_id: str = ""
    parameters: list[SpecParameter] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    secured: bool | None = None
    array: bool = False
    deprecated: bool = False
    controller: str = ""  # the module of its function
    refers_out: bool = False  # its parameters or answers are said in another file
    refers_beside: bool = False  # parameters are said in a document that is joined with this one
    file: str = ""  # the path of the file that says it, where that is not the document's own


@dataclass(slots=True)
class Spec:
    """A document. ``bases`` are the paths below which its servers answer; "" among them when it names none."""

    path: str
    version: str
    line: int
    title: str = ""
    api_version: str = ""
    api_version_line: int = 0
    bases: tuple[str, ...] = ("",)
    secured: bool = False
    schemes: bool = False
    operations: list[Operation] = field(default_factory=list)
    partial: bool = False  # paths that are said in other files were left out


class BrokenSpecError(Exception):
    """A document that cannot be read; ``line`` is where."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


def is_spec(file: SourceFile) -> bool:
    """Whether a file says that it is an OpenAPI document that has paths."""
    if not file.path.endswith((".yaml", ".yml", ".json")):
        return False
    return _IS_SPEC.search(file.data) is not None and _HAS_PATHS.search(file.data) is not None


@lru_cache(maxsize=64)
def read_spec(file: SourceFile) -> Spec | None:
    """The document of a file; None when its top level is no OpenAPI document.

    Raises BrokenSpecError for one that cannot be parsed.
    """
    return _Reader(_composed(file), file.path).spec()


def read_whole(file: SourceFile, files: Mapping[str, SourceFile]) -> Spec | None:
    """The document of a file with the paths that it says in others of the project's ``files``. Where a program itself
    names the file, its paths may be a part of a document that it joins with others.

    Raises BrokenSpecError for one that cannot be parsed.
    """
    return _Reader(_composed(file), file.path, files).spec(part=True)


@lru_cache(maxsize=256)
def _composed(file: SourceFile) -> Any:
    """The node graph of a file."""
    # Late: most projects have no document.
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = _SURROGATE.sub(lambda found: "?" * len(found[0]), file.text) if file.path.endswith(".json") else file.text
    try:
        try:
            root = yaml.compose(text, Loader=loader)
        except yaml.composer.ComposerError:
            if len(text) > _MAX_TO_READ_AGAIN:
                raise
            root = yaml.compose(text, Loader=_with_anchors_again(yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenSpecError(error.problem or "not readable", mark.line + 1 if mark is not None else None) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BrokenSpecError(type(error).__name__, None) from error
    return root


def _with_anchors_again(loader: Any) -> Any:
    """A loader that lets an anchor be set again, as YAML 1.2 does: from there on it means the later node."""
    import yaml

    class Loader(loader):  # type: ignore[misc]
        def compose_node(self, parent: object, index: object) -> object:
            event = self.peek_event()
            if not isinstance(event, yaml.AliasEvent):
                self.anchors.pop(event.anchor, None)
            return super().compose_node(parent, index)

    return Loader


class _Reader:
    """Reads the node graph: a node is a yaml node, with a mark; references within the document are followed, and those
    of paths into the other ``files`` of the project."""

    def __init__(self, root: object, path: str, files: Mapping[str, SourceFile] | None = None) -> None:
        self._root, self._file, self._files = root, path, files or {}

    def spec(self, part: bool = False) -> Spec | None:
        path, top = self._file, _entries(self._root)
        version = _text(top.get("openapi")) or _text(top.get("swagger"))
        if "paths" not in top or not (version.startswith(("2.", "3.")) or (part and not version)):
            return None
        info = _entries(top.get("info"))
        schemes = _entries(top.get("securityDefinitions")) or _entries(
            _entries(top.get("components")).get("securitySchemes")
        )
        made = Spec(path, version, _line(top.get("openapi") or top.get("swagger")), _text(info.get("title")))
        made.api_version = _text(info.get("version"))
        made.api_version_line = _line(info.get("version"))
        made.bases = tuple(dict.fromkeys(self._bases(top))) or ("",)
        made.secured = _requires(top.get("security")) is True
        made.schemes = bool(schemes)
        reader, paths = self._told(top.get("paths"))
        for key, name, value in _pairs(paths):
            reader._path(made, name, key, value)
        return made

    def _told(self, node: object) -> tuple[_Reader, object]:
        """What a node is, and who reads it: of a reference into another file, the reader of that file."""
        reader: _Reader = self
        for _ in range(_MAX_FILES):
            target = _text(_entries(node).get("$ref"))
            name, _, pointer = target.partition("#")
            found = reader._files.get(posixpath.normpath(posixpath.join(posixpath.dirname(reader._file), name)))
            if not name or found is None:
                break
            try:
                reader = _Reader(_composed(found), found.path, self._files)
            except BrokenSpecError:
                break
            node = reader._at(pointer)
        return reader, node

    def _at(self, pointer: str) -> object:
        """What a pointer within the document leads to."""
        node = self._root
        for part in pointer.strip("/").split("/") if pointer.strip("/") else ():
            node = _entries(node).get(part.replace("~1", "/").replace("~0", "~"))
        return node

    def _bases(self, top: dict[str, object]) -> Iterator[str]:
        if "swagger" in top:
            yield _text(top.get("basePath")).rstrip("/")
        for server in _items(top.get("servers")):
            url = _text(_entries(server).get("url"))
            for name, variable in _entries(_entries(server).get("variables")).items():
                url = url.replace("{" + name + "}", _text(_entries(variable).get("default")))
            try:
                yield urlsplit(url).path.rstrip("/")
            except ValueError:
                continue

    def _path(self, spec: Spec, name: str, key: object, value: object) -> None:
        reader, beside = self._told(value)
        if not name.startswith("/"):
            return
        if reader is not self:
            reader._path(spec, name, key, beside)
            return
        item = _entries(self._followed(value))
        if "$ref" in _entries(value) and not item:
            spec.partial = True
            return
        shared = list(self._parameters(item.get("parameters")))
        lacks = self._lacks(item.get("parameters"))
        for method_key, method, operation in _pairs(self._followed(value)):
            if method.lower() in METHODS and len(spec.operations) < _MAX_OPERATIONS:
                made = self._operation(method.upper(), name, _line(method_key), operation, shared)
                made.file = self._file if self._file != spec.path else ""
                made.controller = made.controller or _controller(item)
                made.refers_beside = made.refers_beside or lacks
                spec.operations.append(made)

    def _operation(self, method: str, path: str, line: int, node: object, shared: list[SpecParameter]) -> Operation:
        entries = _entries(node)
        own = list(self._parameters(entries.get("parameters")))
        known = {(item.name, item.where) for item in own}
        made = Operation(method, path, line, _text(entries.get("operationId")))
        made.parameters = [*own, *(item for item in shared if (item.name, item.where) not in known)]
        made.refers_out = any(_is_outside(item) for item in _items(entries.get("parameters")))
        made.refers_beside = self._lacks(entries.get("parameters"))
        made.secured = _requires(entries.get("security"))
        made.controller = _controller(entries)
        made.deprecated = _text(entries.get("deprecated")) == "true"
        for key, status, answer in _pairs(entries.get("responses")):
            made.answers.setdefault(status, _line(key))
            made.refers_out = made.refers_out or _is_outside(answer)
            if status.startswith("2"):
                made.array = made.array or self._is_array(answer)
        return made

    def _parameters(self, node: object) -> Iterator[SpecParameter]:
        for item in _items(node)[:_MAX_PARAMETERS]:
            entries = _entries(self._followed(item))
            name, where = _text(entries.get("name")), _text(entries.get("in"))
            if name and where:
                yield SpecParameter(name, where, _line(item), _text(entries.get("required")) == "true")

    def _lacks(self, node: object) -> bool:
        """Whether a reference within the document leads nowhere here: what joins it with others has the target."""
        return any(
            "$ref" in _entries(item) and not _is_outside(item) and self._followed(item) is None for item in _items(node)
        )

    def _is_array(self, answer: object) -> bool:
        entries = _entries(self._followed(answer))
        schemas = [entries.get("schema")]
        schemas += [_entries(media).get("schema") for media in _entries(entries.get("content")).values()]
        return any(
            _text(_entries(self._followed(schema)).get("type")) == "array" for schema in schemas if schema is not None
        )

    def _followed(self, node: object) -> object:
        """What a reference within the document leads to; None for one that leads elsewhere."""
        for _ in range(8):
            target = _entries(node).get("$ref")
            if target is None:
                return node
            written = _text(target)
            if not written.startswith("#/"):
                return None
            node = self._at(written[1:])
        return None


def _pairs(node: object) -> Iterator[tuple[object, str, object]]:
    """The entries of a mapping: key node, key, value node; merge keys and odd keys are left out."""
    value = getattr(node, "value", None)
    if getattr(node, "id", "") == "mapping" and isinstance(value, list):
        for key, inner in value:
            if getattr(key, "id", "") == "scalar":
                yield key, str(key.value), inner


def _entries(node: object) -> dict[str, object]:
    return {name: value for _, name, value in _pairs(node)}


def _controller(entries: dict[str, object]) -> str:
    return next((_text(entries[name]) for name in _CONTROLLERS if name in entries), "")


def _items(node: object) -> list[object]:
    value = getattr(node, "value", None)
    return list(value) if getattr(node, "id", "") == "sequence" and isinstance(value, list) else []


def _text(node: object) -> str:
    return str(node.value) if getattr(node, "id", "") == "scalar" else ""  # type: ignore[attr-defined]


def _line(node: object) -> int:
    mark = getattr(node, "start_mark", None)
    return int(mark.line) + 1 if mark is not None else 1


def _requires(node: object) -> bool | None:
    """Whether a ``security`` entry requires anything: None when there is none, False for ``[]`` and ``[{}]``."""
    if node is None:
        return None
    requirements = _items(node)
    return bool(requirements) and all(_entries(item) for item in requirements)


def _is_outside(node: object) -> bool:
    return bool((target := _text(_entries(node).get("$ref"))) and not target.startswith("#/"))
