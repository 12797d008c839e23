"""Roles that a file's own name does not tell, but what is around it: who imports it, and which module it is of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from backend_review.project import workshops
from backend_review.project.roles import PRODUCTION, TEST, TOOL, role_of
from backend_review.project.source import SourceFile

_SCRIPTS = {"javascript", "typescript"}
# What tests are written with: a package that needs it to run is of tests.
_OF_TESTS = re.compile(
    r"^(?:@?jest|mocha|chai|vitest|@vitest|cypress|playwright|@playwright|supertest|testcontainers|@testcontainers|ava|tap|nock|sinon)"
    r"(?:$|[/-])"
)
_SERVERS = {"express", "fastify", "koa", "hono", "@nestjs/core", "@hapi/hapi", "restify", "next", "elysia", "h3"}
_PACKAGE = re.compile(rb"(?m)^package (\w+)")


def settle(root: Path, files: Iterable[SourceFile]) -> None:
    """Give files the role that the project shows them to have.

    A package that is named like ``httptest`` and that only tests import is for tests, and so is one of npm's that says
    so by its name, or that is only there to develop others and needs what tests are written with. A script that is a
    module (a package) of its own is no part of the program, but a tool of those who work on it. Developers' tools and
    stand-ins for other services are told by the names of their folders and by who imports them.
    """
    files = list(files)
    _settle_go(root, files)
    _settle_npm(files)
    workshops.settle(files)


def _settle_go(root: Path, files: Iterable[SourceFile]) -> None:
    code = [file for file in files if file.language == "go"]
    for folder in sorted({PurePosixPath(file.path).parent for file in code if file.role == PRODUCTION}):
        if re.fullmatch(r"[a-z]\w+test", folder.name) and _only_tests_import(folder, code):
            for file in code:
                if file.role == PRODUCTION and PurePosixPath(file.path).parent == folder:
                    file.role = TEST
    for file in code:
        if file.role == "script" and _is_own_module(root, PurePosixPath(file.path).parent):
            file.role = TOOL


def _settle_npm(files: list[SourceFile]) -> None:
    packages = {str(PurePosixPath(file.path).parent): _manifest(file) for file in files if _is_manifest(file)}
    developing, needed = set[str](), set[str]()
    for manifest in packages.values():
        developing |= _asked(manifest, "devDependencies")
        needed |= _asked(manifest, "dependencies") | _asked(manifest, "peerDependencies")
    roles: dict[str, str | None] = {".": None}  # whatever the whole is called, it is what was asked for
    for folder, manifest in packages.items():
        if folder == ".":
            continue
        name = str(manifest.get("name", ""))
        for_tests = role_of(f"{name.rpartition('/')[2]}/index.js") == TEST
        helps = name in developing - needed and any(map(_OF_TESTS.match, _asked(manifest, "dependencies")))
        roles[folder] = TEST if for_tests or helps else TOOL if _are_scripts(folder, manifest) else None
    for file in files:
        if file.language in _SCRIPTS and file.role in {PRODUCTION, "script"}:
            above = (str(place) for place in PurePosixPath(file.path).parents)
            role = roles[next((folder for folder in above if folder in roles), ".")]
            file.role = role if role == TEST or (role == TOOL and file.role == "script") else file.role


def _are_scripts(folder: str, manifest: dict[str, object]) -> bool:
    """Whether a package is a folder of scripts, and no server that happens to be there."""
    scripts = role_of(f"{PurePosixPath(folder).name}/index.js") == "script"
    return scripts and not _SERVERS & _asked(manifest, "dependencies")


def _is_manifest(file: SourceFile) -> bool:
    return PurePosixPath(file.path).name == "package.json" and file.role not in {TEST, "fixture", "example"}


def _manifest(file: SourceFile) -> dict[str, object]:
    try:
        found = json.loads(file.data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _asked(manifest: dict[str, object], kind: str) -> set[str]:
    """The packages that a manifest names as dependencies of a kind."""
    found = manifest.get(kind)
    return set(found) if isinstance(found, dict) else set()


def _only_tests_import(folder: PurePosixPath, code: list[SourceFile]) -> bool:
    """Whether some test and nothing else imports the package in a folder."""
    imported = re.compile(rb'"(?:[^"\n]+/)?%s"' % re.escape(str(folder)).encode())
    inside = [file for file in code if PurePosixPath(file.path).parent == folder]
    if any((found := _PACKAGE.search(file.data)) is not None and found.group(1) == b"main" for file in inside):
        return False
    users = {file.role for file in code if file not in inside and imported.search(file.data)}
    return users == {TEST}


def _is_own_module(root: Path, folder: PurePosixPath) -> bool:
    """Whether a folder is in a Go module that begins among the scripts."""
    return any(
        (root / place / "go.mod").is_file()
        for place in (folder, *folder.parents)
        if place.parts and role_of(f"{place}/main.go") == "script"
    )
