"""Folders of those who work on a project: developers' tools, stand-ins for other services, what tests are run with.

A folder's name says so, and that nothing of the product uses it: packages that production code imports are the
product's, whatever they are called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from backend_review.project.roles import PRODUCTION, TEST, TOOL
from backend_review.project.source import SourceFile

_SCRIPTS = frozenset({"javascript", "typescript"})
# Of a name without its dashes, dots and underscores; what says enough by itself has its role already (``roles``).
_TOOLS = re.compile(
    r"(?:dev|devel|developers?)(?:tools?|tooling|scripts?|env|environment|server)?|localdev|hack|"
    r"(?:test|testing)scripts?|(?:ci|test|testing|build|release)tools?|harness|test(?:bed|bench|ing|env|environment|db|infra)|"
    r"(?:smoke|perf)testing|(?:load|stress|smoke|perf)tester|benchmarking"
)
_STAND_INS = re.compile(
    r"(?:mock|fake|dummy)(?:s|ed)?|stubs?|"
    r"(?:mock|fake|stub|dummy)s?(?:server|service|api|data|db|store|client|app|provider|backend|idp|oidc|oauth\w*|smtp|"
    r"mail\w*|s3|aws|gcs|slack|twilio|stripe|github|gitlab|kms|ldap|sso|webhooks?)s?"
)
# Go: who imports whom is known, so the name need not say as much.
_GO_STAND_INS = re.compile(r"(?:mock|fake|stub)\w*|\w+(?:mock|fake|stub)s?")
_TESTS = re.compile(r"tests[-_].+|_.*[-_]tests")  # what else says tests is told by its name alone
_QUOTED = re.compile(r"""["'`]([^"'`\n]{1,200})["'`]""")
_PYTHON_IMPORT = re.compile(r"(?m)^\s*(?:from\s+(\S+)\s+import\s+([^\n#]*)|import\s+([^\n#]+))")
_GO_IMPORT = re.compile(rb'(?m)^\s*(?:import\s+)?(?:[\w.]+\s+)?"([^"\s]+)"\s*$')
_PACKAGE = re.compile(rb"(?m)^package (\w+)")
_NPM_NAME = re.compile(r'"name"\s*:\s*"([^"]+)"')


def kind_of(folder: str, language: str = "") -> str:
    """What a folder of this name may be for beside a product: ``tool``, ``fixture``, ``test``; "" for nothing."""
    name = folder.lower()
    bare = re.sub(r"[-_.]", "", name)
    if _STAND_INS.fullmatch(bare) or (language == "go" and _GO_STAND_INS.fullmatch(bare)):
        return "fixture"
    if _TOOLS.fullmatch(bare):
        return TOOL
    return TEST if _TESTS.fullmatch(name) else ""


def settle(files: Sequence[SourceFile]) -> None:
    """Give the files of such folders their role, where the project has a product beside them that does not use them."""
    code = [file for file in files if file.role == PRODUCTION]
    _settle_go([file for file in code if file.language == "go"])
    for languages, mentioned in ((frozenset({"python"}), _names_of_python), (_SCRIPTS, _names_of_scripts)):
        here = [file for file in code if file.language in languages]
        inside: dict[str, list[SourceFile]] = defaultdict(list)
        outside = []
        for file in here:
            place = _place(file)
            inside[place].append(file) if place else outside.append(file)
        if not inside or not outside:
            continue
        most = sum(len(file.data) for file in outside)
        used = {name for file in outside for name in mentioned(file)}
        for place, its in inside.items():
            names = {PurePosixPath(place).name, *_package_names(files, place)}
            if names.isdisjoint(used) and sum(len(file.data) for file in its) < most:
                _give(its)


def _place(file: SourceFile, language: str = "") -> str:
    """The outermost folder above a file whose name says that it is beside a product."""
    parts = PurePosixPath(file.path).parts[:-1]
    return next(("/".join(parts[: at + 1]) for at, part in enumerate(parts) if kind_of(part, language)), "")


def _give(files: Iterable[SourceFile], language: str = "") -> None:
    for file in files:
        parts = reversed(PurePosixPath(file.path).parts[:-1])
        file.role = next((kind for part in parts if (kind := kind_of(part, language))), TOOL)


def _package_names(files: Sequence[SourceFile], place: str) -> set[str]:
    """What the package of a folder is called by its ``package.json``, without its scope."""
    manifest = next((file for file in files if file.path == f"{place}/package.json"), None)
    found = _NPM_NAME.search(manifest.text) if manifest is not None else None
    return {found[1].rpartition("/")[2]} if found else set()


def _names_of_python(file: SourceFile) -> Iterable[str]:
    """The parts of all modules that a file imports, or names in a text as settings do."""
    for source, names, plain in _PYTHON_IMPORT.findall(file.text):
        yield from re.findall(r"\w+", f"{source} {names} {plain}")
    for quoted in _QUOTED.findall(file.text):
        yield from quoted.split(".") if "/" not in quoted else quoted.split("/")


def _names_of_scripts(file: SourceFile) -> Iterable[str]:
    """The parts of all paths that a file writes as a text: what it imports, and what it may load."""
    for quoted in _QUOTED.findall(file.text):
        if " " not in quoted:
            yield from quoted.split("/")


# Go


def _settle_go(code: list[SourceFile]) -> None:
    """What the packages of the product import, and those import, is the product's."""
    packages: dict[str, list[SourceFile]] = defaultdict(list)
    for file in code:
        packages[file.path.rpartition("/")[0]].append(file)
    beside = {folder for folder, its in packages.items() if _place(its[0], "go")}
    if not beside or not any(_is_program(packages[folder]) for folder in packages.keys() - beside):
        return
    pending, reached = list(packages.keys() - beside), set()
    while pending:
        folder = pending.pop()
        if folder not in reached:
            reached.add(folder)
            pending.extend(_imported(packages[folder], packages))
    for folder in beside - reached:
        _give(packages[folder], "go")


def _is_program(files: Iterable[SourceFile]) -> bool:
    return any((found := _PACKAGE.search(file.data)) is not None and found[1] == b"main" for file in files)


def _imported(files: Iterable[SourceFile], packages: dict[str, list[SourceFile]]) -> Iterable[str]:
    """The folders of the project's packages that files import: the longest that a path ends with."""
    for file in files:
        for source in _GO_IMPORT.findall(file.data[:20_000]):
            parts = source.decode("utf-8", errors="replace").split("/")
            ends = ("/".join(parts[at:]) for at in range(len(parts)))
            found = next((end for end in ends if end in packages), None)
            if found is not None:
                yield found
