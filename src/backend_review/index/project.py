"""All modules of a project, and which of them an import means."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath

from backend_review.finding import NotAnalysed
from backend_review.index.program import Module
from backend_review.project.source import SourceFile

_LANGUAGES = {"python": "python", "javascript": "javascript", "typescript": "javascript", "go": "go"}
_SUFFIXES = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts")
_MANIFESTS = (
    "package.json", "project.json", "nest-cli.json", "go.mod", "pyproject.toml", "setup.py", "manage.py",
    "requirements.txt", "Pipfile",
)  # fmt: skip
_MAX_BYTES = 1_500_000
_MAX_DATA = 64_000
_GO_MODULE = re.compile(r"^module\s+(\S+)", re.MULTILINE)
_JSON_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/|,(?=\s*[}\]])', re.DOTALL)

_ON_THE_PATH = re.compile(r"sys\.path\.(?:insert|append)\(([^#\n]{0,160}(?:\n\s+[^#\n]{0,160})?)")


class Project:
    """The code of a project. Modules are parsed when they are asked for."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self.files = {file.path: file for file in files}
        self._modules: dict[str, Module | None] = {}
        self._manifests: dict[str, str] = {}
        self._resolved: dict[tuple[str, str], tuple[str, ...]] = {}

    def modules(self, language: str | None = None) -> Iterator[Module]:
        """All modules of a language (python, javascript, go), in the order of their paths."""
        for path in sorted(self.files):
            known = _LANGUAGES.get(self.files[path].language)
            if known is not None and language in {None, known}:
                module = self.module(path)
                if module is not None:
                    yield module

    def module(self, path: str) -> Module | None:
        """The module of a path; None for a file that is no code or too large to be written by hand."""
        if path not in self._modules:
            file = self.files.get(path)
            known = file is not None and file.language in _LANGUAGES and len(file.data) <= _MAX_BYTES
            self._modules[path] = Module(file) if known and file is not None else None
        return self._modules[path]

    def too_large(self) -> list[NotAnalysed]:
        """The files of code that are no modules, because they are too large."""
        return [
            NotAnalysed(path, f"larger than {_MAX_BYTES // 1024} KiB")
            for path, file in sorted(self.files.items())
            if file.language in _LANGUAGES and len(file.data) > _MAX_BYTES
        ]

    def resolve(self, module: Module, source: str) -> tuple[str, ...]:
        """The paths of the project that an import of ``source`` in a module means: a file, or all of a Go package's.

        Empty for a library.
        """
        folder = module.path.rpartition("/")[0]
        key = (module.language + ":" + folder, source)
        if key not in self._resolved:
            if module.language == "python":
                found = self._python(folder, source)
            elif module.language == "go":
                found = self._go(folder, source)
            else:
                found = self._javascript(folder, source)
            self._resolved[key] = found
        return self._resolved[key]

    def data(self, module: Module, source: str) -> dict[str, object] | None:
        """What a JSON file holds that a JavaScript module imports by a relative path; None for anything else."""
        if not (source.startswith(".") and source.endswith(".json")):
            return None
        file = self.files.get(_normal(f"{module.path.rpartition('/')[0]}/{source}"))
        return _json(file) if file is not None and len(file.data) <= _MAX_DATA else None

    def folder_of_manifest(self, path: str) -> str:
        """The nearest folder above a file that has a manifest (``package.json``, ``go.mod``, …); "" for the root."""
        folder = path.rpartition("/")[0]
        if folder not in self._manifests:
            root = next((file.root for file in self.files.values()), None)
            here = root is None or any((root / folder / name).is_file() for name in _MANIFESTS)
            self._manifests[folder] = folder if here or not folder else self.folder_of_manifest(folder)
        return self._manifests[folder]

    # Python

    @cached_property
    def _python_files(self) -> dict[str, list[str]]:
        """Paths by the last part of the module's name."""
        found: dict[str, list[str]] = defaultdict(list)
        for path, file in self.files.items():
            if file.language == "python" and path.endswith(".py"):
                parts = PurePosixPath(path).with_suffix("").parts
                if parts[-1] == "__init__":
                    parts = parts[:-1]
                if parts:
                    found[parts[-1]].append(path)
        return found

    @cached_property
    def _python_roots(self) -> set[str]:
        """The names of folders that modules are imported from: the usual ones, and what ``sys.path`` is given."""
        found = {"src", "lib"}
        for file in self.files.values():
            if file.language == "python" and "sys.path" in file.text:
                for given in _ON_THE_PATH.findall(file.text):
                    named = re.search(r"(\w+)\)", given)  # sys.path.append(APPS_DIR)
                    where = re.search(rf"(?m)^{named[1]}\s*=\s*(.{{0,200}})", file.text) if named else None
                    texts = re.findall(r"""["']([\w./-]+)["']""", given + (where[1] if where else ""))
                    found.update(text.rpartition("/")[2] for text in texts)
        return found - {"", ".", ".."}

    def _python(self, folder: str, source: str) -> tuple[str, ...]:
        if source.startswith("."):
            level = len(source) - len(source.lstrip("."))
            parts = folder.split("/") if folder else []
            parts = parts[: len(parts) - (level - 1)] if level > 1 else parts
            rest = source.lstrip(".")
            base = "/".join([*parts, *(rest.split(".") if rest else [])])
            return tuple(path for path in (f"{base}.py", f"{base}/__init__.py".lstrip("/")) if path in self.files)[:1]
        wanted = source.replace(".", "/")
        best: tuple[int, str] | None = None
        for path in self._python_files.get(source.rpartition(".")[2], ()):
            bare = path.removesuffix("/__init__.py").removesuffix(".py")
            if bare != wanted and not bare.endswith(f"/{wanted}"):
                continue
            # What is imported lies below a folder on the path: one that the importing file is in, too.
            root = bare[: len(bare) - len(wanted)].rstrip("/")
            if root and not (folder + "/").startswith(root + "/") and root.rpartition("/")[2] not in self._python_roots:
                continue
            score = len(root)
            if best is None or score > best[0]:
                best = (score, path)
        return (best[1],) if best else ()

    # JavaScript

    def _javascript(self, folder: str, source: str) -> tuple[str, ...]:
        if source.startswith("."):
            found = self._javascript_file(_normal(f"{folder}/{source}"))
            return (found,) if found else ()
        for base in self._candidates(folder, source):
            found = self._javascript_file(_normal(base))
            if found:
                return (found,)
        return ()

    def _candidates(self, folder: str, source: str) -> Iterator[str]:
        """Where a name that is not relative may lie: by aliases, in a package of the project, below a folder above."""
        for base, pattern, targets in self._aliases:
            head, star, tail = pattern.partition("*")
            here = not base or (folder + "/").startswith(base + "/")
            if here and (source == pattern or (star and source.startswith(head) and source.endswith(tail))):
                middle = source[len(head) : len(source) - len(tail)] if star else ""
                yield from (f"{base}/{target.replace('*', middle)}" for target in targets)
        for name, base in self._packages.items():
            if source == name or source.startswith(name + "/"):
                rest = source[len(name) :].lstrip("/")
                yield from (f"{base}/{below}" for below in (rest, f"src/{rest}".rstrip("/"), "src/index", "index"))
        if source[:1] in {"@", "~"} and source[1:2] == "/":
            source = source[2:]
        # A bare path from a folder above: baseUrl, module-alias, NODE_PATH.
        parts = folder.split("/") if folder and "/" in source else []
        for length in range(len(parts) if "/" in source else -1, -1, -1):
            for below in ("", "src"):
                yield "/".join([*parts[:length], below, source])

    def script(self, base: str) -> tuple[str, ...]:
        """The JavaScript or TypeScript file that a path from the root means; empty for none."""
        found = self._javascript_file(base)
        return (found,) if found else ()

    def _javascript_file(self, base: str) -> str | None:
        if base in self.files and self.files[base].language in _LANGUAGES:
            return base
        bare = re.sub(r"\.[cm]?jsx?$", "", base)
        for stem in dict.fromkeys((base, bare)):
            for suffix in _SUFFIXES:
                if stem + suffix in self.files:
                    return stem + suffix
        for suffix in _SUFFIXES:
            if f"{base}/index{suffix}".lstrip("/") in self.files:
                return f"{base}/index{suffix}".lstrip("/")
        return None

    @cached_property
    def _aliases(self) -> list[tuple[str, str, list[str]]]:
        """(folder of the tsconfig, pattern, targets) of all path aliases, the nearest folders first."""
        found = []
        for path in self.files:
            name = path.rpartition("/")[2]
            if re.fullmatch(r"[jt]sconfig(\.[\w-]+)?\.json", name):
                options = _json(self.files[path]).get("compilerOptions")
                options = options if isinstance(options, dict) else {}
                base = str(options.get("baseUrl") or ".")
                paths = options.get("paths")
                for pattern, targets in (paths if isinstance(paths, dict) else {}).items():
                    if isinstance(targets, list):
                        below = [f"{base}/{target}" for target in targets if isinstance(target, str)]
                        found.append((path.rpartition("/")[0], str(pattern), below))
                if "baseUrl" in options:
                    found.append((path.rpartition("/")[0], "*", [f"{base}/*"]))
        return sorted(found, key=lambda item: (-len(item[0]), item[1] == "*", -len(item[1])))

    @cached_property
    def _packages(self) -> dict[str, str]:
        """Folders of the project's own npm packages, by name."""
        found = {}
        for path in self.files:
            if path.endswith("package.json"):
                name = _json(self.files[path]).get("name")
                if isinstance(name, str) and "/" in path:
                    found[name] = path.rpartition("/")[0]
        return found

    # Go

    @cached_property
    def _go_folders(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path, file in self.files.items():
            if file.language == "go" and not path.endswith("_test.go"):
                found[path.rpartition("/")[0]].append(path)
        return found

    @cached_property
    def _go_modules(self) -> list[tuple[str, str]]:
        """(module path, folder) of each go.mod above Go files, the longest paths first."""
        folders: set[str] = set()
        for folder in self._go_folders:
            parts = folder.split("/") if folder else []
            folders.update("/".join(parts[:length]) for length in range(len(parts) + 1))
        root = next((file.root for file in self.files.values()), None)
        found = []
        for folder in folders:
            place = root / folder / "go.mod" if root is not None else None
            try:
                text = place.read_text(encoding="utf-8", errors="replace")[:20000] if place is not None else ""
            except OSError:
                continue
            named = _GO_MODULE.search(text)
            if named:
                found.append((named.group(1).strip('"'), folder))
        return sorted(found, key=lambda item: (-len(item[0]), item[1]))

    def _go(self, folder: str, source: str) -> tuple[str, ...]:
        named = [item for item in self._go_modules if source == item[0] or source.startswith(item[0] + "/")]
        for name, base in sorted(named, key=lambda item: -_shared(item[1], folder)):  # a module's own packages first
            below = _normal(f"{base}/{source[len(name) :].strip('/')}")
            if below in self._go_folders:
                return tuple(sorted(self._go_folders[below]))
        if not self._go_modules and "." in source.partition("/")[0]:
            parts = source.split("/")
            for start in range(1, len(parts)):
                rest = "/".join(parts[start:])
                if rest in self._go_folders:
                    return tuple(sorted(self._go_folders[rest]))
        return ()

    def package(self, module: Module) -> tuple[str, ...]:
        """The paths of the Go package that a module belongs to."""
        return tuple(sorted(self._go_folders.get(module.path.rpartition("/")[0], ())))


def _shared(base: str, folder: str) -> int:
    """How many folders a module that a folder lies in is deep; -1 when the folder lies elsewhere."""
    return base.count("/") + bool(base) if not base or f"{folder}/".startswith(f"{base}/") else -1


def _normal(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if parts:
                parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _json(file: SourceFile) -> dict[str, object]:
    """A JSON file with comments and trailing commas; {} when it cannot be read."""
    try:
        loaded = json.loads(_JSON_COMMENT.sub(lambda found: found.group(1) or "", file.text))
    except (ValueError, RecursionError, OSError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
