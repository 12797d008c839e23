"""Credentials of set-ups for developers: databases that compose makes, accounts of example domains, defaults of settings."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from tree_sitter import Node

from backend_review.checks.credentials.nodes import (
    CALLS,
    MOST_ENTRIES,
    callee_of,
    key_name,
    last_of,
    source_of,
    text_of,
)
from backend_review.index.project import Project

# Settings of developers' machines and tests by what their class is called.
_DEVELOPERS = re.compile(
    r"^(?:(?:Dev|Development|Develop|Local|Test|Testing|CI|UnitTest)(?:Config\w*|Settings\w*)?"
    r"|(?:Unit)?Test(?:s|ing)?[A-Z]\w*(?:Config\w*|Settings\w*|Keys?))$"
)
# Sections of settings for runs of tests: ``"test": {"database": {"password": "shop"}}``.
OF_RUNS = {"test", "tests", "testing", "ci"}
_COMPOSE = re.compile(r"(?i)^(?:docker-)?compose(?:[._-](?!prod|live)[\w.-]+)?\.ya?ml$")
# https://hub.docker.com/_/postgres: what a database's container runs when it is made; MySQL's and MongoDB's have the same.
_INIT_FOLDER = re.compile(r"([\w./-]+):/docker-entrypoint-initdb\.d")
_MOST_COMPOSE = 20

# RFC 2606 and RFC 6761: nobody has these.
_NOBODY = re.compile(r"(?i)@(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$")
_HOLDERS = {"dictionary", "object", "argument_list", "arguments", "literal_value"}
_CLASSES = {"class_definition", "class_declaration"}
_FUNCTIONS = {"function_definition", "method_definition", "lambda", "arrow_function"}
# https://docs.pydantic.dev/latest/concepts/pydantic_settings/: each field may be given by the environment.
_SETTINGS = re.compile(r"\b\w*Settings\b")
_OVERRIDE = {"env", "envvar", "environ", "env_var", "envName"}
_DEFAULTS = {"SetDefault", "setDefault", "set_default"}
_DEEPEST = 40
_CLASS = re.compile(r"(?m)^class\s+(\w+)")
_LEAVES = re.compile(r"(?m)^(?:def|async def|class|@|[A-Za-z_]\w*\s*=)")
_NEAR = 8  # lines in which the settings of one server stand
_HOST = re.compile(r"[=:]\s*[\"']?\w+://([a-z][\w-]*)(?::\d+)?(?:/|[\"']?\s*$)")
_TOLD = re.compile(
    r"(?:build|environment|env_file|command|entrypoint|secrets|configs)\s*:|-\s*[\"']?(?:\.{0,2}/|~|\$)[^:]*:"
)


def is_of_compose(path: str, project: Project) -> bool:
    """Whether an SQL file is for the databases of a compose set-up: a compose file names it, or mounts its folder for them."""
    name = PurePosixPath(path).name
    for place, text in _compose_files(project):
        folder = PurePosixPath(place).parent
        if re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", text):
            return True
        for found in _INIT_FOLDER.finditer(text):
            mounted = _joined(folder, found.group(1))
            if mounted and (path == mounted or path.startswith(mounted + "/")):
                return True
    return False


def _joined(folder: PurePosixPath, written: str) -> str:
    parts: list[str] = [part for part in folder.parts if part != "."]
    for part in written.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


@lru_cache(maxsize=1)
def _compose_files(project: Project) -> list[tuple[str, str]]:
    found = [path for path in sorted(project.files) if _COMPOSE.match(PurePosixPath(path).name)]
    return [(path, project.files[path].text) for path in found[:_MOST_COMPOSE]]


def is_of_nobody(node: Node) -> bool:
    """Whether a text stands beside an address of an example domain, as one account's: ``email: 'a@example.com'``."""
    around: Node | None = node.parent
    for _ in range(4):
        if around is None or around.type in _HOLDERS:
            break
        around = around.parent
    if around is None or around.type not in _HOLDERS or around.named_child_count > MOST_ENTRIES:
        return False
    for child in around.named_children:
        value = child.child_by_field_name("value") or (child.named_children[-1] if child.named_children else child)
        text = text_of(child if child.type in {"string", "interpreted_string_literal"} else value)
        if text and _NOBODY.search(text):
            return True
    return False


def is_of_developers(node: Node) -> bool:
    """Whether a text stands in the settings of developers' machines or tests: in ``class DevelopmentConfig(Config):``,
    or in the ``test: {…}`` of an object of settings."""
    around: Node | None = node
    for _ in range(_DEEPEST):
        if around is None or around.type in _CLASSES:
            break
        value = around.child_by_field_name("value") if around.type == "pair" else None
        table = value is not None and value.type in {"object", "dictionary"}
        if table and key_name(around.child_by_field_name("key")).lower() in OF_RUNS:
            return True
        around = around.parent
    name = around.child_by_field_name("name") if around is not None and around.type in _CLASSES else None
    return name is not None and _DEVELOPERS.match((name.text or b"").decode(errors="replace")) is not None


def is_of_tests_class(text: str, offset: int) -> bool:
    """Python: whether a place in a text is in a class at the top whose name says that it is of tests' settings."""
    found = next(iter(deque(_CLASS.finditer(text, 0, offset), maxlen=1)), None)
    if found is None or _LEAVES.search(text, found.end(), offset):
        return False
    return _DEVELOPERS.match(found.group(1)) is not None and found.group(1).lower().startswith(("test", "unittest"))


def is_of_image(lines: Sequence[str], line: int, name: str) -> bool:
    """Whether a setting of a compose file is for a server beside it that has but the accounts that its image brings.

    ``SIGNER_URL=http://signer:8000`` stands near ``SIGNER_PASSWORD``, and the service ``signer`` is an image that is
    given no settings and no files: who pulls it knows the password.
    """
    family = name.partition("_")[0]
    if not family or family == name:
        return False
    hosts = {
        found.group(1)
        for near in lines[max(0, line - _NEAR) : line + _NEAR]
        if near.strip().lstrip("- ").startswith(family + "_") and (found := _HOST.search(near)) is not None
    }
    return any(_brings_its_own(lines, host) for host in hosts)


def _brings_its_own(lines: Sequence[str], service: str) -> bool:
    """Whether a service is of an image, and neither built here nor told anything."""
    head = re.compile(rf" +{re.escape(service)}:\s*")
    for start, written in enumerate(lines):
        if head.fullmatch(written) is None:
            continue
        body: list[str] = []
        for item in lines[start + 1 :]:
            if item.strip() and _depth(item) <= _depth(written):
                break
            body.append(item.strip())
        if any(item.startswith("image:") for item in body):  # another service's ``depends_on`` names it, too
            return not any(_TOLD.match(item) for item in body)
    return False


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def is_overridden(node: Node) -> bool:
    """Whether a text is the default of a setting that the environment may give.

    A field of a class of pydantic's settings, what viper is told with ``SetDefault``, an entry of convict with ``env``.
    """
    current: Node | None = node
    for _ in range(_DEEPEST):
        around = current.parent if current is not None else None
        if around is None or around.type in _FUNCTIONS:
            return False
        if around.type in _CLASSES:
            return bool(_SETTINGS.search(source_of(around.child_by_field_name("superclasses"))))
        if around.type in CALLS and last_of(callee_of(around)) in _DEFAULTS:
            return True
        if around.type == "object" and around.named_child_count <= MOST_ENTRIES and current is not None:
            keys = {key_name(item.child_by_field_name("key")) for item in around.named_children}
            if key_name(current.child_by_field_name("key")) == "default" and keys & _OVERRIDE:
                return True
        current = around
    return False
