"""Fastify: the files that ``@fastify/autoload`` registers, with prefix and hooks, and that ``fastify start`` runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.frameworks._script_folders import SCRIPT, scripts_below
from backend_review.index.project import Project
from backend_review.model.evaluator import Call
from backend_review.model.values import Known, Table, Unknown, Value, as_text, text_of

_INDEX = re.compile(r"^index\.[cm]?[jt]s$", re.IGNORECASE)
_HOOKS = re.compile(r"^[_.]?auto_?hooks\.[cm]?[jt]s$", re.IGNORECASE)
_STARTED = re.compile(r"\bfastify\s+start\b([^&|;]*)")
_LOADED_FIRST = re.compile(r"(?:^|\s)(?:-r|--require|--import|-c|--config)[ =]\S+")
_BUILT = re.compile(r"^(dist|build|lib)/")
_SUFFIXES = (".ts", ".js", ".mjs", ".cjs", ".mts")
# Patterns of the reviewed program are only used where no input can make them slow.
_PLAIN = re.compile(r"(?:[\w\-/|^$() ]|\\[./\-dw]|\.\*|\(\?:|\.(?![*+?]))*")


@dataclass(slots=True)
class Folder:
    """The plugins of a folder: its prefix, and the hook files that apply to them."""

    prefix: str
    plugins: list[str] = field(default_factory=list)
    hooks: list[str] = field(default_factory=list)


def folders(call: Call, given: Table) -> Iterator[Folder]:
    """What ``register(autoload, { dir, … })`` loads, folder by folder."""
    files = scripts_below(call, as_text(given.entries.get("dir", Unknown())))
    yield from _below(files, given, "", [], 0)


def _below(files: dict[str, str], given: Table, prefix: str, above: list[str], depth: int) -> Iterator[Folder]:
    if not files or depth > 12:
        return
    here = {name: path for name, path in files.items() if "/" not in name}
    found = Folder(prefix)
    cascades = _is(given, "cascadeHooks", False)
    if _is(given, "autoHooks", False):
        found.hooks = [path for name, path in here.items() if _HOOKS.match(name)]
    if cascades and not (found.hooks and _is(given, "overwriteHooks", False)):
        found.hooks = [*above, *found.hooks]
    index = [path for name, path in here.items() if _INDEX.match(name)]
    kept = {name: path for name, path in here.items() if not _HOOKS.match(name) and not _left_out(given, name)}
    found.plugins = index or list(kept.values())
    yield found
    limit = given.entries.get("maxDepth")
    if isinstance(limit, Known) and isinstance(limit.value, int) and limit.value <= depth:
        return
    for folder in dict.fromkeys(name.partition("/")[0] for name in files if "/" in name):
        if folder == "node_modules" or _left_out(given, folder):
            continue
        inner = {name.partition("/")[2]: path for name, path in files.items() if name.startswith(f"{folder}/")}
        part = re.sub(r"^_", ":", folder) if _is(given, "routeParams", False) else folder
        below = f"{prefix}/{part}" if _is(given, "dirNameRoutePrefix", True) else prefix
        yield from _below(inner, given, below, found.hooks if cascades else [], depth + 1)


def _is(given: Table, name: str, default: bool) -> bool:
    value = given.entries.get(name)
    return bool(value.value) if isinstance(value, Known) else default


def _left_out(given: Table, name: str) -> bool:
    ignored = _pattern(given.entries.get("ignorePattern")) or _pattern(given.entries.get("ignoreFilter"))
    wanted = _pattern(given.entries.get("matchFilter"))
    return (ignored is not None and ignored.search(name) is not None) or (
        wanted is not None and "." in name and wanted.search(name) is None
    )


def _pattern(value: Value | None) -> re.Pattern[str] | None:
    text = text_of(value)
    if text is not None:
        return re.compile(re.escape(text))
    source = value.expr.node.text if isinstance(value, Unknown) and value.expr is not None else None
    literal = re.fullmatch(r"/(.{1,80})/[a-z]*", (source or b"").decode("utf-8", errors="replace"))
    if literal is None or not _PLAIN.fullmatch(literal.group(1)) or literal.group(1).count(".*") > 2:
        return None
    try:
        return re.compile(literal.group(1))
    except re.error:
        return None


def started(project: Project) -> Iterator[str]:
    """The files that the scripts of a package.json give to ``fastify start``; sources for what is compiled."""
    for path, file in project.files.items():
        if path.rpartition("/")[2] != "package.json" or "fastify start" not in file.text:
            continue
        try:
            scripts = json.loads(file.text).get("scripts")
        except (ValueError, AttributeError, RecursionError):
            continue
        words = [
            word.removeprefix("./")
            for script in (scripts.values() if isinstance(scripts, dict) else ())
            for found in _STARTED.finditer(str(script))
            for word in _LOADED_FIRST.sub(" ", found.group(1)).split()
        ]
        stems = dict.fromkeys(SCRIPT.sub("", word) for word in words if SCRIPT.search(word))
        folder = path.rpartition("/")[0]
        for stem in stems:
            sources = dict.fromkeys((stem, _BUILT.sub("src/", stem), _BUILT.sub("", stem)))
            names = (f"{folder}/{source}{suffix}".lstrip("/") for source in sources for suffix in _SUFFIXES)
            yield from [name for name in names if name in project.files][:1]
