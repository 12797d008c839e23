"""Which files of a tree are one program: what they load of each other, where a program is started in one of them.

A tree may hold many programs side by side. What one of them sets up protects that one only.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from backend_review.project.source import SourceFile

_SCRIPTS = frozenset({"javascript", "typescript"})
_LOADED = re.compile(rb"""(?:\bfrom|\brequire\s*\(|\bimport\s*\(|\bimport)\s*['"](\.{1,2}(?:/[^'"\n]*)?)['"]""")
_STARTS = re.compile(
    rb"\bexpress\(\)|\bnew\s+(?:Koa|Hono|OpenAPIHono|Elysia)\b|\b[fF]astify\(|\bNestFactory\.create|\bcreateServer\("
)
# Files that are loaded by a name which is made, found in a folder, or stands for a folder of the project's.
_LOADS_MORE = re.compile(
    rb"""\b(?:require|import)\s*\(\s*[^'"\s)]|readdir|\bglob\b|[aA]uto-?[lL]oad|\*\.?\{?[jt]s\b"""
    rb"""|(?:\bfrom|\brequire\s*\(|\bimport)\s*['"](?:[@~#]/|#|src/|app/|lib/|server/)"""
)
_SUFFIXES = ("", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts")


class Programs:
    """The programs of a tree, as far as their files name each other."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files = {file.path: file for file in files if file.language in _SCRIPTS}
        self._known: dict[str, frozenset[str] | None] = {}

    def around(self, path: str) -> frozenset[str] | None:
        """All files of the program that a file belongs to; None where that is not certain.

        It is where one of them starts a server, and each names what it loads.
        """
        if path not in self._known:
            found = self._connected(path)
            texts = [self._files[item].data for item in found]
            certain = any(_STARTS.search(text) for text in texts) and not any(
                _LOADS_MORE.search(text) for text in texts
            )
            known = frozenset(found) if certain else None
            self._known.update(dict.fromkeys(found or {path}, known))
        return self._known[path]

    def may_share(self, path: str, other: str) -> bool:
        """Whether two files may be of one program: neither is of one that certainly leaves the other out."""
        if path not in self._files or other not in self._files:
            return True
        ours, theirs = self.around(path), self.around(other)
        return (ours is None or other in ours) and (theirs is None or path in theirs)

    def _connected(self, path: str) -> set[str]:
        found: set[str] = set()
        pending = [path] if path in self._files else []
        while pending:
            at = pending.pop()
            if at not in found:
                found.add(at)
                pending.extend(self._links[at])
        return found

    @cached_property
    def _links(self) -> dict[str, set[str]]:
        """The files that load a file or that it loads."""
        links: dict[str, set[str]] = defaultdict(set)
        for path, file in self._files.items():
            for source in _LOADED.findall(file.data):
                other = self._file(posixpath.normpath(posixpath.join(posixpath.dirname(path), source.decode())))
                if other:
                    links[path].add(other)
                    links[other].add(path)
        return links

    def _file(self, path: str) -> str:
        bare = re.sub(r"\.[cm]?jsx?$", "", path)  # TypeScript names what it is compiled to
        names = (f"{base}{suffix}" for base in (path, bare, f"{path}/index") for suffix in _SUFFIXES)
        return next((name for name in names if name in self._files), "")
