"""JavaScript: the project's own files, as programs look for them when they start: globs, folders, names of paths.

A path whose beginning is only known when the program runs (``__dirname``, ``process.cwd()``) begins with a hole.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from backend_review.index.program import Module
from backend_review.model.values import (
    HOLE,
    Items,
    Known,
    Namespace,
    Table,
    Thing,
    Unknown,
    Value,
    as_text,
    items_of,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call

MAX_FILES = 200
_MAX_STARS = 6
_MAX_OF_DATA = 500
_MAX_DEPTH_OF_DATA = 6
_SCRIPT = re.compile(r"(?<!\.d)\.[cm]?[jt]sx?$")
_TEST = re.compile(r"\.(test|spec)\.[cm]?[jt]sx?$|(^|/)(__tests__|__mocks__)/")
_STARS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
_GROUP = re.compile(r"([!@+?*])\(([^()]*)\)|\{([^{}]*)\}|\[([^\]]*)\]|\*\*/?|[*?]")


def here(module: Module, *, file: bool = False) -> Known:
    """``__dirname`` and ``__filename`` of a module."""
    return Known(f"{HOLE}/{module.path if file else module.path.rpartition('/')[0]}")


def candidates(module: Module, path: str) -> Iterator[str]:
    """Where a path may lie that begins with a hole, or is relative to where the program was started."""
    rest = posixpath.normpath(path.rpartition(HOLE)[2].lstrip("/") or ".")
    folder = module.path.rpartition("/")[0]
    yield rest
    while folder:
        yield posixpath.normpath(f"{folder}/{rest}")
        folder = folder.rpartition("/")[0]


def found(call: Call, path: str) -> tuple[str, ...]:
    """The file of the project that ``require`` with a path beginning with a hole means."""
    project = call.evaluator.project
    for base in candidates(call.scope.module, path):
        paths = project.script(base)
        if paths:
            return paths
    return ()


def _glob(call: Call) -> Value:
    """``glob.sync("routes/**/*.js")``: the scripts of the project that it gives."""
    given = call.arg(0)
    patterns = [as_text(item) for item in (given.items if isinstance(given, Items) else [given or Unknown()])]
    options = call.arg(1)
    base = text_of(options.entries.get("cwd")) if isinstance(options, Table) else None
    names: list[str] = []
    for pattern in patterns:
        whole = pattern if base is None or pattern.startswith(HOLE) else f"{base}/{pattern}"
        if not whole.strip("/*"):
            continue
        for start in candidates(call.scope.module, whole):
            matched = list(_matching(call.evaluator.project.files, start))
            if matched:
                names += [path if HOLE not in whole else f"{HOLE}/{path}" for path in matched]
                break
    return Items([Known(name) for name in names[:MAX_FILES]]) if names else Unknown(call.expr)


def _matching(paths: Iterable[str], pattern: str) -> Iterator[str]:
    regex = _regex(pattern)
    if regex is not None:
        for path in sorted(paths):
            if _SCRIPT.search(path) and not _TEST.search(path):
                bare = _SCRIPT.sub("", path)  # a pattern for what is compiled means the sources
                if regex.fullmatch(path) or regex.fullmatch(f"{bare}.js") or regex.fullmatch(f"{bare}.ts"):
                    yield path


def _regex(pattern: str) -> re.Pattern[str] | None:
    """A glob as a regular expression; None for one that could be slow."""
    if pattern.count("*") > _MAX_STARS or len(pattern) > 200:
        return None

    def written(part: re.Match[str]) -> str:
        kind, listed, braces, letters = part.groups()
        if kind:
            inner = "|".join(_plain(item) for item in listed.split("|"))
            return rf"(?!(?:{inner})(?:[./]|$))[^/]*" if kind == "!" else f"(?:{inner})" + ("?" if kind in "?*" else "")
        if braces is not None:
            return "(?:" + "|".join(_plain(item) for item in braces.split(",")) + ")"
        if letters is not None:
            return "[" + re.escape(letters.lstrip("!^")).replace(r"\-", "-") + "]"
        return _STARS.get(part.group(), "[^/]")

    regex, end = "", 0
    for part in _GROUP.finditer(pattern):
        regex += re.escape(pattern[end : part.start()]) + written(part)
        end = part.end()
    try:
        return re.compile(regex + re.escape(pattern[end:]))
    except re.error:
        return None


def _plain(text: str) -> str:
    return re.escape(text).replace(r"\*", "[^/]*")


def _folder(call: Call) -> Value:
    """``fs.readdirSync(folder)``: the names in a folder of the project."""
    path = text_of(call.arg(0))
    options = call.arg(1)
    entries = options.entries if isinstance(options, Table) else {}
    names = _names_in(call, path) if path is not None else {}
    if not names:
        return Unknown(call.expr)
    if entries.get("withFileTypes") == Known(True):
        return Items([Table({"name": Known(name)}, complete=False) for name in names])
    return Items([Known(name) for name in names])


def _names_in(call: Call, path: str) -> dict[str, str]:
    """The names of the scripts and folders in a folder, with a path that each leads to."""
    for base in candidates(call.scope.module, path):
        start = "" if base == "." else f"{base}/"
        below = [p for p in call.evaluator.project.files if p.startswith(start) and _SCRIPT.search(p)]
        names = {p[len(start) :].partition("/")[0]: p for p in sorted(below) if not _TEST.search(p)}
        if names and start:
            return dict(list(names.items())[:MAX_FILES])
    return {}


def _all_of(call: Call) -> Value:
    """``requireDir("./routes")``: the modules of a folder by their names."""
    given = next((item for item in reversed(call.args) if text_of(item) is not None or isinstance(item, Table)), None)
    path = text_of(given.entries.get("dirname")) if isinstance(given, Table) else text_of(given)
    names = _names_in(call, path or here(call.scope.module).value)
    modules = {_SCRIPT.sub("", name): p for name, p in names.items() if p.rpartition("/")[2] == name}
    modules.pop("index", None)
    made: dict[str, Value] = {}
    for name, p in modules.items():
        value = call.evaluator.member(p, "=")
        made[name] = value if value is not None else Namespace((p,))
    return Table(made) if made else Unknown(call.expr)


def _base(call: Call) -> Value:
    path = text_of(call.arg(0))
    name = path.rpartition("/")[2] if path is not None else None
    return Known(name.removesuffix(text_of(call.arg(1)) or "")) if name is not None else Unknown()


def _extension(call: Call) -> Value:
    path = text_of(call.arg(0))
    return Known(posixpath.splitext(path)[1]) if path is not None else Unknown()


def _above(call: Call) -> Value:
    path = text_of(call.arg(0))
    return Known(path.rpartition("/")[0]) if path is not None else Unknown()


def _parts(call: Call) -> Value:
    path = text_of(call.arg(0))
    if path is None:
        return Unknown()
    folder, _, base = path.rpartition("/")
    stem, extension = posixpath.splitext(base)
    return Table({"dir": Known(folder), "base": Known(base), "name": Known(stem), "ext": Known(extension)})


def _below(call: Call) -> Value:
    """``jetpack.find(folder, { matching: "*.js" })``: the scripts below a folder whose names match."""
    folder, options = text_of(call.arg(0)), call.arg(1)
    given = options.entries.get("matching") if isinstance(options, Table) else None
    patterns = [as_text(item) for item in items_of(given)] or ["*"]
    for start in candidates(call.scope.module, folder or "") if folder is not None else ():
        names = {
            path for pattern in patterns for path in _matching(call.evaluator.project.files, f"{start}/**/{pattern}")
        }
        if names and start != ".":
            return Items([Known(f"{HOLE}/{path}") for path in sorted(names)[:MAX_FILES]])
    return Unknown(call.expr)


def located(path: Value | None, base: Value | None) -> Value | None:
    """``new URL("../routes", import.meta.url)``: a place among the project's files; None for any other address."""
    written, start = text_of(path), text_of(base)
    if written is None or start is None or not start.startswith(HOLE) or "://" in written:
        return None
    return _address(posixpath.normpath(f"{start.rpartition('/')[0]}/{written}"))


