"""Finding the files to review, and counting those left out."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pathspec

from backend_review.errors import UserError, did_you_mean
from backend_review.finding import NotAnalysed
from backend_review.project import beside, git
from backend_review.project.frontend import is_frontend
from backend_review.project.roles import FRONTEND, PRODUCTION, TEST, helps_tests, is_generated, role_of
from backend_review.project.source import SourceFile, language_of

MAX_BYTES = 1024 * 1024
_MINIFIED_LINE = 5000

_API_DOCUMENT = re.compile(r"(?i)(openapi|swagger)[\w.-]*\.(ya?ml|json)$")
_JUNK_FOLDERS = {
    "node_modules", "bower_components", "vendor", "third_party", "site-packages", "dist-packages", "dist",
    ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", "__pycache__", ".mypy_cache", ".pytest_cache", ".next",
    ".nuxt", ".terraform", ".serverless", "bazel-out", ".yarn", ".pnpm-store", ".cache",
}  # fmt: skip
_LOCK_FILES = {
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "pdm.lock",
    "pipfile.lock", "composer.lock", "go.sum", "cargo.lock",
}  # fmt: skip
_ROOT_MARKS = (
    ".git",
    "pyproject.toml",
    "backend-review.yaml",
    "backend-review.toml",
    "package.json",
    "go.mod",
    "setup.py",
)


_TEXTS = {"configuration", "markdown", "template"}  # long lines, and no code that somebody would miss


class Inventory(msgspec.Struct):
    """The files of a review: what is reported on, what was left out and why."""

    files: list[SourceFile] = []
    left_out: Counter[str] = msgspec.field(default_factory=Counter)
    not_analysed: list[NotAnalysed] = []
    generated: list[SourceFile] = []  # not reported on, but routes and constructors may be made there


def find_project_root(paths: Sequence[Path]) -> Path:
    """The project that the paths lie in: git's top folder, else the nearest folder with a manifest, else their own.

    Raises UserError for a path that does not exist, or when the paths lie in different projects.
    """
    for path in paths:
        if not path.exists():
            raise UserError(f"no such file or folder: {path}", _nearby(path))
    root = _root_of(paths[0])
    for path in paths[1:]:
        own = _root_of(path)
        if root.is_relative_to(own):
            root = own
        elif not own.is_relative_to(root):
            raise UserError(f"{path} lies outside the project {root}", "review one project at a time")
    return root


def _root_of(path: Path) -> Path:
    place = path.resolve()
    folder = place if place.is_dir() else place.parent
    upward = (folder, *folder.parents)
    if any((parent / ".git").exists() for parent in upward):
        root = git.find_root(folder)
        if root is not None:
            return root.resolve()
    marked = (parent for parent in upward if any((parent / mark).exists() for mark in _ROOT_MARKS))
    return next((parent for parent in marked if len(parent.parts) > 1), folder)


def _nearby(path: Path) -> str | None:
    try:
        return did_you_mean(path.name, [entry.name for entry in path.parent.iterdir()])
    except OSError:
        return None


def collect(root: Path, paths: Sequence[Path], exclude: Sequence[str] = ()) -> Inventory:
    """The reviewable files below the paths, sorted; ``exclude`` holds gitignore-style patterns relative to the root.

    A folder named on the command line is what the person wants reviewed, so only folders below it say what a file
    is for (``backend-review examples/`` reviews the examples as production code).
    """
    inventory = Inventory()
    excluded = pathspec.GitIgnoreSpec.from_lines(exclude)
    tracked = git.list_files(root) if (root / ".git").exists() else None
    seen: set[str] = set()
    for path in paths:
        absolute = path.resolve()
        if not os.access(absolute, os.R_OK):
            raise UserError(f"cannot read {path}: permission denied")
        if absolute.is_dir():
            prefix = absolute.relative_to(root).as_posix()
            names: Iterable[str] = _below(root, absolute, tracked, prefix, inventory.left_out)
            strip = 0 if prefix == "." else len(prefix) + 1
        else:
            names, strip = [absolute.relative_to(root).as_posix()], 0
        for name in names:
            if name not in seen:
                seen.add(name)
                _consider(inventory, root, name, name[strip:], excluded)
    inventory.files.sort(key=lambda file: file.path)
    beside.settle(root, inventory.files)
    return inventory


def _below(root: Path, folder: Path, tracked: list[str] | None, prefix: str, left_out: Counter[str]) -> Iterator[str]:
    if tracked is not None:
        start = "" if prefix == "." else f"{prefix}/"
        listed = [name for name in tracked if name.startswith(start)]
        # A folder git knows nothing of (ignored, or another repository's) was still asked for: walk it.
        if listed or prefix == ".":
            yield from listed
            return
    for current, folders, files in os.walk(folder, followlinks=False):
        wanted = sorted(name for name in folders if name not in _JUNK_FOLDERS)
        left_out["whole folders of dependencies and build output"] += len(folders) - len(wanted)
        folders[:] = wanted
        for name in sorted(files):
            yield (Path(current) / name).relative_to(root).as_posix()


def _consider(inventory: Inventory, root: Path, name: str, asked: str, excluded: pathspec.GitIgnoreSpec) -> None:
    """Take a file in or count it as left out; ``asked`` is its name below the folder the person named."""
    reason = _left_out(root, name, asked, excluded)
    if reason is None:
        language = language_of(name)
        if language is None:
            reason = "other kinds of file"
    if reason is not None:
        inventory.left_out[reason] += 1
        return
    role = role_of(asked)
    file = SourceFile(root, _readable(name), language or "", role)
    if file.path != name:
        _set_aside(inventory, file, "its name is not UTF-8")
        return
    try:
        size = file.absolute.stat().st_size
        if size > MAX_BYTES:
            _set_aside(inventory, file, f"larger than {MAX_BYTES // 1024} KiB")
            return
        data = file.data
    except OSError as error:
        _set_aside(inventory, file, f"cannot be read: {error.strerror}")
        return
    kind = _no_source(name, language or "", data)
    if kind:
        inventory.left_out[kind] += 1
    elif role == "generated" or is_generated(data):
        inventory.left_out["generated"] += 1
        if language not in _TEXTS:
            file.role = "generated"
            inventory.generated.append(file)
    else:
        # Code for a browser is not what a backend review is about, and its bundled data is what makes engines slow.
        if role == PRODUCTION and is_frontend(file):
            file.role = FRONTEND
            inventory.left_out["frontend code (only credentials are looked for)"] += 1
        elif role == PRODUCTION and language == "go" and helps_tests(data):
            file.role = TEST
        inventory.files.append(file)


def _readable(name: str) -> str:
    """The name with bytes that are no UTF-8 written out: engines and reports hold none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _no_source(name: str, language: str, data: bytes) -> str:
    """What a file is whose content nobody wrote, or wrote for us; "" for one to read."""
    if b"\0" in data[:8192]:
        return "binary"
    if language == "template" and not _is_template(name, data):
        return "other kinds of file"
    return "minified" if language not in _TEXTS and _is_minified(data) else ""


