"""Next.js: which files are routes of which application, at which paths."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.index.project import Project

_CONFIG = re.compile(r"^next\.config\.[cm]?[jt]s$")
_BASE_PATH = re.compile(r"\bbasePath\s*:\s*['\"](/[^'\"]*)['\"]")
_PAGE = re.compile(r"^(?:src/)?pages/(api(?:/.+)?)\.[cm]?[jt]sx?$")
_ROUTE = re.compile(r"^(?:src/)?app/(?:(.*)/)?route\.[cm]?[jt]sx?$")
_MIDDLEWARE = re.compile(r"^(?:src/)?(?:middleware|proxy)\.[cm]?[jt]s$")
_DECLARES = re.compile(r"\.d\.[cm]?ts$")
_PARAMETER = re.compile(r"^(\[)?\[(\.\.\.)?([^\[\]]+)\](?(1)\])$")
_ROLES = {"production", "script"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file with routes, and the paths that it answers; ``exports``: its exports are named after methods."""

    path: str
    paths: tuple[str, ...]
    exports: bool


@dataclass(slots=True)
class Application:
    """A folder with a Next.js application: the path that all of its routes begin with, its routes' files, and the
    file that requests pass first ("" where there is none)."""

    base: str
    files: list[Found]
    middleware: str = ""


def applications(project: Project) -> Iterator[Application]:
    """The applications of a project, those of the outer folders first."""
    roots = dict(sorted(_roots(project)))
    found = {root: Application(base, []) for root, base in roots.items()}
    for path, file in project.files.items():
        if file.language not in {"javascript", "typescript"} or _DECLARES.search(path) or file.role not in _ROLES:
            continue
        root = next((item for item in _around(path) if item in roots), None)
        if root is None:
            continue
        name = path.removeprefix(f"{root}/") if root else path
        page, route = _PAGE.match(name), _ROUTE.match(name)
        if page is not None:
            parts = page.group(1).split("/")
            parts = parts[:-1] if parts[-1] == "index" else parts
            found[root].files.append(Found(path, _paths(parts), exports=False))
        elif route is not None:
            parts = [part for part in (route.group(1) or "").split("/") if part and part[0] not in "(@"]
            if not any(part.startswith("_") for part in parts):  # folders that are no part of any path
                found[root].files.append(Found(path, _paths(parts), exports=True))
        elif _MIDDLEWARE.match(name):
            found[root].middleware = path
    yield from (item for item in found.values() if item.files)


def _around(path: str) -> Iterator[str]:
    """The folders that a file is in, the innermost first."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def _roots(project: Project) -> Iterator[tuple[str, str]]:
    """The folders that ask for Next.js or configure it, with the path that their configuration says."""
    configured: dict[str, str] = {}
    for path, file in project.files.items():
        folder, _, name = path.rpartition("/")
        if _CONFIG.match(name):
            said = _BASE_PATH.search(file.text)
            configured[folder] = said.group(1).rstrip("/") if said is not None else ""
        elif name == "package.json" and '"next"' in file.text and _asks_for_next(file.text):
            yield folder, ""
    yield from configured.items()


def _asks_for_next(text: str) -> bool:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(given, dict):
        return False
    lists = (given.get(name) for name in ("dependencies", "devDependencies", "peerDependencies"))
    return any(isinstance(item, dict) and "next" in item for item in lists)


def _paths(parts: list[str]) -> tuple[str, ...]:
    """The path that folders and files make: ``[id]`` is one part, ``[...rest]`` all further ones, ``[[...rest]]`` may
    be missing."""
    made, whole = "", []
    for part in parts:
        parameter = _PARAMETER.match(part)
        if parameter is not None and parameter.group(1):
            whole.append(made or "/")
        made += "/{" + re.sub(r"\W", "_", parameter.group(3)) + "}" if parameter is not None else f"/{part}"
    return (*whole, made or "/")