def _address(path: str) -> Thing:
    return Thing("url.URL", attributes=dict.fromkeys(("value", "href", "pathname"), Known(path)))


def _located(call: Call) -> Value:
    return located(call.arg(0), call.arg(1)) or Thing(f"{call.name}()", made_by=call)


def _as_address(call: Call) -> Value:
    path = text_of(call.arg(0))
    return _address(path) if path is not None else Unknown(call.expr)


def _as_path(call: Call) -> Value:
    path = text_of(call.arg(0))
    return Known(path) if path is not None else Unknown(call.expr)


def _first(call: Call) -> Value:
    return call.args[0] if call.args else Unknown()


_GLOBS = (
    *("glob", "glob.sync", "glob.globSync", "glob.glob", "glob.glob.sync", "fs.globSync"),
    *("globby", "globby.sync", "globby.globby", "globby.globbySync", "tinyglobby.globSync", "tinyglobby.glob"),
    *("fast-glob", "fast-glob.sync", "fast-glob.globSync", "fast-glob.glob"),
)
_TABLE: dict[str, Callable[[Call], Value]] = {
    **dict.fromkeys(_GLOBS, _glob),
    **dict.fromkeys(("fs.readdirSync", "fs.promises.readdir", "fs/promises.readdir", "fs-extra.readdirSync"), _folder),
    **dict.fromkeys(("require-dir", "require-all", "require-directory", "requiredir"), _all_of),
    **dict.fromkeys(("path.basename", "path.posix.basename"), _base),
    **dict.fromkeys(("path.extname", "path.posix.extname"), _extension),
    **dict.fromkeys(("path.dirname", "path.posix.dirname"), _above),
    **dict.fromkeys(("path.parse", "path.posix.parse"), _parts),
    **dict.fromkeys(
        (f"fs-jetpack.{name}" for name in ("find", "findAsync", "default.find", "default.findAsync")), _below
    ),
    "url.URL": _located,
    "url.fileURLToPath": _as_path,
    "url.pathToFileURL": _as_address,
    "path.normalize": _first,
}


def function(call: Call) -> Value | None:
    """What a function about files gives; None for any other."""
    known = _TABLE.get(call.name)
    return known(call) if known is not None and call.scope.module.language == "javascript" else None


def data_of(found: object, depth: int = 0) -> Value:
    """What a part of a JSON file stands for. What is switched on or off in it may be the other way elsewhere."""
    if isinstance(found, bool) or found is None or depth > _MAX_DEPTH_OF_DATA:
        return Unknown()
    if isinstance(found, dict):
        return Table({str(name): data_of(item, depth + 1) for name, item in list(found.items())[:_MAX_OF_DATA]})
    if isinstance(found, list):
        return Items([data_of(item, depth + 1) for item in found[:_MAX_OF_DATA]])
    return Known(found)