def _set_aside(inventory: Inventory, file: SourceFile, reason: str) -> None:
    # Only code and API documents are missed: nobody expects a review of a large data file, or of a printed schema.
    if file.language == "template" and _is_large_template(file):
        inventory.not_analysed.append(NotAnalysed(file.path, reason))
    elif file.language in {*_TEXTS, "graphql"} and not _API_DOCUMENT.search(file.path):
        inventory.left_out["large or unreadable configuration"] += 1
    else:
        inventory.not_analysed.append(NotAnalysed(file.path, reason))


def _left_out(root: Path, name: str, asked: str, excluded: pathspec.GitIgnoreSpec) -> str | None:
    parts = asked.split("/")
    if any(part in _JUNK_FOLDERS for part in parts[:-1]):
        return "dependencies and build output"
    if any(part.startswith(".") for part in parts[:-1]):
        return "hidden folders (tools' settings)"
    if parts[-1].lower() in _LOCK_FILES:
        return "lock files"
    if ".min." in parts[-1] or ".bundle." in parts[-1]:
        return "minified"
    if excluded.match_file(name):
        return "excluded by configuration"
    path = root / name
    # A link can lead out of the project; what it leads to within the project is found under its own name.
    if path.is_symlink():
        return "symbolic links"
    if not path.is_file():
        return "not there any more"
    return None


def _is_template(name: str, data: bytes) -> bool:
    """Whether a page is made by a server: a page has signs of that, and no framework of browsers calls it its own."""
    if not name.lower().endswith((".html", ".htm")):
        return True
    signs = b"{{" in data or b"{%" in data or b"<%" in data
    return signs and not name.lower().endswith((".component.html", ".vue.html"))


def _is_large_template(file: SourceFile) -> bool:
    try:
        with file.absolute.open("rb") as stream:
            head = stream.read(MAX_BYTES)
    except OSError:
        return True
    return b"\0" not in head[:8192] and _is_template(file.path, head)


def _is_minified(data: bytes) -> bool:
    """Whether code was written for machines: a very long line, or hardly any line ends."""
    if len(data) < _MINIFIED_LINE:
        return False
    longest = max(map(len, data.split(b"\n")))
    return longest > _MINIFIED_LINE and len(data) / (data.count(b"\n") + 1) > 500
